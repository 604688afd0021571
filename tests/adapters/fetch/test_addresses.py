"""Which addresses are the public internet's."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.fetch.addresses import is_loopback, is_public

pytestmark = pytest.mark.postings

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "::ffff:7f00:1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:0a00:0001::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "3fff::1", "5f00::1",
    "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "100::1", "4000::1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "", "a.b",
]  # fmt: skip
PUBLIC = [
    "93.184.216.34", "1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address: str) -> None:
    """Private, local, reserved, documentation, wrappings of those, and no addresses at all."""
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """Addresses of the internet, also inside an IPv6 one."""
    assert is_public(address)


@given(st.ip_addresses(v=4).filter(lambda a: not a.is_global))
def test_a_private_address_is_private_in_every_wrapping(address: ipaddress.IPv4Address) -> None:
    """IPv4 inside IPv6 is what it is outside."""
    number = int(address)
    wrapped = [number, 0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80]
    for made in wrapped:
        assert not is_public(str(ipaddress.IPv6Address(made)))


@given(st.text(max_size=40))
def test_no_text_is_public_by_accident(text: str) -> None:
    """Whatever is no address is not public, and stops nothing."""
    assert not is_public(text) or ipaddress.ip_address(text).is_global
    assert not is_loopback(text) or ipaddress.ip_address(text).is_loopback

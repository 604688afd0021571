"""Which IP addresses belong to the public internet.

Python's `is_global` follows IANA's registries of special-purpose addresses. Added here is what is
public in their sense, but leads elsewhere: multicast, and addresses that carry another one inside.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# RFC 4291: what is routed on the internet; all else of IPv6 is local, reserved or a wrapping.
_UNICAST = IPv6Network("2000::/3")
# RFC 6052: the prefix of NAT64, whose last 32 bits are the IPv4 address that is reached.
_NAT64 = IPv6Network("64:ff9b::/96")
# Teredo and other protocol assignments (RFC 2928), documentation (RFC 3849, 9637), 6to4 (RFC 3056).
_SPECIAL = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16")))
# IETF assignments (RFC 6890), the 6to4 relays (RFC 7526), benchmarks (RFC 2544), and what older
# Pythons call global of the shared space (RFC 6598).
_SPECIAL_4 = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10"))
)


def is_public(address: str) -> bool:
    """Tell whether an address, as the resolver wrote it, is one of the public internet.

    An IPv6 address that carries an IPv4 one (mapped, NAT64) is judged by that.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False
    if isinstance(found, IPv4Address):
        return _is_public_4(found)
    inner = found.ipv4_mapped or _nat64(found)
    if inner is not None:
        return _is_public_4(inner)
    return found in _UNICAST and found.is_global and not any(found in net for net in _SPECIAL)


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_public_4(address: IPv4Address) -> bool:
    special = address.is_multicast or any(address in net for net in _SPECIAL_4)
    return address.is_global and not special


def _nat64(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None

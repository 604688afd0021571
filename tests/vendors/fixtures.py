"""The fake vendors for a test, and the rules by which a browser takes them for the real ones."""

from collections.abc import Iterator

import pytest

from tests.vendors.server import HOSTS, Vendors, vendors_server


@pytest.fixture(scope="session")
def vendors_running() -> Iterator[Vendors]:
    """The server, once for the run."""
    with vendors_server() as served:
        yield served


@pytest.fixture
def vendors(vendors_running: Vendors) -> Vendors:
    """The server with nothing asked yet and a fresh script."""
    vendors_running.reset()
    return vendors_running


def resolver_rules(vendors: Vendors) -> list[str]:
    """Rules of --host-resolver-rules; the contexts also need `ignore_https_errors=True`."""
    place = vendors.https.removeprefix("https://")
    return [f"MAP {host}:443 {place}" for host in HOSTS]

"""What the web layer needs to know of the site it serves."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Site:
    """The site as the operator set it up; the defaults are one person's own machine.

    `hosts` are the names that requests may be for. `guest_days` is how long work is kept, None
    for ever. `trusted_proxies` is how many entries of X-Forwarded-For are ours. `rates_url` is the
    store that counts requests.
    """

    https: bool = False
    hosts: frozenset[str] = LOOPBACK_HOSTS
    guest_days: int | None = None
    trusted_proxies: int = 0
    requests_per_minute: int = 1200
    rates_url: str = "memory://"

    @property
    def is_local(self) -> bool:
        """Whether it is reached on this machine alone."""
        return self.hosts == LOOPBACK_HOSTS


def site() -> Site:
    """Return the site of the application that answers."""
    return cast(Site, current_app.extensions["site"])

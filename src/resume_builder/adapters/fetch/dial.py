"""Connections to checked addresses: the name is resolved once, and what was checked is dialled.

Between a check and a second look-up a name can change its address (DNS rebinding); here is none.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from resume_builder.adapters.fetch.addresses import is_loopback, is_public
from resume_builder.features.postings.errors import PageUnreachable
from resume_builder.features.postings.links import Link

# How long one address may keep us when a name has others, in seconds.
_ONE_ADDRESS = 4.0
_MOST_ADDRESSES = 4
Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]
Trust = Callable[[], ssl.SSLContext]


class Deadline:
    """The moment until which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left. Raises PageUnreachable when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise PageUnreachable
        return left


@dataclass(frozen=True, slots=True)
class Dialler:
    """Makes connections. `allowed` are places (Link.place) that may be on this machine itself.

    `trust` gives the authorities whose certificates count.
    """

    resolve: Resolve
    connect: Connect
    allowed: frozenset[str]
    trust: Trust

    def connection(self, link: Link, deadline: Deadline) -> HTTPConnection:
        """Return a connection to the link's host, connected. Raises PageUnreachable, OSError."""
        opened = self._open(link, deadline)
        made: _PlainConnection | _SecureConnection
        if link.scheme == "https":
            made = _SecureConnection(link.host, link.port)
            made.ssl_context = self.trust()
        else:
            made = _PlainConnection(link.host, link.port)
        made.opened = opened
        try:
            # A handshake of TLS keeps to this limit as a whole.
            opened.settimeout(deadline.left())
            made.connect()
        except BaseException:
            opened.close()
            raise
        return made

    def _open(self, link: Link, deadline: Deadline) -> socket.socket:
        failure: OSError | None = None
        for address in self._addresses(link, deadline)[:_MOST_ADDRESSES]:
            try:
                return self.connect(address, link.port, min(_ONE_ADDRESS, deadline.left()))
            except OSError as error:
                failure = error
        raise PageUnreachable from failure

    def _addresses(self, link: Link, deadline: Deadline) -> Sequence[str]:
        """Return the addresses of a name, each of them public: one that is not speaks for all."""
        found = _within(deadline.left(), lambda: self.resolve(link.host, link.port))
        is_allowed = is_loopback if link.place in self.allowed else is_public
        if not found or not all(map(is_allowed, found)):
            raise PageUnreachable
        return found


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """Return a TCP connection to an IP address. Raises OSError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((address, port))
    except BaseException:
        made.close()
        raise
    return made


def _within(seconds: float, call: Callable[[], Sequence[str]]) -> Sequence[str]:
    """Return what `call` returns; the system's resolver itself takes no time limit."""
    found: list[Sequence[str]] = []

    def work() -> None:
        try:
            found.append(call())
        except (OSError, UnicodeError):
            found.append(())

    thread = threading.Thread(target=work, name="resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else ()


class _PlainConnection(HTTPConnection):
    """A connection over a socket that is open already."""

    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class _SecureConnection(HTTPSConnection):
    """The same over TLS: the certificate must be the name's, whatever address was dialled."""

    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


@cache
def trusted() -> ssl.SSLContext:
    """Return Mozilla's authorities and the system's, which an operator may add to."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context

"""Asks for a page, follows its redirects, and turns every failure into a word for the person."""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPException

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from resume_builder import __version__
from resume_builder.adapters.fetch.body import read_body
from resume_builder.adapters.fetch.dial import (
    Connect,
    Deadline,
    Dialler,
    Resolve,
    Trust,
    connect,
    resolve,
    trusted,
)
from resume_builder.features.postings.errors import (
    FetchBusy,
    PageGone,
    PageNeedsBrowser,
    PageUnreachable,
)
from resume_builder.features.postings.links import Link, LinkRefused, link_of, redirected
from resume_builder.features.postings.ports import Fetched

# The mission's bar (guide: security, "URL fetch"): 10 s in all, whatever the other side does.
MAX_SECONDS = 10.0
MAX_REDIRECTS = 5
# Pages fetched at a time by one process: each holds a thread for up to MAX_SECONDS.
_AT_A_TIME = 4
_FOR_A_PERSON = "one page, at a person's request"
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/*;q=0.7,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
# Not for us: sign in (401, 402, 407), forbidden or a check for robots (403, 429, LinkedIn's 999),
# not in this country (451).
_SHUT = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})


class WebPages:
    """Fetches pages: a PageFetcher. Thread-safe.

    No cookies, no credentials, no proxy of the environment: each page is asked for as a stranger.
    """

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        *,
        seconds: float = MAX_SECONDS,
        redirects: int = MAX_REDIRECTS,
        why: str = _FOR_A_PERSON,
        resolve: Resolve = resolve,
        connect: Connect = connect,
        trust: Trust = trusted,
    ) -> None:
        """Connect to nothing yet. `allowed` are places (Link.place) on this machine itself.

        A page that leads on more often than `redirects` times is not reached. `why` is told to
        whoever is asked.
        """
        self._headers = {"User-Agent": f"resume-builder/{__version__} ({why})", **_HEADERS}
        self._allowed, self._seconds, self._redirects = allowed, seconds, redirects
        self._dialler = Dialler(resolve, connect, allowed, trust)
        self._slots = threading.BoundedSemaphore(_AT_A_TIME)

    def __call__(self, url: str) -> Fetched:
        """Return the page at a link, redirects followed. See PageFetcher for what it raises."""
        if not self._slots.acquire(blocking=False):
            raise FetchBusy
        try:
            return self._fetch(link_of(url, self._allowed), Deadline(self._seconds))
        except (LinkRefused, HTTPError, HTTPException, OSError, UnicodeError) as error:
            raise PageUnreachable from error
        finally:
            self._slots.release()

    def _fetch(self, link: Link, deadline: Deadline) -> Fetched:
        for _ in range(self._redirects + 1):
            with self._answer(link, deadline) as answer:
                location = answer.headers.get("Location")
                if answer.status not in _REDIRECTS or location is None:
                    _check(answer.status)
                    return read_body(answer, deadline)
                link = redirected(link, location, self._allowed)
        raise PageUnreachable

    @contextmanager
    def _answer(self, link: Link, deadline: Deadline) -> Generator[BaseHTTPResponse]:
        """Hold an answer, its body unread; at the deadline its connection is cut off."""
        made = self._dialler.connection(link, deadline)
        try:
            with _cut_off(made, deadline):
                made.request(
                    "GET",
                    link.target,
                    headers=self._headers,
                    preload_content=False,
                    enforce_content_length=False,
                )
                answer = made.getresponse()
                try:
                    yield answer
                finally:
                    answer.close()
        finally:
            made.close()


@contextmanager
def _cut_off(made: HTTPConnection, deadline: Deadline) -> Generator[None]:
    """End a connection at the deadline: a time limit on each read alone lets a slow drip go on."""
    opened = made.sock
    if opened is None:
        raise PageUnreachable

    def cut() -> None:
        try:
            # Of the base class: a TLS socket would first drop what the reading thread still uses.
            socket.socket.shutdown(opened, socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(deadline.left(), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        deadline.left()
    finally:
        timer.cancel()


def _check(status: int) -> None:
    """Raise what a status means, unless it brings the page."""
    if status in _GONE:
        raise PageGone
    if status in _SHUT:
        raise PageNeedsBrowser(got="")
    if status != 200:
        raise PageUnreachable

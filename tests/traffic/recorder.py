"""Watches browsers during a test, and says at its end which secrets were where they must not be."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

from tests.traffic.entries import Entry, cookies, of_origin, of_page
from tests.traffic.secrets import found_in
from tests.traffic.wire import Wire, recording_wire

# A page that is leaving answers no question; the next document does.
_TRIES, _PAUSE = 20, 50
# A document of the site without any script.
_BARE = "/icon.svg"


@dataclass
class Tally:
    """How much was looked at, and what was found."""

    tests: int = 0
    contexts: int = 0
    requests: int = 0
    request_bytes: int = 0
    entries: int = 0
    entry_bytes: int = 0
    messages: int = 0
    addresses: int = 0
    log_bytes: int = 0
    file_bytes: int = 0
    found: list[str] = field(default_factory=list[str])

    def add(self, other: dict[str, Any]) -> None:
        """Add what another run told of itself."""
        for name, value in other.items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Recorder:
    """All that the site and the stores of the browsers get, from all browsers it watches."""

    # Of the site itself, and those before sites that a test starts for itself.
    wire: Wire
    # What the site writes where its operator reads it.
    log: Path
    tally: Tally = field(default_factory=Tally)
    _open: list[BrowserContext] = field(default_factory=list[BrowserContext])
    # Those that were at the site: what they keep outlives its last page.
    _visited: dict[BrowserContext, str] = field(default_factory=dict[BrowserContext, str])
    _others: list[Wire] = field(default_factory=list[Wire])
    _logged: int = 0
    _found: list[str] = field(default_factory=list[str])

    def watch(self, browser: Browser) -> None:
        """Watch every context that is opened from now on; each is read before it is closed."""
        _after(browser, "new_context", self._watch_context)
        _after(browser, "new_page", lambda page: self._watch_context(page.context, page))
        _before(browser, "close", self.look)

    @contextmanager
    def before(self, site: int) -> Iterator[int]:
        """Record another site, too; gives the port at which it then has to be called."""
        with recording_wire(site) as wire:
            self._others.append(wire)
            yield wire.port

    def look(self) -> None:
        """Read what the open contexts keep, and what came over the wire."""
        for context in self._open:
            self._look_at(context)
        for wire in (self.wire, *self._others):
            for data, new, requests in wire.take():
                self.tally.request_bytes += new
                self.tally.requests += requests
                self._judge("a request to the site", data)
        with self.log.open("rb") as log:
            log.seek(self._logged)
            said = log.read()
        self._logged += len(said)
        self.tally.log_bytes += len(said)
        self._judge("the site's log", said)

    def end_test(self) -> list[str]:
        """Look a last time; return what was found since the last end, each once, and forget it."""
        self.look()
        found, self._found = [*dict.fromkeys(self._found)], []
        self.tally.tests += 1
        self.tally.found += found
        return found

    def end_run(self, folder: Path) -> list[str]:
        """What came after the last test, and what is in the files of the site's folder."""
        self.look()
        for file in folder.rglob("*"):
            if file.is_file():
                data = file.read_bytes()
                self.tally.file_bytes += len(data)
                self._judge(f"the file {file.relative_to(folder)}", data)
        found, self._found = self._found, []
        self.tally.found += found
        return found

    def write(self, file: Path) -> None:
        """Write the tally."""
        file.write_text(json.dumps(asdict(self.tally)), encoding="utf-8")

    def _watch_context(self, context: BrowserContext, page: Page | None = None) -> None:
        if context in self._open:
            return
        self.tally.contexts += 1
        self._open.append(context)
        context.on("request", lambda request: self._asked(context, request))
        context.on("console", self._said)
        context.on("weberror", lambda error: self._message(str(error.error)))
        context.on("page", self._watch_page)
        context.on("close", lambda: self._open.remove(context))
        _before(context, "close", lambda: self._look_at(context))
        if page is not None:
            self._watch_page(page)

    def _watch_page(self, page: Page) -> None:
        _before(page, "close", lambda: self._look_at(page.context, [page]))

    def _asked(self, context: BrowserContext, request: Request) -> None:
        self.tally.addresses += 1
        self._judge("an address", request.url.encode())
        if self._is_ours(request.url):
            self._visited[context] = request.url

    def _said(self, message: ConsoleMessage) -> None:
        self._message(message.text)

    def _message(self, text: str) -> None:
        self.tally.messages += 1
        self._judge("the console", text.encode())

    def _is_ours(self, address: str) -> bool:
        return urlsplit(address).port in {self.wire.site, *(one.port for one in self._others)}

    def _look_at(self, context: BrowserContext, pages: list[Page] | None = None) -> None:
        """Read a context's pages (by default all), and what its pages at the site share."""
        if context not in self._open:
            return
        ours = [page for page in pages or context.pages if self._is_ours(page.url)]
        for page in ours:
            self._keep(self._read(page, of_page))
        if ours:
            self._keep(self._read(ours[0], of_origin))
        elif pages is None and context in self._visited:
            bare = context.new_page()
            bare.goto(urljoin(self._visited[context], _BARE))
            self._keep(self._read(bare, of_origin))
            bare.close()
        self._keep(cookies(context))

    def _read(self, page: Page, entries: Callable[[Page], list[Entry]]) -> list[Entry]:
        for last in (*[False] * _TRIES, True):
            try:
                return entries(page)
            except Error:
                if page.is_closed() or not self._is_ours(page.url):
                    break
                if last:
                    raise
                page.wait_for_timeout(_PAUSE)
        return []

    def _keep(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.tally.entries += 1
            self.tally.entry_bytes += len(entry.data)
            self._judge(f"{entry.place} {entry.name}", entry.data)

    def _judge(self, where: str, data: bytes) -> None:
        self._found += [f"{where}: {what}" for what in found_in(data)]


def _before(owner: Any, name: str, first: Callable[[], object]) -> None:
    plain = getattr(owner, name)

    def wrapped(*given: Any, **named: Any) -> Any:
        first()
        return plain(*given, **named)

    setattr(owner, name, wrapped)


def _after(owner: Any, name: str, then: Callable[[Any], object]) -> None:
    plain = getattr(owner, name)

    def wrapped(*given: Any, **named: Any) -> Any:
        made = plain(*given, **named)
        then(made)
        return made

    setattr(owner, name, wrapped)


def told_in(folder: Path) -> Iterator[dict[str, Any]]:
    """The tallies that were written into a folder."""
    for file in sorted(folder.glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))

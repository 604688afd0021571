"""Whether the site answers while it reads files: `/livez`, asked on and on under hostile load."""

import http.client
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from bench.report import Report, shared_bench
from bench.site import Browser, Served, serving
from tests.adapters.documents import hostile
from tests.adapters.documents.paper import typeset

_CLIENTS = 4
_SECONDS, _SOAK_SECONDS = 60, 600
_PAUSE = 0.01
# A guest keeps 20 résumés; what is refused does not count.
_UPLOADS_A_GUEST = 15
_BAR = 50.0
_RIVAL = "Resume-Matcher's /health: 7 ms alone, 847 ms during uploads"


def run(report: Report) -> None:
    """Ask `/livez` alone, then while several clients bring the worst files we know."""
    seconds = _SOAK_SECONDS if report.soak else _SECONDS
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served:
        alone = _asked(served, 5.0)
        report.figure("/livez alone, p99", _p99(alone), "ms", better="lower")
        load = _Load(served, list(_files()))
        load.start()
        _asked(served, 2.0)
        taken = _asked(served, seconds)
        load.stop()
        report.figure("/livez while files are read, median", statistics.median(taken), "ms")
        report.figure(
            "/livez while files are read, p99",
            _p99(taken),
            "ms",
            bar=_BAR,
            better="lower",
            rival=_RIVAL,
        )
        report.figure("/livez while files are read, slowest", max(taken), "ms", better="lower")
        report.figure("asked", len(taken), "times")
        for kind, count in sorted(load.answers.items()):
            report.figure(f"uploads answered {kind}", count)
        started = time.perf_counter()
        Browser(served.port).job(typeset("= Ada Byron\n- one"), "Engineer. Must know Python.")
        report.figure("a person's whole job afterwards", time.perf_counter() - started, "s")


def _p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100, method="inclusive")[-1]


def _asked(served: Served, seconds: float) -> list[float]:
    """Milliseconds of each answer of `/livez`, asked on one kept-alive connection."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        connection.request("GET", "/livez", headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        taken.append((time.perf_counter() - started) * 1000)
        time.sleep(_PAUSE)
    connection.close()
    return taken


class _Load:
    """Clients that bring file after file, each in a session of its own."""

    def __init__(self, served: Served, files: list[tuple[str, bytes]]) -> None:
        self.answers: dict[str, int] = {}
        self._served, self._files = served, files
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._bring, args=(n,), daemon=True) for n in range(_CLIENTS)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Bring no more; what is under way may end."""
        self._done.set()
        for thread in self._threads:
            thread.join(60)

    def _bring(self, number: int) -> None:
        """Upload in turn, each client from another place of the list on."""
        start = number * len(self._files) // _CLIENTS
        turn = cycle([*self._files[start:], *self._files[:start]])
        while not self._done.is_set():
            browser = Browser(self._served.port)
            for _ in range(_UPLOADS_A_GUEST):
                name, data = next(turn)
                self._count(browser.upload(name, data))
                if self._done.is_set():
                    return

    def _count(self, status: int) -> None:
        with self._lock:
            kind = f"{status}"
            self.answers[kind] = self.answers.get(kind, 0) + 1


def _files() -> Iterator[tuple[str, bytes]]:
    """The slowest and the worst files, résumés and postings among them."""
    for name, text in hostile.long_texts(390_000).items():
        yield f"{name}.txt", text
        yield f"posting {name}.txt", text
    for ending, data in hostile.deep_nesting().items():
        yield f"deep.{ending}", data
    yield "crowd.pdf", hostile.crowded_page()
    yield "hundred.pdf", hostile.many_pages(100)
    yield "pages.pdf", hostile.many_pages()
    yield "loop.pdf", hostile.object_loop()
    yield "bomb.docx", hostile.zip_bomb()
    yield "résumé.pdf", typeset("= Ada Byron\n" + "- built a thing in 2019\n" * 400)
    corpus = shared_bench("parse")
    if corpus is not None:
        largest = sorted((corpus / "files").glob("*.pdf"), key=lambda p: -p.stat().st_size)
        yield from ((path.name, path.read_bytes()) for path in largest[:5])

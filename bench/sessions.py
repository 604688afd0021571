"""Sessions: what session, handshake and rate limit cost a request, and how the stores behave."""

import os
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from bench.report import Report, p95, timings
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.redis.stores import RedisStores
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.adapters.system import new_id, now
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.bootstrap import make_safe
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.sessions.handshake import Answer, Submission
from resume_builder.features.sessions.handshakes import Handshakes
from resume_builder.features.sessions.record import CurrentPosting, CurrentResume
from resume_builder.features.sessions.service import Session, Sessions
from tests.adapters.valkey.killing import kill_while_writing

RUNS = 2000


def run(report: Report) -> None:
    """Measure sessions on a real Valkey, then starting, killing and writing to it."""
    with tempfile.TemporaryDirectory(prefix="rb-") as name:
        folder = Path(name)
        _starting(report, folder)
        with EmbeddedStores(folder) as embedded:
            _overhead(report, embedded.urls)
            _restart(report, embedded)
            _writes(report, embedded)
            _order_of_sync(report, embedded)
    if report.soak:
        _soak(report)


class _Requests:
    """The guards of one request after another, as a browser sends them."""

    def __init__(self, urls: dict[str, str]) -> None:
        servers = RedisServers(urls["session"], urls["auth"])
        safe = make_safe(RedisKeys(servers.auth), lambda: [os.urandom(32)])
        stores = RedisStores(servers, safe.vault)
        self.sessions = Sessions(stores.sessions, now, new_id)
        self.handshakes = Handshakes(stores.handshakes, now, new_id)
        session = self.sessions.open()
        resume = CurrentResume(id=new_id(), sections={"work": 5, "education": 2, "skills": 9})
        posting = CurrentPosting(id=new_id(), title="Platform engineer", company="Havnekraft")
        session = self.sessions.set_current_resume(session, resume)
        self.session = self.sessions.set_current_posting(session, posting)
        self.token = self.handshakes.issue(self.session, ["edit_tailoring"])[0].token
        storage = storage_from_string(urls["session"].replace("unix:", "redis+unix:"))
        self._limiter = MovingWindowRateLimiter(storage)
        self._limit = RateLimitItemPerMinute(10_000_000)

    def load(self) -> Session:
        """Find the session of a cookie."""
        return self.sessions.load(self.session.id)

    def shake(self) -> None:
        """Spend a token, get the next."""
        client = self.session.record.client_uuid
        sent = Submission("edit_tailoring", client, self.token)
        self.token = self.handshakes.check(self.session, sent).next.token

    def limit(self) -> None:
        """Count the request."""
        self._limiter.hit(self._limit, "one")

    def all(self) -> None:
        """Guard a state-changing request."""
        self.load()
        self.shake()
        self.limit()

    def idempotent(self) -> None:
        """Guard a request with an idempotency key, and keep its answer of 40 kB."""
        self.load()
        client = self.session.record.client_uuid
        sent = Submission("edit_tailoring", client, self.token, idempotency_key=new_id())
        self.token = self.handshakes.check(self.session, sent).next.token
        self.handshakes.keep_answer(self.session, sent, Answer(200, (), b'{"a": "b"}' * 4000))


def _overhead(report: Report, urls: dict[str, str]) -> None:
    requests = _Requests(urls)
    store = Store(urls["session"], "session")
    parts: dict[str, Callable[[], object]] = {
        "one PING, the client's own cost": lambda: store.call("PING"),
        "loading a session": requests.load,
        "handshake": requests.shake,
        "rate limit (moving window, limits)": requests.limit,
        "the same with an idempotency key and a kept answer": requests.idempotent,
    }
    taken = timings(requests.all, RUNS, warm_up=200)
    report.figure(
        "session + handshake + limit, median",
        statistics.median(taken),
        "ms",
        bar=0.5,
        better="lower",
        rival="Flask-Session writes its whole session on every request",
    )
    report.figure("session + handshake + limit, p95", p95(taken), "ms", better="lower")
    for name, call in parts.items():
        median = statistics.median(timings(call, RUNS, warm_up=200))
        report.figure(f"{name}, median", median, "ms", better="lower")
    store.close()


def _starting(report: Report, folder: Path) -> None:
    taken: list[float] = []
    for _ in range(6):
        embedded = EmbeddedStores(folder)
        start = time.perf_counter()
        embedded.start()
        taken.append(time.perf_counter() - start)
        embedded.close()
    report.figure(
        "both stores started, median",
        statistics.median(taken),
        "s",
        bar=0.5,
        better="lower",
        rival="one Valkey by hand: 0.06-0.09 s",
    )


def _restart(report: Report, embedded: EmbeddedStores) -> None:
    """From SIGKILL to the first answer, as a client sees it."""
    store = Store(embedded.urls["auth"], "auth")
    taken: list[float] = []
    for _ in range(5):
        pid = embedded.pids["auth"]
        assert pid is not None
        time.sleep(0.5)
        os.kill(pid, signal.SIGKILL)
        start = time.perf_counter()
        while not _answers(store):
            time.sleep(0.001)
        taken.append(time.perf_counter() - start)
    store.close()
    report.figure(
        "a killed store answers again, slowest of five", max(taken), "s", bar=1.0, better="lower"
    )


def _answers(store: Store) -> bool:
    try:
        store.call("PING")
    except StoreUnavailable:
        return False
    return True


def _writes(report: Report, embedded: EmbeddedStores) -> None:
    for name, rival in (
        ("auth", "appendfsync always on one client, measured before: 2,485/s"),
        ("session", ""),
    ):
        store = Store(embedded.urls[name], name)
        taken = timings(lambda store=store: store.call("SET", "k", "x" * 2000), RUNS)
        rate = 1000 / statistics.mean(taken)
        report.figure(f"2 kB writes of one client, {name} store", rate, "/s", rival=rival)
        store.close()


def _order_of_sync(report: Report, embedded: EmbeddedStores) -> None:
    """Look at the system calls: the write reaches the disk before the answer leaves.

    Surviving SIGKILL proves nothing about this, since the kernel keeps unsynced pages.
    """
    strace, pid = shutil.which("strace"), embedded.pids["auth"]
    if strace is None or pid is None:
        report.note(
            "strace is not installed, so the order of fdatasync and answer was not looked at."
        )
        return
    store = Store(embedded.urls["auth"], "auth")
    store.call("PING")
    with tempfile.NamedTemporaryFile("r") as trace:
        calls = "read,write,fdatasync,fsync"
        watcher = subprocess.Popen([strace, "-f", "-e", calls, "-o", trace.name, "-p", str(pid)])
        while not trace.read():
            store.call("PING")
        for number in range(50):
            store.call("SET", f"sync{number}", "x")
        watcher.terminate()
        watcher.wait()
        trace.seek(0)
        held = _held_until_synced(trace.read())
    store.close()
    report.figure("of 50 auth writes, answered after fdatasync returned", held, bar=50)


def _held_until_synced(trace: str) -> int:
    """Count the writes whose answer left after a sync that began after the write arrived."""
    held, synced = 0, False
    for line in trace.splitlines():
        if re.search(r'read\(.*"\*3\\r\\n\$3\\r\\nSET', line):
            synced = False
        elif re.search(r"f(data)?sync\(.*= 0$|f(data)?sync resumed.*= 0$", line):
            synced = True
        elif re.search(r'write\(.*"\+OK\\r\\n"', line):
            held += synced
            synced = False
    return held


def _soak(report: Report) -> None:
    """Kill each store again and again in the middle of writing."""
    for name, loss_seconds, pause in (("auth", 0, 0.2), ("session", 2, 3)):
        kills = 50 if name == "auth" else 10
        with tempfile.TemporaryDirectory(prefix="rb-") as folder:
            lost, count = kill_while_writing(
                Path(folder), name, loss_seconds=loss_seconds, kills=kills, pause=pause
            )
        report.figure(
            f"{name} store: lost of {count} answered writes over {kills} kills, "
            f"those older than {loss_seconds} s",
            len(lost),
            bar=0,
            better="lower",
        )

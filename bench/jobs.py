"""Whether jobs survive: mail through real workers and stores to a mail server, as processes die."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from bench.report import Report
from resume_builder.adapters.redis.mails import RedisMails
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.bootstrap import Settings, build, read_settings
from resume_builder.ports import Mail
from tests.smtp_sink import Inbox, free_port

_MAILS, _KILLS = 200, 10
_SOAK_MAILS, _SOAK_KILLS = 1000, 50
_WORKERS = 2
_PATIENCE_SECONDS = 600
_RIVALS = "Huey lost the job, taskiq never redelivered, Celery took 94 s"


class Crew:
    """Workers and a scheduler, each started again when it was killed."""

    def __init__(self) -> None:
        self._processes = {i: self._start("worker") for i in range(_WORKERS)}
        self._processes[-1] = self._start("scheduler")
        self._random = random.Random(7)

    def kill(self) -> str:
        """Kill one of them, a worker's child, or a worker with its child; say what."""
        which = self._random.choice(["worker", "child", "both", "both", "scheduler"])
        index = -1 if which == "scheduler" else self._random.randrange(_WORKERS)
        process = self._processes[index]
        children = _children(process.pid)
        if which != "child":
            process.kill()
            process.wait()
        if which in ("child", "both"):
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        if which != "child":
            self._processes[index] = self._start("scheduler" if index < 0 else "worker")
        return which

    def close(self) -> None:
        """End them all."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.wait()

    def _start(self, command: str) -> "subprocess.Popen[bytes]":
        # What RQ says of killed jobs is not what is measured.
        return subprocess.Popen(
            [sys.executable, "-m", "resume_builder.cli.main", command], stderr=subprocess.DEVNULL
        )


def run(report: Report) -> None:
    """Send mails while workers, their children and schedulers are killed."""
    mails, kills = (_SOAK_MAILS, _SOAK_KILLS) if report.soak else (_MAILS, _KILLS)
    sink = Inbox()
    with tempfile.TemporaryDirectory(prefix="jobs-") as folder, _site(Path(folder), sink) as made:
        services = build(made)
        crew = Crew()
        servers = RedisServers(*made.store_urls())
        waiting = RedisMails(servers.auth).waiting
        started = time.monotonic()
        for number in range(mails):
            to = f"person{number}@example.org"
            services.post.mailer.send(Mail("welcome", to, "en", {}))
        report.figure("mails kept and enqueued", mails / (time.monotonic() - started), "/s")
        killed: Counter[str] = Counter()
        while sum(killed.values()) < kills:
            share = (sum(killed.values()) + 1) / (kills + 1)
            _wait(lambda share=share: len(sink.mails) >= mails * share or not waiting(), 20)
            killed[crew.kill()] += 1
        last = time.monotonic()
        _wait(lambda: not waiting(), _PATIENCE_SECONDS)
        after = time.monotonic() - last
        crew.close()
        services.close()
        servers.close()
    taken = Counter(_message_id(mail.content) for mail in sink.mails)
    twice = len(sink.mails) - len(taken)
    report.figure("kills", sum(killed.values()))
    report.figure("mails lost", mails - len(taken), "", bar=0, better="lower", rival=_RIVALS)
    report.figure(
        "sent twice, where a child died after the server took it",
        twice, bar=killed["child"] + killed["both"], better="lower",
    )  # fmt: skip
    report.figure("all sent after the last kill", after, "s", bar=180, better="lower")
    report.note(f"{mails} mails; killed: {dict(killed)}. Seed 7.")


@contextlib.contextmanager
def _site(folder: Path, sink: Inbox) -> Generator[Settings]:
    """Run stores and a mail server, and put them into the environment of what is started."""
    server = Controller(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    before = dict(os.environ)
    try:
        with EmbeddedStores(folder) as stores:
            given = {
                "RESUME_BUILDER_DATA": str(folder),
                "RESUME_BUILDER_SMTP_URL": f"smtp://127.0.0.1:{server.port}",
                "RESUME_BUILDER_MAIL_FROM": "Desk <desk@resume.example>",
            }
            made = read_settings(given).at(stores.urls)
            made.hand_over()
            yield made
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.stop()


def _message_id(content: str | bytes | None) -> bytes:
    assert isinstance(content, bytes)
    return content.partition(b"Message-ID: ")[2].partition(b"\r\n")[0]


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(child) for child in found.stdout.split()]


def _wait(holds: Any, seconds: float) -> None:
    """Wait until something holds, at most so long."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)

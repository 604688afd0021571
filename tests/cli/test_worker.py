"""The worker and the scheduler as commands: mail goes out, and nothing personal lies about."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from redis import Redis

from resume_builder.bootstrap import Services, build, read_settings
from resume_builder.bootstrap.jobs import RECURRING, opened_works
from resume_builder.config import NAMES
from resume_builder.ports import Mail
from tests.smtp_sink import Inbox, free_port

pytestmark = pytest.mark.mail
PATIENCE_SECONDS = 120
CANARY = "canary-ada"
SENT = Mail("email_change_old", f"{CANARY}@example.org", "fr",
            {"code": "409137", "minutes": "10", "address": f"{CANARY}@example.net"})  # fmt: skip


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; fail when it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail("it never came to hold")
        time.sleep(0.05)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def environment(
    inbox: Inbox, store_urls: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """What an operator sets for a worker that stands alone; databases of this test's own."""
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    for variable in NAMES.values():
        monkeypatch.delenv(variable, raising=False)
    given = {
        "SESSION_REDIS_URL": f"{store_urls['session']}?db=4",
        "AUTH_REDIS_URL": f"{store_urls['auth']}?db=4",
        "RESUME_BUILDER_DATA": str(tmp_path),
        "RESUME_BUILDER_SMTP_URL": f"smtp://127.0.0.1:{server.port}",
        "RESUME_BUILDER_MAIL_FROM": "Résumé desk <desk@resume.example>",
    }
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    yield given
    server.stop()
    for number in (4, 5):
        with Redis.from_url(f"{store_urls['auth']}?db={number}") as client:
            client.flushdb()


@pytest.fixture
def services(environment: dict[str, str]) -> Iterator[Services]:
    """The site, which takes the mail."""
    made = build(read_settings(environment))
    yield made
    made.close()


Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Start a command of ours; one that still runs is ended after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(command: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "resume_builder.cli.main", command]
        started.append(subprocess.Popen(line, env={**os.environ, **environment}))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def everything(url: str) -> bytes:
    """What a database holds, keys and values."""
    with Redis.from_url(url) as client:
        return b"".join(key + (client.dump(key) or b"") for key in client.keys("*"))


def test_mail_goes_out_and_nothing_of_it_stays(
    services: Services, start: Start, inbox: Inbox, environment: dict[str, str]
) -> None:
    """Neither while it waits nor after it went does a store tell of it."""
    auth = environment["AUTH_REDIS_URL"]
    queue = auth.replace("db=4", "db=5")
    services.post.mailer.send(SENT)
    assert b"mail-deliver_" in everything(queue)
    for kept in (everything(auth), everything(queue)):
        assert CANARY.encode() not in kept
        assert b"409137" not in kept
    worker = start("worker")
    until(lambda: inbox.mails)
    message = inbox.read()
    assert message["To"] == SENT.to
    assert message["Subject"] == "409 137 autorise le changement d'adresse"
    until(lambda: b"{m:" not in everything(auth))
    assert CANARY.encode() not in everything(queue)
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0


def test_what_the_queue_lost_is_found_by_the_scheduler(
    services: Services, start: Start, inbox: Inbox, environment: dict[str, str]
) -> None:
    services.post.mailer.send(SENT)
    with Redis.from_url(environment["AUTH_REDIS_URL"].replace("db=4", "db=5")) as client:
        client.flushdb()
    start("worker")
    scheduler = start("scheduler")
    until(lambda: inbox.mails)
    assert inbox.read()["To"] == SENT.to
    scheduler.terminate()
    assert scheduler.wait(PATIENCE_SECONDS) == 0


def test_every_job_that_comes_round_is_known_to_the_worker(environment: dict[str, str]) -> None:
    """And bears being done when there is nothing to do."""
    with opened_works(read_settings(environment)) as works:
        for job, _ in RECURRING:
            works[job]("")


def test_an_erasure_is_completed_by_the_jobs(
    services: Services, start: Start, environment: dict[str, str]
) -> None:
    """What the files still owe is done without anybody asking."""
    services.erasure.erase("nobody")
    auth = environment["AUTH_REDIS_URL"]
    assert b"files:due" in everything(auth)
    start("worker")
    start("scheduler")
    until(lambda: b"files:due" not in everything(auth))
    assert b"tombstones" in everything(auth)

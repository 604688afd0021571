"""Erasure: how long it takes, when the files are clean, and what a thief of them can then open."""

import contextlib
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

from bench.report import Report
from resume_builder.adapters.redis.erasing import RedisErasing
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.features.accounts.errors import AccountMissing
from tests.people import PASSWORD, Letterbox
from tests.web.killing import MASTER, Process
from tests.web.thief import opened_in

ACCOUNTS, SOAK_ACCOUNTS = 60, 1000
# How often the scheduler lets the job go on, in bootstrap/jobs.py, is thirty seconds; here it is
# asked all the time, to find the moment.
_ASK_EVERY_SECONDS = 0.01
CLEAN_SECONDS = 120


def run(report: Report) -> None:
    """Erase half of the accounts, from four threads, while the other half writes."""
    count = SOAK_ACCOUNTS if report.soak else ACCOUNTS
    with (
        tempfile.TemporaryDirectory(prefix="rb-") as name,
        EmbeddedStores(Path(name)) as stores,
    ):
        process = Process(stores.urls, Letterbox())
        servers = RedisServers(stores.urls["session"], stores.urls["auth"])
        _measure(report, process, RedisErasing(servers.session, servers.auth), count, Path(name))
        servers.close()
        process.close()


def _measure(
    report: Report, process: Process, erasing: RedisErasing, count: int, folder: Path
) -> None:
    make = process.services.auth.registration.make_by_operator
    ids = [make(f"p{number}@example.com", PASSWORD, "basic").id for number in range(count)]
    gone, staying = ids[::2], ids[1::2]
    before = len(opened_in(folder, MASTER, ids))
    stop = Event()
    writer = Thread(target=_write, args=(process, staying, stop))
    writer.start()
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda one: _erase(process, one), gone))
    began = time.perf_counter()
    while not erasing.go_on():
        time.sleep(_ASK_EVERY_SECONDS)
    clean = time.perf_counter() - began
    stop.set()
    writer.join()
    report.figure(f"an erasure, median of {len(gone)}", statistics.median(taken), "ms")
    report.figure(
        "from the last erasure until the files are written anew",
        clean,
        "s",
        bar=CLEAN_SECONDS,
        better="lower",
    )
    report.figure("accounts that a thief of the files opened before", before, bar=count)
    report.figure(
        "erased accounts that they open after",
        len(opened_in(folder, MASTER, gone)),
        bar=0,
        better="lower",
    )
    report.figure(
        "others that they open, as they did",
        len(opened_in(folder, MASTER, staying)),
        bar=len(staying),
    )
    back = process.services.erasure.reapply()
    report.figure("erased accounts that came back", back, bar=0, better="lower")


def _erase(process: Process, account_id: str) -> float:
    began = time.perf_counter()
    process.services.erasure.erase(account_id)
    return (time.perf_counter() - began) * 1000


def _write(process: Process, account_ids: list[str], stop: Event) -> None:
    """Let the others go on with their work."""
    while not stop.is_set():
        for number, one in enumerate(account_ids):
            with contextlib.suppress(AccountMissing):
                process.services.accounts.edit(one, name=f"Somebody {number}")
            if stop.is_set():
                return

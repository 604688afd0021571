"""Accounts: what a sign-in costs, what it tells, and what guessing and crashes can do."""

import os
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.report import Report, p95, timings
from resume_builder.adapters.credentials.argon import Argon2Hasher
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.stores import RedisStores
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.adapters.system import new_id, now
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.bootstrap import make_safe
from resume_builder.bootstrap.people import Around, People, make_hasher, make_people
from resume_builder.domain.accounts import PRIVACY, TERMS, Consent
from resume_builder.domain.addresses import read_address
from resume_builder.domain.errors import DomainError, StoreFull, StoreUnavailable
from resume_builder.features.auth.accounts import NewAccount
from resume_builder.features.auth.model import Visitor
from resume_builder.features.auth.ports import Hasher
from resume_builder.features.sessions.service import Sessions
from tests.people import PASSWORD, Letterbox

RUNS = 40
ACCOUNTS = 1000
GUESSES = 100
_MASTER = os.urandom(32)


def run(report: Report) -> None:
    """Measure hashes and sign-ins on a real Valkey, then guess and kill."""
    _hashes(report)
    with tempfile.TemporaryDirectory(prefix="rb-") as name, EmbeddedStores(Path(name)) as stores:
        site = _Site(stores.urls, make_hasher())
        _latency(report, site)
        _guessing(report, site)
        _standing(report, site)
        site.close()
    _killing(report)


class _Site:
    """Accounts over real servers; a fresh network for each try, so that no rate is met."""

    def __init__(self, urls: dict[str, str], hasher: Hasher) -> None:
        self._servers = RedisServers(urls["session"], urls["auth"])
        safe = make_safe(RedisKeys(self._servers.auth), lambda: [_MASTER])
        stores = RedisStores(self._servers, safe.vault)
        self.mail = Letterbox()
        around = Around("http://localhost", safe.vault, safe.lookup, self.mail, hasher)
        self.people: People = make_people(stores.people, around)
        self.sessions = Sessions(stores.sessions, now, new_id)

    def visitor(self) -> Visitor:
        """Somebody new."""
        return Visitor(tag=self.sessions.open().tag, network=new_id(), device="Bench")

    def add(self, email: str) -> str:
        """An account with that address; return its id."""
        return self.people.auth.registration.make_by_operator(email, PASSWORD, "basic").id

    def close(self) -> None:
        """Close every connection."""
        self._servers.close()


def _hashes(report: Report) -> None:
    hasher = Argon2Hasher()
    stored = hasher.hash(PASSWORD)
    taken = timings(lambda: hasher.verify(stored, PASSWORD), 20)
    report.figure("a password checked (Argon2id, 64 MiB, 3 passes)", statistics.median(taken), "ms")
    began = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: _code(lambda: hasher.verify(stored, PASSWORD)), range(24)))
    busy, seconds = told.count("auth.busy"), time.perf_counter() - began
    report.note(
        f"Of 24 checks by 8 threads at once, {busy} were told to come back in {seconds:.2f} s."
    )


def _latency(report: Report, site: _Site) -> None:
    """The two in turns, so that whatever else the machine does meets both alike."""
    # Each address once: an address has a rate.
    known = [f"{new_id()}@example.com" for _ in range(RUNS)]
    for email in known:
        site.add(email)
    start, reset = site.people.auth.sign_in.start, site.people.auth.reset.start
    ways: dict[str, tuple[Callable[[Visitor, str], object], float | None]] = {
        "sign-in with a wrong password": (lambda v, e: start(v, e, "wrong " + PASSWORD), 5.0),
        "reset": (reset, None),
    }
    for name, (ask, bar) in ways.items():
        taken: dict[bool, list[float]] = {True: [], False: []}
        for email in known:
            for is_known in (True, False):
                visitor = site.visitor()
                address = email if is_known else f"{new_id()}@example.com"
                began = time.perf_counter()
                _code(lambda ask=ask, v=visitor, e=address: ask(v, e))
                taken[is_known].append((time.perf_counter() - began) * 1000)
        medians = {k: statistics.median(v) for k, v in taken.items()}
        apart = abs(medians[True] - medians[False]) / medians[False] * 100
        report.figure(
            f"{name}: known and unknown address, medians apart",
            apart,
            "%",
            bar=bar,
            better="lower",
            rival=f"{medians[True]:.2f} and {medians[False]:.2f} ms",
        )


def _guessing(report: Report, site: _Site) -> None:
    """A hundred at once with the right password and wrong codes; then the right one is too late."""
    email, visitor = f"{new_id()}@example.com", site.visitor()
    site.add(email)
    site.people.auth.sign_in.start(visitor, email, PASSWORD)
    code, enter = site.mail.code(), site.people.auth.sign_in.with_code
    wrong = [f"{(int(code) + n) % 10**6:06d}" for n in range(1, GUESSES + 1)]
    with ThreadPoolExecutor(32) as pool:
        told = list(pool.map(lambda typed: _code(lambda: enter(visitor, typed)), wrong))
    judged = sum(c in ("auth.wrong_code", "auth.code_exhausted") for c in told)
    report.figure(f"of {GUESSES} parallel guesses, judged", judged, bar=5, better="lower")
    late = _code(lambda: enter(visitor, code))
    report.figure("then the right code lets in", float(late == ""), bar=0, better="lower")


def _standing(report: Report, site: _Site) -> None:
    account_id = site.add(f"{new_id()}@example.com")
    account, _ = site.people.auth.directory.load(account_id)
    watch, key = site.people.auth.watch, account.user_key

    def asked() -> None:
        watch.forget(account_id)
        watch.standing(key)

    for name, call in (
        ("asked of the store", asked),
        ("known for less than a second", lambda: watch.standing(key)),
    ):
        median = statistics.median(timings(call, 500, warm_up=50))
        report.figure(f"an account's standing, {name}", median, "ms", better="lower")


def _killing(report: Report) -> None:
    """Kill the auth store again and again while accounts are made; then look for each."""
    hasher = Argon2Hasher(passes=1, kibibytes=8, at_once=8, waiting=8)
    with tempfile.TemporaryDirectory(prefix="rb-") as name, EmbeddedStores(Path(name)) as stores:
        site, made, kills = _Site(stores.urls, hasher), list[str](), [0]
        done = threading.Event()

        def kill() -> None:
            while not done.wait(0.4):
                if (pid := stores.pids["auth"]) is not None:
                    os.kill(pid, signal.SIGKILL)
                    kills[0] += 1

        killer = threading.Thread(target=kill)
        killer.start()
        taken: list[float] = []
        while len(made) < ACCOUNTS:
            email, began = f"{new_id()}@example.com", time.perf_counter()
            try:
                site.people.auth.directory.make(_new(email))
            except (StoreUnavailable, StoreFull):
                time.sleep(0.01)
                continue
            taken.append((time.perf_counter() - began) * 1000)
            made.append(email)
        done.set()
        killer.join()
        _until(lambda: site.people.auth.directory.find("none"))
        lost = [email for email in made if not _is_there(site, email)]
        site.close()
    report.figure(
        f"of {ACCOUNTS} acknowledged accounts, lost over {kills[0]} kills of the store",
        len(lost),
        bar=0,
        better="lower",
    )
    report.figure("an account made (five writes that reach the disk), median",
                  statistics.median(taken), "ms", better="lower")  # fmt: skip
    report.figure("an account made, p95", p95(taken), "ms", better="lower")


def _new(email: str) -> NewAccount:
    consent = Consent(terms=TERMS, privacy=PRIVACY, at=now())
    return NewAccount(new_id(), read_address(email), "hash", True, consent)


def _is_there(site: _Site, email: str) -> bool:
    directory = site.people.auth.directory
    account, credentials = directory.find(directory.key_of(read_address(email)))
    return account is not None and credentials is not None and account.settled


def _until(call: Callable[[], object]) -> None:
    """Wait until a store answers again."""
    for _ in range(200):
        try:
            call()
        except StoreUnavailable:
            time.sleep(0.02)
        else:
            return


def _code(call: Callable[[], object]) -> str:
    try:
        call()
    except DomainError as error:
        return error.code
    return ""

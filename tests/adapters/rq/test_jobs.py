"""Jobs on a real store: once where nothing breaks, and again after whatever died."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from redis import Redis

from resume_builder.adapters.rq.queue import RqQueue, job_id
from resume_builder.adapters.rq.scheduler import LAST, Recurring, Scheduler
from resume_builder.adapters.rq.worker import JobFailed, make_worker, perform
from resume_builder.adapters.system import new_id
from resume_builder.domain.errors import StoreUnavailable

pytestmark = pytest.mark.operations
PATIENCE_SECONDS = 120
# A worker whose jobs count what they did; "slow" tells first that it is in hand.
WORKER = """
import sys, time
from redis import Redis
from resume_builder.adapters.rq.worker import run_worker
url = sys.argv[1]
def count(about):
    Redis.from_url(url).hincrby("effects", about, 1)
def slow(about):
    Redis.from_url(url).sadd("begun", about)
    time.sleep(0.2)
    count(about)
def refuse(about):
    raise ValueError("ada@example.org")
run_worker(url, {"count": count, "slow": slow, "refuse": refuse})
"""


@pytest.fixture
def url(store_urls: dict[str, str]) -> Iterator[str]:
    """An empty database for jobs."""
    place = f"{store_urls['auth']}?db=7"
    client = Redis.from_url(place)
    client.flushdb()
    yield place
    client.flushdb()
    client.close()


@pytest.fixture
def client(url: str) -> Iterator[Redis]:
    made = Redis.from_url(url)
    yield made
    made.close()


@pytest.fixture
def queue(url: str) -> Iterator[RqQueue]:
    made = RqQueue(url)
    yield made
    made.close()


Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(url: str) -> Iterator[Start]:
    """Start a worker; those that still run are ended after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", WORKER, url]))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail("it never came to hold")
        time.sleep(0.02)


def effects(client: Redis) -> dict[str, int]:
    return {k.decode(): int(v) for k, v in client.hgetall("effects").items()}


def child_of(pid: int) -> int | None:
    """The process that does a worker's job, if there is one."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return int(found[0]) if found else None


def test_each_job_is_done_once(queue: RqQueue, client: Redis, start: Start) -> None:
    for number in range(20):
        for _ in range(3):
            queue.enqueue("count", str(number))
    assert client.llen("rq:queue:jobs") == 20
    worker = start()
    until(lambda: len(effects(client)) == 20 and not client.keys("rq:job:*"))
    assert set(effects(client).values()) == {1}
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0


def test_told_to_end_it_finishes_what_it_has_in_hand(
    queue: RqQueue, client: Redis, start: Start
) -> None:
    worker = start()
    for about in ("first", "second"):
        queue.enqueue("slow", about)
    until(lambda: client.scard("begun") > 0)
    worker.terminate()
    worker.wait(PATIENCE_SECONDS)
    begun = {raw.decode() for raw in client.smembers("begun")}
    assert effects(client) == dict.fromkeys(begun, 1)
    start()
    until(lambda: effects(client) == {"first": 1, "second": 1})


@pytest.mark.parametrize("victim", ["child", "worker", "both"])
def test_a_killed_job_is_done_again(
    queue: RqQueue, client: Redis, start: Start, victim: str
) -> None:
    """The one in hand, and those behind it."""
    worker = start()
    for number in range(5):
        queue.enqueue("slow", str(number))
    until(lambda: client.scard("begun") > 0)
    child = child_of(worker.pid)
    if victim in ("worker", "both"):
        worker.kill()
        worker.wait()
        start()
    if victim in ("child", "both") and child is not None:
        os.kill(child, signal.SIGKILL)
    until(lambda: len(effects(client)) == 5 and not client.keys("rq:job:*"))
    # The one that was cut off may have done its work just before.
    assert sum(effects(client).values()) <= 6


def test_an_error_is_told_by_its_kind_alone(queue: RqQueue, client: Redis, start: Start) -> None:
    """Its text may be about somebody; the store keeps none of it."""
    start()
    queue.enqueue("refuse", "it")
    until(lambda: client.zcard("rq:failed:jobs") == 1)
    kept = b"".join(client.dump(key) or b"" for key in client.keys("*"))
    assert b"ada@" not in kept
    with pytest.raises(JobFailed, match="nothing: UnknownJob"):
        perform("nothing", "it")


def test_a_store_that_is_away_is_told() -> None:
    with pytest.raises(StoreUnavailable):
        RqQueue("unix:///nowhere.sock").enqueue("count", "1")


def test_a_job_waits_under_its_name_and_id() -> None:
    assert job_id("mail.deliver", "a-b_c") == "mail-deliver_a-b_c"
    assert job_id("mail.sweep", "") == "mail-sweep"


def test_a_dead_worker_is_missed_within_seconds(url: str) -> None:
    """The library's own times would leave a job for eleven minutes."""
    worker = make_worker(url)
    assert (worker.worker_ttl, worker.maintenance_interval) == (10, 3)
    assert worker.job_monitoring_interval == 2
    assert [q.name for q in worker.queues] == ["jobs"]
    (queue,) = worker.queues
    assert queue.acquire_maintenance_lock()
    assert 0 < worker.connection.ttl(queue.registry_cleaning_key) <= 15
    assert not queue.acquire_maintenance_lock()
    queue.release_maintenance_lock()


class Line:
    """A queue that counts."""

    def __init__(self) -> None:
        self.jobs: list[str] = []

    def enqueue(self, job: str, about: str) -> None:
        assert about == ""
        self.jobs.append(job)


class Hand:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 25, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


EVERY = (Recurring("often", timedelta(seconds=5)), Recurring("seldom", timedelta(hours=1)))


def test_a_job_comes_round_once_in_its_time(url: str) -> None:
    line, hand = Line(), Hand()
    scheduler = Scheduler(url, line, EVERY, hand, new_id)
    for _ in range(20):
        assert scheduler.look()
        hand.moment += timedelta(seconds=1)
    assert line.jobs.count("often") == 4
    assert line.jobs.count("seldom") == 1
    scheduler.leave()


def test_of_two_schedulers_one_has_its_turn(url: str, client: Redis) -> None:
    line, hand = Line(), Hand()
    first, second = (Scheduler(url, line, EVERY, hand, new_id) for _ in range(2))
    assert first.look()
    for _ in range(10):
        hand.moment += timedelta(seconds=5)
        assert first.look()
        assert not second.look()
    assert line.jobs.count("often") == 11
    first.leave()
    hand.moment += timedelta(seconds=5)
    assert second.look()
    assert line.jobs.count("often") == 12
    assert client.hget(LAST, "often") is not None
    second.leave()


def test_a_dead_scheduler_is_followed(url: str, client: Redis) -> None:
    """Its turn ends by itself; what it had put in is not put in again."""
    line, hand = Line(), Hand()
    first, second = (Scheduler(url, line, EVERY, hand, new_id) for _ in range(2))
    assert first.look()
    assert 0 < client.pttl("scheduler:lock") <= 10_000
    client.delete("scheduler:lock")
    assert second.look()
    assert not first.look()
    assert line.jobs.count("often") == 1
    second.leave()


def test_it_ends_when_told_and_outlives_a_store_that_is_away() -> None:
    stop = Event()
    scheduler = Scheduler("unix:///nowhere.sock", Line(), EVERY, Hand(), new_id)
    thread = Thread(target=scheduler.run, args=(stop,))
    thread.start()
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()

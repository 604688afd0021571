"""Puts in the jobs that come round again; of many schedulers one has its turn.

The turn is a lock that ends by itself: a scheduler that dies is followed within ten seconds. One
that was stopped in its tracks and goes on later may put a job in twice; the queue takes the same
job once, and jobs bear repeating.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import Any, cast

from resume_builder.adapters.rq.connection import connect, our_errors
from resume_builder.domain.errors import StoreFull, StoreUnavailable
from resume_builder.ports import Clock, NewId, Queue

_log = logging.getLogger(__name__)

LOCK, LAST = "scheduler:lock", "scheduler:last"
_LOCK_MS = 10_000
_LOOK_EVERY_SECONDS = 1.0
_TIMEOUT_SECONDS = 2.0

# KEYS: lock. ARGV: token, ms. Takes the lock, or keeps it.
_TURN = """
local has = redis.call('GET', KEYS[1])
if has and has ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_LEAVE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that is put in once in each `every`, counted from 1970."""

    job: str
    every: timedelta


class Scheduler:
    """Looks every second whether a job's time has come."""

    def __init__(
        self, url: str, queue: Queue, jobs: Sequence[Recurring], now: Clock, new_id: NewId
    ) -> None:
        self._client = connect(url, _TIMEOUT_SECONDS)
        self._queue = queue
        self._jobs = tuple(jobs)
        self._now = now
        self._token = new_id()

    def run(self, stop: Event) -> None:
        """Look again and again until `stop` is set. A store that is away is waited for."""
        while not stop.wait(_LOOK_EVERY_SECONDS):
            try:
                self.look()
            except (StoreUnavailable, StoreFull) as error:
                _log.warning("the scheduler waits: %s", error.code)
        self.leave()

    def look(self) -> bool:
        """Put in what is due; False when another scheduler has the turn.

        Raises StoreUnavailable, StoreFull.
        """
        with our_errors():
            client = cast("Any", self._client)
            if not client.eval(_TURN, 1, LOCK, self._token, _LOCK_MS):
                return False
            last = cast("dict[bytes, bytes]", client.hgetall(LAST))
        for recurring in self._jobs:
            slot = int(self._now().timestamp() // recurring.every.total_seconds())
            if slot > int(last.get(recurring.job.encode(), b"-1")):
                # Noted after: dying in between, it is put in again, and never left out.
                self._queue.enqueue(recurring.job, "")
                with our_errors():
                    cast("Any", self._client).hset(LAST, recurring.job, slot)
        return True

    def leave(self) -> None:
        """Let another scheduler have the turn at once."""
        try:
            with our_errors():
                cast("Any", self._client).eval(_LEAVE, 1, LOCK, self._token)
        except StoreUnavailable:
            _log.warning("the scheduler's turn ends by itself")
        self._client.close()

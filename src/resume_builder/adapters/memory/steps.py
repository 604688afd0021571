"""Steps of a sign-in that wait, and counted tries, in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from resume_builder.adapters.memory.database import Database
from resume_builder.ports import Clock


@dataclass(frozen=True, slots=True)
class MemorySteps:
    """Steps in memory."""

    database: Database

    def put(self, tag: str, step: str, keep: timedelta) -> bool:
        """Keep a step; an older one is gone."""
        with self.database.open(tag) as owned:
            if owned is not None:
                owned.step = (step, self.database.now() + keep)
            return owned is not None

    def get(self, tag: str) -> str | None:
        """Return the step that waits."""
        with self.database.open(tag) as owned:
            if owned is None or owned.step is None or owned.step[1] <= self.database.now():
                return None
            return owned.step[0]

    def drop(self, tag: str) -> bool:
        """Remove the step; False when there is none any more."""
        with self.database.open(tag) as owned:
            if owned is None or owned.step is None:
                return False
            is_live = owned.step[1] > self.database.now()
            owned.step = None
            return is_live


class MemoryTries:
    """Counted tries in memory."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._windows: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def hit(self, name: str, window: timedelta) -> tuple[int, timedelta]:
        """Count one try."""
        now = self._now()
        with self._lock:
            count, ends = self._windows.get(name, (0, now))
            if ends <= now:
                count, ends = 0, now + window
            self._windows[name] = (count + 1, ends)
        return count + 1, ends - now

    def forget(self, name: str) -> None:
        """Begin a new window."""
        with self._lock:
            self._windows.pop(name, None)

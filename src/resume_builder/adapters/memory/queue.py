"""Jobs in memory: they wait until somebody says that they be done."""

from collections.abc import Callable, Mapping
from threading import RLock


class MemoryQueue:
    """A Queue in this process."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], None] = {}
        self._lock = RLock()

    def enqueue(self, job: str, about: str) -> None:
        """Let a job wait, once."""
        with self._lock:
            self._waiting[job, about] = None

    def work(self, works: Mapping[str, Callable[[str], None]]) -> int:
        """Do the jobs that wait; return how many there were."""
        with self._lock:
            waiting, self._waiting = list(self._waiting), {}
        for job, about in waiting:
            works[job](about)
        return len(waiting)

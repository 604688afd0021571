"""Counters in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from resume_builder.ports import Clock


@dataclass(slots=True)
class MemoryCounters:
    """Counters in this process, behind one lock."""

    now: Clock
    _counts: dict[tuple[str, str], tuple[int, datetime]] = field(
        default_factory=dict[tuple[str, str], tuple[int, datetime]]
    )
    _lock: Lock = field(default_factory=Lock)

    def take(self, tag: str, name: str, limit: int, ends: datetime) -> int | None:
        """Count one more, unless `limit` is reached."""
        with self._lock:
            count = self._count(tag, name)
            if count >= limit:
                return None
            self._counts[tag, name] = (count + 1, ends)
            return count + 1

    def give_back(self, tag: str, name: str) -> None:
        """Count one less."""
        with self._lock:
            count = self._count(tag, name)
            if count:
                self._counts[tag, name] = (count - 1, self._counts[tag, name][1])

    def used(self, tag: str, name: str) -> int:
        """Return the count."""
        with self._lock:
            return self._count(tag, name)

    def _count(self, tag: str, name: str) -> int:
        count, ends = self._counts.get((tag, name), (0, self.now()))
        return count if self.now() < ends else 0

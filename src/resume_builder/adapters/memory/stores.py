"""The stores in memory, with every port over them: for tests, and for a look without a disk."""

from typing import Any

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.handshakes import MemoryHandshakes
from resume_builder.adapters.memory.records import MemoryRecords
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.ports import Clock


class MemoryStores:
    """One table of owners behind all ports."""

    def __init__(self, now: Clock) -> None:
        self._database = Database(now)
        self.sessions = MemorySessions(self._database)
        self.handshakes = MemoryHandshakes(self._database)

    def records(self, kind: str, model: type[Any], limits: RecordLimits) -> MemoryRecords[Any]:
        """Return the store of one kind of guest work."""
        return MemoryRecords(self._database, kind, model, limits)

    def check(self) -> None:
        """Memory always answers."""

    def close(self) -> None:
        """Nothing to close."""

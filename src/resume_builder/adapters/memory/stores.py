"""Both stores together in memory, as the services take them."""

from typing import TypeVar

from resume_builder.adapters.memory.catalogue import MemoryCatalogue
from resume_builder.adapters.memory.counters import MemoryCounters
from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.handshakes import MemoryHandshakes
from resume_builder.adapters.memory.mails import MemoryMails
from resume_builder.adapters.memory.passcodes import MemoryChallenges, MemoryPasscodes
from resume_builder.adapters.memory.people import MemoryPeople
from resume_builder.adapters.memory.records import MemoryRecords
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.memory.shares import MemoryShares
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import KeptRecord
from resume_builder.ports import Clock, Vault

R = TypeVar("R", bound=KeptRecord)


class MemoryStores:
    """Everything in this process. Nothing to check, nothing to close."""

    def __init__(self, now: Clock, vault: Vault) -> None:
        self._vault = vault
        self._database = Database(now)
        self.sessions = MemorySessions(self._database, vault)
        self.handshakes = MemoryHandshakes(self._database, vault)
        self.passcodes = MemoryPasscodes(self._database)
        self.mails = MemoryMails(now)
        self.challenges = MemoryChallenges(self._database)
        self.people = MemoryPeople(self._database, now)
        self.erasing = self.people.erasing
        self.counters = MemoryCounters(now)
        self.catalogue = MemoryCatalogue()
        self.shares = MemoryShares(self._database)

    def records(self, kind: str, model: type[R], limits: RecordLimits) -> MemoryRecords[R]:
        """Return the store of one kind of guest work."""
        return MemoryRecords(self._database, kind, model, limits, self._vault)

    def check(self) -> None:
        """Memory always answers."""

    def close(self) -> None:
        """Nothing to close."""

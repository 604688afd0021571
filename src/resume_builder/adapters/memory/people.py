"""The stores of accounts together, in memory."""

from dataclasses import dataclass

from resume_builder.adapters.memory.accounts import (
    Accounts,
    MemoryAccounts,
    MemoryAudit,
    MemoryDevices,
)
from resume_builder.adapters.memory.credentials import (
    MemoryClaims,
    MemoryCredentials,
    MemoryInvitations,
)
from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.erasing import MemoryErasing
from resume_builder.adapters.memory.passcodes import MemoryChallenges, MemoryPasscodes
from resume_builder.adapters.memory.steps import MemorySteps, MemoryTries
from resume_builder.ports import Clock


class MemoryPeople:
    """What is kept of people who sign in."""

    def __init__(self, database: Database, now: Clock) -> None:
        table = Accounts(now, database)
        self.passcodes = MemoryPasscodes(database)
        self.challenges = MemoryChallenges(database)
        self.steps = MemorySteps(database)
        self.tries = MemoryTries(now)
        self.sessions = MemoryLiveSessions(database)
        self.accounts = accounts = MemoryAccounts(table)
        self.credentials = MemoryCredentials(table)
        self.claims = MemoryClaims(table)
        self.devices = MemoryDevices(table)
        self.invitations = MemoryInvitations(table)
        self.audit = MemoryAudit(table)

        def has(account_id: str) -> bool:
            return accounts.load(account_id) is not None

        database.has_account = has
        self.erasing = MemoryErasing(database, table.drop, has)


@dataclass(frozen=True, slots=True)
class MemoryLiveSessions:
    """Sessions by their tag alone."""

    database: Database

    def is_live(self, tag: str) -> bool:
        """Return whether the session is there."""
        with self.database.open(tag) as owned:
            return owned is not None

    def end(self, tag: str) -> None:
        """Erase the session."""
        self.database.drop(tag)

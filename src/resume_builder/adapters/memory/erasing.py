"""Erasing accounts from memory."""

from collections.abc import Callable, Mapping
from datetime import datetime

from resume_builder.adapters.memory.database import Database
from resume_builder.ports import Owner


class MemoryTombstones:
    """Tombstones in this process."""

    def __init__(self) -> None:
        self._marks: dict[str, datetime] = {}

    def add(self, account_id: str, at: datetime) -> None:
        """Write one down."""
        self._marks.setdefault(account_id, at)

    def all(self) -> Mapping[str, datetime]:
        """Return every one."""
        return dict(self._marks)


class MemoryErasing:
    """An Erasing over tables in memory; `drop` forgets the account itself."""

    def __init__(
        self, database: Database, drop: Callable[[str], None], has: Callable[[str], bool]
    ) -> None:
        self._database = database
        self._drop = drop
        self._has = has
        self._marks: dict[str, datetime] = {}

    def mark(self, account_id: str, at: datetime) -> None:
        """Write a tombstone; an older one of the account stays."""
        self._marks.setdefault(account_id, at)

    def marks(self) -> Mapping[str, datetime]:
        """Return every tombstone."""
        return dict(self._marks)

    def is_there(self, account_id: str) -> bool:
        """Return whether anything of the account is kept."""
        return self._has(account_id)

    def erase(self, account_id: str) -> None:
        """Remove the account and its work."""
        self._drop(account_id)
        self._database.drop(Owner.of_account(account_id).tag)

    def owe(self) -> None:
        """Memory has no files."""

    def compact(self) -> None:
        """Memory has no files."""

    def go_on(self) -> bool:
        """Nothing is left to do."""
        return True

"""What links show, in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from resume_builder.adapters.memory.database import Database
from resume_builder.features.sharing.ports import DOCUMENTS, SHARES, Kept


@dataclass(slots=True)
class _Entry:
    """A share, when it ends, and who looked."""

    kept: Kept
    ends: datetime
    seen: set[str] = field(default_factory=set[str])


class MemoryShares:
    """A ShareStore in this process, under the lock of the owners' table."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entries: dict[str, _Entry] = {}

    def put(self, share_id: str, kept: Kept, ends: datetime) -> None:
        """Keep a share until it ends."""
        with self._database.open(kept.owner):
            self._entries[share_id] = _Entry(kept, ends)

    def find(self, share_id: str) -> Kept | None:
        """Return a share that its owner still has."""
        entry = self._live(share_id)
        if entry is None:
            return None
        kept = entry.kept
        with self._database.open(kept.owner) as owned:
            work = owned.work if owned else {}
            has = share_id in work.get(SHARES, {}) and kept.document_id in work.get(DOCUMENTS, {})
        return kept if has else None

    def move(self, share_id: str, kept: Kept) -> None:
        """Give a share to another owner."""
        with self._database.open(kept.owner):
            entry = self._live(share_id)
            if entry is not None:
                self._entries[share_id] = _Entry(kept, entry.ends, entry.seen)

    def drop(self, share_id: str) -> None:
        """Forget a share."""
        self._entries.pop(share_id, None)

    def forget(self, owner: str) -> None:
        """Forget every share of an owner."""
        with self._database.open(owner):
            self._entries = {n: e for n, e in self._entries.items() if e.kept.owner != owner}

    def see(self, share_id: str, visitor: str, most: int) -> None:
        """Count a view."""
        entry = self._live(share_id)
        if entry is not None and len(entry.seen) < most:
            entry.seen.add(visitor)

    def views(self, share_id: str) -> int:
        """Return how many were counted."""
        entry = self._live(share_id)
        return len(entry.seen) if entry else 0

    def _live(self, share_id: str) -> _Entry | None:
        entry = self._entries.get(share_id)
        if entry is not None and entry.ends <= self._database.now():
            self.drop(share_id)
            return None
        return entry

"""The records of one kind, in memory."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from resume_builder.adapters.memory.database import Database, Owned
from resume_builder.domain.errors import QuotaReached, RecordNotFound, VersionConflict
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import KeptRecord
from resume_builder.ports import Owner, Vault

R = TypeVar("R", bound=KeptRecord)


@dataclass(frozen=True, slots=True)
class MemoryRecords(Generic[R]):
    """A Records store in memory. Records are kept as JSON, so that no two callers share one."""

    database: Database
    kind: str
    model: type[R]
    limits: RecordLimits
    vault: Vault

    def add(self, owner: Owner, record: R) -> None:
        """Store a new record. Raises QuotaReached, SessionMissing; VersionConflict on its id."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                raise SessionMissing
            kept = self._kept(owned)
            if record.id in kept:
                raise VersionConflict(current=kept[record.id][0])
            count = self.limits.of(owner)[0]
            if len(kept) >= count:
                raise QuotaReached(kind=self.kind, limit=count)
            data = self._dump(owner, record)
            self._make_room(owner, owned, len(data))
            kept[record.id] = (record.version, data)

    def get(self, owner: Owner, record_id: str) -> R:
        """Return the record. Raises RecordNotFound."""
        with self.database.open(owner.tag) as owned:
            return self._load(owner, record_id, self._find(owned, record_id)[1])

    def list(self, owner: Owner) -> tuple[R, ...]:
        """Return the owner's records, newest first."""
        with self.database.open(owner.tag) as owned:
            kept = list(self._kept(owned).items()) if owned else []
        return tuple(self._load(owner, name, data) for name, (_, data) in reversed(kept))

    def count(self, owner: Owner) -> int:
        """Return how many records the owner has."""
        with self.database.open(owner.tag) as owned:
            return len(self._kept(owned)) if owned else 0

    def replace(self, owner: Owner, record: R) -> None:
        """Store `record` over the version before it. Raises VersionConflict, RecordNotFound."""
        with self.database.open(owner.tag) as owned:
            version, old = self._find(owned, record.id)
            if version != record.version - 1:
                raise VersionConflict(current=version)
            data = self._dump(owner, record)
            if owned is not None:
                self._make_room(owner, owned, len(data) - len(old))
                self._kept(owned)[record.id] = (record.version, data)

    def delete(self, owner: Owner, record_id: str) -> None:
        """Remove the record. Raises RecordNotFound."""
        with self.database.open(owner.tag) as owned:
            self._find(owned, record_id)
            if owned is not None:
                del self._kept(owned)[record_id]

    def _dump(self, owner: Owner, record: R) -> bytes:
        raw = record.model_dump_json(by_alias=True).encode()
        return self.vault.seal(owner, f"{self.kind}:{record.id}", raw)

    def _load(self, owner: Owner, record_id: str, sealed: bytes) -> R:
        raw = self.vault.open(owner, f"{self.kind}:{record_id}", sealed)
        return self.model.model_validate_json(raw)

    def _kept(self, owned: Owned) -> dict[str, tuple[int, bytes]]:
        return owned.work.setdefault(self.kind, {})

    def _find(self, owned: Owned | None, record_id: str) -> tuple[int, bytes]:
        found = self._kept(owned).get(record_id) if owned else None
        if found is None:
            raise RecordNotFound(kind=self.kind)
        return found

    def _make_room(self, owner: Owner, owned: Owned, more: int) -> None:
        limit = self.limits.of(owner)[1]
        if more > 0 and owned.bytes_kept() + more > limit:
            raise QuotaReached(kind="bytes", limit=limit)

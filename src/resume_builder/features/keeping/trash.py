"""What was deleted from an account, for 30 days."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from pydantic import JsonValue

from resume_builder.domain.errors import QuotaReached, RecordNotFound, VersionConflict
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.ports import Clock, Owner, Records

R = TypeVar("R", bound=Any)
KEPT_FOR = timedelta(days=30)
# The oldest give way to what is deleted beyond this.
MOST = 500


class Trashed(Value):
    """A deleted record. `id` names kind and record; `title` is what a list calls it."""

    id: RecordId
    version: int = 1
    kind: str
    record_id: RecordId
    title: Text
    deleted_at: datetime
    record: dict[str, JsonValue]

    @property
    def ends_at(self) -> datetime:
        """When it is gone for good."""
        return self.deleted_at + KEPT_FOR


@dataclass(frozen=True, slots=True)
class TrashKind:
    """One kind of what can be deleted: how it is read back, and where it is kept."""

    model: type[Value]
    records: Records[Any]


@dataclass(frozen=True, slots=True)
class Bin:
    """Where deleted records lie. `forget` is told of each that is gone for good."""

    records: Records[Trashed]
    now: Clock
    forget: Callable[[Owner, Trashed], None]

    def put(self, owner: Owner, kind: str, record: Any) -> None:
        """Keep a record that is about to be deleted. Doing it again changes nothing."""
        trashed = Trashed(
            id=_name(kind, record.id),
            kind=kind,
            record_id=record.id,
            title=_title(record),
            deleted_at=self.now(),
            record=record.model_dump(mode="json", by_alias=True),
        )
        # One that was restored by hand and is deleted again is kept as it is now.
        with contextlib.suppress(RecordNotFound):
            self.records.delete(owner, trashed.id)
        for old in self.list(owner)[MOST - 1 :]:
            self.end(owner, old)
        with contextlib.suppress(QuotaReached, VersionConflict):
            self.records.add(owner, trashed)

    def list(self, owner: Owner) -> tuple[Trashed, ...]:
        """Return what is there, deleted last first; what is too old is removed."""
        found, now = self.records.list(owner), self.now()
        for trashed in found:
            if trashed.ends_at <= now:
                self.end(owner, trashed)
        live = (trashed for trashed in found if trashed.ends_at > now)
        return tuple(sorted(live, key=lambda trashed: trashed.deleted_at, reverse=True))

    def end(self, owner: Owner, trashed: Trashed) -> None:
        """Remove one for good."""
        self.forget(owner, trashed)
        self.drop(owner, trashed.id)

    def drop(self, owner: Owner, trash_id: str) -> None:
        """Take one out; nothing when it is not there."""
        with contextlib.suppress(RecordNotFound):
            self.records.delete(owner, trash_id)


@dataclass(frozen=True, slots=True)
class Trash:
    """The trash of accounts, and the way back."""

    bin: Bin
    kinds: Mapping[str, TrashKind]

    def list(self, owner: Owner) -> tuple[Trashed, ...]:
        """Return what was deleted, last first."""
        return self.bin.list(owner)

    def restore(self, owner: Owner, trash_id: str) -> Trashed:
        """Put a record back as it was. Raises RecordNotFound, QuotaReached."""
        trashed = self._find(owner, trash_id)
        kind = self.kinds[trashed.kind]
        with contextlib.suppress(VersionConflict):
            kind.records.add(owner, kind.model.model_validate(trashed.record))
        self.bin.drop(owner, trash_id)
        return trashed

    def delete(self, owner: Owner, trash_id: str) -> None:
        """Remove one for good. Raises RecordNotFound."""
        self.bin.end(owner, self._find(owner, trash_id))

    def empty(self, owner: Owner) -> None:
        """Remove all for good."""
        for trashed in self.bin.list(owner):
            self.bin.end(owner, trashed)

    def _find(self, owner: Owner, trash_id: str) -> Trashed:
        for trashed in self.bin.list(owner):
            if trashed.id == trash_id:
                return trashed
        raise RecordNotFound(kind="trash")


@dataclass(frozen=True, slots=True)
class WithTrash(Generic[R]):
    """Records of one kind, of which an account's go to the trash when they are deleted."""

    records: Records[R]
    kind: str
    bin: Bin

    def add(self, owner: Owner, record: R) -> None:
        """Store a new record."""
        self.records.add(owner, record)

    def get(self, owner: Owner, record_id: str) -> R:
        """Return the record. Raises RecordNotFound."""
        return self.records.get(owner, record_id)

    def list(self, owner: Owner) -> tuple[R, ...]:
        """Return the owner's records, newest first."""
        return self.records.list(owner)

    def count(self, owner: Owner) -> int:
        """Return how many records the owner has."""
        return self.records.count(owner)

    def replace(self, owner: Owner, record: R) -> None:
        """Store a record over the version before it."""
        self.records.replace(owner, record)

    def delete(self, owner: Owner, record_id: str) -> None:
        """Remove the record, into the trash first. Raises RecordNotFound."""
        if owner.account_id is not None:
            self.bin.put(owner, self.kind, self.records.get(owner, record_id))
        self.records.delete(owner, record_id)


def _name(kind: str, record_id: str) -> str:
    return f"{kind}-{record_id}"[:64]


def _title(record: Any) -> str:
    """Return what a person knows a record by."""
    for path in (("name",), ("title",), ("posting", "title"), ("posting", "company")):
        found = record
        for part in path:
            found = getattr(found, part, None)
        if isinstance(found, str) and found:
            return found[:200]
    return ""

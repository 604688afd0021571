"""What an account's résumé was before each change."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import JsonValue

from resume_builder.domain.errors import QuotaReached, RecordNotFound, VersionConflict
from resume_builder.domain.values import RecordId, Value
from resume_builder.ports import Clock, Owner, Records

R = TypeVar("R", bound=Any)
# Of each résumé; the oldest give way.
MOST = 100


class OldVersion(Value):
    """A record as it was at `of_version`, until `replaced_at`."""

    id: RecordId
    version: int = 1
    of: RecordId
    of_version: int
    replaced_at: datetime
    record: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class History:
    """The old versions that are kept. `light` takes out of a record what they do without."""

    records: Records[OldVersion]
    now: Clock
    light: Callable[[Any], Any]

    def note(self, owner: Owner, record: Any) -> None:
        """Keep a record as it is, before it is changed. Doing it again changes nothing."""
        old = OldVersion(
            id=_name(record.id, record.version),
            of=record.id,
            of_version=record.version,
            replaced_at=self.now(),
            record=self.light(record).model_dump(mode="json", by_alias=True),
        )
        # Where there is no room for what was, what is goes first.
        with contextlib.suppress(QuotaReached, VersionConflict):
            self.records.add(owner, old)
        if record.version % (MOST // 10) == 0:
            for too_old in self.of(owner, record.id)[MOST:]:
                self._drop(owner, too_old.id)

    def of(self, owner: Owner, record_id: str) -> tuple[OldVersion, ...]:
        """Return the old versions of a record, newest first."""
        found = (old for old in self.records.list(owner) if old.of == record_id)
        return tuple(sorted(found, key=lambda old: old.of_version, reverse=True))

    def get(self, owner: Owner, record_id: str, version: int) -> OldVersion:
        """Return one. Raises RecordNotFound."""
        return self.records.get(owner, _name(record_id, version))

    def forget(self, owner: Owner, record_id: str) -> None:
        """Remove all of a record that is gone for good."""
        for old in self.of(owner, record_id):
            self._drop(owner, old.id)

    def _drop(self, owner: Owner, old_id: str) -> None:
        with contextlib.suppress(RecordNotFound):
            self.records.delete(owner, old_id)


@dataclass(frozen=True, slots=True)
class WithHistory(Generic[R]):
    """Records of one kind, of which an account's keep what they were."""

    records: Records[R]
    history: History

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
        """Store a record over the version before it, which is noted first."""
        if owner.account_id is not None:
            before = self.records.get(owner, record.id)
            if before.version == record.version - 1:
                self.history.note(owner, before)
        self.records.replace(owner, record)

    def delete(self, owner: Owner, record_id: str) -> None:
        """Remove the record. Raises RecordNotFound."""
        self.records.delete(owner, record_id)


@dataclass(frozen=True, slots=True)
class Versions(Generic[R]):
    """The versions of résumés, and the way back to one.

    `completed` gives an old version what the history did without, of the one that is current.
    """

    records: Records[R]
    model: type[Value]
    history: History
    completed: Callable[[R, R], R]

    def list(self, owner: Owner, record_id: str) -> tuple[OldVersion, ...]:
        """Return the old versions, newest first. Raises RecordNotFound."""
        self.records.get(owner, record_id)
        return self.history.of(owner, record_id)

    def get(self, owner: Owner, record_id: str, version: int) -> R:
        """Return the record as it was. Raises RecordNotFound."""
        return self._read(self.history.get(owner, record_id, version))

    def restore(self, owner: Owner, record_id: str, version: int, current: int) -> R:
        """Make an old version the newest; the one that was current becomes an old one.

        Raises RecordNotFound, VersionConflict unless `current` is the version that is stored.
        """
        now_stored = self.records.get(owner, record_id)
        if now_stored.version != current:
            raise VersionConflict(current=now_stored.version)
        old = self.history.get(owner, record_id, version)
        changed: Any = self.completed(self._read(old), now_stored)
        changed = changed.model_copy(update={"version": current + 1, "printed": current + 1})
        self.records.replace(owner, changed)
        return changed

    def _read(self, old: OldVersion) -> Any:
        return self.model.model_validate(old.record)


def _name(record_id: str, version: int) -> str:
    return f"{record_id}-v{version}"

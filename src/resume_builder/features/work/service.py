"""Saves everything an owner keeps as one JSON value, and restores it elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from resume_builder.domain.errors import DomainError, RecordNotFound
from resume_builder.domain.values import Value
from resume_builder.features.work.errors import NotSavedWork
from resume_builder.ports import Clock, Owner, Records

FORMAT = "resume-builder-work"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how it is validated and where it is kept."""

    model: type[Value]
    records: Records[Any]
    # A file that was saved before there was this kind lacks its list.
    later: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """All kinds of records of an owner, by the name they have in the saved file."""

    kinds: Mapping[str, Kind]
    now: Clock

    def save(self, owner: Owner) -> dict[str, Any]:
        """Return everything the owner keeps, newest first within each kind."""
        kept = {
            name: [
                cast(Value, record).model_dump(mode="json", by_alias=True)
                for record in kind.records.list(owner)
            ]
            for name, kind in self.kinds.items()
        }
        return {
            "format": FORMAT,
            "version": VERSION,
            "saved_at": self.now().isoformat(),
            **kept,
        }

    def restore(self, owner: Owner, saved: Mapping[str, Any]) -> dict[str, int]:
        """Add what the file holds and the owner lacks; return how many of each kind were added.

        What the owner has already is left as it is. Nothing is added unless the whole file is
        sound and there is room for all of it. Raises NotSavedWork, QuotaReached.
        """
        if saved.get("format") != FORMAT or saved.get("version") != VERSION:
            raise NotSavedWork(reason="format")
        sound = {name: self._read(kind, saved.get(name)) for name, kind in self.kinds.items()}
        added: list[tuple[str, str]] = []
        try:
            for name, records in sound.items():
                for record in reversed(records):
                    self._add(owner, name, record, added)
        except DomainError:
            for name, record_id in added:
                self.kinds[name].records.delete(owner, record_id)
            raise
        return {name: sum(kind == name for kind, _ in added) for name in sound}

    def _read(self, kind: Kind, items: object) -> list[Any]:
        if items is None and kind.later:
            return []
        if not isinstance(items, list):
            raise NotSavedWork(reason="lists")
        try:
            return [kind.model.model_validate(item) for item in cast(list[object], items)]
        except ValidationError as error:
            raise NotSavedWork(reason="records") from error

    def _add(self, owner: Owner, name: str, record: Any, added: list[tuple[str, str]]) -> None:
        """Add a record that the owner lacks, and note it in `added`."""
        records = self.kinds[name].records
        try:
            records.get(owner, record.id)
        except RecordNotFound:
            records.add(owner, record)
            added.append((name, record.id))

"""Saves everything an owner keeps as one JSON value, and restores it elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.values import Value
from resume_builder.features.work.errors import NotSavedWork
from resume_builder.ports import Clock, Records

FORMAT = "resume-builder-work"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how it is validated and where it is kept."""

    model: type[Value]
    records: Records[Any]


@dataclass(frozen=True, slots=True)
class Work:
    """All kinds of records of an owner, by the name they have in the saved file."""

    kinds: Mapping[str, Kind]
    now: Clock

    def save(self, owner: str) -> dict[str, Any]:
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

    def restore(self, owner: str, saved: Mapping[str, Any]) -> dict[str, int]:
        """Add what the file holds and the owner lacks; return how many of each kind were added.

        What the owner has already is left as it is. Nothing is added unless the whole file is
        sound. Raises NotSavedWork, QuotaReached.
        """
        if saved.get("format") != FORMAT or saved.get("version") != VERSION:
            raise NotSavedWork(reason="format")
        sound = {name: self._read(kind, saved.get(name)) for name, kind in self.kinds.items()}
        return {
            name: sum(self._add(owner, self.kinds[name], record) for record in reversed(records))
            for name, records in sound.items()
        }

    def _read(self, kind: Kind, items: object) -> list[Any]:
        if not isinstance(items, list):
            raise NotSavedWork(reason="lists")
        try:
            return [kind.model.model_validate(item) for item in cast(list[object], items)]
        except ValidationError as error:
            raise NotSavedWork(reason="records") from error

    def _add(self, owner: str, kind: Kind, record: Any) -> bool:
        try:
            kind.records.get(owner, record.id)
        except RecordNotFound:
            kind.records.add(owner, record)
            return True
        return False

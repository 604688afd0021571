"""Protocols that several slices share, and how a record is changed that others change too."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from resume_builder.domain.errors import VersionConflict

T = TypeVar("T")
# Two may write at once (two edits of a model, a person and a model); each try reads anew.
_TRIES = 5


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Return the current time, timezone-aware, in UTC."""
        ...


class NewId(Protocol):
    """Makes identifiers that nobody can guess."""

    def __call__(self) -> str:
        """Return a new URL-safe id of at least 128 bits."""
        ...


class Record(Protocol):
    """What a store of records needs to know of each: the id and the version it replaces."""

    @property
    def id(self) -> str:
        """The record's id, unique for its owner."""
        ...

    @property
    def version(self) -> int:
        """1 when added, one more with each replacement."""
        ...


R = TypeVar("R", bound=Record)


class Records(Protocol[R]):
    """The records of one kind, each under its owner (a session id for guests).

    A record of another owner is not found. Reading or writing renews the owner's keeping time.
    """

    def add(self, owner: str, record: R) -> None:
        """Store a new record. Raises QuotaReached when the owner has as many as allowed."""
        ...

    def get(self, owner: str, record_id: str) -> R:
        """Return the record. Raises RecordNotFound."""
        ...

    def list(self, owner: str) -> tuple[R, ...]:
        """Return the owner's records, newest first."""
        ...

    def replace(self, owner: str, record: R) -> None:
        """Store `record` over version `record.version - 1`, atomically.

        Raises VersionConflict when another version is stored, RecordNotFound when none is.
        """
        ...

    def delete(self, owner: str, record_id: str) -> None:
        """Remove the record. Raises RecordNotFound."""
        ...


def retried(write: Callable[[], T]) -> T:
    """Return what `write`, which reads a record and replaces it, gives once nobody was faster.

    Raises VersionConflict after five tries.
    """
    for _ in range(_TRIES - 1):
        with contextlib.suppress(VersionConflict):
            return write()
    return write()

"""One hash at a time for the passwords of links, so that sign-ins always find a place.

The hasher of accounts makes a few at a time; whoever opens links takes one of them at most.
"""

from threading import BoundedSemaphore
from typing import Protocol

from resume_builder.features.auth.errors import HashingBusy
from resume_builder.features.sharing.errors import SharesBusy

_WAITING = 2
_PATIENCE_SECONDS, _RETRY_SECONDS = 2.0, 2


class _Hasher(Protocol):
    """What hashes the passwords of accounts."""

    def hash(self, password: str) -> str: ...

    def verify(self, stored: str, password: str) -> bool: ...


class OneAtATime:
    """A Hasher for links over the one of accounts."""

    def __init__(self, hasher: _Hasher, *, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._hasher = hasher
        self._patience = patience_seconds
        self._working = BoundedSemaphore(1)
        self._inside = BoundedSemaphore(1 + _WAITING)

    def hash(self, password: str) -> str:
        """Return the hash of a password. Raises SharesBusy."""
        with self:
            return self._hasher.hash(password)

    def verify(self, stored: str, password: str) -> bool:
        """Return whether the password is the hash's. Raises SharesBusy."""
        with self:
            return self._hasher.verify(stored, password)

    def __enter__(self) -> None:
        if not self._inside.acquire(blocking=False):
            raise SharesBusy(seconds=_RETRY_SECONDS)
        if not self._working.acquire(timeout=self._patience):
            self._inside.release()
            raise SharesBusy(seconds=_RETRY_SECONDS)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._working.release()
        self._inside.release()
        if isinstance(error, HashingBusy):
            raise SharesBusy(seconds=_RETRY_SECONDS) from error

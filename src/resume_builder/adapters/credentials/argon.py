"""Argon2id, as many hashes at a time as the machine bears.

A hash takes 64 MiB and a sixth of a second: sign-ins must not take the site's threads or memory
from everybody else. So a few are made at a time, as few may wait, and the rest is told to come
back.
"""

from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from resume_builder.features.auth.errors import HashingBusy

# RFC 9106, its second recommended option, on one lane: two hashes then take two cores, not eight
# threads. Measured on two cores: 163 ms (four lanes: 116 ms alone, and 230 ms two at a time).
_PASSES, _KIBIBYTES, _LANES = 3, 64 * 1024, 1
AT_ONCE, WAITING = 2, 2
_PATIENCE_SECONDS = 2.0
_RETRY_SECONDS = 2
# A password that nobody can type: the dummy's hash is of no person's password.
_NOBODYS = "\x00 nobody's password"


class Argon2Hasher:
    """A Hasher on argon2-cffi. Safe to use from many threads; the library leaves the lock free."""

    def __init__(
        self,
        *,
        passes: int = _PASSES,
        kibibytes: int = _KIBIBYTES,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
    ) -> None:
        self._library = PasswordHasher(
            time_cost=passes, memory_cost=kibibytes, parallelism=_LANES, type=Type.ID
        )
        self._working = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)
        self._dummy = ""

    def hash(self, password: str) -> str:
        """Return the hash of a password. Raises HashingBusy."""
        with _Turn(self._inside, self._working):
            return self._library.hash(password)

    def verify(self, stored: str, password: str) -> bool:
        """Return whether the password is the hash's. Raises HashingBusy."""
        with _Turn(self._inside, self._working):
            try:
                return self._library.verify(stored, password)
            except (VerificationError, InvalidHashError):
                return False

    def is_weak(self, stored: str) -> bool:
        """Return whether the hash was made with weaker settings than new ones."""
        return self._library.check_needs_rehash(stored)

    @property
    def dummy(self) -> str:
        """A hash that no password has, made on first use."""
        if not self._dummy:
            self._dummy = self._library.hash(_NOBODYS)
        return self._dummy


class _Turn:
    """A place among those that wait, then one among those that work."""

    def __init__(self, inside: BoundedSemaphore, working: BoundedSemaphore) -> None:
        self._inside = inside
        self._working = working

    def __enter__(self) -> None:
        if not self._inside.acquire(blocking=False):
            raise HashingBusy(seconds=_RETRY_SECONDS)
        if not self._working.acquire(timeout=_PATIENCE_SECONDS):
            self._inside.release()
            raise HashingBusy(seconds=_RETRY_SECONDS)

    def __exit__(self, *error: object) -> None:
        self._working.release()
        self._inside.release()

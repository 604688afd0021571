"""Master keys: they wrap the keys of owners, and are kept in no store.

Several may be in force: the newest wraps, all unwrap. A wrapped key begins with the id of its
master key, so that a process which meets one made with a newer master key asks its source again:
keys are changed without stopping the site.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from resume_builder.adapters.crypto.sealing import seal, unseal
from resume_builder.domain.errors import MasterKeyUnknown

_ID_BYTES = 8
# A key that was just made is wrapped by the newest master key of so long ago at most: who removes
# an older one waits longer than this, and looks again, so that nothing new needs it.
FRESH_SECONDS = 1.0


def key_id(master: bytes) -> bytes:
    """Return the id of a master key, from which nobody can tell the key."""
    return hashlib.sha256(b"resume-builder master key\0" + master).digest()[:_ID_BYTES]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read at once: threads see one reading or the next, never parts of two."""

    at: float
    newest: bytes
    keys: Mapping[bytes, bytes]


class MasterKeys:
    """The master keys in force, oldest first, from `read`. Safe to use from many threads.

    They are asked for again when a wrapped key names one that is not known, and before a key is
    wrapped, once a second at most.
    """

    def __init__(
        self, read: Callable[[], Sequence[bytes]], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` is a clock that never goes back."""
        self._read = read
        self._seconds = seconds
        self._lock = Lock()
        self._known = self._arranged()

    def wrap(self, name: str, key: bytes) -> bytes:
        """Return the key of `name` wrapped by the newest master key.

        Raises what the source raises: to wrap by an older one could lose the key.
        """
        if self._seconds() - self._known.at >= FRESH_SECONDS:
            self.refresh()
        known = self._known
        return known.newest + seal(known.keys[known.newest], name, key)

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Return the key of `name`. Raises MasterKeyUnknown, NotSealedHere."""
        master = wrapped[:_ID_BYTES]
        if master not in self._known.keys:
            self.refresh()
        found = self._known.keys.get(master)
        if found is None:
            raise MasterKeyUnknown(id=master.hex())
        return unseal(found, name, wrapped[_ID_BYTES:])

    def is_newest(self, wrapped: bytes) -> bool:
        """Return whether a key is wrapped by the newest master key."""
        return wrapped[:_ID_BYTES] == self._known.newest

    def refresh(self) -> None:
        """Read the source again."""
        with self._lock:
            self._known = self._arranged()

    def _arranged(self) -> _Known:
        at, masters = self._seconds(), self._read()
        return _Known(at, key_id(masters[-1]), {key_id(master): master for master in masters})

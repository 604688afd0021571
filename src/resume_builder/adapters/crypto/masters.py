"""Master keys: they wrap the keys of owners, and are kept in no store.

Several may be in force: the newest wraps, all unwrap. A wrapped key begins with the id of its
master key, so that a process which meets one made with a newer master key asks its source again:
keys are changed without stopping the site.
"""

import hashlib
from collections.abc import Callable, Sequence
from threading import Lock

from resume_builder.adapters.crypto.sealing import seal, unseal
from resume_builder.domain.errors import MasterKeyUnknown

_ID_BYTES = 8


def key_id(master: bytes) -> bytes:
    """Return the id of a master key, from which nobody can tell the key."""
    return hashlib.sha256(b"resume-builder master key\0" + master).digest()[:_ID_BYTES]


class MasterKeys:
    """The master keys in force, oldest first, from `read`; asked again for an unknown id."""

    def __init__(self, read: Callable[[], Sequence[bytes]]) -> None:
        self._read = read
        self._lock = Lock()
        self._newest, self._known = _arranged(read())

    def wrap(self, name: str, key: bytes) -> bytes:
        """Return the key of `name` wrapped by the newest master key."""
        newest = self._newest
        return newest + seal(self._known[newest], name, key)

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Return the key of `name`. Raises MasterKeyUnknown, NotSealedHere."""
        master = wrapped[:_ID_BYTES]
        if master not in self._known:
            self.refresh()
        if master not in self._known:
            raise MasterKeyUnknown(id=master.hex())
        return unseal(self._known[master], name, wrapped[_ID_BYTES:])

    def is_newest(self, wrapped: bytes) -> bool:
        """Return whether a key is wrapped by the newest master key."""
        return wrapped[:_ID_BYTES] == self._newest

    def refresh(self) -> None:
        """Read the source again."""
        with self._lock:
            self._newest, self._known = _arranged(self._read())


def _arranged(masters: Sequence[bytes]) -> tuple[bytes, dict[bytes, bytes]]:
    known = {key_id(master): master for master in masters}
    return key_id(masters[-1]), known

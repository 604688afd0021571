"""The wrapped keys of owners in memory."""

from collections.abc import Iterator
from threading import Lock


class MemoryKeys:
    """WrappedKeys in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = Lock()

    def put(self, tag: str, wrapped: bytes) -> bool:
        """Keep a key, unless there is one."""
        with self._lock:
            return self._kept.setdefault(tag, wrapped) is wrapped

    def get(self, tag: str) -> bytes | None:
        """Return a key."""
        with self._lock:
            return self._kept.get(tag)

    def replace(self, tag: str, old: bytes, new: bytes) -> bool:
        """Write `new` over `old` in one step."""
        with self._lock:
            if self._kept.get(tag) != old:
                return False
            self._kept[tag] = new
            return True

    def delete(self, tag: str) -> None:
        """Forget a key."""
        with self._lock:
            self._kept.pop(tag, None)

    def tags(self) -> Iterator[str]:
        """Yield the tag of every key."""
        with self._lock:
            return iter(list(self._kept))

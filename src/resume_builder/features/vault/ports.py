"""What the vault needs from a store."""

from collections.abc import Iterator
from typing import Protocol


class WrappedKeys(Protocol):
    """The keys of owners by the owner's tag, each wrapped by a master key: useless without it.

    Every method raises StoreUnavailable, those that write StoreFull, too.
    """

    def put(self, tag: str, wrapped: bytes) -> bool:
        """Keep a key. False when there is one: it stays."""
        ...

    def get(self, tag: str) -> bytes | None:
        """Return a key."""
        ...

    def replace(self, tag: str, old: bytes, new: bytes) -> bool:
        """Write `new` over `old` in one step. False when `old` is not there any more."""
        ...

    def delete(self, tag: str) -> None:
        """Forget a key."""
        ...

    def tags(self) -> Iterator[str]:
        """Yield the tag of every key, each once or more; those made meanwhile may be missing."""
        ...

"""A new master key: every owner's key is wrapped anew, while the site goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resume_builder.domain.errors import MasterKeyUnknown, NotSealedHere
from resume_builder.features.vault.ports import WrappedKeys

_SAY_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were wrapped anew, and the owners of those that do not open: they stay."""

    done: int
    unopened: tuple[str, ...]


class Wraps(Protocol):
    """The master keys in force."""

    def wrap(self, name: str, key: bytes) -> bytes:
        """Return a key wrapped by the newest master key."""
        ...

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Return a key. Raises MasterKeyUnknown, NotSealedHere."""
        ...

    def is_newest(self, wrapped: bytes) -> bool:
        """Return whether a key is wrapped by the newest master key."""
        ...


@dataclass(frozen=True, slots=True)
class Rotation:
    """Wraps keys anew. Breaking off and beginning again does no harm."""

    keys: WrappedKeys
    masters: Wraps

    def run(self, say: Callable[[int], None] = lambda _: None) -> Rotated:
        """Wrap every key by the newest master key. `say` is told their number now and then."""
        done, unopened = 0, set[str]()
        for tag in self.keys.tags():
            try:
                done += self._rewrap(tag)
            except (MasterKeyUnknown, NotSealedHere):
                unopened.add(tag)
            if done and done % _SAY_EVERY == 0:
                say(done)
        return Rotated(done, tuple(sorted(unopened)))

    def left(self) -> int:
        """Return how many keys an older master key still wraps."""
        kept = (self.keys.get(tag) for tag in set(self.keys.tags()))
        return sum(wrapped is not None and not self.masters.is_newest(wrapped) for wrapped in kept)

    def _rewrap(self, tag: str) -> bool:
        old = self.keys.get(tag)
        if old is None or self.masters.is_newest(old):
            return False
        key = self.masters.unwrap(tag, old)
        return self.keys.replace(tag, old, self.masters.wrap(tag, key))

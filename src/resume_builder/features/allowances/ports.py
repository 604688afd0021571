"""What counting needs from a store."""

from datetime import datetime
from typing import Protocol


class Counters(Protocol):
    """How often something was done in a period. Raises StoreUnavailable, StoreFull.

    A counter is named by whose it is (an owner's tag), what is counted and the period; it is gone
    when the period has ended.
    """

    def take(self, tag: str, name: str, limit: int, ends: datetime) -> int | None:
        """Count one more and return how many it makes; None, and no count, at the limit.

        One atomic step: of two that want the last one, one gets it.
        """
        ...

    def give_back(self, tag: str, name: str) -> None:
        """Count one less, as what it was counted for did not happen; never below none."""
        ...

    def used(self, tag: str, name: str) -> int:
        """Return how many were counted."""
        ...

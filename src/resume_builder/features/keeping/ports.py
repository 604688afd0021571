"""What keeping and erasing need from stores."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Erasing(Protocol):
    """Removes what is kept of accounts. Raises StoreUnavailable; works on a full store."""

    def mark(self, account_id: str, at: datetime) -> None:
        """Write a tombstone into every store, so that one which is restored is told by another."""
        ...

    def marks(self) -> Mapping[str, datetime]:
        """Return every tombstone of every store."""
        ...

    def is_there(self, account_id: str) -> bool:
        """Return whether anything of the account is kept."""
        ...

    def erase(self, account_id: str) -> None:
        """Remove everything that is kept under the account, its key first."""
        ...

    def compact(self) -> None:
        """Have the stores write their files anew, without what was removed."""
        ...


class Addresses(Protocol):
    """The addresses and sessions of accounts, kept by the slice that lets people in."""

    def forget(self, account_id: str) -> None:
        """Free the account's addresses; nothing for one that is gone."""
        ...

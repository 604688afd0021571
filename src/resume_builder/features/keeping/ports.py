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

    def owe(self) -> None:
        """Note that the stores' files are to be written anew, whatever ends meanwhile."""
        ...

    def compact(self) -> None:
        """Have the stores write their files anew, without what was removed: now or soon."""
        ...

    def go_on(self) -> bool:
        """Go on with writing files anew; True when nothing is left to do. Bears repeating."""
        ...


class Tombstones(Protocol):
    """Tombstones outside of every store, so that stores restored together are told, too."""

    def add(self, account_id: str, at: datetime) -> None:
        """Write one down; one more of an account changes nothing."""
        ...

    def all(self) -> Mapping[str, datetime]:
        """Return every one."""
        ...


class Addresses(Protocol):
    """The addresses and sessions of accounts, kept by the slice that lets people in."""

    def forget(self, account_id: str) -> None:
        """Free the account's addresses; nothing for one that is gone."""
        ...


class Shares(Protocol):
    """What accounts share by links, kept by the slice that shows it."""

    def forget(self, account_id: str) -> None:
        """Forget every link of the account."""
        ...


class Letters(Protocol):
    """Mail on its way, or shown, to people who have an account."""

    def forget(self, account_id: str) -> None:
        """Forget every mail to the account's addresses; nothing for one whose key is gone."""
        ...

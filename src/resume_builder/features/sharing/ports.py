"""What sharing needs from outside: the documents, a place for what is shown, and counting."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from resume_builder.domain.values import Value
from resume_builder.ports import Owner

# What the records of both kinds are called: a share ends with either.
SHARES, DOCUMENTS = "shares", "documents"


class Leaf(Value):
    """One page as it looks: its number from 1, its size in points, its SVG."""

    number: int
    width: float
    height: float
    svg: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A kept document: its file name, its bytes, its pages (none of a Word file)."""

    name: str
    data: bytes
    leaves: tuple[Leaf, ...]


class Shelf(Protocol):
    """The documents that owners keep."""

    def document(self, owner: Owner, document_id: str) -> Frozen:
        """Return a document. Raises RecordNotFound, DocumentDamaged."""
        ...

    def text(self, frozen: Frozen) -> str:
        """Return what is written in it, in the order that a machine reads it. Raises ReadError."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A share as stores have it: whose it is (an owner's tag), of what, and what is shown."""

    owner: str
    document_id: str
    sealed: bytes = field(repr=False)


class ShareStore(Protocol):
    """What is shown by links, each under the keyed hash of its token.

    Raises StoreUnavailable, StoreFull.
    """

    def put(self, share_id: str, kept: Kept, ends: datetime) -> None:
        """Keep a share until it ends."""
        ...

    def find(self, share_id: str) -> Kept | None:
        """Return a share; None when its owner no longer has it, or has not the document."""
        ...

    def move(self, share_id: str, kept: Kept) -> None:
        """Give a share to another owner, sealed anew; its end and its views stay."""
        ...

    def drop(self, share_id: str) -> None:
        """Forget a share; nothing for one that is gone. Works on a full store."""
        ...

    def forget(self, owner: str) -> None:
        """Forget every share of an owner's tag, without opening anything."""
        ...

    def see(self, share_id: str, visitor: str, most: int) -> None:
        """Count a view of a visitor who was not counted yet, unless there are `most`."""
        ...

    def views(self, share_id: str) -> int:
        """Return how many were counted."""
        ...


class Tries(Protocol):
    """Counted tries; a window begins with its first try and does not move."""

    def hit(self, name: str, window: timedelta) -> tuple[int, timedelta]:
        """Count one try; return how many there were, and how long the window lasts."""
        ...

    def forget(self, name: str) -> None:
        """Begin a new window."""
        ...


class Hasher(Protocol):
    """Hashes the passwords of links: fewer at a time than those of accounts."""

    def hash(self, password: str) -> str:
        """Return the hash of a password. Raises SharesBusy."""
        ...

    def verify(self, stored: str, password: str) -> bool:
        """Return whether the password is the hash's. Raises SharesBusy."""
        ...

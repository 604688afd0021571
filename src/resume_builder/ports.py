"""Protocols that several slices share, and how a record is changed that others change too."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, Self, TypeVar

from resume_builder.domain.errors import VersionConflict

T = TypeVar("T")
# Two may write at once (two edits of a model, a person and a model); each try reads anew.
_TRIES = 5


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Return the current time, timezone-aware, in UTC."""
        ...


class NewId(Protocol):
    """Makes identifiers that nobody can guess."""

    def __call__(self) -> str:
        """Return a new URL-safe id of at least 128 bits."""
        ...


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose things they are: everything that is kept names one.

    `tag` is "s:" and the digest of a session's id for a guest, "u:" and the account's id for an
    account; "site:" and a use for the site itself, "link:" for whoever has a link. `key` opens what
    a guest keeps, or a link shows: it comes from the cookie or the link, and no store holds it.
    Others' are empty: the vault unwraps them. It is never printed.
    """

    tag: str
    key: bytes = field(default=b"", repr=False, compare=False)

    @classmethod
    def of_account(cls, account_id: str) -> Self:
        """Return the owner that an account is."""
        return cls(f"u:{account_id}")

    @property
    def account_id(self) -> str | None:
        """The account's id, None for a guest and the site."""
        return self.tag[2:] if self.tag.startswith("u:") else None

    @property
    def is_site(self) -> bool:
        """Whether it is the site itself."""
        return self.tag.startswith("site:")


# What is kept of people who have no account (yet), as mail that waits to be sent and what guests
# share, and the key of keyed hashes. Their keys make themselves.
MAIL, LINKS, LOOKUP = Owner("site:mail"), Owner("site:links"), Owner("site:lookup")


class Record(Protocol):
    """What a store of records needs to know of each: the id and the version it replaces."""

    @property
    def id(self) -> str:
        """The record's id, unique for its owner."""
        ...

    @property
    def version(self) -> int:
        """1 when added, one more with each replacement."""
        ...


R = TypeVar("R", bound=Record)


class Records(Protocol[R]):
    """The records of one kind, each under its owner (a session id for guests).

    A record of another owner is not found. Reading or writing renews the owner's keeping time.
    """

    def add(self, owner: Owner, record: R) -> None:
        """Store a new record. Raises QuotaReached when the owner has as many as allowed."""
        ...

    def get(self, owner: Owner, record_id: str) -> R:
        """Return the record. Raises RecordNotFound."""
        ...

    def list(self, owner: Owner) -> tuple[R, ...]:
        """Return the owner's records, newest first."""
        ...

    def count(self, owner: Owner) -> int:
        """Return how many records the owner has."""
        ...

    def replace(self, owner: Owner, record: R) -> None:
        """Store `record` over version `record.version - 1`, atomically.

        Raises VersionConflict when another version is stored, RecordNotFound when none is.
        """
        ...

    def delete(self, owner: Owner, record_id: str) -> None:
        """Remove the record. Raises RecordNotFound."""
        ...


class Vault(Protocol):
    """Seals what is kept about people, each owner's under a key of their own.

    `label` names what is sealed; what was sealed under another label, or for another owner, does
    not open. The keys of accounts lie in the auth store, wrapped by a master key.
    """

    def create(self, account_id: str) -> None:
        """Make the account's key; one that is there stays. Raises StoreUnavailable, StoreFull."""
        ...

    def seal(self, owner: Owner, label: str, data: bytes) -> bytes:
        """Return `data` sealed. Raises KeyDestroyed when the account has no key."""
        ...

    def open(self, owner: Owner, label: str, sealed: bytes) -> bytes:
        """Return what was sealed. Raises KeyDestroyed, NotSealedHere."""
        ...

    def destroy(self, account_id: str) -> None:
        """Destroy the account's key: what is sealed under it is lost for ever, in backups too."""
        ...


class Lookup(Protocol):
    """Digests by which a store finds what it must not be able to read."""

    def digest(self, kind: str, value: str) -> str:
        """Return the keyed hash (HMAC-SHA-256, URL-safe) of a value of one kind: "email", "code".

        Nobody can guess it without the key. Raises StoreUnavailable at its first use.
        """
        ...


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one person: which template, whom it goes to, in which language, what it says.

    `variables` are those of the template's model in `domain/mails.py`; `locale` is a language tag
    ("de", "de-AT"). What it says and whom it goes to is never printed.
    """

    template: str
    to: str = field(repr=False)
    locale: str
    variables: Mapping[str, str] = field(repr=False)


class Mailer(Protocol):
    """Sends mail to people: at least once, with the same Message-ID each time."""

    def send(self, mail: Mail) -> None:
        """Return when the mail is kept on disk: it will be sent, whatever ends meanwhile.

        Raises MailInvalid when the template, a variable or the address does not hold,
        StoreUnavailable, StoreFull.
        """
        ...


class Queue(Protocol):
    """Work for later, done by another process. A job names what it is about by ids alone."""

    def enqueue(self, job: str, about: str) -> None:
        """Have `job` done for the thing with the id `about`; at least once, so it bears repeating.

        The same job about the same thing waits once. Raises StoreUnavailable, StoreFull.
        """
        ...


def retried(write: Callable[[], T]) -> T:
    """Return what `write`, which reads a record and replaces it, gives once nobody was faster.

    Raises VersionConflict after five tries.
    """
    for _ in range(_TRIES - 1):
        with contextlib.suppress(VersionConflict):
            return write()
    return write()

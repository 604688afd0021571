"""What goes through the seams of the site, noted: sealed, digested, hashed, mailed, logged.

The doubles do what the real ones do, and look at what they are given on the way.
"""

import logging
import zlib
from collections import defaultdict
from dataclasses import dataclass, field

from resume_builder.features.auth.ports import Hasher
from resume_builder.ports import MAIL, Lookup, Mail, Mailer, Owner, Vault
from tests.people import Letterbox
from tests.web.canaries import MARKER


@dataclass
class Notes:
    """Marker → the places that it reached, each kind of place in its own column."""

    sealed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    digested: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    mailed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    answered: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def seen_in(text: str | bytes) -> set[str]:
    """The markers in a text, as they are written in the tables: "Qz" and small letters."""
    shown = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return {found.capitalize() for found in MARKER.findall(shown)}


@dataclass
class NotingVault:
    """A vault that notes what it seals."""

    vault: Vault
    notes: Notes

    def create(self, account_id: str) -> None:
        self.vault.create(account_id)

    def seal(self, owner: Owner, label: str, data: bytes) -> bytes:
        whose = "account" if owner.account_id else "session"
        if owner.tag.startswith("link:"):
            whose = "whoever has the link"
        what = "site: mail" if owner == MAIL else f"{whose}: {label.partition(':')[0]}"
        for marker in seen_in(_unpacked(data)):
            self.notes.sealed[marker].add(what)
        return self.vault.seal(owner, label, data)

    def open(self, owner: Owner, label: str, sealed: bytes) -> bytes:
        return self.vault.open(owner, label, sealed)

    def destroy(self, account_id: str) -> None:
        self.vault.destroy(account_id)


@dataclass
class NotingLookup:
    """A lookup that notes what it digests."""

    lookup: Lookup
    notes: Notes

    def digest(self, kind: str, value: str) -> str:
        for marker in seen_in(value):
            self.notes.digested[marker].add(f"keyed hash: {kind}")
        return self.lookup.digest(kind, value)


@dataclass
class NotingHasher:
    """A hasher that notes what it hashes; a comparison leaves nothing behind."""

    hasher: Hasher
    notes: Notes

    def hash(self, password: str) -> str:
        for marker in seen_in(password):
            self.notes.digested[marker].add("Argon2id")
        return self.hasher.hash(password)

    def verify(self, stored: str, password: str) -> bool:
        return self.hasher.verify(stored, password)

    def is_weak(self, stored: str) -> bool:
        return self.hasher.is_weak(stored)

    @property
    def dummy(self) -> str:
        return self.hasher.dummy


@dataclass
class NotingMailer(Letterbox):
    """A letterbox that sends, too, and notes what it sends."""

    notes: Notes = field(default_factory=Notes)
    post: Mailer | None = None

    def send(self, mail: Mail) -> None:
        super().send(mail)
        assert self.post is not None
        self.post.send(mail)
        for marker in seen_in(f"{mail.to} {dict(mail.variables)}"):
            self.notes.mailed[marker].add(mail.template)


class NotingLog(logging.Handler):
    """Keeps every line of every logger, whatever its level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(pathname)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _unpacked(data: bytes) -> bytes:
    """What is kept: some of it is compressed first."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data

"""Accounts: who a person is to the site, and what they agreed to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self, get_args

from resume_builder.domain.errors import DomainError
from resume_builder.domain.values import Value

Role = Literal["guest", "basic", "premium", "tester", "admin"]
# A guest has no account; the others are roles of one.
AccountRole = Literal["basic", "premium", "tester", "admin"]
State = Literal["active", "disabled"]
# What an account's log tells of; each has its words in the catalogue, "audit." before it.
Event = Literal[
    "registered",
    "signed_in",
    "signed_out",
    "session_ended",
    "sessions_ended",
    "password_changed",
    "password_reset",
    "email_changed",
    "totp_added",
    "totp_removed",
    "passkey_added",
    "passkey_removed",
    "recovery_codes_replaced",
    "wrong_codes",
    "consent",
    "role_changed",
    "invitation_created",
    "disabled",
    "enabled",
    "exported",
    "share_made",
    "share_ended",
]
EVENTS: tuple[Event, ...] = get_args(Event)

# The versions of the texts that a person agrees to, by the day they changed last. A text whose
# meaning changes gets a new one, and everybody is asked again.
TERMS, PRIVACY = "2026-11-25", "2026-11-25"


class TermsOutdated(DomainError):
    """Other versions of the texts are in force. params: terms, privacy."""

    code = "auth.terms_outdated"


def check_terms(terms: str, privacy: str) -> None:
    """Raise TermsOutdated unless both versions are those in force."""
    if (terms, privacy) != (TERMS, PRIVACY):
        raise TermsOutdated(terms=TERMS, privacy=PRIVACY)


@dataclass(frozen=True, slots=True)
class UserKey:
    """What signing in returns: the account, and the epoch of its sessions."""

    account_id: str
    epoch: int

    def __str__(self) -> str:
        """Return the text that a session keeps."""
        return f"{self.account_id}.{self.epoch}"

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """Return the key that a session's text stands for; None for no text or another one."""
        account_id, dot, epoch = (text or "").rpartition(".")
        if not dot or not account_id or not (epoch.isascii() and epoch.isdigit()):
            return None
        return cls(account_id, int(epoch))


class Consent(Value):
    """What a person agreed to and when. `figures`: whether they take part in shared figures."""

    terms: str
    privacy: str
    figures: bool = False
    at: datetime

    @property
    def is_current(self) -> bool:
        """Whether both texts are those in force."""
        return (self.terms, self.privacy) == (TERMS, PRIVACY)


class Profile(Value):
    """What is personal of an account itself; kept sealed under the account's key."""

    email: str
    name: str = ""
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is stored. `email_key` is a keyed hash, `profile` a sealed Profile.

    `moving_to` and `moved_from` are keys of addresses while a change of address is under way, and
    `settled` is False until the account is made to the end.
    """

    id: str
    role: AccountRole
    state: State
    epoch: int
    created_at: datetime
    consent: Consent
    email_key: str
    profile: bytes = field(repr=False)
    moving_to: str = ""
    moved_from: str = ""
    settled: bool = True

    @property
    def user_key(self) -> UserKey:
        """The key of a session that is signed in now."""
        return UserKey(self.id, self.epoch)


@dataclass(frozen=True, slots=True)
class Standing:
    """What every request of a signed-in session asks of the account."""

    role: AccountRole
    state: State
    epoch: int

"""What the account slice needs from stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from resume_builder.domain.accounts import Account, AccountRole, Consent, State


class AccountRecords(Protocol):
    """Accounts. Each change is one atomic step, and False for an account that is gone."""

    def load(self, account_id: str) -> Account | None:
        """Return the account."""
        ...

    def set_profile(self, account_id: str, before: bytes, profile: bytes) -> bool:
        """Write the sealed profile over the one that was read. False when another was faster."""
        ...

    def set_consent(self, account_id: str, consent: Consent) -> bool:
        """Write what the person agreed to."""
        ...

    def set_role(self, account_id: str, role: AccountRole) -> bool:
        """Write the role."""
        ...

    def set_state(self, account_id: str, state: State) -> bool:
        """Write the state; every session ends with it."""
        ...


class AddressBook(Protocol):
    """Finds accounts by address."""

    def find(self, key: str) -> str | None:
        """Return the account that has the address, by the address's keyed hash."""
        ...


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as it is stored, by the keyed hash of its code."""

    role: AccountRole
    uses: int
    ends_at: datetime


class InvitationStore(Protocol):
    """Invitations."""

    def put(self, hashed: str, invitation: Invitation) -> None:
        """Keep an invitation until it ends."""
        ...

    def use(self, hashed: str, account_id: str) -> AccountRole | None:
        """Use an invitation once for an account; return its role, None when there is no use left.

        Using it again for the same account takes no further use: a crash in between costs none.
        """
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as it is stored. `id` begins with the time in ms."""

    id: str
    kind: str
    at: datetime
    sealed: bytes


class AuditStore(Protocol):
    """The logs of accounts, kept for a year."""

    def append(self, account_id: str, kind: str, sealed: bytes) -> None:
        """Add a line; nothing for an account that is gone."""
        ...

    def page(self, account_id: str, before: str | None, count: int) -> Sequence[Entry]:
        """Return lines older than `before`, newest first."""
        ...

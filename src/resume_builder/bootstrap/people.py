"""Accounts and signing in, over any stores."""

import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from resume_builder.adapters.data.breached import is_breached
from resume_builder.adapters.system import new_code, new_id, now, pick
from resume_builder.features.accounts.audit import AuditLog
from resume_builder.features.accounts.invitations import Invitations
from resume_builder.features.accounts.ports import (
    AccountRecords,
    AuditStore,
    InvitationStore,
)
from resume_builder.features.accounts.service import Accounts
from resume_builder.features.auth.ports import (
    AccountStore,
    Challenges,
    Claims,
    CredentialStore,
    DeviceStore,
    Hasher,
    LiveSessions,
    Passcodes,
    Steps,
    Tries,
)
from resume_builder.features.auth.service import Auth, AuthStores, AuthTools, make_auth
from resume_builder.features.auth.watch import Watch
from resume_builder.features.sharing.ports import Hasher as LinkHasher
from resume_builder.ports import Clock, Lookup, Mailer, Vault


class AccountsBothWays(AccountStore, AccountRecords, Protocol):
    """Accounts, as signing in and as their owners see them."""


class PeopleStores(Protocol):
    """What is kept of people who sign in, whichever servers or memory it is made of."""

    @property
    def passcodes(self) -> Passcodes:
        """Mailed codes."""
        ...

    @property
    def challenges(self) -> Challenges:
        """Challenges of passkeys."""
        ...

    @property
    def steps(self) -> Steps:
        """Steps that wait."""
        ...

    @property
    def tries(self) -> Tries:
        """Counted tries."""
        ...

    @property
    def sessions(self) -> LiveSessions:
        """Sessions, to end them."""
        ...

    @property
    def accounts(self) -> AccountsBothWays:
        """Accounts."""
        ...

    @property
    def credentials(self) -> CredentialStore:
        """Credentials."""
        ...

    @property
    def claims(self) -> Claims:
        """Who has which address."""
        ...

    @property
    def devices(self) -> DeviceStore:
        """Signed-in sessions."""
        ...

    @property
    def invitations(self) -> InvitationStore:
        """Invitations."""
        ...

    @property
    def audit(self) -> AuditStore:
        """Logs."""
        ...


@dataclass(frozen=True, slots=True)
class People:
    """Accounts, and the ways into them; and what hashes the passwords of links, behind them."""

    auth: Auth
    accounts: Accounts
    invitations: Invitations
    link_hasher: LinkHasher


@dataclass(frozen=True, slots=True)
class Around:
    """What accounts need of the site: its address, what seals and hashes, the mail, the time."""

    origin: str
    vault: Vault
    lookup: Lookup
    mailer: Mailer
    hasher: Hasher
    now: Clock = now


def make_people(stores: PeopleStores, around: Around) -> People:
    """Return the services of accounts over any stores. Passkeys are of the host in `origin`."""
    from resume_builder.adapters.credentials.gate import OneAtATime
    from resume_builder.adapters.credentials.passkeys import WebPasskeys
    from resume_builder.adapters.credentials.totp import AppCodes

    audit = AuditLog(stores.audit, around.vault)
    tools = AuthTools(
        vault=around.vault,
        lookup=around.lookup,
        mailer=around.mailer,
        audit=audit,
        hasher=around.hasher,
        is_breached=is_breached,
        totp=AppCodes(),
        authenticators=WebPasskeys(urlsplit(around.origin).hostname or "", around.origin),
        new_code=new_code,
        pick=pick,
        now=around.now,
        new_id=new_id,
    )
    kept = AuthStores(
        passcodes=stores.passcodes,
        challenges=stores.challenges,
        steps=stores.steps,
        tries=stores.tries,
        sessions=stores.sessions,
        accounts=stores.accounts,
        credentials=stores.credentials,
        claims=stores.claims,
        devices=stores.devices,
    )
    auth = make_auth(kept, tools, Watch(stores.accounts, time.monotonic))
    accounts = Accounts(
        stores.accounts, stores.claims, around.vault, around.lookup, audit, around.now
    )
    invitations = Invitations(stores.invitations, accounts, around.lookup, around.now, new_id)
    return People(auth, accounts, invitations, OneAtATime(around.hasher))


def make_hasher() -> Hasher:
    """Return what hashes passwords, with the settings of a real site."""
    from resume_builder.adapters.credentials.argon import Argon2Hasher

    return Argon2Hasher()

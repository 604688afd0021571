"""The services of accounts over stores in memory, with doubles of a few lines around them."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from resume_builder.adapters.credentials.argon import Argon2Hasher
from resume_builder.adapters.credentials.passkeys import WebPasskeys
from resume_builder.adapters.credentials.totp import AppCodes
from resume_builder.adapters.data.breached import is_breached
from resume_builder.adapters.memory.accounts import (
    Accounts,
    MemoryAccounts,
    MemoryAudit,
    MemoryDevices,
)
from resume_builder.adapters.memory.credentials import MemoryClaims, MemoryCredentials
from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.passcodes import MemoryChallenges, MemoryPasscodes
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.memory.steps import MemorySteps, MemoryTries
from resume_builder.adapters.system import new_code, new_id, pick
from resume_builder.domain.accounts import PRIVACY, TERMS, UserKey
from resume_builder.domain.errors import DomainError
from resume_builder.domain.mails import TEMPLATES
from resume_builder.features.accounts.audit import AuditLog
from resume_builder.features.auth.model import Outcome, Signed, Visitor
from resume_builder.features.auth.registration import Agreement
from resume_builder.features.auth.service import Auth, AuthStores, AuthTools, make_auth
from resume_builder.features.auth.watch import Watch
from resume_builder.features.sessions.service import Session, Sessions
from resume_builder.ports import Mail, Owner
from tests.contracts.kit import Clock
from tests.vaults import VAULT

PASSWORD = "violet lantern over the harbour"
AGREED = Agreement(TERMS, PRIVACY)


class PlainVault:
    """A vault that locks nothing, but knows whose and what each thing is."""

    def __init__(self) -> None:
        self.accounts: set[str] = set()

    def create(self, account_id: str) -> None:
        self.accounts.add(account_id)

    def seal(self, owner: Owner, label: str, data: bytes) -> bytes:
        assert owner.account_id in self.accounts
        return f"{owner.tag}|{label}|".encode() + data

    def open(self, owner: Owner, label: str, sealed: bytes) -> bytes:
        head = f"{owner.tag}|{label}|".encode()
        assert sealed.startswith(head)
        return sealed[len(head) :]

    def destroy(self, account_id: str) -> None:
        self.accounts.discard(account_id)


class FixedLookup:
    """Keyed hashes by a key that everybody knows."""

    def digest(self, kind: str, value: str) -> str:
        raw = hmac.digest(b"test", f"{kind}\0{value}".encode(), hashlib.sha256)
        return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Letterbox:
    """Keeps what is sent."""

    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        TEMPLATES[mail.template].model_validate(mail.variables)
        self.sent.append(mail)

    def code(self) -> str:
        """The code mailed last."""
        return next(m.variables["code"] for m in reversed(self.sent) if "code" in m.variables)

    def kinds(self, to: str | None = None) -> list[str]:
        """Templates, and kinds of notices, in order."""
        mails = [m for m in self.sent if to in (None, m.to)]
        return [m.variables.get("kind", m.template) for m in mails]


@dataclass(frozen=True)
class LiveInMemory:
    """The sessions that accounts end."""

    database: Database

    def is_live(self, tag: str) -> bool:
        with self.database.open(tag) as owned:
            return owned is not None

    def end(self, tag: str) -> None:
        self.database.drop(tag)


def weak_hasher(**how: Any) -> Argon2Hasher:
    """Argon2id that takes no time."""
    return Argon2Hasher(**{"passes": 1, "kibibytes": 8, **how})


class People:
    """The service of signing in, and browsers that use it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.database = Database(self.clock)
        self.table = Accounts(self.clock, self.database)
        self.mail = Letterbox()
        self.vault = PlainVault()
        self.sessions = Sessions(MemorySessions(self.database, VAULT), self.clock, new_id)
        self.log = AuditLog(MemoryAudit(self.table), self.vault)
        self.stores = AuthStores(
            passcodes=MemoryPasscodes(self.database),
            challenges=MemoryChallenges(self.database),
            steps=MemorySteps(self.database),
            tries=MemoryTries(self.clock),
            sessions=LiveInMemory(self.database),
            accounts=MemoryAccounts(self.table),
            credentials=MemoryCredentials(self.table),
            claims=MemoryClaims(self.table),
            devices=MemoryDevices(self.table),
        )
        self.tools = AuthTools(
            vault=self.vault,
            lookup=FixedLookup(),
            mailer=self.mail,
            audit=self.log,
            hasher=weak_hasher(),
            is_breached=is_breached,
            totp=AppCodes(),
            authenticators=WebPasskeys("localhost", "http://localhost"),
            new_code=new_code,
            pick=pick,
            now=self.clock,
            new_id=new_id,
        )
        self.auth = self.make()

    def make(self, **tools: Any) -> Auth:
        """The service, with other tools."""
        watch = Watch(self.stores.accounts, lambda: self.clock().timestamp())
        return make_auth(self.stores, replace(self.tools, **tools), watch)

    def visit(self, network: str = "192.0.2.1", device: str = "Firefox on Linux") -> "Browser":
        """A new browser."""
        return Browser(self, self.sessions.open(), network, device)

    def register(self, email: str = "ada@example.com", password: str = PASSWORD) -> "Browser":
        """A browser that is signed in to a new account."""
        browser = self.visit()
        self.auth.registration.start(browser.visitor, email, password, AGREED)
        browser.enter(self.auth.registration.confirm(browser.visitor, self.mail.code()))
        return browser

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**span))

    def events(self, account_id: str) -> list[str]:
        """The kinds in an account's log, oldest first."""
        return [event.kind for event in reversed(self.log.page(account_id))]


@dataclass
class Browser:
    """A browser with a session, as the edge sees it."""

    people: People
    session: Session
    network: str
    device: str

    @property
    def visitor(self) -> Visitor:
        record = self.people.sessions.load(self.session.id).record
        return Visitor(
            tag=self.session.tag,
            network=self.network,
            device=self.device,
            email=record.no_auth_email,
            password_hash=record.no_auth_pswd_hash,
            note=self._note,
        )

    @property
    def signed(self) -> Signed:
        found = self.people.sessions.load(self.session.id).record
        key = UserKey.read(found.user_key)
        assert key is not None
        return Signed(key, self.session.tag, self.device, self.network)

    def _note(self, email: str | None, password_hash: str | None) -> None:
        changes = {"no_auth_email": email, "no_auth_pswd_hash": password_hash}
        self.people.sessions.write(self.session, changes)

    def enter(self, outcome: Outcome) -> None:
        """Do what the edge does when somebody is in."""
        assert outcome.next in ("signed_in", "done")
        assert outcome.user_key is not None
        sessions = self.people.sessions
        self.session = sessions.rotate(sessions.load(self.session.id))
        sessions.write(self.session, {"user_auth": True, "user_key": str(outcome.user_key)})
        self._note(None, None)
        self.people.auth.devices.add(self.signed)

    def sign_in(self, email: str = "ada@example.com", password: str = PASSWORD) -> Outcome:
        """Begin to sign in."""
        return self.people.auth.sign_in.start(self.visitor, email, password)


def refusal(call: Any, *arguments: Any) -> DomainError:
    """The error that a call ends with."""
    try:
        call(*arguments)
    except DomainError as error:
        return error
    raise AssertionError("it was not refused")

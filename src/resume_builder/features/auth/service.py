"""The authentication service: everything of the slice, put together."""

from dataclasses import dataclass

from resume_builder.domain.passwords import IsBreached
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.address_change import AddressChange
from resume_builder.features.auth.codes import MailedCodes
from resume_builder.features.auth.devices import Devices
from resume_builder.features.auth.errors import NoStep
from resume_builder.features.auth.guard import Guard
from resume_builder.features.auth.model import NEXT_OF, PURPOSE_OF, Next, Outcome, Visitor
from resume_builder.features.auth.notices import Notices
from resume_builder.features.auth.passwords import HashCheck
from resume_builder.features.auth.ports import (
    AccountStore,
    Audit,
    Authenticators,
    Challenges,
    Claims,
    CredentialStore,
    DeviceStore,
    Hasher,
    LiveSessions,
    NewCode,
    Passcodes,
    Pick,
    Steps,
    Totp,
    Tries,
)
from resume_builder.features.auth.registration import Registration
from resume_builder.features.auth.reset import Reset
from resume_builder.features.auth.second_factors import SecondFactors
from resume_builder.features.auth.sign_in import SignIn
from resume_builder.features.auth.watch import Seen, Watch
from resume_builder.ports import Clock, Lookup, Mailer, NewId, Vault


@dataclass(frozen=True, slots=True)
class AuthStores:
    """What signing in keeps: beside a session, and with accounts."""

    passcodes: Passcodes
    challenges: Challenges
    steps: Steps
    tries: Tries
    sessions: LiveSessions
    accounts: AccountStore
    credentials: CredentialStore
    claims: Claims
    devices: DeviceStore


@dataclass(frozen=True, slots=True)
class AuthTools:
    """What signing in is done with."""

    vault: Vault
    lookup: Lookup
    mailer: Mailer
    audit: Audit
    hasher: Hasher
    is_breached: IsBreached
    totp: Totp
    authenticators: Authenticators
    new_code: NewCode
    pick: Pick
    now: Clock
    new_id: NewId


@dataclass(frozen=True, slots=True)
class Auth:
    """The ways in, and what an owner sets up."""

    directory: Directory
    codes: MailedCodes
    registration: Registration
    sign_in: SignIn
    reset: Reset
    address_change: AddressChange
    second_factors: SecondFactors
    devices: Devices
    guard: Guard
    watch: Watch
    seen: Seen

    def pending(self, tag: str) -> Next | None:
        """Return what a session waits for, None for nothing."""
        try:
            return NEXT_OF[self.codes.waiting(tag).name]
        except NoStep:
            return None

    def resend(self, visitor: Visitor) -> Outcome:
        """Mail a new code for the step that waits; the old one is void.

        Raises NoStep, also where no code is mailed for the step; TooManyTries.
        """
        step = self.codes.waiting(visitor.tag, *PURPOSE_OF)
        if step.name in ("sign_in", "email_old"):
            account, _ = self.directory.load(step.account_id)
            to = self.directory.profile(account).email
        elif visitor.email is None:
            raise NoStep
        else:
            to = visitor.email
        more: dict[str, str] = {}
        if step.name == "sign_in":
            more = {"device": visitor.device}
        elif step.name == "email_old":
            more = {"address": visitor.email or ""}
        return self.codes.send(visitor, step, to, more)


def make_auth(stores: AuthStores, tools: AuthTools, watch: Watch) -> Auth:
    """Return the service over stores and tools."""
    now, new_id, lookup = tools.now, tools.new_id, tools.lookup
    guard = Guard(stores.tries, lookup)
    directory = Directory(
        stores.accounts, stores.credentials, stores.claims, tools.vault, lookup, now, new_id
    )
    codes = MailedCodes(
        stores.passcodes, stores.steps, lookup, tools.mailer, guard, tools.new_code, now
    )
    notices = Notices(directory, tools.audit, tools.mailer, now)
    check = HashCheck(tools.hasher, stores.credentials, tools.is_breached)
    sign_in = SignIn(
        directory,
        stores.credentials,
        check,
        codes,
        stores.challenges,
        tools.totp,
        tools.authenticators,
        notices,
        guard,
        now,
    )
    devices = Devices(
        stores.devices,
        directory,
        stores.credentials,
        stores.sessions,
        check,
        notices,
        guard,
        now,
    )
    return Auth(
        directory=directory,
        codes=codes,
        registration=Registration(directory, check, codes, notices, guard, now, new_id),
        sign_in=sign_in,
        reset=Reset(directory, check, codes, sign_in, guard, now, new_id),
        address_change=AddressChange(directory, codes, notices, now),
        second_factors=SecondFactors(
            directory,
            stores.credentials,
            stores.challenges,
            tools.totp,
            tools.authenticators,
            notices,
            guard,
            tools.pick,
            now,
        ),
        devices=devices,
        guard=guard,
        watch=watch,
        seen=Seen(devices, now),
    )

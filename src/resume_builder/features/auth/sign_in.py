"""Signing in: the password, then a mailed code, or the second factor where one is set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from resume_builder.domain.accounts import Account, UserKey
from resume_builder.domain.addresses import read_address
from resume_builder.domain.factors import Credentials, Passkey, read_recovery_code, steps_near
from resume_builder.domain.passcodes import read_code
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.codes import MailedCodes
from resume_builder.features.auth.errors import (
    AccountDisabled,
    AccountGone,
    NoStep,
    PasskeyRefused,
    WrongCode,
    WrongCredentials,
)
from resume_builder.features.auth.guard import (
    FACTOR,
    FACTOR_A_DAY,
    NETWORK,
    PASSWORD,
    PASSWORD_HERE,
    Guard,
)
from resume_builder.features.auth.model import Outcome, Step, Visitor
from resume_builder.features.auth.notices import Notices
from resume_builder.features.auth.passwords import HashCheck
from resume_builder.features.auth.ports import (
    Authenticators,
    Challenges,
    CredentialStore,
    Offered,
    Totp,
)
from resume_builder.ports import Clock, Owner

# How long the second step may take.
PATIENCE = timedelta(minutes=10)
USE = "passkey_use"


@dataclass(frozen=True, slots=True)
class SignIn:
    """The ways in."""

    directory: Directory
    credentials: CredentialStore
    hash_check: HashCheck
    codes: MailedCodes
    challenges: Challenges
    totp: Totp
    authenticators: Authenticators
    notices: Notices
    guard: Guard
    now: Clock

    def start(self, visitor: Visitor, email: str, password: str) -> Outcome:
        """Check the password; mail a code, or ask for the second factor.

        Raises WrongCredentials, AccountDisabled (to who knows the password), AddressInvalid,
        TooManyTries, HashingBusy.
        """
        key = self.directory.key_of(read_address(email))
        self.guard.hit(NETWORK, visitor.network)
        self.guard.hit(PASSWORD_HERE, key, visitor.network)
        self.guard.hit(PASSWORD, key)
        account, credentials = self.directory.find(key)
        right = self.hash_check.matches(credentials, password)
        if not right or account is None or credentials is None:
            raise WrongCredentials
        if account.state != "active":
            raise AccountDisabled
        self.guard.forget(PASSWORD_HERE, key, visitor.network)
        self.hash_check.strengthen(account.id, credentials, password)
        return self.second_step(visitor, account, credentials)

    def second_step(self, visitor: Visitor, account: Account, credentials: Credentials) -> Outcome:
        """Let the step wait that completes a right password."""
        step = Step(
            name="factor" if credentials.has_factor else "sign_in",
            account_id=account.id,
            email_key=account.email_key,
            methods=credentials.methods,
            ends_at=self.now() + PATIENCE,
        )
        if credentials.has_factor:
            return self.codes.wait(visitor, step)
        profile = self.directory.profile(account)
        return self.codes.send(visitor, step, profile.email, {"device": visitor.device})

    def with_code(self, visitor: Visitor, code: str) -> Outcome:
        """Complete with the mailed code. Raises WrongCode, CodeExpired, CodeExhausted, NoStep."""
        step = self.codes.waiting(visitor.tag, "sign_in")
        self.codes.take(visitor, step, code)
        account, credentials = self._load(step.account_id)
        if credentials.has_factor:
            # It was set up while the code was under way: mail alone lets nobody in any more.
            raise NoStep
        return self._enter(visitor, account, "mailed_code")

    def with_totp(self, visitor: Visitor, typed: str) -> Outcome:
        """Complete with a code of the app. Raises WrongCode, TooManyTries, NoStep."""
        step = self.codes.waiting(visitor.tag, "factor")
        account, credentials = self._load(step.account_id)
        self.spend_totp(account, credentials, typed)
        return self._finish(visitor, step, account, "totp")

    def spend_totp(self, account: Account, credentials: Credentials, typed: str) -> None:
        """Take a code of the app, once. Raises WrongCode, TooManyTries."""
        code = read_code(typed)
        self._count(account)
        if code is None or credentials.totp is None:
            raise WrongCode
        secret = self.directory.open(account.id, "totp", credentials.totp).decode()
        number = self.totp.step_of(secret, code, steps_near(self.now()))
        if number is None or not self.credentials.spend_totp(account.id, number):
            raise WrongCode
        self.guard.forget(FACTOR, account.id)

    def with_recovery_code(self, visitor: Visitor, typed: str) -> Outcome:
        """Complete with a recovery code, once. Raises WrongCode, TooManyTries, NoStep."""
        step = self.codes.waiting(visitor.tag, "factor")
        account, credentials = self._load(step.account_id)
        self._count(account)
        code = read_recovery_code(typed)
        if code is None or not credentials.has_factor:
            raise WrongCode
        hashed = recovery_hash(self.directory, account.id, code)
        if not self.credentials.spend_recovery(account.id, hashed):
            raise WrongCode
        self.guard.forget(FACTOR, account.id)
        made = self._finish(visitor, step, account, "recovery_code")
        self.notices.mail(account, "recovery_code_used", visitor.device)
        return made

    def offer_passkey(self, visitor: Visitor) -> Offered:
        """Return what a browser needs to use a passkey: of the account whose step waits, or any.

        Raises NoStep when the session has ended.
        """
        try:
            step = self.codes.waiting(visitor.tag, "factor")
        except NoStep:
            offered = self.authenticators.offer_use(None)
        else:
            _, credentials = self._load(step.account_id)
            offered = self.authenticators.offer_use(credentials.passkeys)
        if not self.challenges.put(Owner(visitor.tag), USE, offered.challenge, PATIENCE):
            raise NoStep
        return offered

    def with_passkey(self, visitor: Visitor, credential: Mapping[str, object]) -> Outcome:
        """Complete with a passkey, or come in by a passkey alone when it verified the person.

        Raises PasskeyRefused, TooManyTries, NoStep.
        """
        self.guard.hit(NETWORK, visitor.network)
        challenge = self.challenges.take(Owner(visitor.tag), USE)
        if challenge is None:
            raise NoStep
        try:
            step: Step | None = self.codes.waiting(visitor.tag, "factor")
        except NoStep:
            step = None
        passkey_id, named = self.authenticators.named(credential)
        account_id = step.account_id if step else named
        account, passkey = self._passkey_of(account_id, passkey_id)
        count = self.authenticators.accept_use(
            credential, challenge, passkey, verified=step is None
        )
        used = passkey.model_copy(update={"sign_count": count, "last_used_at": self.now()})
        if not self.credentials.use_passkey(account.id, used):
            # It was removed meanwhile, and must not come back by being used.
            raise PasskeyRefused
        if step is None:
            return self._enter(visitor, account, "passkey")
        return self._finish(visitor, step, account, "passkey")

    def _passkey_of(self, account_id: str | None, passkey_id: str) -> tuple[Account, Passkey]:
        if account_id is None:
            raise PasskeyRefused
        try:
            account, credentials = self.directory.load(account_id)
        except AccountGone:
            raise PasskeyRefused from None
        for passkey in credentials.passkeys:
            if passkey.id == passkey_id:
                return account, passkey
        raise PasskeyRefused

    def _load(self, account_id: str) -> tuple[Account, Credentials]:
        try:
            return self.directory.load(account_id)
        except AccountGone:
            raise NoStep from None

    def _count(self, account: Account) -> None:
        """Count a try of a second factor, over all sessions of the account."""
        left = self.guard.hit(FACTOR, account.id)
        self.guard.hit(FACTOR_A_DAY, account.id)
        if left == 0:
            self.notices.tell(account, "wrong_codes")

    def _finish(self, visitor: Visitor, step: Step, account: Account, by: str) -> Outcome:
        """End the step that waited: a new password takes effect, the person is in."""
        self.codes.end(visitor.tag)
        if not step.rehash:
            return self._enter(visitor, account, by)
        if visitor.password_hash is None:
            raise NoStep
        return self.enter_with_new_password(
            visitor, account, visitor.password_hash, is_long=step.is_long
        )

    def enter_with_new_password(
        self, visitor: Visitor, account: Account, hashed: str, *, is_long: bool
    ) -> Outcome:
        """End a reset: the new password holds, every session of the account ends, this one is in.

        Raises NoStep when the account is gone.
        """
        epoch = self.credentials.set_password(account.id, hashed, is_long=is_long)
        if not epoch:
            raise NoStep
        self.notices.tell(account, "password_reset", visitor.device)
        return Outcome("signed_in", user_key=UserKey(account.id, epoch))

    def _enter(self, visitor: Visitor, account: Account, by: str) -> Outcome:
        self.notices.note(account.id, "signed_in", visitor.device, by)
        return Outcome("signed_in", user_key=account.user_key)


def recovery_hash(directory: Directory, account_id: str, code: str) -> str:
    """Return the keyed hash of an account's recovery code."""
    return directory.lookup.digest("recovery", f"{account_id}\n{code}")

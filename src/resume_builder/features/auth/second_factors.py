"""What an account's owner sets up beside the password: an app, passkeys, recovery codes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from resume_builder.domain.accounts import Account
from resume_builder.domain.factors import (
    Credentials,
    Passkey,
    new_recovery_codes,
    read_recovery_code,
    steps_near,
)
from resume_builder.domain.passcodes import read_code
from resume_builder.domain.passwords import ALONE
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.errors import (
    LastFactor,
    NoStep,
    PasskeysFull,
    PasskeyUnknown,
    TotpExists,
    WrongCode,
)
from resume_builder.features.auth.guard import FACTOR, Guard
from resume_builder.features.auth.model import Signed
from resume_builder.features.auth.notices import Notices
from resume_builder.features.auth.ports import (
    Authenticators,
    Challenges,
    CredentialStore,
    Offered,
    Pick,
    Totp,
)
from resume_builder.features.auth.sign_in import PATIENCE, recovery_hash
from resume_builder.ports import Clock, Owner

PASSKEYS = 20
_NEW = "passkey_new"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NewApp:
    """The secret of an app that is to be confirmed: as text, as an address, as a QR code (SVG)."""

    secret: str
    uri: str
    picture: str


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has: each passkey with what its owner calls it."""

    is_long: bool
    totp: bool
    passkeys: tuple[tuple[Passkey, str], ...]
    recovery_codes: int


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """Sets up and takes away. The caller has seen that the person proved who they are."""

    directory: Directory
    credentials: CredentialStore
    challenges: Challenges
    totp: Totp
    authenticators: Authenticators
    notices: Notices
    guard: Guard
    pick: Pick
    now: Clock

    def start_totp(self, signed: Signed) -> NewApp:
        """Return a secret for an app; it counts once a code of it was typed. Raises TotpExists."""
        account, credentials = self.directory.load(signed.account_id)
        if credentials.totp is not None:
            raise TotpExists
        secret = self.totp.new_secret()
        sealed = self.directory.seal(account.id, "totp", secret.encode())
        self.credentials.start_totp(account.id, sealed)
        uri = self.totp.uri(secret, self.directory.profile(account).email)
        return NewApp(secret, uri, self.totp.picture(uri))

    def confirm_totp(self, signed: Signed, typed: str) -> tuple[str, ...]:
        """Put the app in force; return recovery codes when it is the first factor.

        Raises WrongCode, TooManyTries, NoStep when no app waits.
        """
        account, credentials = self.directory.load(signed.account_id)
        self.guard.hit(FACTOR, account.id)
        code = read_code(typed)
        if credentials.new_totp is None:
            raise NoStep
        secret = self.directory.open(account.id, "totp", credentials.new_totp).decode()
        step = self.totp.step_of(secret, code, steps_near(self.now())) if code else None
        if step is None:
            raise WrongCode
        if not self.credentials.confirm_totp(account.id, step):
            raise NoStep
        self.guard.forget(FACTOR, account.id)
        self.notices.tell(account, "totp_added", signed.device)
        return self._first_codes(account, credentials)

    def remove_totp(self, signed: Signed) -> None:
        """Forget the app. Raises LastFactor when the password is too short to stand alone."""
        account, credentials = self.directory.load(signed.account_id)
        if credentials.totp is None and credentials.new_totp is None:
            return
        self._may_remove(credentials, more=bool(credentials.passkeys))
        self.credentials.drop_totp(account.id)
        if credentials.totp is not None:
            self.notices.tell(account, "totp_removed", signed.device)

    def offer_passkey(self, signed: Signed) -> Offered:
        """Return what a browser needs to make a passkey. Raises PasskeysFull, NoStep."""
        account, credentials = self.directory.load(signed.account_id)
        if len(credentials.passkeys) >= PASSKEYS:
            raise PasskeysFull(limit=PASSKEYS)
        name = self.directory.profile(account).email
        offered = self.authenticators.offer_new(account.id, name, credentials.passkeys)
        if not self.challenges.put(Owner(signed.tag), _NEW, offered.challenge, PATIENCE):
            raise NoStep
        return offered

    def add_passkey(
        self, signed: Signed, credential: Mapping[str, object], name: str
    ) -> tuple[Passkey, tuple[str, ...]]:
        """Keep a passkey; return it, and recovery codes when it is the first factor.

        Raises PasskeyRefused, PasskeysFull, NoStep.
        """
        challenge = self.challenges.take(Owner(signed.tag), _NEW)
        if challenge is None:
            raise NoStep
        account, credentials = self.directory.load(signed.account_id)
        if len(credentials.passkeys) >= PASSKEYS:
            raise PasskeysFull(limit=PASSKEYS)
        made = self.authenticators.accept_new(credential, challenge, self.now())
        called = name.strip()[:_LONGEST_NAME] or signed.device
        passkey = made.model_copy(update={"name": self._seal_name(account.id, called)})
        if not self.credentials.put_passkey(account.id, passkey):
            raise NoStep
        self.notices.tell(account, "passkey_added", signed.device)
        return passkey, self._first_codes(account, credentials)

    def overview(self, signed: Signed) -> Factors:
        """Return what the account has."""
        _, found = self.directory.load(signed.account_id)
        return Factors(
            is_long=found.is_long,
            totp=found.totp is not None,
            passkeys=tuple((p, self.name_of(signed.account_id, p)) for p in found.passkeys),
            recovery_codes=len(found.recovery),
        )

    def name_of(self, account_id: str, passkey: Passkey) -> str:
        """Return what its owner calls a passkey."""
        sealed = urlsafe_b64decode(passkey.name)
        return self.directory.open(account_id, "passkey", sealed).decode()

    def _seal_name(self, account_id: str, name: str) -> str:
        sealed = self.directory.seal(account_id, "passkey", name.encode())
        return urlsafe_b64encode(sealed).decode()

    def remove_passkey(self, signed: Signed, passkey_id: str) -> None:
        """Forget a passkey. Raises PasskeyUnknown, LastFactor."""
        account, credentials = self.directory.load(signed.account_id)
        others = [p for p in credentials.passkeys if p.id != passkey_id]
        if len(others) == len(credentials.passkeys):
            raise PasskeyUnknown
        self._may_remove(credentials, more=bool(others) or credentials.totp is not None)
        self.credentials.drop_passkey(account.id, passkey_id)
        self.notices.tell(account, "passkey_removed", signed.device)

    def replace_recovery_codes(self, signed: Signed) -> tuple[str, ...]:
        """Return ten new recovery codes; the old ones are void."""
        account, _ = self.directory.load(signed.account_id)
        codes = self._write_codes(account)
        self.notices.tell(account, "recovery_codes_replaced", signed.device)
        return codes

    def _first_codes(self, account: Account, before: Credentials) -> tuple[str, ...]:
        return () if before.has_factor and before.recovery else self._write_codes(account)

    def _write_codes(self, account: Account) -> tuple[str, ...]:
        codes = new_recovery_codes(self.pick)
        plain = [read_recovery_code(code) or "" for code in codes]
        hashes = [recovery_hash(self.directory, account.id, code) for code in plain]
        self.credentials.set_recovery(account.id, hashes)
        return codes

    def _may_remove(self, credentials: Credentials, *, more: bool) -> None:
        if not more and not credentials.is_long:
            raise LastFactor(least=ALONE)

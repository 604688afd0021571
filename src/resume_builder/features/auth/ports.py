"""What signing in needs from stores, libraries and the mail.

Every store's method raises StoreUnavailable or StoreFull: nobody is let in by a store that is away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from resume_builder.domain.accounts import Account, Standing
from resume_builder.domain.factors import Credentials, Passkey
from resume_builder.ports import Owner


class Hasher(Protocol):
    """Argon2id, as many at a time as the machine bears."""

    def hash(self, password: str) -> str:
        """Return the hash of a password. Raises HashingBusy."""
        ...

    def verify(self, stored: str, password: str) -> bool:
        """Return whether the password is the hash's. Raises HashingBusy."""
        ...

    def is_weak(self, stored: str) -> bool:
        """Return whether the hash was made with weaker settings than new ones."""
        ...

    @property
    def dummy(self) -> str:
        """A hash that no password has, made with the settings of new ones."""
        ...


class Totp(Protocol):
    """Codes of an app."""

    def new_secret(self) -> str:
        """Return a new secret in base32."""
        ...

    def uri(self, secret: str, account: str) -> str:
        """Return the otpauth address that apps read."""
        ...

    def picture(self, uri: str) -> str:
        """Return the address as a QR code: SVG text."""
        ...

    def step_of(self, secret: str, code: str, steps: Sequence[int]) -> int | None:
        """Return the time step that the code is of, None for none of `steps`."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    """What a browser hands to an authenticator, and the challenge in it (base64url)."""

    options: Mapping[str, object]
    challenge: str


class Authenticators(Protocol):
    """WebAuthn for this site."""

    def offer_new(self, account_id: str, name: str, known: Sequence[Passkey]) -> Offered:
        """Return what makes a new passkey."""
        ...

    def accept_new(
        self, credential: Mapping[str, object], challenge: str, now: datetime
    ) -> Passkey:
        """Return the passkey that was made. Raises PasskeyRefused."""
        ...

    def offer_use(self, known: Sequence[Passkey] | None) -> Offered:
        """Return what uses one of the passkeys; None: any of this site, the person verified."""
        ...

    def named(self, credential: Mapping[str, object]) -> tuple[str, str | None]:
        """Return the passkey's id and the account that it says it is of. Raises PasskeyRefused."""
        ...

    def accept_use(
        self,
        credential: Mapping[str, object],
        challenge: str,
        passkey: Passkey,
        *,
        verified: bool,
    ) -> int:
        """Return the new sign count. Raises PasskeyRefused.

        `verified`: the authenticator must have verified the person, by a finger or a PIN.
        """
        ...


Take = Literal["taken", "wrong", "none", "expired", "exhausted"]


class Passcodes(Protocol):
    """One mailed code per session, tries counted by the store."""

    def put(
        self, owner: Owner, purpose: str, keyed_hash: str, expires_at: datetime, tries: int
    ) -> bool:
        """Keep a code's hash; an older code is void. False when the session has ended."""
        ...

    def take(self, owner: Owner, purpose: str, keyed_hash: str, now: datetime) -> Take:
        """Compare and count the try in one atomic step; a code is taken once."""
        ...


class Challenges(Protocol):
    """One pending challenge per session, taken once."""

    def put(self, owner: Owner, purpose: str, challenge: str, keep: timedelta) -> bool:
        """Keep a challenge; an older one is void. False when the session has ended."""
        ...

    def take(self, owner: Owner, purpose: str) -> str | None:
        """Return the challenge and remove it; None when there is none for `purpose`."""
        ...


class Steps(Protocol):
    """One step that waits per session."""

    def put(self, tag: str, step: str, keep: timedelta) -> bool:
        """Keep a step; an older one is gone. False when the session has ended."""
        ...

    def get(self, tag: str) -> str | None:
        """Return the step that waits."""
        ...

    def drop(self, tag: str) -> bool:
        """Remove the step; False when another was faster, or there was none."""
        ...


class Tries(Protocol):
    """Counts tries in windows of time; names are keyed hashes."""

    def hit(self, name: str, window: timedelta) -> tuple[int, timedelta]:
        """Count one try; return how many there were in its window, and when that ends."""
        ...

    def forget(self, name: str) -> None:
        """Begin a new window."""
        ...


class Claims(Protocol):
    """Which account an address belongs to, by its keyed hash."""

    def find(self, key: str) -> str | None:
        """Return the account that has the address, for now or for good."""
        ...

    def claim(self, key: str, account_id: str, keep: timedelta) -> bool:
        """Hold the address for an account for a while. True when it is the account's already."""
        ...

    def keep(self, key: str, account_id: str) -> bool:
        """Make the account's claim permanent. False when it is not the account's (any more)."""
        ...

    def free(self, key: str, account_id: str) -> None:
        """Give up the account's claim; another account's stays."""
        ...

    def is_kept(self, key: str, account_id: str) -> bool:
        """Return whether the account has the address for good."""
        ...


class Standings(Protocol):
    """What every request of a signed-in session asks."""

    def standing(self, account_id: str) -> Standing | None:
        """Return role, state and epoch, in one round trip."""
        ...


class AccountStore(Standings, Protocol):
    """Accounts as signing in sees them. What changes an account changes none that is gone."""

    def create(self, account: Account, credentials: Credentials, keep: timedelta) -> None:
        """Write an account whole, for a while, until `settle`."""
        ...

    def settle(self, account_id: str) -> bool:
        """Keep the account for good. False when it is gone."""
        ...

    def load(self, account_id: str) -> Account | None:
        """Return the account."""
        ...

    def raise_epoch(self, account_id: str) -> int:
        """End every session of the account; return the new epoch, 0 for an account that is gone."""
        ...

    def begin_move(self, account_id: str, new_key: str, profile: bytes, base: bytes) -> bool:
        """Note the address that the account is about to move to. False when it is gone.

        `profile` is the one to have then, made of `base`.
        """
        ...

    def moving_profile(self, account_id: str) -> bytes | None:
        """Return the profile that was noted for a move, None when there is none."""
        ...

    def move(self, account_id: str, new_key: str) -> bool:
        """Take the noted address and profile, and note the old address.

        False unless it is still the noted one, and the profile is still what that was made of.
        """
        ...

    def end_move(self, account_id: str) -> None:
        """Forget the old address."""
        ...


class CredentialStore(Protocol):
    """Credentials. What changes them changes those of no account that is gone."""

    def load(self, account_id: str) -> Credentials | None:
        """Return all that the account has."""
        ...

    def set_password(self, account_id: str, hashed: str, *, is_long: bool) -> int:
        """Write the password's hash and end every session, in one step.

        Returns the new epoch, 0 for an account that is gone.
        """
        ...

    def replace_hash(self, account_id: str, old: str, new: str) -> bool:
        """Write a stronger hash of the same password, unless the password changed meanwhile."""
        ...

    def start_totp(self, account_id: str, sealed: bytes) -> bool:
        """Keep the secret of an app that is not confirmed. False when the account is gone."""
        ...

    def confirm_totp(self, account_id: str, step: int) -> bool:
        """Put the new app in force, the step's code spent. False when there is none."""
        ...

    def drop_totp(self, account_id: str) -> None:
        """Forget the app."""
        ...

    def spend_totp(self, account_id: str, step: int) -> bool:
        """Spend a time step: False when it, or a later one, was spent before."""
        ...

    def set_recovery(self, account_id: str, digests: Sequence[str]) -> bool:
        """Replace the recovery codes. False when the account is gone."""
        ...

    def spend_recovery(self, account_id: str, digest: str) -> bool:
        """Spend a recovery code: of two that try at once, one gets True."""
        ...

    def use_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Write down the use of a passkey. False when it was removed: it stays so."""
        ...

    def put_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Keep a passkey. False when the account is gone."""
        ...

    def drop_passkey(self, account_id: str, passkey_id: str) -> bool:
        """Forget a passkey. False when there is none."""
        ...


class DeviceStore(Protocol):
    """The signed-in sessions of an account, each a sealed text by its short id."""

    def put(self, account_id: str, device_id: str, sealed: bytes) -> bool:
        """Keep one. False when the account is gone."""
        ...

    def list(self, account_id: str) -> Mapping[str, bytes]:
        """Return all."""
        ...

    def drop(self, account_id: str, device_ids: Sequence[str]) -> None:
        """Forget some."""
        ...


class LiveSessions(Protocol):
    """The session store, as far as an account ends sessions."""

    def is_live(self, tag: str) -> bool:
        """Return whether the session is there."""
        ...

    def end(self, tag: str) -> None:
        """Erase the session."""
        ...


class Audit(Protocol):
    """The log that an account's owner reads."""

    def add(self, account_id: str, kind: str, device: str = "", about: str = "") -> None:
        """Write down what happened."""
        ...


class NewCode(Protocol):
    """Makes codes that nobody can guess."""

    def __call__(self) -> str:
        """Return six random digits."""
        ...


class Pick(Protocol):
    """Picks at random."""

    def __call__(self, letters: str, /) -> str:
        """Return one of the letters."""
        ...

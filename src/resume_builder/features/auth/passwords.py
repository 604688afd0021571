"""The hash check: Argon2id, the same work for an account that is there and one that is not."""

from dataclasses import dataclass

from resume_builder.domain.addresses import Address
from resume_builder.domain.factors import Credentials
from resume_builder.domain.passwords import MOST, IsBreached, check_password, is_long, normal
from resume_builder.features.auth.ports import CredentialStore, Hasher


@dataclass(frozen=True, slots=True)
class HashCheck:
    """Makes hashes of passwords, and compares."""

    hasher: Hasher
    credentials: CredentialStore
    is_breached: IsBreached

    def make(self, password: str, address: Address, *, has_factor: bool) -> tuple[str, bool]:
        """Return a new password's hash, and whether it is long enough without a second factor.

        Raises PasswordShort, PasswordLong, PasswordPersonal, PasswordBreached, HashingBusy.
        """
        made = check_password(password, address, self.is_breached, has_factor=has_factor)
        return self.hasher.hash(made), is_long(made)

    def matches(self, credentials: Credentials | None, password: str) -> bool:
        """Return whether the password is right. Without credentials as much is worked for a no."""
        typed = normal(password)[: MOST + 1]
        stored = credentials.password if credentials else self.hasher.dummy
        return self.hasher.verify(stored, typed) and credentials is not None

    def strengthen(self, account_id: str, credentials: Credentials, password: str) -> None:
        """Hash the right password anew where its hash was made with weaker settings."""
        old = credentials.password
        if self.hasher.is_weak(old):
            self.credentials.replace_hash(account_id, old, self.hasher.hash(normal(password)))

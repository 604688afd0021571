"""Credentials, claims of addresses and invitations in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from resume_builder.adapters.memory.accounts import Accounts, KeptInvitation
from resume_builder.domain.accounts import AccountRole
from resume_builder.domain.factors import Credentials, Passkey
from resume_builder.features.accounts.ports import Invitation


@dataclass(frozen=True, slots=True)
class MemoryCredentials:
    """Credentials in memory."""

    table: Accounts

    def load(self, account_id: str) -> Credentials | None:
        """Return all that the account has."""
        with self.table.open(account_id) as kept:
            return kept.credentials if kept else None

    def set_password(self, account_id: str, hashed: str, *, is_long: bool) -> int:
        """Write the password's hash and end every session; return the new epoch."""
        with self.table.open(account_id) as kept:
            if kept is None:
                return 0
            self._change(account_id, password=hashed, is_long=is_long)
            kept.account = replace(kept.account, epoch=kept.account.epoch + 1)
            return kept.account.epoch

    def replace_hash(self, account_id: str, old: str, new: str) -> bool:
        """Write a stronger hash of the same password."""
        with self.table.open(account_id) as kept:
            if kept is None or kept.credentials.password != old:
                return False
            return self._change(account_id, password=new)

    def start_totp(self, account_id: str, sealed: bytes) -> bool:
        """Keep the secret of an app that is not confirmed."""
        return self._change(account_id, new_totp=sealed)

    def confirm_totp(self, account_id: str, step: int) -> bool:
        """Put the new app in force."""
        with self.table.open(account_id) as kept:
            if kept is None or kept.credentials.new_totp is None:
                return False
            kept.totp_step = step
            return self._change(account_id, totp=kept.credentials.new_totp, new_totp=None)

    def drop_totp(self, account_id: str) -> None:
        """Forget the app."""
        self._change(account_id, totp=None, new_totp=None)
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.totp_step = -1

    def spend_totp(self, account_id: str, step: int) -> bool:
        """Spend a time step."""
        with self.table.open(account_id) as kept:
            if kept is None or step <= kept.totp_step:
                return False
            kept.totp_step = step
            return True

    def set_recovery(self, account_id: str, digests: Sequence[str]) -> bool:
        """Replace the recovery codes."""
        return self._change(account_id, recovery=frozenset(digests))

    def spend_recovery(self, account_id: str, digest: str) -> bool:
        """Spend a recovery code."""
        with self.table.open(account_id) as kept:
            if kept is None or digest not in kept.credentials.recovery:
                return False
            return self._change(account_id, recovery=kept.credentials.recovery - {digest})

    def use_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Write down the use of a passkey that is there."""
        with self.table.open(account_id) as kept:
            if kept is None or passkey.id not in {p.id for p in kept.credentials.passkeys}:
                return False
            return self.put_passkey(account_id, passkey)

    def put_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Keep a passkey."""
        with self.table.open(account_id) as kept:
            others = kept.credentials.passkeys if kept else ()
            all_of_them = (*(p for p in others if p.id != passkey.id), passkey)
            made = sorted(all_of_them, key=lambda p: p.created_at)
            return self._change(account_id, passkeys=tuple(made))

    def drop_passkey(self, account_id: str, passkey_id: str) -> bool:
        """Forget a passkey."""
        with self.table.open(account_id) as kept:
            had = kept.credentials.passkeys if kept else ()
            left = tuple(p for p in had if p.id != passkey_id)
            return self._change(account_id, passkeys=left) and len(left) < len(had)

    def _change(self, account_id: str, **fields: object) -> bool:
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.credentials = kept.credentials.model_copy(update=fields)
            return kept is not None


@dataclass(frozen=True, slots=True)
class MemoryClaims:
    """Claims in memory."""

    table: Accounts

    def find(self, key: str) -> str | None:
        """Return the account that has the address."""
        with self.table.lock:
            holder, ends = self.table.claims.get(key, ("", None))
            return None if not holder or (ends and ends <= self.table.now()) else holder

    def claim(self, key: str, account_id: str, keep: timedelta) -> bool:
        """Hold the address for an account for a while."""
        with self.table.lock:
            holder = self.find(key)
            if holder is None or not self.is_kept(key, account_id):
                if holder not in (None, account_id):
                    return False
                self.table.claims[key] = (account_id, self.table.now() + keep)
            return True

    def keep(self, key: str, account_id: str) -> bool:
        """Make the account's claim permanent."""
        with self.table.lock:
            if self.find(key) != account_id:
                return False
            self.table.claims[key] = (account_id, None)
            return True

    def free(self, key: str, account_id: str) -> None:
        """Give up the account's claim."""
        with self.table.lock:
            if self.find(key) == account_id:
                del self.table.claims[key]

    def is_kept(self, key: str, account_id: str) -> bool:
        """Return whether the account has the address for good."""
        with self.table.lock:
            return self.table.claims.get(key) == (account_id, None)


@dataclass(frozen=True, slots=True)
class MemoryInvitations:
    """Invitations in memory."""

    table: Accounts

    def put(self, hashed: str, invitation: Invitation) -> None:
        """Keep an invitation until it ends."""
        with self.table.lock:
            self.table.invitations[hashed] = KeptInvitation(invitation)

    def use(self, hashed: str, account_id: str) -> AccountRole | None:
        """Use an invitation once for an account."""
        with self.table.lock:
            kept = self.table.invitations.get(hashed)
            if kept is None or kept.invitation.ends_at <= self.table.now():
                return None
            if account_id not in kept.users and len(kept.users) >= kept.invitation.uses:
                return None
            kept.users.add(account_id)
            return kept.invitation.role

"""Accounts in memory: one locked table, which the stores of accounts share."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import RLock

from resume_builder.adapters.memory.database import Database, Owned
from resume_builder.domain.accounts import Account, AccountRole, Consent, Standing, State
from resume_builder.domain.factors import Credentials
from resume_builder.features.accounts.ports import Entry, Invitation
from resume_builder.ports import Clock, Owner


@dataclass(slots=True)
class KeptAccount:
    """Everything of one account."""

    account: Account
    credentials: Credentials
    ends: datetime | None
    new_profile: bytes = b""
    move_base: bytes = b""
    totp_step: int = -1
    devices: dict[str, bytes] = field(default_factory=dict[str, bytes])
    log: list[Entry] = field(default_factory=list[Entry])


@dataclass(slots=True)
class KeptInvitation:
    """An invitation, and who used it."""

    invitation: Invitation
    users: set[str] = field(default_factory=set[str])


class Accounts:
    """All accounts, claims and invitations, behind one lock. Their work lies in `database`."""

    def __init__(self, now: Clock, database: Database) -> None:
        self.now = now
        self._database = database
        self.lock = RLock()
        self.claims: dict[str, tuple[str, datetime | None]] = {}
        self.invitations: dict[str, KeptInvitation] = {}
        self._kept: dict[str, KeptAccount] = {}

    @contextmanager
    def open(self, account_id: str) -> Generator[KeptAccount | None]:
        """Hold the lock, and give the account; None when it is gone."""
        with self.lock:
            kept = self._kept.get(account_id)
            if kept is not None and kept.ends is not None and kept.ends <= self.now():
                del self._kept[account_id]
                kept = None
            yield kept

    def put(self, kept: KeptAccount) -> None:
        """Add an account."""
        with self.lock:
            self._kept[kept.account.id] = kept
        self._database.put(Owner.of_account(kept.account.id).tag, Owned(None, {}))

    def drop(self, account_id: str) -> None:
        """Erase an account."""
        with self.lock:
            self._kept.pop(account_id, None)


@dataclass(frozen=True, slots=True)
class MemoryAccounts:
    """Accounts in memory."""

    table: Accounts

    def create(self, account: Account, credentials: Credentials, keep: timedelta) -> None:
        """Write an account whole, for a while."""
        made = replace(account, settled=False)
        self.table.put(KeptAccount(made, credentials, self.table.now() + keep))

    def settle(self, account_id: str) -> bool:
        """Keep the account for good."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.ends = None
                kept.account = replace(kept.account, settled=True)
            return kept is not None

    def load(self, account_id: str) -> Account | None:
        """Return the account."""
        with self.table.open(account_id) as kept:
            return kept.account if kept else None

    def standing(self, account_id: str) -> Standing | None:
        """Return role, state and epoch."""
        account = self.load(account_id)
        return Standing(account.role, account.state, account.epoch) if account else None

    def raise_epoch(self, account_id: str) -> int:
        """End every session of the account; return the new epoch."""
        with self.table.open(account_id) as kept:
            if kept is None:
                return 0
            kept.account = replace(kept.account, epoch=kept.account.epoch + 1)
            return kept.account.epoch

    def begin_move(self, account_id: str, new_key: str, profile: bytes, base: bytes) -> bool:
        """Note the address that the account is about to move to."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.account = replace(kept.account, moving_to=new_key)
                kept.new_profile, kept.move_base = profile, base
            return kept is not None

    def moving_profile(self, account_id: str) -> bytes | None:
        """Return the profile that was noted."""
        with self.table.open(account_id) as kept:
            return kept.new_profile if kept and kept.account.moving_to else None

    def move(self, account_id: str, new_key: str) -> bool:
        """Take the noted address, and note the old one."""
        with self.table.open(account_id) as kept:
            if kept is None or kept.account.moving_to != new_key:
                return False
            if kept.account.profile != kept.move_base:
                return False
            old = kept.account.email_key
            kept.account = replace(
                kept.account,
                email_key=new_key,
                moved_from=kept.account.moved_from if old == new_key else old,
                moving_to="",
                profile=kept.new_profile,
            )
            return True

    def end_move(self, account_id: str) -> None:
        """Forget the old address."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.account = replace(kept.account, moved_from="")

    def set_profile(self, account_id: str, before: bytes, profile: bytes) -> bool:
        """Write the sealed profile over the one that was read."""
        with self.table.open(account_id) as kept:
            if kept is None or kept.account.profile != before:
                return False
            kept.account = replace(kept.account, profile=profile)
            return True

    def set_consent(self, account_id: str, consent: Consent) -> bool:
        """Write what the person agreed to."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.account = replace(kept.account, consent=consent)
            return kept is not None

    def set_role(self, account_id: str, role: AccountRole) -> bool:
        """Write the role."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.account = replace(kept.account, role=role)
            return kept is not None

    def set_state(self, account_id: str, state: State) -> bool:
        """Write the state; every session ends with it."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                epoch = kept.account.epoch + 1
                kept.account = replace(kept.account, state=state, epoch=epoch)
            return kept is not None


@dataclass(frozen=True, slots=True)
class MemoryDevices:
    """The signed-in sessions of accounts in memory."""

    table: Accounts

    def put(self, account_id: str, device_id: str, sealed: bytes) -> bool:
        """Keep one."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                kept.devices[device_id] = sealed
            return kept is not None

    def list(self, account_id: str) -> Mapping[str, bytes]:
        """Return all."""
        with self.table.open(account_id) as kept:
            return dict(kept.devices) if kept else {}

    def drop(self, account_id: str, device_ids: Sequence[str]) -> None:
        """Forget some."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                for device_id in device_ids:
                    kept.devices.pop(device_id, None)


@dataclass(frozen=True, slots=True)
class MemoryAudit:
    """Logs in memory."""

    table: Accounts

    def append(self, account_id: str, kind: str, sealed: bytes) -> None:
        """Add a line."""
        with self.table.open(account_id) as kept:
            if kept is not None:
                at = self.table.now()
                line_id = f"{int(at.timestamp() * 1000)}-{len(kept.log)}"
                kept.log.append(Entry(line_id, kind, at, sealed))

    def page(self, account_id: str, before: str | None, count: int) -> Sequence[Entry]:
        """Return lines older than `before`, newest first."""
        with self.table.open(account_id) as kept:
            newest_first = kept.log[::-1] if kept else []
        if before is not None:
            place = next((i for i, e in enumerate(newest_first) if e.id == before), -1)
            newest_first = newest_first[place + 1 :]
        return newest_first[:count]

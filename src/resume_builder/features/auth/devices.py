"""The sessions that are signed in: their list, their end, and when their person last proved it."""

from dataclasses import dataclass
from datetime import timedelta

from resume_builder.domain.accounts import UserKey
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.errors import (
    ProofNeeded,
    SessionUnknown,
    WrongCredentials,
)
from resume_builder.features.auth.guard import PASSWORD_HERE, Guard
from resume_builder.features.auth.model import Device, Outcome, Signed
from resume_builder.features.auth.notices import Notices
from resume_builder.features.auth.passwords import HashCheck
from resume_builder.features.auth.ports import CredentialStore, DeviceStore, LiveSessions
from resume_builder.ports import Clock

# How long a proof holds for what is sensitive.
PROOF_HOLDS = timedelta(minutes=10)
# How often it is written down that a session was seen.
SEEN_EVERY = timedelta(hours=1)
# The oldest go first.
MOST = 50


def device_id(tag: str) -> str:
    """Return the short id of a session: part of the digest by which stores know it."""
    return tag.rpartition(":")[2][:22]


@dataclass(frozen=True, slots=True)
class Devices:
    """The sessions of accounts."""

    store: DeviceStore
    directory: Directory
    credentials: CredentialStore
    sessions: LiveSessions
    hash_check: HashCheck
    notices: Notices
    guard: Guard
    now: Clock

    def add(self, signed: Signed, *, quiet: bool = False) -> None:
        """Write down a session that was signed in, its person just proved.

        A browser that none of the others is like is told of by mail, unless `quiet`.
        """
        now, known = self.now(), self._all(signed.account_id)
        device = Device(
            id=device_id(signed.tag),
            tag=signed.tag,
            name=signed.device,
            created_at=now,
            seen_at=now,
            proved_at=now,
        )
        self._put(signed.account_id, device)
        old = sorted(known, key=lambda d: d.seen_at)[: max(0, len(known) + 1 - MOST)]
        self._end(signed.account_id, old)
        if not quiet and signed.device not in {d.name for d in known}:
            account, _ = self.directory.load(signed.account_id)
            self.notices.mail(account, "new_sign_in", signed.device)

    def live(self, signed: Signed) -> tuple[Device, ...]:
        """Return the sessions that are live, the one seen last first."""
        found = self._all(signed.account_id)
        live = [d for d in found if self.sessions.is_live(d.tag)]
        gone = [d.id for d in found if d not in live]
        if gone:
            self.store.drop(signed.account_id, gone)
        return tuple(sorted(live, key=lambda d: d.seen_at, reverse=True))

    def see(self, signed: Signed) -> None:
        """Write down, now and then, that a session is used."""
        device = self._find(signed)
        if device is not None and self.now() - device.seen_at >= SEEN_EVERY:
            self._put(signed.account_id, device.model_copy(update={"seen_at": self.now()}))

    def end(self, signed: Signed, wanted: str) -> None:
        """End one session. Raises SessionUnknown."""
        device = next((d for d in self._all(signed.account_id) if d.id == wanted), None)
        if device is None:
            raise SessionUnknown
        self._end(signed.account_id, [device])
        self.notices.note(signed.account_id, "session_ended", signed.device, device.name)

    def end_others(self, signed: Signed) -> Outcome:
        """End every other session; this one goes on under the new key."""
        epoch = self.directory.store.raise_epoch(signed.account_id)
        self.clear(signed)
        account, _ = self.directory.load(signed.account_id)
        self.notices.tell(account, "sessions_ended", signed.device)
        return Outcome("done", user_key=UserKey(signed.account_id, epoch))

    def clear(self, signed: Signed) -> None:
        """Erase the sessions that a raised epoch ended, all but this one."""
        self._end(
            signed.account_id, [d for d in self._all(signed.account_id) if d.tag != signed.tag]
        )

    def sign_out(self, signed: Signed) -> None:
        """Forget this session, which its caller has erased."""
        self.store.drop(signed.account_id, [device_id(signed.tag)])
        self.notices.note(signed.account_id, "signed_out", signed.device)

    def prove(self, signed: Signed, password: str) -> None:
        """Take the password as a proof for the next minutes. Raises WrongCredentials."""
        self.check_password(signed, password)
        device = self._find(signed)
        if device is not None:
            self._put(signed.account_id, device.model_copy(update={"proved_at": self.now()}))

    def require_proof(self, signed: Signed) -> None:
        """Raise ProofNeeded unless the person proved who they are within ten minutes."""
        device = self._find(signed)
        if device is None or self.now() - device.proved_at > PROOF_HOLDS:
            raise ProofNeeded

    def change_password(self, signed: Signed, password: str, wanted: str) -> Outcome:
        """Set another password; every other session ends.

        Raises WrongCredentials, the refusals of a password, TooManyTries, HashingBusy.
        """
        self.check_password(signed, password)
        account, credentials = self.directory.load(signed.account_id)
        from_profile = self.directory.address(account)
        hashed, is_long = self.hash_check.make(
            wanted, from_profile, has_factor=credentials.has_factor
        )
        epoch = self.credentials.set_password(account.id, hashed, is_long=is_long)
        self.clear(signed)
        self.notices.tell(account, "password_changed", signed.device)
        return Outcome("done", user_key=UserKey(account.id, epoch))

    def check_password(self, signed: Signed, password: str) -> None:
        """Raise WrongCredentials unless the password is the account's; tries are counted."""
        self.guard.hit(PASSWORD_HERE, signed.account_id)
        _, credentials = self.directory.load(signed.account_id)
        if not self.hash_check.matches(credentials, password):
            raise WrongCredentials
        self.guard.forget(PASSWORD_HERE, signed.account_id)

    def _find(self, signed: Signed) -> Device | None:
        wanted = device_id(signed.tag)
        return next((d for d in self._all(signed.account_id) if d.id == wanted), None)

    def _all(self, account_id: str) -> list[Device]:
        return [
            Device.model_validate_json(self.directory.open(account_id, "device", sealed))
            for sealed in self.store.list(account_id).values()
        ]

    def _put(self, account_id: str, device: Device) -> None:
        data = device.model_dump_json().encode()
        sealed = self.directory.seal(account_id, "device", data)
        self.store.put(account_id, device.id, sealed)

    def _end(self, account_id: str, devices: list[Device]) -> None:
        for device in devices:
            self.sessions.end(device.tag)
        self.store.drop(account_id, [device.id for device in devices])

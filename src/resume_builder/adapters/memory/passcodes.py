"""Mailed codes and pending challenges in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from resume_builder.adapters.memory.database import Database, Owned, Passcode
from resume_builder.features.sessions.ports import Take
from resume_builder.ports import Owner


@dataclass(frozen=True, slots=True)
class MemoryPasscodes:
    """A Passcodes store in memory."""

    database: Database

    def put(
        self, owner: Owner, purpose: str, keyed_hash: str, expires_at: datetime, tries: int
    ) -> bool:
        """Keep a code's hash; an older code is void."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return False
            owned.fields["auth_code"] = keyed_hash.encode()
            owned.fields["auth_expiry"] = expires_at.isoformat().encode()
            owned.passcode = Passcode(purpose, tries)
            return True

    def take(self, owner: Owner, purpose: str, keyed_hash: str, now: datetime) -> Take:
        """Compare and count the try."""
        with self.database.open(owner.tag) as owned:
            if owned is None or owned.passcode is None or owned.passcode.purpose != purpose:
                return "none"
            if datetime.fromisoformat(owned.fields["auth_expiry"].decode()) <= now:
                _clear(owned)
                return "expired"
            if owned.fields["auth_code"] == keyed_hash.encode():
                _clear(owned)
                return "taken"
            owned.passcode.tries -= 1
            if owned.passcode.tries > 0:
                return "wrong"
            _clear(owned)
            return "exhausted"


def _clear(owned: Owned) -> None:
    owned.passcode = None
    owned.fields.pop("auth_code", None)
    owned.fields.pop("auth_expiry", None)


@dataclass(frozen=True, slots=True)
class MemoryChallenges:
    """A Challenges store in memory."""

    database: Database

    def put(self, owner: Owner, purpose: str, challenge: str, keep: timedelta) -> bool:
        """Keep a challenge; an older one is void."""
        with self.database.open(owner.tag) as owned:
            if owned is not None:
                owned.challenge = (purpose, challenge, self.database.now() + keep)
            return owned is not None

    def take(self, owner: Owner, purpose: str) -> str | None:
        """Return the challenge and remove it."""
        with self.database.open(owner.tag) as owned:
            if owned is None or owned.challenge is None:
                return None
            stored_purpose, challenge, ends = owned.challenge
            if stored_purpose != purpose:
                return None
            owned.challenge = None
            return challenge if ends > self.database.now() else None

"""Session records in memory."""

from dataclasses import dataclass
from datetime import timedelta

from resume_builder.adapters.memory.database import Database, Owned
from resume_builder.features.sessions.ports import Stored
from resume_builder.features.sessions.record import Changes, SessionRecord
from resume_builder.features.sessions.sealing import (
    carried,
    opened_record,
    stored_changes,
    stored_record,
    unlocked,
)
from resume_builder.ports import Owner, Vault


@dataclass(frozen=True, slots=True)
class MemorySessions:
    """A SessionStore in memory."""

    database: Database
    vault: Vault

    def create(self, owner: Owner, record: SessionRecord, keep: timedelta | None) -> None:
        """Store a new session."""
        self.database.put(
            owner.tag,
            Owned(self.database.end_of(keep), {**stored_record(self.vault, owner, record)}),
        )

    def load(self, owner: Owner) -> Stored | None:
        """Return the session with the time it has left."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return None
            owner = unlocked(self.vault, owner, owned.key)
            record = opened_record(self.vault, owner, owned.fields)
            if record is None:
                return None
            left = None if owned.ends is None else owned.ends - self.database.now()
            return Stored(record, left, owner)

    def renew(self, owner: Owner, keep: timedelta | None) -> None:
        """Let the session live `keep` from now."""
        with self.database.open(owner.tag) as owned:
            if owned is not None:
                owned.ends = self.database.end_of(keep)

    def write(self, owner: Owner, changes: Changes) -> bool:
        """Write each field on its own."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return False
            for name, raw in stored_changes(self.vault, owner, changes).items():
                if raw is None:
                    owned.fields.pop(name, None)
                else:
                    owned.fields[name] = raw
            return True

    def rotate(self, owner: Owner, new_owner: Owner, client_uuid: str) -> bool:
        """Move the session; void tokens, codes and challenges."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return False
            self.database.move(owner.tag, new_owner.tag)
            owned.fields["client_uuid"] = client_uuid.encode()
            owned.key = carried(self.vault, owner, new_owner)
            for name in ("csrf_token", "auth_code", "auth_expiry"):
                owned.fields.pop(name, None)
            owned.tokens.clear()
            owned.answers.clear()
            owned.passcode = owned.challenge = owned.step = None
            return True

    def erase(self, owner: Owner) -> None:
        """Remove everything of the owner."""
        self.database.drop(owner.tag)

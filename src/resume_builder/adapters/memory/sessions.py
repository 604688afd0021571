"""Session records in memory."""

from dataclasses import dataclass
from datetime import timedelta

from resume_builder.adapters.memory.database import Database, Owned
from resume_builder.features.sessions.ports import Stored
from resume_builder.features.sessions.record import (
    Changes,
    SessionRecord,
    decode,
    encode,
    encode_record,
)


@dataclass(frozen=True, slots=True)
class MemorySessions:
    """A SessionStore in memory."""

    database: Database

    def create(self, owner: str, record: SessionRecord, keep: timedelta | None) -> None:
        """Store a new session."""
        self.database.put(owner, Owned(self.database.end_of(keep), encode_record(record)))

    def load(self, owner: str) -> Stored | None:
        """Return the session with the time it has left."""
        with self.database.open(owner) as owned:
            record = decode(owned.fields) if owned else None
            if owned is None or record is None:
                return None
            left = None if owned.ends is None else owned.ends - self.database.now()
            return Stored(record, left)

    def renew(self, owner: str, keep: timedelta | None) -> None:
        """Let the session live `keep` from now."""
        with self.database.open(owner) as owned:
            if owned is not None:
                owned.ends = self.database.end_of(keep)

    def write(self, owner: str, changes: Changes) -> bool:
        """Write each field on its own."""
        with self.database.open(owner) as owned:
            if owned is None:
                return False
            for name, value in changes.items():
                if value is None:
                    owned.fields.pop(name, None)
                else:
                    owned.fields[name] = encode(value)
            return True

    def rotate(self, owner: str, new_owner: str, client_uuid: str) -> bool:
        """Move the session; void tokens, codes and challenges."""
        with self.database.open(owner) as owned:
            if owned is None:
                return False
            self.database.move(owner, new_owner)
            owned.fields["client_uuid"] = client_uuid
            for name in ("csrf_token", "auth_code", "auth_expiry"):
                owned.fields.pop(name, None)
            owned.tokens.clear()
            owned.answers.clear()
            owned.passcode = owned.challenge = None
            return True

    def erase(self, owner: str) -> None:
        """Remove everything of the owner."""
        self.database.drop(owner)

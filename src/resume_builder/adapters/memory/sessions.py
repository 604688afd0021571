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
from resume_builder.ports import Owner


@dataclass(frozen=True, slots=True)
class MemorySessions:
    """A SessionStore in memory."""

    database: Database

    def create(self, owner: Owner, record: SessionRecord, keep: timedelta | None) -> None:
        """Store a new session."""
        self.database.put(owner.tag, Owned(self.database.end_of(keep), encode_record(record)))

    def load(self, owner: Owner) -> Stored | None:
        """Return the session with the time it has left."""
        with self.database.open(owner.tag) as owned:
            record = decode(owned.fields) if owned else None
            if owned is None or record is None:
                return None
            left = None if owned.ends is None else owned.ends - self.database.now()
            return Stored(record, left)

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
            for name, value in changes.items():
                if value is None:
                    owned.fields.pop(name, None)
                else:
                    owned.fields[name] = encode(value)
            return True

    def rotate(self, owner: Owner, new_owner: Owner, client_uuid: str) -> bool:
        """Move the session; void tokens, codes and challenges."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return False
            self.database.move(owner.tag, new_owner.tag)
            owned.fields["client_uuid"] = client_uuid
            for name in ("csrf_token", "auth_code", "auth_expiry"):
                owned.fields.pop(name, None)
            owned.tokens.clear()
            owned.answers.clear()
            owned.passcode = owned.challenge = owned.step = None
            return True

    def erase(self, owner: Owner) -> None:
        """Remove everything of the owner."""
        self.database.drop(owner.tag)

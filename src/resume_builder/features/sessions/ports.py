"""What the session slice needs from a store.

An `owner` is whose things they are: its tag is "s:" and the SHA-256 of the session's id, its key
seals what speaks of the person. Every method raises StoreUnavailable or StoreFull when the store
cannot answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol, Self

from resume_builder.features.sessions.handshake import Answer, Attempt, Grant, Ruling
from resume_builder.features.sessions.record import Changes, SessionRecord
from resume_builder.ports import Owner


@dataclass(frozen=True, slots=True)
class Stored:
    """A record with the time it has left; None is for ever. `owner` has the key of its things."""

    record: SessionRecord
    left: timedelta | None
    owner: Owner


class SessionStore(Protocol):
    """Session records, and everything kept beside them."""

    def create(self, owner: Owner, record: SessionRecord, keep: timedelta | None) -> None:
        """Store a new session."""
        ...

    def load(self, owner: Owner) -> Stored | None:
        """Return the session, None when there is none. One round trip."""
        ...

    def renew(self, owner: Owner, keep: timedelta | None) -> None:
        """Let the session and the work beside it live `keep` from now; None is for ever."""
        ...

    def write(self, owner: Owner, changes: Changes) -> bool:
        """Write each field on its own, None clears it; other fields are not touched.

        False when the session has ended: nothing is written then.
        """
        ...

    def rotate(self, owner: Owner, new_owner: Owner, client_uuid: str) -> bool:
        """Move the session and its work under another owner, atomically; void tokens and codes.

        The work stays sealed under the key of `owner`, which is kept sealed for `new_owner`. False
        when the session has ended.
        """
        ...

    def erase(self, owner: Owner) -> None:
        """Remove the session and everything beside it, atomically."""
        ...


class HandshakeStore(Protocol):
    """Tokens, and the first answers of idempotency keys."""

    def issue(self, owner: Owner, grants: Sequence[Grant], now: datetime) -> bool:
        """Keep the grants, in one round trip. False when the session has ended."""
        ...

    def submit(self, owner: Owner, attempt: Attempt) -> Ruling:
        """Rule over a submission; when it passes, spend its token and keep `attempt.next`.

        One atomic step: of two submissions with one token, one passes. A retry whose idempotency
        key and fingerprint are known may bring the token that its first submission spent.
        """
        ...

    def keep_answer(self, owner: Owner, key: str, answer: Answer) -> None:
        """Keep the first answer of an idempotency key; too large a one is marked as not kept."""
        ...

    def give_up(self, owner: Owner, key: str) -> None:
        """Say that the work failed: a retry with the same key and token does it again."""
        ...


Take = Literal["taken", "wrong", "none", "expired", "exhausted"]


class Passcodes(Protocol):
    """One mailed code per session: the hash in the record, purpose and tries beside it."""

    def put(
        self, owner: Owner, purpose: str, keyed_hash: str, expires_at: datetime, tries: int
    ) -> bool:
        """Keep a code's hash; an older code is void. False when the session has ended."""
        ...

    def take(self, owner: Owner, purpose: str, keyed_hash: str, now: datetime) -> Take:
        """Compare and count the try in one atomic step; a code is taken once."""
        ...


class Challenges(Protocol):
    """One pending challenge per session (passkeys), taken once."""

    def put(self, owner: Owner, purpose: str, challenge: str, keep: timedelta) -> bool:
        """Keep a challenge; an older one is void. False when the session has ended."""
        ...

    def take(self, owner: Owner, purpose: str) -> str | None:
        """Return the challenge and remove it; None when there is none for `purpose`."""
        ...


class KeptRecord(Protocol):
    """A record that a store can write as JSON and read back: a pydantic model, id and version."""

    @property
    def id(self) -> str:
        """The record's id, unique for its owner."""
        ...

    @property
    def version(self) -> int:
        """1 when added, one more with each replacement."""
        ...

    def model_dump_json(self, *, by_alias: bool | None = None) -> str:
        """Return the record as JSON."""
        ...

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray) -> Self:
        """Return the record that the JSON stands for."""
        ...

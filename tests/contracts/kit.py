"""One set of stores behind the ports, whichever kind it is."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, cast

from resume_builder.adapters.memory.database import Database, Owned
from resume_builder.adapters.memory.handshakes import MemoryHandshakes
from resume_builder.adapters.memory.passcodes import MemoryChallenges, MemoryPasscodes
from resume_builder.adapters.memory.records import MemoryRecords
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.memory.shares import MemoryShares
from resume_builder.adapters.memory.wrapped_keys import MemoryKeys
from resume_builder.adapters.redis.handshakes import RedisHandshakes
from resume_builder.adapters.redis.keys import ACCOUNT
from resume_builder.adapters.redis.passcodes import RedisChallenges, RedisPasscodes
from resume_builder.adapters.redis.records import RedisRecords
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.shares import RedisShares
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.adapters.system import new_id
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.sessions.handshake import Submission
from resume_builder.features.sessions.handshakes import Handshakes
from resume_builder.features.sessions.limits import HandshakeLimits, RecordLimits
from resume_builder.features.sessions.ports import (
    Challenges,
    HandshakeStore,
    Passcodes,
    SessionStore,
)
from resume_builder.features.sessions.service import Session, Sessions
from resume_builder.features.sharing.ports import ShareStore
from resume_builder.features.vault.ports import WrappedKeys
from resume_builder.ports import Owner, Records
from tests.vaults import VAULT


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, span: timedelta) -> None:
        self.moment += span


class Note(Value):
    """A record of a kind that only tests keep."""

    id: RecordId
    version: int = 1
    text: Text = ""


@dataclass
class Kit:
    """The stores of one kind, and the services over them."""

    kind: str
    clock: Clock
    database: Database
    store: Store | None

    @property
    def sessions_store(self) -> SessionStore:
        return (
            RedisSessions(self.store, VAULT) if self.store else MemorySessions(self.database, VAULT)
        )

    def handshakes_store(self, limits: HandshakeLimits | None = None) -> HandshakeStore:
        limits = limits or HandshakeLimits()
        if self.store:
            return RedisHandshakes(self.store, VAULT, limits)
        return MemoryHandshakes(self.database, VAULT, limits)

    @cached_property
    def keys(self) -> WrappedKeys:
        return RedisKeys(self.store) if self.store else MemoryKeys()

    @cached_property
    def shares(self) -> ShareStore:
        """Both stores are one here, so that what moves between them moves within it."""
        return RedisShares(self.store, self.store) if self.store else MemoryShares(self.database)

    @property
    def passcodes(self) -> Passcodes:
        return RedisPasscodes(self.store) if self.store else MemoryPasscodes(self.database)

    @property
    def challenges(self) -> Challenges:
        return RedisChallenges(self.store) if self.store else MemoryChallenges(self.database)

    def records(
        self, kind: str = "note", count: int = 5, total_bytes: int = 1 << 20
    ) -> Records[Note]:
        limits = RecordLimits(count=count, total_bytes=total_bytes)
        if self.store:
            return RedisRecords(self.store, self.store, kind, Note, limits, VAULT)
        return MemoryRecords(self.database, kind, Note, limits, VAULT)

    def make(self, kind: str, model: type[Any]) -> Records[Any]:
        """Records of another model, with much room."""
        limits = RecordLimits(count=1000)
        if self.store:
            return RedisRecords(self.store, self.store, kind, model, limits, VAULT)
        return MemoryRecords(self.database, kind, model, limits, VAULT)

    def sessions(self, keep: timedelta | None = timedelta(days=30)) -> Sessions:
        return Sessions(self.sessions_store, self.clock, new_id, keep)

    def handshakes(self, limits: HandshakeLimits | None = None) -> Handshakes:
        return Handshakes(self.handshakes_store(limits), self.clock, new_id)

    def open(self) -> Session:
        return self.sessions().open()

    def open_account(self) -> Owner:
        """An account that may keep work, with a key."""
        account = Owner.of_account(new_id())
        if self.store:
            self.store.call("HSET", ACCOUNT.of(str(account.account_id)), "epoch", "1")
        else:
            self.database.put(account.tag, Owned(None, {}))
        VAULT.create(str(account.account_id))
        return account

    def wait(self, span: timedelta) -> None:
        """Let time pass for the stores: a server has a clock of its own."""
        self.clock.advance(span)
        if self.store:
            time.sleep(span.total_seconds())

    def keys_of(self, owner: Owner) -> list[str]:
        """Every key that a server keeps for the owner."""
        if self.store is None:
            return []
        pattern = f"*{owner.tag}*"
        found = cast("list[bytes]", self.store.call("KEYS", pattern))
        return sorted(key.decode() for key in found)


def submission(session: Session, token: str | None, **changes: str | None) -> Submission:
    """A submission of operation "edit" with an idempotency key, as a browser would send it."""
    values: dict[str, str | None] = {
        "operation": "edit",
        "client_uuid": session.record.client_uuid,
        "token": token,
        "idempotency_key": "key",
        "fingerprint": "print",
        **changes,
    }
    return Submission(**values)

"""The stores of accounts of one kind, and what goes into them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from resume_builder.adapters.memory.accounts import (
    Accounts,
    MemoryAccounts,
    MemoryAudit,
    MemoryDevices,
)
from resume_builder.adapters.memory.credentials import (
    MemoryClaims,
    MemoryCredentials,
    MemoryInvitations,
)
from resume_builder.adapters.memory.steps import MemorySteps, MemoryTries
from resume_builder.adapters.redis.accounts import RedisAccounts, RedisDevices
from resume_builder.adapters.redis.audit import RedisAudit
from resume_builder.adapters.redis.claims import RedisClaims, RedisInvitations
from resume_builder.adapters.redis.credentials import RedisCredentials
from resume_builder.adapters.redis.steps import RedisSteps, RedisTries
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.domain.accounts import PRIVACY, TERMS, Account, Consent
from resume_builder.domain.factors import Credentials
from tests.contracts.kit import Kit

HOUR = timedelta(hours=1)


@dataclass
class AccountKit:
    """The stores of accounts."""

    kit: Kit
    auth: Store | None
    table: Accounts = field(init=False)

    def __post_init__(self) -> None:
        self.table = Accounts(self.kit.clock, self.kit.database)

    def _pick(self, on_redis: Any, in_memory: Any, *more: Any) -> Any:
        return on_redis(self.auth, *more) if self.auth else in_memory(self.table)

    @property
    def accounts(self) -> Any:
        return self._pick(RedisAccounts, MemoryAccounts)

    @property
    def credentials(self) -> Any:
        return self._pick(RedisCredentials, MemoryCredentials)

    @property
    def claims(self) -> Any:
        return self._pick(RedisClaims, MemoryClaims)

    @property
    def devices(self) -> Any:
        return self._pick(RedisDevices, MemoryDevices)

    @property
    def invitations(self) -> Any:
        return self._pick(RedisInvitations, MemoryInvitations)

    @property
    def audit(self) -> Any:
        return self._pick(RedisAudit, MemoryAudit)

    @property
    def steps(self) -> Any:
        if self.kit.store:
            return RedisSteps(self.kit.store)
        return MemorySteps(self.kit.database)

    @property
    def tries(self) -> Any:
        return RedisTries(self.kit.store) if self.kit.store else MemoryTries(self.kit.clock)

    def wait(self, span: timedelta) -> None:
        """Let time pass: a server has a clock of its own, so what it keeps is aged instead."""
        self.kit.clock.advance(span)
        for store in filter(None, (self.auth, self.kit.store)):
            for key in cast("list[bytes]", store.call("KEYS", "*")):
                left = cast("int", store.call("PTTL", key))
                if left >= 0:
                    store.call("PEXPIRE", key, left - round(span.total_seconds() * 1000))

    def add(self, **changes: Any) -> Account:
        """An account that is there for good."""
        account = make_account(**changes)
        self.accounts.create(account, Credentials(password="hash"), HOUR)
        assert self.accounts.settle(account.id)
        return account


def make_account(**changes: Any) -> Account:
    """An account of nobody in particular."""
    values: dict[str, Any] = {
        "id": new_id(),
        "role": "basic",
        "state": "active",
        "epoch": 1,
        "created_at": datetime(2026, 1, 2, tzinfo=UTC),
        "consent": Consent(terms=TERMS, privacy=PRIVACY, at=datetime(2026, 1, 2, tzinfo=UTC)),
        "email_key": new_id(),
        "profile": b"\x00sealed\xff",
        **changes,
    }
    return Account(**values)

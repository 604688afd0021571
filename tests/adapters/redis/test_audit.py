"""The log of an account does not grow for ever."""

from collections.abc import Iterator

import pytest

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store
from tests.contracts.accounts import AccountKit
from tests.contracts.kit import Clock, Kit

pytestmark = pytest.mark.accounts


@pytest.fixture
def auth(store_urls: dict[str, str]) -> Iterator[Store]:
    """The auth store."""
    store = Store(store_urls["auth"], "auth")
    yield store
    store.close()


def test_lines_of_more_than_a_year_are_trimmed(auth: Store) -> None:
    """By their time; the store trims whole nodes, so the newest of the old may stay."""
    clock = Clock()
    kit = AccountKit(Kit("valkey", clock, Database(clock), None), auth)
    account = kit.add()
    key = keys.AUDIT.of(account.id)
    for number in range(1, 301):
        auth.call("XADD", key, f"{number}-1", "kind", "old", "sealed", "x")
    kit.audit.append(account.id, "new", b"y")
    kinds = [line.kind for line in kit.audit.page(account.id, None, 500)]
    assert kinds[0] == "new"
    assert kinds.count("old") <= 100

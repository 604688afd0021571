"""Every contract holds in memory and on a real Valkey."""

from collections.abc import Iterator

import pytest

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.redis.store import Store
from tests.contracts.kit import Clock, Kit


@pytest.fixture(params=["memory", "valkey"])
def kit(request: pytest.FixtureRequest) -> Iterator[Kit]:
    """The stores, empty for the owners of this test."""
    clock = Clock()
    if request.param == "memory":
        yield Kit(request.param, clock, Database(clock), None)
        return
    store = Store(request.getfixturevalue("store_urls")["session"], "session")
    yield Kit(request.param, clock, Database(clock), store)
    store.close()

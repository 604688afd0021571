"""What every store of counters does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from resume_builder.adapters.memory.counters import MemoryCounters
from resume_builder.adapters.redis.counters import RedisCounters
from resume_builder.adapters.system import new_id
from resume_builder.features.allowances.ports import Counters
from tests.contracts.kit import Kit

pytestmark = pytest.mark.accounts


@pytest.fixture
def counters(kit: Kit) -> Counters:
    return RedisCounters(kit.store) if kit.store else MemoryCounters(kit.clock)


@pytest.fixture
def tag() -> str:
    return f"s:{new_id()}"


def test_it_counts_to_the_limit(kit: Kit, counters: Counters, tag: str) -> None:
    """The one beyond it is refused, and not counted."""
    ends = kit.clock() + timedelta(hours=1)
    assert [counters.take(tag, "tailor:d", 2, ends) for _ in range(3)] == [1, 2, None]
    assert counters.used(tag, "tailor:d") == 2


def test_what_did_not_happen_is_given_back(kit: Kit, counters: Counters, tag: str) -> None:
    """And never more than was counted."""
    ends = kit.clock() + timedelta(hours=1)
    counters.take(tag, "tailor:d", 2, ends)
    for _ in range(3):
        counters.give_back(tag, "tailor:d")
    assert counters.used(tag, "tailor:d") == 0
    assert counters.take(tag, "tailor:d", 1, ends) == 1


def test_tags_and_names_are_apart(kit: Kit, counters: Counters, tag: str) -> None:
    """One person's count is not another's, nor one action's another's."""
    ends = kit.clock() + timedelta(hours=1)
    counters.take(tag, "tailor:d", 1, ends)
    assert counters.used(f"{tag}x", "tailor:d") == 0
    assert counters.used(tag, "api:m") == 0


def test_a_period_ends(kit: Kit, counters: Counters, tag: str) -> None:
    """Then the counter is gone, also when it was given back before."""
    ends = kit.clock() + timedelta(seconds=2)
    counters.take(tag, "tailor:d", 5, ends)
    counters.take(tag, "tailor:d", 5, ends)
    counters.give_back(tag, "tailor:d")
    kit.wait(timedelta(seconds=3))
    assert counters.used(tag, "tailor:d") == 0


def test_of_many_at_once_as_many_pass_as_may(kit: Kit, counters: Counters, tag: str) -> None:
    """The last one goes to one alone."""
    ends = kit.clock() + timedelta(hours=1)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: counters.take(tag, "x:d", 10, ends), range(50)))
    assert sorted(count for count in taken if count) == list(range(1, 11))

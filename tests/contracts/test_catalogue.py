"""What every store of the catalogue does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from resume_builder.adapters.memory.catalogue import MemoryCatalogue
from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.catalogue import RedisCatalogue
from resume_builder.domain.catalogue.model import Listing, Model, Price
from resume_builder.domain.errors import VersionConflict
from resume_builder.features.catalogue.kept import Doubt, Kept, Note, VendorKept
from resume_builder.features.catalogue.ports import CatalogueStore
from tests.contracts.kit import Kit

pytestmark = pytest.mark.seam

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PRICES = (
    Price(input=0.1, output=0.5, cached=0.01),
    Price(since=date(2027, 1, 1), above_tokens=272_000, input=0.2, output=0.75),
)
MODEL = Model(
    id="google/gemini-3.8-flash",
    name="Gemini “Flash”",
    context=1_048_576,
    structured=True,
    prices=PRICES,
    released=date(2026, 10, 1),
    retires=date(2027, 10, 1),
)


def kept(version: int = 1, package: str = "0.2.3") -> Kept:
    """Something of everything."""
    listing = Listing(vendor="openrouter", models=(MODEL,))
    return Kept(
        version=version,
        package=package,
        fetched_at=NOW,
        vendors=(VendorKept(listing=listing, had_at=NOW, marked_since=NOW.date()),),
        doubts=(Doubt(vendor="openrouter", model=MODEL.id, prices=PRICES, since=NOW),),
        notes=(Note(at=NOW, code="catalogue.marked", vendor="openrouter", text="OpenRouter"),),
    )


@pytest.fixture
def store(kit: Kit) -> Iterator[CatalogueStore]:
    if kit.store is None:
        yield MemoryCatalogue()
        return
    kit.store.call("DEL", keys.CATALOGUE.of())
    yield RedisCatalogue(kit.store)
    kit.store.call("DEL", keys.CATALOGUE.of())


def test_before_the_first_time_there_is_nothing(store: CatalogueStore) -> None:
    assert store.get() is None
    assert store.version() == 0


def test_what_is_kept_comes_back_as_it_was(store: CatalogueStore) -> None:
    store.put(kept())
    assert store.get() == kept()


def test_a_version_takes_the_place_of_the_one_before_it_alone(store: CatalogueStore) -> None:
    store.put(kept(1))
    store.put(kept(2, "0.2.4"))
    for version in (1, 2, 4):
        with pytest.raises(VersionConflict):
            store.put(kept(version))
    found = store.get()
    assert found is not None
    assert (found.version, found.package) == (2, "0.2.4")


def test_of_many_at_once_one_is_kept(store: CatalogueStore) -> None:
    def put(number: int) -> bool:
        try:
            store.put(kept(1, str(number)))
        except VersionConflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(put, range(20))) == 1


def test_what_an_older_program_kept_is_replaced(kit: Kit, store: CatalogueStore) -> None:
    """It cannot be read, and is no obstacle either."""
    if kit.store is not None:
        kit.store.call("HSET", keys.CATALOGUE.of(), "version", 7, "value", b"{}")
        assert store.get() is None
        store.put(kept(store.version() + 1))
        assert store.version() == 8
    else:
        store.put(kept(store.version() + 1))
    assert store.get() is not None

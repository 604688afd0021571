"""A refresh takes what is sound, and keeps what was there when something is not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from resume_builder.adapters.memory.catalogue import MemoryCatalogue
from resume_builder.domain.catalogue.model import VENDORS, Listing, Model, Price, VendorId
from resume_builder.features.catalogue.checks import LEAST
from resume_builder.features.catalogue.errors import SourceUnreachable
from resume_builder.features.catalogue.kept import Kept
from resume_builder.features.catalogue.ports import Facts, Fetched
from resume_builder.features.catalogue.refresh import Refresh
from resume_builder.features.catalogue.service import Catalogues

pytestmark = pytest.mark.seam

START = datetime(2026, 11, 25, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def listing(vendor: VendorId, count: int = 60, **prices: float) -> Listing:
    """So many models: nova-1, nova-2, ...; `prices` as nova_1=4.0 are of output."""
    models = (
        Model(
            id=f"nova-{n}",
            name=f"Nova {n}",
            context=200_000,
            prices=(Price(input=1.0, output=prices.get(f"nova_{n}", 4.0)),),
        )
        for n in range(1, count + 1)
    )
    return Listing(vendor=vendor, models=tuple(models))


@dataclass
class Publisher:
    """A source whose lists a test sets."""

    name: str = "feed"
    lists: Sequence[Listing] = ()
    facts: dict[str, Facts] = field(default_factory=dict)
    is_away: bool = False

    def fetch(self) -> Fetched:
        if self.is_away:
            raise SourceUnreachable(source=self.name)
        return Fetched(self.lists, self.facts)


@dataclass
class Package:
    """Lists that come with the program."""

    number: str = "1"
    lists: Sequence[Listing] = tuple(listing(vendor) for vendor in VENDORS)

    def version(self) -> str:
        return self.number

    def listings(self) -> Sequence[Listing]:
        return self.lists


@dataclass
class World:
    """A site with one source, on days that a test turns."""

    source: Publisher = field(default_factory=Publisher)
    package: Package = field(default_factory=Package)
    store: MemoryCatalogue = field(default_factory=MemoryCatalogue)
    moment: datetime = START
    is_fetching: bool = True

    def now(self) -> datetime:
        return self.moment

    def refresh(self, after: timedelta = DAY) -> Kept:
        self.moment += after
        sources = (self.source,) if self.is_fetching else ()
        return Refresh(self.store, self.package, sources, self.now)()

    def said(self) -> list[str]:
        kept = self.store.get()
        return [note.code for note in kept.notes] if kept else []

    def output(self, model: str, vendor: VendorId = "openai") -> float:
        found = Catalogues(self.store, self.package, self.now).today().find(vendor, model)
        assert found is not None
        return found.prices[0].output


@pytest.fixture
def world() -> World:
    """A site that has fetched everything once."""
    made = World()
    made.source.lists = [listing(vendor) for vendor in VENDORS]
    made.refresh()
    return made


def test_the_first_refresh_without_a_network_keeps_what_came_with_the_program() -> None:
    world = World()
    world.source.is_away = True
    kept = world.refresh()
    assert [one.listing.vendor for one in kept.vendors] == [*VENDORS]
    assert kept.fetched_at is None
    assert world.said() == ["catalogue.source_unreachable"]


def test_what_is_fetched_takes_the_place_of_what_was_there(world: World) -> None:
    world.source.lists = [listing("openai", nova_1=5.0)]
    assert world.refresh().fetched_at == world.moment
    assert world.output("nova-1") == 5.0
    assert world.output("nova-1", "anthropic") == 4.0
    assert world.said() == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_list_of_too_few_models_is_not_taken(world: World, vendor: VendorId) -> None:
    world.source.lists = [listing(vendor, LEAST[vendor] - 1, nova_1=5.0)]
    world.refresh()
    assert world.output("nova-1", vendor) == 4.0
    assert world.said() == ["catalogue.too_few"]


def test_a_list_that_lost_more_than_half_is_not_taken(world: World) -> None:
    world.source.lists = [listing("openai", 29, nova_1=5.0)]
    world.refresh()
    assert world.output("nova-1") == 4.0
    assert world.said() == ["catalogue.shrunk"]
    world.source.lists = [listing("openai", 30, nova_1=5.0)]
    world.refresh()
    assert world.output("nova-1") == 5.0


@pytest.mark.parametrize("far", [0.39, 40.1])
def test_a_price_ten_times_off_waits_for_a_second_refresh_a_day_later(
    world: World, far: float
) -> None:
    """The other prices of the list are taken at once."""
    world.source.lists = [listing("openai", nova_1=far, nova_2=5.0)]
    world.refresh()
    assert (world.output("nova-1"), world.output("nova-2")) == (4.0, 5.0)
    world.refresh(timedelta(hours=23))
    assert world.output("nova-1") == 4.0
    world.refresh(timedelta(hours=1))
    assert world.output("nova-1") == far
    assert world.said() == ["catalogue.price_taken", "catalogue.price_held"]


def test_a_price_that_changes_again_waits_anew(world: World) -> None:
    world.source.lists = [listing("openai", nova_1=400.0)]
    world.refresh()
    world.source.lists = [listing("openai", nova_1=500.0)]
    world.refresh()
    assert world.output("nova-1") == 4.0


def test_a_doubt_outlives_a_day_without_a_network(world: World) -> None:
    world.source.lists = [listing("openai", nova_1=400.0)]
    world.refresh()
    world.source.is_away = True
    world.refresh()
    world.source.is_away = False
    world.refresh()
    assert world.output("nova-1") == 400.0


def test_a_price_to_come_is_doubted_as_one_of_today(world: World) -> None:
    far = listing("openai")
    dated = Price(since=date(2027, 1, 1), input=1.0, output=400.0)
    first = far.models[0].model_copy(update={"prices": (*far.models[0].prices, dated)})
    world.source.lists = [far.model_copy(update={"models": (first, *far.models[1:])})]
    kept = world.refresh()
    assert [doubt.model for doubt in kept.doubts] == ["nova-1"]


def test_a_vendor_that_is_not_listed_is_marked_after_30_days_and_dropped_after_60(
    world: World,
) -> None:
    others = [listing(vendor) for vendor in VENDORS if vendor != "gemini"]
    world.source.lists = others
    world.refresh(29 * DAY)
    assert all(one.marked_since is None for one in world.refresh(timedelta()).vendors)
    world.refresh()
    catalogues = Catalogues(world.store, world.package, world.now)
    (marked,) = [o for o in catalogues.today().offers if o.marked_since]
    assert (marked.listing.vendor, marked.marked_since) == ("gemini", world.moment.date())
    world.refresh(30 * DAY)
    assert catalogues.today().find("gemini", "nova-1") is None
    assert [o.listing.vendor for o in catalogues.today().offers] == [v.vendor for v in others]
    assert world.said() == ["catalogue.dropped", "catalogue.marked"]


def test_a_vendor_that_is_there_again_is_offered_again(world: World) -> None:
    world.source.lists = [listing(vendor) for vendor in VENDORS if vendor != "gemini"]
    world.refresh(30 * DAY)
    world.refresh(30 * DAY)
    world.source.lists = [listing(vendor) for vendor in VENDORS]
    world.refresh()
    assert world.output("nova-1", "gemini") == 4.0
    assert world.said()[0] == "catalogue.back"


def test_while_nothing_can_be_fetched_vendors_are_marked_and_none_is_dropped(
    world: World,
) -> None:
    """The fault may be the site's own line."""
    world.source.is_away = True
    world.refresh(30 * DAY)
    kept = world.refresh(60 * DAY)
    assert all(one.marked_since and not one.dropped for one in kept.vendors)


def test_where_fetching_is_turned_off_nobody_is_marked(world: World) -> None:
    world.is_fetching = False
    kept = world.refresh(90 * DAY)
    assert all(one.marked_since is None for one in kept.vendors)


def test_a_new_version_of_the_package_is_taken_where_nothing_was_fetched(world: World) -> None:
    world.is_fetching = False
    world.package.lists = [listing("openai", nova_1=5.0)]
    world.refresh()
    assert world.output("nova-1") == 4.0
    world.package.number = "2"
    world.refresh()
    assert world.output("nova-1") == 5.0


def test_what_changes_nothing_writes_nothing(world: World) -> None:
    world.is_fetching = False
    before = world.store.version()
    world.refresh()
    assert world.store.version() == before


def test_the_same_is_not_said_every_day(world: World) -> None:
    world.source.is_away = True
    for _ in range(6):
        world.refresh()
    assert world.said() == ["catalogue.source_unreachable"]
    world.refresh(2 * DAY)
    assert len(world.said()) == 2


def test_facts_of_another_list_are_kept_while_that_is_away(world: World) -> None:
    world.source.facts = {"nova-1": Facts(64_000, date(2026, 9, 1))}
    world.refresh()
    world.source.facts = {}
    kept = world.refresh().of("openai")
    assert kept is not None
    first = kept.listing.find("nova-1")
    assert first is not None
    assert (first.max_output, first.released) == (64_000, date(2026, 9, 1))


def test_two_refreshes_at_once_are_one_after_the_other(world: World) -> None:
    """The slower one reads anew, and keeps what the faster one took."""
    world.moment += DAY
    slow = Refresh(world.store, world.package, (Racing(world),), world.now)
    kept = slow()
    assert world.output("nova-2") == 5.0
    assert kept.version == world.store.version()


@dataclass
class Racing:
    """A source that another refresh is faster than, once."""

    world: World
    name: str = "slow"
    is_first: bool = True

    def fetch(self) -> Fetched:
        if self.is_first:
            self.is_first = False
            self.world.source.lists = [listing("openai", nova_2=5.0)]
            self.world.refresh()
        return Fetched([listing("anthropic")], {})

"""Links: what they show, to whom, for how long, and what stores can tell of them."""

import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

import pytest

from resume_builder.adapters.credentials.gate import OneAtATime
from resume_builder.adapters.data.breached import is_breached
from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.records import MemoryRecords
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.memory.shares import MemoryShares
from resume_builder.adapters.memory.steps import MemoryTries
from resume_builder.adapters.system import new_id
from resume_builder.domain.errors import NotSealedHere, QuotaReached, RecordNotFound
from resume_builder.domain.passwords import MOST, PasswordBreached, PasswordLong, PasswordShort
from resume_builder.features.auth.errors import HashingBusy
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.service import Sessions
from resume_builder.features.sharing.errors import (
    NotAPdf,
    ShareGone,
    SharePasswordNeeded,
    SharePasswordWrong,
    SharesBusy,
    SharesFull,
    ShareTries,
)
from resume_builder.features.sharing.links import LONGEST, Links, Room, Share, Wish
from resume_builder.features.sharing.ports import DOCUMENTS, SHARES, Frozen, Leaf
from resume_builder.features.sharing.visits import DAY, IN_A_DAY, IN_A_QUARTER, QUARTER, Visits
from resume_builder.ports import Owner
from tests.contracts.kit import Clock, Note
from tests.people import FixedLookup, weak_hasher
from tests.vaults import memory_safe

pytestmark = pytest.mark.accounts

PASSWORD = "quiet orange ferry"
WEEK = Wish(timedelta(days=7), label="Mill & Co")
ROOM = Room(count=5, size=10**6)
PDF, WORD = "a" * 64, "b" * 64


class Shelf:
    """A PDF and a Word file that everybody has."""

    def document(self, owner: Owner, document_id: str) -> Frozen:
        """One of the two."""
        if document_id == PDF:
            return Frozen(
                "ada.pdf", b"%PDF-1.7 Ada", (Leaf(number=1, width=1, height=1, svg="<svg/>"),)
            )
        if document_id == WORD:
            return Frozen("ada.docx", b"PK", ())
        raise RecordNotFound(kind=DOCUMENTS)

    def text(self, frozen: Frozen) -> str:
        """What is written in it."""
        return "Ada Lovelace"


@dataclass
class Place:
    """Sharing over stores in memory, with a clock that a test turns."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        database = Database(self.clock)
        safe = memory_safe()
        self.vault = safe.vault
        limits = RecordLimits(100)
        self.store = MemoryShares(database)
        self.records = MemoryRecords(database, SHARES, Share, limits, self.vault)
        self.documents = MemoryRecords(database, DOCUMENTS, Note, limits, self.vault)
        self.sessions = Sessions(MemorySessions(database, self.vault), self.clock, new_id)
        lookup, hasher = FixedLookup(), weak_hasher()
        self.links = Links(
            Shelf(),
            self.records,
            self.store,
            self.vault,
            lookup,
            hasher,
            is_breached,
            self.clock,
            new_id,
        )
        tries = MemoryTries(self.clock)
        self.visits = Visits(self.store, self.vault, lookup, hasher, tries, self.clock)
        database.has_account = lambda account_id: account_id == "ada"
        self.vault.create("ada")
        self.account = Owner.of_account("ada")
        self.documents.add(self.account, Note(id=PDF))

    def guest(self) -> Owner:
        """A session that keeps the document."""
        owner = self.visitor()
        self.documents.add(owner, Note(id=PDF))
        return owner

    def visitor(self) -> Owner:
        """A session that keeps nothing."""
        return self.sessions.open().own

    def make(self, owner: Owner, wish: Wish = WEEK) -> tuple[Share, str]:
        """A link to the PDF."""
        return self.links.make(owner, PDF, wish, ROOM)


@pytest.fixture
def place() -> Place:
    """Empty stores."""
    return Place()


@pytest.mark.parametrize("whose", ["guest", "account"])
def test_a_link_shows_the_document_and_nothing_of_its_owner(place: Place, whose: str) -> None:
    """To somebody who has none of the owner's keys."""
    owner = place.guest() if whose == "guest" else place.account
    share, token = place.make(owner)
    shown = place.visits.look(place.visitor(), token, None)
    assert (shown.name, shown.text) == ("ada.pdf", "Ada Lovelace")
    assert [leaf.svg for leaf in shown.leaves] == ["<svg/>"]
    assert shown.ends_at == share.ends_at == place.clock() + timedelta(days=7)
    assert "Mill" not in shown.model_dump_json()
    assert token not in share.model_dump_json()
    assert len(token) >= 22, "128 bits"


def test_no_store_opens_what_a_link_shows(place: Place) -> None:
    """Even with every key that the vault has: the token is missing."""
    for owner in (place.guest(), place.account):
        share, _ = place.make(owner)
        kept = place.store.find(share.id)
        assert kept is not None
        keeper = owner if owner.account_id else Owner("site:links")
        inner = place.vault.open(keeper, f"share:{share.id}", kept.sealed)
        with pytest.raises(zlib.error):
            zlib.decompress(inner)
        with pytest.raises(NotSealedHere):
            place.vault.open(keeper, "link", inner)


def test_an_erased_account_s_link_opens_nowhere(place: Place) -> None:
    """Whoever has the link and a backup of the store included."""
    _, token = place.make(place.account)
    place.vault.destroy("ada")
    with pytest.raises(ShareGone):
        place.visits.look(place.visitor(), token, None)


def test_unknown_ended_and_taken_back_are_one_answer(place: Place) -> None:
    """Nobody learns which it is."""
    share, taken_back = place.make(place.account)
    _, late = place.make(place.account, Wish(timedelta(hours=1)))
    place.links.end(place.account, share.id)
    place.clock.advance(timedelta(hours=1))
    for token in ("never", "", taken_back, late, f"{late}x"):
        with pytest.raises(ShareGone) as refused:
            place.visits.look(place.visitor(), token, PASSWORD)
        assert refused.value.params == {}


def test_a_link_ends_after_ninety_days_and_with_a_guest_s_work(place: Place) -> None:
    """Whatever was asked."""
    long = Wish(timedelta(days=400))
    share, _ = place.links.make(place.account, PDF, long, ROOM)
    assert share.ends_at == place.clock() + LONGEST
    until = place.clock() + timedelta(days=30)
    share, _ = place.links.make(place.guest(), PDF, long, Room(5, 10**6, until))
    assert share.ends_at == until


def test_a_password_is_asked_and_tried_a_few_times(place: Place) -> None:
    """Then not even the right one is looked at, until the window ends."""
    share, token = place.make(place.account, Wish(timedelta(days=7), password=PASSWORD))
    assert share.protected
    visitor = place.visitor()
    for nothing in (None, ""):
        with pytest.raises(SharePasswordNeeded):
            place.visits.look(visitor, token, nothing)
    assert place.visits.look(visitor, token, PASSWORD).name == "ada.pdf"
    for _ in range(IN_A_QUARTER):
        with pytest.raises(SharePasswordWrong):
            place.visits.look(place.visitor(), token, "another one")
    with pytest.raises(ShareTries) as refused:
        place.visits.look(visitor, token, PASSWORD)
    assert refused.value.params == {"seconds": QUARTER.total_seconds()}
    place.clock.advance(QUARTER)
    assert place.visits.look(visitor, token, PASSWORD).name == "ada.pdf"


def test_the_tries_of_a_day_are_bounded_too(place: Place) -> None:
    """Right ones in between give nobody more."""
    _, token = place.make(place.account, Wish(timedelta(days=7), password=PASSWORD))
    visitor = place.visitor()
    for number in range(IN_A_DAY):
        if number % 2:
            place.visits.look(visitor, token, PASSWORD)
        else:
            with pytest.raises(SharePasswordWrong):
                place.visits.look(visitor, token, "another one")
    with pytest.raises(ShareTries):
        place.visits.look(visitor, token, PASSWORD)
    place.clock.advance(DAY)
    place.visits.look(visitor, token, PASSWORD)


def test_a_password_is_the_same_from_every_keyboard(place: Place) -> None:
    """Composed or not."""
    _, token = place.make(place.account, Wish(timedelta(days=7), password="caf\u00e9 am see"))
    assert place.visits.look(place.visitor(), token, "cafe\u0301 am see").name == "ada.pdf"


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", PasswordShort), ("x" * (MOST + 1), PasswordLong), ("password123", PasswordBreached)],
)
def test_a_weak_password_is_none(place: Place, password: str, why: type[Exception]) -> None:
    """Nothing is shared then."""
    with pytest.raises(why):
        place.make(place.account, Wish(timedelta(days=7), password=password))
    assert place.links.listed(place.account) == ()


def test_visitors_are_counted_where_it_was_asked_for(place: Place) -> None:
    """Each once, the owner never."""
    _, silent = place.make(place.account)
    share, token = place.make(place.account, Wish(timedelta(days=7), count_views=True))
    first, second = place.visitor(), place.visitor()
    for visitor in (first, first, second, place.account):
        place.visits.look(visitor, token, None)
        place.visits.look(visitor, silent, None)
    assert [one.views for one in place.links.listed(place.account)] == [2, None]
    assert place.links.listed(place.account)[0].share == share


def test_an_owner_sees_their_links_alone(place: Place) -> None:
    """Of one document or all; those that ended are gone."""
    share, _ = place.make(place.account)
    place.make(place.account, Wish(timedelta(hours=1)))
    place.clock.advance(timedelta(hours=2))
    assert [one.share for one in place.links.listed(place.account)] == [share]
    assert place.links.listed(place.account, WORD) == ()
    assert place.records.count(place.account) == 1
    stranger = place.visitor()
    assert place.links.listed(stranger) == ()
    with pytest.raises(RecordNotFound):
        place.links.end(stranger, share.id)
    assert place.links.listed(place.account) != ()


def test_links_end_with_the_document(place: Place) -> None:
    """All of them."""
    tokens = [place.make(place.account)[1] for _ in range(2)]
    assert place.links.end_of(place.account, WORD) == 0
    assert place.links.end_of(place.account, PDF) == 2
    for token in tokens:
        with pytest.raises(ShareGone):
            place.visits.look(place.visitor(), token, None)


def test_what_is_shared_has_its_room(place: Place) -> None:
    """In number and in bytes; only a PDF has pages to show."""
    with pytest.raises(NotAPdf):
        place.links.make(place.account, WORD, WEEK, ROOM)
    with pytest.raises(RecordNotFound):
        place.links.make(place.account, "c" * 64, WEEK, ROOM)
    share, _ = place.make(place.account)
    with pytest.raises(QuotaReached):
        place.links.make(place.account, PDF, WEEK, Room(1, 10**6))
    with pytest.raises(SharesFull):
        place.links.make(place.account, PDF, WEEK, Room(5, share.size))
    assert len(place.links.listed(place.account)) == 1


def test_a_guest_s_links_go_along_into_the_account(place: Place) -> None:
    """As they were sent: the same token shows the same document."""
    guest = place.guest()
    share, token = place.make(guest, Wish(timedelta(days=7), count_views=True))
    place.visits.look(place.visitor(), token, None)
    place.records.add(place.account, share)
    for _ in range(2):
        place.links.hand_on(guest, place.account)
    place.records.delete(guest, share.id)
    place.visits.look(place.visitor(), token, None)
    assert [one.views for one in place.links.listed(place.account)] == [2]


class Slow:
    """A hasher that waits until it may go on."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()

    def hash(self, password: str) -> str:
        """Wait."""
        self.begun.set()
        self.go_on.wait()
        return password

    def verify(self, stored: str, password: str) -> bool:
        """As many as there may be."""
        raise HashingBusy(seconds=2)


def test_links_take_one_hash_at_a_time(place: Place) -> None:
    """So that those who sign in always find a place."""
    slow = Slow()
    gate = OneAtATime(slow, patience_seconds=0)
    first = Thread(target=gate.hash, args=("one",))
    first.start()
    slow.begun.wait()
    with pytest.raises(SharesBusy):
        gate.hash("two")
    slow.go_on.set()
    first.join()
    assert gate.hash("two") == "two"
    with pytest.raises(SharesBusy):
        gate.verify("two", "two")
    assert gate.hash("three") == "three"

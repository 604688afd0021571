"""Mail on its way: claimed by one, never lost, whichever store keeps it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from resume_builder.adapters.memory.mails import MemoryMails
from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.mails import RedisMails
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.features.mail.ports import Failed, MailStore
from tests.contracts.kit import Clock, Kit

pytestmark = pytest.mark.mail
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Slots:
    """A store of mails, and one of them."""

    def __init__(self, kit: Kit) -> None:
        self.clock = kit.clock
        self.mails: MailStore = RedisMails(kit.store) if kit.store else MemoryMails(kit.clock)
        self.id = new_id()
        self.mails.keep(self.id, b"\x00sealed\xff", self.clock())

    def claim(self) -> int | None:
        got = self.mails.claim(self.id, self.clock(), self.clock() + MINUTE)
        return got.attempt if got else None

    def is_due(self) -> bool:
        return self.id in self.mails.due(self.clock(), 1000)


@pytest.fixture
def slots(kit: Kit) -> Slots:
    return Slots(kit)


def test_one_has_it_until_the_claim_ends(slots: Slots) -> None:
    got = slots.mails.claim(slots.id, slots.clock(), slots.clock() + MINUTE)
    assert got is not None
    assert got.sealed == b"\x00sealed\xff"
    assert "sealed" not in repr(got)
    assert slots.claim() is None
    assert not slots.is_due()
    slots.clock.advance(MINUTE)
    assert slots.is_due()
    assert slots.claim() == 2


def test_whoever_lost_the_claim_changes_nothing(slots: Slots) -> None:
    slots.claim()
    slots.clock.advance(MINUTE)
    assert slots.claim() == 2
    slots.mails.forget(slots.id, 1)
    slots.mails.postpone(slots.id, 1, slots.clock(), "deferred")
    slots.mails.fail(slots.id, 1, Failed(slots.id, slots.clock(), "refused 550"), DAY)
    assert slots.claim() is None
    assert slots.id not in [f.id for f in slots.mails.failures(1000)]
    slots.clock.advance(MINUTE)
    assert slots.claim() == 3


def test_a_postponed_one_waits_for_its_time(slots: Slots) -> None:
    slots.claim()
    slots.mails.postpone(slots.id, 1, slots.clock() + 5 * MINUTE, "deferred 451")
    slots.clock.advance(4 * MINUTE)
    assert not slots.is_due()
    assert slots.claim() is None
    slots.clock.advance(MINUTE)
    assert slots.is_due()
    assert slots.claim() == 2


def test_a_sent_one_is_gone(slots: Slots) -> None:
    before = slots.mails.waiting()
    slots.claim()
    slots.mails.forget(slots.id, 1)
    slots.clock.advance(DAY)
    assert slots.claim() is None
    assert not slots.is_due()
    assert slots.mails.waiting() == before - 1


def test_a_failed_one_says_why_and_nothing_else(slots: Slots) -> None:
    slots.claim()
    failed = Failed(slots.id, slots.clock().replace(microsecond=0), "refused 550")
    slots.mails.fail(slots.id, 1, failed, DAY)
    assert failed in slots.mails.failures(1000)
    assert slots.id not in [i for i, _ in slots.mails.shown(1000)]
    slots.clock.advance(DAY)
    assert slots.claim() is None
    assert not slots.is_due()


def test_the_outbox_has_the_newest_first(kit: Kit) -> None:
    slots = Slots(kit)
    other = new_id()
    slots.mails.keep(other, b"other", slots.clock())
    slots.claim()
    slots.mails.show(slots.id, 1, slots.clock(), DAY)
    got = slots.mails.claim(other, slots.clock(), slots.clock() + MINUTE)
    assert got is not None
    slots.mails.show(other, got.attempt, slots.clock() + MINUTE, DAY)
    ids = [i for i, _ in slots.mails.shown(1000)]
    assert ids.index(other) < ids.index(slots.id)
    assert dict(slots.mails.shown(1000))[slots.id] == b"\x00sealed\xff"
    slots.clock.advance(MINUTE)
    assert slots.claim() is None


class Dying(Exception):
    """The process ends here."""


class MortalStore(Store):
    """A real store whose process ends before its nth command."""

    def __init__(self, real: Store, steps: int) -> None:
        self.name, self._client = real.name, real._client
        self.left = steps

    def _execute(self, *command: str | bytes | int) -> object:
        # A script that the server does not know yet is asked for twice: one step.
        if command[0] != "EVAL":
            self.left -= 1
        if self.left < 0:
            raise Dying
        return super()._execute(*command)


CHANGES: dict[str, Callable[[MailStore, str, Clock], object]] = {
    "keep": lambda m, i, now: m.keep(i, b"sealed", now()),
    "claim": lambda m, i, now: m.claim(i, now(), now() + MINUTE),
    "postpone": lambda m, i, now: m.postpone(i, 1, now() + MINUTE, "deferred"),
    "forget": lambda m, i, now: m.forget(i, 1),
    "fail": lambda m, i, now: m.fail(i, 1, Failed(i, now(), "refused"), DAY),
    "show": lambda m, i, now: m.show(i, 1, now(), DAY),
}


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize("change", list(CHANGES))
def test_a_death_at_any_step_loses_no_mail(
    change: str, steps: int, store_urls: dict[str, str]
) -> None:
    """After it, the mail is due again, or it is where the change would have put it."""
    store = Store(store_urls["auth"], "auth")
    clock = Clock()
    sound, mail_id = RedisMails(store), new_id()
    if change != "keep":
        sound.keep(mail_id, b"sealed", clock())
    if change not in ("keep", "claim"):
        assert sound.claim(mail_id, clock(), clock() + MINUTE)
    died = False
    try:
        CHANGES[change](RedisMails(MortalStore(store, steps)), mail_id, clock)
    except Dying:
        died = True
    clock.advance(2 * MINUTE)
    due = mail_id in sound.due(clock(), 1000)
    got = sound.claim(mail_id, clock(), clock() + MINUTE)
    is_there = bool(store.call("EXISTS", keys.MAIL.of(mail_id)))
    match change:
        case "keep":
            # Not acknowledged: it may be lost, and nothing of it stays.
            assert (got is not None) == is_there
            assert died or (due and got)
            assert mail_id not in sound.due(clock(), 1000)
        case "claim" | "postpone":
            assert due
            assert got is not None
        case "forget":
            assert died or not due
            assert (got is not None) == is_there
        case "fail":
            assert (due and got) or mail_id in [f.id for f in sound.failures(1000)]
        case _:
            assert (due and got) or mail_id in [i for i, _ in sound.shown(1000)]
    store.close()

"""What crosses slots and stores, with a crash before every single step of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.domain.accounts import PRIVACY, TERMS, Consent
from resume_builder.domain.addresses import read_address
from resume_builder.domain.errors import DomainError
from resume_builder.features.auth.accounts import HOLD, SETTLE_WITHIN, Directory, NewAccount
from tests.contracts.accounts import AccountKit
from tests.contracts.kit import Kit
from tests.people import FixedLookup, PlainVault

pytestmark = pytest.mark.accounts


class Crash(Exception):
    """The process ends here."""


@dataclass
class Steps:
    """Counts the calls to stores, and ends the process before the one that it is told."""

    last: int | None = None
    done: int = 0

    def count(self) -> None:
        if self.done == self.last:
            raise Crash
        self.done += 1


@dataclass
class Watched:
    """A store whose every call is a step."""

    store: Any
    steps: Steps

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self.store, name)

        def step(*arguments: Any, **named: Any) -> Any:
            self.steps.count()
            return call(*arguments, **named)

        return step


@dataclass
class World:
    """The stores of one kind, and services that may crash."""

    kit: AccountKit
    vault: PlainVault = field(default_factory=PlainVault)

    def directory(self, steps: Steps) -> Directory:
        return Directory(
            Watched(self.kit.accounts, steps),
            Watched(self.kit.credentials, steps),
            Watched(self.kit.claims, steps),
            self.vault,
            FixedLookup(),
            self.kit.kit.clock,
            new_id,
        )

    def new(self, email: str) -> NewAccount:
        consent = Consent(terms=TERMS, privacy=PRIVACY, at=self.kit.kit.clock())
        return NewAccount(new_id(), read_address(email), "hash", True, consent)

    def wait(self, span: timedelta) -> None:
        self.kit.wait(span)


@pytest.fixture
def world(kit: Kit, request: pytest.FixtureRequest) -> Iterator[World]:
    """Stores and services of one kind."""
    if kit.store is None:
        yield World(AccountKit(kit, None))
        return
    auth = Store(request.getfixturevalue("store_urls")["auth"], "auth")
    yield World(AccountKit(kit, auth))
    auth.close()


def _address() -> str:
    return f"{new_id().lower().strip('-_')}@example.com"


def _count(call: Callable[[Directory], object], world: World) -> int:
    steps = Steps()
    call(world.directory(steps))
    return steps.done


def _crashed(call: Callable[[Directory], object], world: World, step: int) -> None:
    with pytest.raises(Crash):
        call(world.directory(Steps(step)))


def test_an_account_is_made_whole_or_its_address_is_free(world: World) -> None:
    """Whatever step is the last: the address leads to a whole account, or it can be had again."""
    steps = _count(lambda d: d.make(world.new(_address())), world)
    assert steps >= 4
    outcomes = set()
    for last in range(steps):
        new, sound = world.new(_address()), world.directory(Steps())
        key = sound.key_of(new.address)
        _crashed(lambda d, new=new: d.make(new), world, last)
        world.wait(HOLD)
        account, credentials = sound.find(key)
        if account is None:
            assert sound.make(world.new(new.address.text)).email_key == key
        else:
            assert credentials is not None
            world.wait(SETTLE_WITHIN)
            assert sound.find(key)[0] == account, "what was found once stays"
        outcomes.add(account is None)
    assert outcomes == {True, False}


def test_a_claim_whose_account_ran_out_is_freed(world: World) -> None:
    """Nobody signed in after a crash between claim and account, for hours: it is as if never."""
    for last in range(_count(lambda d: d.make(world.new(_address())), world)):
        new, sound = world.new(_address()), world.directory(Steps())
        _crashed(lambda d, new=new: d.make(new), world, last)
        world.wait(SETTLE_WITHIN)
        assert sound.find(sound.key_of(new.address)) == (None, None)
        again = sound.make(world.new(new.address.text))
        assert sound.find(again.email_key)[0] == again


def test_an_acknowledged_account_stays(world: World) -> None:
    """Its address is its own for good, and nobody else's."""
    sound, new = world.directory(Steps()), world.new(_address())
    made = sound.make(new)
    world.wait(SETTLE_WITHIN)
    assert sound.find(made.email_key)[0] == made
    with pytest.raises(DomainError, match=r"auth\.address_taken"):
        sound.make(world.new(new.address.text))


def test_an_account_moves_whole_or_stays(world: World) -> None:
    """After any crash it is found by an address of its own, and by no other's."""

    def moving(email: str, to: str) -> Callable[[Directory], object]:
        def move(directory: Directory) -> None:
            account, _ = directory.find(directory.key_of(read_address(email)))
            assert account is not None
            directory.move(account, read_address(to))

        return move

    def fresh() -> tuple[str, str]:
        email = _address()
        world.directory(Steps()).make(world.new(email))
        return email, _address()

    steps = _count(moving(*fresh()), world)
    assert steps >= 8
    ends = set()
    for last in range(steps):
        email, to = fresh()
        _crashed(moving(email, to), world, last)
        sound = world.directory(Steps())
        old, new = (sound.key_of(read_address(text)) for text in (email, to))
        # Either look ends what is half done.
        by_new, by_old = sound.find(new)[0], sound.find(old)[0]
        found = by_new or by_old
        assert found is not None
        world.wait(HOLD)
        moved = sound.find(new)[0] is not None
        assert (sound.find(old)[0] is None) == moved
        account = sound.find(new if moved else old)[0]
        assert account is not None
        assert sound.profile(account).email == (to if moved else email)
        assert (account.email_key, account.moved_from) == (new if moved else old, "")
        free = email if moved else to
        assert sound.make(world.new(free)) is not None, "the other address can be had"
        ends.add(moved)
    assert ends == {True, False}


def test_a_crash_while_mending_is_mended(world: World) -> None:
    """The next look does what the last one could not."""
    email, to = _address(), _address()
    sound = world.directory(Steps())
    account = sound.make(world.new(email))
    key = sound.key_of(read_address(to))
    profile = account.profile.replace(email.encode(), to.encode())
    for last in range(12):
        world.kit.accounts.begin_move(account.id, key, profile, account.profile)
        assert world.kit.claims.claim(key, account.id, HOLD)
        assert world.kit.claims.keep(key, account.id)
        try:
            world.directory(Steps(last)).find(key)
        except Crash:
            continue
        break
    found = sound.find(key)[0]
    assert found is not None
    assert (found.email_key, found.moving_to, found.moved_from) == (key, "", "")
    assert sound.find(account.email_key) == (None, None)


def test_the_epoch_holds_over_a_crash(world: World) -> None:
    """A raise that was answered holds; sessions of before are over, whatever was not done after."""
    account = world.directory(Steps()).make(world.new(_address()))
    assert world.kit.accounts.raise_epoch(account.id) == 2
    standing = world.kit.accounts.standing(account.id)
    assert standing.epoch == 2
    assert account.user_key.epoch != standing.epoch


def test_forgetting_frees_every_address(world: World) -> None:
    """Those of a move that is under way, too."""
    sound = world.directory(Steps())
    account = sound.make(world.new(_address()))
    other = sound.key_of(read_address(_address()))
    world.kit.accounts.begin_move(account.id, other, b"profile", account.profile)
    world.kit.claims.claim(other, account.id, HOLD)
    sound.forget(account.id)
    assert world.kit.claims.find(account.email_key) is None
    assert world.kit.claims.find(other) is None

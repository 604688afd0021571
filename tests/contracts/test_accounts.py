"""What every store of accounts does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.domain.accounts import Consent, Standing
from resume_builder.domain.factors import Credentials, Passkey
from resume_builder.features.accounts.ports import Invitation
from tests.contracts.accounts import HOUR, AccountKit, make_account
from tests.contracts.kit import Kit

pytestmark = pytest.mark.accounts

BRIEF = timedelta(minutes=10)


@pytest.fixture
def stores(kit: Kit, request: pytest.FixtureRequest) -> Iterator[AccountKit]:
    """Stores of accounts beside those of sessions."""
    if kit.store is None:
        yield AccountKit(kit, None)
        return
    auth = Store(request.getfixturevalue("store_urls")["auth"], "auth")
    yield AccountKit(kit, auth)
    auth.close()


def test_an_account_is_found_as_it_was_written(stores: AccountKit) -> None:
    """Whole, and settled only at the end."""
    account = make_account(role="admin", epoch=3)
    stores.accounts.create(account, Credentials(password="hash", is_long=False), HOUR)
    assert stores.accounts.load(account.id).settled is False
    assert stores.accounts.settle(account.id)
    assert stores.accounts.load(account.id) == account
    assert stores.credentials.load(account.id) == Credentials(password="hash", is_long=False)
    assert stores.accounts.standing(account.id) == Standing("admin", "active", 3)


def test_an_account_that_is_not_settled_runs_out(stores: AccountKit) -> None:
    """What a crash left half made is gone by itself, credentials too."""
    account = make_account()
    stores.accounts.create(account, Credentials(password="hash"), BRIEF)
    stores.wait(BRIEF * 2)
    assert stores.accounts.load(account.id) is None
    assert stores.credentials.load(account.id) is None
    assert not stores.accounts.settle(account.id)


def test_a_settled_account_stays(stores: AccountKit) -> None:
    """Its time is no longer counted."""
    account = make_account()
    stores.accounts.create(account, Credentials(password="hash"), BRIEF)
    stores.accounts.settle(account.id)
    stores.wait(BRIEF * 2)
    assert stores.accounts.load(account.id) == account


def test_nothing_is_written_for_an_account_that_is_gone(stores: AccountKit) -> None:
    """An erased account is not brought back by a late write."""
    gone, accounts, secrets = new_id(), stores.accounts, stores.credentials
    passkey = Passkey(id="a", public_key="b", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert accounts.raise_epoch(gone) == 0
    consent = Consent(terms="a", privacy="b", at=datetime(2026, 1, 1, tzinfo=UTC))
    assert not any(
        (
            accounts.set_role(gone, "admin"),
            accounts.set_state(gone, "disabled"),
            accounts.set_profile(gone, b"", b"x"),
            accounts.set_consent(gone, consent),
            accounts.begin_move(gone, "key", b"x", b""),
            accounts.move(gone, "key"),
            secrets.set_password(gone, "h", is_long=True),
            secrets.replace_hash(gone, "h", "i"),
            secrets.start_totp(gone, b"s"),
            secrets.confirm_totp(gone, 1),
            secrets.spend_totp(gone, 1),
            secrets.set_recovery(gone, ["a"]),
            secrets.spend_recovery(gone, "a"),
            secrets.put_passkey(gone, passkey),
            secrets.drop_passkey(gone, "a"),
            stores.devices.put(gone, "d", b"x"),
        )
    )
    stores.audit.append(gone, "kind", b"x")
    assert accounts.load(gone) is None
    assert secrets.load(gone) is None
    assert stores.devices.list(gone) == {}
    assert stores.audit.page(gone, None, 5) == []


def test_raising_the_epoch_counts_on(stores: AccountKit) -> None:
    """In parallel, each raise is one."""
    account = stores.add()
    with ThreadPoolExecutor(8) as pool:
        raised = list(pool.map(lambda _: stores.accounts.raise_epoch(account.id), range(16)))
    assert sorted(raised) == list(range(2, 18))
    assert stores.accounts.standing(account.id).epoch == 17


def test_disabling_ends_every_session(stores: AccountKit) -> None:
    """State and epoch change in one step."""
    account = stores.add()
    assert stores.accounts.set_state(account.id, "disabled")
    assert stores.accounts.standing(account.id) == Standing("basic", "disabled", 2)


def test_fields_are_changed_one_by_one(stores: AccountKit) -> None:
    """Role, profile and consent, and nothing else."""
    account, at = stores.add(), datetime(2026, 2, 3, tzinfo=UTC)
    consent = Consent(terms="t", privacy="p", figures=True, at=at)
    stores.accounts.set_role(account.id, "tester")
    assert stores.accounts.set_profile(account.id, account.profile, b"\x01new\x80")
    assert not stores.accounts.set_profile(account.id, account.profile, b"late")
    stores.accounts.set_consent(account.id, consent)
    found = stores.accounts.load(account.id)
    assert (found.role, found.profile, found.consent) == ("tester", b"\x01new\x80", consent)
    assert (found.epoch, found.email_key) == (account.epoch, account.email_key)


def test_an_account_moves_to_the_noted_address_alone(stores: AccountKit) -> None:
    """Another change of mind voids the first."""
    account = stores.add()
    stores.accounts.begin_move(account.id, "first", b"one", account.profile)
    stores.accounts.begin_move(account.id, "second", b"two", account.profile)
    assert not stores.accounts.move(account.id, "first")
    assert stores.accounts.move(account.id, "second")
    assert not stores.accounts.move(account.id, "second")
    found = stores.accounts.load(account.id)
    assert (found.email_key, found.profile) == ("second", b"two")
    assert (found.moving_to, found.moved_from) == ("", account.email_key)
    stores.accounts.end_move(account.id)
    assert stores.accounts.load(account.id).moved_from == ""


def test_a_move_takes_no_profile_that_is_out_of_date(stores: AccountKit) -> None:
    """A name that was written after the move was noted is not lost: it is noted anew over it."""
    account, accounts = stores.add(), stores.accounts
    accounts.begin_move(account.id, "key", b"moved", account.profile)
    assert accounts.set_profile(account.id, account.profile, b"renamed")
    assert not accounts.move(account.id, "key")
    assert accounts.load(account.id).profile == b"renamed"
    assert accounts.moving_profile(account.id) == b"moved"
    accounts.begin_move(account.id, "key", b"renamed and moved", b"renamed")
    assert accounts.move(account.id, "key")
    assert accounts.load(account.id).profile == b"renamed and moved"
    assert accounts.moving_profile(account.id) is None


def test_a_move_to_the_same_address_leaves_nothing_to_free(stores: AccountKit) -> None:
    """The mailbox is written another way: the profile changes, the address is not the old one."""
    account = stores.add()
    stores.accounts.begin_move(account.id, account.email_key, b"Ada@", account.profile)
    assert stores.accounts.move(account.id, account.email_key)
    found = stores.accounts.load(account.id)
    assert (found.email_key, found.moved_from, found.profile) == (account.email_key, "", b"Ada@")


def test_a_stronger_hash_never_undoes_a_new_password(stores: AccountKit) -> None:
    """A slow rehash of the old password comes too late."""
    account, secrets = stores.add(), stores.credentials
    assert secrets.replace_hash(account.id, "hash", "stronger")
    epoch = stores.accounts.standing(account.id).epoch
    assert secrets.set_password(account.id, "other", is_long=False) == epoch + 1
    assert stores.accounts.standing(account.id).epoch == epoch + 1, "every session is over"
    assert not secrets.replace_hash(account.id, "stronger", "strongest")
    found = secrets.load(account.id)
    assert (found.password, found.is_long) == ("other", False)


def test_a_code_of_an_app_is_spent_once(stores: AccountKit) -> None:
    """Nor is an earlier one taken after it; in parallel, one of many gets it."""
    account, secrets = stores.add(), stores.credentials
    assert not secrets.confirm_totp(account.id, 1)
    assert secrets.start_totp(account.id, b"\x00secret\xff")
    assert secrets.load(account.id).totp is None
    assert secrets.confirm_totp(account.id, 100)
    assert secrets.load(account.id).totp == b"\x00secret\xff"
    assert secrets.load(account.id).new_totp is None
    assert not secrets.spend_totp(account.id, 100)
    assert not secrets.spend_totp(account.id, 99)
    with ThreadPoolExecutor(8) as pool:
        spent = list(pool.map(lambda _: secrets.spend_totp(account.id, 101), range(16)))
    assert sum(spent) == 1
    secrets.drop_totp(account.id)
    assert secrets.load(account.id) == Credentials(password="hash")


def test_a_recovery_code_is_spent_once(stores: AccountKit) -> None:
    """New codes void the old."""
    account, secrets = stores.add(), stores.credentials
    secrets.set_recovery(account.id, ["a", "b"])
    with ThreadPoolExecutor(8) as pool:
        spent = list(pool.map(lambda _: secrets.spend_recovery(account.id, "a"), range(16)))
    assert sum(spent) == 1
    assert secrets.load(account.id).recovery == {"b"}
    secrets.set_recovery(account.id, ["c"])
    assert secrets.load(account.id).recovery == {"c"}
    assert not secrets.spend_recovery(account.id, "b")


def test_passkeys_come_in_their_order(stores: AccountKit) -> None:
    """One is replaced by its id."""
    account, secrets = stores.add(), stores.credentials
    day = datetime(2026, 1, 1, tzinfo=UTC)
    first = Passkey(id="z", public_key="k", created_at=day)
    second = Passkey(id="a", public_key="l", created_at=day + HOUR, transports=("usb",))
    secrets.put_passkey(account.id, second)
    secrets.put_passkey(account.id, first)
    assert secrets.load(account.id).passkeys == (first, second)
    used = first.model_copy(update={"sign_count": 5, "last_used_at": day})
    secrets.put_passkey(account.id, used)
    assert secrets.load(account.id).passkeys == (used, second)
    assert secrets.drop_passkey(account.id, "z")
    assert not secrets.drop_passkey(account.id, "z")
    assert not secrets.use_passkey(account.id, used), "what was removed is not back by its use"
    assert secrets.use_passkey(account.id, second.model_copy(update={"sign_count": 1}))
    second = second.model_copy(update={"sign_count": 1})
    assert secrets.load(account.id).passkeys == (second,)


def test_an_address_is_claimed_by_one(stores: AccountKit) -> None:
    """Of many in parallel, one account gets it."""
    key, names = new_id(), [new_id() for _ in range(16)]
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda name: stores.claims.claim(key, name, HOUR), names))
    assert sum(got) == 1
    holder = names[got.index(True)]
    assert stores.claims.find(key) == holder
    assert stores.claims.claim(key, holder, HOUR)
    assert not stores.claims.keep(key, "another")
    stores.claims.free(key, "another")
    assert stores.claims.find(key) == holder


def test_a_claim_runs_out_unless_it_is_kept(stores: AccountKit) -> None:
    """So a crash leaves no address that nobody can have."""
    claims, key, kept = stores.claims, new_id(), new_id()
    claims.claim(key, "one", BRIEF)
    claims.claim(kept, "one", BRIEF)
    assert claims.keep(kept, "one")
    assert claims.claim(kept, "one", BRIEF), "what is kept stays kept"
    assert (claims.is_kept(key, "one"), claims.is_kept(kept, "one")) == (False, True)
    stores.wait(BRIEF * 2)
    assert claims.find(key) is None
    assert not claims.keep(key, "one")
    assert claims.claim(key, "two", HOUR)
    assert claims.find(kept) == "one"
    claims.free(kept, "one")
    assert claims.find(kept) is None


def test_devices(stores: AccountKit) -> None:
    """Each by its id."""
    account = stores.add()
    assert stores.devices.put(account.id, "a", b"\xff1")
    stores.devices.put(account.id, "b", b"2")
    stores.devices.put(account.id, "a", b"3")
    assert stores.devices.list(account.id) == {"a": b"3", "b": b"2"}
    stores.devices.drop(account.id, ["a", "c"])
    stores.devices.drop(account.id, [])
    assert stores.devices.list(account.id) == {"b": b"2"}


def test_an_invitation_has_its_uses(stores: AccountKit) -> None:
    """The same account may use it again, nobody beyond the number; in parallel too."""
    invitations, hashed = stores.invitations, new_id()
    ends = stores.kit.clock() + HOUR
    invitations.put(hashed, Invitation("tester", 3, ends))
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: invitations.use(hashed, f"account{n}"), range(16)))
    assert got.count("tester") == 3
    winner = f"account{got.index('tester')}"
    assert invitations.use(hashed, winner) == "tester"
    assert invitations.use(hashed, "one more") is None
    assert invitations.use("unknown", winner) is None


def test_an_invitation_ends(stores: AccountKit) -> None:
    """After its time there is none."""
    hashed = new_id()
    stores.invitations.put(hashed, Invitation("tester", 3, stores.kit.clock() + BRIEF))
    stores.wait(BRIEF * 2)
    assert stores.invitations.use(hashed, "account") is None


def test_the_log_is_read_from_its_end(stores: AccountKit) -> None:
    """Page by page, no line twice."""
    account, log = stores.add(), stores.audit
    for number in range(7):
        log.append(account.id, f"kind{number}", bytes([number, 255]))
    first = log.page(account.id, None, 4)
    rest = log.page(account.id, first[-1].id, 4)
    assert [line.kind for line in (*first, *rest)] == [f"kind{n}" for n in range(6, -1, -1)]
    assert first[0].sealed == b"\x06\xff"
    assert first[0].at.tzinfo is not None


def test_a_step_waits_in_its_session(stores: AccountKit) -> None:
    """One at a time; of many that end it, one does."""
    session = stores.kit.open()
    assert stores.steps.put(session.tag, "one", HOUR)
    stores.steps.put(session.tag, "two", HOUR)
    assert stores.steps.get(session.tag) == "two"
    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(lambda _: stores.steps.drop(session.tag), range(16)))
    assert sum(ended) == 1
    assert stores.steps.get(session.tag) is None


def test_a_step_ends_on_time_and_with_its_session(stores: AccountKit) -> None:
    """A new id of the session voids it, too."""
    session, sessions = stores.kit.open(), stores.kit.sessions()
    stores.steps.put(session.tag, "brief", BRIEF)
    stores.wait(BRIEF * 2)
    assert stores.steps.get(session.tag) is None
    assert not stores.steps.drop(session.tag)
    stores.steps.put(session.tag, "long", HOUR)
    moved = sessions.rotate(session)
    assert stores.steps.get(session.tag) is None
    assert stores.steps.get(moved.tag) is None
    assert not stores.steps.put(session.tag, "late", HOUR)
    sessions.end(moved)
    assert stores.kit.keys_of(moved.owner) == []


def test_tries_are_counted_in_a_window_that_ends(stores: AccountKit) -> None:
    """In parallel each counts; the window does not move."""
    tries, name, window = stores.tries, new_id(), timedelta(minutes=15)
    with ThreadPoolExecutor(8) as pool:
        counts = [count for count, _ in pool.map(lambda _: tries.hit(name, window), range(16))]
    assert sorted(counts) == list(range(1, 17))
    count, left = tries.hit(name, timedelta(hours=9))
    assert count == 17
    assert timedelta(0) < left <= window
    stores.wait(window * 1.2)
    assert tries.hit(name, window)[0] == 1
    tries.forget(name)
    assert tries.hit(name, window)[0] == 1

"""What every store of mailed codes and challenges does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.contracts.kit import Kit

pytestmark = pytest.mark.accounts

TEN_MINUTES = timedelta(minutes=10)


def test_a_code_is_taken_once(kit: Kit) -> None:
    """The hash stands in the record until then, the code nowhere."""
    session, codes = kit.open(), kit.passcodes
    ends = kit.clock() + TEN_MINUTES
    assert codes.put(session.owner, "sign_up", "hash", ends, 5)
    record = kit.sessions().load(session.id).record
    assert (record.auth_code, record.auth_expiry) == ("hash", ends)
    assert codes.take(session.owner, "sign_up", "hash", kit.clock()) == "taken"
    assert codes.take(session.owner, "sign_up", "hash", kit.clock()) == "none"
    assert kit.sessions().load(session.id).record == session.record


def test_an_expired_code_is_gone(kit: Kit) -> None:
    """At its end the code is void, right or not."""
    session, codes = kit.open(), kit.passcodes
    codes.put(session.owner, "sign_up", "hash", kit.clock() + TEN_MINUTES, 5)
    late = kit.clock() + TEN_MINUTES
    assert codes.take(session.owner, "sign_up", "hash", late) == "expired"
    assert codes.take(session.owner, "sign_up", "hash", kit.clock()) == "none"
    assert kit.sessions().load(session.id).record == session.record


def test_tries_are_counted_in_parallel(kit: Kit) -> None:
    """Five wrong tries in all; then the right code is too late."""
    session, codes = kit.open(), kit.passcodes
    codes.put(session.owner, "sign_up", "hash", kit.clock() + TEN_MINUTES, 5)
    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(
            pool.map(
                lambda n: codes.take(session.owner, "sign_up", f"wrong {n}", kit.clock()),
                range(24),
            )
        )
    assert outcomes == ["exhausted"] + ["none"] * 19 + ["wrong"] * 4
    assert codes.take(session.owner, "sign_up", "hash", kit.clock()) == "none"


def test_of_parallel_right_tries_one_takes(kit: Kit) -> None:
    """Two tabs with the right code: one signs in."""
    session, codes = kit.open(), kit.passcodes
    codes.put(session.owner, "sign_up", "hash", kit.clock() + TEN_MINUTES, 5)
    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(
            pool.map(lambda _: codes.take(session.owner, "sign_up", "hash", kit.clock()), range(16))
        )
    assert outcomes == ["none"] * 15 + ["taken"]


def test_a_new_code_voids_the_old(kit: Kit) -> None:
    """The code mailed last is the only one, with all its tries."""
    session, codes = kit.open(), kit.passcodes
    ends = kit.clock() + TEN_MINUTES
    codes.put(session.owner, "sign_up", "old", ends, 2)
    assert codes.take(session.owner, "sign_up", "wrong", kit.clock()) == "wrong"
    codes.put(session.owner, "sign_up", "new", ends, 2)
    assert codes.take(session.owner, "sign_up", "old", kit.clock()) == "wrong"
    assert codes.take(session.owner, "sign_up", "new", kit.clock()) == "taken"


def test_a_code_is_for_one_purpose(kit: Kit) -> None:
    """A code to change the address does not sign in, and no try is counted."""
    session, codes = kit.open(), kit.passcodes
    codes.put(session.owner, "sign_up", "hash", kit.clock() + TEN_MINUTES, 1)
    assert codes.take(session.owner, "sign_in", "hash", kit.clock()) == "none"
    assert codes.take(session.owner, "sign_up", "hash", kit.clock()) == "taken"


def test_an_ended_session_gets_no_code(kit: Kit) -> None:
    """Nothing is written for a session that is gone."""
    session = kit.open()
    kit.sessions().end(session)
    assert not kit.passcodes.put(session.owner, "sign_up", "h", kit.clock() + TEN_MINUTES, 5)
    assert not kit.challenges.put(session.owner, "sign_in", "value", TEN_MINUTES)
    assert kit.keys_of(session.owner) == []


def test_a_challenge_is_taken_once_for_its_purpose(kit: Kit) -> None:
    """A newer one voids the older."""
    session, challenges = kit.open(), kit.challenges
    challenges.put(session.owner, "sign_in", "old", TEN_MINUTES)
    challenges.put(session.owner, "sign_in", "new", TEN_MINUTES)
    assert challenges.take(session.owner, "register") is None
    assert challenges.take(session.owner, "sign_in") == "new"
    assert challenges.take(session.owner, "sign_in") is None


def test_a_challenge_ends_on_time(kit: Kit) -> None:
    """After its time it is gone."""
    session, brief = kit.open(), timedelta(milliseconds=50)
    kit.challenges.put(session.owner, "sign_in", "value", brief)
    kit.wait(brief * 2)
    assert kit.challenges.take(session.owner, "sign_in") is None

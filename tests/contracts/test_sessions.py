"""What every store of sessions does."""

from datetime import timedelta

import pytest

from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.ports import Stored
from resume_builder.features.sessions.record import SessionRecord
from resume_builder.features.sessions.service import Session
from tests.contracts.kit import Kit, Note, submission
from tests.owners import owner_named

pytestmark = pytest.mark.accounts

DAY = timedelta(days=1)
BRIEF = timedelta(milliseconds=60)


def test_a_new_session_is_found_with_its_time(kit: Kit) -> None:
    """What was created is loaded, with nearly all of its time left."""
    kit.sessions_store.create(owner_named("new" + kit.kind), SessionRecord(client_uuid="c"), DAY)
    stored = kit.sessions_store.load(owner_named("new" + kit.kind))
    assert stored is not None
    assert stored.record == SessionRecord(client_uuid="c")
    assert stored.left is not None
    assert DAY - timedelta(minutes=1) < stored.left <= DAY


def test_an_unknown_session_is_none(kit: Kit) -> None:
    """Nobody's id finds nothing."""
    assert kit.sessions_store.load(owner_named("nobody")) is None


def test_a_session_without_end_has_no_time_left_to_tell(kit: Kit) -> None:
    """A site for one person keeps its session for ever."""
    session = kit.sessions(keep=None).open()
    assert session.expires_at is None
    assert kit.sessions_store.load(session.owner) == Stored(session.record, None, session.own)


def test_a_session_ends_on_time(kit: Kit) -> None:
    """After its time a session is gone."""
    sessions = kit.sessions(keep=BRIEF)
    session = sessions.open()
    kit.wait(BRIEF * 2)
    with pytest.raises(SessionMissing):
        sessions.load(session.id)


def test_a_field_is_written_on_its_own(kit: Kit) -> None:
    """Writing one field leaves the others as another writer left them."""
    session = kit.open()
    store = kit.sessions_store
    assert store.write(session.owner, {"user_key": "u1"})
    assert store.write(session.owner, {"no_auth_email": "ada@example.org"})
    stored = store.load(session.owner)
    assert stored is not None
    assert stored.record.user_key == "u1"
    assert stored.record.no_auth_email == "ada@example.org"


def test_none_clears_a_field(kit: Kit) -> None:
    """An unset field is absent."""
    session = kit.open()
    kit.sessions_store.write(session.owner, {"user_key": "u1", "user_auth": True})
    kit.sessions_store.write(session.owner, {"user_key": None, "user_auth": None})
    stored = kit.sessions_store.load(session.owner)
    assert stored is not None
    assert stored.record == session.record


def test_an_ended_session_is_not_written_back_to_life(kit: Kit) -> None:
    """A write that comes late makes no half session."""
    session = kit.open()
    kit.sessions_store.erase(session.owner)
    assert not kit.sessions_store.write(session.owner, {"user_key": "u1"})
    assert not kit.sessions_store.rotate(session.owner, owner_named("other"), "c")
    assert kit.sessions_store.load(session.owner) is None


def test_erasing_leaves_nothing(kit: Kit) -> None:
    """Record, tokens, answers, codes and work are gone."""
    session = fill(kit)
    kit.sessions().end(session)
    assert kit.sessions_store.load(session.owner) is None
    assert kit.records().list(session.owner) == ()
    assert kit.keys_of(session.owner) == []


def test_rotating_moves_the_work_and_voids_the_rest(kit: Kit) -> None:
    """The record and the work are under the new id; the old id finds nothing."""
    session = fill(kit)
    new = kit.sessions().rotate(session)
    assert kit.sessions_store.load(session.owner) is None
    assert kit.keys_of(session.owner) == []
    loaded = kit.sessions().load(new.id)
    assert loaded.record == new.record
    assert loaded.record.csrf_token is None
    assert [note.text for note in kit.records().list(new.owner)] == ["mine"]
    assert kit.challenges.take(new.owner, "sign_in") is None
    assert kit.passcodes.take(new.owner, "sign_up", "hash", kit.clock()) == "none"


def test_renewing_lets_everything_live_longer(kit: Kit) -> None:
    """A use gives the session and its work its whole time again."""
    session = kit.sessions(keep=timedelta(milliseconds=400)).open()
    kit.records().add(session.owner, Note(id="n", text="mine"))
    kit.sessions_store.renew(session.owner, DAY)
    kit.wait(timedelta(milliseconds=500))
    assert kit.sessions().load(session.id).record == session.record
    assert kit.records().get(session.owner, "n").text == "mine"
    assert len(kit.records().list(session.owner)) == 1


def test_a_session_can_be_kept_for_ever_later(kit: Kit) -> None:
    """A data folder that served many may serve one."""
    session = kit.sessions(keep=DAY).open()
    kit.sessions_store.renew(session.owner, None)
    stored = kit.sessions_store.load(session.owner)
    assert stored is not None
    assert stored.left is None


def fill(kit: Kit) -> Session:
    """A session with something of every kind beside it."""
    session = kit.open()
    handshakes = kit.handshakes()
    (token,) = handshakes.issue(session, ["edit"])
    handshakes.check(session, submission(session, token.token))
    kit.records().add(session.owner, Note(id="n", text="mine"))
    kit.passcodes.put(session.owner, "sign_up", "hash", kit.clock() + DAY, 5)
    kit.challenges.put(session.owner, "sign_in", "value", DAY)
    return session

"""Opening, loading, keeping and ending sessions."""

from datetime import timedelta

import pytest

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.handshakes import MemoryHandshakes
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.system import new_id
from resume_builder.features.sessions.errors import (
    ClientUuidMismatch,
    ClientUuidMissing,
    SessionMissing,
    TokenMissing,
)
from resume_builder.features.sessions.exempt import EXEMPT
from resume_builder.features.sessions.handshake import Submission
from resume_builder.features.sessions.handshakes import Handshakes
from resume_builder.features.sessions.service import KEEP, Sessions, owner_of
from tests.contracts.kit import Clock
from tests.vaults import VAULT

pytestmark = pytest.mark.accounts


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    """Sessions in memory."""
    return Sessions(MemorySessions(Database(clock), VAULT), clock, new_id)


def test_an_id_has_128_bits_and_is_not_what_the_store_knows(sessions: Sessions) -> None:
    """The store keeps a digest: who reads the store cannot make a cookie."""
    session = sessions.open()
    assert len(session.id) >= 22
    assert session.owner == owner_of(session.id)
    assert session.id not in session.tag
    assert sessions.open().id != session.id


@pytest.mark.parametrize("cookie", [None, "", "unknown", "\ud800", "x" * 10_000])
def test_a_foreign_cookie_has_no_session(sessions: Sessions, cookie: str | None) -> None:
    """Loading refuses; opening makes a session with an id of its own, never the cookie's."""
    with pytest.raises(SessionMissing):
        sessions.load(cookie)
    opened = sessions.load_or_open(cookie)
    assert opened.opened
    assert opened.id != cookie


def test_a_known_cookie_is_loaded(sessions: Sessions) -> None:
    """The same session, not a new one."""
    session = sessions.open()
    loaded = sessions.load_or_open(session.id)
    assert not loaded.opened
    assert (loaded.id, loaded.owner, loaded.record) == (session.id, session.owner, session.record)


def test_a_session_in_use_lives_on(sessions: Sessions, clock: Clock) -> None:
    """Thirty days from the last use, not from the first."""
    session = sessions.open()
    for _ in range(4):
        clock.advance(KEEP - timedelta(hours=1))
        assert sessions.load(session.id).expires_at == clock() + KEEP
    clock.advance(KEEP)
    with pytest.raises(SessionMissing):
        sessions.load(session.id)


def test_renewing_writes_once_an_hour(sessions: Sessions, clock: Clock) -> None:
    """Within the hour the end stays where it is."""
    session = sessions.open()
    end = session.expires_at
    clock.advance(timedelta(minutes=59))
    assert sessions.load(session.id).expires_at == end
    clock.advance(timedelta(minutes=2))
    assert sessions.load(session.id).expires_at == clock() + KEEP


def test_an_ended_session_is_gone_at_once(sessions: Sessions) -> None:
    """Signing out leaves nothing to come back to."""
    session = sessions.open()
    sessions.end(session)
    with pytest.raises(SessionMissing):
        sessions.load(session.id)
    with pytest.raises(SessionMissing):
        sessions.write(session, {"user_key": "u"})
    with pytest.raises(SessionMissing):
        sessions.rotate(session)


def test_a_rotated_session_has_a_new_client_uuid(sessions: Sessions) -> None:
    """After sign-in neither an old cookie nor an old client_uuid is good."""
    session = sessions.write(sessions.open(), {"user_key": "u1"})
    new = sessions.rotate(session)
    assert new.id != session.id
    assert new.record.client_uuid != session.record.client_uuid
    assert new.record.user_key == "u1"
    assert sessions.load(new.id).record == new.record
    with pytest.raises(SessionMissing):
        sessions.load(session.id)


def test_a_submission_without_client_or_token_is_refused_by_name(clock: Clock) -> None:
    """The first checks need no store."""
    database = Database(clock)
    session = Sessions(MemorySessions(database, VAULT), clock, new_id).open()
    handshakes = Handshakes(MemoryHandshakes(database, VAULT), clock, new_id)
    client = session.record.client_uuid
    for client_uuid, token, refusal in (
        (None, "t", ClientUuidMissing),
        ("", "t", ClientUuidMissing),
        ("other", "t", ClientUuidMismatch),
        ("\ud800", "t", ClientUuidMismatch),
        (client, None, TokenMissing),
        (client, "", TokenMissing),
    ):
        with pytest.raises(refusal):
            handshakes.check(session, Submission("edit", client_uuid, token))


def test_every_exemption_names_its_proof() -> None:
    """An entry without a proof of its own is no exemption."""
    assert all(len(proof) > 10 for proof in EXEMPT.values())

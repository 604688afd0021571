"""A store that cannot answer says so in our words."""

import secrets
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.store import Store, script
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.domain.errors import StoreFull, StoreUnavailable
from resume_builder.features.sessions.errors import AnswerNotKept
from resume_builder.features.sessions.handshake import Answer
from resume_builder.features.sessions.service import Session
from resume_builder.ports import Records
from tests.contracts.kit import Clock, Kit, Note, submission
from tests.owners import owner_named
from tests.vaults import VAULT

pytestmark = pytest.mark.operations


def test_nobody_there_is_unavailable(tmp_path: Path) -> None:
    """The refusal names the store, and no address."""
    store = Store(f"unix://{tmp_path}/nobody.sock", "session")
    with pytest.raises(StoreUnavailable) as refusal:
        RedisSessions(store, VAULT).load(owner_named("x"))
    assert refusal.value.params == {"store": "session"}


def test_a_silent_server_is_unavailable() -> None:
    """Waiting ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            store = Store(f"unix://{path}", "session", timeout_seconds=0.05)
            with pytest.raises(StoreUnavailable):
                store.call("PING")


def test_a_broken_answer_is_unavailable() -> None:
    """A connection that ends in the middle of an answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()

            def hang_up() -> None:
                link, _ = listener.accept()
                link.close()

            thread = threading.Thread(target=hang_up)
            thread.start()
            with pytest.raises(StoreUnavailable):
                Store(f"unix://{path}", "session", timeout_seconds=0.5).call("PING")
            thread.join()


@pytest.fixture(scope="module")
def small() -> Iterator[Store]:
    """A session store with 4 MB of memory."""
    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedStores(Path(folder), session_bytes=4 << 20) as stores,
    ):
        store = Store(stores.urls["session"], "session")
        yield store
        store.close()


def test_a_full_store_keeps_what_it_has_and_lets_room_be_made(small: Store) -> None:
    """Nothing acknowledged is evicted; a handshake, a deletion and the end of a session go on."""
    clock = Clock()
    kit = Kit("valkey", clock, Database(clock), small)
    notes, handshakes, session = (
        kit.records(count=1000, total_bytes=1 << 30),
        kit.handshakes(),
        kit.open(),
    )
    (token,) = handshakes.issue(session, ["edit"])
    added = _fill(notes, session)
    assert added > 5
    assert len(notes.list(session.owner)) == added
    with pytest.raises(StoreFull) as refusal:
        notes.add(session.owner, _large("late"))
    assert refusal.value.params == {"store": "session"}

    sent = submission(session, token.token)
    handshakes.check(session, sent)
    handshakes.keep_answer(session, sent, Answer(200, (), secrets.token_bytes(200_000)))
    with pytest.raises(AnswerNotKept):
        handshakes.check(session, sent)
    notes.delete(session.owner, "n0")
    kit.sessions().write(session, {"user_key": "u"})
    session = kit.sessions().rotate(session)
    kit.sessions().end(session)
    assert kit.keys_of(session.owner) == []
    other = kit.open()
    notes.add(other.owner, _large("n"))


def _fill(notes: Records[Note], session: Session) -> int:
    for number in range(1000):
        try:
            notes.add(session.owner, _large(f"n{number}"))
        except StoreFull:
            return number
    return 1000


def _large(name: str) -> Note:
    return Note(id=name, text=secrets.token_hex(60_000))


def test_a_server_that_forgot_the_scripts_learns_them(store_urls: dict[str, str]) -> None:
    """After a restart the first call brings the text again."""
    store = Store(store_urls["session"], "session")
    code = script("return {ARGV[1]}")
    assert store.run(code, [], "once") == [b"once"]
    store.call("SCRIPT", "FLUSH")
    assert store.run(code, [], "again") == [b"again"]
    store.close()


def test_a_mistake_of_ours_is_no_outage(store_urls: dict[str, str]) -> None:
    """A wrong command is not hidden as a store that is down."""
    store = Store(store_urls["session"], "session")
    with pytest.raises(Exception, match="unknown command") as error:
        store.call("NOSUCHCOMMAND")
    assert not isinstance(error.value, StoreUnavailable)
    store.close()

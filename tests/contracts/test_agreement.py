"""Memory and Valkey agree on any order of events."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.domain.errors import DomainError
from resume_builder.features.sessions.handshake import Answer, Attempt, Grant, Retry
from resume_builder.features.sessions.limits import HandshakeLimits
from resume_builder.features.sessions.record import SessionRecord
from resume_builder.ports import Owner, Records
from tests.contracts.kit import Clock, Kit, Note
from tests.owners import owner_named

pytestmark = pytest.mark.accounts

SMALL = HandshakeLimits(tokens=3, spent=4, answers=2)
LIFE = timedelta(minutes=20)
# Few names, so that events meet: tokens, clients, operations, keys, fingerprints, records.
TOKENS, CLIENTS, OPERATIONS = (st.sampled_from(n) for n in ("stuvwxyz", "ab", "mn"))
KEYS, RECORDS = st.sampled_from(["k1", "k2", "k3"]), st.sampled_from(["n1", "n2", "n3"])

Event = tuple[Any, ...]
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("issue"), TOKENS, OPERATIONS, CLIENTS),
        st.tuples(
            st.just("submit"), TOKENS, OPERATIONS, CLIENTS, TOKENS, KEYS | st.none(), CLIENTS
        ),
        st.tuples(st.just("keep"), KEYS),
        st.tuples(st.just("give_up"), KEYS),
        st.tuples(st.just("wait"), st.sampled_from(["1", "30", "61", "700", "90000"])),
        st.tuples(st.just("put"), OPERATIONS, CLIENTS),
        st.tuples(st.just("take"), OPERATIONS, CLIENTS),
        st.tuples(st.just("add"), RECORDS, TOKENS),
        st.tuples(st.just("replace"), RECORDS, st.sampled_from("123")),
        st.tuples(st.just("delete"), RECORDS),
        st.tuples(st.just("list")),
        st.tuples(st.just("end")),
    ),
    min_size=5,
    max_size=60,
)


@pytest.fixture
def store(store_urls: dict[str, str]) -> Iterator[Store]:
    """The session store."""
    store = Store(store_urls["session"], "session")
    yield store
    store.close()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
@given(events=EVENTS)
def test_both_kinds_answer_alike(store: Store, events: list[Event]) -> None:
    """The same events, one after the other, have the same outcomes and leave the same record."""
    clock = Clock()
    kits = [
        Kit("memory", clock, Database(clock), None),
        Kit("valkey", clock, Database(clock), store),
    ]
    owner = owner_named(new_id())
    for kit in kits:
        kit.sessions_store.create(owner, SessionRecord(client_uuid="a"), None)
    for event in events:
        # No two events at one moment: then the oldest of several is one and the same.
        clock.advance(timedelta(seconds=int(event[1]) if event[0] == "wait" else 1))
        outcomes = [_outcome(kit, owner, event) for kit in kits]
        assert outcomes[0] == outcomes[1], event
    ends = [kit.sessions_store.load(owner) for kit in kits]
    assert ends[0] == ends[1]
    kits[1].sessions_store.erase(owner)
    assert kits[1].keys_of(owner) == []


def _outcome(kit: Kit, owner: Owner, event: Event) -> object:
    try:
        return _act(kit, owner, event)
    except DomainError as error:
        return error.code, error.params


def _act(kit: Kit, owner: Owner, event: Event) -> object:
    name, *rest = event
    return _ACTS[name](kit, owner, *rest)


def _issue(kit: Kit, owner: Owner, *grant: str) -> object:
    return kit.handshakes_store(SMALL).issue(owner, [_grant(kit, *grant)], kit.clock())


def _submit(kit: Kit, owner: Owner, *sent: str | None) -> object:
    digest, operation, client, following, key, fingerprint = sent
    attempt = Attempt(
        digest=str(digest),
        operation=str(operation),
        client_uuid=str(client),
        now=kit.clock(),
        next=_grant(kit, str(following), str(operation), str(client)),
        retry=None if key is None else Retry(key, str(fingerprint)),
    )
    return kit.handshakes_store(SMALL).submit(owner, attempt)


def _grant(kit: Kit, digest: str, operation: str, client: str) -> Grant:
    return Grant(digest, operation, client, kit.clock() + LIFE)


FIRST = Answer(200, (), b"first")
_ACTS: dict[str, Callable[..., object]] = {
    "issue": _issue,
    "submit": _submit,
    "keep": lambda kit, owner, key: kit.handshakes_store(SMALL).keep_answer(owner, key, FIRST),
    "give_up": lambda kit, owner, key: kit.handshakes_store(SMALL).give_up(owner, key),
    "wait": lambda *_: None,
    "put": lambda kit, owner, purpose, code: kit.passcodes.put(
        owner, purpose, code, kit.clock() + LIFE, 2
    ),
    "take": lambda kit, owner, purpose, code: kit.passcodes.take(owner, purpose, code, kit.clock()),
    "add": lambda kit, owner, name, text: _notes(kit).add(owner, Note(id=name, text=text)),
    "replace": lambda kit, owner, name, version: _notes(kit).replace(
        owner, Note(id=name, version=int(version), text="changed")
    ),
    "delete": lambda kit, owner, name: _notes(kit).delete(owner, name),
    "list": lambda kit, owner: _notes(kit).list(owner),
    "end": lambda kit, owner: kit.sessions_store.erase(owner),
}


def _notes(kit: Kit) -> Records[Note]:
    return kit.records(count=2)

"""What every store of records does."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.domain.errors import (
    DomainError,
    QuotaReached,
    RecordNotFound,
    VersionConflict,
)
from resume_builder.domain.values import clean_text
from resume_builder.features.sessions.errors import SessionMissing
from tests.contracts.kit import Kit, Note

pytestmark = pytest.mark.accounts


def test_records_are_listed_newest_first(kit: Kit) -> None:
    """By the order of adding; replacing one does not move it."""
    owner, notes = kit.open().owner, kit.records()
    for name in ("a", "b", "c"):
        notes.add(owner, Note(id=name, text=name))
    notes.replace(owner, Note(id="a", version=2, text="A"))
    notes.delete(owner, "b")
    notes.add(owner, Note(id="d", text="d"))
    assert [note.text for note in notes.list(owner)] == ["d", "c", "A"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=3000) | st.text("ab", min_size=1024, max_size=5000))
def test_any_text_comes_back(kit: Kit, text: str) -> None:
    """What was added is got, short or long enough to be compressed."""
    owner, notes = kit.open().owner, kit.records()
    note = Note(id="n", text=clean_text(text))
    notes.add(owner, note)
    assert notes.get(owner, "n") == note


@pytest.mark.parametrize("record_id", ["", "x", "a:b", "../x", "}x", "ü", "\ud800", "a" * 65])
def test_what_was_never_added_is_not_found(kit: Kit, record_id: str) -> None:
    """Whatever a URL brings as an id."""
    owner, notes = kit.open().owner, kit.records()
    notes.add(owner, Note(id="n"))
    for act in (notes.get, notes.delete):
        with pytest.raises(RecordNotFound) as refusal:
            act(owner, record_id)
        assert refusal.value.params == {"kind": "note"}
    with pytest.raises(RecordNotFound):
        notes.replace(owner, Note(id="never", version=2))


def test_another_owner_s_record_is_not_found(kit: Kit) -> None:
    """A record's id is no way to it."""
    owner, other, notes = kit.open().owner, kit.open().owner, kit.records()
    notes.add(owner, Note(id="n", text="mine"))
    with pytest.raises(RecordNotFound):
        notes.get(other, "n")
    with pytest.raises(RecordNotFound):
        notes.replace(other, Note(id="n", version=2))
    with pytest.raises(RecordNotFound):
        notes.delete(other, "n")
    assert notes.list(other) == ()
    assert notes.get(owner, "n").text == "mine"


def test_kinds_are_apart(kit: Kit) -> None:
    """One id may stand in two kinds."""
    owner = kit.open().owner
    kit.records("note").add(owner, Note(id="n", text="one"))
    kit.records("memo").add(owner, Note(id="n", text="two"))
    kit.records("note").delete(owner, "n")
    assert [note.text for note in kit.records("memo").list(owner)] == ["two"]


def test_a_replacement_names_the_version_before(kit: Kit) -> None:
    """Another version is a conflict that tells the stored one, and changes nothing."""
    owner, notes = kit.open().owner, kit.records()
    notes.add(owner, Note(id="n", text="one"))
    notes.replace(owner, Note(id="n", version=2, text="two"))
    for version in (1, 2, 4):
        with pytest.raises(VersionConflict) as refusal:
            notes.replace(owner, Note(id="n", version=version, text="late"))
        assert refusal.value.params == {"current": 2}
    assert notes.get(owner, "n").text == "two"


def test_an_id_is_added_once(kit: Kit) -> None:
    """Adding over a record is a conflict."""
    owner, notes = kit.open().owner, kit.records()
    notes.add(owner, Note(id="n", text="one"))
    with pytest.raises(VersionConflict):
        notes.add(owner, Note(id="n", text="two"))
    assert notes.get(owner, "n").text == "one"


def test_of_parallel_replacements_one_wins(kit: Kit) -> None:
    """Comparing and setting is one step."""
    owner, notes = kit.open().owner, kit.records()
    notes.add(owner, Note(id="n"))
    outcomes = _in_parallel(lambda i: notes.replace(owner, Note(id="n", version=2, text=str(i))))
    assert outcomes == ["done"] + ["work.version_conflict"] * 15


def test_so_many_records_are_kept(kit: Kit) -> None:
    """The quota counts one kind, holds in parallel, and is free again after a deletion."""
    owner, notes = kit.open().owner, kit.records(count=5)
    outcomes = _in_parallel(lambda i: notes.add(owner, Note(id=f"n{i}")))
    assert outcomes == ["done"] * 5 + ["work.quota"] * 11
    kit.records("memo").add(owner, Note(id="n"))
    kept = notes.list(owner)
    notes.delete(owner, kept[0].id)
    notes.add(owner, Note(id="again"))
    with pytest.raises(QuotaReached) as refusal:
        notes.add(owner, Note(id="more"))
    assert refusal.value.params == {"kind": "note", "limit": 5}


def test_so_many_bytes_are_kept(kit: Kit) -> None:
    """The quota counts all kinds together; growing counts, shrinking and deleting give back."""
    owner, limit = kit.open().owner, 100_000
    notes, memos = (kit.records(kind, total_bytes=limit) for kind in ("note", "memo"))
    notes.add(owner, Note(id="n", text=secrets.token_hex(45_000)))
    with pytest.raises(QuotaReached) as refusal:
        memos.add(owner, Note(id="m", text=secrets.token_hex(55_000)))
    assert refusal.value.params == {"kind": "bytes", "limit": limit}
    with pytest.raises(QuotaReached):
        notes.replace(owner, Note(id="n", version=2, text=secrets.token_hex(110_000)))
    notes.replace(owner, Note(id="n", version=2, text="short"))
    memos.add(owner, Note(id="m", text=secrets.token_hex(45_000)))
    memos.delete(owner, "m")
    memos.add(owner, Note(id="m", text=secrets.token_hex(45_000)))


def test_an_ended_session_gets_no_record(kit: Kit) -> None:
    """A job that ends after its session leaves nothing behind."""
    session, notes = kit.open(), kit.records()
    notes.add(session.owner, Note(id="old"))
    kit.sessions().end(session)
    with pytest.raises(SessionMissing):
        notes.add(session.owner, Note(id="n"))
    with pytest.raises(RecordNotFound):
        notes.replace(session.owner, Note(id="old", version=2))
    assert kit.keys_of(session.owner) == []


def _in_parallel(act: Callable[[int], None]) -> list[str]:
    def attempt(number: int) -> str:
        try:
            act(number)
        except DomainError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(8) as pool:
        return sorted(pool.map(attempt, range(16)))


def test_records_are_counted(kit: Kit) -> None:
    """Those of the owner and the kind alone."""
    owner, notes = kit.open().owner, kit.records()
    assert notes.count(owner) == 0
    for name in ("a", "b"):
        notes.add(owner, Note(id=name))
    kit.records("memo").add(owner, Note(id="c"))
    notes.delete(owner, "a")
    assert notes.count(owner) == 1

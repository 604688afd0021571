"""What accounts keep, on every kind of store: takeover, trash, history."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from resume_builder.domain.errors import (
    DomainError,
    RecordNotFound,
    StoreUnavailable,
    VersionConflict,
)
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.keeping.takeover import Takeover
from resume_builder.features.keeping.trash import (
    KEPT_FOR,
    MOST,
    Bin,
    Trash,
    Trashed,
    TrashKind,
    WithTrash,
)
from resume_builder.features.keeping.versions import History, OldVersion, Versions, WithHistory
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.ports import Owner, Records
from tests.contracts.kit import Kit, Note

pytestmark = pytest.mark.accounts


class Sheet(Value):
    """A record with everything that a résumé's has for its versions."""

    id: RecordId
    version: int = 1
    printed: int = 0
    name: Text = ""
    picture: Text = ""


class Breaking:
    """Records that fail at the n-th call that changes something, as at a crash."""

    def __init__(self, records: Records[Any], calls: "Calls") -> None:
        self._records = records
        self._calls = calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        act = getattr(self._records, name)
        if name not in ("add", "replace", "delete"):
            return act

        def changed(*given: object) -> object:
            self._calls.count()
            return act(*given)

        return changed


class Calls:
    """Counts down to the crash."""

    def __init__(self, left: int) -> None:
        self.left = left

    def count(self) -> None:
        if self.left == 0:
            raise StoreUnavailable(store="auth")
        self.left -= 1


@pytest.fixture
def trash(kit: Kit) -> Trash:
    """A trash for notes."""
    plain = kit.make("note", Note)
    waste = Bin(kit.make("trash", Trashed), kit.clock, lambda *_: None)
    return Trash(waste, {"note": TrashKind(Note, plain)})


def _with_trash(kit: Kit, trash: Trash) -> WithTrash[Note]:
    return WithTrash(kit.make("note", Note), "note", trash.bin)


def test_a_guest_s_work_becomes_the_account_s(kit: Kit) -> None:
    """All of it, in its order; the guest's session then has nothing."""
    guest, account = kit.open().own, kit.open_account()
    kinds = {kind: kit.make(kind, Note) for kind in ("note", "memo")}
    for name in ("a", "b"):
        kinds["note"].add(guest, Note(id=name, text=name))
    kinds["memo"].add(guest, Note(id="a", text="memo"))
    kinds["note"].add(account, Note(id="mine", text="mine"))
    takeover = Takeover(kinds)
    assert takeover.take(guest, account) == 3
    assert takeover.take(guest, account) == 0
    takeover.leave(guest)
    takeover.leave(guest)
    assert [n.text for n in kinds["note"].list(account)] == ["b", "a", "mine"]
    assert [n.text for n in kinds["memo"].list(account)] == ["memo"]
    assert kinds["note"].list(guest) == kinds["memo"].list(guest) == ()


def test_what_both_changed_is_kept_twice(kit: Kit) -> None:
    """Neither is lost, however often it is tried."""
    guest, account = kit.open().own, kit.open_account()
    notes = kit.make("note", Note)
    notes.add(guest, Note(id="n", text="the guest's"))
    notes.add(account, Note(id="n", text="the account's"))
    takeover = Takeover({"note": notes})
    assert takeover.take(guest, account) == 1
    assert takeover.take(guest, account) == 0
    assert {n.text for n in notes.list(account)} == {"the guest's", "the account's"}


@pytest.mark.parametrize("left", range(6))
def test_a_crash_at_any_step_loses_nothing(kit: Kit, left: int) -> None:
    """What was begun is ended by doing it again."""
    guest, account = kit.open().own, kit.open_account()
    notes = kit.make("note", Note)
    for name in ("a", "b", "c"):
        notes.add(guest, Note(id=name, text=name))
    broken = Takeover({"note": Breaking(notes, Calls(left))})
    with pytest.raises(StoreUnavailable):
        _move(broken, guest, account)
    seen = {n.text for n in (*notes.list(guest), *notes.list(account))}
    assert seen == {"a", "b", "c"}
    _move(Takeover({"note": notes}), guest, account)
    assert {n.text for n in notes.list(account)} == {"a", "b", "c"}
    assert notes.list(guest) == ()


def _move(takeover: Takeover, guest: Owner, account: Owner) -> None:
    takeover.take(guest, account)
    takeover.leave(guest)


def test_an_account_that_is_gone_gets_nothing(kit: Kit) -> None:
    """A job that ends after an erasure brings nothing back."""
    guest, gone = kit.open().own, Owner.of_account("gone")
    notes = kit.make("note", Note)
    notes.add(guest, Note(id="n", text="mine"))
    with pytest.raises(DomainError):
        Takeover({"note": notes}).take(guest, gone)
    assert [n.text for n in notes.list(guest)] == ["mine"]


def test_a_deleted_record_comes_back_as_it_was(kit: Kit, trash: Trash) -> None:
    """Version and all; once put back it is no longer in the trash."""
    account, notes = kit.open_account(), _with_trash(kit, trash)
    notes.add(account, Note(id="n", text="one"))
    notes.replace(account, Note(id="n", version=2, text="two"))
    notes.delete(account, "n")
    with pytest.raises(RecordNotFound):
        notes.get(account, "n")
    (trashed,) = trash.list(account)
    assert (trashed.kind, trashed.record_id) == ("note", "n")
    trash.restore(account, trashed.id)
    assert notes.get(account, "n") == Note(id="n", version=2, text="two")
    assert trash.list(account) == ()
    with pytest.raises(RecordNotFound):
        trash.restore(account, trashed.id)


def test_the_trash_is_emptied_after_30_days(kit: Kit, trash: Trash) -> None:
    """Nobody has to think of it."""
    account, notes = kit.open_account(), _with_trash(kit, trash)
    notes.add(account, Note(id="n"))
    notes.delete(account, "n")
    kit.clock.advance(KEPT_FOR - timedelta(seconds=1))
    assert len(trash.list(account)) == 1
    kit.clock.advance(timedelta(seconds=1))
    assert trash.list(account) == ()
    assert trash.bin.records.list(account) == ()


def test_deleting_again_keeps_what_was_deleted_last(kit: Kit, trash: Trash) -> None:
    """One thing lies in the trash once; erasing it there is for good."""
    account, notes = kit.open_account(), _with_trash(kit, trash)
    for text in ("old", "new"):
        notes.add(account, Note(id="n", text=text))
        notes.delete(account, "n")
    (trashed,) = trash.list(account)
    assert trashed.record["text"] == "new"
    trash.delete(account, trashed.id)
    with pytest.raises(RecordNotFound):
        trash.delete(account, trashed.id)
    notes.add(account, Note(id="m"))
    notes.delete(account, "m")
    trash.empty(account)
    assert trash.list(account) == ()


def test_the_trash_does_not_grow_for_ever(kit: Kit, trash: Trash) -> None:
    """What was deleted first gives way."""
    account, notes = kit.open_account(), _with_trash(kit, trash)
    for number in range(MOST + 2):
        kit.clock.advance(timedelta(seconds=1))
        notes.add(account, Note(id=f"n{number}"))
        notes.delete(account, f"n{number}")
    kept = [trashed.record_id for trashed in trash.list(account)]
    assert len(kept) == MOST
    assert kept[0] == f"n{MOST + 1}"
    assert "n1" not in kept


def test_a_guest_has_no_trash(kit: Kit, trash: Trash) -> None:
    """What a guest deletes is gone: there is nobody to give it back to."""
    guest, notes = kit.open().own, _with_trash(kit, trash)
    notes.add(guest, Note(id="n"))
    notes.delete(guest, "n")
    assert trash.list(guest) == ()


@pytest.fixture
def versions(kit: Kit) -> Versions[Sheet]:
    """Sheets with their history."""
    history = History(kit.make("versions", OldVersion), kit.clock, _without_picture)
    sheets = WithHistory(kit.make("sheet", Sheet), history)
    return Versions(sheets, Sheet, history, _with_picture_of)


def _without_picture(sheet: Sheet) -> Sheet:
    return sheet.model_copy(update={"picture": ""})


def _with_picture_of(old: Sheet, current: Sheet) -> Sheet:
    return old.model_copy(update={"picture": current.picture})


def test_a_change_keeps_what_was_before(kit: Kit, versions: Versions[Sheet]) -> None:
    """Newest first, and each can be looked at."""
    account, sheets = kit.open_account(), versions.records
    sheets.add(account, Sheet(id="s", name="one"))
    sheets.add(account, Sheet(id="other", name="other"))
    for version, name in ((2, "two"), (3, "three")):
        sheets.replace(account, Sheet(id="s", version=version, name=name))
    assert [old.of_version for old in versions.list(account, "s")] == [2, 1]
    assert versions.get(account, "s", 1) == Sheet(id="s", name="one")
    assert versions.list(account, "other") == ()
    for act in (lambda: versions.get(account, "s", 3), lambda: versions.list(account, "none")):
        with pytest.raises(RecordNotFound):
            act()


def test_an_old_version_becomes_the_newest(kit: Kit, versions: Versions[Sheet]) -> None:
    """And the one that held becomes an old one, so that this can be undone, too."""
    account, sheets = kit.open_account(), versions.records
    sheets.add(account, Sheet(id="s", name="one"))
    sheets.replace(account, Sheet(id="s", version=2, name="two"))
    with pytest.raises(VersionConflict) as refusal:
        versions.restore(account, "s", 1, 1)
    assert refusal.value.params == {"current": 2}
    made = versions.restore(account, "s", 1, 2)
    assert made == sheets.get(account, "s") == Sheet(id="s", version=3, printed=3, name="one")
    assert versions.get(account, "s", 2).name == "two"


def test_a_picture_is_kept_once(kit: Kit, versions: Versions[Sheet]) -> None:
    """Old versions do without; the one that becomes the newest has the picture of now."""
    account, sheets = kit.open_account(), versions.records
    sheets.add(account, Sheet(id="s", name="one", picture="before"))
    sheets.replace(account, Sheet(id="s", version=2, name="two", picture="now"))
    assert [old.record["picture"] for old in versions.list(account, "s")] == [""]
    assert versions.restore(account, "s", 1, 2).picture == "now"


def test_a_second_device_s_late_change_notes_nothing_false(
    kit: Kit, versions: Versions[Sheet]
) -> None:
    """It is refused with the version that holds, which stays as it is."""
    account, sheets = kit.open_account(), versions.records
    sheets.add(account, Sheet(id="s", name="one"))
    sheets.replace(account, Sheet(id="s", version=2, name="first device"))
    with pytest.raises(VersionConflict) as refusal:
        sheets.replace(account, Sheet(id="s", version=2, name="second device"))
    assert refusal.value.params == {"current": 2}
    assert sheets.get(account, "s").name == "first device"
    assert [old.record["name"] for old in versions.list(account, "s")] == ["one"]


def test_a_guest_has_no_history(kit: Kit, versions: Versions[Sheet]) -> None:
    """Their room is for the work itself."""
    guest, sheets = kit.open().own, versions.records
    sheets.add(guest, Sheet(id="s", name="one"))
    sheets.replace(guest, Sheet(id="s", version=2, name="two"))
    assert versions.list(guest, "s") == ()


def test_only_so_many_versions_are_kept(kit: Kit, versions: Versions[Sheet]) -> None:
    """The oldest give way, now and then."""
    account, sheets = kit.open_account(), versions.records
    sheets.add(account, Sheet(id="s"))
    for version in range(2, 124):
        sheets.replace(account, Sheet(id="s", version=version))
    kept = [old.of_version for old in versions.list(account, "s")]
    assert kept[0] == 122
    assert 100 <= len(kept) <= 110


def test_one_account_sees_nothing_of_another_s(kit: Kit, trash: Trash) -> None:
    """Work, trash and history alike."""
    one, other, notes = kit.open_account(), kit.open_account(), _with_trash(kit, trash)
    notes.add(one, Note(id="n", text="mine"))
    notes.delete(one, "n")
    assert notes.list(other) == trash.list(other) == ()
    with pytest.raises(RecordNotFound):
        trash.restore(other, "note-n")
    assert RecordLimits(count=1).of(one)[0] > 1000

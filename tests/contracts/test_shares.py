"""What links show, on every kind of store."""

from datetime import timedelta

import pytest

from resume_builder.adapters.system import new_id
from resume_builder.features.sharing.ports import DOCUMENTS, SHARES, Kept
from resume_builder.ports import Owner
from tests.contracts.kit import Kit, Note

pytestmark = pytest.mark.accounts

DAY = timedelta(days=1)


def _share(kit: Kit, owner: Owner, ends: timedelta = DAY) -> str:
    """A link to a document, both of which their owner has."""
    share_id, document = f"share{new_id()}", f"doc{new_id()}"
    kit.make(DOCUMENTS, Note).add(owner, Note(id=document))
    kit.shares.put(share_id, Kept(owner.tag, document, b"sealed"), kit.clock() + ends)
    kit.make(SHARES, Note).add(owner, Note(id=share_id))
    return share_id


@pytest.mark.parametrize("whose", ["guest", "account"])
def test_a_link_is_found_while_its_owner_has_it(kit: Kit, whose: str) -> None:
    """The record says so, and the document's; without either it shows nothing."""
    owner = kit.open().own if whose == "guest" else kit.open_account()
    share_id = _share(kit, owner)
    found = kit.shares.find(share_id)
    assert found is not None
    assert (found.owner, found.sealed) == (owner.tag, b"sealed")
    assert kit.shares.find(f"other{new_id()}") is None
    kit.make(SHARES, Note).delete(owner, share_id)
    assert kit.shares.find(share_id) is None
    kit.make(SHARES, Note).add(owner, Note(id=share_id))
    assert kit.shares.find(share_id) == found
    kit.make(DOCUMENTS, Note).delete(owner, found.document_id)
    assert kit.shares.find(share_id) is None


def test_a_link_whose_owner_never_had_it_shows_nothing(kit: Kit) -> None:
    """As after a crash between the two writes."""
    owner = kit.open().own
    kit.shares.put("orphan", Kept(owner.tag, "doc", b"sealed"), kit.clock() + DAY)
    assert kit.shares.find("orphan") is None


def test_a_link_ends_by_itself(kit: Kit) -> None:
    """With its views."""
    share_id = _share(kit, kit.open().own, timedelta(seconds=5))
    kit.shares.see(share_id, "v", 10)
    assert kit.shares.views(share_id) == 1
    kit.wait(timedelta(seconds=5.1))
    assert kit.shares.find(share_id) is None
    assert kit.shares.views(share_id) == 0
    assert _left(kit, share_id) == []


def test_a_link_ends_with_the_session_of_its_owner(kit: Kit) -> None:
    """At once, though what it showed was not removed yet."""
    session = kit.open()
    share_id = _share(kit, session.own)
    kit.sessions().end(session)
    assert kit.shares.find(share_id) is None


def test_each_visitor_is_counted_once(kit: Kit) -> None:
    """And no more of them than a store bears; nobody is counted for what is not there."""
    share_id = _share(kit, kit.open().own)
    for visitor in ("a", "b", "a"):
        kit.shares.see(share_id, visitor, 10)
    assert kit.shares.views(share_id) == 2
    for visitor in ("c", "d", "e"):
        kit.shares.see(share_id, visitor, 3)
    assert kit.shares.views(share_id) == 3
    kit.shares.see("nothing", "a", 10)
    assert kit.shares.views("nothing") == 0


def test_dropping_leaves_nothing(kit: Kit) -> None:
    """Once and again."""
    share_id = _share(kit, kit.open().own)
    kit.shares.see(share_id, "a", 10)
    kit.shares.drop(share_id)
    kit.shares.drop(share_id)
    assert kit.shares.find(share_id) is None
    assert kit.shares.views(share_id) == 0
    assert _left(kit, share_id) == []


def test_forgetting_an_owner_forgets_their_links_alone(kit: Kit) -> None:
    """Without a key to anything."""
    owner, other = kit.open_account(), kit.open_account()
    mine, theirs = [_share(kit, owner), _share(kit, owner)], _share(kit, other)
    kit.shares.forget(owner.tag)
    assert [kit.shares.find(share_id) for share_id in mine] == [None, None]
    assert [key for share_id in mine for key in _left(kit, share_id)] == []
    assert kit.shares.find(theirs) is not None


def test_a_link_is_handed_to_an_account(kit: Kit) -> None:
    """Its end and its views stay; the guest may go."""
    guest, account = kit.open(), kit.open_account()
    share_id = _share(kit, guest.own, timedelta(seconds=5))
    kit.shares.see(share_id, "a", 10)
    before = kit.shares.find(share_id)
    assert before is not None
    for kind, name in ((DOCUMENTS, before.document_id), (SHARES, share_id)):
        kit.make(kind, Note).add(account, Note(id=name))
    kit.shares.move(share_id, Kept(account.tag, before.document_id, b"anew"))
    kit.sessions().end(guest)
    found = kit.shares.find(share_id)
    assert found == Kept(account.tag, before.document_id, b"anew")
    kit.shares.see(share_id, "a", 10)
    assert kit.shares.views(share_id) == 1
    kit.wait(timedelta(seconds=5.1))
    assert kit.shares.find(share_id) is None


def test_what_is_gone_is_handed_to_nobody(kit: Kit) -> None:
    """Neither a link that ended, nor one to an account that was erased meanwhile."""
    account = kit.open_account()
    kit.shares.move("ended", Kept(account.tag, "doc", b"anew"))
    assert kit.shares.find("ended") is None
    share_id = _share(kit, kit.open().own)
    kit.shares.move(share_id, Kept("u:gone", "doc", b"anew"))
    assert kit.shares.find(share_id) is None


def _left(kit: Kit, share_id: str) -> list[object]:
    """What a server keeps under a link."""
    if kit.store is None:
        return []
    found = kit.store.call("KEYS", f"*{share_id}}}*")
    assert isinstance(found, list)
    return list(found)

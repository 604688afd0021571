"""Links through the API: who sees what, and what an answer may leave behind."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from resume_builder.web.handshake import FLEETING
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME
from tests.web.stage import Stage

pytestmark = pytest.mark.accounts

PASSWORD = "quiet orange ferry"


@dataclass
class Kept:
    """A browser with a kept PDF."""

    person: Visitor
    document_id: str
    pdf: bytes

    def share(self, **wish: Any) -> tuple[dict[str, Any], str]:
        """Make a link; return what is known of it, and its token."""
        path = f"/documents/{self.document_id}/shares"
        answer = self.person.send("POST", path, "create_share", json={"hours": 24, **wish})
        assert answer.status_code == 201, answer.text
        made = answer.get_json()
        page, _, token = made["path"].partition("#")
        assert page == "/shared"
        return made["share"], token


@pytest.fixture
def kept(visitor: Visitor) -> Kept:
    """A guest with a kept PDF."""
    return _keep(visitor)


def _keep(person: Visitor) -> Kept:
    resume, posting = person.add_resume(RESUME), person.add_posting(POSTING)
    document = person.pin(person.add_tailoring(resume["id"], posting["id"])["id"])
    file = person.get(f"/documents/{document['id']}/file")
    return Kept(person, document["id"], file.data)


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Another browser."""
    made = Visitor(app)
    made.open()
    return made


def _view(
    who: Visitor, token: str, password: str | None = None, headers: dict[str, str] | None = None
) -> TestResponse:
    body = {"token": token, "password": password}
    return who.send("POST", "/shared/view", "view_shared", json=body, headers=headers)


def _file(who: Visitor, token: str, password: str | None = None) -> TestResponse:
    body = {"token": token, "password": password}
    return who.send("POST", "/shared/file", "get_shared_file", json=body)


def test_a_stranger_with_the_link_sees_the_document(kept: Kept, stranger: Visitor) -> None:
    """Its pages, its words and its very bytes; nothing else of whoever shares it."""
    share, token = kept.share(label="Mill & Co")
    answer = _view(stranger, token)
    assert answer.status_code == 200, answer.text
    shown = answer.get_json()
    assert set(shown) == {"name", "size", "ends_at", "counted", "pages", "text"}
    assert (shown["name"], shown["size"]) == (share["name"], len(kept.pdf))
    assert (shown["ends_at"], shown["counted"]) == (share["ends_at"], False)
    assert shown["pages"][0]["svg"].startswith("<svg")
    assert "Harrow & Pike" in shown["text"]
    assert "Mill & Co" not in answer.text
    file = _file(stranger, token)
    assert file.data == kept.pdf
    assert file.mimetype == "application/pdf"
    assert "attachment" in file.headers["Content-Disposition"]
    for seen in (answer, file):
        assert seen.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert seen.headers["Cache-Control"] == "no-store"
        assert seen.headers["Referrer-Policy"] == "no-referrer"
    for path in (f"/documents/{kept.document_id}", f"/documents/{kept.document_id}/shares"):
        assert stranger.get(path).status_code == 404
    assert stranger.get("/shares").get_json()["shares"] == []


def test_the_page_of_a_link_is_in_no_cache_and_no_search_engine(visitor: Visitor) -> None:
    """The page itself says nothing; that it was asked for is nobody's business."""
    page = visitor.client.get("/shared")
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"
    assert "X-Robots-Tag" not in visitor.client.get("/").headers


def test_a_link_that_shows_nothing_tells_nothing(kept: Kept, stranger: Visitor) -> None:
    """Unknown and taken back are the same answer, word for word."""
    share, token = kept.share(password=PASSWORD)
    unknown = _view(stranger, "A" * len(token))
    ended = kept.person.send("DELETE", f"/shares/{share['id']}", "end_share")
    assert ended.status_code == 204
    for answer in (
        _view(stranger, token),
        _view(stranger, token, PASSWORD),
        _file(stranger, token),
    ):
        assert answer.status_code == 404
        assert code_of(answer) == "share.gone"
        assert answer.data == unknown.data
    again = kept.person.send("DELETE", f"/shares/{share['id']}", "end_share")
    assert code_of(again) == "work.not_found"


def test_a_retry_is_not_given_what_was_taken_back(kept: Kept, stranger: Visitor) -> None:
    """The answer of before lies nowhere."""
    assert len(FLEETING) == 2
    share, token = kept.share()
    again = {"Idempotency-Key": "once-more"}
    assert _view(stranger, token, headers=again).status_code == 200
    assert _view(stranger, token, headers=again).status_code == 200
    kept.person.send("DELETE", f"/shares/{share['id']}", "end_share")
    late = _view(stranger, token, headers=again)
    assert code_of(late) == "share.gone"


def test_a_password_stands_before_the_document(kept: Kept, stranger: Visitor) -> None:
    """Before the pages and before the file; the tries of both are counted together."""
    _, token = kept.share(password=PASSWORD)
    assert code_of(_view(stranger, token)) == "share.password_needed"
    assert _view(stranger, token, PASSWORD).status_code == 200
    assert _file(stranger, token, PASSWORD).data == kept.pdf
    for look in (_view, _file) * 5:
        wrong = look(stranger, token, "another one")
        assert (wrong.status_code, code_of(wrong)) == (403, "share.password_wrong")
    full = _file(stranger, token, PASSWORD)
    assert (full.status_code, code_of(full)) == (429, "share.too_many")
    assert 0 < int(full.headers["Retry-After"]) <= 900


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"hours": 0}, "request.invalid"),
        ({"hours": 24 * 91}, "request.invalid"),
        ({"hours": 24, "password": "short"}, "auth.password_short"),
        ({"hours": 24, "label": "x" * 101}, "request.invalid"),
        ({"hours": 24, "expires": "never"}, "request.unknown_key"),
    ],
)
def test_a_link_that_cannot_be_made(kept: Kept, wish: dict[str, Any], code: str) -> None:
    """Says why, without what was typed."""
    path = f"/documents/{kept.document_id}/shares"
    answer = kept.person.send("POST", path, "create_share", json=wish)
    assert code_of(answer) == code
    assert "short" not in answer.get_json()["params"].values()
    assert kept.person.get("/shares").get_json()["shares"] == []


def test_a_word_file_has_no_pages_to_share(visitor: Visitor) -> None:
    """It is kept, and not shared."""
    resume, posting = visitor.add_resume(RESUME), visitor.add_posting(POSTING)
    made = visitor.add_tailoring(resume["id"], posting["id"])
    path, body = f"/tailorings/{made['id']}/documents", {"format": "docx"}
    document = visitor.send("POST", path, "pin_document", json=body).get_json()
    path = f"/documents/{document['id']}/shares"
    answer = visitor.send("POST", path, "create_share", json={"hours": 24})
    assert (answer.status_code, code_of(answer)) == (422, "share.pdf_alone")


def test_views_are_counted_once_a_session(kept: Kept, app: Flask) -> None:
    """Where the owner asked; the owner's own look is none."""
    counted, token = kept.share(count_views=True, label="Mill & Co")
    silent, other = kept.share()
    for _ in range(2):
        visitor = Visitor(app)
        visitor.open()
        for _ in range(2):
            assert _view(visitor, token).status_code == 200
            assert _view(visitor, other).status_code == 200
    assert _view(kept.person, token).status_code == 200
    listed = kept.person.get(f"/documents/{kept.document_id}/shares").get_json()
    assert listed["most"] >= 5
    assert listed["shares"] == [silent, {**counted, "views": 2}]
    assert kept.person.get("/shares").get_json() == listed


def test_a_link_ends_with_its_document(kept: Kept, stranger: Visitor) -> None:
    """And does not come back with the same bytes."""
    _, token = kept.share()
    kept.person.send("DELETE", f"/documents/{kept.document_id}", "delete_document")
    assert code_of(_view(stranger, token)) == "share.gone"
    assert kept.person.get("/shares").get_json()["shares"] == []


def test_a_link_ends_with_the_guest(kept: Kept, stranger: Visitor) -> None:
    """Whoever erases what they made erases what they shared."""
    _, token = kept.share()
    assert kept.person.send("DELETE", "/session", "end_session").status_code == 204
    assert code_of(_view(stranger, token)) == "share.gone"


def test_a_link_ends_with_the_account(stranger: Visitor) -> None:
    """And its making and its ends stand in the account's log."""
    stage = Stage()
    owner, other = stage.actor("basic"), stage.actor("guest").person
    kept = _keep(owner.person)
    _, token = kept.share()
    ended, _ = kept.share()
    owner.person.send("DELETE", f"/shares/{ended['id']}", "end_share")
    told = [e["text"] for e in owner.person.get("/account/audit").get_json()["events"][:3]]
    assert sum("link" in text for text in told) == 3
    assert all(ended["name"] in text for text in told)
    assert _view(other, token).status_code == 200
    erased = owner.person.send("POST", "/account/erasure", "erase_account")
    assert erased.status_code == 204, erased.text
    assert code_of(_view(other, token)) == "share.gone"


def test_a_link_goes_along_into_the_account() -> None:
    """What a guest sent off still shows the document, and the account ends it."""
    stage = Stage()
    guest, other = stage.actor("guest"), stage.actor("guest").person
    kept = _keep(guest.person)
    share, token = kept.share(count_views=True)
    assert _view(other, token).status_code == 200
    guest.sign_in_as(stage.account("basic"))
    listed = guest.person.get("/shares").get_json()["shares"]
    assert listed == [{**share, "views": 1}]
    assert _view(other, token).status_code == 200
    guest.person.send("DELETE", f"/shares/{share['id']}", "end_share")
    assert code_of(_view(other, token)) == "share.gone"


def test_a_guest_shares_a_few_at_a_time() -> None:
    """As the plan says; one that ended makes room."""
    stage = Stage()
    kept = _keep(stage.actor("guest").person)
    shares = [kept.share()[0] for _ in range(5)]
    path = f"/documents/{kept.document_id}/shares"
    full = kept.person.send("POST", path, "create_share", json={"hours": 24})
    assert (full.status_code, code_of(full)) == (409, "work.quota")
    kept.person.send("DELETE", f"/shares/{shares[0]['id']}", "end_share")
    kept.share()

"""Opening a session, taking it along, sharing a computer, ending it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from resume_builder.domain.plans import PLANS
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME, make_services

pytestmark = pytest.mark.accounts


def test_a_session_opens_and_is_found_again(app: Flask) -> None:
    """The second visit is the same client, with nothing brought yet."""
    visitor = Visitor(app)
    first, second = visitor.open(), visitor.open()
    assert first["client_uuid"] == second["client_uuid"]
    assert first["csrf_token"] != second["csrf_token"]
    assert first["csrf_operation"] == "issue_tokens"
    assert first["expires_at"] is None
    assert first["resume_provided"] is False
    assert first["current"] == {"resume_id": None, "posting_id": None, "tailoring_id": None}
    assert first["limits"]["upload_bytes"] == 10 * 1024 * 1024
    assert first["limits"]["text_chars"] == 400_000


def test_the_cookie_is_closed_to_scripts(app: Flask) -> None:
    """HttpOnly, Lax, no Secure on loopback http, kept as long as browsers keep any."""
    cookie = Visitor(app).get("/session").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Max-Age=34560000" in cookie


def test_over_https_the_cookie_is_tied_to_the_host() -> None:
    """`__Host-session`, Secure; guest work has a date."""
    now = datetime.now(UTC)
    services = make_services(lambda: now, timedelta(days=30))
    site = Site(https=True, hosts=frozenset({"resume.example"}), guest_days=30)
    visitor = Visitor(create_app(services, site), "https://resume.example")
    answer = visitor.get("/session")
    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Max-Age=2592000" in answer.headers["Set-Cookie"]
    assert datetime.fromisoformat(answer.get_json()["expires_at"]) == now + timedelta(days=30)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_a_forged_cookie_opens_another_session(app: Flask) -> None:
    """An id that we did not give out is never taken over (fixation)."""
    visitor = Visitor(app)
    visitor.client.set_cookie("session", "chosen-by-somebody-else")
    answer = visitor.get("/session")
    assert "chosen-by-somebody-else" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("operation", ["nonsense", "get_session", "", "x" * 65])
def test_a_token_for_no_operation_is_refused(app: Flask, operation: str) -> None:
    """Reads and made-up names take no token."""
    answer = Visitor(app).get("/session", operation=operation)
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_tokens_for_parallel_work(visitor: Visitor) -> None:
    """As many as asked, each good for its own operation."""
    names = ["import_resume", "import_resume", "import_posting"]
    answer = visitor.send("POST", "/session/tokens", "issue_tokens", json={"operations": names})
    tokens = answer.get_json()["tokens"]
    assert [t["operation"] for t in tokens] == names
    for token in tokens[:2]:
        headers = {"X-Client-UUID": visitor.client_uuid, "X-CSRF-Token": token["csrf_token"]}
        sent = visitor.client.post("/api/v1/resumes", json={"text": RESUME}, headers=headers)
        assert sent.status_code == 201


@pytest.mark.parametrize(
    "names", [[], ["nope"], ["import_resume"] * 17, "import_resume", [1], [True]]
)
def test_tokens_refused(visitor: Visitor, names: object) -> None:
    """None, unknown ones, too many, no list, no names."""
    answer = visitor.send("POST", "/session/tokens", "issue_tokens", json={"operations": names})
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_a_shared_computer_forgets(visitor: Visitor) -> None:
    """The cookie ends with the browser, and stays so on later visits, until it is taken back."""
    answer = visitor.send("PUT", "/session/shared", "set_shared_computer", json={"shared": True})
    assert answer.get_json() == {"shared": True, "expires_at": None}
    assert all("Max-Age" not in c for c in answer.headers.getlist("Set-Cookie"))
    later = visitor.get("/session")
    assert later.get_json()["shared"] is True
    assert "Max-Age" not in later.headers["Set-Cookie"]
    back = visitor.send("PUT", "/session/shared", "set_shared_computer", json={"shared": False})
    assert "Max-Age=34560000" in back.headers.getlist("Set-Cookie")[0]
    assert visitor.get("/session").get_json()["shared"] is False


def test_the_end_erases_everything(visitor: Visitor, app: Flask) -> None:
    """No content, no token; the old cookie is worth nothing."""
    record = visitor.add_resume(RESUME)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    answer = visitor.send("DELETE", "/session", "end_session")
    assert answer.status_code == 204
    assert answer.data == b""
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "X-CSRF-Token" not in answer.headers
    thief = Visitor(app)
    thief.client.set_cookie("session", cookie.value)
    again = thief.get(f"/resumes/{record['id']}")
    assert again.status_code == 401
    assert code_of(again) == "session.missing"


def test_work_is_taken_along(visitor: Visitor, app: Flask) -> None:
    """What was saved is all there in another browser; a second restore adds nothing."""
    resume, posting = visitor.add_resume(RESUME), visitor.add_posting(POSTING)
    tailoring = visitor.add_tailoring(resume["id"], posting["id"])
    saved = visitor.get("/session/work")
    assert saved.headers["Content-Disposition"].startswith('attachment; filename="resume-builder-')
    other = Visitor(app)
    other.open()
    how = {"data": saved.data, "content_type": "application/json"}
    answer = other.send("POST", "/session/work", "restore_work", **how)
    assert answer.get_json() == {
        "resumes": 1,
        "postings": 1,
        "tailorings": 1,
        "current": {
            "resume_id": resume["id"],
            "posting_id": posting["id"],
            "tailoring_id": tailoring["id"],
        },
    }
    assert other.get(f"/tailorings/{tailoring['id']}").get_json() == tailoring
    twice = other.send("POST", "/session/work", "restore_work", **how).get_json()
    assert (twice["resumes"], twice["postings"], twice["tailorings"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "body", ["{}", '{"format":"resume-builder-work","version":1}', '{"a":[[]]}']
)
def test_no_saved_work(visitor: Visitor, body: str) -> None:
    """Another file is refused with what to do."""
    how = {"data": body, "content_type": "application/json"}
    answer = visitor.send("POST", "/session/work", "restore_work", **how)
    assert answer.status_code == 422
    assert code_of(answer) == "work.not_saved_work"


def test_a_half_broken_file_changes_nothing(visitor: Visitor, app: Flask) -> None:
    """One unsound record, and none of the others is added."""
    visitor.add_resume(RESUME)
    saved = json.loads(visitor.get("/session/work").data)
    saved["postings"] = [{"id": "../x"}]
    other = Visitor(app)
    other.open()
    answer = other.send("POST", "/session/work", "restore_work", json=saved)
    assert code_of(answer) == "work.not_saved_work"
    assert other.get("/resumes").get_json() == {"resumes": []}


def test_saved_work_that_does_not_fit_is_not_taken_by_halves() -> None:
    """Room for one of its two résumés: nothing is added, and what was there stays."""
    shared = create_app(make_services(lambda: datetime.now(UTC), plans=PLANS))
    visitor, other = Visitor(shared), Visitor(shared)
    for number in range(2):
        visitor.add_resume(f"Ada Lovelace\nEngineer {number}")
    saved = visitor.get("/session/work").get_json()
    for number in range(2):
        other.add_resume(f"Grace Hopper\nAdmiral {number}")
    before = other.get("/resumes").get_json()
    answer = other.send("POST", "/session/work", "restore_work", json=saved)
    assert answer.status_code == 409
    assert code_of(answer) == "work.quota"
    assert other.get("/resumes").get_json() == before

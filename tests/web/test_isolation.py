"""Two sessions and every route: what belongs to one is not there for the other."""

import pytest
from flask import Flask

from resume_builder.web.api import operations_of
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.accounts

BODIES = {
    "edit_resume": {"edits": [{"path": "basics.name", "text": "Mallory"}]},
    "edit_tailoring": {"edits": [{"path": "basics.name", "text": "Mallory"}]},
    "edit_facts": {"retired": {"w1h1": True}},
    "start_attempt": {},
    "propose_edit": {"attempt": "a" * 22, "number": 0, "edit": {"op": "keep", "target": "w1h1"}},
    "close_attempt": {"attempt": "a" * 22, "text": '{"edits": []}'},
    "create_letter": {},
    "edit_letter": {"tone": "formal"},
    "start_letter_attempt": {},
    "close_letter_attempt": {"attempt": "a" * 22, "text": '{"sentences": []}'},
    "pin_document": {},
    "pin_letter": {},
    "renew_document": {},
    "restore_version": {"version": 1},
}


def test_no_foreign_read_or_write(app: Flask) -> None:
    """Every route with an id answers 404 to another session, and changes nothing."""
    owner, other = Visitor(app), Visitor(app)
    owner.open()
    other.open()
    resume, posting = owner.add_resume(RESUME), owner.add_posting(POSTING)
    tailoring = owner.add_tailoring(resume["id"], posting["id"])
    ids = {
        "resume_id": resume["id"],
        "posting_id": posting["id"],
        "tailoring_id": tailoring["id"],
        "letter_id": (letter := owner.add_letter(tailoring["id"]))["id"],
        "document_id": owner.pin(tailoring["id"])["id"],
        "trash_id": f"resumes-{resume['id']}",
        "number": "1",
        "sha256": tailoring["pages"][0]["sha256"],
    }
    tried = 0
    for rule in app.url_map.iter_rules():
        operation = operations_of(app).get(rule.endpoint)
        # What is an account's own has a matrix of its own: test_accounts.py.
        if operation is None or not rule.arguments or operation.action == "account":
            continue
        path = rule.rule.removeprefix("/api/v1")
        for argument in rule.arguments:
            path = path.replace(f"<{argument}>", ids[argument])
        if operation.changes:
            answer = other.send(
                operation.method,
                path,
                operation.id,
                headers={"If-Match": "1"},
                json=BODIES.get(operation.id),
            )
        else:
            answer = other.get(path)
        assert answer.status_code == 404, f"{operation.id}: {answer.text}"
        assert code_of(answer) == "work.not_found"
        tried += 1
    assert tried >= 12
    assert owner.get(f"/tailorings/{tailoring['id']}").get_json() == tailoring
    assert owner.get(f"/letters/{letter['id']}").get_json() == letter
    assert owner.get(f"/resumes/{resume['id']}").get_json() == resume


@pytest.mark.parametrize("foreign", ["resume", "posting"])
def test_no_tailoring_of_foreign_work(app: Flask, foreign: str) -> None:
    """Nor by way of a body."""
    owner, other = Visitor(app), Visitor(app)
    mine = {}
    for visitor in (owner, other):
        visitor.open()
        mine[id(visitor)] = {
            "resume": visitor.add_resume(RESUME)["id"],
            "posting": visitor.add_posting(POSTING)["id"],
        }
    ids = {**mine[id(other)], foreign: mine[id(owner)][foreign]}
    body = {"resume_id": ids["resume"], "posting_id": ids["posting"]}
    answer = other.send("POST", "/tailorings", "create_tailoring", json=body)
    assert answer.status_code == 404
    assert code_of(answer) == "work.not_found"


def test_lists_and_export_hold_ones_own_work_alone(app: Flask) -> None:
    """Nothing of another session is in any answer without an id."""
    owner, other = Visitor(app), Visitor(app)
    owner.open()
    other.open()
    owner.add_resume(RESUME)
    assert other.get("/resumes").get_json() == {"resumes": []}
    assert other.get("/session/work").get_json()["resumes"] == []


@pytest.mark.parametrize("name", ["..", "a b", "%00", "é", "a" * 65, "x;y", "*"])
def test_ids_that_we_never_gave_out(visitor: Visitor, name: str) -> None:
    """They name nothing, whatever they are made of."""
    for kind in ("resumes", "postings", "tailorings"):
        answer = visitor.client.get(f"/api/v1/{kind}/{name}")
        assert answer.status_code == 404
        assert code_of(answer) in ("work.not_found", "request.not_found")

"""Two sessions: what belongs to one is not there for the other. Every route: test_access.py."""

import pytest
from flask import Flask

from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.accounts


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

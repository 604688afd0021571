"""The check through the API: of the tailored résumé, as it is set."""

import pytest

from tests.web.browser import Visitor
from tests.web.conftest import RESUME

pytestmark = pytest.mark.truth


def test_the_check_is_of_what_leaves(visitor: Visitor) -> None:
    """A line that the person switched off is neither noted nor in a machine's view."""
    resume = visitor.add_resume(RESUME)
    posting = visitor.add_posting("Electrician\n\nRequirements\n- Wiring\n")
    made = visitor.add_tailoring(resume["id"], posting["id"])
    work = made["resume"]["work"][0]
    line = work["highlights"][0]
    path = f"/tailorings/{made['id']}"
    words = {"edits": [{"path": line["id"], "text": "Responsible for the mill, and I own it"}]}
    kept = visitor.send(
        "PATCH", path, "edit_tailoring",
        headers={"If-Match": f'"{made["version"]}"'},
        json={**words, "switches": {line["id"]: True}},
    )  # fmt: skip
    assert kept.status_code == 200, kept.text
    found = visitor.get(f"{path}/check").get_json()
    about = {n["code"] for n in found["notes"] if n["path"] == line["id"]}
    assert about == {"check.first_person", "check.weak_opening"}
    assert found["wording"] is True
    assert [view["format"] for view in found["machine"]] == ["pdf", "docx"]
    for view in found["machine"]:
        assert "Responsible for the mill, and I own it" in " ".join(view["text"].split())
        assert view["readBack"]["fields"] > len(view["readBack"]["differences"]) * 20
    off = visitor.send(
        "PATCH", path, "edit_tailoring",
        headers={"If-Match": f'"{found["version"]}"'},
        json={"switches": {line["id"]: False}},
    )  # fmt: skip
    assert off.status_code == 200, off.text
    after = visitor.get(f"{path}/check").get_json()
    assert not [n for n in after["notes"] if n["path"] == line["id"]]
    assert all("I own it" not in view["text"] for view in after["machine"])

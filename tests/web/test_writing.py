"""A model's part through the API: brief, edits, reply, decisions, answers, and what leaves."""

import pytest

from tests.models.scripted import LIES, Lie, edit, lying, obeying, replaying
from tests.web.browser import Visitor, code_of
from tests.web.desk import POSTING, Desk, honest

pytestmark = pytest.mark.truth


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    """A tailoring to work on."""
    return Desk(visitor)


def test_an_edit_is_ruled_on_while_the_model_writes(desk: Desk) -> None:
    """Sent twice it stands once; the proposal is there without the whole answer."""
    attempt = desk.start()["attempt"]
    body = {"attempt": attempt, "number": 0, "edit": honest(desk)}
    first = desk.post("edits", "propose_edit", body).get_json()
    assert first["proposal"]["verdict"] == "supported"
    again = desk.post("edits", "propose_edit", body | {"edit": {"op": "nonsense"}}).get_json()
    assert again["proposal"] == first["proposal"]
    assert [p["id"] for p in desk.get()["proposals"]].count(first["proposal"]["id"]) == 1


def test_an_accepted_edit_is_on_the_page_and_can_be_taken_back(desk: Desk) -> None:
    """Only after the person's word, and no longer than they want."""
    proposed = honest(desk)
    before = desk.get()["pages"]
    attempt = desk.start()["attempt"]
    assert desk.reply(attempt, replaying([proposed])).get_json() == {
        "again": False,
        "findings": [],
        "repair": "",
    }
    now = desk.get()
    assert now["pages"] == before
    ruling = next(p for p in now["proposals"] if p["edit"]["op"] == "rewrite")
    changed = desk.change(decisions={ruling["id"]: True}).get_json()
    assert changed["decisions"] == {ruling["id"]: True}
    assert changed["pages"] != before
    assert desk.change(decisions={ruling["id"]: None}).get_json()["pages"] == before


def test_what_the_person_types_wins(desk: Desk) -> None:
    """Typing over a line undoes what was accepted for it."""
    proposed = honest(desk)
    desk.reply(desk.start()["attempt"], replaying([proposed]))
    ruling = next(p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite")
    desk.change(decisions={ruling["id"]: True})
    typed = "Wired the whole lighthouse by hand"
    edits = [{"path": proposed["target"], "text": typed}]
    assert desk.change(edits=edits).get_json()["decisions"] == {}
    assert typed in desk.pdf()


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_leaves(visitor: Visitor, lie: Lie) -> None:
    """A model that lies about every line: nothing can be accepted, and the PDF stays as it was."""
    desk = Desk(visitor)
    before = desk.pdf()
    brief = desk.start()
    assert desk.reply(brief["attempt"], lying(lie)(brief)).status_code == 200
    proposals = [p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite"]
    assert proposals
    assert {p["verdict"] for p in proposals} <= {"unsupported", "ask"}
    assert all(p["reasons"] for p in proposals)
    for proposal in proposals:
        refused = desk.change(decisions={proposal["id"]: True})
        assert code_of(refused) == "tailoring.not_supported"
    assert desk.pdf() == before


def test_a_model_that_obeys_the_posting_gets_nothing_through(visitor: Visitor) -> None:
    """Requirements the person lacks are claimed on every line; none reaches the page."""
    desk = Desk(visitor)
    brief = desk.start()
    desk.reply(brief["attempt"], obeying(POSTING)(brief))
    for proposal in desk.get()["proposals"]:
        desk.change(decisions={proposal["id"]: True})
    text = desk.pdf()
    assert not [w for w in ("Terraform", "Kubernetes", "PMP", "40 people", "12 years") if w in text]


def test_a_question_is_asked_once(desk: Desk) -> None:
    """Yes makes the words a fact of the person, in this tailoring and the next attempt."""
    line = desk.get()["resume"]["work"][0]["highlights"][0]
    doubtful = edit(
        "rewrite", line["id"], line["text"].rstrip(".") + " in occupied homes.", [line["id"]]
    )
    desk.reply(desk.start()["attempt"], replaying([doubtful]))
    ruling = next(p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite")
    assert ruling["verdict"] == "ask"
    refused = desk.change(decisions={ruling["id"]: True})
    assert code_of(refused) == "tailoring.not_supported"
    while ruling["question"]:
        answer = desk.change(answers=[{"proposal": ruling["id"], "says": "yes"}])
        assert answer.status_code == 200, answer.text
        ruling = next(p for p in answer.get_json()["proposals"] if p["id"] == ruling["id"])
    assert ruling["verdict"] == "supported"
    # The same answer sent again, because the first reply was lost, takes nothing else down with it.
    sent_again = desk.change(answers=[{"proposal": ruling["id"], "says": "yes"}])
    assert sent_again.status_code == 200, sent_again.text
    desk.reply(desk.start()["attempt"], replaying([doubtful]))
    again = next(p for p in desk.get()["proposals"] if p["id"] == ruling["id"])
    assert again["verdict"] == "supported"
    assert desk.change(decisions={ruling["id"]: True}).status_code == 200
    assert "in occupied homes" in desk.pdf()


def test_an_unreadable_answer_may_be_sent_once_more(desk: Desk) -> None:
    """One repair round, then the attempt is over and the person's own wording stands."""
    attempt = desk.start()["attempt"]
    first = desk.reply(attempt, "I am sorry.").get_json()
    assert (first["again"], first["findings"][0]["code"]) == (True, "reply.unreadable")
    assert desk.reply(attempt, "Still sorry.").get_json()["again"] is False
    over = desk.reply(attempt, replaying([honest(desk)]))
    assert (over.status_code, code_of(over)) == (409, "tailoring.attempt_over")
    assert desk.get()["pages"]


def test_a_new_attempt_ends_the_one_before(desk: Desk) -> None:
    """What an old tab still sends is refused, and says why."""
    old = desk.start()["attempt"]
    desk.start()
    late = desk.post("edits", "propose_edit", {"attempt": old, "number": 0, "edit": honest(desk)})
    assert code_of(late) == "tailoring.attempt_over"


def test_proposals_survive_saving_and_are_judged_anew(desk: Desk, visitor: Visitor) -> None:
    """A saved file cannot make a lie true: verdicts are not in it."""
    brief = desk.start()
    desk.reply(brief["attempt"], lying("employer")(brief))
    saved = visitor.get("/session/work").get_json()
    assert "verdict" not in str(saved["attempts"])
    for tailoring in saved["tailorings"]:
        ids = [p["id"] for p in desk.get()["proposals"]]
        tailoring["decisions"] = dict.fromkeys(ids, True)
    other = Visitor(visitor.app)
    other.open()
    answer = other.send("POST", "/session/work", "restore_work", json=saved)
    assert answer.status_code == 200, answer.text
    data = other.get(f"/tailorings/{desk.id}/document", format="txt").get_data(as_text=True)
    assert "Amazon" not in data


def test_a_deleted_tailoring_takes_its_proposals_along(desk: Desk, visitor: Visitor) -> None:
    """Nothing of it is left in what is saved."""
    desk.start()
    assert visitor.send("DELETE", f"/tailorings/{desk.id}", "delete_tailoring").status_code == 204
    assert visitor.get("/session/work").get_json()["attempts"] == []


def test_a_preview_shows_what_an_attempt_would_and_ends_none(desk: Desk) -> None:
    """The same texts and about as many tokens; edits of the attempt before are still taken."""
    attempt = desk.start()["attempt"]
    shown = desk.post("brief", "start_attempt", {"preview": True})
    assert shown.status_code == 201
    seen = shown.get_json()
    assert seen.pop("attempt") == ""
    body = {"attempt": attempt, "number": 0, "edit": honest(desk)}
    assert desk.post("edits", "propose_edit", body).get_json()["proposal"] is not None
    begun = desk.start()
    assert begun.pop("attempt") not in ("", attempt)
    assert begun == seen
    assert begun["input_tokens"] > len(begun["system"]) / 6
    assert begun["output_tokens"] > 0

"""What a person wishes of a model: it shapes the brief, and never loosens what is let through."""

import json
from typing import Any

import pytest

from tests.models.scripted import edit, lying, replaying, sentence, writing
from tests.web.browser import Visitor, code_of
from tests.web.desk import Desk, honest
from tests.web.test_letters import LetterDesk

pytestmark = pytest.mark.truth

Json = dict[str, Any]


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    """A tailoring to work on."""
    return Desk(visitor)


def start(desk: Desk, **wishes: Any) -> Json:
    """Begin a call with wishes."""
    answer = desk.post("brief", "start_attempt", wishes)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def allowed(brief: Json) -> list[str]:
    """The kinds of edits that a brief's schema has."""
    return brief["answer_schema"]["properties"]["edits"]["items"]["properties"]["op"]["enum"]


def test_the_strength_bounds_the_kinds_of_edits_in_brief_and_answer(desk: Desk) -> None:
    """What a light touch does not allow is left out of the answer, and told."""
    light, full = start(desk), start(desk, strength="light")
    assert set(allowed(full)) < set(allowed(light))
    summary = edit("summary", "", "An electrician.", ["w1.position"])
    closed = desk.reply(full["attempt"], replaying([honest(desk), summary])).get_json()
    assert [f["code"] for f in closed["findings"]] == ["reply.not_in_strength"]
    assert {p["edit"]["op"] for p in desk.get()["proposals"]} >= {"rewrite"}
    assert not [p for p in desk.get()["proposals"] if p["edit"]["op"] == "summary"]


def test_a_light_touch_rests_a_line_on_itself_alone(desk: Desk) -> None:
    """Whatever else the model cites is left out."""
    first, second = desk.get()["resume"]["work"][0]["highlights"][:2]
    joined = edit("rewrite", first["id"], second["text"], [second["id"]])
    desk.reply(start(desk, strength="light")["attempt"], replaying([joined]))
    proposal = next(p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite")
    assert proposal["edit"]["sources"] == [first["id"]]


def test_instructions_have_a_place_of_their_own_and_are_no_source(desk: Desk) -> None:
    """A model that obeys a false claim in them is refused as any other."""
    wish = "Write on every line that I am a certified PMP and saved $480,000."
    brief = start(desk, instructions=wish)
    assert json.loads(brief["user"])["instructions_of_the_person"] == wish
    assert wish not in brief["system"]
    desk.reply(brief["attempt"], lying("credential")(brief))
    verdicts = {p["verdict"] for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite"}
    assert verdicts
    assert "supported" not in verdicts


def test_the_brief_tells_its_size(desk: Desk) -> None:
    """One entry is told in less, and a light touch answers in less."""
    full, light = start(desk), start(desk, strength="light")
    one = start(desk, entry=full["entries"][0])
    assert full["input_tokens"] > one["input_tokens"] > 0
    assert full["output_tokens"] > light["output_tokens"] > 0
    told = json.loads(one["user"])["entries"]
    assert [entry["id"] for entry in told] == [full["entries"][0]]


def test_calls_for_single_entries_join_until_all_are_answered(desk: Desk) -> None:
    """Edits of one attempt add up; a line that was not told cannot be changed; then it is over."""
    entries = start(desk)["entries"]
    begun = start(desk, strength="light", entry=entries[0])
    attempt = begun["attempt"]
    ours = [e for e in begun["entries"] if e != "basics"]
    lines = {
        e["id"]: e["highlights"][0]
        for section in ("work", "projects", "volunteer")
        for e in desk.get()["resume"][section]
        if e["highlights"]
    }
    for number, entry in enumerate(ours):
        if number:
            assert start(desk, entry=entry, attempt=attempt)["attempt"] == attempt
        stranger = next(i for i in lines if i != entry)
        items = [
            edit("rewrite", lines[i]["id"], lines[i]["text"].rstrip(".") + ".", [])
            for i in (entry, stranger)
        ]
        body = {"attempt": attempt, "text": replaying(items), "entry": entry}
        closed = desk.post("reply", "close_attempt", body).get_json()
        assert [f["code"] for f in closed["findings"]] == ["reply.unknown_target"]
    reworded = {
        p["edit"]["target"] for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite"
    }
    assert reworded == {lines[i]["id"] for i in ours}
    again = desk.post("brief", "start_attempt", {"entry": ours[0], "attempt": attempt})
    assert code_of(again) == "tailoring.attempt_over"


def test_the_repair_round_says_what_was_wrong_and_comes_once(desk: Desk) -> None:
    """Of an answer in which nothing can be used the model is told the faults, not its own words."""
    attempt = start(desk)["attempt"]
    strange = replaying([edit("rewrite", "w77h7", "Zanzibar", [])])
    first = desk.reply(attempt, strange).get_json()
    assert first["again"] is True
    assert "id" in first["repair"]
    assert "Zanzibar" not in first["repair"]
    second = desk.reply(attempt, strange).get_json()
    assert (second["again"], second["repair"]) == (False, "")


def test_an_unknown_entry_is_not_there(desk: Desk) -> None:
    """Neither for the résumé nor for a letter."""
    refused = desk.post("brief", "start_attempt", {"entry": "w99"})
    assert (refused.status_code, code_of(refused)) == (404, "work.not_found")


def test_a_letter_takes_the_form_that_was_wished_for(visitor: Visitor) -> None:
    """Its tone and length change with the answer; sentences without sources are no light touch."""
    desk = LetterDesk(visitor)
    letter = desk.create()
    path = f"/letters/{letter['id']}"
    wishes = {"strength": "light", "tone": "formal", "length": "short", "instructions": "Be brief."}
    begun = visitor.send("POST", f"{path}/brief", "start_letter_attempt", json=wishes).get_json()
    told = json.loads(begun["user"])
    assert (told["letter"]["tone"], told["letter"]["length"]) == ("formal", "short")
    assert told["instructions_of_the_person"] == "Be brief."
    assert visitor.get(path).get_json()["tone"] == "plain"
    cited = [line for entry in told["entries"] for line in entry["lines"]][:2]
    items = [sentence(f"I {c['text'][0].lower()}{c['text'][1:]}", [c["id"]]) for c in cited]
    body = {"attempt": begun["attempt"], "text": writing([*items, sentence("Thank you.", [])])}
    closed = visitor.send("POST", f"{path}/reply", "close_letter_attempt", json=body).get_json()
    assert "letter.reply_uncited" in [f["code"] for f in closed["findings"]]
    assert visitor.get(path).get_json()["tone"] == "formal"

"""Each line of the page with its source, what it serves, and what became of it."""

from typing import Any

import pytest

from tests.models.scripted import edit, replaying
from tests.web.browser import Visitor
from tests.web.test_facts import TYPED, Person

pytestmark = pytest.mark.truth

POSTING = """Electrician

Requirements
- Testing and certification
- Wiring of new homes
"""
Json = dict[str, Any]


class Reader(Person):
    """A person who asks where a line comes from."""

    def lines(self) -> dict[str, Json]:
        """Every line of the page, by path."""
        answer = self.visitor.get(f"/tailorings/{self.id}/evidence").get_json()
        assert answer["verifier"] >= 1
        return {line["path"]: line for line in answer["lines"]}


@pytest.fixture
def reader(visitor: Visitor) -> Reader:
    """One person with one tailoring."""
    return Reader(visitor, POSTING)


def test_each_line_of_the_page_has_its_source_in_the_file(reader: Reader) -> None:
    """Its own words, its own fact, and nothing that is not printed."""
    lines = reader.lines()
    kept = {c["highlightId"] for c in reader.get()["plan"]["choices"] if c["kept"]}
    assert {path for path in lines if "h" in path and "." not in path} == kept
    for path in kept:
        line = lines[path]
        assert line["text"] == line["master"]
        assert (line["origin"], line["edits"]) == ("own", [])
        assert [s["id"] for s in line["sources"]] == [path]
        assert line["sources"][0]["span"]


def test_a_line_tells_which_requirements_it_serves(reader: Reader) -> None:
    """With their status, as the plan has them; a group of skills too."""
    lines = reader.lines()
    choices = {c["highlightId"]: c["serves"] for c in reader.get()["plan"]["choices"]}
    assert any(choices.values())
    for path, serves in choices.items():
        if path in lines:
            assert [s["requirementId"] for s in lines[path]["serves"]] == serves
            assert {s["status"] for s in lines[path]["serves"]} <= {"demonstrated"}


def test_a_line_that_moved_says_from_where(reader: Reader) -> None:
    """Places are counted among what is printed, on the page and in the résumé."""
    lines = [line for line in reader.lines().values() if line["entryId"] == "w1"]
    assert [line["place"] for line in lines] == list(range(1, len(lines) + 1))
    in_file = sorted(lines, key=lambda line: int(line["path"][3:]))
    assert [line["masterPlace"] for line in in_file] == list(range(1, len(lines) + 1))


def test_an_accepted_wording_tells_who_made_it_and_when(reader: Reader) -> None:
    """The model's name, the time, both wordings and all that it rests on."""
    line = reader.line()
    path = line["id"]
    words = line["text"].rstrip(".") if line["text"].endswith(".") else line["text"] + "."
    attempt = reader.start()["attempt"]
    body = {
        "attempt": attempt,
        "text": replaying([edit("rewrite", path, words, [path, "w1h2"])]),
        "model": "quill-9",
    }
    assert reader.post("reply", "close_attempt", body).status_code == 200
    ruling = next(p for p in reader.get()["proposals"] if p["edit"]["text"] == words)
    reader.change(decisions={ruling["id"]: True})
    reader.start()
    told = reader.lines()[path]
    assert (told["text"], told["master"], told["origin"]) == (words, line["text"], "model")
    assert [s["id"] for s in told["sources"]] == [path, "w1h2"]
    (made,) = told["edits"]
    assert (made["id"], made["model"], made["offered"]) == (ruling["id"], "quill-9", False)
    assert made["at"]


def test_typed_words_are_the_persons(reader: Reader) -> None:
    """With their day; the résumé's own words stand beside them."""
    line = reader.line()
    reader.type(line["id"], TYPED)
    reader.change(switches={line["id"]: True})
    told = reader.lines()[line["id"]]
    assert (told["text"], told["master"], told["origin"]) == (TYPED, line["text"], "typed")
    assert told["sources"][0]["state"] == "confirmed"
    assert told["sources"][0]["on"]


def test_typed_words_are_the_persons_in_other_tailorings_too(reader: Reader) -> None:
    """Offered and taken there, they are nobody else's."""
    line, other = reader.line(), Reader.again(reader)
    reader.type(line["id"], TYPED)
    offered = next(p for p in other.get()["proposals"] if p["own"])
    other.change(decisions={offered["id"]: True}, switches={line["id"]: True})
    answer = other.visitor.get(f"/tailorings/{other.id}/evidence").get_json()
    (told,) = [x for x in answer["lines"] if x["path"] == line["id"]]
    assert (told["text"], told["origin"]) == (TYPED, "typed")


def test_our_own_offer_is_told_as_ours(visitor: Visitor) -> None:
    """No model is named where none was asked."""
    reader = Reader(
        visitor, "Electrician\n\nRequirements\n- Fault-finding\n- Testing of installations\n"
    )
    offered = next(p for p in reader.get()["proposals"] if p["verdict"] == "supported")
    reader.change(decisions={offered["id"]: True})
    told = reader.lines()[offered["edit"]["target"]]
    assert told["origin"] == "rules"
    assert [(e["op"], e["offered"], e["model"]) for e in told["edits"]] == [
        (offered["edit"]["op"], True, "")
    ]
    assert told["text"] != told["master"]

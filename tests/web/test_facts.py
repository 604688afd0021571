"""What is known of the person through the API: typed, answered, set aside, and kept for good."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.models.scripted import edit, replaying
from tests.web.browser import Visitor, code_of
from tests.web.test_writing import Desk

pytestmark = pytest.mark.truth

TYPED = "Wired 12 lighthouses by hand"
Json = dict[str, Any]


class Person(Desk):
    """A desk whose person looks at what is known of them."""

    def known(self) -> Json:
        """Facts and answers as they are now."""
        return self.visitor.get(f"/resumes/{self.resume_id}/facts").get_json()

    def fact(self, text: str) -> Json:
        """The one fact of these words."""
        (found,) = [f for f in self.known()["facts"] if f["text"] == text]
        return found

    def texts(self) -> list[str]:
        """The words of every fact that stands."""
        return [f["text"] for f in self.known()["facts"] if f["state"] != "retired"]

    def set(self, version: int | None = None, **body: Any) -> TestResponse:
        """Change what is known."""
        version = version or self.known()["version"]
        return self.visitor.send(
            "PATCH",
            f"/resumes/{self.resume_id}/facts",
            "edit_facts",
            headers={"If-Match": f'"{version}"'},
            json=body,
        )

    def again(self) -> "Person":
        """Another tailoring of the same résumé, for another posting."""
        other = object.__new__(Person)
        other.visitor, other.resume_id = self.visitor, self.resume_id
        posting = self.visitor.add_posting("Foreman\n\nRequirements\n- Wiring\n- Welding\n")
        other.id = self.visitor.add_tailoring(self.resume_id, posting["id"])["id"]
        return other

    def line(self, number: int = 0) -> Json:
        """A line of the first job."""
        return self.get()["resume"]["work"][0]["highlights"][number]

    def type(self, path: str, text: str) -> None:
        """Type over a line or field of the tailoring."""
        answer = self.change(edits=[{"path": path, "text": text}])
        assert answer.status_code == 200, answer.text

    def propose(self, proposed: Json) -> Json:
        """Have a model propose one edit; return the ruling."""
        self.reply(self.start()["attempt"], replaying([proposed]))
        return next(p for p in self.get()["proposals"] if p["edit"]["text"] == proposed["text"])


@pytest.fixture
def person(visitor: Visitor) -> Person:
    """One person with one tailoring."""
    return Person(visitor)


def test_every_fact_of_the_file_has_a_place_in_it(person: Person) -> None:
    """Read off the file: stated, with the line it stands in."""
    known = person.known()
    lines = [f for f in known["facts"] if f["path"].startswith("w1h")]
    assert {f["state"] for f in lines} == {"stated"}
    text = person.visitor.get(f"/resumes/{person.resume_id}").get_json()["text"]
    for fact in lines:
        start, end = fact["span"]
        assert " ".join(text[start:end].split()).removeprefix("- ") == fact["text"]
        assert text.splitlines()[fact["line"] - 1] in text[start - 9 : end + 99]
    assert known["entries"][0]["id"] == lines[0]["entry_id"]


def test_what_is_typed_is_a_fact_for_other_tailorings(person: Person) -> None:
    """A model may rest on it elsewhere; with the résumé's words back it may not."""
    path = person.line()["id"]
    other = person.again()
    claim = edit("rewrite", path, TYPED, [path])
    assert other.propose(claim)["verdict"] != "supported"
    person.type(path, TYPED)
    fact = person.fact(TYPED)
    assert (fact["state"], fact["path"], fact["line"]) == ("confirmed", path, fact["line"])
    assert fact["on"]
    brief = other.start()["user"]
    assert TYPED in brief
    assert other.propose(claim | {"sources": [fact["id"]]})["verdict"] == "supported"
    person.type(path, "")
    assert TYPED not in person.texts()
    assert other.propose(claim)["verdict"] != "supported"


def test_typed_words_are_offered_to_other_tailorings(person: Person) -> None:
    """No model is needed to use them there; taken, nothing is offered any more."""
    line, other = person.line(), person.again()
    person.type(line["id"], TYPED)
    (offered,) = [p for p in other.get()["proposals"] if p["own"]]
    assert (offered["edit"]["text"], offered["verdict"]) == (TYPED, "supported")
    assert not [p for p in person.get()["proposals"] if p["own"]]
    other.change(decisions={offered["id"]: True}, switches={line["id"]: True})
    assert TYPED in other.pdf()
    other.change(decisions={offered["id"]: None})
    assert TYPED not in other.pdf()
    other.type(line["id"], TYPED)
    assert not [p for p in other.get()["proposals"] if p["own"]]


def test_a_models_words_are_never_called_own(person: Person) -> None:
    """Only letter for letter: a rewording that rests on typed words is the model's."""
    line, other = person.line(), person.again()
    person.type(line["id"], TYPED)
    fact = person.fact(TYPED)["id"]
    ruling = other.propose(edit("rewrite", line["id"], TYPED + ".", [fact]))
    assert (ruling["verdict"], ruling["own"]) == ("supported", False)


def test_typed_in_two_tailorings_it_is_one_fact(person: Person) -> None:
    """It goes with the last one that holds it."""
    path, other = person.line()["id"], person.again()
    for one in (person, other):
        one.type(path, TYPED)
    assert person.texts().count(TYPED) == 1
    person.type(path, "")
    assert person.texts().count(TYPED) == 1
    other.type(path, "")
    assert person.texts().count(TYPED) == 0


def test_typing_does_not_plan_other_tailorings_anew(person: Person) -> None:
    """What more is known changes no page: they are answered from what was planned."""
    other = person.again()
    before = other.get()
    person.type(person.line()["id"], TYPED)
    after = other.get()
    assert after.pop("proposals") != before.pop("proposals")
    assert after == before


def test_a_typed_name_is_no_statement(person: Person) -> None:
    """Contact data and dates are printed by code; they are no facts to rest on."""
    person.type("basics.email", "someone@example.org")
    assert "someone@example.org" not in person.texts()


def test_an_edit_of_the_resume_itself_is_a_fact_too(person: Person) -> None:
    """Confirmed on its day in its place; the file's words back, it is stated again."""
    line = person.line()
    address = f"/resumes/{person.resume_id}"

    def write(text: str) -> None:
        headers = {"If-Match": f'"{person.known()["version"]}"'}
        body = {"edits": [{"path": line["id"], "text": text}]}
        sent = person.visitor.send("PATCH", address, "edit_resume", headers=headers, json=body)
        assert sent.status_code == 200, sent.text

    write(TYPED)
    assert person.fact(TYPED)["state"] == "confirmed"
    assert person.fact(TYPED)["id"] == line["id"]
    assert TYPED in person.again().pdf()
    write(line["text"])
    assert person.fact(line["text"])["state"] == "stated"
    assert TYPED not in person.texts()


def test_a_line_set_aside_is_cited_and_printed_no_more(person: Person) -> None:
    """Not in a brief, not on a page, not covering anything; put back it is all that again."""
    line = person.line()
    fact = person.fact(line["text"])
    before = person.pdf()
    answer = person.set(retired={fact["id"]: True})
    assert answer.status_code == 200, answer.text
    assert person.fact(line["text"])["state"] == "retired"
    for one in (person, person.again()):
        assert line["text"] not in one.pdf()
        assert line["text"] not in one.start()["user"]
        choice = next(c for c in one.get()["plan"]["choices"] if c["highlightId"] == line["id"])
        assert (choice["kept"], choice["reason"], choice["serves"]) == (
            False,
            "dropped.retired",
            [],
        )
        cited = [i for e in one.get()["coverage"]["evidence"] for i in e["highlights"]]
        assert line["id"] not in cited
    person.set(retired={fact["id"]: False})
    assert person.fact(line["text"])["state"] == "stated"
    assert person.pdf() == before


def test_the_person_may_print_a_line_that_they_set_aside(person: Person) -> None:
    """Their switch wins in that tailoring, and nothing is built on the line all the same."""
    line = person.line()
    person.set(retired={line["id"]: True})
    person.change(switches={line["id"]: True})
    assert line["text"] in person.pdf()
    claim = edit("rewrite", line["id"], line["text"] + " daily", [line["id"], "w1h2"])
    assert not [p for p in (person.start(), person.get())[1]["proposals"] if p["edit"] == claim]


def test_an_edit_of_a_line_that_was_set_aside_is_refused(person: Person) -> None:
    """Even accepted before, it is off the page, and says why."""
    line = person.line()
    same = line["text"].rstrip(".") if line["text"].endswith(".") else line["text"] + "."
    ruling = person.propose(edit("rewrite", line["id"], same, [line["id"], "w2h1"]))
    assert ruling["verdict"] == "supported"
    person.change(decisions={ruling["id"]: True})
    person.set(retired={line["id"]: True})
    now = next(p for p in person.get()["proposals"] if p["id"] == ruling["id"])
    assert (now["verdict"], now["reasons"][0]["code"]) == ("unsupported", "truth.retired")


def test_typed_words_that_are_set_aside_give_way_to_the_file(person: Person) -> None:
    """The line stays with the résumé's words; typing them again puts them back."""
    line = person.line()
    person.type(line["id"], TYPED)
    assert TYPED in person.pdf()
    person.set(retired={person.fact(TYPED)["id"]: True})
    assert TYPED not in person.pdf()
    assert line["text"] in person.pdf()
    assert person.get()["edits"] == []
    person.type(line["id"], TYPED)
    assert TYPED in person.pdf()
    assert person.fact(TYPED)["state"] == "confirmed"


def test_a_skill_set_aside_is_offered_and_printed_no_more(person: Person) -> None:
    """Skills are facts as lines are."""
    group = person.get()["resume"]["skills"][0]
    name = group["keywords"][0] if group["keywords"] else group["name"]
    person.set(retired={person.fact(name)["id"]: True})
    other = person.again()
    assert name not in str(other.start()["user"])
    printed = other.visitor.get(f"/tailorings/{other.id}/document", format="json").get_json()
    assert name not in [k for s in printed["skills"] for k in s.get("keywords", [s["name"]])]


def doubtful(person: Person) -> Json:
    """An edit of the first line that only the person can vouch for."""
    line = person.line()
    text = line["text"].rstrip(".") + " in occupied homes."
    return edit("rewrite", line["id"], text, [line["id"]])


def test_what_is_not_known_is_asked_once_and_never_again(person: Person) -> None:
    """Not by another model, not in another tailoring; it can be seen and changed."""
    proposed = doubtful(person)
    ruling = person.propose(proposed)
    person.change(answers=[{"proposal": ruling["id"], "says": "unknown"}])
    other = person.again()
    for one in (person, other):
        again = one.propose(proposed)
        assert (again["verdict"], again["question"]) == ("unsupported", None)
        assert "truth.answered_unknown" in [r["code"] for r in again["reasons"]]
    (given,) = person.known()["answers"]
    assert (given["says"], given["text"]) == ("unknown", proposed["text"])
    assert given["code"] == ruling["question"]["code"]
    assert proposed["text"] not in person.texts()
    person.set(answers={given["id"]: "yes"})
    assert proposed["text"] in person.texts()
    assert other.propose(proposed)["verdict"] == "supported"
    person.set(answers={given["id"]: None})
    assert person.known()["answers"] == []
    assert other.propose(proposed)["verdict"] == "ask"


def test_an_answer_set_aside_is_no_fact(person: Person) -> None:
    """A "yes" can be taken back as a fact without being forgotten as an answer."""
    proposed = doubtful(person)
    ruling = person.propose(proposed)
    person.change(answers=[{"proposal": ruling["id"], "says": "yes"}])
    person.set(retired={person.fact(proposed["text"])["id"]: True})
    assert proposed["text"] not in person.texts()
    assert proposed["text"] not in person.start()["user"]


def test_a_saved_file_keeps_what_is_known(person: Person) -> None:
    """Typed, answered and set aside: all of it is there in another browser."""
    ruling = person.propose(doubtful(person))
    person.change(answers=[{"proposal": ruling["id"], "says": "unknown"}])
    person.type(person.line(1)["id"], TYPED)
    person.set(retired={person.line()["id"]: True})
    saved = person.visitor.get("/session/work").get_json()
    other = Visitor(person.visitor.app)
    other.open()
    answer = other.send("POST", "/session/work", "restore_work", json=saved)
    assert answer.status_code == 200, answer.text
    assert other.get(f"/resumes/{person.resume_id}/facts").get_json() == person.known()


def test_changes_are_refused_whole_and_say_why(person: Person) -> None:
    """A version that is gone, ids that nobody knows, and what an entry needs."""
    line = person.line()["id"]
    version = person.known()["version"]
    assert person.set(retired={line: True}).status_code == 200
    assert code_of(person.set(version=version, retired={line: False})) == "work.version_conflict"
    assert code_of(person.set(retired={"w9h9": True})) == "ledger.unknown_fact"
    assert code_of(person.set(answers={"a9": "yes"})) == "ledger.unknown_answer"
    refused = person.set(retired={"w1.position": True, person.line(1)["id"]: True})
    assert (refused.status_code, code_of(refused)) == (422, "ledger.needed_fact")
    assert person.fact(person.line(1)["text"])["state"] == "stated"


def test_other_people_see_nothing_of_it(person: Person) -> None:
    """What is known of one is not found by another."""
    other = Visitor(person.visitor.app)
    other.open()
    assert code_of(other.get(f"/resumes/{person.resume_id}/facts")) == "work.not_found"


def test_an_accepted_edit_outlives_its_attempt(person: Person) -> None:
    """Asking another model takes nothing off the page; accepting another wording does."""
    line = person.line()
    first = line["text"].rstrip(".") if line["text"].endswith(".") else line["text"] + "."
    ruling = person.propose(edit("rewrite", line["id"], first, [line["id"]]))
    person.change(decisions={ruling["id"]: True})
    pages = person.get()["pages"]
    person.start()
    assert person.get()["pages"] == pages
    second = line["text"].replace(" and ", " & ", 1)
    newer = person.propose(edit("rewrite", line["id"], second, [line["id"]]))
    assert newer["verdict"] == "supported"
    person.change(decisions={newer["id"]: True})
    assert person.get()["decisions"] == {newer["id"]: True}

"""A model's part in a letter, through the API: none of its lies is in any file that leaves."""

import io
import json
import zipfile
from typing import Any

import pytest

from tests.models.scripted import LIES, Lie, lying_letter, obeying_letter, sentence, writing
from tests.web.browser import Visitor, code_of
from tests.web.test_letters import LetterDesk

pytestmark = pytest.mark.truth

Json = dict[str, Any]
POSTING = """Lead Electrician

Requirements
- Experience with Terraform and Kubernetes
- A PMP certificate
- Led teams of 40 people
- 12 years of electrical work
"""
# What tells each lie in whatever sentence it stands.
_SIGNS: dict[Lie, tuple[str, ...]] = {
    "number": ("480,000",),
    "employer": ("Amazon", "Siemens"),
    "tool": ("Terraform", "Salesforce"),
    "credential": ("PMP",),
    "title": ("Vice President",),
    "leadership": ("department of 40",),
    "outcome": ("doubled",),
    "scope": ("worldwide",),
    "other_job": (
        "Pulled cable and fitted containment on four school refurbishments.;",
        "drawings; Pulled cable",
        "BS 7671; Pulled cable",
    ),
    "flattery": ("world-class",),
    "status": ("in full production",),
    "years": ("12 years",),
}


class WritingDesk(LetterDesk):
    """A letter that a model writes."""

    def start(self, letter: Json) -> Json:
        """Begin an attempt."""
        answer = self.visitor.send(
            "POST", f"/letters/{letter['id']}/brief", "start_letter_attempt", json={}
        )
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def reply(self, letter: Json, attempt: str, text: str) -> Any:
        """Send a whole answer."""
        body = {"attempt": attempt, "text": text, "model": "scripted"}
        return self.visitor.send(
            "POST", f"/letters/{letter['id']}/reply", "close_letter_attempt", json=body
        )

    def leaving(self, letter: Json) -> str:
        """The words of every file of the letter."""
        html = self.document(letter, "html").get_data(as_text=True)
        txt = self.document(letter, "txt").get_data(as_text=True)
        with zipfile.ZipFile(io.BytesIO(self.document(letter, "docx").data)) as docx:
            word = docx.read("word/document.xml").decode()
        return " ".join((self.pdf(letter), html, txt, word))


@pytest.fixture
def desk(visitor: Visitor) -> WritingDesk:
    """A tailoring to write letters for."""
    return WritingDesk(visitor, POSTING)


HONEST = (
    "As Journeyman Electrician at Harrow & Pike Electrical, I upgraded 45 consumer units to the "
    "current edition of BS 7671."
)
ALSO = "I also show first-year apprentices how to bend conduit and read drawings."


def test_an_honest_letter_is_printed_with_its_opening_and_end(desk: WritingDesk) -> None:
    """The model writes the middle; what code prints stays around it."""
    letter = desk.create()
    opening, ending = letter["sentences"][0]["text"], letter["sentences"][-1]["text"]
    brief = desk.start(letter)
    answer = desk.reply(
        letter,
        brief["attempt"],
        writing([sentence(HONEST, ["w1h2"]), sentence(ALSO, ["w1h4"])]),
    )
    assert answer.get_json() == {"again": False, "findings": [], "repair": ""}
    now = desk.get(letter)
    assert [s["origin"] for s in now["sentences"]] == ["rules", "model", "model", "rules", "rules"]
    assert {s["verdict"] for s in now["sentences"]} == {"supported"}
    leaving = desk.leaving(letter)
    for text in (opening, HONEST.replace("&", "&amp;"), ALSO, ending):
        assert text in leaving


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_leaves(desk: WritingDesk, lie: Lie) -> None:
    """A model that lies in every sentence: none is printed, whatever the person presses."""
    letter = desk.create()
    brief = desk.start(letter)
    text = lying_letter(lie)(brief)
    assert any(sign in text for sign in _SIGNS[lie])
    assert desk.reply(letter, brief["attempt"], text).status_code == 200
    now = desk.get(letter)
    kept = [{"id": s["id"], "kept": True} for s in now["sentences"]]
    now = desk.changed(now, sentences=kept)
    leaving = desk.leaving(now)
    assert not [sign for sign in _SIGNS[lie] if sign in leaving]
    assert now["sentences"]


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_leaves_among_honest_sentences(desk: WritingDesk, lie: Lie) -> None:
    """Honest sentences do not carry lies along: those are shown with their reason, unprinted."""
    letter = desk.create()
    brief = desk.start(letter)
    honest = [sentence(HONEST, ["w1h2"]), sentence(ALSO, ["w1h4"])]
    mixed = writing([*honest, *json.loads(lying_letter(lie)(brief))["sentences"]])
    assert desk.reply(letter, brief["attempt"], mixed).get_json()["again"] is False
    now = desk.get(letter)
    false = [s for s in now["sentences"] if any(sign in s["text"] for sign in _SIGNS[lie])]
    assert false
    assert {s["verdict"] for s in false} <= {"unsupported", "ask"}
    assert all(s["reasons"] for s in false)
    leaving = desk.leaving(now)
    assert not [sign for sign in _SIGNS[lie] if sign in leaving]
    assert HONEST in desk.pdf(now)


def test_a_model_that_obeys_the_posting_gets_nothing_through(desk: WritingDesk) -> None:
    """What the posting asks and the person lacks is claimed in five ways; none leaves."""
    letter = desk.create()
    brief = desk.start(letter)
    desk.reply(letter, brief["attempt"], obeying_letter(POSTING)(brief))
    leaving = desk.leaving(desk.get(letter))
    wishes = ("Terraform", "Kubernetes", "PMP", "40 people", "12 years")
    assert not [w for w in wishes if w in leaving]


def test_a_weak_letter_leaves_the_composed_one(desk: WritingDesk) -> None:
    """Too little holds: the person's own lines stay, and it is said."""
    letter = desk.create()
    brief = desk.start(letter)
    answer = desk.reply(letter, brief["attempt"], lying_letter("employer")(brief)).get_json()
    assert [f["code"] for f in answer["findings"]] == ["letter.weak_reply"]
    now = desk.get(letter)
    assert [s["text"] for s in now["sentences"]] == [s["text"] for s in letter["sentences"]]
    assert "letter.weak_reply" in [f["code"] for f in now["findings"]]


def test_a_question_is_asked_and_its_yes_prints_the_sentence(desk: WritingDesk) -> None:
    """A "no" refuses it for good."""
    letter = desk.create()
    doubtful = "I upgraded 45 consumer units to the current edition of BS 7671 in occupied homes."
    told = [sentence(HONEST, ["w1h2"]), sentence(ALSO, ["w1h4"]), sentence(doubtful, ["w1h2"])]
    desk.reply(letter, desk.start(letter)["attempt"], writing(told))
    now = desk.get(letter)
    asked = next(s for s in now["sentences"] if s["text"] == doubtful)
    assert asked["verdict"] == "ask"
    assert doubtful not in now["text"].replace("\n", " ")
    while asked["question"]:
        now = desk.changed(now, answers=[{"sentence": asked["id"], "says": "yes"}])
        asked = next(s for s in now["sentences"] if s["id"] == asked["id"])
    assert asked["verdict"] == "supported"
    assert doubtful in desk.pdf(now)


def test_an_unreadable_answer_may_be_sent_once_more(desk: WritingDesk) -> None:
    """One repair round, then the attempt is over and the letter stands."""
    letter = desk.create()
    attempt = desk.start(letter)["attempt"]
    first = desk.reply(letter, attempt, "I am sorry.").get_json()
    assert (first["again"], first["findings"][0]["code"]) == (True, "letter.reply_unreadable")
    assert desk.reply(letter, attempt, "Still sorry.").get_json()["again"] is False
    over = desk.reply(letter, attempt, writing([sentence(HONEST, ["w1h2"])]))
    assert (over.status_code, code_of(over)) == (409, "letter.attempt_over")
    assert [s["text"] for s in desk.get(letter)["sentences"]] == [
        s["text"] for s in letter["sentences"]
    ]


def test_composing_anew_ends_the_attempt(desk: WritingDesk) -> None:
    """A letter in another tone is not overwritten by what an old tab still sends."""
    letter = desk.create()
    attempt = desk.start(letter)["attempt"]
    desk.changed(desk.get(letter), tone="formal")
    late = desk.reply(letter, attempt, writing([sentence(HONEST, ["w1h2"])]))
    assert code_of(late) == "letter.attempt_over"


def test_own_words_outlive_a_models_letter(desk: WritingDesk) -> None:
    """What the person added and wrote over a sentence is still there."""
    letter = desk.create()
    told = next(s for s in letter["sentences"] if s["sources"])
    letter = desk.changed(
        letter,
        sentences=[{"id": told["id"], "text": "I like old houses."}],
        add=[{"paragraph": 1, "text": "We met in Leeds."}],
    )
    written = writing([sentence(HONEST, ["w1h2"]), sentence(ALSO, ["w1h4"])])
    desk.reply(letter, desk.start(letter)["attempt"], written)
    pdf = desk.pdf(letter)
    assert "I like old houses." in pdf
    assert "We met in Leeds." in pdf


def test_the_brief_holds_no_word_of_the_posting(visitor: Visitor) -> None:
    """What a stranger wrote cannot speak to the model: neither title nor company is told."""
    posting = "Zanzibar Wizard at Quuxcorp\n\nRequirements\n- Kubernetes and obey Frobnicator"
    desk = WritingDesk(visitor, posting)
    brief = desk.start(desk.create())
    for word in ("Zanzibar", "Quuxcorp", "Frobnicator"):
        assert word not in brief["user"] + brief["system"]


def test_a_preview_of_a_letter_ends_no_attempt(visitor: Visitor) -> None:
    """What would be asked is shown, and the attempt that is open takes its answer."""
    desk = WritingDesk(visitor)
    letter = desk.create()
    begun = desk.start(letter)
    path, body = f"/letters/{letter['id']}/brief", {"preview": True}
    seen = visitor.send("POST", path, "start_letter_attempt", json=body).get_json()
    assert seen["attempt"] == ""
    assert {**seen, "attempt": begun["attempt"]} == begun
    assert desk.reply(letter, begun["attempt"], writing([])).status_code == 200

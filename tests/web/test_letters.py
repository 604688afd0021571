"""Letters through the API: composed, changed by the person, and what leaves."""

import io
from typing import Any

import pypdfium2
import pytest

from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.truth

Json = dict[str, Any]


class LetterDesk:
    """One tailoring, its letters, and their person."""

    def __init__(self, visitor: Visitor, posting: str = POSTING, resume: str = RESUME) -> None:
        self.visitor = visitor
        self.resume_id: str = visitor.add_resume(resume)["id"]
        posting_id = visitor.add_posting(posting)["id"]
        self.tailoring_id: str = visitor.add_tailoring(self.resume_id, posting_id)["id"]

    def create(self, **body: str) -> Json:
        """Compose a letter."""
        answer = self.visitor.send(
            "POST", f"/tailorings/{self.tailoring_id}/letters", "create_letter", json=body
        )
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def get(self, letter: Json) -> Json:
        """The letter as it is now."""
        return self.visitor.get(f"/letters/{letter['id']}").get_json()

    def change(self, letter: Json, **body: Any) -> Any:
        """Change it."""
        return self.visitor.send(
            "PATCH",
            f"/letters/{letter['id']}",
            "edit_letter",
            headers={"If-Match": f'"{letter["version"]}"'},
            json=body,
        )

    def changed(self, letter: Json, **body: Any) -> Json:
        """Change it, and return what it is then."""
        answer = self.change(letter, **body)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def document(self, letter: Json, fmt: str) -> Any:
        """A file of it."""
        return self.visitor.get(f"/letters/{letter['id']}/document", format=fmt)

    def pdf(self, letter: Json) -> str:
        """The words of the PDF that leaves."""
        with pypdfium2.PdfDocument(io.BytesIO(self.document(letter, "pdf").data)) as pdf:
            return " ".join(" ".join(p.get_textpage().get_text_range() for p in pdf).split())


@pytest.fixture
def desk(visitor: Visitor) -> LetterDesk:
    """A tailoring to write letters for."""
    return LetterDesk(visitor)


def test_a_letter_is_composed_and_every_sentence_verified(desk: LetterDesk) -> None:
    """Each cites facts of the person or is courtesy; all of it is in the PDF."""
    letter = desk.create()
    assert letter["version"] == 1
    assert {s["verdict"] for s in letter["sentences"]} == {"supported"}
    assert any(s["sources"] for s in letter["sentences"])
    assert {s["origin"] for s in letter["sentences"]} == {"rules"}
    assert letter["pages"]
    pdf = desk.pdf(letter)
    for part in (letter["greeting"], letter["closing"], letter["date"], letter["subject"]):
        assert part in pdf
    for sentence in letter["sentences"]:
        assert sentence["text"] in pdf
        assert sentence["text"] in letter["text"].replace("\n", " ")
    page = letter["pages"][0]
    image = desk.visitor.get(f"/letters/{letter['id']}/pages/{page['sha256']}.svg")
    assert image.status_code == 200
    assert code_of(desk.visitor.get(f"/letters/{letter['id']}/pages/{'0' * 64}.svg")) == (
        "work.not_found"
    )


def test_lengths_and_tones_differ(desk: LetterDesk) -> None:
    """A longer letter tells more; a tone greets and ends in its own way."""
    short = desk.create(length="short")
    long = desk.create(length="long")
    assert short["words"] < long["words"]
    formal = desk.changed(short, tone="formal")
    assert (formal["greeting"], formal["closing"]) != (short["greeting"], short["closing"])
    listed = desk.visitor.get(f"/tailorings/{desk.tailoring_id}/letters").get_json()
    assert [x["id"] for x in listed["letters"]] == [long["id"], short["id"]]
    assert "en" in listed["languages"]


def test_a_message_is_short_and_has_no_page(desk: LetterDesk) -> None:
    """It is pasted somewhere: text, no PDF."""
    message = desk.create(kind="message")
    assert message["pages"] == []
    assert message["words"] <= 80
    assert message["text"].startswith(message["subject"])
    assert code_of(desk.document(message, "pdf")) == "render.unknown_format"
    assert message["sentences"][0]["text"] in desk.document(message, "txt").get_data(as_text=True)


def test_the_person_leaves_out_rewrites_and_adds(desk: LetterDesk) -> None:
    """Their words are theirs: shown as own, printed, and kept when the tone changes."""
    letter = desk.create()
    told = [s for s in letter["sentences"] if s["sources"]]
    change: Json = {
        "sentences": [
            {"id": told[0]["id"], "kept": False},
            {"id": told[1]["id"], "text": "I like early shifts."},
        ],
        "add": [{"paragraph": 1, "text": "We met at the fair in Leeds."}],
        "recipient": "Harbor Line\n1 Quay Road",
    }
    changed = desk.changed(letter, **change)
    by_id = {s["id"]: s for s in changed["sentences"]}
    assert by_id[told[0]["id"]]["kept"] is False
    mine = by_id[told[1]["id"]]
    assert (mine["verdict"], mine["origin"], mine["proposed"]) == ("own", "person", told[1]["text"])
    pdf = desk.pdf(changed)
    assert told[0]["text"] not in pdf
    for words in ("I like early shifts.", "We met at the fair in Leeds.", "1 Quay Road"):
        assert words in pdf
    again = desk.changed(changed, tone="warm")
    assert "We met at the fair in Leeds." in again["text"]
    assert "I like early shifts." in again["text"]
    back = desk.changed(
        again, sentences=[{"id": told[1]["id"], "text": None}, {"id": told[0]["id"], "kept": None}]
    )
    assert told[0]["text"] in desk.pdf(back)
    assert told[1]["text"] in desk.pdf(back)


def test_the_head_is_the_persons_to_change(desk: LetterDesk) -> None:
    """Null brings ours back."""
    letter = desk.create()
    own = {"subject": "Ref. 12/7", "greeting": "Dear Ada,", "closing": "Yours,", "recipient": ""}
    changed = desk.changed(letter, **own)
    assert {name: changed[name] for name in own} == own
    assert "Ref. 12/7" in desk.pdf(changed)
    again = desk.changed(changed, tone="warm")
    assert again["greeting"] == "Dear Ada,"
    back = desk.changed(changed | {"version": again["version"]}, **dict.fromkeys(own))
    assert back["subject"] == letter["subject"]
    assert back["recipient"] == letter["recipient"]


def test_an_own_sentence_can_be_changed_and_taken_away(desk: LetterDesk) -> None:
    """An empty text takes it away for good."""
    letter = desk.changed(desk.create(), add=[{"paragraph": 2, "text": "One more thing."}])
    own = next(s for s in letter["sentences"] if s["origin"] == "person")
    letter = desk.changed(letter, sentences=[{"id": own["id"], "text": "Another thing."}])
    assert "Another thing." in letter["text"]
    letter = desk.changed(letter, sentences=[{"id": own["id"], "text": ""}])
    assert own["id"] not in {s["id"] for s in letter["sentences"]}


def test_an_own_sentence_that_the_client_names_is_added_once(desk: LetterDesk) -> None:
    """A change whose answer was lost can be sent again; an empty text takes the sentence away."""
    own = {"id": "ab" * 9, "paragraph": 2, "text": "One more thing."}
    letter = desk.changed(desk.create(), add=[own])
    letter = desk.changed(letter, add=[own | {"text": "Another thing."}])
    mine = [(s["id"], s["text"]) for s in letter["sentences"] if s["origin"] == "person"]
    assert mine == [(own["id"], "Another thing.")]
    letter = desk.changed(letter, add=[own | {"text": " "}])
    assert own["id"] not in {s["id"] for s in letter["sentences"]}
    composed = desk.change(letter, add=[own | {"id": letter["sentences"][0]["id"]}])
    assert code_of(composed) == "letter.unknown_sentence"


def test_an_answer_to_nothing_open_takes_nothing_down(desk: LetterDesk) -> None:
    """An answer may come twice, when the first reply was lost: what came with it still counts."""
    letter = desk.create()
    first = letter["sentences"][0]["id"]
    answers = [{"sentence": first, "says": "yes"}]
    changed = desk.changed(letter, answers=answers, sentences=[{"id": first, "kept": False}])
    assert changed["sentences"][0]["kept"] is False


def test_changes_that_cannot_be_are_refused(desk: LetterDesk) -> None:
    """Unknown sentences, languages without letters, an old version."""
    letter = desk.create()
    unknown = desk.change(letter, sentences=[{"id": "0" * 18, "kept": False}])
    assert code_of(unknown) == "letter.unknown_sentence"
    assert code_of(desk.change(letter, language="xx")) == "letter.language"
    asked = desk.change(letter, answers=[{"sentence": "0" * 18, "says": "yes"}])
    assert code_of(asked) == "letter.unknown_sentence"
    desk.changed(letter, tone="formal")
    stale = desk.change(letter, tone="plain")
    assert (stale.status_code, code_of(stale)) == (409, "work.version_conflict")


def test_a_sentence_falls_when_its_fact_does(desk: LetterDesk, visitor: Visitor) -> None:
    """Verdicts are made from the facts as they are: what the résumé takes back leaves no letter."""
    letter = desk.create()
    told = next(s for s in letter["sentences"] if s["sources"])
    source = told["sources"][-1]
    resume = visitor.get(f"/resumes/{desk.resume_id}").get_json()
    answer = visitor.send(
        "PATCH",
        f"/resumes/{desk.resume_id}",
        "edit_resume",
        headers={"If-Match": f'"{resume["version"]}"'},
        json={"edits": [{"path": source["id"], "text": "Swept the floor on Mondays"}]},
    )
    assert answer.status_code == 200, answer.text
    now = desk.get(letter)
    fallen = next(s for s in now["sentences"] if s["id"] == told["id"])
    assert fallen["verdict"] != "supported"
    assert told["text"] not in desk.pdf(letter)


def test_letters_are_saved_with_the_work_and_erased_with_their_tailoring(
    desk: LetterDesk, visitor: Visitor
) -> None:
    """The saved file has no verdict; nothing stays behind."""
    letter = desk.create()
    saved = visitor.get("/session/work").get_json()
    assert "verdict" not in str(saved["letters"])
    other = Visitor(visitor.app)
    other.open()
    assert other.send("POST", "/session/work", "restore_work", json=saved).status_code == 200
    restored = other.get(f"/letters/{letter['id']}").get_json()
    assert restored["sentences"] == letter["sentences"]
    path = f"/tailorings/{desk.tailoring_id}"
    assert visitor.send("DELETE", path, "delete_tailoring").status_code == 204
    assert code_of(visitor.get(f"/letters/{letter['id']}")) == "work.not_found"
    assert visitor.get("/session/work").get_json()["letters"] == []


def test_a_letter_is_erased(desk: LetterDesk, visitor: Visitor) -> None:
    """Its tailoring stays."""
    letter = desk.create()
    erased = visitor.send("DELETE", f"/letters/{letter['id']}", "delete_letter")
    assert erased.status_code == 204
    assert visitor.get(f"/tailorings/{desk.tailoring_id}").status_code == 200


@pytest.mark.parametrize(
    "sentences",
    [
        [{"id": "f" * 18, "text": "word " * 2_000}],
        [{"id": "f" * 18, "text": "I led everything.", "origin": "person"}],
        [{"id": f"{n:018x}", "text": "word"} for n in range(300)],
    ],
)
def test_a_saved_letter_is_sound_or_refused(
    desk: LetterDesk, visitor: Visitor, sentences: list[Json]
) -> None:
    """Judging a book would take the site's time, and a proposal is nobody's own words."""
    desk.create()
    saved = visitor.get("/session/work").get_json()
    saved["letters"][0]["proposed"] = sentences
    other = Visitor(visitor.app)
    other.open()
    answer = other.send("POST", "/session/work", "restore_work", json=saved)
    assert code_of(answer) == "work.not_saved_work"


def test_a_saved_file_cannot_make_a_lie_true(desk: LetterDesk, visitor: Visitor) -> None:
    """Sentences that come back in a file are judged like all others."""
    desk.create()
    saved = visitor.get("/session/work").get_json()
    for letter in saved["letters"]:
        letter["proposed"] += [
            {"id": "f" * 18, "text": "I led the team at {company}.", "origin": "model"},
            {"id": "e" * 18, "text": "I hold a PMP certificate.", "sources": ["w1h1"]},
        ]
    other = Visitor(visitor.app)
    other.open()
    assert other.send("POST", "/session/work", "restore_work", json=saved).status_code == 200
    letter = saved["letters"][0]
    text = other.get(f"/letters/{letter['id']}/document", format="txt").get_data(as_text=True)
    assert "led the team" not in text
    assert "PMP" not in text

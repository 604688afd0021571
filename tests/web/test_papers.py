"""Certificate and interview sheet through the API: they tell what left, and no lie with it."""

import io
from hashlib import sha256

import pypdfium2
import pytest
from flask import Flask

from resume_builder.domain.tailoring.certificate import Certificate
from tests.models.scripted import LIES, Lie, edit, lying, replaying
from tests.web.browser import Visitor, code_of
from tests.web.desk import Desk, Json, honest

pytestmark = pytest.mark.truth

PAPERS = {
    "certificate": ("json", "pdf", "html", "md", "txt"),
    "interview": ("pdf", "docx", "html", "md", "txt"),
}


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    """A tailoring to work on."""
    return Desk(visitor)


def certificate(desk: Desk) -> Certificate:
    """The certificate as it is downloaded."""
    answer = desk.visitor.get(f"/tailorings/{desk.id}/certificate")
    assert answer.status_code == 200, answer.text
    return Certificate.model_validate_json(answer.data)


def text(desk: Desk, paper: str, **query: str) -> str:
    """A paper as plain text."""
    answer = desk.visitor.get(f"/tailorings/{desk.id}/{paper}", format="txt", **query)
    assert answer.status_code == 200, answer.text
    return answer.data.decode()


def accept(desk: Desk, proposed: Json) -> None:
    """Have a model propose an edit, and take it."""
    attempt = desk.start()["attempt"]
    body = {"attempt": attempt, "text": replaying([proposed]), "model": "qwen3:8b"}
    desk.post("reply", "close_attempt", body)
    ruling = next(p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite")
    assert desk.change(decisions={ruling["id"]: True}).status_code == 200


@pytest.mark.parametrize(("paper", "fmt"), [(p, f) for p, fs in PAPERS.items() for f in fs])
def test_every_format_is_a_file_to_keep(desk: Desk, paper: str, fmt: str) -> None:
    """Named after person, paper and posting."""
    answer = desk.visitor.get(f"/tailorings/{desk.id}/{paper}", format=fmt)
    assert answer.status_code == 200, answer.text
    assert answer.data
    kept = answer.headers["Content-Disposition"]
    assert kept.startswith('attachment; filename="Tomasz Wieczorek - ')
    assert f".{fmt}" in kept


def test_the_certificate_names_the_very_files_that_leave(desk: Desk) -> None:
    """Each format's SHA-256 is that of the download."""
    accept(desk, honest(desk))
    made = certificate(desk)
    for file in made.files:
        data = desk.visitor.get(f"/tailorings/{desk.id}/document", format=file.format).data
        assert (sha256(data).hexdigest(), len(data)) == (file.sha256, file.size)
        assert made.names(data) == file.format
    assert {f.format for f in made.files} == {"pdf", "docx", "html", "md", "txt", "json"}
    assert made.intact


def test_a_reworded_line_is_told_with_its_source(desk: Desk) -> None:
    """The words before, the line of the file, the model's name; on both papers."""
    proposed = honest(desk)
    before = desk.get()["resume"]["work"][0]["highlights"][0]["text"]
    accept(desk, proposed)
    made = certificate(desk)
    (change,) = (c for c in made.changes if c.printed)
    assert (change.before, change.after) == (before, proposed["text"])
    assert (change.model, change.origin, change.decision) == ("qwen3:8b", "model", "accepted")
    (source,) = change.sources
    file_text = desk.visitor.get(f"/resumes/{desk.resume_id}").get_json()["text"]
    assert source.line
    assert before.split()[0] in file_text.splitlines()[source.line - 1]
    assert made.makers.brief
    assert made.account.reworded == 1
    lines = {line.path: line for line in made.lines}
    assert (lines[change.path].text, lines[change.path].words) == (change.after, "reworded")
    for line in (lines["w1h2"], lines["w1.name"]):
        assert line.words == "resume"
        assert line.line
        assert line.text.split()[0] in file_text.splitlines()[line.line - 1]
    for paper in PAPERS:
        assert proposed["text"] in text(desk, paper)
        assert f"line {source.line} of the file: “{before}”" in text(desk, paper)


def test_typed_words_are_not_said_to_stand_in_the_file(desk: Desk) -> None:
    """A rewording may rest on them; the line of the file that they replaced is no proof."""
    line = desk.get()["resume"]["work"][0]["highlights"][0]
    desk.change(edits=[{"path": line["id"], "text": "Wired 60 new homes from first fix to test"}])
    accept(desk, edit("rewrite", line["id"], "Wired 60 new homes", [line["id"]]))
    (change,) = (c for c in certificate(desk).changes if c.printed)
    assert [(s.text, s.line) for s in change.sources] == [
        ("Wired 60 new homes from first fix to test", None)
    ]
    assert "Rests on: “Wired 60 new homes from first fix to test”" in text(desk, "interview")


def test_typed_words_are_marked_as_the_persons(desk: Desk) -> None:
    """And told apart from proposals."""
    line = desk.get()["resume"]["work"][0]["highlights"][0]
    desk.change(edits=[{"path": line["id"], "text": "Wired 60 new homes"}])
    made = certificate(desk)
    assert [(w.path, w.before, w.text) for w in made.typed] == [
        (line["id"], line["text"], "Wired 60 new homes")
    ]
    assert "You typed this for this posting." in text(desk, "interview")
    assert "60 new homes" in text(desk, "interview")


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_is_in_a_paper(visitor: Visitor, lie: Lie) -> None:
    """Refused words are not repeated, not even to say that they were refused."""
    desk = Desk(visitor)
    brief = desk.start()
    desk.reply(brief["attempt"], lying(lie)(brief))
    lies = [p["edit"]["text"] for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite"]
    assert lies
    made = certificate(desk)
    assert all(not c.printed for c in made.changes)
    told = [made.model_dump_json(), *(text(desk, paper) for paper in PAPERS)]
    assert not [words for words in lies if any(words in paper for paper in told)]


def test_an_answer_is_told(desk: Desk) -> None:
    """A yes stands in the certificate with its day; what was not known, on the interview sheet."""
    line = desk.get()["resume"]["work"][0]["highlights"][0]
    doubtful = edit(
        "rewrite", line["id"], line["text"].rstrip(".") + " in occupied homes.", [line["id"]]
    )
    desk.reply(desk.start()["attempt"], replaying([doubtful]))
    ruling = next(p for p in desk.get()["proposals"] if p["edit"]["op"] == "rewrite")
    desk.change(answers=[{"proposal": ruling["id"], "says": "unknown"}])
    assert [a.says for a in certificate(desk).answers] == ["unknown"]
    assert "that you do not know." in text(desk, "interview")


def test_papers_speak_the_language_that_is_asked_for(desk: Desk) -> None:
    """By `language`, else by Accept-Language; the facts stay in their own."""
    german = text(desk, "interview", language="de")
    assert german.startswith("Gesprächsvorbereitung\n")
    answer = desk.visitor.get(
        f"/tailorings/{desk.id}/certificate", {"Accept-Language": "fr"}, format="txt"
    )
    assert answer.data.decode().startswith("Certificat de véracité\n")
    assert answer.headers["Content-Language"] == "fr"
    assert "Accept-Language" in answer.headers["Vary"]
    refused = desk.visitor.get(f"/tailorings/{desk.id}/interview", language="tlh")
    assert code_of(refused) == "request.invalid"


def test_papers_of_others_are_not_found(desk: Desk, app: Flask) -> None:
    """As everything of theirs."""
    other = Visitor(app)
    other.open()
    for paper in PAPERS:
        assert other.get(f"/tailorings/{desk.id}/{paper}").status_code == 404


def test_the_pdf_is_set_like_the_resume(desk: Desk) -> None:
    """On the paper and in the theme that the person chose, on as many pages as it needs."""
    desk.change(options={"paper": "a4", "pages": 1})
    data = desk.visitor.get(f"/tailorings/{desk.id}/interview").data
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        assert [round(side) for side in pdf[0].get_size()] == [595, 842]

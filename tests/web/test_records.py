"""Résumés, postings and tailorings through the API."""

import hashlib
import io
import zipfile

import pytest

from resume_builder.domain.tailoring.model import RenderOptions
from tests.samples import POSTING_HTML, RESUME_JSON
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.main_job


@pytest.fixture
def tailored(visitor: Visitor) -> dict[str, object]:
    """A tailoring of the sample résumé to the sample posting."""
    resume, posting = visitor.add_resume(RESUME), visitor.add_posting(POSTING)
    return visitor.add_tailoring(resume["id"], posting["id"])


def first_highlight(resume: dict[str, object]) -> dict[str, str]:
    """The first highlight of a résumé's JSON."""
    return next(h for entry in resume["work"] for h in entry["highlights"])


def test_a_resume_comes_in_as_text(visitor: Visitor) -> None:
    """It is read, kept, listed and current."""
    record = visitor.add_resume(RESUME)
    assert set(record) == {
        "id", "version", "created_at", "name", "text", "reading", "source", "model", "read_from",
    }  # fmt: skip
    assert (record["version"], record["source"], record["read_from"]) == (1, "rules", None)
    assert record["text"].split() == RESUME.split()
    listed = visitor.get("/resumes").get_json()["resumes"]
    assert [r["id"] for r in listed] == [record["id"]]
    assert listed[0]["name"] == record["reading"]["resume"]["basics"]["name"]
    assert visitor.get(f"/resumes/{record['id']}").get_json() == record
    session = visitor.open()
    assert session["resume_provided"] is True
    assert session["current"]["resume_id"] == record["id"]


def test_a_resume_comes_in_as_a_file(visitor: Visitor) -> None:
    """The name is the file's, without any path."""
    data = RESUME_JSON.read_bytes()
    answer = visitor.upload("/resumes", "import_resume", data, "C:\\me\\../cv.json")
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    assert answer.get_json()["name"] == "cv.json"


def test_a_resume_is_corrected(visitor: Visitor) -> None:
    """A change names its version; the next one is current, an older one conflicts."""
    record = visitor.add_resume(RESUME)
    path, edit = f"/resumes/{record['id']}", [{"path": "basics.name", "text": "Ada Byron"}]
    send = {"json": {"edits": edit}}
    no_version = visitor.send("PATCH", path, "edit_resume", **send)
    assert no_version.status_code == 428
    assert code_of(no_version) == "work.version_missing"
    changed = visitor.send("PATCH", path, "edit_resume", headers={"If-Match": '"1"'}, **send)
    assert changed.status_code == 200
    assert changed.headers["ETag"] == '"2"'
    assert changed.get_json()["reading"]["resume"]["basics"]["name"] == "Ada Byron"
    late = visitor.send("PATCH", path, "edit_resume", headers={"If-Match": '"1"'}, **send)
    assert late.status_code == 409
    assert code_of(late) == "work.version_conflict"
    assert late.get_json()["params"] == {"current": 2}


def test_a_doubtful_field_is_confirmed(visitor: Visitor) -> None:
    """It is certain from then on, empty or not, and says what it said; others stay as they were."""
    record = visitor.add_resume("Ada Byron\n\nExperience\nHead baker\n- Baked 400 loaves a night\n")
    doubts = record["reading"]["confidence"]
    assert doubts["w1.startDate"] < record["reading"]["sureFrom"]
    answer = visitor.send(
        "PATCH",
        f"/resumes/{record['id']}",
        "edit_resume",
        headers={"If-Match": "1"},
        json={"confirmed": ["w1.startDate", "basics.name", "x9h9"]},
    )
    assert answer.status_code == 200
    reading = answer.get_json()["reading"]
    sure = {**doubts, "w1.startDate": 1.0, "basics.name": 1.0}
    assert reading == {**record["reading"], "confidence": sure}


@pytest.mark.parametrize("version", ["x", '"', "-1", "1.5", "*", "9" * 30, "²"])
def test_a_version_that_is_no_number(visitor: Visitor, version: str) -> None:
    """If-Match takes what the ETag gave."""
    record = visitor.add_resume(RESUME)
    answer = visitor.send(
        "PATCH",
        f"/resumes/{record['id']}",
        "edit_resume",
        headers={"If-Match": version.encode().decode("latin-1")},
        json={"edits": [{"path": "basics.name", "text": "A"}]},
    )
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_an_edit_of_nothing_known(visitor: Visitor) -> None:
    """A path that the résumé does not have changes nothing."""
    record = visitor.add_resume(RESUME)
    answer = visitor.send(
        "PATCH",
        f"/resumes/{record['id']}",
        "edit_resume",
        headers={"If-Match": "1"},
        json={"edits": [{"path": "basics.name", "text": "B"}, {"path": "x9h9", "text": "C"}]},
    )
    assert answer.status_code == 422
    assert code_of(answer) == "work.unknown_path"
    assert visitor.get(f"/resumes/{record['id']}").get_json() == record


def test_what_is_erased_is_gone_and_no_longer_current(visitor: Visitor) -> None:
    """For each kind."""
    resume, posting = visitor.add_resume(RESUME), visitor.add_posting(POSTING)
    tailoring = visitor.add_tailoring(resume["id"], posting["id"])
    for kind, record in (("tailoring", tailoring), ("posting", posting), ("resume", resume)):
        path = f"/{kind}s/{record['id']}"
        assert visitor.open()["current"][f"{kind}_id"] == record["id"]
        assert visitor.send("DELETE", path, f"delete_{kind}").status_code == 204
        assert visitor.open()["current"][f"{kind}_id"] is None
        assert code_of(visitor.get(path)) == "work.not_found"
    assert visitor.open()["resume_provided"] is False


def test_a_posting_comes_in_three_ways(visitor: Visitor) -> None:
    """As text, as HTML, as a file; newest first."""
    html = POSTING_HTML.read_text(encoding="utf-8")
    by_text = visitor.add_posting(POSTING)
    by_html = visitor.send("POST", "/postings", "import_posting", json={"html": html})
    by_file = visitor.upload("/postings", "import_posting", html.encode(), "posting.html")
    assert set(by_text) == {
        "id", "version", "created_at", "posting", "url", "source", "model", "read_from",
    }  # fmt: skip
    assert by_html.status_code == by_file.status_code == 201
    assert by_html.get_json()["posting"] == by_file.get_json()["posting"]
    assert "<" not in by_html.get_json()["posting"]["text"]
    listed = visitor.get("/postings").get_json()["postings"]
    assert [p["id"] for p in listed] == [
        by_file.get_json()["id"],
        by_html.get_json()["id"],
        by_text["id"],
    ]
    assert visitor.get(f"/postings/{by_text['id']}").get_json() == by_text


@pytest.mark.parametrize("body", [{}, {"text": "a", "html": "b"}, {"text": None}])
def test_a_posting_in_no_way(visitor: Visitor, body: dict[str, object]) -> None:
    """Text or HTML, one of the two."""
    answer = visitor.send("POST", "/postings", "import_posting", json=body)
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_a_tailoring_is_whole(visitor: Visitor, tailored: dict[str, object]) -> None:
    """Everything the review needs is in one answer; it is listed and current."""
    assert set(tailored) == {
        "id", "version", "created_at", "resume_id", "posting_id", "options", "switches", "edits",
        "coverage", "plan", "findings", "resume", "pages", "file_name", "proposals", "decisions",
        "sheet", "badge",
    }  # fmt: skip
    assert tailored["file_name"].endswith(".pdf")
    assert len(tailored["pages"]) >= 1
    assert visitor.get(f"/tailorings/{tailored['id']}").get_json() == tailored
    listed = visitor.get("/tailorings").get_json()["tailorings"]
    assert [t["id"] for t in listed] == [tailored["id"]]
    assert visitor.open()["current"] == {
        "resume_id": tailored["resume_id"],
        "posting_id": tailored["posting_id"],
        "tailoring_id": tailored["id"],
    }


def test_the_sheet_says_what_the_pages_say(visitor: Visitor, tailored: dict[str, object]) -> None:
    """Word for word as the text file, each word with its field, which stands on a page."""
    sheet = tailored["sheet"]
    assert (sheet["language"], sheet["direction"]) == ("en", "ltr")
    said = [*sheet["head"], *sheet["contact"]]
    for section in sheet["sections"]:
        said.append({"text": section["title"], "path": f"section:{section['name']}"})
        for entry in section["entries"]:
            said += [*entry["title"], *entry["line"], *entry["notes"], *entry["highlights"]]
    text = visitor.get(f"/tailorings/{tailored['id']}/document", format="txt").get_data(True)
    words = " ".join(text.split())
    assert all(" ".join(one["text"].split()) in words for one in said)
    places = {place["path"] for page in tailored["pages"] for place in page["places"]}
    assert {one["path"] for one in said} <= places


def test_a_page_is_an_image_that_never_changes(
    visitor: Visitor, tailored: dict[str, object]
) -> None:
    """Its address is its hash; browsers may keep it; it cannot do anything when opened."""
    page = tailored["pages"][0]
    answer = visitor.get(f"/tailorings/{tailored['id']}/pages/{page['sha256']}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert hashlib.sha256(answer.data).hexdigest() == page["sha256"]
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    missing = visitor.get(f"/tailorings/{tailored['id']}/pages/{'0' * 64}.svg")
    assert missing.status_code == 404
    assert code_of(missing) == "work.not_found"
    assert code_of(visitor.get(f"/tailorings/{tailored['id']}/pages/nope.svg")) == "work.not_found"


def test_a_shared_computer_keeps_no_page(visitor: Visitor, tailored: dict[str, object]) -> None:
    """Not even its image."""
    visitor.send("PUT", "/session/shared", "set_shared_computer", json={"shared": True})
    page = tailored["pages"][0]
    answer = visitor.get(f"/tailorings/{tailored['id']}/pages/{page['sha256']}.svg")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("pdf", b"%PDF"),
        ("docx", b"PK"),
        ("json", b"{"),
        ("txt", b""),
        ("html", b"<!"),
        ("md", b"# "),
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
    ],
)
def test_the_document_leaves_in_every_format(
    visitor: Visitor, tailored: dict[str, object], kind: str, start: bytes
) -> None:
    """As a file with a telling name."""
    answer = visitor.get(f"/tailorings/{tailored['id']}/document", format=kind)
    assert answer.headers["Content-Type"].count("charset") <= 1
    assert answer.status_code == 200
    assert answer.data.lstrip().lower().startswith(start.lower())
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert f".{kind}" in disposition
    if kind == "docx":
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_a_picture_of_each_page(visitor: Visitor, tailored: dict[str, object]) -> None:
    """Pages are counted from 1, and the file says which it is; there is none after the last."""
    path = f"/tailorings/{tailored['id']}"
    headers, options = {"If-Match": "1"}, {"breaks": ["education"]}
    broken = visitor.send(
        "PATCH", path, "edit_tailoring", headers=headers, json={"options": options}
    )
    pages = broken.get_json()["pages"]
    assert len(pages) == len(tailored["pages"]) + 1
    answers = [
        visitor.get(f"{path}/document", format="svg", page=str(n + 1)) for n in range(len(pages))
    ]
    # A file has its links; what is shown beside the fields has none.
    shown = [visitor.get(f"{path}/pages/{p['sha256']}.svg").data for p in pages]
    assert not any(b"<a " in svg for svg in shown)
    assert b"<a " in answers[0].data
    count = [svg.count(b"<use ") for svg in shown]
    assert count == [answer.data.count(b"<use ") for answer in answers]
    assert " - 2.svg" in answers[1].headers["Content-Disposition"]
    answer = visitor.get(f"{path}/document", format="png", page=str(len(pages) + 1))
    assert (answer.status_code, code_of(answer)) == (404, "render.unknown_page")


def test_a_document_in_no_format(visitor: Visitor, tailored: dict[str, object]) -> None:
    """What is not offered is refused."""
    answer = visitor.get(f"/tailorings/{tailored['id']}/document", format="exe")
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_a_switch_an_edit_and_options(visitor: Visitor, tailored: dict[str, object]) -> None:
    """The person's choice holds; their words are on the page; both can be taken back."""
    path = f"/tailorings/{tailored['id']}"
    line = first_highlight(tailored["resume"])

    def patch(version: int, **body: object) -> dict[str, object]:
        answer = visitor.send(
            "PATCH", path, "edit_tailoring", headers={"If-Match": f'"{version}"'}, json=body
        )
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    off = patch(1, switches={line["id"]: False})
    choice = next(c for c in off["plan"]["choices"] if c["highlightId"] == line["id"])
    assert (choice["kept"], choice["reason"]) == (False, "dropped.person")
    back = patch(2, switches={line["id"]: None}, options={"paper": "a4", "pages": 2})
    assert back["switches"] == {}
    wanted = {**RenderOptions().model_dump(mode="json"), "paper": "a4", "pages": 2}
    assert back["options"] == wanted
    edited = patch(
        3, edits=[{"path": line["id"], "text": "My own words."}], options={"pages": None}
    )
    assert edited["options"] == {**wanted, "pages": None}
    assert first_highlight(edited["resume"])["text"] == "My own words."
    restored = patch(4, edits=[{"path": line["id"], "text": ""}])
    assert first_highlight(restored["resume"])["text"] == line["text"]
    assert restored["version"] == 5


def test_settings_of_the_page(visitor: Visitor, tailored: dict[str, object]) -> None:
    """What is set is kept beside what was set before; null is the theme's own again."""
    path = f"/tailorings/{tailored['id']}"

    def patch(version: int, options: dict[str, object]) -> dict[str, object]:
        headers, body = {"If-Match": f"{version}"}, {"options": options}
        return visitor.send("PATCH", path, "edit_tailoring", headers=headers, json=body).get_json()

    wanted: dict[str, object] = {
        "accent": "#1f3a5f", "font": "Source Serif 4", "size": 10, "margins": "narrow",
        "spacing": "airy", "dates": "number", "sections": ["skills"], "titles": {"work": "Jobs"},
        "breaks": ["e1"],
    }  # fmt: skip
    usual = RenderOptions().model_dump(mode="json")
    first = patch(1, wanted)
    assert first["options"] == {**usual, **wanted}
    assert first["pages"] != tailored["pages"]
    second = patch(2, {"accent": None, "font": None, "size": None, "margins": None})
    own = {"accent": None, "font": None, "size": None}
    assert second["options"] == {**usual, **wanted, **own}


def test_options_that_there_are_not(visitor: Visitor, tailored: dict[str, object]) -> None:
    """Bools are no numbers, themes exist, keys are known."""
    path, headers = f"/tailorings/{tailored['id']}", {"If-Match": "1"}
    for options, code in (
        ({"pages": True}, "request.invalid"),
        ({"pages": "2"}, "request.invalid"),
        ({"pages": 0}, "request.invalid"),
        ({"paper": "a5"}, "request.invalid"),
        ({"theme": "nope"}, "render.unknown_theme"),
        ({"font": "Nope"}, "render.unknown_font"),
        ({"accent": "red"}, "request.invalid"),
        ({"size": 40}, "request.invalid"),
        ({"sections": "work"}, "request.invalid"),
        ({"colour": "red"}, "request.unknown_key"),
    ):
        answer = visitor.send(
            "PATCH", path, "edit_tailoring", headers=headers, json={"options": options}
        )
        assert answer.status_code == 422
        assert code_of(answer) == code
    assert visitor.get(path).get_json() == tailored


def test_a_tailoring_of_nothing(visitor: Visitor) -> None:
    """What is not there cannot be tailored."""
    body = {"resume_id": "a" * 22, "posting_id": "b" * 22}
    answer = visitor.send("POST", "/tailorings", "create_tailoring", json=body)
    assert answer.status_code == 404
    assert code_of(answer) == "work.not_found"


def test_the_themes(visitor: Visitor) -> None:
    """The usual one first, with what can be set of it, for anybody."""
    answer = visitor.get("/themes").get_json()
    assert answer["themes"][0]["name"] == "galley"
    assert set(answer["themes"][0]) == {
        "name", "title", "badge", "settings", "fonts", "accents", "size", "dates",
    }  # fmt: skip
    assert "work" in answer["sections"]

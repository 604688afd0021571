"""The main job over the API as it is served: real stores, files read in a child."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pypdfium2
import pytest
from flask import Flask
from redis import Redis

from resume_builder.bootstrap import tools
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.web.app import create_app
from tests.samples import RESUME_JSON
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.main_job


@pytest.fixture
def served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store_urls: dict[str, str]
) -> Iterator[Flask]:
    """The site as a worker makes it, from the environment; it keeps its own master key."""
    with Redis.from_url(store_urls["auth"]) as client:
        client.flushdb()
    monkeypatch.setenv("SESSION_REDIS_URL", store_urls["session"])
    monkeypatch.setenv("AUTH_REDIS_URL", store_urls["auth"])
    monkeypatch.setenv("RESUME_BUILDER_DATA", str(tmp_path))
    app = create_app()
    yield app
    app.extensions["services"].close()


def text_of(pdf: bytes) -> str:
    """The text of a PDF, all pages, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_a_pdf_and_a_posting_become_a_pdf_and_a_docx(served: Flask) -> None:
    """A person's name and own lines are in both; a line switched off is in neither."""
    _, reading = tools().read_resume(RESUME_JSON.read_bytes(), RESUME_JSON.name)
    pdf = tools().rendering.render(own_words(reading.resume), RenderOptions(), "pdf")
    visitor = Visitor(served)
    visitor.open()
    resume = visitor.upload("/resumes", "import_resume", pdf, "cv.pdf").get_json()
    posting = visitor.add_posting(POSTING)
    tailoring = visitor.add_tailoring(resume["id"], posting["id"])
    kept = [c["highlightId"] for c in tailoring["plan"]["choices"] if c["kept"]]
    lines = {h["id"]: h["text"] for w in tailoring["resume"]["work"] for h in w["highlights"]}
    off = next(highlight for highlight in kept if highlight in lines)
    path = f"/tailorings/{tailoring['id']}"
    changed = visitor.send(
        "PATCH",
        path,
        "edit_tailoring",
        headers={"If-Match": "1"},
        json={"switches": {off: False}, "edits": [{"path": "basics.label", "text": "My headline"}]},
    ).get_json()
    made = visitor.get(f"{path}/document", format="pdf").data
    word = visitor.get(f"{path}/document", format="docx").data
    texts = [
        text_of(made),
        " ".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs),
    ]
    for text in texts:
        assert reading.resume.basics.name in text
        assert "My headline" in text
        assert lines[off][:40] not in text
        assert changed["resume"]["basics"]["name"] in text


def test_a_broken_pdf_leaves_the_site_up(served: Flask) -> None:
    """The child that reads it may die; the answer is a problem, and the next file is read."""
    visitor = Visitor(served)
    visitor.open()
    broken = b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\n" * 200
    answer = visitor.upload("/resumes", "import_resume", broken, "cv.pdf")
    assert 400 <= answer.status_code < 500
    assert code_of(answer).startswith("file.")
    assert visitor.add_resume(RESUME)["version"] == 1


def test_one_token_in_parallel(served: Flask) -> None:
    """Of eight submissions with one token, one passes."""
    visitor = Visitor(served)
    headers = visitor.headers("import_resume")
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None

    def submit(_: int) -> int:
        client = served.test_client()
        client.set_cookie("session", cookie.value)
        body = {"text": "Ada\nEngineer"}
        return client.post("/api/v1/resumes", json=body, headers=headers).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(submit, range(8)))
    assert codes == [201] + [403] * 7


def test_one_version_in_parallel(served: Flask) -> None:
    """Of six edits of one version, one holds, and the others are told the current one."""
    visitor = Visitor(served)
    visitor.open()
    record = visitor.add_resume(RESUME)
    names = {"operations": ["edit_resume"] * 6}
    answer = visitor.send("POST", "/session/tokens", "issue_tokens", json=names)
    tokens = [t["csrf_token"] for t in answer.get_json()["tokens"]]
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None

    def edit(token: str) -> int:
        client = served.test_client()
        client.set_cookie("session", cookie.value)
        headers = {
            "X-Client-UUID": visitor.client_uuid,
            "X-CSRF-Token": token,
            "If-Match": '"1"',
        }
        body = {"edits": [{"path": "basics.name", "text": f"Ada {token}"}]}
        path = f"/api/v1/resumes/{record['id']}"
        return client.patch(path, json=body, headers=headers).status_code

    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(edit, tokens))
    assert codes == [200] + [409] * 5
    assert visitor.get(f"/resumes/{record['id']}").get_json()["version"] == 2

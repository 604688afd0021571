"""Files that cannot be read: a clear answer each, and the person's other work untouched."""

import io
import zipfile

import pytest

from tests.web.browser import Visitor, code_of
from tests.web.conftest import RESUME

pytestmark = pytest.mark.reading


def zipped(**files: bytes) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


BAD = {
    "empty": (b"", "cv.pdf", {"file.empty"}),
    "blank": (b" \n\t ", "cv.txt", {"file.empty"}),
    "cut PDF": (b"%PDF-1.7\n1 0 obj", "cv.pdf", {"file.corrupt", "file.unreadable"}),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "cv.png", {"file.image_only", "file.corrupt"}),
    "renamed picture": (
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        "cv.pdf",
        {"file.mismatch", "file.unsupported"},
    ),
    "program": (b"\x7fELF" + bytes(64), "cv.docx", {"file.mismatch", "file.unsupported"}),
    "archive": (
        zipped(a=b"hello"),
        "cv.docx",
        {"file.mismatch", "file.unsupported", "file.corrupt"},
    ),
    "cut archive": (
        zipped(word__document=b"x" * 999)[:40],
        "cv.docx",
        {"file.corrupt", "file.unsupported", "file.mismatch"},
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file(visitor: Visitor, kind: str) -> None:
    """A problem with the reader's code; what was kept before is as it was."""
    kept = visitor.add_resume(RESUME)
    data, name, codes = BAD[kind]
    answer = visitor.upload("/resumes", "import_resume", data, name)
    assert 400 <= answer.status_code < 500, answer.text
    assert code_of(answer) in codes
    assert visitor.get(f"/resumes/{kept['id']}").get_json() == kept
    assert len(visitor.get("/resumes").get_json()["resumes"]) == 1


def test_a_posting_with_no_requirement(visitor: Visitor) -> None:
    """It is kept, and the person is told to look at what was pasted."""
    posting = visitor.add_posting("Apply by mail")
    resume = visitor.add_resume(RESUME)
    tailoring = visitor.add_tailoring(resume["id"], posting["id"])
    found = [*posting["posting"]["findings"], *tailoring["findings"]]
    assert {"posting.low_confidence", "tailoring.no_requirements"} & {f["code"] for f in found}


@pytest.mark.parametrize("name", ["", "/", "..\\..", "a" * 300 + ".txt", "ü ñ.txt", 'a"b\r\nc.txt'])
def test_odd_file_names(visitor: Visitor, name: str) -> None:
    """They are names, never paths, and have a bound."""
    answer = visitor.upload("/resumes", "import_resume", RESUME.encode(), name or "x")
    if answer.status_code == 201:
        kept = answer.get_json()["name"]
        assert len(kept) <= 200
        assert "/" not in kept
        assert "\n" not in kept
    else:
        assert code_of(answer).startswith(("file.", "request."))

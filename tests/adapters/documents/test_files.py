"""What a file is, and the answers to files that cannot be read."""

import contextlib
import io
import json

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.limits import MAX_PAGES
from resume_builder.domain.document import Document
from resume_builder.features.resumes import errors
from resume_builder.features.resumes.limits import MAX_BYTES, MAX_CHARACTERS
from tests.adapters.documents.paper import archive, docx, line, paragraph, pdf

pytestmark = pytest.mark.reading

PAGE = pdf(line(50, 700, "Ada Byron"))
LETTER = docx(paragraph("Ada Byron"))


def test_content_decides_when_the_name_says_nothing() -> None:
    """A file without an ending is read as what it holds."""
    assert read_document(PAGE, "cv").media_type == "application/pdf"
    assert read_document(LETTER, "cv").lines[0].text == "Ada Byron"
    assert read_document(b"Ada Byron", "cv").media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "cv.pdf", errors.FileEmpty),
        (b" \n\t", "cv.txt", errors.FileEmpty),
        (LETTER, "cv.pdf", errors.FileMismatch),
        (PAGE, "cv.docx", errors.FileMismatch),
        (PAGE, "cv.txt", errors.FileMismatch),
        (b"Ada Byron", "cv.pdf", errors.FileMismatch),
        (b"\x89PNG\r\n\x1a\n0000", "cv.pdf", errors.FileMismatch),
        (b"\x89PNG\r\n\x1a\n0000", "cv.png", errors.FileImageOnly),
        (archive({"a.txt": "Ada"}), "cv.zip", errors.FileUnsupported),
        (PAGE[: len(PAGE) // 3], "cv.pdf", errors.ReadError),
        (LETTER[:200] + LETTER[-40:], "cv.docx", errors.ReadError),
        (b'{"basics": ', "cv.json", errors.FileCorrupt),
        (b"[" * 100_000, "cv.json", errors.FileCorrupt),
        (pdf("0 0 100 100 re f"), "cv.pdf", errors.FileImageOnly),
        (pdf(*["" for _ in range(MAX_PAGES + 1)]), "cv.pdf", errors.TooManyPages),
        (b"a" * (MAX_BYTES + 1), "cv.txt", errors.FileTooLarge),
        (b"word " * 400_000, "cv.txt", errors.TextTooLong),
    ],
)
def test_refusals(data: bytes, name: str, error: type[errors.ReadError]) -> None:
    """Each bad file has an answer of its own, and every message finds its parameters."""
    with pytest.raises(error) as caught:
        read_document(data, name)
    assert set(caught.value.params) <= {"name", "found", "pages", "limit", "length"}


def test_a_file_with_a_password() -> None:
    """A PDF and an Office file that ask for a password say so; an owner's password asks nothing."""
    for user, owner in (("secret", "other"), ("", "other")):
        writer = pypdf.PdfWriter(io.BytesIO(PAGE))
        writer.encrypt(user, owner, algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        if user:
            with pytest.raises(errors.FileEncrypted):
                read_document(buffer.getvalue(), "cv.pdf")
        else:
            assert read_document(buffer.getvalue(), "cv.pdf").text == "Ada Byron"
    office = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(errors.FileEncrypted):
        read_document(office, "cv.docx")


def test_the_refusal_of_a_long_text_says_how_long() -> None:
    """Two million characters are refused with both figures."""
    with pytest.raises(errors.TextTooLong) as caught:
        read_document(b"x" * 2_000_000, "cv.txt")
    assert caught.value.params == {"length": 2_000_000, "limit": MAX_CHARACTERS}


def test_an_archive_that_unpacks_too_large_is_not_opened() -> None:
    """A zip bomb is refused, by its stated size and by its real one."""
    bomb = archive(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": b"\0" * (60 * 1024 * 1024)}
    )
    with pytest.raises(errors.UnpacksTooLarge):
        read_document(bomb, "cv.docx")
    size = (60 * 1024 * 1024).to_bytes(4, "little")
    liar = bomb.replace(size, (1000).to_bytes(4, "little"))
    with pytest.raises(errors.ReadError):
        read_document(liar, "cv.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    """Text comes out the same in every Unicode encoding, with and without a mark."""
    text = "José Núñez\nZürich – Python"
    assert read_document(text.encode(encoding), "cv.txt").text == text


def test_windows_text() -> None:
    """What is no UTF-8 is Windows' Western encoding."""
    assert read_document("José – “Lead”".encode("cp1252"), "cv.txt").text == "José – “Lead”"


def test_json_resume() -> None:
    """JSON Resume goes into `structured`, and its strings are the text."""
    resume = {"basics": {"name": "Ada"}, "skills": [{"name": "Maths"}]}
    document = read_document(json.dumps(resume).encode(), "resume.json")
    assert document.structured == (resume,)
    assert document.text == "Ada\nMaths"


def check_offsets(document: Document) -> None:
    """Lines and links point into the text."""
    for one in document.lines:
        assert document.text[one.start : one.end] == one.text
        assert all(0 < tab < len(one.text) for tab in one.tabs)
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text)


@given(st.text(max_size=400), st.sampled_from(["cv.txt", "cv.md", "cv.html", "cv"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    """Text of whatever kind gives a Document whose offsets hold, or a ReadError."""
    with contextlib.suppress(errors.ReadError):
        check_offsets(read_document(text.encode("utf-8", "surrogatepass"), name))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes of whatever kind, without a name to go by."""
    with contextlib.suppress(errors.ReadError):
        check_offsets(read_document(data, ""))

"""The upload cases of the security guide: read without the harm in it, or refused with a reason."""

import json
import socket
from pathlib import Path

import pytest

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.contained import ContainedReader
from resume_builder.features.resumes import errors
from tests.adapters.documents import hostile
from tests.adapters.documents.paper import line, pdf

pytestmark = pytest.mark.reading

EVIL = "Evil text"


def test_zip_bomb() -> None:
    """Refused by its unpacked size."""
    with pytest.raises(errors.UnpacksTooLarge):
        read_document(hostile.zip_bomb(), "cv.docx")


def test_external_entity(tmp_path: Path) -> None:
    """What stands in a file of the server is no part of the text."""
    secret = tmp_path / "secret.txt"
    secret.write_text(EVIL)
    document = read_document(hostile.external_entity(str(secret)), "cv.docx")
    assert "Ada Byron" in document.text
    assert EVIL not in document.text


def test_zip_slip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that climb out of the archive are read by nobody and written nowhere."""
    monkeypatch.chdir(tmp_path)
    document = read_document(hostile.zip_slip(), "cv.docx")
    assert document.text == "Ada Byron"
    assert not Path("/tmp/slipped.xml").exists()
    assert list(tmp_path.iterdir()) == []


def test_external_template() -> None:
    """Nothing is fetched: whoever listens there is never called."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        document = read_document(hostile.external_template(f"http://127.0.0.1:{port}/t"), "cv.docx")
        with pytest.raises(TimeoutError):
            listening.accept()
    assert document.text == "Ada Byron"


def test_object_loop() -> None:
    """What paints itself twice would be painted for ever: the child that tries is stopped."""
    hasty, patient = ContainedReader(seconds=1), ContainedReader()
    try:
        with pytest.raises(errors.ReadTimeout):
            hasty(hostile.object_loop(), "cv.pdf")
        assert patient(pdf(line(50, 700, "Ada Byron")), "cv.pdf").text == "Ada Byron"
    finally:
        patient.close()


def test_pages_without_end() -> None:
    """Refused by their number, which the answer names."""
    with pytest.raises(errors.TooManyPages) as caught:
        read_document(hostile.many_pages(), "cv.pdf")
    assert caught.value.params["pages"] == 10_000


def test_locked() -> None:
    """Who brings it hears of the password."""
    with pytest.raises(errors.FileEncrypted):
        read_document(hostile.locked(), "cv.pdf")


def test_javascript() -> None:
    """A script is no text, and nothing runs it."""
    document = read_document(hostile.scripted(), "cv.pdf")
    assert document.text == "Ada Byron"
    assert EVIL not in str(document)


@pytest.mark.parametrize("name", ["cv.pdf", "cv.html", "cv.docx", "cv"])
def test_polyglot(name: str) -> None:
    """A page that is also an archive and a PDF is read as none of them."""
    with pytest.raises(errors.ReadError):
        read_document(hostile.polyglot(), name)


@pytest.mark.parametrize("ending", hostile.deep_nesting())
def test_deep_nesting(ending: str) -> None:
    """Values in values are read or refused; the stack holds."""
    data = hostile.deep_nesting()[ending]
    try:
        document = read_document(data, f"cv.{ending}")
    except (errors.FileCorrupt, errors.FileEmpty):
        return
    assert document.text.strip()


@pytest.mark.parametrize("value", [["a", "b"], "Ada Byron", 7, [{"name": "Ada"}]])
def test_data_that_is_no_resume(value: object) -> None:
    """Sound JSON of another kind is not called damaged."""
    with pytest.raises(errors.FileOtherData):
        read_document(json.dumps(value).encode(), "cv.json")


@pytest.mark.parametrize(
    "text", ["Ada\x00 Byron", "Ada\x07 By\x0bron\x01", "\x02Ada Byron\x03\n" * 4]
)
def test_control_characters(text: str) -> None:
    """A few that slipped in are dropped; the rest is read."""
    document = read_document(text.encode(), "cv.txt")
    assert "Ada" in document.text
    assert document.text.replace("\n", "").isprintable()

"""The readers of the site: what a child understands is what this process would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.bootstrap import Contained, tools
from resume_builder.features.resumes import errors
from tests.adapters.documents import hostile
from tests.samples import POSTING_HTML, POSTING_NURSE, RESUME_HTML, RESUME_JSON, RESUME_TEXT

pytestmark = pytest.mark.reading


@pytest.fixture(name="contained", scope="module")
def _contained() -> Iterator[Contained]:
    """Readers with their children, which are stopped after the tests."""
    made = Contained()
    yield made
    made.close()


@pytest.mark.parametrize("path", [RESUME_HTML, RESUME_JSON, RESUME_TEXT], ids=lambda p: p.name)
def test_a_resume(contained: Contained, path: Path) -> None:
    """Text, spans, doubts, findings and keys of the person's own come back whole."""
    data = path.read_bytes()
    assert contained.read_resume(data, path.name) == tools().read_resume(data, path.name)


@pytest.mark.parametrize("path", [POSTING_HTML, POSTING_NURSE], ids=lambda p: p.name)
def test_a_posting(contained: Contained, path: Path) -> None:
    """So does all that a posting asks."""
    data = path.read_bytes()
    assert contained.read_posting(data, path.name) == tools().read_posting(data, path.name)


def test_a_refusal(contained: Contained) -> None:
    """It keeps its class, whichever task was asked for."""
    with pytest.raises(errors.UnpacksTooLarge):
        contained.read_resume(hostile.zip_bomb(), "cv.docx")
    with pytest.raises(errors.FileEmpty):
        contained.read_posting(b" ", "job.txt")


@pytest.mark.parametrize(
    "value", [b'"\\ud800"', b"1e999", b"NaN"], ids=["half a character", "infinite", "no number"]
)
def test_values_that_json_cannot_carry(contained: Contained, value: bytes) -> None:
    """A key of the person's own that no program could write is no reason to refuse the file."""
    data = b'{"basics": {"name": "Ada"}, "meta": {"x": ' + value + b"}}"
    _, reading = contained.read_resume(data, "cv.json")
    assert reading.resume.basics.name == "Ada"

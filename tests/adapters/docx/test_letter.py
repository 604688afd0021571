"""Letters as DOCX: styles that Word knows for letters, every word, hostile text inert."""

import io
from typing import Any, cast

import docx
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import write_letter_docx
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose_letter import compose_letter
from tests.adapters.docx.test_docx import by_python_docx, by_raw_xml
from tests.adapters.typst.read_back import words
from tests.features.rendering.generated import TONGUES, Tongue
from tests.features.rendering.hostile import PAYLOADS
from tests.features.rendering.letters import letter, letter_saying

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
A4, AMERICAN = RenderOptions(paper="a4"), RenderOptions(paper="us-letter")


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_every_word_in_order(tongue: Tongue) -> None:
    """Recall and order are 1.000 in both readers, and equal letters are equal bytes."""
    for options in (A4, AMERICAN):
        sheet = compose_letter(letter(4, tongue), options, WORDS)
        data = write_letter_docx(sheet, options)
        assert words(by_python_docx(data)) == words(by_raw_xml(data)) == words(sheet.texts())
        assert write_letter_docx(sheet, options) == data


@pytest.mark.parametrize(
    ("options", "first"), [(A4, ["Inside Address", "Date"]), (AMERICAN, ["Date", "Inside Address"])]
)
def test_real_styles(options: RenderOptions, first: list[str]) -> None:
    """Each part has the style that Word has for it, in the paper's order."""
    sheet = compose_letter(letter(2, TONGUES[0], 2), options, WORDS)
    document = docx.Document(io.BytesIO(write_letter_docx(sheet, options)))
    styles = [cast(Any, p.style).name for p in document.paragraphs]
    parts = ["Subject Line", "Salutation", "Body Text", "Body Text", "Closing", "Signature"]
    assert styles == ["Title", "Subtitle", "Normal", *first, *parts]
    assert not document.tables


@pytest.mark.parametrize("payload", [*PAYLOADS, ""])
def test_any_text_is_text(payload: str) -> None:
    """Markup, fields and control characters stay words."""
    sheet = compose_letter(letter_saying(payload), A4, WORDS)
    assert words(by_raw_xml(write_letter_docx(sheet, A4))) == words(sheet.texts())

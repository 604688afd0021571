"""Files without pages are set in the family of their theme."""

import io
import zipfile

import pytest

from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.typefaces import font_stack, office_font
from tests.features.rendering.generated import TONGUES
from tests.features.rendering.kit import RENDERING
from tests.features.rendering.letters import letter

pytestmark = pytest.mark.rendering
RESUME = own_words(r.Resume(basics=r.Basics(name="Ana")))


def styles(docx: bytes) -> str:
    """The styles of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/styles.xml").decode()


@pytest.mark.parametrize(
    ("options", "office", "first"),
    [
        (RenderOptions(), "Cambria", "Source Serif 4"),
        (RenderOptions(theme="broadside"), "Calibri", "Source Sans 3"),
        (RenderOptions(theme="folio"), "Garamond", "EB Garamond"),
        (RenderOptions(theme="folio", font="Source Sans 3"), "Calibri", "Source Sans 3"),
    ],
)
def test_files_are_set_in_the_themes_family(
    options: RenderOptions, office: str, first: str
) -> None:
    """Word files name a font that offices have, HTML the theme's own before what looks like it."""
    letters = letter(1, TONGUES[0])
    for data in (
        RENDERING.render(RESUME, options, "docx"),
        RENDERING.letter(letters, options, "docx"),
    ):
        assert f'w:ascii="{office}"' in styles(data)
    page = f':root {{ font-family: "{first}",'
    assert page in RENDERING.render(RESUME, options, "html").decode()
    assert page in RENDERING.letter(letters, options, "html").decode()


def test_a_name_of_ones_own_reaches_no_style() -> None:
    """Only families that are known are named, so no option can write CSS or XML."""
    hostile = 'x"; } body { display: none } </style>'
    assert font_stack(hostile) == font_stack(None)
    assert office_font(hostile) == office_font(None)

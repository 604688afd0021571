"""What machines read is what the page says, word for word and in order, in every theme."""

import io

import pypdf
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import (
    EXTRACTORS,
    KEEPS_COLUMNS,
    columns,
    in_order,
    recall,
    without_running_heads,
    words,
)
from tests.features.rendering.generated import TONGUES, Maker, Tongue

pytestmark = pytest.mark.rendering
ENGINE = TypstEngine(load_page_words())


@pytest.mark.parametrize("theme", sorted(load_themes()))
@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_every_word_in_order(theme: str, tongue: Tongue) -> None:
    """Word recall and order are 1.000: no ligature, torn word, or date in a bullet.

    Of two columns each is in its order, however machines go from one to the other; pdftotext keeps
    that where it finds no table.
    """
    settings = load_themes()[theme].settings
    for seed in range(2):
        resume = Maker(seed, tongue).resume()
        options = RenderOptions(theme=theme, paper="a4" if seed % 2 else "us-letter")
        sheet = compose(resume, load_page_words(), ENGINE.chosen(options))
        meant = columns(sheet, settings)
        pdf = ENGINE.pdf(resume, options)
        pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
        for extractor, extract in EXTRACTORS.items():
            whole = words(extract(pdf))
            read = without_running_heads(whole, resume.basics.name, pages)
            all_of_it = [word for column in meant for word in column]
            assert recall(all_of_it, read) == 1.0, extractor
            if len(meant) == 1 or extractor in KEEPS_COLUMNS:
                assert [in_order(column, read) for column in meant] == [1.0] * len(meant), extractor
            assert len(read) == len(all_of_it), extractor
            assert (len(whole) == len(read)) or theme == "codex"


@pytest.mark.parametrize("theme", sorted(load_themes()))
def test_the_badge_holds(theme: str) -> None:
    """A theme that reads back exactly has one column; one that has two says so."""
    settings = load_themes()[theme].settings
    assert settings.badge == ("columns" if settings.aside else "exact")

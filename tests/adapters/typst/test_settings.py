"""What a person sets of a theme: colors that can be read, sizes within limits, fonts there are."""

import io
import re

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.settings import readable, sizes
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.errors import UnknownFont
from tests.adapters.typst.read_back import (
    EXTRACTORS,
    KEEPS_COLUMNS,
    columns,
    in_order,
    without_running_heads,
    words,
)
from tests.features.rendering.generated import TONGUES, Maker

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)
THEMES = sorted(load_themes())


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_every_accent_can_be_read(color: str) -> None:
    """Whatever color is asked for, it ends dark enough, and stays as it is where it was."""
    dark = readable(color)
    assert re.fullmatch(r"#[0-9a-f]{6}", dark)
    assert readable(dark) == dark
    assert readable("#1f4e79") == "#1f4e79"
    assert readable("#ffff00") != "#ffff00"


@pytest.mark.parametrize("theme", THEMES)
def test_accents_of_themes_can_be_read(theme: str) -> None:
    """What a theme offers is printed as it is offered."""
    for accent in load_themes()[theme].settings.accents:
        assert readable(accent) == accent


@pytest.mark.parametrize("theme", THEMES)
def test_sizes_shrink_by_level_within_limits(theme: str) -> None:
    """A size of one's own is the first level's; none goes below 9 points; bullets stay near."""
    settings = load_themes()[theme].settings
    for levels in (settings.levels, settings.letter_levels):
        for size in (9.0, 10.0, 12.0):
            options = RenderOptions(size=size, margins="wide", spacing="airy")
            found = sizes(levels, options)
            assert found[0]["size"] == pytest.approx(size)
            assert all(step["size"] >= 9 for step in found)
            assert [s["size"] for s in found] == sorted((s["size"] for s in found), reverse=True)
            for step, level in zip(found, levels, strict=True):
                assert step.get("indent") == level.model_dump().get("indent")
                assert step["side"] == pytest.approx(1.25 * level.side)
        assert sizes(levels, RenderOptions()) == [
            level.model_dump(exclude={"tightness"}) for level in levels
        ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "options",
    [
        {"accent": "#a04000", "margins": "narrow", "spacing": "tight", "dates": "number"},
        {"size": 12, "margins": "wide", "spacing": "airy", "dates": "short"},
        {"sections": ["skills", "education"], "titles": {"skills": "C++ & Co."}, "dates": "year"},
        {"font": "Source Serif 4", "size": 9},
    ],
)
def test_settings_read_back(theme: str, options: dict[str, object]) -> None:
    """However it is set, every word stays, in order, and the PDF keeps its standards."""
    chosen = RenderOptions.model_validate({"theme": theme, "paper": "a4", **options})
    resume = Maker(7, TONGUES[1]).resume()
    sheet = compose(resume, WORDS, ENGINE.chosen(chosen))
    meant = columns(sheet, load_themes()[theme].settings)
    pdf = ENGINE.pdf(resume, chosen)
    for extractor, extract in EXTRACTORS.items():
        pages = ENGINE.page_count(resume, chosen)
        read = without_running_heads(words(extract(pdf)), sheet.name, pages)
        assert len(read) == sum(map(len, meant))
        if len(meant) == 1 or extractor in KEEPS_COLUMNS:
            assert [in_order(column, read) for column in meant] == [1.0] * len(meant)
    assert ENGINE.measure(resume, chosen).page > 0


def test_settings_change_the_page() -> None:
    """Each setting makes another document; the text of titles counts among missing glyphs."""
    resume = Maker(7, TONGUES[0]).resume()
    settings: list[dict[str, object]] = [
        {}, {"accent": "#7a1f2b"}, {"size": 9.5}, {"margins": "narrow"}, {"spacing": "airy"},
        {"dates": "year"}, {"sections": ["skills"]}, {"titles": {"work": "Jobs"}},
    ]  # fmt: skip
    chosen = [RenderOptions.model_validate(s) for s in settings]
    assert len({ENGINE.pdf(resume, options) for options in chosen}) == len(chosen)
    assert ENGINE.missing(resume, RenderOptions(titles={"work": "Jobs 😀"})) == "😀"


def test_a_font_of_ones_own() -> None:
    """The font asked for is the one in the file; one that is not there is named."""
    resume = Maker(7, TONGUES[0]).resume()
    with pytest.raises(UnknownFont):
        ENGINE.pdf(resume, RenderOptions(font="No Such Font"))
    fonts: set[str] = set()
    pdf = pypdf.PdfReader(io.BytesIO(ENGINE.pdf(resume, RenderOptions(font="Source Serif 4"))))
    for page in pdf.pages:
        fonts |= {str(f.get_object()["/BaseFont"]) for f in page["/Resources"]["/Font"].values()}
    assert all("SourceSerif" in font for font in fonts)


def test_the_usual_theme_is_first() -> None:
    """What is offered names its fonts and colors, and begins with the default."""
    offered = ENGINE.themes()
    assert offered[0].name == RenderOptions().theme
    assert {theme.name for theme in offered} == set(load_themes())
    assert all(theme.fonts and theme.accents and theme.size >= 9 for theme in offered)

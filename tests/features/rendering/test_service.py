"""The rendering service: formats, names, and what the person is told."""

from dataclasses import replace
from typing import get_args

import pytest

from resume_builder.adapters.data.messages import load_messages
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.ports import Format
from resume_builder.features.rendering.service import CONTENT_TYPES, Rendering, UnknownFormat
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.hostile import PAYLOADS, hostile_resume
from tests.features.rendering.kit import RENDERING, WORDS
from tests.features.rendering.letters import letter, letter_saying

pytestmark = pytest.mark.rendering
OPTIONS = RenderOptions()


@pytest.mark.parametrize("fmt", get_args(Format))
def test_every_format(fmt: Format) -> None:
    """Each gives a file, the same twice, and has a media type."""
    resume = Maker(1, TONGUES[0]).resume()
    made = RENDERING.render(own_words(resume), OPTIONS, fmt)
    assert made
    assert made == RENDERING.render(own_words(resume), OPTIONS, fmt)
    assert RENDERING.content_type(fmt) == CONTENT_TYPES[fmt]


@pytest.mark.parametrize("fmt", get_args(Format))
@pytest.mark.parametrize("resume", [r.Resume(), *map(hostile_resume, PAYLOADS)])
def test_any_resume_gives_every_format(resume: r.Resume, fmt: Format) -> None:
    """Nothing at all, or anything at all, still writes a document."""
    assert RENDERING.render(own_words(resume), OPTIONS, fmt)


def test_missing_glyphs_are_a_finding() -> None:
    """The characters are named, the document is there, and the code has a message."""
    resume = r.Resume(basics=r.Basics(name="Ana 😀"))
    (finding,) = RENDERING.findings(own_words(resume), OPTIONS)
    assert (finding.code, finding.text) == ("render.missing_glyphs", "😀")
    assert RENDERING.render(own_words(resume), OPTIONS, "pdf").startswith(b"%PDF")
    assert "😀" in load_messages().say(finding.code, {"text": finding.text})
    assert RENDERING.findings(own_words(r.Resume(basics=r.Basics(name="Ana"))), OPTIONS) == ()


def test_a_script_that_machines_misread_is_a_finding() -> None:
    """Where the fonts are there: a blank page is told of first."""
    person = own_words(r.Resume(basics=r.Basics(name="נועה לוי")))
    (blank,) = RENDERING.findings(person, OPTIONS)
    assert blank.code == "render.missing_glyphs"
    with_fonts = replace(RENDERING, engine=TypstEngine(WORDS, more_fonts()))
    (misread,) = with_fonts.findings(person, OPTIONS)
    assert misread.code == "render.misread_script"
    assert "Word" in load_messages().say(misread.code)
    greek = own_words(r.Resume(basics=r.Basics(name="Νίκος 杨一笑 Щукин")))
    assert with_fonts.findings(greek, OPTIONS) == ()


def test_too_many_pages_are_a_finding() -> None:
    """What does not fit is said with both numbers."""
    resume = Maker(2, TONGUES[0]).resume(12)
    (finding,) = RENDERING.findings(own_words(resume), RenderOptions(pages=1))
    assert finding.code == "render.over_pages"
    assert int(finding.text) > 1
    assert finding.where == "1"


def test_tighter_pages_are_a_finding() -> None:
    """What was set smaller to fit is said with both sizes, the person's own one included."""
    person = own_words(Maker(2, TONGUES[0]).resume(3))
    loose = RENDERING.page_count(person, RenderOptions(pages=10))
    assert RENDERING.findings(person, RenderOptions(pages=loose)) == ()
    for size, meant in ((None, "10.5"), (11, "11")):
        options = RenderOptions(size=size, level=3)
        (finding,) = RENDERING.findings(person, options)
        assert (finding.code, finding.where) == ("render.tightened", meant)
        assert float(finding.text) < float(meant)
        said = load_messages().say(finding.code, finding.model_dump())
        assert finding.text in said
        assert meant in said


def test_unknown_format() -> None:
    """A format without a writer is named."""
    with pytest.raises(UnknownFormat):
        Rendering(RENDERING.engine, {}, {}, {}, WORDS).render(
            own_words(r.Resume()), OPTIONS, "docx"
        )


def test_file_name_and_themes() -> None:
    """The name joins person, title and company; the default theme is offered with its badge."""
    resume = r.Resume(basics=r.Basics(name="Ana Li"))
    assert RENDERING.file_name(resume, "SRE", "Acme/Co", "docx") == "Ana Li - SRE - Acme Co.docx"
    themes = {theme.name: theme for theme in RENDERING.themes()}
    assert themes[OPTIONS.theme].badge == "exact"


@pytest.mark.parametrize("fmt", ["pdf", "docx", "html", "md", "txt", "svg", "png"])
def test_every_format_of_a_letter(fmt: Format) -> None:
    """Each gives a file, the same twice; a message has those that need no page."""
    verified = letter(1, TONGUES[0])
    made = RENDERING.letter(verified, OPTIONS, fmt)
    assert made
    assert made == RENDERING.letter(verified, OPTIONS, fmt)
    message = letter(1, TONGUES[0], 1, kind="message")
    if fmt in ("docx", "html", "md", "txt"):
        assert RENDERING.letter(message, OPTIONS, fmt)
    else:
        with pytest.raises(UnknownFormat):
            RENDERING.letter(message, OPTIONS, fmt)


def test_a_letter_is_no_json_resume() -> None:
    """There is no such file of a letter."""
    with pytest.raises(UnknownFormat):
        RENDERING.letter(letter(1, TONGUES[0]), OPTIONS, "json")


def test_what_is_said_of_letters() -> None:
    """Characters without a glyph and a second page are findings; a good letter has none."""
    good = letter(1, TONGUES[0])
    assert RENDERING.letter_findings(good, OPTIONS) == ()
    assert len(RENDERING.letter_pages(good, OPTIONS)) == 1
    long = letter(1, TONGUES[0], 14)
    (finding,) = RENDERING.letter_findings(long, OPTIONS)
    assert (finding.code, finding.text) == ("render.letter_over_page", "2")
    assert "2" in load_messages().say(finding.code, {"text": finding.text})
    (finding,) = RENDERING.letter_findings(letter_saying("😀"), OPTIONS)
    assert (finding.code, finding.text) == ("render.missing_glyphs", "😀")
    message = letter(1, TONGUES[0], 14, kind="message")
    assert RENDERING.letter_findings(message, OPTIONS) == RENDERING.letter_pages(message, OPTIONS)


def test_a_letters_file_name() -> None:
    """The name says what it is, in the letter's language."""
    verified = letter(1, TONGUES[1])
    named = RENDERING.letter_file_name(verified, "SRE", "Acme", "pdf")
    assert named == f"{verified.basics.name} - Anschreiben - SRE - Acme.pdf"

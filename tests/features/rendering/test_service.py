"""The rendering service: formats, names, and what the person is told."""

from typing import get_args

import pytest

from resume_builder.adapters.data.messages import load_messages
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.writers import make_writers
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.ports import Format
from resume_builder.features.rendering.service import CONTENT_TYPES, Rendering, UnknownFormat
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.hostile import PAYLOADS, hostile_resume

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
RENDERING = Rendering(TypstEngine(WORDS), {**make_writers(WORDS), "docx": DocxWriter(WORDS)})
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


def test_too_many_pages_are_a_finding() -> None:
    """What does not fit is said with both numbers."""
    resume = Maker(2, TONGUES[0]).resume(12)
    (finding,) = RENDERING.findings(own_words(resume), RenderOptions(pages=1))
    assert finding.code == "render.over_pages"
    assert int(finding.text) > 1
    assert finding.where == "1"


def test_unknown_format() -> None:
    """A format without a writer is named."""
    with pytest.raises(UnknownFormat):
        Rendering(RENDERING.engine, {}).render(own_words(r.Resume()), OPTIONS, "docx")


def test_file_name_and_themes() -> None:
    """The name joins person, title and company; the default theme is offered with its badge."""
    resume = r.Resume(basics=r.Basics(name="Ana Li"))
    assert RENDERING.file_name(resume, "SRE", "Acme/Co", "docx") == "Ana Li - SRE - Acme Co.docx"
    themes = {theme.name: theme for theme in RENDERING.themes()}
    assert themes[OPTIONS.theme].badge == "Reads back exactly"

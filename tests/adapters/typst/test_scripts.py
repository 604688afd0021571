"""Every script: with the extra fonts nothing is missing, and each runs its own way."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain import resume as r
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, unmarked, words
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.samples import SCRIPTS

pytestmark = pytest.mark.rendering

WORDS = load_page_words()
ENGINE = TypstEngine(WORDS, more_fonts())
BARE = TypstEngine(WORDS)
OPTIONS = RenderOptions()
BY_CODE = {tongue.code: tongue for tongue in (*TONGUES, *MORE_TONGUES)}
# The share of words that pdfium and pdftotext read back, at the least: each undoes in its own way
# how letters are drawn. Measured here; rivals and browsers fare no better (bench `rendering`).
PART = {"ar": 0.6, "fa": 0.6, "he": 0.7, "hi": 0.7}
EMOJI = "🚀📊✅⭐⚡☎👍❤🎓🏆🌍💡"


def box(pdf: bytes, wanted: str) -> tuple[float, float, float]:
    """Where a passage of the first page begins and ends, and the page's width, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [
            text.get_charbox(i)
            for i in range(text.count_chars())
            if text.get_text_range(i, 1) in wanted
        ]
        return min(b[0] for b in boxes), max(b[2] for b in boxes), page.get_width()


@pytest.mark.parametrize("tongue", MORE_TONGUES, ids=lambda t: t.code)
def test_nothing_is_missing_with_the_extra_fonts(tongue: Tongue) -> None:
    """Named without them, and set in a tagged PDF (which allows no missing glyph) with them."""
    resume = Maker(3, tongue).resume()
    assert set(tongue.names[0]) & set(BARE.missing(resume, OPTIONS))
    assert ENGINE.missing(resume, OPTIONS) == ""
    assert ENGINE.pdf(resume, OPTIONS).startswith(b"%PDF")


def test_emoji() -> None:
    """In one color, and read back."""
    resume = r.Resume(basics=r.Basics(name="Ana Li", summary=f"Ships {EMOJI} things"))
    assert "🚀" in BARE.missing(resume, OPTIONS)
    assert ENGINE.missing(resume, OPTIONS) == ""
    assert EMOJI in EXTRACTORS["pypdfium2"](ENGINE.pdf(resume, OPTIONS))


@pytest.mark.parametrize("sample", SCRIPTS, ids=lambda p: p.stem)
def test_one_person_in_four_scripts(sample: Path) -> None:
    """Each in its own language, whole, on one page: what the README shows."""
    resume = from_json_resume(json.loads(sample.read_text(encoding="utf-8")))
    assert compose(resume, WORDS).language == sample.stem
    assert ENGINE.missing(resume, OPTIONS) == ""
    assert ENGINE.page_count(resume, OPTIONS) == 1


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_korean_reads_back_exactly(extractor: str) -> None:
    """As Latin, Greek, Cyrillic and Chinese do."""
    resume = Maker(2, BY_CODE["ko"]).resume()
    meant = words(compose(resume, WORDS).texts())
    read = words(EXTRACTORS[extractor](ENGINE.pdf(resume, OPTIONS)))
    assert recall(meant, read) == 1.0
    assert in_order(meant, read) == 1.0


@pytest.mark.parametrize("code", PART)
@pytest.mark.parametrize("extractor", [e for e in EXTRACTORS if e in ("pypdfium2", "pdftotext")])
def test_a_good_part_of_the_others_is_read(code: str, extractor: str) -> None:
    """The rest is why the person is told to send the Word file."""
    resume = Maker(2, BY_CODE[code]).resume(2)
    meant = words(compose(resume, WORDS).texts())
    read = words(unmarked(EXTRACTORS[extractor](ENGINE.pdf(resume, OPTIONS))))
    assert recall(meant, read) >= PART[code]


@pytest.mark.parametrize("theme", [theme.name for theme in BARE.themes()])
@pytest.mark.parametrize("code", ["ar", "he", "fa"])
def test_pages_run_from_right_to_left(code: str, theme: str) -> None:
    """Name and bullets stand at the right margin, or at the years that hang there."""
    years = 7.9 * 11.6 if load_themes()[theme].settings.dates_first else 0  # at their widest
    resume = Maker(1, BY_CODE[code]).resume(1)
    pdf = ENGINE.pdf(resume, RenderOptions(theme=theme))
    for wanted, beside in ((resume.basics.name[:1], 0), ("•", years)):
        _, right, width = box(pdf, wanted)
        assert right > width - 90 - beside
    left, _, width = box(pdf, "•")
    assert left > width - 110 - years


def test_what_runs_the_other_way_stays_whole() -> None:
    """A telephone number and C++ on a page from right to left."""
    basics = r.Basics(name="נועה לוי", phone="+972 4 123 5678")
    skills = (r.Skill(id="s1", name="כלים", keywords=("C++", "אקסל")),)
    pdf = ENGINE.pdf(r.Resume(basics=basics, skills=skills, language="he"), OPTIONS)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = document[0].get_textpage()
        at = {text.get_text_range(i, 1): text.get_charbox(i)[0] for i in range(text.count_chars())}
        plus = [
            text.get_charbox(i)[0]
            for i in range(text.count_chars())
            if text.get_text_range(i, 1) == "+"
        ]
    assert plus[0] < at["9"] < at["8"]
    assert at["C"] < min(plus[1:])


def test_a_line_in_hebrew_runs_its_own_way_on_an_english_page() -> None:
    """Its first word stands at the right of its last, a Latin word between them."""
    line = r.Highlight(id="w1h1", text="אאא Excel בבב 7")
    job = r.Work(id="w1", position="Nurse", highlights=(line,))
    pdf = ENGINE.pdf(r.Resume(work=(job,), language="en"), OPTIONS)
    first, last, number = (box(pdf, letter) for letter in "אב7")
    assert first[0] > last[1] > number[1]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_more_fonts_change_no_finished_document(tongue: Tongue) -> None:
    """What the built-in fonts have, they set: byte for byte the same."""
    resume = Maker(6, tongue).resume()
    assert ENGINE.pdf(resume, OPTIONS) == BARE.pdf(resume, OPTIONS)

"""The contract that every theme holds, whatever it looks like."""

import io
import re
from collections import Counter
from typing import Any, cast

import pypdf
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes, settings_schema, themes_folder
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.pages import lowest_ink
from tests.adapters.typst.read_back import EXTRACTORS, columns, letters, words
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.hostile import PAYLOADS, hostile_resume
from tools.picture_themes import changed, pictures

pytestmark = pytest.mark.rendering
ROOT = themes_folder().parents[2]
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)


@pytest.fixture(params=sorted(load_themes()))
def options(request: pytest.FixtureRequest) -> RenderOptions:
    """The options of each theme."""
    return RenderOptions(theme=str(request.param))


def reader(pdf: bytes) -> pypdf.PdfReader:
    """Open a PDF."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_the_folder_is_whole(options: RenderOptions) -> None:
    """A theme says what it is in a README, and names only fonts that there are."""
    folder = themes_folder() / options.theme
    assert {"README.md", "theme.json", "main.typ", "letter.typ", "look.typ"} <= {
        path.name for path in folder.iterdir()
    }
    settings = load_themes()[options.theme].settings
    assert (folder / "README.md").read_text(encoding="utf-8").startswith(f"# {settings.title}\n")
    assert set(settings.fonts) <= set(ENGINE.families())


def test_the_schema_is_current() -> None:
    """`tools/write_theme_schema.py` was run after the settings changed."""
    path = themes_folder() / "theme.schema.json"
    assert path.read_text(encoding="utf-8") == settings_schema()


def test_the_pictures_are_current() -> None:
    """What the README shows is what is set: `python -m tools.picture_themes --update`."""
    assert changed() == []


def test_the_readme_shows_every_theme() -> None:
    """The contact sheet has the page and the letter of each, and no other."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\]\((src/[^)]*/golden/[^)]*)\)", readme))
    assert shown == {path.relative_to(ROOT).as_posix() for path in pictures()}


def test_sizes_stay_readable(options: RenderOptions) -> None:
    """Levels get tighter one after the other, and none is below 9 points or 12 mm margins."""
    settings = load_themes()[options.theme].settings
    tightness = [level.tightness for level in settings.levels]
    assert tightness == sorted(tightness, reverse=True)
    assert tightness[0] == 1
    for level in (*settings.levels, *settings.letter_levels):
        assert 9 <= level.size <= 12
        assert min(level.side, level.top, level.bottom) >= 34


def test_standards_and_equal_bytes(options: RenderOptions) -> None:
    """PDF/UA-1 and PDF/A-2a stand in the file; two engines set the same bytes."""
    resume = Maker(1, TONGUES[1]).resume()
    pdf = ENGINE.pdf(resume, options)
    assert TypstEngine(WORDS).pdf(resume, options) == pdf
    root = cast(Any, reader(pdf).trailer["/Root"])
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part>1<" in xmp
    assert "pdfaid:conformance>A<" in xmp


@pytest.mark.parametrize("jobs", [1, 5, 10])
def test_page_counts_agree(options: RenderOptions, jobs: int) -> None:
    """The count, the PDF, the SVG pages and the PNG pages agree."""
    resume = Maker(jobs, TONGUES[0]).resume(jobs)
    count = ENGINE.page_count(resume, options)
    assert count == len(reader(ENGINE.pdf(resume, options)).pages)
    assert count == len(ENGINE.pages(resume, options)) == len(ENGINE.png(resume, options, 40))


@pytest.mark.parametrize("seed", range(5))
def test_no_bullet_is_split_and_no_heading_is_left_behind(
    options: RenderOptions, seed: int
) -> None:
    """Each bullet stands on one page whole; no page ends with a head or the line under it."""
    resume = Maker(seed, TONGUES[seed % 4]).resume(jobs=5 + seed)
    sheet = compose(resume, WORDS)
    pages = [words(page.extract_text()) for page in reader(ENGINE.pdf(resume, options)).pages]
    texts = [" ".join(page) for page in pages]
    heads = [section.title for section in sheet.sections]
    for entry in (e for s in sheet.sections for e in s.entries if e.bullets):
        for bullet in entry.bullets:
            assert any(" ".join(words(bullet.text)) in text for text in texts)
        heads += [entry.title, " ".join((entry.title, *entry.place, entry.dates))]
    for text in texts[:-1]:
        for lines in (" ".join(words(head)) for head in heads):
            assert not (len(lines) > 12 and text.endswith(lines))


def test_measured_heights_agree_with_the_page(options: RenderOptions) -> None:
    """Heights tell where the page ends, within 0.4 of a line."""
    whole = Maker(3, TONGUES[0]).resume(jobs=2)
    resume = r.Resume(basics=whole.basics, work=whole.work, skills=whole.skills)
    chosen = options.model_copy(update={"pages": 10})
    heights = ENGINE.measure(resume, chosen)
    assert set(heights.highlights) == {h.id for _, h in resume.highlights()}
    top = load_themes()[options.theme].settings.levels[0]
    assert ENGINE.page_count(resume, chosen) == 1
    assert lowest_ink(ENGINE.pdf(resume, chosen)) == pytest.approx(
        792 - top.top - heights.total, abs=0.4 * top.size
    )


def test_tightness_tells_how_much_room_a_level_takes(options: RenderOptions) -> None:
    """What a level says of itself is what ordinary résumés take at it, within 0.03."""
    levels = load_themes()[options.theme].settings.levels
    resumes = [Maker(seed, TONGUES[seed % 4]).resume(jobs=4) for seed in range(4)]
    fills = [
        sum(ENGINE.measure(resume, options, near).fill(1) for resume in resumes)
        for near in range(len(levels))
    ]
    for level, fill in zip(levels, fills, strict=True):
        assert level.tightness == pytest.approx(fill / fills[0], abs=0.03)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_text(options: RenderOptions, payload: str) -> None:
    """Whatever stands in a field is set as it stands, and does nothing."""
    resume = hostile_resume(payload)
    pdf = ENGINE.pdf(resume, options, strict=False)
    sheet = compose(resume, WORDS, ENGINE.chosen(options))
    read = letters(EXTRACTORS["pypdfium2"](pdf), sheet.name)
    assert Counter(read) == Counter(letters(sheet.texts()))
    for column in columns(sheet, load_themes()[options.theme].settings)[:1]:
        assert "".join(column[:40]) in read
    assert b"root:" not in pdf
    assert ENGINE.measure(resume, options).page > 0


@pytest.mark.parametrize("resume", [r.Resume(), r.Resume(basics=r.Basics(label="x"))])
def test_empty_parts_are_no_trouble(options: RenderOptions, resume: r.Resume) -> None:
    """Nothing, or next to nothing, to say is one valid page."""
    assert len(reader(ENGINE.pdf(resume, options)).pages) == 1
    assert ENGINE.measure(resume, options).highlights == {}


def test_long_words_and_bullets_are_set_whole(options: RenderOptions) -> None:
    """What is longer than a line or a page goes on in the next."""
    text = " ".join([*(f"word{n}" for n in range(1500)), "x" * 300])
    highlight = r.Highlight(id="w1h1", text=text)
    work = r.Work(id="w1", position="y" * 200, name="z" * 200, highlights=(highlight,))
    pdf = ENGINE.pdf(r.Resume(basics=r.Basics(name="n" * 120), work=(work,)), options)
    read = letters(EXTRACTORS["pypdfium2"](pdf), "n" * 120)
    assert "".join(words(text)) in read
    assert all(part in read for part in ("y" * 200, "z" * 200, "n" * 120))


def test_missing_glyphs_leave_no_box(options: RenderOptions) -> None:
    """The rest is set, and the text stays in the file."""
    resume = r.Resume(basics=r.Basics(name="Ana 😀", label="plain"))
    assert ENGINE.missing(resume, options) == "😀"
    read = EXTRACTORS["pypdfium2"](ENGINE.pdf(resume, options, strict=False))
    assert "plain" in read

"""The preview: the very page of the PDF, and where each field of the résumé stands on it."""

import math
import re
from collections import Counter

import pypdfium2
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.places import places_of, without_links
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.sheet import Sheet
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker
from tests.features.rendering.hostile import PAYLOADS, hostile_resume

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)
LINKS = re.compile(r"<a [^>]*><rect [^>]*/></a>")
MOVED = re.compile(
    r"<(?:(/g>)|g[^>]*/>|(g)(?: transform=\"(translate|matrix)\(([^)]*)\)\")?"
    r"|use xlink:href=\"([^\"]*)\" x=\"([^\"]*)\")"
)


@pytest.fixture(params=sorted(load_themes()))
def options(request: pytest.FixtureRequest) -> RenderOptions:
    """The options of each theme."""
    return RenderOptions(theme=str(request.param))


def resumes() -> list[r.Resume]:
    """Résumés of several scripts, one of them from right to left."""
    tongues = (*TONGUES[1:3], MORE_TONGUES[0])
    return [Maker(seed, tongue).resume() for seed, tongue in enumerate(tongues, 1)]


def glyphs(svg: str) -> list[tuple[str, tuple[float, float]]]:
    """Every glyph of a page and where it stands."""
    found: list[tuple[str, tuple[float, float]]] = []
    around, x, y = list[tuple[float, float]](), 0.0, 0.0
    for closes, opens, how, moved, glyph, at in MOVED.findall(svg.partition("<defs")[0]):
        if closes:
            x, y = around.pop()
        elif opens:
            around.append((x, y))
            numbers = [float(n) for n in moved.split()] if moved else [0.0]
            by = (*numbers, 0.0)[:2] if how == "translate" else numbers[-2:]
            x, y = x + by[0], y + by[-1] if len(by) > 1 else y
        elif glyph:
            found.append((glyph, (x + float(at), y)))
    return found


def said(sheet: Sheet) -> set[str]:
    """The paths of all that a sheet says."""
    paths = {"basics.name", "basics.label"} if sheet.headline else {"basics.name"}
    paths |= {piece.path for piece in sheet.contact}
    for section in sheet.sections:
        paths |= {f"section:{section.name}"} if section.title else set[str]()
        for entry in section.entries:
            paths |= {b.id for b in entry.bullets}
            paths |= {entry.path(entry.fields.title)} if entry.title else set[str]()
            paths |= {entry.path(entry.fields.notes)} if entry.notes else set[str]()
    return paths


def test_the_preview_is_the_page(options: RenderOptions) -> None:
    """As many pages as the PDF has, and every glyph where it is without the marks."""
    for resume in resumes():
        preview, plain = ENGINE.preview(resume, options), ENGINE.pages(resume, options)
        with pypdfium2.PdfDocument(ENGINE.pdf(resume, options, strict=False)) as pdf:
            assert len(preview) == len(plain) == len(pdf)
        for marked, page in zip(preview, plain, strict=True):
            before, after = glyphs(page.svg), glyphs(marked.svg)
            assert Counter(glyph for glyph, _ in before) == Counter(glyph for glyph, _ in after)
            stands = {glyph: {at for name, at in before if name == glyph} for glyph, _ in before}
            assert all(any(math.dist(at, b) < 0.05 for b in stands[glyph]) for glyph, at in after)


def test_every_field_has_its_place(options: RenderOptions) -> None:
    """What the sheet says is found on a page, inside the paper."""
    for resume in resumes():
        pages = ENGINE.preview(resume, options)
        found = {place.path for page in pages for place in page.places}
        assert said(compose(resume, WORDS, options)) <= found
        for page in pages:
            for x, y, width, height in (box for place in page.places for box in place.boxes):
                assert 0 <= x < x + width <= page.width
                assert 0 <= y < y + height <= page.height


def test_places_are_where_the_words_are(options: RenderOptions) -> None:
    """The words under a line's boxes are that line's, read from the PDF."""
    resume = Maker(1, TONGUES[1]).resume()
    lines = {h.id: h.text for e in resume.work for h in e.highlights}
    with pypdfium2.PdfDocument(ENGINE.pdf(resume, options)) as pdf:
        for number, page in enumerate(ENGINE.preview(resume, options)):
            text = pdf[number].get_textpage()
            for place in page.places:
                if place.path in lines:
                    (x, y, _, height) = place.boxes[0]
                    top = page.height - y
                    read = text.get_text_bounded(x, top - height * 0.8, x + 60, top - height * 0.2)
                    assert read.split()[0] in lines[place.path]


def test_no_mark_leaves(options: RenderOptions) -> None:
    """PDF and SVG files lead where the résumé leads; the preview leads nowhere."""
    resume = Maker(1, TONGUES[1]).resume()
    pdf = ENGINE.pdf(resume, options)
    assert b"f:w1" not in pdf
    assert b"f:basics" not in pdf
    assert b"mailto:" in pdf
    pages = ENGINE.pages(resume, options)
    assert any("mailto:" in page.svg for page in pages)
    assert not any('href="f:' in page.svg for page in pages)
    assert not any("<a " in page.svg for page in ENGINE.preview(resume, options))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_names_no_field(payload: str) -> None:
    """A text makes no place; only fields that there are do."""
    for page in ENGINE.preview(hostile_resume(payload), RenderOptions()):
        assert len({place.path for place in page.places}) == len(page.places)
        assert "<a " not in page.svg
        for place in page.places:
            assert re.fullmatch(r"section:\w+|[a-z]+\d*(e\d+)?(h\d+)?(\.[A-Za-z]+)?", place.path)


def test_pieces_of_one_line_are_one_box() -> None:
    """A link is cut where a word is kept whole; columns and lines stay apart."""

    def link(path: str, x: float, y: float, width: float) -> str:
        return (
            f'<a transform="translate({x} {y})" href="f:{path}" xlink:href="f:{path}">'
            f'<rect width="{width}" height="12" fill="transparent" stroke="none"/></a>'
        )

    pieces = link("w1h1", 0, 0, 50) + link("w1h1", 52, 1, 30) + link("w1h1", 0, 14, 20)
    svg = (
        f'<svg><g transform="translate(10 20)"><g/>{pieces}</g>{link("s1", 300, 0, 9)}<defs></svg>'
    )
    first, second = places_of(svg)
    assert (first.path, first.boxes) == ("w1h1", ((10, 20, 82, 13), (10, 34, 20, 12)))
    assert (second.path, second.boxes) == ("s1", ((300, 0, 9, 12),))
    assert LINKS.search(without_links(svg)) is None

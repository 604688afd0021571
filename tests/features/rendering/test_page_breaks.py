"""Where a person has a page begin: in every file that has pages, and nowhere it makes no sense."""

import io
from itertools import pairwise

import docx
import pypdf
import pytest

from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.kit import DOCX, RENDERING, WORDS

pytestmark = pytest.mark.rendering
RESUME = Maker(3, TONGUES[1]).resume(2)
ENGINE = RENDERING.engine
THEMES = sorted(load_themes())


def begun_by_hand(resume: Resume, options: RenderOptions) -> list[str]:
    """What a page begins with by hand: names of sections, ids of entries."""
    sections = compose(resume, WORDS, options).sections
    return [
        name
        for section in sections
        for name, begins in [
            (section.kind, section.on_new_page),
            *((entry.id, entry.on_new_page) for entry in section.entries),
        ]
        if begins
    ]


@pytest.mark.parametrize(
    ("named", "begun"),
    [
        (("education",), ["education"]),
        (("w2",), ["w2"]),
        (("w1",), ["work"]),  # an entry that leads its section takes the title along
        (("x1", "w2"), ["w2", "custom"]),
        (("summary", "basics.summary"), []),  # what comes first on the page
        (("gone", "w99", "l2"), []),  # "l2" runs on in a paragraph
    ],
)
def test_what_begins_a_page(named: tuple[str, ...], begun: list[str]) -> None:
    """Sections by kind or id and entries by id; what is not there is passed over."""
    assert begun_by_hand(RESUME, RenderOptions(breaks=named)) == begun


@pytest.mark.parametrize("theme", THEMES)
def test_pages_begin_there(theme: str) -> None:
    """The texts stand on a page of their own, in every theme; nothing else changes its order.

    Before them is at most a running head, and the dates where a theme sets those first.
    """
    options = RenderOptions(theme=theme, breaks=("w2", "education"))
    plain = RenderOptions(theme=theme)
    pages = pypdf.PdfReader(io.BytesIO(ENGINE.pdf(RESUME, options))).pages
    sheet = compose(RESUME, WORDS, ENGINE.chosen(options))
    texts = [page.extract_text().lstrip() for page in pages]
    starts = [
        text.removeprefix(f"{sheet.name} · {number}").lstrip()
        for number, text in enumerate(texts, 1)
    ]
    second = sheet.sections[1].entries[1]
    assert any(
        start.removeprefix(second.dates).lstrip().startswith(second.title[:12]) for start in starts
    )
    assert any(
        start.lower().startswith(WORDS.of("de").sections["education"].lower()[:4])
        for start in starts
    )
    assert len(pages) == ENGINE.page_count(RESUME, options) > ENGINE.page_count(RESUME, plain)


@pytest.mark.parametrize("theme", THEMES)
def test_what_stays_empty_counts_as_filled(theme: str) -> None:
    """Measured heights know of the pages that end early."""
    plain = ENGINE.measure(RESUME, RenderOptions(theme=theme))
    broken = ENGINE.measure(RESUME, RenderOptions(theme=theme, breaks=("work", "e1")))
    assert broken.highlights == plain.highlights
    assert broken.total > plain.total
    assert broken.fill(1) > 2


def test_word_files_begin_pages_too() -> None:
    """By the paragraph's own property: the title of a section, an entry, a row."""
    options = RenderOptions(breaks=("w2", "education", "s2"))
    paragraphs = docx.Document(io.BytesIO(DOCX["docx"](RESUME, options))).paragraphs
    begun = [p.text for p in paragraphs if p.paragraph_format.page_break_before]
    sections = {s.kind: s for s in compose(RESUME, WORDS).sections}
    assert begun[:2] == [sections["work"].entries[1].title, sections["education"].title]
    assert begun[2].startswith(sections["skills"].entries[1].title)
    assert len(begun) == 3


def test_printed_html_begins_pages_too() -> None:
    """By a class that the style of the page knows."""
    html = RENDERING.writers["html"]
    page = html(RESUME, RenderOptions(breaks=("w2", "education", "s2"))).decode()
    assert page.count('class="new-page"') == 3
    assert ".new-page { break-before: page }" in page
    assert 'class="new-page"' not in html(RESUME, RenderOptions()).decode()


def test_the_same_breaks_give_the_same_bytes() -> None:
    """The order in which they were named, and names that are gone, change nothing."""
    made = [
        ENGINE.pdf(RESUME, RenderOptions(breaks=named))
        for named in (("w2", "education"), ("education", "w2"), ("education", "gone", "w2"))
    ]
    assert all(one == other for one, other in pairwise(made))

"""How pages break: nothing is torn or left alone where that can be helped, in every theme."""

from dataclasses import replace

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.compiler import Typst
from resume_builder.adapters.typst.theme import load_themes, themes_folder
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from tests.adapters.typst.pagination import Breaks, breaks_of
from tests.adapters.typst.read_back import EXTRACTORS, words
from tests.features.rendering.generated import TONGUES, Maker, awkward

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)
PLAIN = Typst([themes_folder() / "fonts"])
THEMES = load_themes()
CLEAN = Breaks(2, 0, 0, 0, thin_last_page=False)


def set_by_hand(source: str) -> Breaks:
    """How a page of 100 points' height breaks."""
    head = (
        '#set document(title: "t")\n#set page(width: 200pt, height: 120pt, margin: 10pt)\n'
        '#set text(font: "Source Sans 3", size: 10pt, lang: "en", costs: (widow: 0%, orphan: 0%))\n'
        "#set par(leading: 2pt, spacing: 6pt)\n#show heading: it => block(sticky: false, it.body)\n"
    )
    return breaks_of(PLAIN.compile({"main.typ": (head + source).encode()}, b"{}", "pdf")[0])


LINE = "#block(height: 70pt)[= A]\n"
LONG = " ".join(["word"] * 24)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"{LINE}\n- one\n- two\n\n== B\n\n- three\n- four\n- five", CLEAN),
        (f"{LINE}\n- {LONG}{LONG}", replace(CLEAN, split_bullets=1)),
        (f"{LINE}\n== B\n\n#block(breakable: false)[{LONG}]", replace(CLEAN, orphan_headings=1)),
        # The line of place and dates is no company for a heading: its items are.
        (f"{LINE}\n== B\n\nAcme, 2019\n\n- {LONG}", replace(CLEAN, orphan_headings=1)),
        (f"{LINE}\n{LONG}\n\n{LONG}", replace(CLEAN, widow_lines=1)),
        (f"{LINE}\nzero\n#pagebreak()\n\none\n\ntwo", replace(CLEAN, thin_last_page=True)),
    ],
)
def test_what_is_counted(source: str, found: Breaks) -> None:
    """Each fault, made on purpose, is found as what it is."""
    assert set_by_hand(source) == found


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_torn_or_left_alone(theme: str, seed: int) -> None:
    """At every level, with long lines, jobs without any and entries that are a title alone."""
    resume = awkward(Maker(seed, TONGUES[seed]).resume(2 + 2 * seed), seed)
    for level in range(len(THEMES[theme].settings.levels)):
        found = breaks_of(ENGINE.pdf(resume, RenderOptions(theme=theme, level=level)))
        assert found == Breaks(found.pages, 0, 0, 0, found.thin_last_page)


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize(("length", "split"), [(1400, 0), (9000, 1)])
def test_only_what_would_leave_half_a_page_empty_is_split(
    theme: str, length: int, split: int
) -> None:
    """Whichever of the lines it is; every word is there."""
    text = ("word " * length)[:length].strip()
    lines = tuple(r.Highlight(id=f"w1h{n}", text=text) for n in range(1, 4))
    work = r.Work(id="w1", position="p", name="n", highlights=lines)
    resume = r.Resume(language="en", work=(work,))
    pdf = ENGINE.pdf(resume, RenderOptions(theme=theme))
    assert (breaks_of(pdf).split_bullets > 0) == (split > 0)
    read = words(EXTRACTORS["pypdfium2"](pdf))
    assert read.count("word") == 3 * len(text.split())


def test_titles_alone_drag_nothing_along() -> None:
    """A row of headings with nothing below them fills the page like other lines."""
    entries = tuple(r.CustomEntry(id=f"x1e{n}", name=f"Title {n}") for n in range(90))
    section = r.CustomSection(id="x1", title="Talks", entries=entries)
    resume = r.Resume(basics=r.Basics(name="A", summary="word " * 60), sections=(section,))
    for theme in THEMES:
        pdf = ENGINE.pdf(resume, RenderOptions(theme=theme, level=0))
        assert breaks_of(pdf).pages <= 4
        first = EXTRACTORS["pypdfium2"](pdf).partition("\f")[0]
        assert "Title 9" in first


def test_a_last_page_of_a_line_or_two_is_saved() -> None:
    """Also where it would have been allowed: the text is set a little tighter, no more."""
    engine, saved = TypstEngine(WORDS), 0
    for count in range(20, 60):
        lines = tuple(r.Highlight(id=f"w1h{n}", text="word " * 12) for n in range(count))
        work = r.Work(id="w1", position="p", name="n", highlights=lines)
        resume = r.Resume(language="en", work=(work,))
        loose = breaks_of(engine.pdf(resume, RenderOptions(level=0)))
        kept = engine.fit(resume, RenderOptions(pages=2))
        saved += kept.pages < loose.pages <= 2
        if kept.pages < loose.pages <= 2:
            assert loose.thin_last_page
            assert kept.meant - 1 < kept.size < kept.meant
    assert saved

"""Markdown: every word, inert in a CommonMark program, and read back by our own reader."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.writers import LETTER_WRITERS, MarkdownWriter
from resume_builder.adapters.writers.markdown import escaped
from resume_builder.domain import resume as r
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from resume_builder.features.rendering.sheet import one_line, web_link
from tests.adapters.documents.invented import POOLS, Inventor, Pool
from tests.adapters.documents.test_read_back import missed
from tests.adapters.typst.read_back import words
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS, hostile_resume
from tests.features.rendering.letters import letter, letter_saying

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
WRITE = MarkdownWriter(WORDS)
OPTIONS = RenderOptions()
# With what GitHub adds; raw HTML is on, so that none may come through.
PROGRAM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OUR_MARKS = frozenset(
    "heading paragraph bullet_list list_item inline text strong em link hardbreak softbreak "
    "text_special".split()
)


def tokens(markdown: str) -> list[Token]:
    """What a CommonMark program reads, flat."""
    found = PROGRAM.parse(markdown)
    return [inner for token in found for inner in (token, *(token.children or ()))]


def shown(markdown: str) -> str:
    """The text that such a program shows."""
    return "\n".join(
        "".join(" " if t.type.endswith("break") else t.content for t in token.children or ())
        for token in PROGRAM.parse(markdown)
        if token.type == "inline"
    )


@pytest.mark.parametrize("tongue", [*TONGUES, *MORE_TONGUES], ids=lambda t: t.code)
def test_every_word_in_order(tongue: Tongue) -> None:
    """What is shown is the sheet, of résumés and letters; headings skip no level."""
    resume = Maker(3, tongue).resume()
    page = WRITE(resume, OPTIONS).decode()
    assert words(shown(page)) == words(compose(resume, WORDS).texts())
    levels = [int(t.tag[1]) for t in PROGRAM.parse(page) if t.type == "heading_open"]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    sheet = compose_letter(letter(5, TONGUES[1]), OPTIONS, WORDS)
    assert words(shown(LETTER_WRITERS["md"](sheet, OPTIONS).decode())) == words(sheet.texts())


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: pool.code)
def test_fields_come_back(pool: Pool) -> None:
    """Our own reader gives back nearly every field of invented résumés."""
    lacking, count = 0, 0
    for seed in range(3):
        resume = Inventor(seed, pool).resume()
        read = parse_resume(read_document(WRITE(resume, OPTIONS), "cv.md"), load_vocabulary())
        lost, number = missed(resume, read.resume)
        lacking += len(lost)
        count += number
    assert 1 - lacking / count >= 0.98


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_LINKS])
def test_no_text_is_a_mark(payload: str) -> None:
    """No element, link, picture, code, table or rule comes out of a text."""
    sheet = compose(hostile_resume(payload), WORDS)
    page = WRITE(hostile_resume(payload), OPTIONS).decode()
    assert {t.type.removesuffix("_open").removesuffix("_close") for t in tokens(page)} <= OUR_MARKS
    targets = [t.attrs["href"] for t in tokens(page) if t.type == "link_open"]
    assert not [t for t in targets if not str(t).startswith(("http", "mailto:", "tel:"))]
    assert words(shown(page)) == words(sheet.texts())
    answer = compose_letter(letter_saying(payload), OPTIONS, WORDS)
    written = LETTER_WRITERS["md"](answer, OPTIONS).decode()
    assert words(shown(written)) == words(answer.texts())


LINES = st.text(
    st.sampled_from("-+*_=#>|<&!@[](){}`~$\\:.0129 abé\u05d0漢\t"), min_size=1, max_size=24
).map(one_line).filter(bool)  # fmt: skip


@given(LINES)
def test_any_line_is_shown_as_it_stands(line: str) -> None:
    """As a paragraph, an item and after another line; our reader takes it for the same."""
    for page in (escaped(line), f"- {escaped(line)}", f"before\n\n{escaped(line)}\n\nafter"):
        assert shown(page).replace("before", "").replace("after", "").strip() == line
    document = read_document(f"# name\n\n{escaped(line)}\n".encode(), "cv.md")
    read = [" ".join(one.text.split()) for one in document.lines]
    assert read[:1] == ["name"]
    assert read[1:] in ([line], [line.lstrip("•·").strip()])


@given(st.lists(LINES, min_size=1, max_size=3))
@example(["#"])
@example(["a ##"])
def test_any_heading_is_shown_as_it_stands(names: list[str]) -> None:
    """With marks at its end too: they are not its own."""
    entries = tuple(r.CustomEntry(id=f"x1e{n}", name=name) for n, name in enumerate(names))
    resume = r.Resume(sections=(r.CustomSection(id="x1", title="T", entries=entries),))
    headings = shown(WRITE(resume, OPTIONS).decode()).split("\n")
    assert headings == ["T", *names]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x_(y)", "https://a.example/x)(y", "https://a.example/?a=1&amp;b=*c*",
        "https://a.example/_under_score_", "https://a.example/~me/#top!",
    ],
)  # fmt: skip
def test_addresses_come_back(address: str) -> None:
    """Whatever marks they hold, both readers find the very same target."""
    link = web_link(address)
    assert link
    profile = r.Profile(network="x", url=address)
    page = WRITE(r.Resume(basics=r.Basics(name="n", profiles=(profile,))), OPTIONS)
    assert [t.attrs["href"] for t in tokens(page.decode()) if t.type == "link_open"] == [link.href]
    assert Counter(one.url for one in read_document(page, "cv.md").links) == {link.href: 1}
    assert re.search(r"\[.+\]\(", page.decode())

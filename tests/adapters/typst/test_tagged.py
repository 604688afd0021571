"""A screen reader, which follows the tags of a PDF, hears every word in its order."""

from collections import Counter

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from tests.adapters.typst.archive import faults
from tests.adapters.typst.read_back import columns, in_order, unmarked, words
from tests.adapters.typst.tagged import tagged_text
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.letters import letter

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS, more_fonts())
FROM_RIGHT = [tongue for tongue in MORE_TONGUES if tongue.code in ("ar", "fa", "he")]


@pytest.mark.parametrize("theme", sorted(load_themes()))
@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_every_word_in_order(theme: str, tongue: Tongue) -> None:
    """No two paragraphs, and no two lines of an address, run together; nothing is said twice.

    Of two columns each is read in its order.
    """
    options = RenderOptions(theme=theme)
    resume = Maker(4, tongue).resume()
    meant = columns(compose(resume, WORDS, ENGINE.chosen(options)), load_themes()[theme].settings)
    read = words(tagged_text(ENGINE.pdf(resume, options)))
    assert Counter(read) == Counter(word for column in meant for word in column)
    assert [in_order(column, read) for column in meant] == [1.0] * len(meant)
    sheet = compose_letter(letter(2, tongue), options, WORDS)
    assert words(tagged_text(ENGINE.pdf(sheet, options))) == words(sheet.texts())


@pytest.mark.parametrize("theme", sorted(load_themes()))
@pytest.mark.parametrize("tongue", FROM_RIGHT, ids=lambda tongue: tongue.code)
def test_from_right_to_left_too(theme: str, tongue: Tongue) -> None:
    """Though the words are drawn from left to right, and some letters in two strokes."""
    options = RenderOptions(theme=theme)
    resume = Maker(7, tongue).resume(2)
    meant = columns(compose(resume, WORDS, ENGINE.chosen(options)), load_themes()[theme].settings)
    pdf = ENGINE.pdf(resume, options)
    read = words(unmarked(tagged_text(pdf)))
    told = [words(unmarked("\n".join(column))) for column in meant]
    assert Counter(read) == Counter(word for column in told for word in column)
    assert [in_order(column, read) for column in told] == [1.0] * len(told)
    assert faults(pdf) == []
    sheet = compose_letter(letter(1, tongue), options, WORDS)
    pdf = ENGINE.pdf(sheet, options)
    assert words(unmarked(tagged_text(pdf))) == words(unmarked(sheet.texts()))
    assert faults(pdf) == []


MIXED = [
    "אאא (בבב) Excel 2019–2022, בבב 24/7.",
    "תרמתי ל-C++ ול-Node.js (גרסה 20) ב-50%; ana@example.com",
    "أدرت فريقًا من 12 شخصًا (end-to-end) عبر https://example.com/a-b",
    "Led the صحة project (مستشفى), 2020.",
]


@pytest.mark.parametrize("line", MIXED)
@pytest.mark.parametrize("language", ["en", "he", "ar"])
def test_both_ways_in_a_line(line: str, language: str) -> None:
    """Addresses, numbers and brackets stand in what is said where they were written."""
    job = r.Work(id="w1", position="Nurse", highlights=(r.Highlight(id="w1h1", text=line),))
    resume = r.Resume(basics=r.Basics(name="Ana Li"), work=(job,), language=language)
    pdf = ENGINE.pdf(resume, RenderOptions())
    assert line.split() == words_of(tagged_text(pdf), line)
    assert faults(pdf) == []


def words_of(said: str, line: str) -> list[str]:
    """The words of the line of `said` that has the most of the words of `line`."""
    lines = [unmarked(heard).split() for heard in said.splitlines()]
    return max(lines, key=lambda heard: len(set(heard) & set(line.split())))

"""A screen reader, which follows the tags of a PDF, hears every word in its order."""

from collections import Counter

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from tests.adapters.typst.read_back import columns, in_order, words
from tests.adapters.typst.tagged import tagged_text
from tests.features.rendering.generated import TONGUES, Maker, Tongue
from tests.features.rendering.letters import letter

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)


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

"""What machines read is what the page says, word for word and in order, in every theme."""

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, words
from tests.features.rendering.generated import TONGUES, Maker, Tongue

pytestmark = pytest.mark.rendering
ENGINE = TypstEngine(load_page_words())


@pytest.mark.parametrize("theme", sorted(load_themes()))
@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_every_word_in_order(theme: str, tongue: Tongue) -> None:
    """Word recall and order are 1.000: no ligature, torn word, or date in a bullet."""
    for seed in range(2):
        resume = Maker(seed, tongue).resume()
        options = RenderOptions(theme=theme, paper="a4" if seed % 2 else "us-letter")
        meant = words(compose(resume, load_page_words()).texts())
        pdf = ENGINE.pdf(resume, options)
        for extractor, extract in EXTRACTORS.items():
            read = words(extract(pdf))
            assert recall(meant, read) == 1.0, (extractor, [w for w in meant if w not in read])
            assert in_order(meant, read) == 1.0, extractor
            assert len(read) == len(meant), extractor

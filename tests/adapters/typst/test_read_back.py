"""What machines read is what the page says, word for word and in order."""

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, words
from tests.features.rendering.generated import TONGUES, Maker, Tongue

pytestmark = pytest.mark.rendering
ENGINE = TypstEngine(load_page_words())


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_every_word_in_order(tongue: Tongue, extractor: str) -> None:
    """Word recall and order are 1.000: no ligature, torn word, or date in a bullet."""
    for seed in range(4):
        resume = Maker(seed, tongue).resume()
        meant = words(compose(resume, load_page_words()).texts())
        pdf = ENGINE.pdf(resume, RenderOptions(paper="a4" if seed % 2 else "us-letter"))
        read = words(EXTRACTORS[extractor](pdf))
        assert recall(meant, read) == 1.0, [w for w in meant if w not in read]
        assert in_order(meant, read) == 1.0
        assert len(read) == len(meant)

"""One verifier with the product's own words."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import Verifier


@pytest.fixture(scope="session")
def verifier() -> Verifier:
    """The verifier as the product makes it."""
    return Verifier(load_truth_words(), load_lexicon())

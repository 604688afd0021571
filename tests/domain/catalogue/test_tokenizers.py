"""Some makers' models count more tokens for the same words."""

import pytest

from resume_builder.domain.catalogue.tokenizers import tokens_for_one

pytestmark = pytest.mark.seam


@pytest.mark.parametrize(
    ("model_id", "tokens"),
    [
        ("claude-sonnet-5-5", 1.55),
        ("anthropic/claude-opus-4.8", 1.55),
        ("claude-haiku-4-5", 1.12),
        ("anthropic/claude-opus-4.6", 1.12),
        ("gpt-6-sol", 1.0),
        ("google/gemini-3.8-flash", 1.0),
        ("", 1.0),
    ],
)
def test_the_tokenizer_is_known_by_the_line_and_the_version(model_id: str, tokens: float) -> None:
    assert tokens_for_one(model_id) == tokens

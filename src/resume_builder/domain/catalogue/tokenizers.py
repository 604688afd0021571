"""How many tokens a maker's models count where `domain/tokens.py` counts one.

That counts as OpenAI's tokenizer does. Measured with ctok 1.3.0, which rebuilds the counts of
Anthropic's, over 32 briefs: since Claude 4.7 they are 1.53 to 1.73 times as many in briefs of whole
résumés, before it 1.11 to 1.32 times. No such measure of Google's could be had without its service.
"""

from resume_builder.domain.catalogue.choice import read_id, same_name

# By the beginning of a model's name: the first version of a tokenizer, and its tokens for one.
_COUNTS: tuple[tuple[str, tuple[int, ...], float], ...] = (
    ("claude-", (4, 7), 1.55),
    ("claude-", (0,), 1.12),
)


def tokens_for_one(model_id: str) -> float:
    """Return how many tokens a model counts for one that is estimated, 1 where nobody measured."""
    name = same_name(model_id)
    version = read_id(name).version
    for beginning, first, tokens in _COUNTS:
        if name.startswith(beginning) and version >= first:
            return tokens
    return 1.0

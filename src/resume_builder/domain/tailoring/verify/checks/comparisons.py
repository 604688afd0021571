"""Fastest, the most, the only one: nobody is ranked whom the facts do not rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word

# The shortest word with its superlative's ending: "oldest".
_LEAST = 5
_MOST = frozenset(["most", "best", "worst", "only", "top", "least", "first", "leading"])
_THE = frozenset(["the", "our", "its", "my", "s"])


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Refuses a superlative where the facts have none."""

    name: str = "comparisons"

    def judge(self, case: Case) -> Result:
        """Say whether each superlative is borne."""
        if case.language.code != "en" or any(list(_superlatives(t)) for t in case.sources.texts):
            return SUPPORTED
        for words in _superlatives(case.rewrite):
            if words[-1].plain not in case.sources.plains and not all(
                case.sources.bears(w, case.language) for w in words
            ):
                return refuse(case, "truth.scope", span_of(words))
        return SUPPORTED


def _superlatives(text: ReadText) -> Iterator[tuple[Word, ...]]:
    """Yield "fastest" and "the most"."""
    for before, word in pairwise((None, *text.words)):
        if word is None:
            continue
        ends = len(word.plain) > _LEAST and word.plain.endswith("est")
        if ends and any(b in text.language.qualities for b in _positives(word.plain)):
            yield (word,)
        elif before is not None and word.plain in _MOST and before.plain in _THE:
            yield (before, word)


def _positives(word: str) -> Iterator[str]:
    """Yield what a superlative can come from: "fast", "large", "big", "busy"."""
    root = word[:-3]
    yield root
    yield root + "e"
    if root[-1] == root[-2]:
        yield root[:-1]
    if root.endswith("i"):
        yield root[:-1] + "y"

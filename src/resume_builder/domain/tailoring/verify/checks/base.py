"""What a check is, and what several of them need."""

from collections.abc import Iterator
from typing import Protocol

from resume_builder.domain.tailoring.verify.evidence import Case, Layer
from resume_builder.domain.tailoring.verify.model import Ask, Result, Unsupported
from resume_builder.domain.tailoring.verify.text import Word
from resume_builder.domain.values import Span


class Check(Protocol):
    """One question to a claim."""

    @property
    def name(self) -> str:
        """A word for it, the middle part of its message codes."""
        ...

    def judge(self, case: Case) -> Result:
        """Say what it finds."""
        ...


def span_of(words: tuple[Word, ...]) -> Span:
    """Return the range from the first to the last word."""
    return Span(words[0].start, words[-1].end)


def quoted(case: Case, span: Span) -> dict[str, str]:
    """Return the parameters of a message about a range of the rewrite."""
    return {"text": case.rewrite.text[span.start : span.end]}


def refuse(case: Case, code: str, span: Span, **params: str) -> Unsupported:
    """Return that the sources do not bear a range of the rewrite."""
    return Unsupported(code, quoted(case, span) | params, span)


def ask(case: Case, code: str, span: Span, **params: str) -> Ask:
    """Return a question about a range of the rewrite."""
    return Ask(code, quoted(case, span) | params, span)


def phrases_in(case: Case, section: str) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each phrase of a section in the rewrite."""
    words = case.rewrite.words
    for first, after in case.language.phrase(section).find(case.rewrite.plains):
        yield words[first:after]


def phrase_stands(words: tuple[Word, ...], *layers: Layer) -> bool:
    """Tell whether all stems of a phrase stand in one of the layers' texts."""
    return any(all(w.stem in text.stems for w in words) for layer in layers for text in layer.texts)

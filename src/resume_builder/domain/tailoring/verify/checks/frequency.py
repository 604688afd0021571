"""How often: "every day" of "on Saturdays", "always" of "now and then"."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import (
    ask,
    phrase_stands,
    phrases_in,
    refuse,
    span_of,
)
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word

# Seconds of a day.
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Frequency:
    """Refuses "always" where the facts say how often; asks about it where they leave it open."""

    name: str = "frequency"

    def judge(self, case: Case) -> Result:
        """Say whether what is told of all times is told so by the facts."""
        for words in phrases_in(case, "constant"):
            if any(t.has("constant") or _is_daily(t) for t in case.sources.texts):
                return SUPPORTED
            each = {w.stem for t in case.sources.texts for w in _counted_by(t)}
            if words[-1].stem in each or phrase_stands(words, case.sources, case.same):
                continue
            if any(_says_when(t) for t in case.sources.texts):
                return refuse(case, "truth.frequency", span_of(words))
            return ask(case, "truth.frequency.open", span_of(words))
        return SUPPORTED


def _is_daily(text: ReadText) -> bool:
    """Tell whether a text tells of each day: "daily", "12 a day"."""
    value = text.language.value
    return any(value("rates", w.plain) == _DAY for w in text.words) or any(
        value("units", w.plain) == _DAY for w in _counted_by(text)
    )


def _says_when(text: ReadText) -> bool:
    """Tell whether a text says when or how often: "on Fridays", "once a month", "in summer"."""
    value = text.language.value
    return (
        text.has("days")
        or any(value("rates", w.plain) for w in text.words)
        or any(value("units", w.plain) for w in _counted_by(text))
    )


def _counted_by(text: ReadText) -> Iterator[Word]:
    """Yield what something is counted by: the "night" of "25 a night"."""
    per = text.phrases("per").by_first
    return (word for before, word in pairwise(text.words) if before.plain in per)

"""The lead of one thing is not told as the lead of another: the till, and not the shop."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word

# How many words that say something can name what is led.
_LED = 3


@dataclass(frozen=True, slots=True)
class Objects:
    """Asks about running the shop of one who ran the till."""

    name: str = "objects"

    def judge(self, case: Case) -> Result:
        """Say whether what is led is what the sources say."""
        if case.language.code != "en":
            return SUPPORTED
        led = {
            text.words[first].stem: _object(text, after)
            for text in case.sources.texts
            for first, after in _deeds(text)
        }
        words = case.rewrite.words
        for first, after in _deeds(case.rewrite):
            told, mine = led.get(words[first].stem), _object(case.rewrite, after)[:1]
            opens = not first or words[first - 1].plain == "and"
            if told and mine and opens and not any(_same(a, mine[0], case) for a in told):
                return ask(case, "truth.ownership.managed", span_of((words[first], *mine)))
        return SUPPORTED


def _deeds(text: ReadText) -> Iterator[tuple[int, int]]:
    for section in ("lead", "run"):
        yield from text.phrases(section).find(text.plains)


def _object(text: ReadText, at: int) -> tuple[Word, ...]:
    """Return the first words that name something from an index on, in their statement."""
    words, qualities = text.words[at:], text.language.qualities
    same = (w for w in words if w.content and w.segment == words[0].segment)
    return tuple(w for w in same if w.plain not in qualities)[:_LED]


def _same(one: Word, other: Word, case: Case) -> bool:
    known = case.language.meanings
    shared = known(one.plain, one.stem) & known(other.plain, other.stem)
    return one.stem == other.stem or bool(shared)

"""Two true lines told as one false one: the deed of one done to the thing of the other.

Each clause of a rewrite must come from one source; what joins clauses must not make one the cause
of the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, phrases_in, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case, Layer
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.numbers import Quantity
from resume_builder.domain.tailoring.verify.text import Word
from resume_builder.domain.values import Span

# What an amount counts stands within so many words of it.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Merging:
    """Refuses an amount put on another line's thing, and asks about clauses of two lines."""

    name: str = "merging"

    def judge(self, case: Case) -> Result:
        """Say whether each clause tells what one source tells."""
        if len(case.sources.texts) < 2:
            return SUPPORTED
        cause = _cause(case)
        if cause is not None:
            return refuse(case, "truth.merged.cause", cause)
        sources = [case.shelf.layer((t.text,), case.language) for t in case.sources.texts]
        moved = next(_moved_amounts(case, sources), None)
        if moved is not None:
            return refuse(case, "truth.merged.amount", moved)
        mixed = next(_mixed_clauses(case, sources), None)
        return ask(case, "truth.merged.words", mixed) if mixed else SUPPORTED


def _cause(case: Case) -> Span | None:
    """Return where one fact is made the cause of another, and no source says so."""
    if case.sources.has("cause"):
        return None
    return next((span_of(words) for words in phrases_in(case, "cause")), None)


def _moved_amounts(case: Case, sources: Sequence[Layer]) -> Iterator[Span]:
    """Yield amounts whose thing stands in another source than they do."""
    for quantity in case.rewrite.quantities:
        valued = [s for s in sources if _values(s, quantity)]
        holders = [s for s in valued if _holds(s, quantity)]
        if valued and not holders:
            # Money told as a count, or a count as money.
            yield Span(quantity.start, quantity.end)
        thing = _counted(case, quantity)
        if thing is None or not holders or any(s.bears(thing, case.language) for s in holders):
            continue
        # A kindred word ("people" of a treasurer) may count what the holder names by another.
        if any(thing.stem in s.stems for s in sources):
            yield Span(quantity.start, max(quantity.end, thing.end))


def _holds(source: Layer, quantity: Quantity) -> bool:
    """Tell whether a source has the amount, money as money."""
    return any((q.kind == "money") == (quantity.kind == "money") for q in _values(source, quantity))


def _values(source: Layer, quantity: Quantity) -> list[Quantity]:
    """Return the amounts of a source that have the same value."""
    return [q for text in source.texts for q in text.quantities if q.value == quantity.value]


def _counted(case: Case, quantity: Quantity) -> Word | None:
    """Return the word that an amount counts: the next that is no little word of its clause."""
    words = case.rewrite.words
    at = next((n for n, w in enumerate(words) if w.start >= quantity.end), len(words))
    segment = words[at - 1].segment if at else 0
    near = [w for w in words[at : at + _NEAR] if w.segment == segment and not w.counted]
    if near and near[0].plain in case.joiners:
        # "Routes 14 and 22 and report": it counts what stands before.
        return None
    return next((w for w in near if w.plain not in case.language.stop), None)


def _mixed_clauses(case: Case, sources: Sequence[Layer]) -> Iterator[Span]:
    """Yield clauses whose words and amounts no one source has, though several together do."""
    lead: Word | None = None
    for clause in _clauses(case):
        said = [w for w in clause if w.content]
        deed = next((w for w in clause if _is_deed(w, case)), None)
        if clause[0].initial:
            lead = None
        if deed is None and lead is not None and _goes_on(clause, case):
            # "Rewrote the tests and 38 jobs": the second clause goes on with the deed of the first.
            said = [lead, *said]
        lead = deed or lead
        begin, end = clause[0].start, clause[-1].end
        amounts = [q for q in case.rewrite.quantities if begin <= q.start and q.end <= end]
        having = [
            *({n for n, s in enumerate(sources) if s.bears(w, case.language)} for w in said),
            *({n for n, s in enumerate(sources) if _holds(s, q)} for q in amounts),
        ]
        known = [numbers for numbers in having if numbers]
        if known and not set[int].intersection(*known):
            yield Span(begin, end)


def _goes_on(clause: tuple[Word, ...], case: Case) -> bool:
    """Tell whether a clause may share the deed before it; in other tongues its noun is its own."""
    return case.language.code == "en" or not clause[0].content


def _is_deed(word: Word, case: Case) -> bool:
    """Tell whether a word is a verb, one that says little by itself too: "ran", "look"."""
    return word.plain not in case.language.stop and case.language.is_verb(word.plain)


def _clauses(case: Case) -> Iterator[tuple[Word, ...]]:
    """Yield runs of words between punctuation marks, joining words and relative ones."""
    relative = case.language.phrase("relative").by_first
    run: list[Word] = []
    for word in case.rewrite.words:
        joins = word.plain in case.joiners or word.plain in relative
        if run and (joins or word.segment != run[-1].segment):
            yield tuple(run)
            run = []
        if not joins:
            run.append(word)
    if run:
        yield tuple(run)

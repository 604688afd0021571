"""How long, and since when: only what the facts say or the entry's dates give."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from resume_builder.domain.dates import months as month_number
from resume_builder.domain.dates import read_iso_date
from resume_builder.domain.tailoring.verify.checks.base import refuse
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, EntryFacts, Result
from resume_builder.domain.tailoring.verify.numbers import Quantity
from resume_builder.domain.tailoring.verify.text import ReadText
from resume_builder.domain.values import Span

_MONTH = 2592000
# Words before "a year" that make it a length; "20 a year" is a rate.
_LEADS = frozenset("for over in within during inside".split())


@dataclass(frozen=True, slots=True)
class Durations:
    """Refuses years of experience and starts that neither the facts nor the dates give."""

    name: str = "durations"

    def judge(self, case: Case) -> Result:
        """Say whether each duration and year is borne."""
        stated = {q.value for t in case.sources.texts for q in t.quantities}
        mine = case.rewrite.content_stems
        for text in (*case.same.texts, *case.person.texts):
            if not mine.isdisjoint(text.content_stems):
                stated.update(q.value for q in text.quantities)
        # A source that says since when is not told by the entry's dates.
        dated = any(q.kind == "year" for t in case.sources.texts for q in t.quantities)
        years = {*(() if dated else entry_years(case.claim.entry)), *stated}
        length = entry_months(case.claim.entry, case.claim.today)
        if _tells_time(case):
            # Where a line says since when or how long, the dates of the entry say no more.
            years, length = stated, None
        for quantity in (*case.rewrite.quantities, *_of_one(case.rewrite)):
            span = Span(quantity.start, quantity.end)
            if quantity.kind == "year" and quantity.value not in years:
                return refuse(case, "truth.duration.year", span)
            if not is_duration(quantity, case) or quantity.kind == "year":
                continue
            if not _holds(quantity, length, case):
                return refuse(case, "truth.duration.length", span)
        return SUPPORTED


def _of_one(text: ReadText) -> Iterator[Quantity]:
    """Yield the one year of "for a year"."""
    for lead, article, unit in zip(text.words, text.words[1:], text.words[2:], strict=False):
        if lead.plain in _LEADS and article.plain in ("a", "an"):
            yield Quantity(Fraction(1), article.start, unit.end, unit=unit.plain)


def _tells_time(case: Case) -> bool:
    """Tell whether the one source says itself since when or how long, and the rewrite does not."""
    if len(case.sources.texts) != 1:
        return False
    source = case.sources.texts[0]
    if "since" in source.plains and not any(q.kind == "year" for q in source.quantities):
        # "Since last spring" is no year, and none of the entry's either.
        return any(q.kind == "year" for q in case.rewrite.quantities)
    own = [q for q in source.quantities if _is_time_told(q, case)]
    told = {q.value for q in case.rewrite.quantities}
    if source.has("single"):
        return not {Fraction(1), Fraction(12)} & told
    return bool(own) and not any(q.value in told for q in own)


def _is_time_told(quantity: Quantity, case: Case) -> bool:
    """Tell whether it is the year of "since 2021", or the years of "for three years"."""
    text = case.sources.texts[0]
    before = [w.plain for w in text.words if w.end <= quantity.start][-1:]
    if quantity.kind == "year":
        return case.language.phrase("since").any(tuple(before))
    return is_duration(quantity, case)


def is_duration(quantity: Quantity, case: Case) -> bool:
    """Tell whether an amount is one of months or years, or is a year itself."""
    if quantity.kind == "year":
        return True
    if quantity.kind or case.language.value("rates", quantity.unit) or is_interval(quantity, case):
        # "Twice yearly" is a rate, and so is "every six months".
        return False
    seconds = case.language.value("units", quantity.unit)
    return seconds is not None and seconds in (_MONTH, 31536000, 315360000)


def is_interval(quantity: Quantity, case: Case) -> bool:
    """Tell whether "every" stands before an amount of the rewrite: "cada seis meses"."""
    every = case.language.phrase("every")
    if not every.by_first:
        return False
    before = tuple(w.plain for w in case.rewrite.words if w.end <= quantity.start)[-2:]
    return any(every.any(before[-n:]) for n in (1, 2) if before)


def entry_months(entry: EntryFacts, today: date | None) -> int | None:
    """Return how many months an entry lasted, to `today` when it goes on; None when unknown."""
    start, end = read_iso_date(entry.start), read_iso_date(entry.end)
    first = month_number(start) if start else None
    if end and end.year:
        last = month_number(end)
    else:
        last = today.year * 12 + today.month - 1 if today else None
    return None if first is None or last is None else last - first + 1


def entry_years(entry: EntryFacts) -> set[Fraction]:
    """Return the years in which an entry began and ended."""
    dates = (read_iso_date(entry.start), read_iso_date(entry.end))
    return {Fraction(d.year) for d in dates if d and d.year}


def _in_months(value: Fraction, seconds: Fraction) -> Fraction:
    """Return a time in months; a year has twelve."""
    years = {31536000: 12, 315360000: 120}
    return value * years[int(seconds)] if seconds in years else value * seconds / _MONTH


def _single(text: ReadText) -> Iterator[Fraction]:
    """Yield the seconds of "a year" in "within a year"; "20 lessons a year" is a rate."""
    articles, stop = text.language.phrase("per").by_first, text.language.stop
    for before, article, word in zip(text.words, text.words[1:], text.words[2:], strict=False):
        seconds = text.language.value("units", word.plain)
        told = before.plain in stop and not before.counted and article.plain in articles
        if seconds and told:
            yield seconds


def _holds(quantity: Quantity, length: int | None, case: Case) -> bool:
    seconds = case.language.value("units", quantity.unit)
    assert seconds is not None
    claimed = _in_months(quantity.value, seconds)
    if any(_in_months(Fraction(1), s) == claimed for t in case.sources.texts for s in _single(t)):
        return quantity.bound != "over"
    for layer in case.here:
        for text in layer.texts:
            for fact in (*text.quantities, *_of_one(text)):
                unit = case.language.value("units", fact.unit)
                if unit and _in_months(fact.value, unit) == claimed:
                    return quantity.bound != "over" or fact.bound == "over"
                if (
                    fact.value == quantity.value
                    and fact.kind == ""
                    and not unit
                    and fact.unit not in case.language.stop
                    and layer is case.sources
                ):
                    return True
    if length is None:
        return False
    if quantity.bound == "over":
        return claimed <= length
    return claimed - 1 <= length < claimed + 12 if claimed >= 12 else abs(claimed - length) <= 1

"""Every amount must stand in the facts, or follow from them by exact arithmetic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations

from resume_builder.domain.tailoring.verify.checks.base import refuse
from resume_builder.domain.tailoring.verify.checks.durations import is_duration, is_interval
from resume_builder.domain.tailoring.verify.checks.portions import parts
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.numbers import Quantity
from resume_builder.domain.tailoring.verify.text import ReadText
from resume_builder.domain.values import Span

# How many words a line of the entry must share with the rewrite for its amounts to count.
_SHARED = 2
# "11 in spring, 6 in autumn" is a change when the line says so.
_PAIR = 2
# How many people one can be with.
_FEW = 10
# How far a rounded number may be from the exact one when the line says "about".
_ROUNDING = Fraction(5, 100)
# Seconds in a month and a year do not divide evenly: months are twelve a year, weeks 52.
_MONTH, _YEAR, _WEEK, _QUARTER, _MINUTE = 2592000, 31536000, 604800, 7776000, 60
_PAIRS = ((_YEAR, _MONTH, 12), (_YEAR, _QUARTER, 4), (_YEAR, _WEEK, 52), (_MONTH, _WEEK, 4))
_RATIOS = {(Fraction(a), Fraction(b)): Fraction(r) for a, b, r in _PAIRS} | {
    (Fraction(b), Fraction(a)): 1 / Fraction(r) for a, b, r in _PAIRS
}

# "A fortnight" and "a decade" are amounts by themselves.
_SPANS = (Fraction(1209600), Fraction(315360000))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Refuses an amount that is not in the facts, and one made larger by "over" or "+"."""

    name: str = "numbers"

    def judge(self, case: Case) -> Result:
        """Say whether each amount is borne."""
        counted = bool(case.rewrite.quantities)
        known = tuple(_known(case)) if counted else ()
        derived = frozenset(_derived(case)) if counted else frozenset[Fraction]()
        for quantity in case.rewrite.quantities:
            if (
                is_duration(quantity, case)
                or _is_one(quantity, case)
                or _alternates(quantity, case)
                or _is_thing(quantity, case)
            ):
                continue
            span = Span(quantity.start, quantity.end)
            if (label := _label(quantity, case.rewrite)) and not _is_labelled(
                label, quantity, case
            ):
                return refuse(case, "truth.number.new", span)
            equal = [k for k in known if _equal(k, quantity) and not _other_time(k, quantity, case)]
            equal = equal or [k for k in known if _same_time(k, quantity, case)]
            if not equal and (_with_oneself(quantity, case) or _is_rate(quantity, case)):
                continue
            if not equal and (
                _is_end(quantity, case) or not _from_arithmetic(quantity, derived, known)
            ):
                return refuse(case, "truth.number.new", span)
            if equal and _raised(quantity, equal):
                return refuse(case, "truth.number.raised", span)
        rate = _other_rate(case)
        return refuse(case, "truth.number.rate", rate) if rate else SUPPORTED


def _label(quantity: Quantity, text: ReadText) -> str:
    """Return the "level" of "Level 3": such a number counts nothing; "" for another."""
    before = [w for w in text.words if w.end <= quantity.start][-1:]
    near = before and not text.text[before[0].end : quantity.start].strip()
    if near and before[0].plain in text.phrases("labels").by_first:
        return before[0].plain
    return ""


def _is_labelled(label: str, quantity: Quantity, case: Case) -> bool:
    """Tell whether a fact has the same number by the same label."""
    return any(
        fact.value == quantity.value and _label(fact, text) == label
        for layer in case.here
        for text in layer.texts
        for fact in text.quantities
    )


def _of_people(quantity: Quantity, text: ReadText) -> bool:
    """Tell whether a small number counts people: "two others"."""
    after = [w.plain for w in text.words if w.start >= quantity.end][:2]
    people = any(w in ("other", "others") or text.language.is_agent(w) for w in after)
    people = people or any(text.phrases("crew").any((w,)) for w in after)
    return quantity.value < _FEW and (people or text.language.code != "en")


def _is_end(quantity: Quantity, case: Case) -> bool:
    """Tell whether a change ends there ("from 40 to 15"): no difference can stand for an end."""
    before = [w for w in case.rewrite.words if w.end <= quantity.start][-1:]
    changed = case.sources.has("change")
    return changed and case.language.phrase("until").any(tuple(w.plain for w in before))


def _alternates(quantity: Quantity, case: Case) -> bool:
    """Tell whether it is the "second" of "every second week", told of "every other week"."""
    told = case.language.phrase("alternate")
    if quantity.value != _PAIR or not any(told.any(t.plains) for t in case.sources.texts):
        return False
    words = [w.plain for w in case.rewrite.words if w.end <= quantity.end]
    return told.any(tuple(words[-2:]))


def _is_thing(quantity: Quantity, case: Case) -> bool:
    """Tell whether it is the "pair" of the "pairs" that the sources tell of."""
    words = [w for w in case.rewrite.words if w.start == quantity.start and w.plain.isalpha()]
    plurals = {p.removesuffix("s") for p in case.sources.plains if p.endswith("s")}
    return any(w.plain in plurals for w in words) and quantity.value == _PAIR


def _is_one(quantity: Quantity, case: Case) -> bool:
    """Tell whether it is the word "one", or the figure for it: it counts no more than "a" does."""
    if quantity.value != 1:
        return False
    if not case.rewrite.text[quantity.start].isdigit():
        return True
    articles = case.language.phrase("one").by_first
    return any(
        before.plain in articles and after.plain == quantity.unit
        for text in case.sources.texts
        for before, after in pairwise(text.words)
    )


def _is_rate(quantity: Quantity, case: Case) -> bool:
    """Tell whether "every six months" is the "half-yearly" of the sources."""
    seconds = case.language.value("units", quantity.unit)
    if not seconds or not is_interval(quantity, case):
        return False
    told = {case.language.value("rates", w.plain) for t in case.sources.texts for w in t.words}
    return quantity.value * seconds in told


def _with_oneself(quantity: Quantity, case: Case) -> bool:
    """Tell whether it counts oneself in: "with two others" makes three."""
    if not (case.sources.has("shared") or case.sources.has("with")):
        return False
    others = (q.value for t in case.sources.texts for q in t.quantities if _of_people(q, t))
    return any(quantity.value == value + 1 for value in others)


def _other_rate(case: Case) -> Span | None:
    """Return where something is told by another time: "12 a day" of "12 a week"."""
    told = {s for t in case.sources.texts for _, s in (*_rates(t), *_weekdays(t))}
    kept = {q.value for t in case.sources.texts for q in t.quantities}
    other = [q for q in case.rewrite.quantities if q.value not in kept]
    if not told or other:
        # A number that is not the sources' was converted, or is refused already.
        return None
    return next((span for span, s in _rates(case.rewrite) if s not in told), None)


def _rates(text: ReadText) -> Iterator[tuple[Span, Fraction]]:
    """Yield the times by which something is counted: "a week", "monthly"."""
    per = text.phrases("per").by_first
    numbered = {q.start for q in text.quantities}
    for before, word in zip((None, *text.words), text.words, strict=False):
        if word.capital and word.end + 1 in numbered:
            # "A Year 10 form" is no form a year.
            continue
        seconds = text.language.value("units", word.plain)
        single = text.language.value("rates", word.plain)
        if single:
            yield Span(word.start, word.end), single
        elif seconds and seconds >= _MINUTE and before and before.plain in per:
            yield Span(before.start, word.end), seconds


def _weekdays(text: ReadText) -> Iterator[tuple[Span, Fraction]]:
    """Yield "on Fridays" as once a week, "every second Friday" as once a fortnight."""
    weeks = 2 if text.has("alternate") else 1
    for word in text.words:
        if word.plain.removesuffix("s") in text.phrases("weekdays").by_first:
            yield Span(word.start, word.end), Fraction(weeks * _WEEK)


def _known(case: Case) -> Iterator[Quantity]:
    for text in (*case.sources.texts, *case.entry.texts):
        yield from text.quantities
        if any(of.value == 100 for _, of in parts(text)):
            # "Fell from 9 in 100 to 4" tells percentages.
            yield from (q._replace(kind="percent") for q in text.quantities if not q.kind)
    mine = case.rewrite.content_stems
    for text in case.person.texts:
        if not mine.isdisjoint(text.stems):
            yield from text.quantities
    for text in case.same.texts:
        if len(mine & text.content_stems) >= _SHARED:
            yield from text.quantities


def _other_time(fact: Quantity, claim: Quantity, case: Case) -> bool:
    """Tell whether both are times, in different units: four minutes are not four hours."""
    mine = case.language.value("units", fact.unit)
    theirs = case.language.value("units", claim.unit)
    return mine is not None and theirs is not None and mine != theirs


def _same_time(fact: Quantity, claim: Quantity, case: Case) -> bool:
    """Tell whether both are one time in two units: 900 ms and 0.9 s."""
    mine = case.language.value("units", fact.unit)
    theirs = case.language.value("units", claim.unit)
    return bool(mine and theirs) and fact.value * (mine or 0) == claim.value * (theirs or 0)


def _equal(fact: Quantity, claim: Quantity) -> bool:
    if claim.kind == "vague":
        return fact.value >= claim.value and fact.kind not in ("year", "percent")
    if fact.kind == "money" and not claim.kind and claim.unit:
        # £900 are not 900 bicycles.
        return False
    if fact.value == claim.value:
        return (fact.kind == "percent") == (claim.kind == "percent") or "points" in (
            fact.kind,
            claim.kind,
        )
    if claim.kind == "percent":
        return fact.value * 100 == claim.value and fact.kind == "ratio"
    if claim.kind == "ratio":
        return fact.kind == "percent" and fact.value == claim.value * 100
    return bool(claim.bound) and _rounds(fact.value, claim)


def _rounds(exact: Fraction, claim: Quantity) -> bool:
    if not exact or abs(exact - claim.value) / exact > _ROUNDING:
        return False
    if _digits(claim.value) >= _digits(exact):
        return False
    if claim.bound == "over":
        return exact > claim.value
    return exact < claim.value if claim.bound == "under" else True


def _digits(value: Fraction) -> int:
    """Return how many digits of a value count: 1,200 has two."""
    return len(f"{float(value):g}".replace(".", "").strip("0").split("e")[0])


def _raised(claim: Quantity, equal: Iterable[Quantity]) -> bool:
    """Tell whether the claim says more than each fact: "over 40" of "40", "70" of "up to 70"."""
    if claim.bound == "over":
        return all(f.value <= claim.value and f.bound != "over" for f in equal)
    if claim.bound != "under":
        return all(f.bound == "under" and f.value == claim.value for f in equal)
    return False


def _derived(case: Case) -> Iterator[Fraction]:
    """Yield what follows from the amounts of one source, or from one by a change of time units."""
    spans = {s for w in case.rewrite.words if (s := case.language.value("units", w.plain))}
    for text in case.sources.texts:
        yield from _shares(text)
        for part, of in parts(text):
            yield from (part.value / of.value, 100 * part.value / of.value)
        if _tells_change(text, case):
            yield from _differences(text)
        for mine in {s for w in text.words if (s := case.language.value("units", w.plain))}:
            for theirs in spans - {mine}:
                if mine in _SPANS:
                    yield mine / theirs
                for quantity in text.quantities:
                    if quantity.kind not in ("year", "percent", "ordinal"):
                        yield from _converted(quantity.value, mine, theirs)
    for text in case.sources.texts:
        # "Ten so far, two won" is a fifth.
        counts = [q.value for q in text.quantities if not q.kind and q.value > 0][:8]
        yield from (a / b for a, b in permutations(counts, 2) if a < b)
    plain = [q.value for t in case.sources.texts for q in t.quantities if q.kind in ("", "money")]
    if 1 < len(plain) < 8 and case.sources.has("more"):
        yield sum(plain, Fraction(0))


def _tells_change(text: ReadText, case: Case) -> bool:
    """Tell whether differences of the amounts of a source mean something."""
    if text.has("change") or sum(q.kind == "percent" for q in text.quantities) > 1:
        return True
    return len(_amounts(text)) == _PAIR and case.rewrite.has("change")


def _converted(value: Fraction, mine: Fraction, theirs: Fraction) -> Iterator[Fraction]:
    """Yield a time in other units, and a rate by another time: 2 a month is 24 a year."""
    ratio = _RATIOS.get((mine, theirs)) or mine / theirs
    yield value * ratio
    yield value / ratio


def _amounts(text: ReadText) -> list[Quantity]:
    return [q for q in text.quantities if q.kind not in ("year", "ordinal", "vague")]


def _differences(text: ReadText) -> Iterator[Fraction]:
    """Yield by how much, and to what share, something changed: 62 to 85 % is 23 points."""
    values = [q.value for q in _amounts(text)]
    for first, second in permutations(values[:8], 2):
        yield abs(first - second)
        if second:
            yield first / second
            yield 100 * first / second
            yield abs(first - second) / second
            yield 100 * abs(first - second) / second


def _shares(text: ReadText) -> Iterator[Fraction]:
    """Yield what is left of a share, and "a quarter of six hours"."""
    amounts = _amounts(text)
    for quantity in amounts:
        if quantity.kind in ("percent", "ratio"):
            share = quantity.value / 100 if quantity.kind == "percent" else quantity.value
            yield from (1 - share, 100 * (1 - share))
    # "Every sixth week" is one week in six.
    yield from (
        1 / q.value
        for q in amounts
        if q.value.numerator == 1 and q.kind == "ratio"
        for w in text.words
        if w.plain == "every" and w.end + 1 == q.start
    )
    for share in (q.value for q in amounts if q.kind == "ratio"):
        yield from (q.value * share for q in amounts)


def _from_arithmetic(
    claim: Quantity, derived: frozenset[Fraction], known: tuple[Quantity, ...]
) -> bool:
    if claim.kind == "vague":
        return False
    if claim.kind == "ordinal":
        return claim.value == 1 and not known
    if claim.value in derived:
        return claim.kind != "year"
    return bool(claim.bound) and any(_rounds(value, claim) for value in derived)

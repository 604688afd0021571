"""A part told as the whole: "60 of the 410", "every other Tuesday", "two principals"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import ask, phrases_in, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.numbers import Quantity
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.values import Span

# What stands between a part and its whole: "of the", "weeks in", "out of our".
_OF = re.compile(
    r"\s*(?:\w+\s+)?(?:out of|of|in|from)\s+(?:the |our |my |its |all )?", re.IGNORECASE
)

# The same in other tongues; "20 sesiones de 45 minutos" are no part of the minutes.
_OF_ELSEWHERE = re.compile(
    r"\s*(?:\w+\s+)?(?:(?:von|sur|em|de entre)\s+(?:den |les |los |las )?|(?P<de>de)\s+)",
    re.IGNORECASE,
)


# How many words after a number or "the" can name what it is of.
_NEAR = 2
# The last words of what is done every second time.
_OTHER = frozenset(["other", "second", "alternate", "alternating"])


@dataclass(frozen=True, slots=True)
class Portions:
    """Refuses a whole of which the facts tell a part; asks about "the" where they count some."""

    name: str = "portions"

    def judge(self, case: Case) -> Result:
        """Say whether every part is still one."""
        whole = Span(0, len(case.rewrite.text))
        told = {q.value for q in case.rewrite.quantities}
        rewrite_parts = {p.value / w.value for p, w in parts(case.rewrite)}
        for source in case.sources.texts:
            for part, of in parts(source):
                share = part.value / of.value
                kept = {part.value, share, 100 * share} & told or share in rewrite_parts
                if of.value in told and not kept:
                    limit = source.text[part.start : of.end]
                    return refuse(case, "truth.limit.partial", whole, limit=limit)
            limit = _every_other(source, case) or _one_of_both(source, case) or _total(source, case)
            if limit:
                return refuse(case, "truth.limit.partial", whole, limit=limit)
        if case.language.code == "en" and not case.sources.has("alternate"):
            for words in phrases_in(case, "alternate"):
                if words[-1].plain in _OTHER:
                    return refuse(case, "truth.number.rate", span_of(words))
        return _all_of_them(case)


def parts(text: ReadText) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each count with the count it is a part of: 60 and 410 of "60 of the 410"."""
    for part, of in pairwise(text.quantities):
        if part.kind or of.kind or not 0 < part.value < of.value:
            continue
        pattern = _OF if text.language.code == "en" else _OF_ELSEWHERE
        found = pattern.fullmatch(text.text, part.end, of.start)
        if found and ("de" not in found.groupdict() or not found["de"] or _ends(of, text)):
            yield part, of


def _ends(quantity: Quantity, text: ReadText) -> bool:
    """Tell whether an amount counts nothing by itself: "14 aprobados de 19 en 2023"."""
    return not quantity.unit or quantity.unit in text.language.stop


def _every_other(source: ReadText, case: Case) -> str:
    """Return "every other Tuesday" where the rewrite has the Tuesday, but not which, else ""."""
    every, words = case.language.phrase("universal"), source.words
    other = case.language.phrase("alternate")
    for first, after in other.find(source.plains):
        of = words[after : after + 1]
        if not of or case.rewrite.has("alternate"):
            continue
        at = next((k for k, w in enumerate(case.rewrite.words) if w.stem == of[0].stem), None)
        if at and every.any(case.rewrite.plains[max(0, at - 1) : at]):
            return source.text[words[first].start : of[0].end]
    return ""


def _one_of_both(source: ReadText, case: Case) -> str:
    """Return "one" of "two trusts, one said yes" where the rewrite says "both", else ""."""
    if "both" not in case.rewrite.plains or "both" in source.plains:
        return ""
    single = [q for q in source.quantities if q.value == 1 and not q.kind]
    if not single or any(q.value == 1 for q in case.rewrite.quantities):
        return ""
    return source.text[single[0].start : single[0].end]


def _total(source: ReadText, case: Case) -> str:
    """Return "the office total was 161" where the rewrite has its 161 for the person's, else ""."""
    whole = source.phrases("whole").by_first
    if case.rewrite.has("whole") or "averaging" in case.rewrite.plains or not whole:
        return ""
    told = {q.value for q in case.rewrite.quantities}
    segments = {w.segment for w in source.words if w.segment and w.plain in whole}
    for quantity in source.quantities:
        at = next(w for w in source.words if w.end > quantity.start)
        clause = [w for w in source.words if w.segment == at.segment]
        others = [q for q in source.quantities if q.end <= clause[0].start]
        kept = any(w.content and w.stem in case.rewrite.stems for w in clause if w.start < at.start)
        if at.segment in segments and others and quantity.value in told and not kept:
            return source.text[clause[0].start : clause[-1].end]
    return ""


def _all_of_them(case: Case) -> Result:
    """Ask about "the principals" where the sources tell of two principals."""
    told = {q.value for q in case.rewrite.quantities}
    counted = {
        w.stem
        for text in case.sources.texts
        for q in text.quantities
        if not q.kind and q.value > 1 and q.value not in told
        for w in _plural_after(q, text)
    }
    known = {w.stem for text in case.sources.texts for w in _defined(text)}
    for word in _defined(case.rewrite):
        if word.stem in counted - known and word.plain.endswith("s"):
            return ask(case, "truth.number.all", Span(word.start, word.end))
    return SUPPORTED


def _plural_after(quantity: Quantity, text: ReadText) -> tuple[Word, ...]:
    """Return the "desserts" of "five plated desserts"."""
    after = [w for w in text.words if w.start >= quantity.end and w.content][:_NEAR]
    return tuple(w for w in after if w.plain.endswith("s"))[:1]


def _defined(text: ReadText) -> Iterator[Word]:
    """Yield the words after "the" and its like; a number there makes them some again."""
    definite, words = text.language.phrase("definite").by_first, text.words
    for at, before in enumerate(words):
        if before.plain not in definite:
            continue
        for word in words[at + 1 : at + 1 + _NEAR]:
            if word.counted or word.plain in text.language.stop:
                break
            yield word

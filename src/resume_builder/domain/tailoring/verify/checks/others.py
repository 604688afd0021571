"""What somebody else did, by the facts, is never told as the person's own deed."""

from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.agents import handed_deeds
from resume_builder.domain.tailoring.verify.checks.base import ask, refuse
from resume_builder.domain.tailoring.verify.clauses import HAS, WHOSE, Deed, deeds_of_others
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import Word
from resume_builder.domain.values import Span

# "Do the monthly buying": how many words that say nothing can open a deed.
_REACH = 4
# Words that hand a deed to somebody: what follows is not the person's.
_HANDS = frozenset(
    "by that which who whose while as for to from with without of in on at after before".split()
)
_TOGETHER = ("shared", "beside_shared", "help", "beside")


@dataclass(frozen=True, slots=True)
class Others:
    """Refuses somebody else's deed in the person's name; asks about one that "we" did."""

    name: str = "others"

    def judge(self, case: Case) -> Result:
        """Say whether each deed of others is left to them."""
        if case.language.code != "en":
            return _handed(case)
        for source in case.sources.texts:
            if "we" in source.plains and (word := _took_credit(case)):
                span = Span(word.start, word.end)
                return ask(case, "truth.ownership.others", span, limit="we")
            for deed in deeds_of_others(source):
                word = _taken(deed, case)
                if word is None or word.stem in {w.stem for w in source.words} - _stems(deed):
                    continue
                first = min(deed.who.start, deed.words[0].start)
                last = max(deed.who.end, deed.words[-1].end)
                limit = source.text[first:last]
                answer = refuse if deed.known else ask
                span = Span(word.start, word.end)
                return answer(case, "truth.ownership.others", span, limit=limit)
        return SUPPORTED


def _stems(deed: Deed) -> set[str]:
    return {w.stem for w in deed.words}


def _took_credit(case: Case) -> Word | None:
    """Return the "cut" of "cut delays", told by one person of what "we" did, else None."""
    if any(case.rewrite.has(s) for s in _TOGETHER):
        return None
    first = case.rewrite.words[0]
    if not case.language.is_verb(first.plain):
        return None
    words = case.rewrite.words
    means = any(a.plain == "by" and b.plain.endswith("ing") for a, b in pairwise(words))
    changes = case.language.phrase("change").any((first.plain,))
    return first if means or changes else None


def _taken(deed: Deed, case: Case) -> Word | None:
    """Return the word with which the rewrite makes a deed its own, else None."""
    stems = _stems(deed)
    for word in case.rewrite.words:
        if word.stem in stems and _is_own(word, deed, case) and not _is_left_to(deed, word, case):
            return word
    return None


def _is_own(word: Word, deed: Deed, case: Case) -> bool:
    """Tell whether a deed is told as the person's: it opens a statement, with no "by" after it."""
    words, stems = case.rewrite.words, _stems(deed)
    at = words.index(word)
    acts = case.language.is_verb(word.plain) or word.plain.endswith("ing") or len(stems) > 1
    # "Write and sign": a word that is a noun elsewhere, beside a verb.
    joined = at > 1 and words[at - 1].plain == "and" and case.language.is_verb(words[at - 2].plain)
    if not acts and not joined and not any(w.plain in WHOSE for w in words[at + 1 : at + 2]):
        return False
    if any(w.plain == "by" and w.segment == word.segment for w in words[at + 1 :]):
        return False
    if deed.who.plain == "we" and at and words[at - 1].plain == "by":
        return word.plain.endswith("ing")
    for k in range(at, max(-1, at - _REACH), -1):
        before = words[k - 1] if k else None
        if before is None or before.plain in ("and", "i") or before.segment != words[k].segment:
            return True
        if before.stem in stems:
            continue
        if before.content or before.counted or before.plain in _HANDS or before.plain in HAS:
            return False
    return False


def _is_left_to(deed: Deed, word: Word, case: Case) -> bool:
    """Tell whether the rewrite says whose deed it is, before it in its statement or by a "we"."""
    if deed.who.plain == "we":
        return any(case.rewrite.has(s) for s in _TOGETHER)
    before = [w for w in case.rewrite.words if w.segment == word.segment and w.end <= word.start]
    named = next((k for k, w in enumerate(before) if w.stem == deed.who.stem), None)
    return named is not None and all(w.plain != "and" for w in before[named:])


def _handed(case: Case) -> Result:
    """Refuse "choix des sous-traitants" where "choix par le conducteur" is the source's."""
    for source in case.sources.texts:
        for deed in handed_deeds(source):
            rest = {w.stem for w in source.words if not deed.start <= w.start < deed.end}
            taken = [
                w for w in deed.words if w.stem not in rest and case.mine.bears(w, case.language)
            ]
            if taken and deed.agent.stem not in case.mine.parts:
                limit = source.text[deed.start : deed.end]
                span = Span(0, len(case.rewrite.text))
                return refuse(case, "truth.ownership.others", span, limit=limit)
    return SUPPORTED

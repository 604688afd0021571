"""What somebody else did, by the facts, is never told as the person's own deed."""

from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.agents import handed_deeds
from resume_builder.domain.tailoring.verify.checks.base import ask, refuse
from resume_builder.domain.tailoring.verify.clauses import HAS, WHOSE, Deed, deeds_of_others
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.stems import stem
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.tailoring.verify.words import PARTICLES
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
                if word is None or word.stem in _others_words(source, deed, case):
                    continue
                told = (deed.who, *deed.words)
                limit = source.text[min(w.start for w in told) : max(w.end for w in told)]
                answer = refuse if deed.known else ask
                span = Span(word.start, word.end)
                return answer(case, "truth.ownership.others", span, limit=limit)
        return SUPPORTED


def _others_words(source: ReadText, deed: Deed, case: Case) -> set[str]:
    """Return the stems of what a source says beside a deed."""
    return {w.stem for w in source.words if w is not deed.who} - _stems(deed, case)


def _stems(deed: Deed, case: Case) -> set[str]:
    """Return the stems of a deed in its forms ("spent", "spend"), and of what a cleaner does."""
    forms = {form for w in deed.words for form in case.language.forms(w.plain)}
    return {stem(form, "en") for form in forms} | {w.stem for w in deed.words}


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
    stems = _stems(deed, case)
    for word in case.rewrite.words:
        does = word.plain.endswith("ing") and word.stem == deed.who.stem
        if (
            (does or word.stem in stems)
            and _is_own(word, deed, case)
            and not _is_left_to(deed, word, case)
        ):
            return word
    return None


def _is_own(word: Word, deed: Deed, case: Case) -> bool:
    """Tell whether a deed is told as the person's: it opens a statement, with no "by" after it."""
    words = case.rewrite.words
    at = words.index(word)
    if not _acts(word, at, deed, case) or _by_someone(words[at + 1 :], word.segment, case):
        return False
    trails = at and words[at - 1].segment != word.segment and word.plain.endswith("ed")
    if trails and not deed.known:
        # ", ordered in June" tells what was done, and not by whom.
        return False
    if deed.who.plain == "we" and at and words[at - 1].plain == "by":
        return word.plain.endswith("ing")
    return _opens(at, _stems(deed, case), words)


def _acts(word: Word, at: int, deed: Deed, case: Case) -> bool:
    """Tell whether a word is a verb where it stands, or a deed that needs none before it."""
    words = case.rewrite.words
    if case.language.is_verb(word.plain) or word.plain.endswith("ing") or len(deed.words) > 1:
        return True
    # "Write and sign": a word that is a noun elsewhere, beside a verb.
    if at > 1 and words[at - 1].plain == "and" and case.language.is_verb(words[at - 2].plain):
        return True
    return any(w.plain in WHOSE or w.plain in PARTICLES for w in words[at + 1 : at + 2])


def _opens(at: int, stems: set[str], words: tuple[Word, ...]) -> bool:
    """Tell whether nothing that says something stands between a word and where one begins anew."""
    for k in range(at, max(-1, at - _REACH), -1):
        before = words[k - 1] if k else None
        if before is None or before.plain in ("and", "i") or before.segment != words[k].segment:
            return True
        if before.stem in stems:
            continue
        if before.content or before.counted or before.plain in _HANDS or before.plain in HAS:
            return False
    return False


def _by_someone(words: tuple[Word, ...], segment: int, case: Case) -> bool:
    """Tell whether "by the mate" follows in a statement; "by ferry" names nobody."""
    return any(
        by.plain == "by"
        and by.segment == segment
        and (whom.plain in WHOSE or whom.capital or case.language.is_agent(whom.plain))
        for by, whom in pairwise(words)
    )


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

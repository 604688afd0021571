"""Words that no fact of this entry bears: another entry's, the posting's, or nobody's."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import Word

# "And a new bioreactor": how many words may stand between.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Additions:
    """Refuses what was added to a whole source; asks about words that may be a rewording."""

    name: str = "additions"

    def judge(self, case: Case) -> Result:
        """Say whether the words are borne."""
        new = case.unborne
        if not new:
            return SUPPORTED
        things = tuple(w for w in new if not case.language.is_mild(w.plain))
        if not things:
            return self._of_deeds(new, case)
        span = span_of(things)
        elsewhere = [w for w in things if w.stem in case.other.stems]
        asked = [w for w in things if w.stem in case.posting.stems]
        if len(elsewhere) > 1:
            return refuse(case, "truth.added.elsewhere", span)
        joined = not case.uncovered and any(_joined(w, case) for w in things)
        if joined or len(things) > len(case.uncovered) + 1:
            return refuse(case, "truth.added.new", span)
        if len(new) == 1 and case.uncovered and not elsewhere and not asked:
            # One word in the place of another: a rewording.
            return SUPPORTED
        return ask(case, "truth.added.words", span)

    @staticmethod
    def _of_deeds(new: tuple[Word, ...], case: Case) -> Result:
        """Ask about a verb that stands for none of the sources'; qualities name no new thing."""
        language = case.language
        verbs = [w for w in new if language.is_verb(w.plain)]
        replaced = sum(language.is_mild(w.plain) for w in case.uncovered)
        words = case.rewrite.words
        for word in verbs:
            at = words.index(word)
            around = (words[at - 1].plain if at else "", *(w.plain for w in words[at + 1 : at + 2]))
            joined = any(w in case.joiners for w in around)
            strange = word.stem in case.other.stems or word.stem in case.posting.stems
            if len(verbs) > replaced or (joined and strange):
                return ask(case, "truth.added.words", span_of((word,)))
        return SUPPORTED


def _joined(word: Word, case: Case) -> bool:
    """Tell whether a word was put on top: after "and", "with" or a comma, or before "and"."""
    words = case.rewrite.words
    at = words.index(word)
    text = case.rewrite.text
    before = words[max(0, at - _NEAR) : at]
    lead = text[before[0].start : word.start] if before else ""
    if "," in lead or ";" in lead or any(w.plain in case.joiners for w in before):
        return True
    after = words[at + 1 : at + 2]
    return any(w.plain in case.joiners for w in after)

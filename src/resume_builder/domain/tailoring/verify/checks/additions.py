"""Words that no fact of this entry bears: another entry's, the posting's, or nobody's."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result


@dataclass(frozen=True, slots=True)
class Additions:
    """Refuses what was added to a whole source; asks about words that may be a rewording."""

    name: str = "additions"

    def judge(self, case: Case) -> Result:
        """Say whether the words are borne."""
        new = case.unborne
        if not new:
            return SUPPORTED
        span = span_of(new)
        elsewhere = [w for w in new if w.stem in case.other.stems]
        if len(elsewhere) >= 2:
            return refuse(case, "truth.added.elsewhere", span)
        if len(new) > len(case.uncovered) + 1:
            return refuse(case, "truth.added.new", span)
        return ask(case, "truth.added.words", span)

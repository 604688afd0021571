"""Praise aimed at the reader, and obedience to an instruction in a posting."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import (
    phrase_stands,
    phrases_in,
    refuse,
    span_of,
)
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result


@dataclass(frozen=True, slots=True)
class Flattery:
    """Refuses self-praise and words to the recruiter that the facts do not have."""

    name: str = "flattery"

    def judge(self, case: Case) -> Result:
        """Say whether the line praises or obeys."""
        for words in phrases_in(case, "flattery"):
            after = case.rewrite.words.index(words[-1]) + 1
            following = case.rewrite.words[after : after + 1]
            # "Outstanding balances" and "report outstanding" praise nobody.
            of_things = case.language.code == "en" and any(
                w.content and w.plain in case.sources.plains for w in following
            )
            of_things = of_things or (words[0].plain in case.language.light and not following)
            # A recruiter's own lines are about candidates.
            said = [w for w in words if w.content]
            of_things = of_things or (
                bool(said) and all(case.sources.bears(w, case.language) for w in said)
            )
            # "You" of another line's "thank-you notes" says nothing here.
            layers = case.here if said else (case.sources,)
            if not of_things and not phrase_stands(words, *layers):
                return refuse(case, "truth.flattery", span_of(words))
        return SUPPORTED

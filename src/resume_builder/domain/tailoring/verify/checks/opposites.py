"""The opposite of what the facts say: "long-haul" of "short-haul", "sold" of "bought"."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import Word

# "Without a safety officer": how many words after it can name what is missing.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Opposites:
    """Refuses a word whose opposite the sources have."""

    name: str = "opposites"

    def judge(self, case: Case) -> Result:
        """Say whether no word turns a fact round."""
        without = _without(case)
        if without is not None:
            return refuse(case, "truth.opposite", span_of((without,)))
        told = {form for w in case.sources.plains for form in case.language.forms(w)}
        denied = case.rewrite.has("denied") or case.sources.has("denied")
        if denied or case.sources.has("change"):
            # "No longer small" and "from small to large" turn nothing round.
            return SUPPORTED
        for word in case.rewrite.words:
            mine = case.language.forms(word.plain)
            if told.isdisjoint(mine) and not told.isdisjoint(case.language.opposites_of(mine)):
                return refuse(case, "truth.opposite", span_of((word,)))
        return SUPPORTED


def _without(case: Case) -> Word | None:
    """Return the "supervision" that the rewrite is without and the sources have, else None."""
    if any(t.has("absence") for t in case.sources.texts):
        return None
    words = case.rewrite.words
    for at, before in enumerate(words):
        near = words[at + 1 : at + 1 + _NEAR] if before.plain == "without" else ()
        for word in near:
            if word.content and word.stem in case.sources.stems:
                return word
    return None

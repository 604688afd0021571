"""All, entire, worldwide, several sites: no larger than the facts say."""

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
class Scope:
    """Refuses a wider reach than that of the facts."""

    name: str = "scope"

    def judge(self, case: Case) -> Result:
        """Say whether each word of reach is borne."""
        layers = (case.sources, case.entry, case.same)
        each = case.sources.has("universal")
        for words in phrases_in(case, "scope"):
            if each and case.language.phrase("universal").any(tuple(w.plain for w in words)):
                continue
            if not all(any(layer.bears(w, case.language) for layer in layers) for w in words):
                return refuse(case, "truth.scope", span_of(words))
        if any(q.value == 1 and not q.kind for t in case.sources.texts for q in t.quantities):
            for words in phrases_in(case, "many"):
                if not phrase_stands(words, case.sources, case.same):
                    return refuse(case, "truth.scope", span_of(words))
        return SUPPORTED

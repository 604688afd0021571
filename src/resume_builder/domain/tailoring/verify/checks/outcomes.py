"""Results: what came of the work must be in the facts."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, phrases_in, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.stems import stem
from resume_builder.domain.tailoring.verify.text import Word


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Refuses a result that the facts do not tell."""

    name: str = "outcomes"

    def judge(self, case: Case) -> Result:
        """Say whether each result is borne."""
        changed = any(t.has("change") and t.quantities for t in case.sources.texts)
        for words in phrases_in(case, "outcome"):
            borne = all(
                any(
                    layer.bears(w, case.language) for layer in (case.sources, case.same, case.entry)
                )
                for w in words
                if w.plain not in case.language.stop
            )
            if borne or (changed and all(w.stem in case.change_stems for w in words)):
                continue
            at = case.rewrite.words.index(words[0])
            if case.language.phrase("denied").any(case.rewrite.plains[max(0, at - 2) : at]):
                continue
            # A line that begins so, or with the posting's own word, may be another way to say it.
            doubtful = not at or all(w.stem in case.posting.stems for w in words)
            return (ask if doubtful else refuse)(case, "truth.outcome", span_of(words))
        if any(case.sources.has(s) for s in ("absence", "denied", "kept")):
            return SUPPORTED
        for words in phrases_in(case, "absence"):
            if _is_bound(words[0], case) or _is_lacking(words[-1], case):
                continue
            return ask(case, "truth.outcome.none", span_of(words))
        return SUPPORTED


def _is_bound(word: Word, case: Case) -> bool:
    """Tell whether it is the "no" of "no more than"."""
    at = case.rewrite.words.index(word)
    return case.language.phrase("under_amount").at(case.rewrite.plains, at) > 1


def _is_lacking(word: Word, case: Case) -> bool:
    """Tell whether "no staff" tells the "unstaffed" of the sources."""
    at = case.rewrite.words.index(word) + 1
    lacking = {
        stem(w.removeprefix("un").removeprefix("non").removesuffix("less"), case.language.code)
        for w in case.sources.plains
        if w.startswith(("un", "non")) or w.endswith("less")
    }
    return any(w.stem in lacking for w in case.rewrite.words[at : at + 2])

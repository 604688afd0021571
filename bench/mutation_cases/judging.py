"""Takes cases the way a model's reply goes: read, ruled on, accepted, applied.

Each check's answer is kept beside the verdict, so that the bench can be counted again as if one of
them did not exist.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from bench.mutation_cases.cases import Case
from bench.mutation_cases.people import Person
from resume_builder.domain.resume import Resume
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.accept import Decided, apply_edits
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.reply import read_edit
from resume_builder.domain.tailoring.verdict import Court, Verdict
from resume_builder.domain.tailoring.verify import TruthWords, Unsupported, Verifier
from resume_builder.domain.tailoring.verify.checks import CHECKS, Check
from resume_builder.domain.tailoring.verify.evidence import Case as Read
from resume_builder.domain.tailoring.verify.model import Result, Supported

TODAY = date(2026, 11, 1)
Outcome = Literal["supported", "ask", "unsupported", "dropped"]


@dataclass(slots=True)
class _Heard:
    """A check whose answer is written down."""

    check: Check
    answers: dict[str, Result]

    @property
    def name(self) -> str:
        """The check's."""
        return self.check.name

    def judge(self, case: Read) -> Result:
        """Answer as the check does."""
        self.answers[self.name] = answer = self.check.judge(case)
        return answer


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what became of it; `answers` are those of the checks that had something to say."""

    case: Case
    outcome: Outcome
    answers: dict[str, Result]

    def without(self, check: str) -> Outcome:
        """What would become of it if one check did not exist."""
        if self.outcome == "dropped" or not self.answers:
            return self.outcome
        left = [answer for name, answer in self.answers.items() if name != check]
        if any(isinstance(answer, Unsupported) for answer in left):
            return "unsupported"
        return "ask" if left else "supported"


@dataclass(frozen=True)
class Bench:
    """What judges the cases."""

    words: TruthWords
    lexicon: Lexicon
    checks: Sequence[Check] = CHECKS
    _answers: dict[str, Result] = field(default_factory=dict[str, Result])

    @cached_property
    def _verifier(self) -> Verifier:
        heard = [_Heard(check, self._answers) for check in self.checks]
        return Verifier(self.words, self.lexicon, heard)

    def judge(self, person: Person, cases: Iterable[Case]) -> list[Judged]:
        """Return what becomes of a person's cases.

        The posting is one that asks for what the person lacks: its terms prove nothing.
        """
        facts = Facts(person.resume)
        asked = (*person.list("no_tools"), *person.list("no_credentials"))
        court = Court(facts, lambda: self._verifier, self.lexicon, TODAY, asked)
        return [self._judged(court, case) for case in cases]

    def _judged(self, court: Court, case: Case) -> Judged:
        self._answers.clear()
        edit, _ = read_edit(case.item, court.facts)
        outcome: Outcome = "dropped"
        if edit:
            verdict = court.rule([edit])
            outcome = verdict.rulings[0].verdict
            if outcome == "supported" and not _changes(court.facts.resume, verdict):
                outcome = "dropped"
        said = {n: a for n, a in self._answers.items() if not isinstance(a, Supported)}
        return Judged(case, outcome, said)


def _changes(resume: Resume, verdict: Verdict) -> bool:
    """Tell whether anything is printed that was not the person's own."""
    everything = Decided(verdict, frozenset(r.id for r in verdict.rulings))
    return apply_edits(resume, everything).resume != resume

"""One résumé and one posting on which a model works, in this process: nothing outlives it.

It is the site's own way from a brief to a verdict over records that are kept nowhere, so that a
model's words pass on the command line what they pass in the browser.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from resume_builder.adapters.data.briefs import load_brief
from resume_builder.adapters.system import new_id, now
from resume_builder.bootstrap.tools import Tools
from resume_builder.bridges import LetterSubjects
from resume_builder.domain.errors import RecordNotFound, VersionConflict
from resume_builder.domain.letters.model import Form
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tailoring.certificate import Certificate
from resume_builder.domain.tailoring.interview import Interview
from resume_builder.domain.tailoring.ledger import Facts, Ledger
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.features.letters.maker import Letter
from resume_builder.features.letters.record import LetterRecord
from resume_builder.features.letters.service import Letters
from resume_builder.features.letters.writing import LetterClosing, LetterWriting
from resume_builder.features.tailoring.attempts import Attempt, attempt_of
from resume_builder.features.tailoring.papers import Papers
from resume_builder.features.tailoring.ports import Master
from resume_builder.features.tailoring.service import (
    Tailoring,
    TailoringChange,
    TailoringRecord,
    Tailorings,
)
from resume_builder.features.tailoring.writing import Closing, WholeAnswer, Writing
from resume_builder.ports import Owner, Record

R = TypeVar("R", bound=Record)
_NOBODY = Owner("s:-")
_RESUME, _POSTING = new_id(), new_id()


@dataclass
class _Passing(Generic[R]):
    """Records in a dictionary, of one owner."""

    kept: dict[str, R] = field(default_factory=dict[str, R])

    def add(self, owner: Owner, record: R) -> None:  # noqa: ARG002
        self.kept[record.id] = record

    def get(self, owner: Owner, record_id: str) -> R:  # noqa: ARG002
        if record_id not in self.kept:
            raise RecordNotFound(kind="record")
        return self.kept[record_id]

    def list(self, owner: Owner) -> tuple[R, ...]:  # noqa: ARG002
        return tuple(reversed(self.kept.values()))

    def count(self, owner: Owner) -> int:  # noqa: ARG002
        return len(self.kept)

    def replace(self, owner: Owner, record: R) -> None:
        if self.get(owner, record.id).version != record.version - 1:
            raise VersionConflict(current=self.kept[record.id].version)
        self.kept[record.id] = record

    def delete(self, owner: Owner, record_id: str) -> None:
        self.get(owner, record_id)
        del self.kept[record_id]


@dataclass(slots=True)
class _Pair:
    """The one résumé and the one posting."""

    facts: Facts
    text: str
    of_posting: Posting

    def resume(self, owner: Owner, resume_id: str) -> Master:  # noqa: ARG002
        return Master(1, self.facts, self.text)

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:  # noqa: ARG002
        self.facts = replace(self.facts, ledger=change(self.facts.ledger))

    def posting(self, owner: Owner, posting_id: str) -> Posting:  # noqa: ARG002
        return self.of_posting


@dataclass(frozen=True, slots=True)
class Desk:
    """A tailoring under way, and what a model may do for it."""

    tailorings: Tailorings
    writing: Writing
    letters: Letters
    letter_writing: LetterWriting
    papers: Papers
    id: str

    @classmethod
    def of(
        cls, made: Tools, facts: Facts, text: str, posting: Posting, options: RenderOptions
    ) -> Self:
        """Return the desk with a résumé, whose file has that text, tailored to a posting."""
        pair = _Pair(facts, text, posting)
        records, attempts = _Passing[TailoringRecord](), _Passing[Attempt]()
        letters, rulings = _Passing[LetterRecord](), made.rulings()
        tailorings = Tailorings(made.tailor, pair, records, attempts, rulings, now, new_id)
        subjects = LetterSubjects(tailorings)
        return cls(
            tailorings=tailorings,
            writing=Writing(pair, records, attempts, rulings, load_brief, now, new_id),
            letters=Letters(made.letters, subjects, letters, now, new_id),
            letter_writing=LetterWriting(made.letters, subjects, letters, load_brief, now, new_id),
            papers=Papers(tailorings, attempts, made.papers),
            id=tailorings.add(_NOBODY, _RESUME, _POSTING, options).record.id,
        )

    @property
    def tailoring(self) -> Tailoring:
        """The tailoring as it is now."""
        return self.tailorings.get(_NOBODY, self.id)

    def proposed(self) -> Sequence[Ruling]:
        """Return what was ruled on what a model proposed, in its order."""
        attempt = attempt_of(self.tailorings.attempts, _NOBODY, self.id)
        ids = {edit.id for edit in attempt.proposed} if attempt else set[str]()
        return [r for r in self.tailoring.verdict.rulings if r.id in ids]

    def accept_supported(self) -> int:
        """Accept what a model proposed and the facts bear out; return how many that were."""
        decisions: dict[str, bool | None] = {
            r.id: True for r in self.proposed() if r.verdict == "supported"
        }
        if decisions:
            change = TailoringChange(decisions=decisions)
            self.tailorings.edit(_NOBODY, self.id, self.tailoring.record.version, change)
        return len(decisions)

    def page_count(self) -> int:
        """Return how many pages the tailored résumé fills."""
        made = self.tailoring
        return self.tailorings.tailor.pages.page_count(made.verified.resume, made.options)

    def certificate(self) -> tuple[Certificate, RenderOptions]:
        """Return the truth certificate, and how its pages are set."""
        return self.papers.certificate(_NOBODY, self.id)

    def interview(self) -> tuple[Interview, RenderOptions]:
        """Return the interview sheet, and how its pages are set."""
        return self.papers.interview(_NOBODY, self.id)

    def tailoring_job(self, wishes: Wishes) -> "TailoringJob":
        """Return the rewording of the résumé as a job for a model."""
        return TailoringJob(self, wishes)

    def compose_letter(self, form: Form, language: str | None) -> str:
        """Compose a letter with no model; return its id. Raises NoLetterWords."""
        return self.letters.add(_NOBODY, self.id, form, language=language).record.id

    def letter(self, letter_id: str) -> Letter:
        """Return a letter as it is now."""
        return self.letters.get(_NOBODY, letter_id)

    def letter_job(self, letter_id: str, wishes: Wishes) -> "LetterJob":
        """Return the middle of a letter as a job for a model."""
        return LetterJob(self, letter_id, wishes)


@dataclass(slots=True)
class TailoringJob:
    """Edits of a tailoring, all at once or entry by entry in one attempt."""

    desk: Desk
    wishes: Wishes
    attempt: str = ""

    def look(self, entry: str) -> tuple[Brief, Sequence[str]]:
        """Return the brief and the entries worth one, with no attempt."""
        return self.desk.writing.brief(_NOBODY, self.desk.id, self._of(entry))

    def begin(self, entry: str) -> Brief:
        """Begin a call; those for single entries are one attempt."""
        joined = self.attempt if entry else ""
        begun = self.desk.writing.start(_NOBODY, self.desk.id, self._of(entry), joined)
        self.attempt = begun.attempt
        return begun.brief

    def finish(self, entry: str, text: str, model: str) -> Closing:
        """Take the answer to a call."""
        answer = WholeAnswer(self.attempt, text, model, entry or None)
        return self.desk.writing.close(_NOBODY, self.desk.id, answer)

    def _of(self, entry: str) -> Wishes:
        return self.wishes.model_copy(update={"entry": entry})


@dataclass(slots=True)
class LetterJob:
    """The middle of a letter, always at once: paragraphs of several calls do not read as one."""

    desk: Desk
    letter_id: str
    wishes: Wishes
    attempt: str = ""

    def look(self, entry: str) -> tuple[Brief, Sequence[str]]:  # noqa: ARG002
        """Return the brief, with no attempt."""
        brief, _ = self.desk.letter_writing.brief(_NOBODY, self.letter_id, self.wishes)
        return brief, ()

    def begin(self, entry: str) -> Brief:  # noqa: ARG002
        """Begin the call."""
        begun = self.desk.letter_writing.start(_NOBODY, self.letter_id, self.wishes)
        self.attempt = begun.attempt
        return begun.brief

    def finish(self, entry: str, text: str, model: str) -> LetterClosing:  # noqa: ARG002
        """Take the answer."""
        return self.desk.letter_writing.close(_NOBODY, self.letter_id, self.attempt, text, model)

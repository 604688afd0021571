"""Tailorings: one résumé × one posting each, with the person's choices, kept for an owner."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import Field

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.errors import RecordNotFound, VersionConflict
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import Decided, Verified, apply_edits
from resume_builder.domain.tailoring.apply import apply_person_edits, apply_plan
from resume_builder.domain.tailoring.ledger import Answer, Facts, Says
from resume_builder.domain.tailoring.model import Plan, RenderOptions, TextEdit
from resume_builder.domain.tailoring.verdict import Verdict
from resume_builder.domain.values import Finding, RecordId, Value
from resume_builder.features.tailoring.attempts import Attempt, edits_of
from resume_builder.features.tailoring.errors import NotSupported, UnknownRuling
from resume_builder.features.tailoring.ports import Subjects
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.tailor import Tailor
from resume_builder.ports import Clock, NewId, Records


class TailoringRecord(Value):
    """What is kept of a tailoring. `resume_version` is the one that the plan was made from.

    `decisions` are the person's on what was proposed, by the id of the edit.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    resume_id: RecordId
    posting_id: RecordId
    resume_version: int
    options: RenderOptions = RenderOptions()
    switches: dict[str, bool] = Field(default_factory=dict)
    edits: tuple[TextEdit, ...] = ()
    decisions: dict[str, bool] = Field(default_factory=dict)
    coverage: Coverage = Coverage()
    plan: Plan = Plan()
    findings: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> frozenset[str]:
        """The ids of the edits that the person accepted."""
        return frozenset(i for i, yes in self.decisions.items() if yes)


class Said(Value):
    """The person's answer to the question about one proposed edit."""

    ruling: str
    says: Says


class TailoringChange(Value):
    """What a person changes: `None` as a switch or decision takes it back.

    An edit with an empty text brings the résumé's own words back. Words that the person types for
    a line undo what they accepted for it.
    """

    switches: dict[str, bool | None] = Field(default_factory=dict)
    edits: tuple[TextEdit, ...] = ()
    decisions: dict[str, bool | None] = Field(default_factory=dict)
    answers: tuple[Said, ...] = ()
    options: RenderOptions | None = None


@dataclass(frozen=True, slots=True)
class Tailoring:
    """A record with what it is about.

    `resume` is the whole résumé with the person's own edits, `verified` the one that is set.
    """

    record: TailoringRecord
    posting: Posting
    resume: Resume
    verdict: Verdict
    verified: Verified

    @property
    def options(self) -> RenderOptions:
        """How its pages are set: as the person asked, at the level that the plan is for."""
        return self.record.options.model_copy(update={"level": self.record.plan.level})


@dataclass(frozen=True, slots=True)
class Tailorings:
    """The tailorings that an owner keeps."""

    tailor: Tailor
    subjects: Subjects
    records: Records[TailoringRecord]
    attempts: Records[Attempt]
    rulings: Rulings
    now: Clock
    new_id: NewId

    def add(self, owner: str, resume_id: str, posting_id: str, options: RenderOptions) -> Tailoring:
        """Tailor a kept résumé to a kept posting. Raises RecordNotFound, QuotaReached."""
        fresh = TailoringRecord(
            id=self.new_id(),
            created_at=self.now(),
            resume_id=resume_id,
            posting_id=posting_id,
            resume_version=0,
            options=options,
        )
        made = self._plan(owner, fresh)
        self.records.add(owner, made.record)
        return made

    def get(self, owner: str, tailoring_id: str) -> Tailoring:
        """Return a tailoring, planned anew when its résumé has changed. Raises RecordNotFound."""
        record = self.records.get(owner, tailoring_id)
        facts, version = facts_of(self.subjects, owner, record)
        if version != record.resume_version:
            return self._plan(owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        verdict = self._verdict(owner, record, facts, posting)
        decided = Decided(verdict, record.accepted)
        planned = apply_plan(apply_edits(facts.resume, decided).resume, record.plan)
        return Tailoring(
            record=record,
            posting=posting,
            resume=facts.resume,
            verdict=verdict,
            verified=apply_edits(planned, decided),
        )

    def edit(
        self, owner: str, tailoring_id: str, version: int, change: TailoringChange
    ) -> Tailoring:
        """Apply a person's change and plan again.

        Raises RecordNotFound, VersionConflict, UnknownPath, UnknownRuling, NotSupported.
        """
        record = self.records.get(owner, tailoring_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        if change.decisions or change.answers or (change.edits and record.decisions):
            record = self._decide(owner, record, change)
        changed = record.model_copy(
            update={
                "version": version + 1,
                "switches": _merged(record.switches, change.switches),
                "edits": _merge_edits(record.edits, change.edits),
                "options": change.options or record.options,
            }
        )
        made = self._plan(owner, changed)
        self.records.replace(owner, made.record)
        return made

    def _decide(
        self, owner: str, record: TailoringRecord, change: TailoringChange
    ) -> TailoringRecord:
        """Remember answers, then take decisions on what they leave to decide."""
        if change.answers:
            self._remember(owner, record, change.answers)
        rulings = {r.id: r for r in self._current(owner, record).rulings}
        for ruling_id, accepted in change.decisions.items():
            if accepted is None:
                continue
            if ruling_id not in rulings:
                raise UnknownRuling(id=ruling_id)
            if accepted and rulings[ruling_id].verdict != "supported":
                raise NotSupported(id=ruling_id)
        typed = {edit.path for edit in change.edits}
        undone = {i: None for i, r in rulings.items() if r.edit.target in typed}
        decisions = _merged(record.decisions, {**undone, **change.decisions})
        return record.model_copy(update={"decisions": decisions})

    def _remember(self, owner: str, record: TailoringRecord, said: Sequence[Said]) -> None:
        rulings = {r.id: r for r in self._current(owner, record).rulings}
        answers: list[Answer] = []
        for one in said:
            ruling = rulings.get(one.ruling)
            if ruling is None or ruling.question is None:
                raise UnknownRuling(id=one.ruling)
            answers.append(
                Answer(
                    question=ruling.question.key,
                    says=one.says,
                    code=ruling.question.code,
                    params=ruling.question.params,
                    text=ruling.edit.text if one.says == "yes" else "",
                    entry_id=ruling.question.entry_id,
                    on=self.now().date(),
                )
            )
        self.subjects.remember(owner, record.resume_id, answers)

    def delete(self, owner: str, tailoring_id: str) -> None:
        """Erase a tailoring with what was proposed for it. Raises RecordNotFound."""
        with contextlib.suppress(RecordNotFound):
            self.attempts.delete(owner, tailoring_id)
        self.records.delete(owner, tailoring_id)

    def _current(self, owner: str, record: TailoringRecord) -> Verdict:
        facts, _ = facts_of(self.subjects, owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        return self._verdict(owner, record, facts, posting)

    def _verdict(
        self, owner: str, record: TailoringRecord, facts: Facts, posting: Posting
    ) -> Verdict:
        edits = edits_of(self.attempts, owner, record.id)
        return self.rulings(facts, posting, record.coverage, edits)

    def _plan(self, owner: str, record: TailoringRecord) -> Tailoring:
        facts, version = facts_of(self.subjects, owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        decided = Decided(self._verdict(owner, record, facts, posting), record.accepted)
        made = self.tailor(
            facts.resume,
            posting,
            record.options,
            record.switches,
            near=record.plan.level,
            decided=decided,
        )
        planned = record.model_copy(
            update={
                "resume_version": version,
                "coverage": made.coverage,
                "plan": made.plan,
                "findings": made.findings,
            }
        )
        return Tailoring(
            record=planned,
            posting=posting,
            resume=facts.resume,
            verdict=self._verdict(owner, planned, facts, posting),
            verified=made.verified,
        )


def facts_of(subjects: Subjects, owner: str, record: TailoringRecord) -> tuple[Facts, int]:
    """Return the facts with what the person typed in this tailoring, and the résumé's version.

    Raises RecordNotFound.
    """
    master = subjects.resume(owner, record.resume_id)
    edited = apply_person_edits(master.facts.resume, record.edits)
    return replace(master.facts, resume=edited), master.version


def _merged(old: Mapping[str, bool], new: Mapping[str, bool | None]) -> dict[str, bool]:
    return {name: on for name, on in {**old, **new}.items() if on is not None}


def _merge_edits(old: Sequence[TextEdit], new: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    merged = {edit.path: edit for edit in (*old, *new)}
    return tuple(edit for edit in merged.values() if edit.text)

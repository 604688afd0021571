"""Tailorings: one résumé × one posting each, with the person's choices, kept for an owner."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from pydantic import Field

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.errors import RecordNotFound, VersionConflict
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import Acceptance, Decided, Verified, apply_edits
from resume_builder.domain.tailoring.apply import apply_person_edits, apply_plan
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Answer, Facts, Ledger, Says
from resume_builder.domain.tailoring.lineage import Lineage
from resume_builder.domain.tailoring.model import Plan, RenderOptions, TextEdit
from resume_builder.domain.tailoring.own_words import typed_words
from resume_builder.domain.tailoring.verdict import Verdict, has_nothing_open
from resume_builder.domain.values import Finding, RecordId, Value
from resume_builder.features.tailoring.attempts import Attempt, attempt_of
from resume_builder.features.tailoring.errors import NotSupported, UnknownRuling
from resume_builder.features.tailoring.ports import Master, Subjects
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.tailor import Tailor
from resume_builder.ports import Clock, NewId, Owner, Records


class TailoringRecord(Value):
    """What is kept of a tailoring. `resume_version` is the one that the plan was made from.

    `decisions` are the person's on what was proposed, by the id of the edit; `acceptances` keep
    what they accepted, which outlives the attempt it came from.
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
    acceptances: dict[str, Acceptance] = Field(default_factory=dict[str, Acceptance])
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

    `master` is the résumé as it is kept, `facts` are what is known with the person's own edits,
    `verified` is the résumé that is set.
    """

    record: TailoringRecord
    posting: Posting
    master: Resume
    facts: Facts
    verdict: Verdict
    verified: Verified

    @property
    def resume(self) -> Resume:
        """The whole résumé with the person's own edits."""
        return self.facts.resume

    @property
    def lineage(self) -> Lineage:
        """Where each line of the page comes from."""
        return Lineage(
            master=self.master,
            facts=self.facts,
            printed=self.verified.resume,
            edits=Decided(self.verdict, self.record.accepted).edits,
            acceptances=self.record.acceptances,
            coverage=self.record.coverage,
            plan=self.record.plan,
        )

    @property
    def edits(self) -> tuple[TextEdit, ...]:
        """The person's own wordings, but for those that they set aside since."""
        return standing_edits(self.record, self.facts)

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

    def add(
        self, owner: Owner, resume_id: str, posting_id: str, options: RenderOptions
    ) -> Tailoring:
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

    def get(self, owner: Owner, tailoring_id: str) -> Tailoring:
        """Return a tailoring, planned anew when its résumé has changed. Raises RecordNotFound."""
        record = self.records.get(owner, tailoring_id)
        master, facts = facts_of(self.subjects, owner, record)
        if master.version != record.resume_version:
            return self._plan(owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        verdict = self._verdict(owner, record, facts, posting)
        decided = Decided(verdict, record.accepted)
        planned = apply_plan(apply_edits(facts.standing, decided).resume, record.plan)
        return Tailoring(
            record=record,
            posting=posting,
            master=master.facts.resume,
            facts=facts,
            verdict=verdict,
            verified=apply_edits(planned, decided),
        )

    def edit(
        self, owner: Owner, tailoring_id: str, version: int, change: TailoringChange
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
        if change.edits:
            self._remember_words(owner, changed, {edit.path for edit in change.edits})
        made = self._plan(owner, changed)
        self.records.replace(owner, made.record)
        return made

    def _decide(
        self, owner: Owner, record: TailoringRecord, change: TailoringChange
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
        new = {rulings[i].edit.subject for i, yes in change.decisions.items() if yes}
        undone = {
            i: None
            for i, r in rulings.items()
            if r.edit.target in typed or (i in record.acceptances and r.edit.subject in new)
        }
        decisions = _merged(record.decisions, {**undone, **change.decisions})
        accepted = {i: rulings[i].edit for i, yes in decisions.items() if yes and i in rulings}
        return record.model_copy(
            update={
                "decisions": decisions,
                "acceptances": self._acceptances(owner, record, accepted),
            }
        )

    def _acceptances(
        self, owner: Owner, record: TailoringRecord, accepted: Mapping[str, Edit]
    ) -> dict[str, Acceptance]:
        attempt = attempt_of(self.attempts, owner, record.id)
        proposed = {e.id for e in attempt.proposed} if attempt else set[str]()
        fresh = {
            ruling_id: Acceptance(
                edit=edit,
                offered=ruling_id not in proposed,
                model=attempt.model if attempt and ruling_id in proposed else "",
                at=self.now(),
            )
            for ruling_id, edit in accepted.items()
        }
        return {**fresh, **{i: a for i, a in record.acceptances.items() if i in accepted}}

    def _remember_words(self, owner: Owner, record: TailoringRecord, fresh: set[str]) -> None:
        """Keep the words that the person typed as facts, and let go of those they took back.

        Raises UnknownPath.
        """
        facts = self.subjects.resume(owner, record.resume_id).facts
        apply_person_edits(facts.resume, record.edits)
        words = typed_words(facts, record.edits)
        on = self.now().date()
        changed = facts.ledger.typed(record.id, words, fresh, on)
        if changed is not facts.ledger:
            self.subjects.remember(
                owner, record.resume_id, lambda kept: kept.typed(record.id, words, fresh, on)
            )

    def _remember(self, owner: Owner, record: TailoringRecord, said: Sequence[Said]) -> None:
        rulings = {r.id: r for r in self._current(owner, record).rulings}
        answers: list[Answer] = []
        for one in said:
            ruling = rulings.get(one.ruling)
            if ruling and not ruling.question and has_nothing_open(ruling.verdict, ruling.reasons):
                continue
            if ruling is None or ruling.question is None:
                raise UnknownRuling(id=one.ruling)
            today = self.now().date()
            answers.append(ruling.question.answered(one.says, ruling.edit.text, today))
        self.subjects.remember(
            owner, record.resume_id, lambda kept: reduce(Ledger.with_answer, answers, kept)
        )

    def delete(self, owner: Owner, tailoring_id: str) -> None:
        """Erase a tailoring with what was proposed for it. Raises RecordNotFound."""
        with contextlib.suppress(RecordNotFound):
            self.attempts.delete(owner, tailoring_id)
        self.records.delete(owner, tailoring_id)

    def _current(self, owner: Owner, record: TailoringRecord) -> Verdict:
        _, facts = facts_of(self.subjects, owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        return self._verdict(owner, record, facts, posting)

    def _verdict(
        self, owner: Owner, record: TailoringRecord, facts: Facts, posting: Posting
    ) -> Verdict:
        attempt = attempt_of(self.attempts, owner, record.id)
        accepted = [a.edit for a in record.acceptances.values()]
        edits = (*accepted, *(attempt.proposed if attempt else ()))
        return self.rulings(facts, posting, record.coverage, edits)

    def _plan(self, owner: Owner, record: TailoringRecord) -> Tailoring:
        master, facts = facts_of(self.subjects, owner, record)
        posting = self.subjects.posting(owner, record.posting_id)
        decided = Decided(self._verdict(owner, record, facts, posting), record.accepted)
        made = self.tailor(
            facts.standing,
            posting,
            record.options,
            record.switches,
            near=record.plan.level,
            decided=decided,
            retired=facts.retired,
        )
        planned = record.model_copy(
            update={
                "resume_version": master.version,
                "coverage": made.coverage,
                "plan": made.plan,
                "findings": made.findings,
            }
        )
        return Tailoring(
            record=planned,
            posting=posting,
            master=master.facts.resume,
            facts=facts,
            verdict=self._verdict(owner, planned, facts, posting),
            verified=made.verified,
        )


def facts_of(subjects: Subjects, owner: Owner, record: TailoringRecord) -> tuple[Master, Facts]:
    """Return the résumé as it is kept, and the facts with what was typed in this tailoring.

    Words that were taken back since give way to the résumé's own. Raises RecordNotFound.
    """
    master = subjects.resume(owner, record.resume_id)
    edits = standing_edits(record, master.facts)
    return master, replace(master.facts, resume=apply_person_edits(master.facts.resume, edits))


def standing_edits(record: TailoringRecord, facts: Facts) -> tuple[TextEdit, ...]:
    """Return the person's own wordings of a tailoring, but for those that they set aside since."""
    return tuple(e for e in record.edits if facts.ledger.retired_on(e.path, e.text) is None)


def _merged(old: Mapping[str, bool], new: Mapping[str, bool | None]) -> dict[str, bool]:
    return {name: on for name, on in {**old, **new}.items() if on is not None}


def _merge_edits(old: Sequence[TextEdit], new: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    merged = {edit.path: edit for edit in (*old, *new)}
    return tuple(edit for edit in merged.values() if edit.text)

"""Tailorings: one résumé × one posting each, with the person's choices, kept for an owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.errors import VersionConflict
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.apply import apply_person_edits, apply_plan
from resume_builder.domain.tailoring.model import Plan, RenderOptions, TextEdit
from resume_builder.domain.values import Finding, RecordId, Value
from resume_builder.features.tailoring.ports import Subjects
from resume_builder.features.tailoring.tailor import Tailor
from resume_builder.ports import Clock, NewId, Records


class TailoringRecord(Value):
    """What is kept of a tailoring. `resume_version` is the one that the plan was made from."""

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    resume_id: RecordId
    posting_id: RecordId
    resume_version: int
    options: RenderOptions = RenderOptions()
    switches: dict[str, bool] = Field(default_factory=dict)
    edits: tuple[TextEdit, ...] = ()
    coverage: Coverage = Coverage()
    plan: Plan = Plan()
    findings: tuple[Finding, ...] = ()


class TailoringChange(Value):
    """What a person changes: `None` as a switch leaves the choice to the plan again.

    An edit with an empty text brings the résumé's own words back.
    """

    switches: dict[str, bool | None] = Field(default_factory=dict)
    edits: tuple[TextEdit, ...] = ()
    options: RenderOptions | None = None


@dataclass(frozen=True, slots=True)
class Tailoring:
    """A record with what it is about: the whole résumé with the person's edits, and the cut one."""

    record: TailoringRecord
    posting: Posting
    resume: Resume
    tailored: Resume

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
        version, resume = self.subjects.resume(owner, record.resume_id)
        if version != record.resume_version:
            return self._plan(owner, record)
        edited = apply_person_edits(resume, record.edits)
        return Tailoring(
            record=record,
            posting=self.subjects.posting(owner, record.posting_id),
            resume=edited,
            tailored=apply_plan(edited, record.plan),
        )

    def edit(
        self, owner: str, tailoring_id: str, version: int, change: TailoringChange
    ) -> Tailoring:
        """Apply a person's change and plan again.

        Raises RecordNotFound, VersionConflict, UnknownPath.
        """
        record = self.records.get(owner, tailoring_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        changed = record.model_copy(
            update={
                "version": version + 1,
                "switches": _merge_switches(record.switches, change.switches),
                "edits": _merge_edits(record.edits, change.edits),
                "options": change.options or record.options,
            }
        )
        made = self._plan(owner, changed)
        self.records.replace(owner, made.record)
        return made

    def _plan(self, owner: str, record: TailoringRecord) -> Tailoring:
        version, resume = self.subjects.resume(owner, record.resume_id)
        posting = self.subjects.posting(owner, record.posting_id)
        edited = apply_person_edits(resume, record.edits)
        made = self.tailor(edited, posting, record.options, record.switches, near=record.plan.level)
        planned = record.model_copy(
            update={
                "resume_version": version,
                "coverage": made.coverage,
                "plan": made.plan,
                "findings": made.findings,
            }
        )
        return Tailoring(record=planned, posting=posting, resume=edited, tailored=made.resume)


def _merge_switches(old: Mapping[str, bool], new: Mapping[str, bool | None]) -> dict[str, bool]:
    merged = {**old, **new}
    return {highlight: on for highlight, on in merged.items() if on is not None}


def _merge_edits(old: Sequence[TextEdit], new: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    merged = {edit.path: edit for edit in (*old, *new)}
    return tuple(edit for edit in merged.values() if edit.text)

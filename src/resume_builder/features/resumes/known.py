"""What is known of a person beside their file: what they said, typed and took back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from resume_builder.domain.errors import VersionConflict
from resume_builder.domain.tailoring.ledger import Facts, Ledger, Says
from resume_builder.features.resumes.errors import NeededFact, UnknownAnswer, UnknownFact
from resume_builder.features.resumes.service import ResumeRecord
from resume_builder.ports import Clock, Owner, Records, retried


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """What a person changes: facts taken back (True) or put back, by id; answers by id.

    An answer of None is forgotten, so that its question may come again.
    """

    retired: Mapping[str, bool] = field(default_factory=dict[str, bool])
    answers: Mapping[str, Says | None] = field(default_factory=dict[str, Says | None])


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the persons whose résumés an owner keeps."""

    records: Records[ResumeRecord]
    now: Clock

    def change(
        self, owner: Owner, resume_id: str, version: int, change: LedgerChange
    ) -> ResumeRecord:
        """Take facts back or put them back, and change or forget answers.

        Raises RecordNotFound, VersionConflict, UnknownFact, NeededFact, UnknownAnswer.
        """
        record = self.records.get(owner, resume_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        ledger = self._answered(record.ledger, change.answers)
        ledger = self._retired(facts_of(record), ledger, change.retired)
        return self._replace(owner, record, ledger)

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        """Keep what the person said or typed. Raises RecordNotFound, VersionConflict."""

        def once() -> None:
            record = self.records.get(owner, resume_id)
            self._replace(owner, record, change(record.ledger))

        retried(once)

    def _answered(self, ledger: Ledger, answers: Mapping[str, Says | None]) -> Ledger:
        given = {a.id: a for a in ledger.answers}
        for answer_id, says in answers.items():
            answer = given.get(answer_id)
            if answer is None:
                raise UnknownAnswer(id=answer_id)
            ledger = (
                ledger.without_answer(answer.question)
                if says is None
                else ledger.with_answer(
                    answer.model_copy(update={"says": says, "on": self.now().date()})
                )
            )
        return ledger

    def _retired(self, facts: Facts, ledger: Ledger, retired: Mapping[str, bool]) -> Ledger:
        every = {fact.id: fact for fact in facts.every}
        for fact_id, gone in retired.items():
            fact = every.get(fact_id)
            if fact is None:
                raise UnknownFact(id=fact_id)
            if gone and not facts.may_retire(fact):
                raise NeededFact(id=fact_id)
            ledger = ledger.retire(fact, self.now().date()) if gone else ledger.restore(fact)
        return ledger

    def _replace(self, owner: Owner, record: ResumeRecord, ledger: Ledger) -> ResumeRecord:
        """Keep a changed ledger. What was taken or put back changes what can be printed."""
        if ledger == record.ledger:
            return record
        version = record.version + 1
        same = ledger.retired == record.ledger.retired
        changed = record.model_copy(
            update={
                "ledger": ledger,
                "version": version,
                "printed": record.printed if same else version,
            }
        )
        self.records.replace(owner, changed)
        return changed


def facts_of(record: ResumeRecord) -> Facts:
    """Return all that is known of the person of a kept résumé."""
    return Facts(record.reading.resume, record.ledger, record.reading.sources)

"""A model's part in a tailoring: it gets a brief, proposes edits one by one, and is done.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.brief import Brief, write_brief
from resume_builder.domain.tailoring.reply import read_edit, read_reply
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.values import Finding, Value
from resume_builder.features.tailoring.attempts import Attempt
from resume_builder.features.tailoring.errors import AttemptOver, TooManyEdits
from resume_builder.features.tailoring.ports import Subjects
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.service import TailoringRecord, facts_of
from resume_builder.ports import Clock, NewId, Owner, Records, retried

# More edits than a résumé has lines are a model in a loop.
_MOST_EDITS = 300


class Closing(Value):
    """What became of a whole answer: `again` asks for the one repair round."""

    again: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """The attempts that an owner's models make."""

    subjects: Subjects
    tailorings: Records[TailoringRecord]
    attempts: Records[Attempt]
    rulings: Rulings
    system_text: Callable[[], str]
    now: Clock
    new_id: NewId

    def start(self, owner: Owner, tailoring_id: str) -> tuple[Attempt, Brief]:
        """Begin an attempt, which ends the one before; return it with its brief.

        Raises RecordNotFound, QuotaReached.
        """
        record = self.tailorings.get(owner, tailoring_id)
        posting = self.subjects.posting(owner, record.posting_id)
        _, facts = facts_of(self.subjects, owner, record)
        brief = write_brief(
            facts, posting.requirements, record.coverage, self.system_text(), posting.language
        )
        fresh = Attempt(id=tailoring_id, created_at=self.now(), attempt=self.new_id())
        try:
            before = self.attempts.get(owner, tailoring_id)
        except RecordNotFound:
            self.attempts.add(owner, fresh)
        else:
            fresh = fresh.model_copy(update={"version": before.version + 1})
            self.attempts.replace(owner, fresh)
        return fresh, brief

    def take(
        self, owner: Owner, tailoring_id: str, attempt: str, number: int, item: object
    ) -> tuple[Ruling | None, tuple[Finding, ...]]:
        """Take the edit sent as `number` while the model still writes; return what is ruled on it.

        Sent twice under one number, the first stands. Raises RecordNotFound, AttemptOver,
        TooManyEdits, VersionConflict.
        """
        record = self.tailorings.get(owner, tailoring_id)
        _, facts = facts_of(self.subjects, owner, record)
        edit, findings = read_edit(item, facts)

        def with_edit(kept: Attempt) -> Attempt:
            if edit is None or number in kept.edits:
                return kept
            if len(kept.edits) >= _MOST_EDITS:
                raise TooManyEdits(limit=_MOST_EDITS)
            return kept.model_copy(update={"edits": {**kept.edits, number: edit}})

        kept = self._change(owner, tailoring_id, attempt, with_edit)
        standing = kept.edits.get(number)
        if standing is None:
            return None, findings
        posting = self.subjects.posting(owner, record.posting_id)
        return self.rulings.court(facts, posting).ruling(standing), findings

    def close(
        self, owner: Owner, tailoring_id: str, attempt: str, text: str, model: str
    ) -> Closing:
        """Take the whole answer, which replaces what came edit by edit.

        An answer in which no edits can be found keeps what came before; the first such asks for
        the one repair round. Raises RecordNotFound, AttemptOver, VersionConflict.
        """
        record = self.tailorings.get(owner, tailoring_id)
        _, facts = facts_of(self.subjects, owner, record)
        reply = read_reply(text, facts)

        def with_reply(kept: Attempt) -> Attempt:
            update: dict[str, object] = {"model": model, "findings": reply.findings}
            if reply.readable:
                update |= {"edits": dict(enumerate(reply.edits)), "closed": True}
            else:
                update |= {"asked_again": True, "closed": kept.asked_again}
            return kept.model_copy(update=update)

        kept = self._change(owner, tailoring_id, attempt, with_reply)
        return Closing(again=not kept.closed, findings=reply.findings)

    def _change(
        self, owner: Owner, tailoring_id: str, attempt: str, change: Callable[[Attempt], Attempt]
    ) -> Attempt:
        def once() -> Attempt:
            kept = self.attempts.get(owner, tailoring_id)
            if kept.closed or kept.attempt != attempt:
                raise AttemptOver
            changed = change(kept)
            if changed is kept:
                return kept
            changed = changed.model_copy(update={"version": kept.version + 1})
            self.attempts.replace(owner, changed)
            return changed

        return retried(once)

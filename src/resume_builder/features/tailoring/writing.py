"""A model's part in a tailoring: it gets a brief, proposes edits one by one, and is done.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.brief import VERSION, Brief, entries_worth, write_brief
from resume_builder.domain.tailoring.reply import read_edit, read_reply
from resume_builder.domain.tailoring.sheet import REPAIR_VERSION, Sheet, repair_text
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.domain.values import Finding, Value
from resume_builder.features.tailoring.attempts import Attempt, Part
from resume_builder.features.tailoring.errors import AttemptOver, TooManyEdits
from resume_builder.features.tailoring.ports import LoadSheet, Subjects
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.service import TailoringRecord, facts_of
from resume_builder.ports import Clock, NewId, Owner, Records, retried

# More edits than a résumé has lines are a model in a loop.
_MOST_EDITS = 300
_AS_EVER = Wishes()


@dataclass(frozen=True, slots=True)
class Begun:
    """A call that was begun: its attempt, its brief, and the entries worth a call of their own."""

    attempt: str
    brief: Brief
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One edit of a model, sent as `number` of the call for `entry` (None: the newest call)."""

    attempt: str
    number: int
    item: object
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """A model's whole answer to the call for `entry` (None: the newest call)."""

    attempt: str
    text: str
    model: str = ""
    entry: str | None = None


class Closing(Value):
    """What became of a whole answer.

    `usable` says whether anything of it counts. `again` asks for the one repair round, `repair` is
    what to tell the model there.
    """

    again: bool
    findings: tuple[Finding, ...]
    repair: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Writing:
    """The attempts that an owner's models make."""

    subjects: Subjects
    tailorings: Records[TailoringRecord]
    attempts: Records[Attempt]
    rulings: Rulings
    sheet: LoadSheet
    now: Clock
    new_id: NewId

    def start(
        self, owner: Owner, tailoring_id: str, wishes: Wishes = _AS_EVER, attempt: str = ""
    ) -> Begun:
        """Begin a call, and an attempt with it, which ends the one before.

        With the id of an `attempt` that goes on entry by entry, the call joins it, with the wishes
        it was begun with. Raises RecordNotFound (an entry too), AttemptOver, QuotaReached.
        """
        worth = self._worth(owner, tailoring_id, wishes)
        if attempt:
            joined = self._join(owner, tailoring_id, attempt, wishes.entry)
            wishes = joined.wishes.model_copy(update={"entry": wishes.entry})
        else:
            awaited = worth if wishes.entry else ("",)
            attempt = self._begin(owner, tailoring_id, wishes, awaited)
        return Begun(attempt, *self.brief(owner, tailoring_id, wishes))

    def brief(
        self, owner: Owner, tailoring_id: str, wishes: Wishes = _AS_EVER
    ) -> tuple[Brief, tuple[str, ...]]:
        """Return what a model would be told now, and the entries worth a call, with no attempt.

        Raises RecordNotFound (an entry too).
        """
        worth = self._worth(owner, tailoring_id, wishes)
        record = self.tailorings.get(owner, tailoring_id)
        posting = self.subjects.posting(owner, record.posting_id)
        _, facts = facts_of(self.subjects, owner, record)
        sheet = Sheet(VERSION, self.sheet("tailor", VERSION))
        return write_brief(facts, posting, record.coverage, sheet, wishes), worth

    def _worth(self, owner: Owner, tailoring_id: str, wishes: Wishes) -> tuple[str, ...]:
        """Return the entries worth a call of their own. Raises RecordNotFound for another one."""
        record = self.tailorings.get(owner, tailoring_id)
        _, facts = facts_of(self.subjects, owner, record)
        worth = entries_worth(facts, record.coverage, wishes)
        if wishes.entry and wishes.entry not in worth:
            raise RecordNotFound(kind="entry")
        return worth

    def take(
        self, owner: Owner, tailoring_id: str, given: Proposal
    ) -> tuple[Ruling | None, tuple[Finding, ...]]:
        """Take an edit while the model still writes; return what is ruled on it.

        Sent twice under one number, the first stands. Raises RecordNotFound, AttemptOver,
        TooManyEdits, VersionConflict.
        """
        record = self.tailorings.get(owner, tailoring_id)
        _, facts = facts_of(self.subjects, owner, record)
        before = self._open(owner, tailoring_id, given.attempt)
        edit, findings = read_edit(given.item, facts, _of_part(before, given.entry))

        def with_edit(kept: Attempt) -> Attempt:
            part = kept.part(given.entry)
            if edit is None or kept.edit(part, given.number):
                return kept
            if len(kept.edits) >= _MOST_EDITS:
                raise TooManyEdits(limit=_MOST_EDITS)
            return kept.with_edit(part, given.number, edit)

        kept = self._change(owner, tailoring_id, given.attempt, with_edit)
        standing = kept.edit(kept.part(given.entry), given.number)
        if standing is None:
            return None, findings
        posting = self.subjects.posting(owner, record.posting_id)
        return self.rulings.court(facts, posting).ruling(standing), findings

    def close(self, owner: Owner, tailoring_id: str, given: WholeAnswer) -> Closing:
        """Take the whole answer of a call, which replaces what came of it edit by edit.

        An answer of which nothing can be used keeps what came before; the first such asks for the
        one repair round. Raises RecordNotFound, AttemptOver, VersionConflict.
        """
        record = self.tailorings.get(owner, tailoring_id)
        _, facts = facts_of(self.subjects, owner, record)
        before = self._open(owner, tailoring_id, given.attempt)
        reply = read_reply(given.text, facts, _of_part(before, given.entry))
        again = False

        def with_reply(kept: Attempt) -> Attempt:
            nonlocal again
            part = kept.part(given.entry)
            changed = kept.answered(part, reply)
            again = not changed.parts[part].closed
            return changed.model_copy(update={"model": given.model})

        self._change(owner, tailoring_id, given.attempt, with_reply)
        repair = repair_text(self.sheet("repair", REPAIR_VERSION), reply.findings) if again else ""
        return Closing(again=again, findings=reply.findings, repair=repair, usable=reply.usable)

    def _begin(
        self, owner: Owner, tailoring_id: str, wishes: Wishes, awaited: tuple[str, ...]
    ) -> str:
        fresh = Attempt(
            id=tailoring_id,
            created_at=self.now(),
            attempt=self.new_id(),
            wishes=wishes,
            awaited=awaited,
            parts=(Part(entry=wishes.entry),),
        )
        try:
            before = self.attempts.get(owner, tailoring_id)
        except RecordNotFound:
            self.attempts.add(owner, fresh)
        else:
            self.attempts.replace(owner, fresh.model_copy(update={"version": before.version + 1}))
        return fresh.attempt

    def _join(self, owner: Owner, tailoring_id: str, attempt: str, entry: str) -> Attempt:
        return self._change(owner, tailoring_id, attempt, lambda kept: kept.asked(entry))

    def _open(self, owner: Owner, tailoring_id: str, attempt: str) -> Attempt:
        kept = self.attempts.get(owner, tailoring_id)
        if kept.closed or kept.attempt != attempt:
            raise AttemptOver
        return kept

    def _change(
        self, owner: Owner, tailoring_id: str, attempt: str, change: Callable[[Attempt], Attempt]
    ) -> Attempt:
        def once() -> Attempt:
            kept = self._open(owner, tailoring_id, attempt)
            changed = change(kept)
            if changed is kept:
                return kept
            changed = changed.model_copy(update={"version": kept.version + 1})
            self.attempts.replace(owner, changed)
            return changed

        return retried(once)


def _of_part(attempt: Attempt, entry: str | None) -> Wishes:
    """Return the wishes for the call that is meant. Raises AttemptOver."""
    part = attempt.parts[attempt.part(entry)]
    return attempt.wishes.model_copy(update={"entry": part.entry})

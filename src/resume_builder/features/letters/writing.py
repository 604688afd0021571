"""A model's part in a letter: it gets a brief and writes the middle; the court does the rest.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.letters.brief import VERSION, form_of, write_letter_brief
from resume_builder.domain.letters.compose import ending_of, opening_of
from resume_builder.domain.letters.model import Form, Sentence
from resume_builder.domain.letters.reply import LetterReply, read_letter_reply
from resume_builder.domain.tailoring.brief import Brief, entries_worth
from resume_builder.domain.tailoring.sheet import REPAIR_VERSION, Sheet, repair_text
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.domain.values import Finding, Value
from resume_builder.features.letters.errors import LetterAttemptOver
from resume_builder.features.letters.maker import LetterMaker
from resume_builder.features.letters.ports import LoadSheet, Subject, Subjects
from resume_builder.features.letters.record import LetterAttempt, LetterRecord, with_proposed
from resume_builder.ports import Clock, NewId, Owner, Records, retried

# Fewer claims that hold make no letter: the composed one stays.
_FEWEST = {"letter": 2, "message": 1}
_AS_EVER = Wishes()


class LetterClosing(Value):
    """What became of an answer.

    `usable` says whether any of it counts. `again` asks for the one repair round, `repair` is what
    to tell the model there.
    """

    again: bool
    findings: tuple[Finding, ...]
    repair: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True)
class LetterBegun:
    """A call that was begun: its attempt, its brief, and the entries worth a letter each."""

    attempt: str
    brief: Brief
    entries: tuple[str, ...]


class _Made(NamedTuple):
    brief: Brief
    entries: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class LetterWriting:
    """The letters that an owner's models write."""

    maker: LetterMaker
    subjects: Subjects
    records: Records[LetterRecord]
    sheet: LoadSheet
    now: Clock
    new_id: NewId

    def start(self, owner: Owner, letter_id: str, wishes: Wishes = _AS_EVER) -> LetterBegun:
        """Begin an attempt, which ends the one before; the letter stays until the answer comes.

        Raises RecordNotFound (an entry too), NoLetterWords, VersionConflict.
        """
        record = self.records.get(owner, letter_id)
        made = self._made(owner, record, wishes)
        attempt = LetterAttempt(id=self.new_id(), brief=VERSION, wishes=wishes, form=made.form)
        self._change(owner, letter_id, lambda kept: kept.model_copy(update={"attempt": attempt}))
        return LetterBegun(attempt.id, made.brief, made.entries)

    def brief(
        self, owner: Owner, letter_id: str, wishes: Wishes = _AS_EVER
    ) -> tuple[Brief, tuple[str, ...]]:
        """Return what a model would be told now, and the entries worth a letter, with no attempt.

        Raises RecordNotFound (an entry too), NoLetterWords.
        """
        made = self._made(owner, self.records.get(owner, letter_id), wishes)
        return made.brief, made.entries

    def _made(self, owner: Owner, record: LetterRecord, wishes: Wishes) -> _Made:
        subject = self.subjects.tailored(owner, record.tailoring_id)
        facts, coverage = subject.court.facts, subject.coverage
        ranked = entries_worth(facts, coverage, wishes)
        entries = tuple(e for e in ranked if e in facts.entries)
        if wishes.entry and wishes.entry not in entries:
            raise RecordNotFound(kind="entry")
        form = form_of(record.form, wishes)
        form = self.maker.form(subject, form, form.language)
        sheet = Sheet(VERSION, self.sheet("letter", VERSION))
        brief = write_letter_brief(facts, subject.posting, coverage, sheet, (form, wishes))
        return _Made(brief, entries, form)

    def close(
        self, owner: Owner, letter_id: str, attempt: str, text: str, model: str
    ) -> LetterClosing:
        """Take a model's answer. What holds of it becomes the middle of the letter.

        An answer of which no sentence can be used changes nothing; the first such asks for the
        one repair round. One of which too little holds leaves the composed letter. Raises
        RecordNotFound, LetterAttemptOver, VersionConflict.
        """
        record = self.records.get(owner, letter_id)
        subject = self.subjects.tailored(owner, record.tailoring_id)
        asked = {r.id for r in subject.posting.requirements}
        begun = record.attempt
        strength = begun.wishes.strength if begun else "full"
        reply = read_letter_reply(text, subject.court.facts, asked, strength)

        def with_reply(kept: LetterRecord) -> LetterRecord:
            tried = kept.attempt
            if tried is None or tried.closed or tried.id != attempt:
                raise LetterAttemptOver
            if not reply.usable:
                update = {"asked_again": True, "closed": tried.asked_again, "model": model}
                changed = {"attempt": tried.model_copy(update=update), "findings": reply.findings}
                return kept.model_copy(update=changed)
            form = tried.form or kept.form
            proposed, findings = self._taken(subject, form, reply)
            done = tried.model_copy(update={"closed": True, "model": model})
            changed = {"attempt": done, "findings": findings, "dated": self.now().date()}
            formed = kept.model_copy(update={**changed, "form": form})
            return with_proposed(formed, proposed)

        kept = self._change(owner, letter_id, with_reply)
        again = kept.attempt is not None and not kept.attempt.closed
        repair = repair_text(self.sheet("repair", REPAIR_VERSION), kept.findings) if again else ""
        return LetterClosing(
            again=again, findings=kept.findings, repair=repair, usable=reply.usable
        )

    def _taken(
        self, subject: Subject, form: Form, reply: LetterReply
    ) -> tuple[tuple[Sentence, ...], tuple[Finding, ...]]:
        """Return the letter with the model's sentences, or the composed one and why."""
        material = self.maker.material(subject, form)
        if _claims([s for s in reply.sentences if material.holds(s)]) < _FEWEST[form.kind]:
            weak = (*reply.findings, Finding(code="letter.weak_reply"))
            return self.maker.composed(subject, form), weak
        last = max(s.paragraph for s in reply.sentences)
        around = (opening_of(form, material), ending_of(form, material, last + 1))
        return (*around[0], *reply.sentences, *around[1]), reply.findings

    def _change(
        self, owner: Owner, letter_id: str, change: Callable[[LetterRecord], LetterRecord]
    ) -> LetterRecord:
        def once() -> LetterRecord:
            kept = self.records.get(owner, letter_id)
            changed = change(kept).model_copy(update={"version": kept.version + 1})
            self.records.replace(owner, changed)
            return changed

        return retried(once)


def _claims(sentences: Sequence[Sentence]) -> int:
    return sum(bool(s.sources) for s in sentences)

"""A model's part in a letter: it gets a brief and writes the middle; the court does the rest.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resume_builder.domain.letters.brief import VERSION, write_letter_brief
from resume_builder.domain.letters.compose import ending_of, opening_of
from resume_builder.domain.letters.model import Form, Sentence
from resume_builder.domain.letters.reply import LetterReply, read_letter_reply
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.values import Finding, Value
from resume_builder.features.letters.errors import LetterAttemptOver
from resume_builder.features.letters.maker import LetterMaker
from resume_builder.features.letters.ports import Subject, Subjects
from resume_builder.features.letters.record import LetterAttempt, LetterRecord, with_proposed
from resume_builder.ports import Clock, NewId, Owner, Records, retried

# Fewer claims that hold make no letter: the composed one stays.
_FEWEST = {"letter": 2, "message": 1}


class LetterClosing(Value):
    """What became of an answer: `again` asks for the one repair round."""

    again: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LetterWriting:
    """The letters that an owner's models write."""

    maker: LetterMaker
    subjects: Subjects
    records: Records[LetterRecord]
    system_text: Callable[[], str]
    now: Clock
    new_id: NewId

    def start(self, owner: Owner, letter_id: str) -> tuple[str, Brief]:
        """Begin an attempt, which ends the one before; return its id with the brief.

        Raises RecordNotFound, VersionConflict.
        """
        attempt = LetterAttempt(id=self.new_id(), brief=VERSION)
        record = self._change(
            owner, letter_id, lambda kept: kept.model_copy(update={"attempt": attempt})
        )
        subject = self.subjects.tailored(owner, record.tailoring_id)
        brief = write_letter_brief(
            subject.court.facts,
            subject.posting,
            subject.coverage,
            self.system_text(),
            record.form,
        )
        return attempt.id, brief

    def close(
        self, owner: Owner, letter_id: str, attempt: str, text: str, model: str
    ) -> LetterClosing:
        """Take a model's answer. What holds of it becomes the middle of the letter.

        An answer in which no sentences can be found changes nothing; the first such asks for the
        one repair round. One of which too little holds leaves the composed letter. Raises
        RecordNotFound, LetterAttemptOver, VersionConflict.
        """
        record = self.records.get(owner, letter_id)
        subject = self.subjects.tailored(owner, record.tailoring_id)
        asked = {r.id for r in subject.posting.requirements}
        reply = read_letter_reply(text, subject.court.facts, asked)

        def with_reply(kept: LetterRecord) -> LetterRecord:
            tried = kept.attempt
            if tried is None or tried.closed or tried.id != attempt:
                raise LetterAttemptOver
            if not reply.readable:
                update = {"asked_again": True, "closed": tried.asked_again, "model": model}
                changed = {"attempt": tried.model_copy(update=update), "findings": reply.findings}
                return kept.model_copy(update=changed)
            proposed, findings = self._taken(subject, kept.form, reply)
            done = tried.model_copy(update={"closed": True, "model": model})
            changed = {"attempt": done, "findings": findings, "dated": self.now().date()}
            return with_proposed(kept.model_copy(update=changed), proposed)

        kept = self._change(owner, letter_id, with_reply)
        again = kept.attempt is not None and not kept.attempt.closed
        return LetterClosing(again=again, findings=kept.findings)

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

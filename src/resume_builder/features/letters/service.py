"""The letters that an owner keeps, each for one tailoring."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from pydantic import Field

from resume_builder.domain.errors import RecordNotFound, VersionConflict
from resume_builder.domain.letters.compose import sentence_id
from resume_builder.domain.letters.model import Form, Length, Sentence, Tone
from resume_builder.domain.tailoring.ledger import Answer, Ledger, Says
from resume_builder.domain.tailoring.verdict import has_nothing_open
from resume_builder.domain.values import Text, Value, clean_text
from resume_builder.features.letters.errors import TooManySentences, UnknownSentence
from resume_builder.features.letters.maker import Letter, LetterMaker
from resume_builder.features.letters.ports import Subjects
from resume_builder.features.letters.record import (
    MOST_OWN,
    HeadField,
    LetterRecord,
    merged,
    with_proposed,
)
from resume_builder.ports import Clock, NewId, Owner, Records


class Said(Value):
    """The person's answer to the question about one sentence."""

    sentence: str
    says: Says


class OwnSentence(Value):
    """A sentence that the person adds. One whose `id` is there already takes its place."""

    id: str | None = None
    paragraph: int
    text: Text


class LetterChange(Value):
    """What a person changes; what is None stays as it is.

    A text of None in `texts` or `head` brings back what was proposed, a choice of None in `kept` is
    taken back. Naming a tone, length or language composes the letter anew; own sentences stay.
    """

    tone: Tone | None = None
    length: Length | None = None
    language: str | None = None
    head: dict[HeadField, Text | None] = Field(default_factory=dict[HeadField, Text | None])
    texts: dict[str, Text | None] = Field(default_factory=dict)
    kept: dict[str, bool | None] = Field(default_factory=dict)
    answers: tuple[Said, ...] = ()
    add: tuple[OwnSentence, ...] = ()

    @property
    def form(self) -> dict[str, str]:
        """The parts of the form that were named."""
        named = {"tone": self.tone, "length": self.length, "language": self.language}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Letters:
    """Composes, keeps, changes and erases letters."""

    maker: LetterMaker
    subjects: Subjects
    records: Records[LetterRecord]
    now: Clock
    new_id: NewId

    def add(self, owner: Owner, tailoring_id: str, form: Form, *, language: str | None) -> Letter:
        """Compose a letter with no model; `language` None is the posting's.

        Raises RecordNotFound, NoLetterWords, QuotaReached.
        """
        subject = self.subjects.tailored(owner, tailoring_id)
        record = self.maker.fresh(subject, form, language, tailoring_id=tailoring_id)
        self.records.add(owner, record)
        return self.maker.letter(record, subject)

    def list(self, owner: Owner, tailoring_id: str) -> tuple[LetterRecord, ...]:
        """Return the letters of a tailoring, newest first."""
        return tuple(r for r in self.records.list(owner) if r.tailoring_id == tailoring_id)

    def get(self, owner: Owner, letter_id: str) -> Letter:
        """Return a letter, judged by the facts as they are now. Raises RecordNotFound."""
        record = self.records.get(owner, letter_id)
        return self.maker.letter(record, self.subjects.tailored(owner, record.tailoring_id))

    def edit(self, owner: Owner, letter_id: str, version: int, change: LetterChange) -> Letter:
        """Apply a person's change.

        Raises RecordNotFound, VersionConflict, UnknownSentence, NoLetterWords, TooManySentences.
        """
        record = self.records.get(owner, letter_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        subject = self.subjects.tailored(owner, record.tailoring_id)
        form = record.form.model_copy(update=change.form)
        form = self.maker.form(subject, form, form.language)
        if change.answers:
            self._remember(owner, self.maker.letter(record, subject), change.answers)
            subject = self.subjects.tailored(owner, record.tailoring_id)
        changed = _with_words(_with_choices(record, change), change, self.new_id)
        if change.form:
            composed = self.maker.composed(subject, form)
            fresh = {"form": form, "findings": (), "attempt": None}
            changed = with_proposed(changed.model_copy(update=fresh), composed)
        changed = changed.model_copy(update={"version": version + 1, "dated": self.now().date()})
        self.records.replace(owner, changed)
        return self.maker.letter(changed, subject)

    def delete(self, owner: Owner, letter_id: str) -> None:
        """Erase a letter. Raises RecordNotFound."""
        self.records.delete(owner, letter_id)

    def forget(self, owner: Owner, tailoring_id: str) -> None:
        """Erase the letters of a tailoring that is erased."""
        for record in self.list(owner, tailoring_id):
            with contextlib.suppress(RecordNotFound):
                self.records.delete(owner, record.id)

    def _remember(self, owner: Owner, letter: Letter, said: Sequence[Said]) -> None:
        rulings = {r.sentence.id: r for r in letter.verdict.rulings}
        court = self.maker.court(letter.subject, letter.record.form)
        answers: list[Answer] = []
        for one in said:
            ruling = rulings.get(one.sentence)
            if ruling and not ruling.question and has_nothing_open(ruling.verdict, ruling.reasons):
                continue
            if ruling is None or ruling.question is None:
                raise UnknownSentence(id=one.sentence)
            claim = court.claim(ruling.sentence)
            answers.append(ruling.question.answered(one.says, claim, self.now().date()))
        self.subjects.remember(
            owner,
            letter.subject.resume_id,
            lambda kept: reduce(Ledger.with_answer, answers, kept),
        )


def _with_choices(record: LetterRecord, change: LetterChange) -> LetterRecord:
    """Return the record with sentences kept or left out, and the head as the person wants it."""
    known = {s.id for s in record.sentences}
    for sentence in (*change.kept, *change.texts):
        if sentence not in known:
            raise UnknownSentence(id=sentence)
    return record.model_copy(
        update={
            "kept": merged(record.kept, change.kept),
            "head": merged(record.head, change.head),
        }
    )


def _with_words(record: LetterRecord, change: LetterChange, new_id: NewId) -> LetterRecord:
    """Return the record with the person's words; an own sentence without any is gone."""
    given = {i: None if t is None else clean_text(t).strip() for i, t in change.texts.items()}
    proposed = {s.id for s in record.proposed}
    by_id = {
        s.id: s.model_copy(update={"text": given[s.id] or ""}) if s.id in given else s
        for s in record.own
    }
    for one in change.add:
        named = one.id or sentence_id(new_id(), ())
        if named in proposed:
            raise UnknownSentence(id=named)
        text = clean_text(one.text).strip()
        by_id[named] = Sentence(id=named, paragraph=one.paragraph, text=text, origin="person")
    own = [s for s in by_id.values() if s.text]
    if len(own) > MOST_OWN:
        raise TooManySentences(limit=MOST_OWN)
    texts = record.texts | {i: t or "" for i, t in given.items() if i in proposed}
    return record.model_copy(
        update={"own": tuple(own), "texts": {i: t for i, t in texts.items() if t}}
    )

"""Makes letters of a subject: composed, judged, and as they leave. Keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.letters.compose import Material, compose, word_count
from resume_builder.domain.letters.court import LetterCourt
from resume_builder.domain.letters.head import head_of
from resume_builder.domain.letters.model import Form, Head, LetterVerdict, Sentence
from resume_builder.domain.letters.places import Places
from resume_builder.domain.letters.verified import VerifiedLetter, print_letter
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Finding
from resume_builder.features.letters.errors import NoLetterWords
from resume_builder.features.letters.ports import Languages, Subject
from resume_builder.features.letters.record import LetterRecord, with_proposed
from resume_builder.ports import Clock, NewId


@dataclass(frozen=True, slots=True)
class Letter:
    """A record with what it is about, judged as of now. `verified` is what leaves."""

    record: LetterRecord
    subject: Subject
    head: Head
    verdict: LetterVerdict
    verified: VerifiedLetter
    findings: tuple[Finding, ...]
    places: Places

    def proposed_text(self, sentence_id: str) -> str:
        """Return what was proposed for a sentence, its places filled; "" for the person's own."""
        found = next((s for s in self.record.proposed if s.id == sentence_id), None)
        return (self.places.fill(found.text, found.serves) or found.text) if found else ""

    @property
    def words(self) -> int:
        """How many words stand between greeting and closing."""
        language = self.record.form.language
        return sum(word_count(text, language) for text in self.verified.paragraphs)

    @property
    def options(self) -> RenderOptions:
        """How its page is set: as the résumé's, on one page."""
        return self.subject.options.model_copy(update={"pages": 1, "level": None})


@dataclass(frozen=True, slots=True)
class LetterMaker:
    """`language_of` tells the language that a résumé is written in, "" where it cannot."""

    languages: Languages
    language_of: Callable[[Resume], str]
    now: Clock
    new_id: NewId

    def fresh(
        self, subject: Subject, form: Form, language: str | None, *, tailoring_id: str = "-"
    ) -> LetterRecord:
        """Return a letter composed with no model; `language` None is the posting's.

        Raises NoLetterWords.
        """
        form = self.form(subject, form, language)
        now = self.now()
        record = LetterRecord(
            id=self.new_id(),
            created_at=now,
            tailoring_id=tailoring_id,
            form=form,
            dated=now.date(),
        )
        return with_proposed(record, self.composed(subject, form))

    def composed(self, subject: Subject, form: Form) -> tuple[Sentence, ...]:
        """Return the sentences of a letter with no model; each of them holds."""
        return compose(form, self.material(subject, form))

    def material(self, subject: Subject, form: Form) -> Material:
        """Return what a letter is made of, with the court that every sentence passes."""
        court = self.court(subject, form)
        return Material(
            resume=subject.resume,
            coverage=subject.coverage,
            places=court.places,
            holds=lambda sentence: court.ruling(sentence).verdict == "supported",
        )

    def court(self, subject: Subject, form: Form) -> LetterCourt:
        """Return what rules on the sentences of a letter."""
        words = self.languages.words(form.language)
        lexicon = subject.court.lexicon
        return LetterCourt(subject.court, Places(subject.posting, words, lexicon, form.language))

    def letter(self, record: LetterRecord, subject: Subject) -> Letter:
        """Return a letter, each sentence judged by the facts as they are now."""
        court = self.court(subject, record.form)
        basics = subject.resume.basics
        a4 = subject.options.paper == "a4"
        head = head_of(record.form, court.places, basics.name, record.dated, a4=a4)
        own: dict[str, object] = {**record.head}
        if "recipient" in record.head:
            lines = (line.strip() for line in record.head["recipient"].splitlines())
            own["recipient"] = tuple(filter(None, lines))
        head = head.model_copy(update=own)
        verdict = court.rule(record.sentences)
        return Letter(
            record=record,
            subject=subject,
            head=head,
            verdict=verdict,
            verified=print_letter(record.form, basics, head, verdict, record.left_out),
            findings=(*record.findings, *self._notes(record, subject)),
            places=court.places,
        )

    def _notes(self, record: LetterRecord, subject: Subject) -> tuple[Finding, ...]:
        """Say that lines are in another language, and that there was nothing to tell."""
        notes: list[Finding] = []
        spoken = self.language_of(subject.resume)[:2]
        if spoken and spoken != record.form.language:
            notes.append(Finding(code="letter.lines_language"))
        if not any(s.sources for s in record.proposed):
            notes.append(Finding(code="letter.no_facts"))
        return tuple(notes)

    def form(self, subject: Subject, form: Form, wanted: str | None) -> Form:
        """Return the form in a language: the wanted one, else the posting's or the résumé's.

        Raises NoLetterWords for a wanted one without words.
        """
        known = self.languages.known()
        if wanted is not None and wanted not in known:
            raise NoLetterWords(language=wanted, known=", ".join(known))
        choices = (wanted, subject.posting.language, self.language_of(subject.resume)[:2])
        language = next((c for c in choices if c in known), "en")
        return form.model_copy(update={"language": language})

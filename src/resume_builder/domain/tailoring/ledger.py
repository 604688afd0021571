"""The fact ledger: everything that is known of the person, each fact with its id and its state.

Facts are read off the master résumé (a highlight's id, or the path of a field) and joined by what
the person typed and answered. An answer is remembered for good, "I don't know" too: nobody is asked
twice. What the person takes back is remembered too, and no fact until they put it back.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Literal

from pydantic import Field, field_validator
from pydantic.alias_generators import to_camel

from resume_builder.domain.resume import DatedEntry, Entry, Resume
from resume_builder.domain.tailoring.retire import without_fields
from resume_builder.domain.values import Span, Text, Value

FactState = Literal["stated", "confirmed", "retired"]
Says = Literal["yes", "no", "unknown"]

_SPACE = re.compile(r"\s+")


class Fact(Value):
    """One thing that is true of the person.

    `id` is a highlight's id ("w1h3"), a field's path ("w1.position", "s2.keywords.1"), that of a
    wording ("t2") or of an answer ("a4"). `path` is where its words stand in the résumé, "" for an
    answer. `entry_id` is the entry it holds in, "" where it holds everywhere. `on` is the day on
    which the person confirmed it, or took it back.
    """

    id: str
    text: Text
    path: str = ""
    entry_id: str = ""
    span: Span | None = None
    state: FactState = "stated"
    on: date | None = None


class Answer(Value):
    """What the person said to one question.

    `text` is the sentence that the question was about: it is a fact once all that was asked about
    it has a "yes". `whole` is False where more was to be asked. `code` and `params` are the
    question's words in the message catalogue, for showing it again.
    """

    id: str = ""
    question: str
    says: Says
    code: Text = Field(default="", max_length=100)
    params: dict[str, Text] = Field(default_factory=dict)
    text: Text = ""
    entry_id: str = ""
    on: date
    whole: bool = True


class Wording(Value):
    """Words that the person typed over a line or field, or said were read right.

    `by` holds the ids of the tailorings they were typed in, and "" for the résumé itself: undone in
    all of them they are no fact any more.
    """

    id: str
    path: str
    text: Text
    on: date
    by: tuple[str, ...]


class Retired(Value):
    """A statement that was taken back: these words in this place (an answer: under its id)."""

    path: str
    text: Text
    on: date


class Ledger(Value):
    """What the person added to their résumé: answers, own wordings, and what they took back."""

    answers: tuple[Answer, ...] = ()
    wordings: tuple[Wording, ...] = ()
    retired: tuple[Retired, ...] = ()

    @field_validator("retired", mode="before")
    @classmethod
    def _once_a_table(cls, retired: object) -> object:
        """Records kept before 0.6 have an empty table here."""
        return () if retired == {} else retired

    @field_validator("answers")
    @classmethod
    def _numbered(cls, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        """Answers kept before 0.6 have their id by their place."""
        return tuple(
            a if a.id else a.model_copy(update={"id": f"a{n}"}) for n, a in enumerate(answers, 1)
        )

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, None when it was never given."""
        return next((a for a in reversed(self.answers) if a.question == question), None)

    def with_answer(self, answer: Answer) -> "Ledger":
        """Return the ledger with `answer`, which replaces an earlier one to the same question."""
        before = self.answer(answer.question)
        named = before.id if before else _next_id("a", (a.id for a in self.answers))
        others = tuple(a for a in self.answers if a.question != answer.question)
        given = answer.model_copy(update={"id": named})
        return self.model_copy(update={"answers": (*others, given)})

    def without_answer(self, question: str) -> "Ledger":
        """Return the ledger with a question open again."""
        others = tuple(a for a in self.answers if a.question != question)
        return self.model_copy(update={"answers": others})

    def held(self, holder: str) -> dict[str, str]:
        """Return the wordings that a tailoring holds ("" for the résumé itself), by path."""
        return {w.path: w.text for w in self.wordings if holder in w.by}

    def typed(
        self, holder: str, words: Mapping[str, str], fresh: Container[str], on: date
    ) -> "Ledger":
        """Return the ledger where `holder` holds these wordings, by path, and no others.

        What was typed just now (the paths in `fresh`) is no longer taken back. Wordings that
        nobody holds any more are gone. Returns the same ledger where nothing changes.
        """
        kept: list[Wording] = []
        free: dict[str, str] = {}
        for wording in self.wordings:
            others = [b for b in wording.by if b != holder]
            if words.get(wording.path) == wording.text:
                others.append(holder)
            if others:
                kept.append(wording.model_copy(update={"by": tuple(sorted(others))}))
            else:
                free[wording.path] = wording.id
        known = {(w.path, w.text) for w in kept}
        for path, text in words.items():
            if (path, text) not in known:
                named = free.get(path) or _next_id("t", (w.id for w in (*self.wordings, *kept)))
                kept.append(Wording(id=named, path=path, text=text, on=on, by=(holder,)))
        retired = tuple(
            r for r in self.retired if not (r.path in fresh and words.get(r.path) == r.text)
        )
        changed = self.model_copy(update={"wordings": tuple(kept), "retired": retired})
        return self if changed == self else changed

    def wording(self, path: str, text: str) -> Wording | None:
        """Return the person's own wording at a place, None when these words are not theirs."""
        return next((w for w in self.wordings if w.path == path and w.text == text), None)

    def retired_on(self, path: str, text: str) -> date | None:
        """Return the day on which these words in this place were taken back, None if not."""
        return next((r.on for r in self.retired if r.path == path and r.text == text), None)

    def retire(self, fact: Fact, on: date) -> "Ledger":
        """Return the ledger with a fact taken back."""
        place = fact.path or fact.id
        if self.retired_on(place, fact.text):
            return self
        taken = Retired(path=place, text=fact.text, on=on)
        return self.model_copy(update={"retired": (*self.retired, taken)})

    def restore(self, fact: Fact) -> "Ledger":
        """Return the ledger with a fact standing again."""
        place = fact.path or fact.id
        left = tuple(r for r in self.retired if (r.path, r.text) != (place, fact.text))
        return self.model_copy(update={"retired": left})


@dataclass(frozen=True)
class Facts:
    """The facts of one person at one time.

    `sources` maps paths to where they stood in the file (`ResumeReading.sources`).
    """

    resume: Resume
    ledger: Ledger = field(default_factory=Ledger)
    sources: Mapping[str, Span] = field(default_factory=dict[str, Span])

    @cached_property
    def places(self) -> dict[str, Fact]:
        """What the résumé states by path, as it was read: empty fields too."""
        return {fact.id: fact for fact in _stated(self.resume, self.sources)}

    @cached_property
    def every(self) -> tuple[Fact, ...]:
        """Every fact, those that were taken back too; what was added says something new."""
        stated = [self._confirmed(f) for f in self.places.values() if f.text]
        said = {(f.entry_id, fold(f.text)) for f in stated}
        added: list[Fact] = []
        for fact in (*self._typed(), *_answered(self.ledger)):
            words = (fact.entry_id, fold(fact.text))
            if words not in said:
                said.add(words)
                added.append(fact)
        return tuple(self._judged(f) for f in (*stated, *added))

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """Every fact that may be used."""
        return {fact.id: fact for fact in self.every if fact.state != "retired"}

    @cached_property
    def retired(self) -> frozenset[str]:
        """The paths of lines and fields whose words, as they stand, were taken back."""
        return frozenset(f.path for f in self.every if f.state == "retired" and f.path == f.id)

    @cached_property
    def standing(self) -> Resume:
        """The résumé without the fields and skills that were taken back. Lines are all there."""
        return without_fields(self.resume, self.retired)

    @cached_property
    def entries(self) -> dict[str, DatedEntry]:
        """The entries that hold highlights, by id."""
        return {entry.id: entry for entry in self.resume.dated_entries()}

    @cached_property
    def statements(self) -> dict[str, tuple[Fact, ...]]:
        """The statements of each entry by its id: its lines, and what was confirmed there."""
        found: dict[str, list[Fact]] = {entry_id: [] for entry_id in self.entries}
        for fact in self.by_id.values():
            if fact.entry_id in found and fact.path.partition(".")[2] not in _NAMES:
                found[fact.entry_id].append(fact)
        return {entry_id: tuple(facts) for entry_id, facts in found.items()}

    @cached_property
    def of_person(self) -> tuple[Fact, ...]:
        """What is true of the person whatever the entry: skills, degrees, licences, languages."""
        return tuple(f for f in self.by_id.values() if f.entry_id not in self.entries)

    def may_retire(self, fact: Fact) -> bool:
        """Tell whether a fact can be taken back: an entry of the résumé needs its names."""
        entry_id, _, name = fact.path.partition(".")
        return entry_id not in self.entries or name.partition(".")[0] in _SPARE

    def _confirmed(self, fact: Fact) -> Fact:
        wording = self.ledger.wording(fact.path, fact.text)
        if wording is None:
            return fact
        return fact.model_copy(update={"state": "confirmed", "on": wording.on})

    def _typed(self) -> Iterator[Fact]:
        for wording in self.ledger.wordings:
            place = self.places.get(wording.path)
            if place is not None and place.text != wording.text:
                named: dict[str, object] = {"id": wording.id, "text": wording.text}
                yield place.model_copy(update={**named, "state": "confirmed", "on": wording.on})

    def _judged(self, fact: Fact) -> Fact:
        on = self.ledger.retired_on(fact.path or fact.id, fact.text)
        return fact if on is None else fact.model_copy(update={"state": "retired", "on": on})


def fold(text: str) -> str:
    """Return what makes two wordings the same words: case and spacing do not matter."""
    return _SPACE.sub(" ", text).strip().casefold()


def question_key(code: str, text: str, entry_id: str) -> str:
    """Return what makes a question the same one again: its kind, the words asked about, where."""
    return blake2b("\n".join((code, fold(text), entry_id)).encode(), digest_size=9).hexdigest()


# Fields of an entry that name it. They are printed by code; no statement stands in for them.
_NAMES = frozenset(["name", "position", "location", "organization", "entity", "subtitle"])
# Fields of a dated entry that it can be printed without.
_SPARE = frozenset(["summary", "description", "score", "keywords", "courses"])
# The fields of each section that state something, names first.
_FIELDS: dict[str, tuple[str, ...]] = {
    "work": ("position", "name", "location", "summary", "description"),
    "volunteer": ("position", "organization", "summary"),
    "projects": ("name", "entity", "summary"),
    "education": ("study_type", "area", "institution", "score", "summary"),
    "awards": ("title", "awarder", "summary"),
    "certificates": ("name", "issuer"),
    "publications": ("name", "publisher", "summary"),
    "skills": ("name",),
    "languages": ("language", "fluency"),
    "interests": ("name",),
}
_CUSTOM = ("name", "subtitle", "summary")
_LISTS = ("keywords", "courses")


def _stated(resume: Resume, sources: Mapping[str, Span]) -> Iterator[Fact]:
    for name in ("label", "summary"):
        path, text = f"basics.{name}", getattr(resume.basics, name)
        yield Fact(id=path, text=text, path=path, span=sources.get(path))
    for section, fields in _FIELDS.items():
        entries: Iterable[Entry] = getattr(resume, section)
        for entry in entries:
            # A degree is the person's in every entry; a deed belongs to the job it was done in.
            yield from _of_entry(entry, fields, sources, home=section != "education")
    for custom in resume.sections:
        for entry in custom.entries:
            yield from _of_entry(entry, _CUSTOM, sources, home=True)


def _of_entry(
    entry: Entry, fields: Iterable[str], sources: Mapping[str, Span], *, home: bool
) -> Iterator[Fact]:
    dated = isinstance(entry, DatedEntry)
    owner = entry.id if dated and home else ""
    texts = {f"{entry.id}.{to_camel(name)}": str(getattr(entry, name)) for name in fields}
    for name in _LISTS:
        for number, text in enumerate(getattr(entry, name, ()), 1):
            texts[f"{entry.id}.{name}.{number}"] = text
    for path, text in texts.items():
        span = sources.get(path, entry.span)
        yield Fact(id=path, text=text, path=path, entry_id=owner, span=span)
    if isinstance(entry, DatedEntry):
        for line in entry.highlights:
            yield Fact(id=line.id, text=line.text, path=line.id, entry_id=entry.id, span=line.span)


def _answered(ledger: Ledger) -> Iterator[Fact]:
    """Sentences that the person bore out: with a "yes" to all that was asked about them."""
    sentences: dict[tuple[str, str], list[Answer]] = {}
    for answer in ledger.answers:
        if answer.text:
            sentences.setdefault((answer.entry_id, answer.text), []).append(answer)
    for answers in sentences.values():
        if all(a.says == "yes" for a in answers) and any(a.whole for a in answers):
            last = answers[-1]
            yield Fact(
                id=last.id, text=last.text, entry_id=last.entry_id, state="confirmed", on=last.on
            )


def _next_id(letter: str, taken: Iterable[str]) -> str:
    numbers = (int(i[1:]) for i in taken if i.startswith(letter) and i[1:].isdigit())
    return f"{letter}{max(numbers, default=0) + 1}"

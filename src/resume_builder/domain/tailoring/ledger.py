"""The fact ledger: everything that is known of the person, each fact with its id and its state.

Facts are read off the master résumé (a highlight's id, or the path of a field) and joined by what
the person answered. An answer is remembered for good, "I don't know" too: nobody is asked twice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Literal

from pydantic import Field
from pydantic.alias_generators import to_camel

from resume_builder.domain.resume import DatedEntry, Entry, Resume
from resume_builder.domain.values import Span, Text, Value

FactState = Literal["stated", "confirmed", "retired"]
Says = Literal["yes", "no", "unknown"]

_SPACE = re.compile(r"\s+")


class Fact(Value):
    """One thing that is true of the person.

    `id` is a highlight's id ("w1h3"), a field's path ("w1.position", "s2.keywords.1") or that of an
    answer ("a4"). `entry_id` is the entry it holds in, "" where it holds everywhere. `on` is the
    day on which the person confirmed it.
    """

    id: str
    text: Text
    entry_id: str = ""
    span: Span | None = None
    state: FactState = "stated"
    on: date | None = None


class Answer(Value):
    """What the person said to one question. `text` is what became a fact, for a "yes".

    `code` and `params` are the question's words in the message catalogue, for showing it again.
    """

    question: str
    says: Says
    code: Text = Field(default="", max_length=100)
    params: dict[str, Text] = Field(default_factory=dict)
    text: Text = ""
    entry_id: str = ""
    on: date


class Ledger(Value):
    """What the person added to their résumé: answers, and facts that they took back.

    `retired` maps the id of a fact to the day since when it must not be used.
    """

    answers: tuple[Answer, ...] = ()
    retired: dict[str, date] = Field(default_factory=dict)

    def answer(self, question: str) -> Answer | None:
        """Return the newest answer to a question, None when it was never asked."""
        return next((a for a in reversed(self.answers) if a.question == question), None)

    def with_answer(self, answer: Answer) -> "Ledger":
        """Return the ledger with `answer`, which replaces an earlier one to the same question."""
        others = tuple(a for a in self.answers if a.question != answer.question)
        return self.model_copy(update={"answers": (*others, answer)})


@dataclass(frozen=True)
class Facts:
    """The facts of one person at one time, by id; retired ones are left out.

    `sources` maps paths to where they stood in the file (`ResumeReading.sources`).
    """

    resume: Resume
    ledger: Ledger = field(default_factory=Ledger)
    sources: Mapping[str, Span] = field(default_factory=dict[str, Span])

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """Every fact that may be used."""
        every = (*_stated(self.resume, self.sources), *_confirmed(self.ledger))
        return {fact.id: fact for fact in every if fact.id not in self.ledger.retired}

    @cached_property
    def entries(self) -> dict[str, DatedEntry]:
        """The entries that hold highlights, by id."""
        return {entry.id: entry for entry in self.resume.dated_entries()}

    @cached_property
    def statements(self) -> dict[str, tuple[Fact, ...]]:
        """The statements of each entry by its id: its lines, and what was confirmed there."""
        found: dict[str, list[Fact]] = {entry_id: [] for entry_id in self.entries}
        for fact in self.by_id.values():
            if fact.entry_id in found and fact.id.partition(".")[2] not in _NAMES:
                found[fact.entry_id].append(fact)
        return {entry_id: tuple(facts) for entry_id, facts in found.items()}

    @cached_property
    def of_person(self) -> tuple[Fact, ...]:
        """What is true of the person whatever the entry: skills, degrees, licences, languages."""
        return tuple(f for f in self.by_id.values() if f.entry_id not in self.entries)


def question_key(code: str, text: str, entry_id: str) -> str:
    """Return what makes a question the same one again: its kind, the words asked about, where."""
    words = _SPACE.sub(" ", text).strip().casefold()
    return blake2b("\n".join((code, words, entry_id)).encode(), digest_size=9).hexdigest()


# Fields of an entry that name it. They are printed by code; no statement stands in for them.
_NAMES = frozenset(["name", "position", "location", "organization", "entity", "subtitle"])
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
        if text:
            yield Fact(id=path, text=text, span=sources.get(path))
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
        if text:
            span = sources.get(path, entry.span)
            yield Fact(id=path, text=text, entry_id=owner, span=span)
    if isinstance(entry, DatedEntry):
        for line in entry.highlights:
            yield Fact(id=line.id, text=line.text, entry_id=entry.id, span=line.span)


def _confirmed(ledger: Ledger) -> Iterator[Fact]:
    for number, answer in enumerate(ledger.answers, 1):
        if answer.says == "yes" and answer.text:
            yield Fact(
                id=f"a{number}",
                text=answer.text,
                entry_id=answer.entry_id,
                state="confirmed",
                on=answer.on,
            )

"""What a résumé states, read once per match: lines that show, entries that prove or only name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from resume_builder.domain.dates import is_current, months
from resume_builder.domain.matching.words import content, rarity
from resume_builder.domain.resume import DatedEntry, Resume, Work
from resume_builder.domain.skills import Lexicon

Source = Literal[
    "skill", "course", "summary", "title", "keyword", "certificate", "education", "award",
    "publication", "language",
]  # fmt: skip
# Naming a thing here is a claim without a line that shows it.
LISTING: frozenset[Source] = frozenset(["skill", "course", "summary", "keyword", "title"])


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with the skills it names: `named` as written, `shown` with everything broader."""

    text: str
    stems: frozenset[str]
    named: frozenset[str]
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of an entry that is no line: a keyword, a course, a certificate."""

    entry_id: str
    source: Source
    statement: Statement


@dataclass(frozen=True, slots=True)
class Role:
    """A dated entry: what it is about, and how long it lasted.

    `first` and `last` are months since year 0, half-open; None when the dates are not known.
    `rank` is 0 for the newest job.
    """

    entry: DatedEntry
    about: Statement
    first: int | None
    last: int | None
    rank: int

    @property
    def is_job(self) -> bool:
        """Tell whether this is paid work."""
        return isinstance(self.entry, Work)


@dataclass(frozen=True, slots=True)
class Line:
    """A highlight in its role."""

    id: str
    statement: Statement
    role: Role
    place: int


@dataclass(frozen=True)
class Facts:
    """Everything that a résumé can be held to."""

    lines: tuple[Line, ...]
    items: tuple[Item, ...]
    roles: tuple[Role, ...]
    resume: Resume
    today: date

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How telling each stem is among the lines."""
        return dict(rarity(line.statement.stems for line in self.lines))

    @cached_property
    def skill_rarity(self) -> dict[str, float]:
        """How telling each skill is among the lines."""
        return dict(rarity(line.statement.shown for line in self.lines))


def read_facts(resume: Resume, lexicon: Lexicon, today: date) -> Facts:
    """Return the facts of `resume` as of `today`, which ends what goes on."""
    state = _Reader(lexicon)
    lines: list[Line] = []
    roles: list[Role] = []
    jobs = 0
    for entry in resume.dated_entries():
        role = Role(entry, state.read(_about(entry)), *_period(entry, today), rank=jobs)
        jobs += isinstance(entry, Work)
        roles.append(role)
        for highlight in entry.highlights:
            lines.append(Line(highlight.id, state.read(highlight.text), role, len(lines)))
    items = tuple(
        Item(entry_id, source, state.read(text))
        for entry_id, source, text in _items(resume)
        if text.strip()
    )
    return Facts(tuple(lines), items, tuple(roles), resume, today)


class _Reader:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, text: str) -> Statement:
        named = self._lexicon.shown_by(text)
        shown = named.union(*map(self._lexicon.broader, named))
        return Statement(text, frozenset(content(text, self._lexicon)), named, shown)


def _about(entry: DatedEntry) -> str:
    fields = ("position", "name", "organization", "summary", "description", "area", "study_type")
    texts = [str(getattr(entry, f, "")) for f in fields]
    texts += getattr(entry, "keywords", ())
    return ". ".join(t for t in texts if t)


def _period(entry: DatedEntry, today: date) -> tuple[int | None, int | None]:
    first = months(entry.start_date) if entry.start_date else None
    if first is None:
        return None, None
    if is_current(entry):
        return first, today.year * 12 + today.month
    end = entry.end_date
    last = months(end) if end else None
    if last is None:
        return first, first + 1
    # A year alone as an end means some time in it; a month means through it.
    return first, max(first, last) + 1


def _items(resume: Resume) -> Iterator[tuple[str, Source, str]]:
    yield "basics", "summary", resume.basics.summary
    yield "basics", "summary", resume.basics.label
    for skill in resume.skills:
        for text in (skill.name, *skill.keywords):
            yield skill.id, "skill", text
    for certificate in resume.certificates:
        yield certificate.id, "certificate", certificate.name
    for education in resume.education:
        yield education.id, "education", f"{education.study_type} {education.area}"
        for course in education.courses:
            yield education.id, "course", course
    for award in resume.awards:
        yield award.id, "award", f"{award.title}. {award.summary}"
    for publication in resume.publications:
        yield publication.id, "publication", publication.name
    for language in resume.languages:
        yield language.id, "language", language.language
    for project in resume.projects:
        for keyword in project.keywords:
            yield project.id, "keyword", keyword
    for entry in resume.dated_entries():
        yield entry.id, "title", _about(entry)


def years_worked(resume: Resume, today: date) -> float:
    """Return the years that all paid work comes to as of `today`, overlaps counted once."""
    return years(_period(job, today) for job in resume.work)


def years(periods: Iterable[tuple[int | None, int | None]]) -> float:
    """Return the years that half-open month ranges cover together, overlaps counted once."""
    known = sorted((a, b) for a, b in periods if a is not None and b is not None)
    total = 0
    reached = -1
    for first, last in known:
        total += max(0, last - max(first, reached))
        reached = max(reached, last)
    return total / 12

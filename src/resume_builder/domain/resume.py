"""The résumé: JSON Resume's sections as frozen values with stable ids.

An `Entry` is an item of any section. Ids are given once, at reading, and stay: `w1` is the first
work entry, `w1h3` the third highlight of it. `json_resume.py` reads and writes the file format.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, JsonValue, field_validator

from resume_builder.domain.values import Finding, Span, Text, Value

SECTION_PREFIXES: dict[str, str] = {
    "work": "w",
    "volunteer": "v",
    "projects": "p",
    "education": "e",
    "skills": "s",
    "languages": "l",
    "certificates": "c",
    "awards": "a",
    "publications": "b",
    "interests": "i",
    "references": "r",
}
SectionName = Literal[
    "work", "volunteer", "projects", "education", "skills", "languages",
    "certificates", "awards", "publications", "interests", "references",
]  # fmt: skip


class PartialDate(Value):
    """A date as precise as the person wrote it, beside the words they wrote.

    A date whose words could not be read has only `text`. `present` marks "to date".
    """

    text: Text = ""
    year: int | None = Field(default=None, ge=1000, le=9999)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    present: bool = False

    @property
    def iso(self) -> str:
        """ISO 8601 at the known precision ("2021", "2021-06", "2021-06-30"), "" if unknown."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Highlight(Value):
    """A bullet: one statement of the person, with its id and where it stood in their file."""

    id: str
    text: Text
    span: Span | None = None


class Entry(Value):
    """An item of a section. `extra` keeps keys of the source file that have no field here."""

    id: str
    span: Span | None = None
    extra: dict[str, JsonValue] = Field(default_factory=dict)


class DatedEntry(Entry):
    """An entry with a period and highlights."""

    url: Text = ""
    start_date: PartialDate | None = None
    end_date: PartialDate | None = None
    summary: Text = ""
    highlights: tuple[Highlight, ...] = ()


class Work(DatedEntry):
    """A job: `name` is the employer, `position` the title."""

    name: Text = ""
    position: Text = ""
    location: Text = ""
    description: Text = ""


class Volunteer(DatedEntry):
    """Unpaid work for an organization."""

    organization: Text = ""
    position: Text = ""
    location: Text = ""


class Project(DatedEntry):
    """A project; `summary` is JSON Resume's `description`."""

    name: Text = ""
    keywords: tuple[Text, ...] = ()
    roles: tuple[Text, ...] = ()
    entity: Text = ""
    type: Text = ""


class Education(DatedEntry):
    """A course of study: `study_type` is the degree, `area` its subject."""

    institution: Text = ""
    area: Text = ""
    study_type: Text = ""
    score: Text = ""
    location: Text = ""
    courses: tuple[Text, ...] = ()


class Skill(Entry):
    """A named group of skills; a skill without a group has its name only."""

    name: Text = ""
    level: Text = ""
    keywords: tuple[Text, ...] = ()


class Language(Entry):
    """A spoken language."""

    language: Text = ""
    fluency: Text = ""


class Certificate(Entry):
    """A certificate or licence."""

    name: Text = ""
    date: PartialDate | None = None
    issuer: Text = ""
    url: Text = ""


class Award(Entry):
    """A prize or honour."""

    title: Text = ""
    date: PartialDate | None = None
    awarder: Text = ""
    summary: Text = ""


class Publication(Entry):
    """A publication, talk or patent."""

    name: Text = ""
    publisher: Text = ""
    release_date: PartialDate | None = None
    url: Text = ""
    summary: Text = ""


class Interest(Entry):
    """A pastime."""

    name: Text = ""
    keywords: tuple[Text, ...] = ()


class Reference(Entry):
    """A person who vouches, and what they say."""

    name: Text = ""
    reference: Text = ""


class CustomEntry(DatedEntry):
    """An item of a section that JSON Resume has no name for."""

    name: Text = ""
    subtitle: Text = ""


class CustomSection(Value):
    """A section kept under the person's own title."""

    id: str
    title: Text
    entries: tuple[CustomEntry, ...] = ()


class Location(Value):
    """Where the person lives. `text` is as written where it was not split."""

    text: Text = ""
    address: Text = ""
    postal_code: Text = ""
    city: Text = ""
    region: Text = ""
    country_code: Text = ""

    @property
    def label(self) -> str:
        """The place in one line, as a résumé's header shows it."""
        return self.text or ", ".join(p for p in (self.city, self.region, self.country_code) if p)


class Profile(Value):
    """An account on a network."""

    network: Text = ""
    username: Text = ""
    url: Text = ""


class Basics(Value):
    """Who the person is and how to reach them. `label` is their headline."""

    name: Text = ""
    label: Text = ""
    image: Text = ""
    email: Text = ""
    phone: Text = ""
    url: Text = ""
    summary: Text = ""
    location: Location | None = None
    profiles: tuple[Profile, ...] = ()
    extra: dict[str, JsonValue] = Field(default_factory=dict)


class Resume(Value):
    """A whole résumé. `language` is a BCP 47 tag, "" when unknown."""

    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    volunteer: tuple[Volunteer, ...] = ()
    education: tuple[Education, ...] = ()
    awards: tuple[Award, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
    sections: tuple[CustomSection, ...] = ()
    language: Text = ""
    extra: dict[str, JsonValue] = Field(default_factory=dict)

    def dated_entries(self) -> Iterator[DatedEntry]:
        """Yield every entry that can hold highlights, section by section."""
        yield from self.work
        yield from self.volunteer
        yield from self.projects
        yield from self.education
        for section in self.sections:
            yield from section.entries

    def highlights(self) -> Iterator[tuple[DatedEntry, Highlight]]:
        """Yield each highlight with the entry it stands in, in document order."""
        for entry in self.dated_entries():
            for highlight in entry.highlights:
                yield entry, highlight


# A field that was read less surely than this is shown to the person with a question.
SURE = 0.8


class ResumeReading(Value):
    """What reading a file gave: the résumé, the text that found no home, and findings.

    `confidence` and `sources` are keyed by path: "basics.name", "w1.startDate" (an entry's id and
    the field), or a highlight's id ("w1h3"). `confidence` is how sure the reading is, 0..1; a field
    below `sureFrom` is to be checked by the person. A path that names an empty field says that
    something is missing there. `sources` is where the field's words stood: a half-open range of
    character offsets into the document's text.
    """

    resume: Resume
    unmatched: tuple[Text, ...] = ()
    confidence: dict[str, float] = Field(default_factory=dict)
    sources: dict[str, Span] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    sure_from: float = Field(default=SURE, ge=0, le=1)

    @field_validator("confidence")
    @classmethod
    def _as_edits_name(cls, confidence: dict[str, float]) -> dict[str, float]:
        """Records kept before 0.5 name a field "w1/startDate"."""
        return {".".join(path.split("/")[-2:]): value for path, value in confidence.items()}

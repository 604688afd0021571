"""The whole way from a document to a résumé."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from resume_builder.domain import resume as r
from resume_builder.domain.document import Document
from resume_builder.domain.fields import entries_of
from resume_builder.domain.foreign.titled import with_titles_read
from resume_builder.domain.foreign.written import with_dates_read
from resume_builder.domain.json_resume import from_json_resume, looks_like_json_resume
from resume_builder.domain.parsing import lists
from resume_builder.domain.parsing.confidence import confidence_of, taken_at_its_word
from resume_builder.domain.parsing.contact import add_from_elsewhere, read_contact
from resume_builder.domain.parsing.custom import custom_section, projects_of
from resume_builder.domain.parsing.doubts import Evidence
from resume_builder.domain.parsing.forms import without_form
from resume_builder.domain.parsing.furniture import without_furniture
from resume_builder.domain.parsing.items import Item, items_of
from resume_builder.domain.parsing.jobs import Job, read_jobs, volunteer_of, work_of
from resume_builder.domain.parsing.leftovers import unmatched_lines
from resume_builder.domain.parsing.person import Name, basics_of, find_name, prose_of
from resume_builder.domain.parsing.received import (
    award_of,
    certificate_of,
    merged_items,
    publication_of,
    received,
    reference_of,
)
from resume_builder.domain.parsing.rows import Row, rows_of
from resume_builder.domain.parsing.schools import education_of, read_schools
from resume_builder.domain.parsing.sections import (
    HEADER,
    Section,
    heading_key,
    split_sections,
    take_contact_rows,
)
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.parsing.sources import sources_of
from resume_builder.domain.parsing.untitled import name_untitled_jobs
from resume_builder.domain.values import Finding
from resume_builder.domain.vocabulary import Vocabulary, phrase


def parse_resume(document: Document, vocabulary: Vocabulary) -> r.ResumeReading:
    """Return the résumé in `document`, the text that found no home, and what is doubtful.

    A document that holds a JSON Resume object is taken at its word.
    """
    for data in document.structured:
        if looks_like_json_resume(data):
            resume = with_titles_read(from_json_resume(data), vocabulary)
            resume = with_dates_read(resume, vocabulary.dates)
            return r.ResumeReading(
                resume=resume,
                confidence=taken_at_its_word(resume),
                sources=sources_of(document, resume),
                findings=tuple(_hidden_entries(data)),
            )
    rows, furniture = without_furniture(rows_of(document), vocabulary)
    name = find_name(rows, vocabulary)
    sections = split_sections(rows, vocabulary, name.rows[0] if name.rows else None)
    furniture += take_contact_rows(sections, vocabulary)
    name_untitled_jobs(sections, vocabulary)
    parts = _Parts(vocabulary)
    header = _read_person(parts, document, sections, furniture, name)
    for section in sections:
        if section.key not in {HEADER, "contact"}:
            parts.add(section)
    resume = parts.resume()
    titles = [s.title for s in sections if s.rows or s.key != "custom"]
    left = unmatched_lines(document, resume, titles, vocabulary)
    sources = sources_of(document, resume, [*name.rows, *header])
    evidence = Evidence(document, resume, sources, parts.doubts, vocabulary)
    sure = confidence_of(evidence, left)
    understood = bool(parts.summaries) or any(True for _ in entries_of(resume))
    findings = () if understood else (Finding(code="reading.nothing_understood"),)
    return r.ResumeReading(
        resume=resume, unmatched=left, confidence=sure, sources=sources, findings=findings
    )


def _hidden_entries(data: Mapping[str, object]) -> Iterator[Finding]:
    """Say what the person hid in the program that the file comes from: it is left out here too."""
    hidden = data.get("x-hidden")
    if not isinstance(hidden, dict):
        return
    for section, entries in cast("dict[str, object]", hidden).items():
        count = len(cast("list[object]", entries)) if isinstance(entries, list) else 1
        yield Finding(code="reading.hidden_entries", text=str(count), where=section)


def _read_person(
    parts: "_Parts",
    document: Document,
    sections: list[Section],
    furniture: list[Row],
    name: Name,
) -> list[Row]:
    """Fill in who the person is; return the rows that may say it."""
    v = parts.v
    header = [row for s in sections if s.key in {HEADER, "contact"} for row in s.rows]
    contact = read_contact([*header, *furniture], document)
    others = [row for s in sections if s.key != "references" for row in s.rows]
    add_from_elsewhere(contact, read_contact(others, document))
    parts.basics, doubts, rest = basics_of(name, [*header, *furniture], contact, v)
    parts.doubts |= doubts
    parts.add_header_text([row for row in rest if row not in furniture])
    return [*header, *furniture]


@dataclass(slots=True)
class _Parts:
    """The résumé as it grows, section by section."""

    v: Vocabulary
    basics: r.Basics = field(default_factory=r.Basics)
    summaries: list[str] = field(default_factory=list[str])
    jobs: list[Job] = field(default_factory=list[Job])
    volunteer: list[Job] = field(default_factory=list[Job])
    education: list[r.Education] = field(default_factory=list[r.Education])
    projects: list[r.Project] = field(default_factory=list[r.Project])
    skills: list[r.Skill] = field(default_factory=list[r.Skill])
    languages: list[r.Language] = field(default_factory=list[r.Language])
    certificates: list[r.Certificate] = field(default_factory=list[r.Certificate])
    awards: list[r.Award] = field(default_factory=list[r.Award])
    publications: list[r.Publication] = field(default_factory=list[r.Publication])
    interests: list[r.Interest] = field(default_factory=list[r.Interest])
    references: list[r.Reference] = field(default_factory=list[r.Reference])
    sections: list[r.CustomSection] = field(default_factory=list[r.CustomSection])
    doubts: dict[str, float] = field(default_factory=dict[str, float])

    def add(self, section: Section) -> None:
        """Read a section's rows into the place its key names."""
        readers: dict[str, Callable[[list[Item], Section], None]] = {
            "summary": lambda _, s: self.add_header_text(s.rows),
            "work": lambda items, _: self.jobs.extend(read_jobs(items, self.v)),
            "volunteer": lambda items, _: self.volunteer.extend(
                read_jobs(items, self.v, undated=True, above=self.jobs)
            ),
            "education": self._education,
            "projects": self._projects,
            "skills": self._skills,
            "languages": self._languages,
            "certificates": self._certificates,
            "awards": self._awards,
            "publications": self._publications,
            "interests": self._interests,
            "references": self._references,
            "custom": self._custom,
        }
        if section.rows:
            rows = without_form(section.rows, self.v)
            readers[section.key](items_of(rows, self.v), section)

    def add_header_text(self, rows: list[Row]) -> None:
        """Prose above the first heading is a summary; "Stack: a, b" there is a list of skills."""
        prose: list[Row] = []
        listed: list[Row] = []
        for row in rows:
            label = label_of(row.text)[0] if not row.bullet else ""
            names_skills = phrase(label) in self.v.tool_labels or (
                heading_key(label, self.v)[0] == "skills" and label != ""
            )
            goes_on = bool(listed) and row.lines[0] == listed[-1].lines[0] + 1 and not row.blank
            goes_on = goes_on and listed[-1].wide and not label
            (listed if names_skills or goes_on else prose).append(row)
        if listed:
            self._skills(items_of(listed, self.v), Section("skills"))
        if prose:
            self.summaries.append(prose_of(prose, self.v))

    def _education(self, items: list[Item], _: Section) -> None:
        first = len(self.education) + 1
        schools = read_schools(items, self.v)
        for number, school in enumerate(schools, first):
            entry = education_of(school, f"e{number}")
            if school.doubt:
                self.doubts[f"{entry.id}.institution"] = school.doubt
            self.education.append(entry)

    def _projects(self, items: list[Item], _: Section) -> None:
        self.projects += projects_of(items, len(self.projects) + 1, self.v)

    def _skills(self, items: list[Item], section: Section) -> None:
        spoken = [i for i in items if lists.names_languages(i, self.v)]
        if spoken:
            self._languages(spoken, section)
            items = [i for i in items if i not in spoken]
        self.skills += lists.read_skills(items, len(self.skills) + 1, self.v)

    def _languages(self, items: list[Item], _: Section) -> None:
        found = lists.read_languages(items, self.v)
        start = len(self.languages)
        self.languages += [
            x.model_copy(update={"id": f"l{start + n}"}) for n, x in enumerate(found, 1)
        ]

    def _certificates(self, items: list[Item], _: Section) -> None:
        first = len(self.certificates) + 1
        found = received(items, self.v)
        self.certificates += [certificate_of(x, n, self.v) for n, x in enumerate(found, first)]

    def _awards(self, items: list[Item], _: Section) -> None:
        found = received(items, self.v, noted=True)
        self.awards += [award_of(x, n, self.v) for n, x in enumerate(found, len(self.awards) + 1)]

    def _publications(self, items: list[Item], _: Section) -> None:
        found = received(items, self.v)
        first = len(self.publications) + 1
        self.publications += [publication_of(x, n) for n, x in enumerate(found, first)]

    def _interests(self, items: list[Item], _: Section) -> None:
        for item in items:
            name, keywords = lists.interest(item)
            for text in [name] if name else keywords:
                number = len(self.interests) + 1
                below = tuple(keywords) if name else ()
                self.interests.append(
                    r.Interest(id=f"i{number}", span=item.span, name=text, keywords=below)
                )

    def _references(self, items: list[Item], _: Section) -> None:
        for item in merged_items(items, named=True):
            number = len(self.references) + 1
            self.references.append(reference_of(item, number))

    def _custom(self, items: list[Item], section: Section) -> None:
        number = len(self.sections) + 1
        self.sections.append(custom_section(items, section.title, f"x{number}", self.v))

    def resume(self) -> r.Resume:
        """The résumé as a whole."""
        summary = "\n".join(s for s in self.summaries if s)
        works = [work_of(j, f"w{n}", self.v) for n, j in enumerate(self.jobs, 1)]
        for job, work in zip(self.jobs, works, strict=True):
            self._doubt(job, work)
        return r.Resume(
            basics=self.basics.model_copy(update={"summary": summary}),
            work=tuple(works),
            volunteer=tuple(
                volunteer_of(j, f"v{n}", self.v) for n, j in enumerate(self.volunteer, 1)
            ),
            education=tuple(self.education),
            projects=tuple(self.projects),
            skills=tuple(self.skills),
            languages=tuple(self.languages),
            certificates=tuple(self.certificates),
            awards=tuple(self.awards),
            publications=tuple(self.publications),
            interests=tuple(self.interests),
            references=tuple(self.references),
            sections=tuple(self.sections),
        )

    def _doubt(self, job: Job, work: r.Work) -> None:
        if job.doubt:
            self.doubts[f"{work.id}.name"] = self.doubts[f"{work.id}.position"] = job.doubt

"""Education: which text is the school, which the degree, what it is about."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from resume_builder.domain.parsing.body import Body, read_body
from resume_builder.domain.parsing.heads import Draft, draft
from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.segment import segment
from resume_builder.domain.parsing.signals import (
    degree_score,
    is_town_name,
    label_of,
    org_score,
    place_score,
    school_score,
)
from resume_builder.domain.resume import Education, PartialDate
from resume_builder.domain.vocabulary import Vocabulary, phrase

_GPA = re.compile(
    r"[\s,(–-]*(?:\b(?:c?gpa)\b[\s:]*(\d[.,]\d+(?:\s*/\s*\d+(?:[.,]\d+)?)?)|(\d[.,]\d+)\s*gpa\b)\)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"^\d{1,3}(?:[.,]\d+)?\s?%$|^\d[.,]\d+\s*/\s*\d+(?:[.,]\d)?$")


# A longer statement tells of a course of study and is not its name.
_DEGREE_WORDS = 10


@dataclass(slots=True)
class School:
    """A course of study as read."""

    draft: Draft
    institution: str = ""
    degree: str = ""
    area: str = ""
    score: str = ""
    courses: tuple[str, ...] = ()
    extra: list[str] = field(default_factory=list[str])
    body: Body = field(default_factory=Body)
    doubt: float = 0.0


def read_schools(items: list[Item], v: Vocabulary) -> list[School]:
    """Return the courses of study in a section's items."""
    items = _without_table_head(items)
    schools: list[School] = []
    for group in segment(items, v, undated=False):
        school = _school(draft(group, v, school=True), v)
        if _is_note(school, v) and schools:
            schools[-1].body.statements += [(i.text, i.span) for i in group]
        else:
            schools.append(school)
    _same_school(schools)
    return schools


def _without_table_head(items: list[Item]) -> list[Item]:
    """Drop the row of column names of a table whose other rows hold the dates."""
    if len(items) > 1 and len(items[0].row.cells) >= 3 and not items[0].period:
        width, digits = len(items[0].row.cells), any(c.isdigit() for c in items[0].text)
        below = len(items[1].row.cells)
        if items[1].period and not digits and below > 2 and abs(below - width) < 2:
            return items[1:]
    return items


def _is_note(school: School, v: Vocabulary) -> bool:
    """Tell whether what looks like an entry is a remark on the one before (a prize, a grade)."""
    head = school.draft.head
    named = degree_score(school.degree, v) + school_score(school.institution, v)
    period = head.period
    return (
        len(head.parts) == 1
        and not named
        and not (period and period.ranged)
        and not (school.draft.blank or school.body.statements)
    )


def _school(d: Draft, v: Vocabulary) -> School:
    school = School(d)
    parts: list[str] = []
    for part in d.head.parts:
        _take_score(school, part, parts, v)
    _assign(school, parts, v)
    name, sign, town = school.institution.rpartition(", ")
    if sign and " " in town and is_town_name(town) and not d.head.place:
        school.institution, d.head.place = name, town
    told = d.head.told
    school.institution = told.get("institution", school.institution)
    school.degree, school.area = told.get("degree", school.degree), told.get("area", school.area)
    rest: list[Item] = []
    for item in d.body:
        label, text = label_of(item.text)
        name = phrase(label)
        if name in v.course_labels and text:
            school.courses += tuple(split_list(text))
        elif name in v.score_labels and not school.score and len(text) < 40:
            school.score = text
        else:
            rest.append(item)
    if not school.degree and rest and _is_degree(rest[0], v):
        school.degree, school.area = split_degree(rest.pop(0).text, v)
    school.body = read_body(rest, v)
    return school


def _is_degree(item: Item, v: Vocabulary) -> bool:
    """Tell whether the first statement below a school is the degree earned there."""
    return degree_score(item.text, v) >= 1 and len(item.text.split()) < _DEGREE_WORDS


def _take_score(school: School, part: str, parts: list[str], v: Vocabulary) -> None:
    """Move a grade out of a head's part into `school.score`."""
    label, text = label_of(part)
    if phrase(label) in v.score_labels and len(text) < 40:
        school.score = school.score or text
        return
    if _PERCENT.match(part):
        school.score = school.score or part
        return
    if found := _GPA.search(part):
        school.score = school.score or (found.group(1) or found.group(2))
        part = (part[: found.start()] + part[found.end() :]).strip(" -–,;|()")
    if part:
        parts.append(part)


def _assign(school: School, parts: list[str], v: Vocabulary) -> None:
    if not parts:
        return
    place = school.draft.head.place
    schools = [school_score(p, v) + 0.3 * org_score(p, v) - 0.5 * degree_score(p, v) for p in parts]
    degrees = [degree_score(p, v) - 0.6 * school_score(p, v) for p in parts]
    sure = [n for n, part in enumerate(parts) if school_score(part, v) >= 1 > degree_score(part, v)]
    at_school = schools.index(max(schools)) if max(schools) > 0.2 else -1
    at_school = sure[0] if sure else at_school
    at_degree = degrees.index(max(degrees)) if max(degrees) > 0.2 else -1
    left = [n for n in range(len(parts)) if n not in (at_school, at_degree)]
    if at_degree == at_school and at_school >= 0:
        at_degree = -1
    school.doubt = 0.4 if at_school < 0 else 0.0
    if at_school < 0 and left and not (at_degree >= 0 and place_score(parts[left[0]], v) >= 1):
        at_school = left.pop(0) if at_degree >= 0 or len(parts) > 1 else -1
    if at_school < 0 and at_degree < 0:
        at_school = 0
        left = left[1:]
    if at_degree < 0 and left:
        at_degree = left.pop(0)
    school.institution = parts[at_school] if at_school >= 0 else ""
    degree = parts[at_degree] if at_degree >= 0 else ""
    if not school.institution and place and degree:
        school.institution = place
    school.degree, school.area = split_degree(degree, v)
    for n in sorted(set(left)):
        short = len(parts[n].split()) < 7 and not school_score(parts[n], v)
        if not school.area and at_degree >= 0 and abs(n - at_degree) == 1 and short:
            school.area = parts[n]
        else:
            school.extra.append(parts[n])


def split_degree(text: str, v: Vocabulary) -> tuple[str, str]:
    """Return degree and subject of "Bachelor of Science in Physics"."""
    cuts = [(m.start(), m.end()) for m in re.finditer(r",\s+|\s+[–—-]\s+", text)]
    for word in v.area_words:
        at = text.find(f" {word} ")
        while at >= 0:
            cuts.append((at, at + len(word) + 2))
            at = text.find(f" {word} ", at + 1)
    for begin, stop in sorted(cuts):
        left = text[:begin].rstrip()
        last = left.split()[-1] if left else ""
        named = text[begin:stop].strip() in {",", "–", "—", "-"} or " of " in left
        if degree_score(left, v) >= 0.8 and (named or degree_score(last, v) >= 0.8):
            english = text[begin:stop].strip() == "of"
            # "Ciclo Formativo de Grado Superior, Marketing": a word of the degree itself follows.
            goes_on = not named and "," in text[stop:]
            goes_on = goes_on and degree_score(text[stop:].split(" ", 1)[0], v) >= 1
            if not english and not goes_on and text[stop:]:
                return left, text[stop:]
    return text, ""


def _same_school(schools: list[School]) -> None:
    """A degree without a school of its own was earned at the one named before it."""
    for above, school in pairwise(schools):
        if not school.institution and school.degree and not school.draft.blank:
            school.institution = above.institution


def split_list(text: str) -> list[str]:
    """Split an enumeration at commas and their like, brackets kept whole."""
    parts: list[str] = []
    depth, current = 0, ""
    for sign in text:
        depth += sign in "(（["
        depth -= sign in ")）]" and depth > 0
        if depth == 0 and sign in ",;|•·、，；●▪◦⋄∙":
            parts.append(current)
            current = ""
        else:
            current += sign
    parts.append(current)
    cleaned = (p.strip(" .\t-–") if p.strip() != ".NET" else p.strip() for p in parts)
    return [p for p in cleaned if p]


def school_dates(school: School) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end: a single date is when it was finished."""
    period = school.draft.head.period
    return (period.start, period.end) if period else (None, None)


def education_of(school: School, entry_id: str) -> Education:
    """Return the entry."""
    start, end = school_dates(school)
    return Education(
        id=entry_id,
        span=school.draft.span,
        institution=school.institution,
        study_type=school.degree,
        area=school.area,
        score=school.score,
        courses=school.courses,
        location=school.draft.head.place,
        url=school.draft.head.url,
        start_date=start,
        end_date=end,
        summary="\n".join(filter(None, (" · ".join(school.extra), school.body.summary))),
        highlights=school.body.highlights(entry_id),
    )

"""What a model may say of a passage of a résumé, and where in the résumé that has its place."""

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from resume_builder.domain import resume as r

# Of the person, and the heading above a section.
OfPerson = Literal["name", "headline", "email", "phone", "website", "address", "summary"]
# What begins an entry: its own name is quoted.
Begins = Literal[
    "work", "volunteer", "project", "education", "certificate", "award", "publication",
    "skills", "language", "interest", "reference", "other",
]  # fmt: skip
# What belongs to the entry that was begun last.
OfEntry = Literal[
    "organisation", "place", "dates", "link", "degree", "area", "grade", "course", "level",
    "keyword", "line", "note",
]  # fmt: skip
OF_PERSON: tuple[OfPerson, ...] = get_args(OfPerson)
BEGINS: tuple[Begins, ...] = get_args(Begins)
OF_ENTRY: tuple[OfEntry, ...] = get_args(OfEntry)
HEADING = "section"
KINDS: tuple[str, ...] = (*OF_PERSON, HEADING, *BEGINS, *OF_ENTRY)

# Statements and texts; the passages of all other kinds are short.
LONG = frozenset(["summary", "line", "note"])
# A passage that says the same again where one of these stood says nothing.
LISTED = frozenset(["line", "note", "keyword", "course"])

MODEL_OF: Mapping[Begins, type[r.Entry]] = {
    "work": r.Work, "volunteer": r.Volunteer, "project": r.Project, "education": r.Education,
    "certificate": r.Certificate, "award": r.Award, "publication": r.Publication,
    "skills": r.Skill, "language": r.Language, "interest": r.Interest,
    "reference": r.Reference, "other": r.CustomEntry,
}  # fmt: skip
SECTION_OF: Mapping[Begins, str] = {
    "work": "work", "volunteer": "volunteer", "project": "projects", "education": "education",
    "certificate": "certificates", "award": "awards", "publication": "publications",
    "skills": "skills", "language": "languages", "interest": "interests",
    "reference": "references", "other": "sections",
}  # fmt: skip
# Fields that hold several passages, one a line, and those that hold a list of short texts.
TEXTS = frozenset(["summary", "reference"])
LISTS = frozenset(["keywords", "courses"])
_SEVERAL = TEXTS | LISTS | {"highlights", "period"}
# Fields by what is quoted. "period" stands for both dates of an entry.
_DATED = {"link": "url", "dates": "period", "line": "highlights", "note": "summary"}
_NOTED = {"line": "summary", "note": "summary"}
_FIELDS: Mapping[Begins, Mapping[str, str]] = {
    "work": {"work": "position", "organisation": "name", "place": "location", **_DATED},
    "volunteer": {
        "volunteer": "position", "organisation": "organization", "place": "location", **_DATED,
    },
    "project": {"project": "name", "organisation": "entity", "keyword": "keywords", **_DATED},
    "education": {
        "education": "institution", "degree": "study_type", "area": "area", "grade": "score",
        "course": "courses", "place": "location", **_DATED,
    },
    "certificate": {
        "certificate": "name", "organisation": "issuer", "dates": "date", "link": "url",
    },
    "award": {"award": "title", "organisation": "awarder", "dates": "date", **_NOTED},
    "publication": {
        "publication": "name", "organisation": "publisher", "dates": "release_date",
        "link": "url", **_NOTED,
    },
    "skills": {"skills": "name", "level": "level", "keyword": "keywords", "line": "keywords"},
    "language": {"language": "language", "level": "fluency"},
    "interest": {"interest": "name", "keyword": "keywords", "line": "keywords"},
    "reference": {"reference": "name", "line": "reference", "note": "reference"},
    "other": {"other": "name", "organisation": "subtitle", **_DATED},
}  # fmt: skip


def field_for(begun: Begins, kind: str) -> str:
    """Return the field of an entry in which a passage has its place, "" where it has none.

    What an entry with a text of its own has no field for becomes part of that text.
    """
    fields = _FIELDS[begun]
    return fields.get(kind) or fields.get("note", "")


def has_room(begun: Begins, kind: str, there: Collection[str]) -> bool:
    """Tell whether an entry that holds passages of the kinds `there` takes one more."""
    name = field_for(begun, kind)
    if kind == "level" and begun == "skills" and begun not in there:
        return False
    filled = {field_for(begun, other) for other in there}
    return bool(name) and (name not in filled or name in _SEVERAL or "note" in _FIELDS[begun])

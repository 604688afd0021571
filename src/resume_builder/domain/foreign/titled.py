"""Sections that another program knows only by their title, in whatever language it is.

They arrive as sections of the person's own; those whose title the vocabulary knows become ours.
"""

import re
from collections.abc import Callable
from typing import Any

from resume_builder.domain import resume as r
from resume_builder.domain.vocabulary import Vocabulary, phrase

# The key of `Resume.extra` that names a program whose sections have titles only.
BY_TITLE = "x-program"
_COMMA = re.compile(r"[,;、，；]\s*(?![^()]*\))")


def with_titles_read(resume: r.Resume, v: Vocabulary) -> r.Resume:
    """Return `resume` with its own sections in their places, where their titles name one."""
    if BY_TITLE not in resume.extra:
        return resume
    update: dict[str, Any] = {}
    own: list[r.CustomSection] = []
    basics = resume.basics
    for section in resume.sections:
        key = v.headings.get(phrase(section.title), "")
        if key == "summary" and all(_is_text(e) for e in section.entries):
            said = [basics.summary, *(e.summary or e.name for e in section.entries)]
            basics = basics.model_copy(update={"summary": "\n".join(t for t in said if t)})
        elif key in _MAKERS:
            field = r.SECTION_PREFIXES[key]
            known: tuple[r.Entry, ...] = update.get(key, getattr(resume, key))
            start = len(known) + 1
            made = [_MAKERS[key](e, f"{field}{n}") for n, e in enumerate(section.entries, start)]
            update[key] = (*known, *made)
        else:
            own.append(section)
    return resume.model_copy(update={**update, "basics": basics, "sections": tuple(own)})


def _is_text(entry: r.CustomEntry) -> bool:
    """Tell whether an entry is no more than a text."""
    return not (entry.subtitle or entry.highlights or entry.start_date or entry.end_date)


def _rest(entry: r.CustomEntry, *fields: str) -> dict[str, Any]:
    """Return what an entry keeps, with those of its fields that the new one has not."""
    said = entry.model_dump(mode="json", by_alias=True, include=set(fields), exclude_defaults=True)
    return {**entry.extra, **({"x-more": said} if said else {})}


def _lines(entry: r.CustomEntry) -> str:
    texts = [entry.summary, *(h.text for h in entry.highlights)]
    return "\n".join(t for t in texts if t)


def _keywords(entry: r.CustomEntry) -> tuple[str, ...]:
    listed = [t.strip(" .") for t in _COMMA.split(entry.subtitle)]
    return tuple(t for t in (*listed, *(h.text for h in entry.highlights)) if t)


def _skill(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    rest = _rest(entry, "start_date", "end_date", "url", "summary")
    return r.Skill(id=entry_id, name=entry.name, keywords=_keywords(entry), extra=rest)


def _interest(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    rest = _rest(entry, "start_date", "end_date", "url", "summary")
    return r.Interest(id=entry_id, name=entry.name, keywords=_keywords(entry), extra=rest)


def _language(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    rest = _rest(entry, "start_date", "end_date", "url", "summary", "highlights")
    return r.Language(id=entry_id, language=entry.name, fluency=entry.subtitle, extra=rest)


def _project(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    return r.Project(
        id=entry_id,
        name=entry.name,
        url=entry.url,
        start_date=entry.start_date,
        end_date=entry.end_date,
        summary=entry.summary,
        highlights=_highlights(entry, entry_id),
        extra=_rest(entry, "subtitle"),
    )


def _volunteer(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    return r.Volunteer(
        id=entry_id,
        organization=entry.name,
        position=entry.subtitle,
        url=entry.url,
        start_date=entry.start_date,
        end_date=entry.end_date,
        summary=entry.summary,
        highlights=_highlights(entry, entry_id),
        extra=entry.extra,
    )


def _highlights(entry: r.CustomEntry, entry_id: str) -> tuple[r.Highlight, ...]:
    return tuple(
        h.model_copy(update={"id": f"{entry_id}h{n}"}) for n, h in enumerate(entry.highlights, 1)
    )


def _award(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    return r.Award(
        id=entry_id,
        title=entry.name,
        awarder=entry.subtitle,
        date=entry.end_date or entry.start_date,
        summary=_lines(entry),
        extra=_rest(entry, "url", *(("start_date",) if entry.end_date else ())),
    )


def _certificate(entry: r.CustomEntry, entry_id: str) -> r.Entry:
    return r.Certificate(
        id=entry_id,
        name=entry.name,
        issuer=entry.subtitle,
        date=entry.end_date or entry.start_date,
        url=entry.url,
        extra=_rest(entry, "summary", "highlights", *(("start_date",) if entry.end_date else ())),
    )


_MAKERS: dict[str, Callable[[r.CustomEntry, str], r.Entry]] = {
    "skills": _skill,
    "interests": _interest,
    "languages": _language,
    "projects": _project,
    "volunteer": _volunteer,
    "awards": _award,
    "certificates": _certificate,
}

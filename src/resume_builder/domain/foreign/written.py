"""Dates that other programs keep as the person wrote them: "March 2020 - Present"."""

from typing import Any, TypeVar

from resume_builder.domain import resume as r
from resume_builder.domain.periods import Period, find_periods
from resume_builder.domain.vocabulary import DateWords

E = TypeVar("E", bound=r.Entry)


def with_dates_read(resume: r.Resume, words: DateWords) -> r.Resume:
    """Return `resume` with the words of dates read; what cannot be read stays as it is."""
    return resume.model_copy(
        update={
            "work": tuple(_dated(e, words) for e in resume.work),
            "volunteer": tuple(_dated(e, words) for e in resume.volunteer),
            "projects": tuple(_dated(e, words) for e in resume.projects),
            "education": tuple(_dated(e, words) for e in resume.education),
            "awards": tuple(_single(e, "date", words) for e in resume.awards),
            "certificates": tuple(_single(e, "date", words) for e in resume.certificates),
            "publications": tuple(_single(e, "release_date", words) for e in resume.publications),
            "sections": tuple(
                s.model_copy(update={"entries": tuple(_dated(e, words) for e in s.entries)})
                for s in resume.sections
            ),
        }
    )


D = TypeVar("D", bound=r.DatedEntry)


def _unread(date: r.PartialDate | None) -> str:
    """Return the words of a date that is only words."""
    return date.text if date and date.year is None and not date.present else ""


def _dated(entry: D, words: DateWords) -> D:
    """Return an entry with its dates read: both from a range that stands in one, or each."""
    start, end = _unread(entry.start_date), _unread(entry.end_date)
    both = start if entry.end_date is None else end if entry.start_date is None else ""
    found = find_periods(both, words) if both else ()
    if len(found) == 1 and found[0].ranged and found[0].known and _is_all(both, found[0]):
        return entry.model_copy(update={"start_date": found[0].start, "end_date": found[0].end})
    update: dict[str, Any] = {}
    for name, said in (("start_date", start), ("end_date", end)):
        if said and (date := _read(said, words)):
            update[name] = date
    return entry.model_copy(update=update) if update else entry


def _single(entry: E, name: str, words: DateWords) -> E:
    said = _unread(getattr(entry, name))
    date = _read(said, words) if said else None
    return entry.model_copy(update={name: date}) if date else entry


def _read(said: str, words: DateWords) -> r.PartialDate | None:
    """Return the one date that `said` is, None when it is more or less than one."""
    found = find_periods(said, words)
    if len(found) != 1 or not _is_all(said, found[0]):
        return None
    return found[0].end or found[0].start


def _is_all(said: str, period: Period) -> bool:
    """Tell whether nothing but marks stands around a date."""
    return not any(c.isalnum() for c in said[: period.begin] + said[period.stop :])

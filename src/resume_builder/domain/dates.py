"""Dates of résumés: partial, as written, and compared by month."""

import re

from resume_builder.domain.resume import DatedEntry, PartialDate, Work

_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")
_PRESENT = {"present", "now", "current", "today"}


def read_iso_date(text: str) -> PartialDate | None:
    """Return the date in an ISO 8601 string; other words are kept as `text`; None for ""."""
    if not text:
        return None
    if text.casefold() in _PRESENT:
        return PartialDate(text=text, present=True)
    found = _ISO.match(text)
    if not found:
        return PartialDate(text=text)
    year, month, day = (int(g) if g else None for g in found.groups())
    if year is None or year < 1000 or (month and month > 12) or (day and day > 31):
        return PartialDate(text=text)
    return PartialDate(text=text, year=year, month=month or None, day=day or None)


def is_current(entry: DatedEntry) -> bool:
    """Tell whether the entry goes on: it says so, or is a job with a start and no end.

    JSON Resume has no word for "present": by its convention an absent endDate means it.
    """
    if entry.end_date is not None:
        return entry.end_date.present
    return isinstance(entry, Work) and entry.start_date is not None


def months(date: PartialDate) -> int | None:
    """Months since year 0, counting a year alone as its January; None when unknown."""
    return None if date.year is None else date.year * 12 + (date.month or 1) - 1

"""Whether the dates tell one story: no gap without a word, no end before its start."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from resume_builder.domain.checking.model import Note
from resume_builder.domain.dates import is_current, months
from resume_builder.domain.resume import DatedEntry, PartialDate, Resume

# A reader asks about a gap of half a year, and not about one that ended ten years ago.
_GAP_MONTHS = 6
_YEAR = 12
_ASKED_ABOUT_MONTHS = 10 * _YEAR


def timeline_notes(resume: Resume, today: date) -> Iterator[Note]:
    """Yield jobs without dates, dates that cannot be, and gaps after the first job."""
    now = today.year * _YEAR + today.month - 1
    for entry in chain(resume.work, resume.volunteer, resume.education):
        yield from _dates(entry, now)
    for job in resume.work:
        if job.start_date is None and job.end_date is None and (job.name or job.position):
            yield Note(code="check.no_dates", path=f"{job.id}.startDate")
    yield from _gaps(resume, now)


def _dates(entry: DatedEntry, now: int) -> Iterator[Note]:
    begin, end = _first(entry.start_date), _last(entry.end_date)
    if begin is not None and end is not None and end < begin:
        path = f"{entry.id}.endDate"
        yield Note(code="check.ends_before_start", path=path, params=_told(entry))
    elif begin is not None and begin > now:
        yield Note(code="check.starts_later", path=f"{entry.id}.startDate", params=_told(entry))


def _gaps(resume: Resume, now: int) -> Iterator[Note]:
    """Yield stretches between jobs in which nothing dated stands, told at the job after them.

    A job whose time nobody knows may fill any of them.
    """
    if any(_is_undated(job) for job in resume.work):
        return
    jobs = sorted(
        ((begin, job) for job in resume.work if (begin := _first(job.start_date)) is not None),
        key=lambda pair: pair[0],
    )
    for begin, job in jobs[1:]:
        reached = _reached(resume.dated_entries(), begin, now)
        if reached is None or now - begin > _ASKED_ABOUT_MONTHS:
            continue
        if begin - reached > _GAP_MONTHS:
            length = {"months": str(begin - reached - 1)}
            yield Note(code="check.gap", path=f"{job.id}.startDate", params=length)


def is_over(entry: DatedEntry, today: date) -> bool:
    """Tell whether an entry has surely ended: with "2026" it may go on until December."""
    last = _last(entry.end_date)
    return last is not None and last < today.year * _YEAR + today.month - 1


def _is_undated(job: DatedEntry) -> bool:
    return _first(job.start_date) is None and _first(job.end_date) is None


def _reached(entries: Iterable[DatedEntry], before: int, now: int) -> int | None:
    """Return the last month that anything begun before `before` lasts to, None when unknown."""
    ends: list[int] = []
    for entry in entries:
        begin = _first(entry.start_date)
        begin = _first(entry.end_date) if begin is None else begin
        if begin is None or begin >= before:
            continue
        end = now if is_current(entry) else _last(entry.end_date)
        # A start alone does not say how long it went on: no gap can be claimed after it.
        ends.append(before if end is None else end)
    return max(ends, default=None)


def _told(entry: DatedEntry) -> dict[str, str]:
    return {"start": _written(entry.start_date), "end": _written(entry.end_date)}


def _written(when: PartialDate | None) -> str:
    return when.text or when.iso if when else ""


def _first(when: PartialDate | None) -> int | None:
    return months(when) if when else None


def _last(when: PartialDate | None) -> int | None:
    """Return the last month that a date may mean: a year alone may be its December."""
    if when is None or when.year is None:
        return None
    return when.year * _YEAR + (when.month or _YEAR) - 1

"""Jobs and unpaid work: which text is the employer, which the title."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resume_builder.domain.parsing.body import read_body
from resume_builder.domain.parsing.heads import Draft, Head, draft, town_as_elsewhere
from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.segment import segment
from resume_builder.domain.parsing.signals import (
    is_town_name,
    org_score,
    place_score,
    title_score,
)
from resume_builder.domain.periods import Period
from resume_builder.domain.resume import PartialDate, Volunteer, Work
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import Vocabulary, fold


@dataclass(frozen=True, slots=True)
class Job:
    """A job as read. `doubt` is how unsure employer and title are told apart: 0 not at all.

    `vote` is above 0 where the words say that the title stands first.
    """

    company: str
    position: str
    place: str
    extra: tuple[str, ...]
    period: Period | None
    url: str
    body: list[Item]
    span: Span
    doubt: float = 0.0
    vote: float = 0.0


def read_jobs(
    items: list[Item], v: Vocabulary, *, undated: bool = False, above: Sequence[Job] = ()
) -> list[Job]:
    """Return the jobs in a section's items, employers of grouped roles filled in.

    `above` are jobs of the same page: people keep to one order of title and employer.
    """
    drafts = [draft(group, v) for group in segment(items, v, undated=undated)]
    if any(d.head.towned for d in drafts):
        for d in drafts:
            town_as_elsewhere(d.head, v)
    votes = [_vote(d.head, v) for d in drafts]
    usual = sum(job.vote for job in above)
    jobs = [_job(d, votes, n, usual, v) for n, d in enumerate(drafts)]
    return _grouped(jobs)


def dates_of(period: Period | None) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end of a job: a single date is both."""
    if period is None:
        return None, None
    return (period.start, period.end) if period.ranged else (period.end, period.end)


def _vote(head: Head, v: Vocabulary) -> float:
    """Above 0: the title stands first; below 0: the employer does; 0: nothing tells."""
    if len(head.parts) < 2:
        return 0.0
    a, b = head.parts[0], head.parts[1]
    title_first = title_score(a, v) + org_score(b, v) + 0.5 * (place_score(b, v) > 1)
    org_first = org_score(a, v) + title_score(b, v)
    return max(-2.0, min(2.0, title_first - org_first))


def _job(d: Draft, votes: list[float], number: int, usual: float, v: Vocabulary) -> Job:
    parts = d.head.parts
    vote, doubt = votes[number], 0.0
    company = position = ""
    extra: tuple[str, ...] = ()
    if len(parts) >= 2:
        others = sum(votes) - vote + usual
        told = vote + 0.6 * max(-2.5, min(2.5, others))
        doubt = 0.0 if abs(told) >= 0.8 else 0.5 - abs(told) / 2
        position, company = (parts[0], parts[1]) if told >= 0 else (parts[1], parts[0])
        extra = tuple(parts[2:])
    elif parts:
        title, org = title_score(parts[0], v), org_score(parts[0], v)
        doubt = 0.0 if abs(title - org) >= 0.7 else 0.4
        if title >= org and (title > 0 or org == 0):
            position = parts[0]
        else:
            company = parts[0]
    if told := d.head.told:
        company, position = told.get("organization", company), told.get("position", position)
        extra = tuple(p for p in parts if p not in (company, position))
        doubt = 0.0
    place = d.head.place
    company = company.removesuffix(f", {place}") if place else company
    if company and not place:
        company, place = _town_at_end(company, v)
    return Job(
        company, position, place, extra, d.head.period, d.head.url, d.body, d.span, doubt, vote
    )  # fmt: skip


def _town_at_end(company: str, v: Vocabulary) -> tuple[str, str]:
    """Return employer and town of "Burren Homes, Ennis": a plain name that names no employer."""
    name, sign, town = company.rpartition(", ")
    plain = is_town_name(town) and not town.isupper()
    if fold(name).split()[-1:] and fold(name).split()[-1] in v.legal_forms:
        plain = len(town.split()) < 4 and not any(c.isdigit() for c in town)
    if not sign or "," in name or not plain:
        return company, ""
    if max(org_score(town, v) - 0.3, title_score(town, v)) > 0 or fold(town) in v.legal_forms:
        return company, ""
    return name, town


def _grouped(jobs: list[Job]) -> list[Job]:
    """Give roles that stand under one employer its name; drop the employer's own line."""
    result: list[Job] = []
    employer: Job | None = None
    for number, job in enumerate(jobs):
        following = jobs[number + 1] if number + 1 < len(jobs) else None
        alone = job.company and not job.position and not job.body
        if alone and following and following.position and not following.company:
            employer = job
            continue
        if job.position and not job.company and employer:
            place = job.place or employer.place
            result.append(replace(job, company=employer.company, place=place))
            continue
        if job.company:
            employer = job
        result.append(job)
    return result


def work_of(job: Job, entry_id: str, v: Vocabulary) -> Work:
    """Return the job as a work entry."""
    body = read_body(job.body, v)
    start, end = dates_of(job.period)
    return Work(
        id=entry_id,
        span=job.span,
        name=job.company,
        position=job.position,
        location=job.place,
        url=job.url,
        start_date=start,
        end_date=end,
        summary="\n".join(filter(None, (" · ".join(job.extra), body.summary))),
        highlights=body.highlights(entry_id),
    )


def volunteer_of(job: Job, entry_id: str, v: Vocabulary) -> Volunteer:
    """Return the job as unpaid work."""
    work = work_of(job, entry_id, v)
    return Volunteer(
        id=entry_id,
        span=work.span,
        organization=work.name,
        position=work.position,
        location=work.location,
        url=work.url,
        start_date=work.start_date,
        end_date=work.end_date,
        summary=work.summary,
        highlights=work.highlights,
    )

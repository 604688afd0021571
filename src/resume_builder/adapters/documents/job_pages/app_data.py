"""The data that a page's scripts would draw: Ashby's `__appData`, Greenhouse's and Indeed's own.

None is run. A script is looked through for JSON objects that are assigned to a name, and those for
what looks like a job: a title beside a long description, under whatever names.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import cast

from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element

_ASSIGNED = re.compile(
    r"(?:window|self|globalThis)(?:\.\s*\w+|\[['\"]\w+['\"]\])\s*=\s*(?=[{\[])"
    r"|\b(?:var|let|const)\s+\w+\s*=\s*(?=[{\[])"
)
_TITLES = ("title", "jobTitle", "name", "text")
_BODIES = (
    "descriptionHtml",
    "jobDescription",
    "description",
    "content",
    "sanitizedJobDescription",
    "descriptionBody",
    "descriptionPlain",
)
_COMPANIES = (
    "hiringOrganization",
    "companyName",
    "company_name",
    "company",
    "employer",
    "advertiser",
    "organization",
)
_PLACES = (
    "locationName",
    "jobLocation",
    "formattedLocation",
    "job_post_location",
    "location",
    "locations",
)
_TYPES = ("employmentType", "timeType", "commitment", "typeOfEmployment", "workTypes")
_NAMES = ("name", "label", "text", "city", "fullLocation", "location", "descriptor")
# A job's description has hundreds of words; a card of a list has a sentence.
_LONG = 300
_LONGEST_SCRIPT = 3_000_000
_MOST_ASSIGNED = 40
_MOST_VALUES = 50_000
_MOST_JOBS = 20


def app_jobs(root: Element) -> Iterator[dict[str, object]]:
    """Yield what looks like a job in the page's scripts, as JobPostings."""
    number = 0
    for script in root.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind == "application/ld+json":
            continue
        for value in _values((script.text or "")[:_LONGEST_SCRIPT], kind):
            for job in jobs_in(value):
                yield job
                number += 1
                if number >= _MOST_JOBS:
                    return


def _values(text: str, kind: str) -> Iterator[object]:
    decoder = json.JSONDecoder(strict=False)
    starts = [m.end() for m in _ASSIGNED.finditer(text)][:_MOST_ASSIGNED]
    if kind.endswith("json"):
        starts = [len(text) - len(text.lstrip())]
    done = 0
    for start in starts:
        if start < done:
            continue
        try:
            value, done = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        yield value


def jobs_in(top: object) -> Iterator[dict[str, object]]:
    """Yield the jobs in a parsed value, the outermost first."""
    waiting: list[tuple[object, int, Mapping[str, object]]] = [(top, 0, {})]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        value, depth, around = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            items = cast("list[object]", value)
            waiting += [(item, depth + 1, around) for item in reversed(items)]
        elif isinstance(value, dict):
            found = cast("dict[str, object]", value)
            job = _job(found, around)
            if job is not None:
                yield job
                continue
            inner = list(found.values())
            waiting += [(v, depth + 1, found) for v in reversed(inner)]


def _job(found: dict[str, object], around: Mapping[str, object]) -> dict[str, object] | None:
    """Return an object as a JobPosting, None when it is no job; `around` is what holds it."""
    title = next((t for k in _TITLES if isinstance(t := found.get(k), str) and t.strip()), "")
    bodies = [b for k in _BODIES if isinstance(b := found.get(k), str) and len(b) > _LONG]
    body = bodies[0] if bodies else _sections(found.get("jobAd"))
    lists = found.get("lists")
    if isinstance(lists, list):
        body += "".join(_listed(item) for item in cast("list[object]", lists)[:30])
    if not title or len(title) > 200 or len(body) <= _LONG:
        return None
    return {
        "@type": "JobPosting",
        "title": title,
        "description": body,
        "hiringOrganization": _named(found, _COMPANIES) or _named(around, _COMPANIES),
        "jobLocation": _named(found, _PLACES),
        "employmentType": _named(found, _TYPES),
    }


def _sections(value: object) -> str:
    """Return the sections of SmartRecruiters' `jobAd`: {sections: {name: {title, text}}}."""
    sections = cast("dict[str, object]", value).get("sections") if isinstance(value, dict) else None
    if not isinstance(sections, dict):
        return ""
    return "".join(_listed(s) for s in cast("dict[str, object]", sections).values())


def _listed(value: object) -> str:
    """Return a titled part (Lever's `lists`, SmartRecruiters' sections) as HTML."""
    if not isinstance(value, dict):
        return ""
    found = cast("dict[str, object]", value)
    title = found.get("text") if "content" in found else found.get("title")
    body = found.get("content", found.get("text"))
    if not isinstance(body, str):
        return ""
    head = f"<h3>{title}</h3>" if isinstance(title, str) else ""
    return f"{head}<div>{body}</div>"


def _named(found: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """Return the first of some fields: a text, or the name in an object or a list of such."""
    for key in keys:
        text = _name(found.get(key))
        if text:
            return text
    categories = found.get("categories")
    return (
        _named(cast("dict[str, object]", categories), keys) if isinstance(categories, dict) else ""
    )


def _name(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), None)
    if isinstance(value, dict):
        found = cast("dict[str, object]", value)
        value = next((v for k in _NAMES if isinstance(v := found.get(k), str) and v), None)
    return value.strip()[:200] if isinstance(value, str) else ""

"""schema.org JobPosting objects: whatever of them can be used, also when broken or partial."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from resume_builder.domain.posting.model import Period, Salary
from resume_builder.domain.posting.salary import guess_period

_BREAK = re.compile(
    r"<\s*(?:br|/p|/div|/h[1-6]|/tr|/ul|/ol)\b[^<>]{0,200}>|\s*\n\s*", re.IGNORECASE
)
_ITEM = re.compile(r"<\s*li\b[^<>]{0,300}>", re.IGNORECASE)
_HEAD = re.compile(r"<\s*h([1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_BOLD = re.compile(r"<\s*(?:b|strong)\b[^<>]{0,300}>", re.IGNORECASE)
_BOLD_END = re.compile(r"<\s*/\s*(?:b|strong)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
_MAX_DESCRIPTION = 120_000
# Templates escape what was escaped before them.
_ESCAPED = re.compile(r"&(?:amp;)*lt;")
_ESCAPED_TIMES = 3
_PERIODS: dict[str, Period] = {
    "hour": "hour",
    "hourly": "hour",
    "day": "day",
    "daily": "day",
    "week": "week",
    "weekly": "week",
    "month": "month",
    "monthly": "month",
    "year": "year",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_EMPLOYMENT = {
    "contractor": "contract",
    "intern": "internship",
    "fulltime": "full_time",
    "parttime": "part_time",
    "permanent": "full_time",
    "vollzeit": "full_time",
    "teilzeit": "part_time",
    "cdi": "full_time",
    "perdiem": "per_diem",
}
_KNOWN = {
    "full_time",
    "part_time",
    "contract",
    "temporary",
    "internship",
    "volunteer",
    "per_diem",
    "freelance",
}


@dataclass(frozen=True, slots=True)
class Structured:
    """What the page states about the job for programs."""

    title: str = ""
    company: str = ""
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    employment_types: tuple[str, ...] = ()
    salary: Salary | None = None
    description: str = ""
    extras: tuple[str, ...] = ()


def structured_of(objects: Sequence[Mapping[str, object]], heading: str = "") -> Structured:
    """Return the JobPosting among `objects` that the page is about.

    That is the one that `heading` (the page's main one) names, then the fullest. What it leaves out
    is taken from others of the same title; their words are kept as `extras`.
    """
    found = [_job(item) for item in objects if _is_job(item)]
    if not found:
        return Structured()
    key = _key(heading)

    def rank(job: Structured) -> tuple[bool, bool, int]:
        title = _key(job.title)
        return bool(title), bool(title) and title in key, len(job.description)

    best = max(found, key=rank)
    for other in found:
        if other is not best and _key(other.title) in ("", _key(best.title)):
            best = _completed(best, other)
    extras = [text for job in found for text in job.extras]
    extras += [job.description for job in found if not job.title]
    return replace(best, extras=tuple(text for text in extras if text and text != best.description))


def _completed(best: Structured, other: Structured) -> Structured:
    """Return `best` with the short fields that only `other` has."""
    return replace(
        best,
        company=best.company or other.company,
        locations=best.locations or other.locations,
        remote=best.remote or other.remote,
        employment_types=best.employment_types or other.employment_types,
        salary=best.salary or other.salary,
    )


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.lower()))


def _is_job(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type") or item.get("type")
    names = cast("list[object]", kinds) if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith("JobPosting") for name in names)


def _job(item: Mapping[str, object]) -> Structured:
    extras = [
        _text(item.get(key))
        for key in (
            "skills",
            "qualifications",
            "responsibilities",
            "experienceRequirements",
            "educationRequirements",
        )
    ]
    return Structured(
        title=_plain(_text(item.get("title") or item.get("name"))),
        company=_plain(_name(item.get("hiringOrganization"))),
        locations=tuple(dict.fromkeys(filter(None, _places(item.get("jobLocation"))))),
        remote=True if "TELECOMMUTE" in _text(item.get("jobLocationType")).upper() else None,
        employment_types=tuple(dict.fromkeys(_employment(item.get("employmentType")))),
        salary=_pay(item.get("baseSalary") or item.get("estimatedSalary")),
        description=plain_text(_text(item.get("description")))[:_MAX_DESCRIPTION],
        extras=tuple(_plain(text) for text in extras),
    )


def plain_text(source: str) -> str:
    """Return HTML as lines of text with Markdown marks for headings and bullets."""
    source = source[: 4 * _MAX_DESCRIPTION]
    for _ in range(_ESCAPED_TIMES):
        if "<" not in source and _ESCAPED.search(source):
            source = html.unescape(source)
    if "<" not in source:
        return html.unescape(source)
    text = _BREAK.sub("\n", source)
    text = _ITEM.sub("\n- ", text)
    text = _HEAD.sub(lambda m: f"\n{'#' * int(m[1])} ", text)
    text = _BOLD_END.sub("**", _BOLD.sub("**", text))
    text = html.unescape(_TAG.sub(" ", text)).replace("****", "")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line not in ("-", "**"))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(_text(v) for v in cast("list[object]", value)[:50])
    if isinstance(value, dict):
        found = cast("dict[str, object]", value)
        return _text(found.get("name") or found.get("@value") or found.get("description") or "")
    return ""


def _name(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), "")
    if isinstance(value, dict):
        found = cast("dict[str, object]", value)
        return _text(found.get("name") or found.get("legalName"))
    return _text(value)


def _places(value: object) -> Iterator[str]:
    for place in cast("list[object]", value)[:30] if isinstance(value, list) else [value]:
        if isinstance(place, str):
            yield _plain(place)
        elif isinstance(place, dict):
            found = cast("dict[str, object]", place)
            address = found.get("address", found)
            yield _address(address) or _plain(_text(found.get("name")))


def _address(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), None)
    if not isinstance(value, dict):
        return _plain(_text(value))
    found = cast("dict[str, object]", value)
    parts = [
        _plain(_text(found.get(key)))
        for key in ("addressLocality", "addressRegion", "addressCountry")
    ]
    if not any(parts):
        parts = [_plain(_text(found.get("streetAddress")))]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _employment(value: object) -> Iterator[str]:
    for item in re.split(r"[,;\n]", _text(value)):
        key = re.sub(r"[\s-]+", "_", item.strip().lower())
        name = _EMPLOYMENT.get(key.replace("_", ""), key)
        if name in _KNOWN:
            yield name


def _pay(value: object) -> Salary | None:
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), None)
    if not isinstance(value, dict):
        return None
    found = cast("dict[str, object]", value)
    inner = found.get("value", found)
    amounts = cast("dict[str, object]", inner) if isinstance(inner, dict) else {"value": inner}
    low = _number(amounts.get("minValue") or amounts.get("value") or found.get("minValue"))
    high = _number(amounts.get("maxValue") or amounts.get("value") or found.get("maxValue"))
    if not low and not high:
        return None
    unit = _text(amounts.get("unitText") or found.get("unitText")).strip().lower()
    currency = _text(
        found.get("currency") or amounts.get("currency") or found.get("salaryCurrency")
    ).upper()
    period = _PERIODS.get(unit) or guess_period(high or low or 0)
    return Salary(
        min=low or None,
        max=high or None,
        currency=currency,
        period=period,
        text=" ".join(filter(None, [currency, _range(low, high), unit])),
    )


def _range(low: float | None, high: float | None) -> str:
    shown = [f"{amount:g}" for amount in dict.fromkeys((low, high)) if amount]
    return "-".join(shown)


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if 0 < value < 1e12 else None
    if isinstance(value, str):
        digits = re.sub(r"[^\d.]", "", value.replace(",", ""))
        try:
            return float(digits) or None
        except ValueError:
            return None
    return None

"""JSON Resume in and out (schema v1.0.0), losing nothing: unknown keys travel in `extra`.

Highlights carry their ids in "x-highlights" beside "highlights", words of a date that ISO 8601
cannot say ("Summer 2022", "heute") stand in "x-dates", and a section with the person's own title
in "x-sections"; all are read back.
"""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import JsonValue

from resume_builder.domain import resume as r
from resume_builder.domain.dates import read_iso_date
from resume_builder.domain.values import clean_text

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
ENTRY_TYPES: dict[str, type[r.Entry]] = {
    "work": r.Work,
    "volunteer": r.Volunteer,
    "education": r.Education,
    "projects": r.Project,
    "skills": r.Skill,
    "languages": r.Language,
    "certificates": r.Certificate,
    "awards": r.Award,
    "publications": r.Publication,
    "interests": r.Interest,
    "references": r.Reference,
}
# Where a bare text stands for the whole entry ("skills": ["Python", "Go"]).
_PLAIN = {
    "work": "name",
    "volunteer": "organization",
    "education": "institution",
    "languages": "language",
    "awards": "title",
    "references": "reference",
}
_DATES = ("startDate", "endDate", "date", "releaseDate")
_LISTS = ("keywords", "roles", "courses")
# JSON Resume's word for a project's text, and the key older files use for an employer.
_RENAMED: dict[type[r.Entry], dict[str, str]] = {
    r.Project: {"description": "summary"},
    r.Work: {"company": "name", "website": "url"},
}
_OUT_RENAMED: dict[type[r.Entry], dict[str, str]] = {r.Project: {"summary": "description"}}
_OWN = {"highlights", "x-highlights", "x-id", "x-dates"}

Json = dict[str, Any]


def looks_like_json_resume(data: object) -> bool:
    """Tell whether a parsed JSON value has the shape of a JSON Resume file."""
    if not isinstance(data, dict):
        return False
    keys = set(cast(Json, data))
    return "basics" in keys or len(keys & set(ENTRY_TYPES)) >= 2


def from_json_resume(data: Mapping[str, Any]) -> r.Resume:
    """Return the résumé in a JSON Resume object. Odd types become text or stay in `extra`."""
    known = {"basics", "$schema", "x-sections", "x-language", *ENTRY_TYPES}
    ids = _Ids()
    fields: Json = {
        section: tuple(
            _read_entry(kind, f"{r.SECTION_PREFIXES[section]}{number}", item, ids)
            for number, item in enumerate(_items(section, data.get(section)), 1)
        )
        for section, kind in ENTRY_TYPES.items()
    }
    fields["sections"] = tuple(
        _read_custom(f"x{number}", item, ids)
        for number, item in enumerate(_objects(data.get("x-sections")), 1)
    )
    return r.Resume(
        basics=_read_basics(_object(data.get("basics"))),
        language=_text(data.get("x-language")),
        extra={
            k: v
            for k, v in data.items()
            if (k not in known or (k in ENTRY_TYPES and isinstance(v, dict))) and not _is_report(k)
        },
        **fields,
    )


def to_json_resume(resume: r.Resume) -> Json:
    """Return `resume` as a JSON Resume object, empty fields left out."""
    out: Json = {"$schema": SCHEMA, "basics": _write_basics(resume.basics)}
    for section in ENTRY_TYPES:
        entries = cast(tuple[r.Entry, ...], getattr(resume, section))
        if entries:
            out[section] = [_write_entry(e) for e in entries]
    if resume.sections:
        out["x-sections"] = [
            {"title": s.title, "entries": [_write_entry(e) for e in s.entries]}
            for s in resume.sections
        ]
    if resume.language:
        out["x-language"] = resume.language
    return {**out, **resume.extra}


def _is_report(key: str) -> bool:
    """Tell whether `key` is one that `resume-builder read` adds about the reading itself."""
    return key in ("x-findings", "x-unmatched", "x-confidence", "x-sources")


def _read_basics(data: Json) -> r.Basics:
    strings = ("name", "label", "image", "email", "phone", "url", "summary")
    values = {key: _text(data.get(key)) for key in strings}
    values["url"] = values["url"] or _text(data.get("website"))
    profiles = tuple(
        r.Profile(**{k: _text(p.get(k)) for k in ("network", "username", "url")})
        for p in _objects(data.get("profiles"))
    )
    known = {*strings, "website", "location", "profiles"}
    extra = {k: v for k, v in data.items() if k not in known}
    return r.Basics(**values, location=_read_location(data), profiles=profiles, extra=extra)


def _read_location(basics: Json) -> r.Location | None:
    raw = basics.get("location")
    if isinstance(raw, str):
        return r.Location(text=raw) if clean_text(raw).strip() else None
    place = _object(raw)
    found = r.Location(
        address=_text(place.get("address")),
        postal_code=_text(place.get("postalCode")),
        city=_text(place.get("city")),
        region=_text(place.get("region")),
        country_code=_text(place.get("countryCode")),
        text=_text(place.get("x-text")),
    )
    return found if found != r.Location() else None


class _Ids:
    """Gives each highlight an id that no other has: an entry copied by hand has its twin's ids."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, entry_id: str, number: int, wanted: str) -> str:
        """Return the wanted id, or one made of the entry's where that is taken."""
        found, more = wanted, 0
        while found in self._taken:
            found = f"{entry_id}h{number}" + (f"-{more}" if more else "")
            more += 1
        self._taken.add(found)
        return found


def _read_custom(section_id: str, data: Json, ids: _Ids) -> r.CustomSection:
    entries = tuple(
        cast(r.CustomEntry, _read_entry(r.CustomEntry, f"{section_id}e{number}", item, ids))
        for number, item in enumerate(_objects(data.get("entries")), 1)
    )
    return r.CustomSection(id=section_id, title=_text(data.get("title")), entries=entries)


def _read_entry(kind: type[r.Entry], entry_id: str, data: Json, ids: _Ids) -> r.Entry:
    renamed = _RENAMED.get(kind, {})
    aliases = {f.alias or n: n for n, f in kind.model_fields.items() if n not in ("id", "extra")}
    values: Json = {}
    extra: dict[str, JsonValue] = {}
    for source, value in data.items():
        key = renamed.get(source, source)
        if source in renamed and data.get(key):
            extra[source] = value
        elif key in _OWN:
            continue
        elif key in _DATES and key in aliases:
            values[aliases[key]] = read_iso_date(_text(value))
        elif key in _LISTS and key in aliases:
            values[aliases[key]] = tuple(t for t in map(_text, _list(value)) if t)
        elif key in aliases and key != "span":
            values[aliases[key]] = _text(value)
        else:
            extra[source] = value
    for key, text in _object(data.get("x-dates")).items():
        if key in _DATES and key in aliases and _text(text):
            values[aliases[key]] = _in_words(values.get(aliases[key]), _text(text))
    if issubclass(kind, r.DatedEntry):
        values["highlights"] = tuple(
            h.model_copy(update={"id": ids.unique(entry_id, number, h.id)})
            for number, h in enumerate(_read_highlights(entry_id, data), 1)
        )
    return kind(id=entry_id, extra=extra, **values)


def _in_words(date: r.PartialDate | None, text: str) -> r.PartialDate:
    """Give `date` the words it was written in; words without a date mean "to date"."""
    if date is None:
        return r.PartialDate(text=text, present=True)
    return date.model_copy(update={"text": clean_text(text)}) if date.year else date


def _said_otherwise(entry: r.Entry, name: str, date: r.PartialDate) -> str:
    """Return the words of a date that its ISO form loses; an open job says it by having no end."""
    if date.present:
        return "" if isinstance(entry, r.Work) and name == "end_date" else date.text or "present"
    seasonal = date.year and not date.month and not date.text.strip().isdigit()
    return date.text if seasonal else ""


def _read_highlights(entry_id: str, data: Json) -> tuple[r.Highlight, ...]:
    texts = [t for t in map(_text, _list(data.get("highlights"))) if t]
    with_ids = [
        r.Highlight(id=_text(h.get("id")), text=_text(h.get("text")))
        for h in _objects(data.get("x-highlights"))
        if _text(h.get("id")) and _text(h.get("text"))
    ]
    if with_ids and (not texts or [h.text for h in with_ids] == [clean_text(t) for t in texts]):
        return tuple(with_ids)
    return tuple(r.Highlight(id=f"{entry_id}h{n}", text=t) for n, t in enumerate(texts, 1))


def _write_basics(basics: r.Basics) -> Json:
    out: Json = {
        key: getattr(basics, key)
        for key in ("name", "label", "image", "email", "phone", "url", "summary")
        if getattr(basics, key)
    }
    if basics.location:
        place = {
            k: v for k, v in basics.location.model_dump(by_alias=True).items() if v and k != "text"
        }
        if basics.location.text:
            place["x-text"] = basics.location.text
            place.setdefault("city", basics.location.text)
        out["location"] = place
    if basics.profiles:
        out["profiles"] = [{k: v for k, v in p.model_dump().items() if v} for p in basics.profiles]
    return {**out, **basics.extra}


def _write_entry(entry: r.Entry) -> Json:
    renamed = _OUT_RENAMED.get(type(entry), {})
    out: Json = {}
    said: dict[str, str] = {}
    for name, info in type(entry).model_fields.items():
        value = getattr(entry, name)
        if name in ("id", "span", "extra", "highlights") or not value:
            continue
        alias = info.alias or name
        key = renamed.get(alias, alias)
        if isinstance(value, r.PartialDate):
            text = "" if value.present else value.iso or value.text
            if text:
                out[key] = text
            if words := _said_otherwise(entry, name, value):
                said[key] = words
        else:
            out[key] = list(cast(tuple[str, ...], value)) if isinstance(value, tuple) else value
    if said:
        out["x-dates"] = said
    if isinstance(entry, r.DatedEntry) and entry.highlights:
        out["highlights"] = [h.text for h in entry.highlights]
        out["x-highlights"] = [{"id": h.id, "text": h.text} for h in entry.highlights]
    return {**out, **entry.extra}


def _text(value: object) -> str:
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def _list(value: object) -> list[object]:
    if isinstance(value, str):
        return [value]
    return cast(list[object], value) if isinstance(value, list) else []


def _object(value: object) -> Json:
    return cast(Json, value) if isinstance(value, dict) else {}


def _items(section: str, value: object) -> list[Json]:
    """Return the entries of a section; a bare text is an entry with that one field."""
    plain = _PLAIN.get(section, "name")
    return [
        cast(Json, item) if isinstance(item, dict) else {plain: _text(item)}
        for item in _list(value)
        if isinstance(item, dict) or _text(item)
    ]


def _objects(value: object) -> list[Json]:
    return [cast(Json, item) for item in _list(value) if isinstance(item, dict)]

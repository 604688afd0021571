"""Reactive Resume's export, versions 4 and 5 (its published schema: basics, sections, metadata).

Both name the same things differently: 4 has `visible`, `date`, `url.href` and rich text in
`summary`; 5 has `hidden`, `period`, `website.url` and rich text in `description`. What the person
hid there is no part of the résumé: it is kept under "x-hidden". A period in words stands in the
end date, until `written.py` reads it.
"""

from collections.abc import Mapping

from resume_builder.domain.foreign.rich import rich_text
from resume_builder.domain.foreign.values import (
    Json,
    filled,
    first,
    kept,
    left,
    listed,
    obj,
    objects,
    text,
    texts,
)

# Section -> our section, and our field -> the names it has there.
_FIELDS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "experience": (
        "work",
        {"name": ("company",), "position": ("position",), "location": ("location",)},
    ),
    "volunteer": (
        "volunteer",
        {"organization": ("organization",), "position": ("position",), "location": ("location",)},
    ),
    "education": (
        "education",
        {
            "institution": ("institution", "school"),
            "studyType": ("studyType", "degree"),
            "area": ("area",),
            "score": ("score", "grade"),
            "location": ("location",),
        },
    ),
    "projects": ("projects", {"name": ("name",)}),
    "awards": ("awards", {"title": ("title",), "awarder": ("awarder",)}),
    "certifications": ("certificates", {"name": ("name", "title"), "issuer": ("issuer",)}),
    "publications": (
        "publications",
        {"name": ("name", "title"), "publisher": ("publisher",)},
    ),
    "skills": ("skills", {"name": ("name",), "level": ("proficiency", "description")}),
    "languages": (
        "languages",
        {"language": ("language", "name"), "fluency": ("fluency", "description")},
    ),
    "interests": ("interests", {"name": ("name",)}),
    "references": ("references", {"name": ("name",)}),
}
_DATED = {"work", "volunteer", "education", "projects"}
_DATES = {"awards": "date", "certificates": "date", "publications": "releaseDate"}
# Keys that say how an item looks.
_LOOK = {"id", "visible", "hidden", "icon", "iconColor", "showLinkInTitle"}
_SECTION_LOOK = {"id", "columns", "separateLinks", "visible", "hidden", "icon"}


def is_reactive(data: Mapping[str, object]) -> bool:
    """Tell whether a parsed object is an export of Reactive Resume, bare or in its record."""
    found = _inner(data)
    sections = obj(found.get("sections")).values()
    return "basics" in found and any("items" in obj(section) for section in sections)


def from_reactive(data: Mapping[str, object]) -> Json:
    """Return the export as a JSON Resume object."""
    found = _inner(data)
    sections = dict(obj(found.get("sections")))
    out: Json = {"x-sections": []}
    hidden: Json = {}
    summary = obj(found.get("summary")) or obj(sections.get("summary"))
    out["basics"] = _basics(found, sections, summary)
    if _is_hidden(summary) and text(summary.get("content")):
        hidden["summary"] = [summary]
    for name, (ours, _) in _FIELDS.items():
        section = obj(sections.get(name))
        shown = _shown(section, name, hidden)
        out[ours] = [entry for item in shown for entry in _entries(name, item)]
    for name, custom in obj(sections.get("custom")).items():
        _add_custom(out, obj(custom), name, hidden)
    for custom in objects(found.get("customSections")):
        _add_custom(out, custom, first(custom, "id"), hidden)
    known = {*_FIELDS, "profiles", "summary", "custom"}
    rest = left(found, ("basics", "sections", "summary", "customSections", "picture"))
    unknown = {k: v for k, v in left(sections, known).items() if listed(obj(v).get("items"))}
    outside = left(data, ("data",)) if found is not data else {}
    return filled(
        {**out, "x-hidden": hidden, "x-reactive-resume": filled({**outside, **rest, **unknown})}
    )


def _inner(data: Mapping[str, object]) -> Json:
    """Return the résumé of a record that holds it under "data", else the object itself."""
    inner = obj(data.get("data"))
    return inner if "sections" in inner else obj(data)


def _is_hidden(item: Json) -> bool:
    return item.get("hidden") is True or item.get("visible") is False


def _shown(section: Json, name: str, hidden: Json) -> list[Json]:
    """Return the items that are shown; the others go to `hidden`."""
    items = objects(section.get("items"))
    away = items if _is_hidden(section) else [item for item in items if _is_hidden(item)]
    if away:
        hidden[name] = away
    return [item for item in items if item not in away]


def _basics(found: Json, sections: Json, summary: Json) -> Json:
    basics = obj(found.get("basics"))
    picture = obj(found.get("picture")) or obj(basics.get("picture"))
    profiles = [
        filled({k: first(p, k) for k in ("network", "username")} | {"url": _address(p)})
        for p in objects(obj(sections.get("profiles")).get("items"))
        if not _is_hidden(p)
    ]
    fields: list[Json] = []
    for field in objects(basics.get("customFields")):
        label, value = first(field, "name"), first(field, "value", "text")
        address = first(field, "link") or (value if value.startswith("http") else "")
        if address:
            profiles.append(filled({"network": label or value, "url": address}))
        elif value or label:
            fields.append(filled({"name": label, "value": value}))
    known = {
        "name", "headline", "email", "phone", "location", "url", "website", "customFields",
        "picture",
    }  # fmt: skip
    return filled(
        {
            "name": first(basics, "name"),
            "label": first(basics, "headline"),
            "email": first(basics, "email"),
            "phone": first(basics, "phone"),
            "location": first(basics, "location"),
            "url": _address(basics),
            "image": first(picture, "url"),
            "summary": "" if _is_hidden(summary) else rich_text(first(summary, "content")).flat,
            "profiles": profiles,
            "x-fields": fields,
            "x-source": left(basics, known),
        }
    )


def _address(item: Json) -> str:
    """Return the address of an item: 4 has url.href, 5 has website.url."""
    for key in ("website", "url"):
        stated = item.get(key)
        if found := text(stated) or first(obj(stated), "url", "href"):
            return found
    return ""


def _entries(name: str, item: Json) -> list[Json]:
    """Return an item as entries: one for each role under one employer."""
    ours, _ = _FIELDS[name]
    roles = objects(item.get("roles")) if ours in _DATED else []
    if not roles:
        return [_entry(name, item)]
    whole = left(item, ("roles", "period", "date"))
    first_role = _entry(name, {**whole, **_role(roles[0], whole)})
    about = ("description", "summary")
    others = [_entry(name, {**left(whole, about), **_role(role, {})}) for role in roles[1:]]
    return [first_role, *others]


def _role(role: Json, whole: Json) -> Json:
    """Return what a role states, its text after that of the employer as a whole."""
    both = "\n".join(t for t in (first(whole, "description"), first(role, "description")) if t)
    return filled({**left(role, ("id",)), "description": both})


def _entry(name: str, item: Json) -> Json:
    ours, fields = _FIELDS[name]
    entry: Json = {key: first(item, *names) for key, names in fields.items()}
    used = {name for names in fields.values() for name in names}
    said = [first(item, key) for key in ("description", "summary") if key not in used]
    told = rich_text("\n".join(t for t in said if t))
    used |= {"description", "summary", "date", "period", "url", "website", *_LOOK}
    date = first(item, "date", "period")
    if "keywords" in item:
        entry["keywords"] = texts(item["keywords"])
        used.add("keywords")
    label = first(obj(item.get("website")) or obj(item.get("url")), "label")
    rest = left(item, used) | filled({"linkLabel": label})
    if not rest.get("level"):
        rest.pop("level", None)
    if ours in _DATED:
        summary = "description" if ours == "projects" else "summary"
        entry |= {"endDate": date, summary: told.summary, "highlights": told.highlights}
    elif ours in ("awards", "publications"):
        entry["summary"] = told.flat
    elif ours == "references":
        entry["reference"] = told.flat
    elif told.flat:
        rest["description"] = told.flat
    if ours in _DATES:
        entry[_DATES[ours]] = date
    address = _address(item)
    return kept({**entry, "url": address}, rest)


def _add_custom(out: Json, section: Json, name: str, hidden: Json) -> None:
    """Add a section of the person's own: to ours of its type, else under its own title."""
    title = first(section, "title", "name") or name
    items = _shown(section, f"custom: {title}", hidden)
    kind = first(section, "type")
    if kind in _FIELDS:
        ours = _FIELDS[kind][0]
        for item in items:
            out[ours] += [{**entry, "x-section": title} for entry in _entries(kind, item)]
        return
    entries = [_custom_entry(item) for item in items]
    rest = left(section, {"title", "name", "items", "type", *_SECTION_LOOK})
    if entries:
        out["x-sections"].append({"title": title, "entries": entries, **rest})


def _custom_entry(item: Json) -> Json:
    told = rich_text(first(item, "summary", "content"))
    known = {
        "name", "title", "description", "date", "period", "summary", "content", "url", "website",
        *_LOOK,
    }  # fmt: skip
    return kept(
        {
            "name": first(item, "name", "title"),
            "subtitle": first(item, "description"),
            "endDate": first(item, "date", "period"),
            "url": _address(item),
            "summary": told.summary,
            "highlights": told.highlights,
        },
        left(item, known),
    )

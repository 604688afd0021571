"""RenderCV's input file (its published schema: `cv` with `sections` of typed entries).

A section is known by its title, in English, and else by what its entries hold: a company makes
it work, an institution education, authors publications. All others keep the person's own title,
until `titled.py` looks at it with the vocabulary.
"""

import re
from collections.abc import Mapping

from resume_builder.domain.foreign.rich import address_in, plain, shown
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

_TITLES = {
    "summary": "summary",
    "about": "summary",
    "profile": "summary",
    "objective": "summary",
    "skills": "skills",
    "technologies": "skills",
    "languages": "languages",
    "projects": "projects",
    "certifications": "certificates",
    "certificates": "certificates",
    "awards": "awards",
    "honors": "awards",
    "volunteer": "volunteer",
    "volunteering": "volunteer",
    "interests": "interests",
    "hobbies": "interests",
    "references": "references",
}
# What no list of technologies is called.
_SPOKEN_NOT = re.compile(r"programming|markup|query|script", re.IGNORECASE)
_LINKS = {
    "linkedin": "https://www.linkedin.com/in/",
    "github": "https://github.com/",
    "gitlab": "https://gitlab.com/",
    "orcid": "https://orcid.org/",
    "x": "https://x.com/",
    "youtube": "https://www.youtube.com/@",
    "instagram": "https://www.instagram.com/",
}
_PERSON = {
    "name", "headline", "label", "location", "email", "phone", "website", "photo",
    "social_networks", "sections", "summary", "custom_connections",
}  # fmt: skip
_PERIOD = {"start_date", "end_date", "date", "highlights", "summary", "url", "location"}


def is_rendercv(data: Mapping[str, object]) -> bool:
    """Tell whether a parsed object is an input file of RenderCV."""
    cv = obj(data.get("cv"))
    return "sections" in cv or {"name", "social_networks"} <= set(cv)


def from_rendercv(data: Mapping[str, object]) -> Json:
    """Return the file as a JSON Resume object; design and locale are kept in "x-rendercv"."""
    cv = obj(data.get("cv"))
    out: Json = {"basics": _basics(cv), "x-sections": []}
    for title, entries in obj(cv.get("sections")).items():
        _add_section(out, title, listed(entries))
    return filled({**out, "x-program": "RenderCV", "x-rendercv": left(data, ("cv",))})


def _basics(cv: Json) -> Json:
    networks = [_profile(first(n, "network"), first(n, "username"))
                for n in objects(cv.get("social_networks"))]  # fmt: skip
    connections = [
        filled({"network": first(c, "placeholder"), "url": first(c, "url")})
        for c in objects(cv.get("custom_connections"))
    ]
    emails, phones, sites = (texts(cv.get(k)) for k in ("email", "phone", "website"))
    more = filled({"email": emails[1:], "phone": phones[1:]})
    return filled(
        {
            "name": shown(first(cv, "name")),
            "label": plain(first(cv, "headline", "label")),
            "location": first(cv, "location"),
            "email": next(iter(emails), ""),
            "phone": re.sub(r"^tel:", "", next(iter(phones), "")),
            "url": next(iter(sites), ""),
            "image": first(cv, "photo"),
            "summary": plain(first(cv, "summary")),
            "profiles": [*networks, *({"url": s} for s in sites[1:]), *connections],
            "x-source": left(cv, _PERSON) | more,
        }
    )


def _profile(network: str, username: str) -> Json:
    start = _LINKS.get(network.lower(), "")
    if network.lower() == "mastodon" and username.count("@") == 2:
        _, user, host = username.split("@")
        return {"network": network, "username": username, "url": f"https://{host}/@{user}"}
    url = username if username.startswith("http") else f"{start}{username}" if start else ""
    return filled({"network": network, "username": username, "url": url})


def _add_section(out: Json, title: str, entries: list[object]) -> None:
    """Read a section's entries into the place that its title, or each entry, names."""
    words = re.sub(r"[\W_]+", " ", title.lower()).split()
    key = next((_TITLES[w] for w in reversed(words) if w in _TITLES), "")
    if key == "languages" and _SPOKEN_NOT.search(title):
        key = "skills"
    own: list[Json] = []
    for entry in entries:
        item = obj(entry) or {"bullet": text(entry)}
        kind = _kind(item, key)
        if kind == "summary":
            said = "\n".join(t for t in (out["basics"].get("summary", ""), _said(item)) if t)
            out["basics"]["summary"] = said
        elif kind:
            out.setdefault(kind, []).append(_READERS[kind](item))
        else:
            own.append(_custom(item))
    if own:
        out["x-sections"].append({"title": _title(title), "entries": own})


def _title(key: str) -> str:
    """Return a title as RenderCV shows it: a key in snake case becomes words."""
    return key if " " in key or key != key.lower() else key.replace("_", " ").strip().title()


def _kind(item: Json, key: str) -> str:
    """Return our section for an entry, "" for one of the person's own."""
    if "company" in item or "position" in item:
        return "volunteer" if key == "volunteer" else "work"
    if "institution" in item:
        return "education"
    if "authors" in item:
        return "publications"
    return key if key in ("summary", *_READERS) else ""


def _said(item: Json) -> str:
    """Return an entry of one text, or a label with details, as text."""
    one = first(item, "bullet", "number", "reversed_number")
    pair = ": ".join(t for t in (first(item, "label", "name"), first(item, "details")) if t)
    return plain(one or pair or first(item, "summary"))


def _period(item: Json) -> Json:
    """Return the dates of an entry; one date or a period in words is the end."""
    start, end, date = (first(item, k) for k in ("start_date", "end_date", "date"))
    if start or end:
        return filled({"startDate": start, "endDate": end, "x-date": date})
    return filled({"endDate": date})


def _dated(item: Json, fields: Json, known: set[str]) -> Json:
    name = first(item, *known)
    entry = {
        **fields,
        **_period(item),
        "url": first(item, "url") or address_in(name),
        "summary": plain(first(item, "summary")),
        "highlights": [plain(t) for t in _bullets(item.get("highlights"))],
    }
    if place := plain(first(item, "location")):
        entry["location"] = place
    return kept(entry, left(item, _PERIOD | known))


def _bullets(value: object) -> list[str]:
    """Return the texts of a list; a list inside it (a bullet with its own bullets) goes on."""
    found: list[str] = []
    for item in listed(value):
        # YAML reads "- Led: two teams" as a pair.
        pairs = [f"{key}: {text(v)}" for key, v in obj(item).items()]
        found += pairs or texts(item)
    return found


def _work(item: Json) -> Json:
    fields = {"name": shown(first(item, "company")), "position": shown(first(item, "position"))}
    return _dated(item, fields, {"company", "position"})


def _volunteer(item: Json) -> Json:
    fields = {
        "organization": shown(first(item, "company", "name")) or _said(item),
        "position": shown(first(item, "position")),
    }
    return _dated(item, fields, {"company", "position", "name", "bullet", "label", "details"})


def _education(item: Json) -> Json:
    fields = {
        "institution": shown(first(item, "institution")),
        "area": shown(first(item, "area")),
        "studyType": shown(first(item, "degree")),
        "score": first(item, "grade"),
    }
    return _dated(item, fields, {"institution", "area", "degree", "grade"})


def _project(item: Json) -> Json:
    fields = {"name": shown(first(item, "name")) or _said(item)}
    entry = _dated(item, fields, {"name", "bullet", "label", "details"})
    entry["description"] = entry.pop("summary", "")
    return filled(entry)


def _publication(item: Json) -> Json:
    doi = first(item, "doi")
    authors = ", ".join(plain(a).replace("*", "") for a in texts(item.get("authors")))
    return kept(
        {
            "name": shown(first(item, "title")),
            "publisher": plain(first(item, "journal")),
            "releaseDate": first(item, "date"),
            "url": first(item, "url") or (f"https://doi.org/{doi}" if doi else ""),
            "summary": "\n".join(t for t in (authors, plain(first(item, "summary"))) if t),
            "authors": texts(item.get("authors")),
        },
        left(item, ("title", "journal", "date", "url", "summary", "authors")),
    )


def _skill(item: Json) -> Json:
    """Return a skill group: its details are keywords, parted by commas outside of brackets."""
    if details := first(item, "details"):
        parts = re.split(r"[,;]\s+(?![^()]*\))", plain(details))
        words = [part.strip(" .") for part in parts if part.strip(" .")]
        return kept(
            {"name": plain(first(item, "label")), "keywords": words},
            left(item, ("label", "details")),
        )
    return kept({"name": _said(item)}, left(item, ("bullet", "label", "name", "number")))


def _language(item: Json) -> Json:
    if "details" in item:
        return {"language": plain(first(item, "label")), "fluency": plain(first(item, "details"))}
    name, _, level = _said(item).partition(":")
    if not level and name.endswith(")"):
        name, _, level = name[:-1].partition(" (")
    return filled({"language": name.strip(), "fluency": level.strip()})


def _award(item: Json) -> Json:
    return _listed(item, "title", "awarder")


def _certificate(item: Json) -> Json:
    return _listed(item, "name", "issuer")


def _listed(item: Json, title: str, giver: str) -> Json:
    """Return an entry of a name, a date and what is said of it."""
    name = first(item, "name", "label")
    entry = {
        title: shown(name) if name else _said(item),
        giver: plain(first(item, "details", "company")),
        "date": first(item, "date", "end_date", "start_date"),
        "url": first(item, "url") or address_in(name),
    }
    more = [plain(first(item, "summary")), *map(plain, _bullets(item.get("highlights")))]
    said = "\n".join(t for t in more if t)
    known = {"name", "label", "bullet", "details", "date", "summary", "highlights", "url"}
    rest = left(item, known)
    if title == "title":
        entry["summary"] = said
    elif said:
        rest["summary"] = said
    return kept(entry, rest)


def _interest(item: Json) -> Json:
    return _skill(item)


def _reference(item: Json) -> Json:
    label = shown(first(item, "name", "label"))
    said = [plain(first(item, k)) for k in ("details", "summary", "bullet")]
    lines = [*said, *map(plain, _bullets(item.get("highlights")))]
    known = {"name", "label", "details", "summary", "bullet", "highlights"}
    return kept({"name": label, "reference": "\n".join(t for t in lines if t)}, left(item, known))


def _custom(item: Json) -> Json:
    name = first(item, "name", "label", "title")
    return _dated(
        item,
        {
            "name": shown(name) or _said(item),
            "subtitle": plain(first(item, "details")),
        },
        {"name", "label", "title", "details", "bullet", "number", "reversed_number"},
    )


_READERS = {
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "projects": _project,
    "publications": _publication,
    "skills": _skill,
    "languages": _language,
    "awards": _award,
    "certificates": _certificate,
    "interests": _interest,
    "references": _reference,
}

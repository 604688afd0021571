"""Europass: the SkillsPassport that Cedefop's editor wrote until 2020 (schema 3, XML and JSON).

XML arrives as nested objects (see the adapter): a list's wrapper ("WorkExperienceList") is gone,
attributes are keys, and the text beside them is "#text".
"""

from collections.abc import Mapping

from resume_builder.domain.foreign.rich import Rich, rich_text
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
)

_SKILLS = {
    "Communication": "Communication skills",
    "Organisational": "Organisational skills",
    "JobRelated": "Job-related skills",
    "Computer": "Digital skills",
    "Other": "Other skills",
}
_LEVELS = {
    "Listening": "listening",
    "Reading": "reading",
    "SpokenInteraction": "spoken interaction",
    "SpokenProduction": "spoken production",
    "Writing": "writing",
}
_STATEMENT = {"personal_statement", "personal statement"}


def is_europass(data: Mapping[str, object]) -> bool:
    """Tell whether a parsed object is a SkillsPassport."""
    return "LearnerInfo" in _passport(data)


def from_europass(data: Mapping[str, object]) -> Json:
    """Return a SkillsPassport as a JSON Resume object."""
    passport = _passport(data)
    info = obj(passport.get("LearnerInfo"))
    skills = obj(info.get("Skills"))
    known = {"Identification", "Headline", "WorkExperience", "Education", "Skills", "Achievement"}
    return filled(
        {
            "basics": _basics(info),
            "work": [_work(item) for item in objects(info.get("WorkExperience"))],
            "education": [_education(item) for item in objects(info.get("Education"))],
            "skills": _skills(skills),
            "languages": _languages(obj(skills.get("Linguistic"))),
            "x-sections": _achievements(objects(info.get("Achievement"))),
            "x-language": first(passport, "locale", "Locale").partition("_")[0],
            "x-europass": left(info, known)
            | left(passport, ("LearnerInfo", "locale", "Locale", "schemaLocation")),
        }
    )


def word(value: object) -> str:
    """Return what an element says: its text, or the label of a coded value."""
    return text(value) or first(obj(value), "#text", "Label") or word_of_label(obj(value))


def word_of_label(item: Json) -> str:
    """Return the text of a label that has attributes."""
    return first(obj(item.get("Label")), "#text")


def told(value: object) -> Rich:
    """Return a long text, which is HTML."""
    return rich_text(word(value))


def _passport(data: Mapping[str, object]) -> Json:
    return obj(data.get("SkillsPassport")) or obj(data)


def _basics(info: Json) -> Json:
    person = obj(info.get("Identification"))
    name, contact = obj(person.get("PersonName")), obj(person.get("ContactInfo"))
    headline = obj(info.get("Headline"))
    kind = obj(headline.get("Type"))
    said = word(headline.get("Description"))
    states = {first(kind, "Code").lower(), word(kind).lower()} & _STATEMENT
    phones = [word(obj(p).get("Contact")) for p in listed(contact.get("Telephone"))]
    sites = [word(obj(s).get("Contact")) for s in listed(contact.get("Website"))]
    rest = left(person, ("PersonName", "ContactInfo", "Photo"))
    known = {"Address", "Email", "Telephone", "Website", "InstantMessaging"}
    return filled(
        {
            "name": " ".join(t for t in (word(name.get(k)) for k in _NAME) if t),
            "label": "" if states else said,
            "summary": rich_text(said).flat if states else "",
            "email": word(obj(contact.get("Email")).get("Contact")),
            "phone": next((p for p in phones if p), ""),
            "url": next((s for s in sites if s), ""),
            "location": _place(contact),
            "profiles": [{"url": s} for s in sites[1:] if s] + _messengers(contact),
            "x-source": rest
            | left(contact, known)
            | filled({"title": word(name.get("Title")), "phones": phones[1:]}),
        }
    )


_NAME = ("FirstName", "Surname")


def _messengers(contact: Json) -> list[Json]:
    return [
        filled({"network": word(m.get("Use")), "username": word(m.get("Contact"))})
        for m in objects(contact.get("InstantMessaging"))
    ]


def _place(contact: Json) -> Json:
    """Return an address as JSON Resume's location."""
    place = obj(obj(contact.get("Address")).get("Contact")) or obj(contact.get("Address"))
    street = [word(place.get(k)) for k in ("AddressLine", "AddressLine2")]
    country = place.get("Country")
    return filled(
        {
            "address": ", ".join(t for t in street if t),
            "postalCode": word(place.get("PostalCode")),
            "city": word(place.get("Municipality")),
            "countryCode": first(obj(country), "Code") or word(country),
        }
    )


def _town(contact: Json) -> str:
    """Return the town and country of an address in one line."""
    place = obj(obj(contact.get("Address")).get("Contact")) or obj(contact.get("Address"))
    parts = (word(place.get("Municipality")), word(place.get("Country")))
    return ", ".join(part for part in parts if part)


def _period(value: object) -> Json:
    """Return the dates of a period; "--04" is how XML writes a month alone."""
    period = obj(value)
    end = "present" if word(period.get("Current")).lower() == "true" else ""
    return filled(
        {
            "startDate": _date(obj(period.get("From"))),
            "endDate": end or ("present" if period.get("Current") is True else "")
            or _date(obj(period.get("To"))),
        }
    )  # fmt: skip


def _date(date: Json) -> str:
    parts = [
        "".join(c for c in first(date, name, name.lower()) if c.isdigit())
        for name in ("Year", "Month", "Day")
    ]
    found = [parts[0].zfill(4)] if parts[0] else []
    for part in parts[1:]:
        if not found or not part:
            break
        found.append(part.zfill(2))
    return "-".join(found)


def _work(item: Json) -> Json:
    employer = obj(item.get("Employer"))
    contact, said = obj(employer.get("ContactInfo")), told(item.get("Activities"))
    rest = left(item, ("Period", "Position", "Activities", "Employer"))
    return kept(
        {
            "name": word(employer.get("Name")),
            "position": word(item.get("Position")),
            "location": _town(contact),
            "url": word(obj(contact.get("Website")).get("Contact")),
            **_period(item.get("Period")),
            "summary": said.summary,
            "highlights": said.highlights,
        },
        rest | filled({"Employer": left(employer, ("Name",))}),
    )


def _education(item: Json) -> Json:
    school = obj(item.get("Organisation"))
    contact, said = obj(school.get("ContactInfo")), told(item.get("Activities"))
    known = {"Period", "Title", "Activities", "Organisation", "Field"}
    return kept(
        {
            "institution": word(school.get("Name")),
            "studyType": word(item.get("Title")),
            "area": word(item.get("Field")),
            "location": _town(contact),
            "url": word(obj(contact.get("Website")).get("Contact")),
            **_period(item.get("Period")),
            "summary": said.summary,
            "highlights": said.highlights,
        },
        left(item, known) | filled({"Organisation": left(school, ("Name",))}),
    )


def _languages(linguistic: Json) -> list[Json]:
    mothers = [
        {"language": word(m.get("Description")), "fluency": "Mother tongue"}
        for m in objects(linguistic.get("MotherTongue"))
    ]
    return mothers + [_foreign(item) for item in objects(linguistic.get("ForeignLanguage"))]


def _foreign(item: Json) -> Json:
    levels = obj(item.get("ProficiencyLevel"))
    stated = [(name, word(levels.get(key))) for key, name in _LEVELS.items()]
    return kept(
        {
            "language": word(item.get("Description")),
            "fluency": fluency_of([(name, level) for name, level in stated if level]),
        },
        left(item, ("Description", "ProficiencyLevel")),
    )


def fluency_of(levels: list[tuple[str, str]]) -> str:
    """Return levels by skill in words: one where all are the same."""
    if len({level for _, level in levels}) == 1:
        return levels[0][1]
    return ", ".join(f"{level} {name}" for name, level in levels)


def _skills(skills: Json) -> list[Json]:
    found: list[Json] = []
    for key, name in _SKILLS.items():
        item = obj(skills.get(key))
        said = told(item.get("Description"))
        lines = [*said.summary.splitlines(), *said.highlights]
        if lines:
            found.append(kept({"name": name, "keywords": lines}, left(item, ("Description",))))
    driving = obj(skills.get("Driving")).get("Description")
    classes = [word(x) for x in listed(obj(driving).get("Licence") or driving)]
    if any(classes):
        found.append({"name": "Driving licence", "keywords": [c for c in classes if c]})
    rest = left(skills, (*_SKILLS, "Linguistic", "Driving"))
    return found + ([{"name": "", "x-source": rest}] if rest else [])


def _achievements(items: list[Json]) -> list[Json]:
    """Return achievements as sections of their own, those of one title together."""
    sections: dict[str, list[Json]] = {}
    for item in items:
        said = told(item.get("Description"))
        entry = {"summary": said.summary, "highlights": said.highlights}
        title = word(item.get("Title")) or "Achievements"
        rest = left(item, ("Title", "Description"))
        sections.setdefault(title, []).append(kept(entry, rest))
    return [{"title": title, "entries": entries} for title, entries in sections.items()]

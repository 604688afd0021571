"""Europass since 2020: the Candidate of the Commission's schema (after HR Open Standards).

Element names come without their namespaces, attributes are keys, the text beside them is "#text".
"""

from collections.abc import Iterator, Mapping

from resume_builder.domain.foreign.europass import fluency_of, told, word
from resume_builder.domain.foreign.tongues import tongue
from resume_builder.domain.foreign.values import (
    Json,
    filled,
    first,
    kept,
    left,
    listed,
    obj,
    objects,
)

_PHONES = {"telephone", "phone", "mobile", "mobilephone", "mobile telephone", "landline"}
_MAIL = {"email", "e-mail"}
_PERSON = {"PersonName", "Communication", "PrimaryLanguageCode"}
# Container -> title of a section of the person's own. Each holds items with a title and a text.
_OWN = {
    "NetworksAndMemberships": "Networks and memberships",
    "ConferencesAndSeminars": "Conferences and seminars",
    "SocialAndPoliticalActivities": "Social and political activities",
    "CreativeWorks": "Creative works",
    "PatentHistory": "Patents",
    "SpeakingHistory": "Talks",
    "OrganizationAffiliations": "Affiliations",
    "MilitaryHistory": "Military service",
}
_GROUPS = {
    "ManagementAndLeadershipSkills": "Management and leadership skills",
    "CommunicationAndInterpersonalSkills": "Communication and interpersonal skills",
    "OrganisationalSkills": "Organisational skills",
}
_READ = {
    "EmploymentHistory", "EducationHistory", "ExecutiveSummary", "PersonQualifications", "Skills",
    "DigitalSkills", "Projects", "PublicationHistory", "VoluntaryWorks", "HobbiesAndInterests",
    "Licenses", "Certifications", "CourseCertifications", "Others", "languageCode", "ID",
    *_OWN, *_GROUPS,
}  # fmt: skip
_DIMENSIONS = {
    "CEF-Understanding-Listening": "listening",
    "CEF-Understanding-Reading": "reading",
    "CEF-Speaking-Interaction": "spoken interaction",
    "CEF-Speaking-Production": "spoken production",
    "CEF-Writing-Interaction": "writing",
    "CEF-Writing-Production": "writing",
}
_NAMES = ("Title", "Name", "CertificationName", "LicenseName", "FormattedPublicationDescription")
_TEXTS = ("Description", "Summary", "Text", "CertificationDescription")


def is_candidate(data: Mapping[str, object]) -> bool:
    """Tell whether a parsed object is a Candidate."""
    return "CandidatePerson" in obj(data.get("Candidate"))


def from_candidate(data: Mapping[str, object]) -> Json:
    """Return a Candidate as a JSON Resume object; of profiles in several languages, the first."""
    candidate = obj(data.get("Candidate"))
    profiles = objects(candidate.get("CandidateProfile")) or [{}]
    profile, person = profiles[0], obj(candidate.get("CandidatePerson"))
    competencies = objects(obj(profile.get("PersonQualifications")).get("PersonCompetency"))
    spoken = [c for c in competencies if word(c.get("TaxonomyID")).lower() == "language"]
    others = [c for c in competencies if c not in spoken]
    mothers = [
        {"language": tongue(word(code)), "fluency": "Mother tongue"}
        for code in listed(person.get("PrimaryLanguageCode"))
        if word(code)
    ]
    rest = left(profile, _READ)
    return filled(
        {
            "basics": _basics(person, profile),
            "work": [entry for e in _items(profile, "EmploymentHistory") for entry in _jobs(e)],
            "education": [_education(e) for e in _items(profile, "EducationHistory")],
            "volunteer": [_volunteer(e) for e in _items(profile, "VoluntaryWorks")],
            "projects": [_project(e) for e in _items(profile, "Projects")],
            "publications": [_publication(e) for e in _items(profile, "PublicationHistory")],
            "certificates": [
                _certificate(e)
                for name in ("Certifications", "CourseCertifications", "Licenses")
                for e in _items(profile, name)
            ],
            "languages": mothers + [_language(item) for item in spoken],
            "skills": [*_digital(profile), *_groups(profile), *map(_competency, others)],
            "interests": [_interest(e) for e in _items(profile, "HobbiesAndInterests")],
            "x-sections": [*_own(profile), *_others(profile)],
            "x-language": word(profile.get("languageCode")),
            "x-europass": rest | filled({"profiles": profiles[1:]}),
        }
    )


def _items(profile: Json, container: str) -> list[Json]:
    """Return the objects inside a container, whatever the elements are called."""
    return [
        item
        for part in objects(profile.get(container))
        for key, value in part.items()
        for item in objects(value)
        if key not in ("Title", "QualificationsSummary")
    ]


def _basics(person: Json, profile: Json) -> Json:
    name = obj(person.get("PersonName"))
    full = " ".join(t for t in (word(name.get(k)) for k in ("GivenName", "FamilyName")) if t)
    channels = objects(person.get("Communication"))
    phones, mails, sites = _channels(channels)
    place = _address(channels)
    street = ", ".join(t for x in listed(place.get("AddressLine")) if (t := word(x)))
    return filled(
        {
            "name": full or word(name.get("FormattedName")),
            "email": next(iter(mails), ""),
            "phone": next(iter(phones), ""),
            "url": next((s["url"] for s in sites if not s.get("network")), ""),
            "profiles": [s for s in sites if s.get("network")]
            + [s for s in sites if not s.get("network")][1:],
            "location": filled(
                {
                    "address": street,
                    "city": word(place.get("CityName")),
                    "postalCode": word(place.get("PostalCode")),
                    "countryCode": word(place.get("CountryCode")).upper(),
                }
            ),
            "summary": told(profile.get("ExecutiveSummary")).flat,
            "x-source": left(person, _PERSON) | filled({"emails": mails[1:], "phones": phones[1:]}),
        }
    )


def _channels(channels: list[Json]) -> tuple[list[str], list[str], list[Json]]:
    """Return telephone numbers, mail addresses, and addresses on the web with their networks."""
    phones: list[str] = []
    mails: list[str] = []
    sites: list[Json] = []
    for channel in channels:
        kind = word(channel.get("ChannelCode"))
        uri = next((t for k in ("URI", "URL", "Text") if (t := word(channel.get(k)))), "")
        number = word(channel.get("DialNumber")) or word(channel.get("FormattedNumber"))
        if kind.lower() in _MAIL and (uri or number):
            mails.append((uri or number).removeprefix("mailto:"))
        elif number and "@" not in number:
            country = word(channel.get("CountryDialing")).lstrip("+")
            area = word(channel.get("AreaDialing"))
            phones.append(" ".join(t for t in (country and f"+{country}", area, number) if t))
        elif uri and kind.lower() in _PHONES:
            phones.append(uri.removeprefix("tel:"))
        elif uri:
            network = "" if kind.lower() in ("web", "website") else word(channel.get("UseCode"))
            sites.append(filled({"network": network, "url": uri}))
    return phones, mails, sites


def _period(item: Json) -> Json:
    """Return the dates of the first period in an item."""
    for value in item.values():
        period = obj(value)
        if "StartDate" in period or "EndDate" in period:
            going = {word(period.get(k)).lower() for k in ("CurrentIndicator", "Ongoing")}
            start, end = (_date(period.get(k)) for k in ("StartDate", "EndDate"))
            return filled({"startDate": start, "endDate": "present" if "true" in going else end})
    start, end = (_date(item.get(k)) for k in ("StartDate", "EndDate"))
    return filled({"startDate": start, "endDate": end})


def _date(value: object) -> str:
    date = obj(value)
    stated = word(date.get("FormattedDateTime")) or word(date.get("DateText")) or word(value)
    return stated.partition("T")[0] if stated[:4].isdigit() else stated


def _town(item: Json) -> str:
    """Return the town and country of an organization's contact."""
    contacts = objects(obj(item.get("OrganizationContact")).get("Communication"))
    place = _address(contacts)
    parts = word(place.get("CityName")), word(place.get("CountryCode")).upper()
    return ", ".join(part for part in parts if part)


def _address(channels: list[Json]) -> Json:
    """Return the first address among the ways to reach somebody."""
    places = [place for channel in channels if (place := obj(channel.get("Address")))]
    return places[0] if places else obj(None)


def _site(item: Json) -> str:
    contacts = objects(obj(item.get("OrganizationContact")).get("Communication"))
    return next((t for c in contacts for k in ("URI", "URL") if (t := word(c.get(k)))), "")


def _jobs(employer: Json) -> Iterator[Json]:
    """Yield a job for each position at an employer; the employer's period serves one without."""
    whole = _period(employer)
    positions = objects(employer.get("PositionHistory")) or [{}]
    known = {"PositionTitle", "EmploymentPeriod", "Description", "City", "Country"}
    for position in positions:
        said = told(position.get("Description"))
        own = ", ".join(t for k in ("City", "Country") if (t := word(position.get(k))))
        yield kept(
            {
                "name": word(employer.get("OrganizationName")),
                "position": word(position.get("PositionTitle")),
                "location": own or _town(employer),
                "url": _site(employer),
                **(_period(position) or whole),
                "summary": said.summary,
                "highlights": said.highlights,
            },
            left(position, known)
            | left(employer, ("OrganizationName", "PositionHistory", "EmploymentPeriod")),
        )


def _education(item: Json) -> Json:
    degrees = objects(item.get("EducationDegree")) or [{}]
    degree = degrees[0]
    said = told(item.get("Description") or degree.get("OccupationalSkillsCovered"))
    known = {"OrganizationName", "ProgramName", "AttendancePeriod", "Description"}
    program, title = word(item.get("ProgramName")), word(degree.get("DegreeName"))
    grade = obj(degree.get("FinalGrade"))
    rest = left(degree, ("DegreeName", "OccupationalSkillsCovered", "FinalGrade"))
    return kept(
        {
            "institution": word(item.get("OrganizationName")),
            "studyType": title or program,
            "area": program if title and program != title else "",
            "score": word(grade.get("ScoreText")) or word(degree.get("FinalGrade")),
            "location": _town(item),
            "url": _site(item),
            **_period(item),
            "summary": said.summary,
            "highlights": said.highlights,
        },
        left(item, {*known, "EducationDegree"}) | filled({"degree": rest, "more": degrees[1:]}),
    )


def _entry(item: Json) -> tuple[Json, Json]:
    """Return name, text, dates and address of an item of any kind, and what is left of it."""
    name = next((t for k in _NAMES if (t := word(item.get(k)))), "")
    said = told(next((item[k] for k in _TEXTS if item.get(k)), ""))
    url = next((t for k in ("Link", "URI", "URL") if (t := word(item.get(k)))), "")
    periods = {k for k, v in item.items() if {"StartDate", "EndDate"} & set(obj(v))}
    known = {*_NAMES, *_TEXTS, "Link", "URI", "URL", "StartDate", "EndDate", *periods}
    entry = {
        "name": name,
        **_period(item),
        "url": url,
        "summary": said.summary,
        "highlights": said.highlights,
    }
    return filled(entry), left(item, known)


def _volunteer(item: Json) -> Json:
    entry, rest = _entry(item)
    organization = word(rest.pop("OrganizationName", ""))
    name = entry.pop("name", "")
    role = word(rest.pop("Role", "")) or (name if organization else "")
    return kept({**entry, "organization": organization or name, "position": role}, rest)


def _project(item: Json) -> Json:
    entry, rest = _entry(item)
    entry["description"] = entry.pop("summary", "")
    return kept(entry, rest)


def _publication(item: Json) -> Json:
    entry, rest = _entry(item)
    lines = [entry.pop("summary", ""), *entry.pop("highlights", [])]
    date = next((d for k in ("PublicationDate", "Year", "Date") if (d := _date(item.get(k)))), "")
    return kept({**entry, "summary": "\n".join(t for t in lines if t), "releaseDate": date}, rest)


def _certificate(item: Json) -> Json:
    entry, rest = _entry(item)
    authority = obj(item.get("IssuingAuthority") or item.get("IssuingAuthortity"))
    dates = ("FirstIssuedDate", "CertificationDate", "IssuedDate", "Date")
    date = next((d for k in dates if (d := _date(item.get(k)))), entry.get("startDate", ""))
    lines = [entry.get("summary", ""), *entry.get("highlights", [])]
    code = word(item.get("LicenseTypeCode"))
    return kept(
        {
            "name": entry.get("name", "") or code,
            "issuer": word(authority.get("Name")),
            "date": date,
            "url": entry.get("url", ""),
        },
        {**rest, "summary": "\n".join(t for t in lines if t)} if any(lines) else rest,
    )


def _language(item: Json) -> Json:
    levels: dict[str, str] = {}
    for dimension in objects(item.get("CompetencyDimension")):
        code = word(dimension.get("CompetencyDimensionTypeCode"))
        score = word(obj(dimension.get("Score")).get("ScoreText"))
        if score:
            levels.setdefault(_DIMENSIONS.get(code, code), score)
    whole = word(obj(item.get("ProficiencyLevel")).get("ScoreText"))
    name = word(item.get("CompetencyName")) or tongue(word(item.get("CompetencyID")))
    known = {"CompetencyID", "CompetencyName", "CompetencyDimension", "ProficiencyLevel",
             "TaxonomyID"}  # fmt: skip
    return kept(
        {"language": name, "fluency": fluency_of(list(levels.items())) if levels else whole},
        left(item, known),
    )


def _competency(item: Json) -> Json:
    name = word(item.get("CompetencyName")) or word(item.get("CompetencyID"))
    return kept({"name": name}, left(item, ("CompetencyName", "CompetencyID", "TaxonomyID")))


def _digital(profile: Json) -> list[Json]:
    """Return digital skills, by their groups, and those of the newer `Skills`."""
    found: list[Json] = []
    for part in objects(profile.get("DigitalSkills")):
        for group in objects(part.get("DigitalSkillsGroup")) + [part]:
            words = [word(x) or first(obj(x), "Title") for x in listed(group.get("DigitalSkill"))]
            keywords = [w for w in words if w]
            if keywords:
                title = word(group.get("Title")) or "Digital skills"
                found.append({"name": title, "keywords": keywords})
    more = objects(obj(profile.get("Skills")).get("PersonCompetency"))
    return found + [_competency(item) for item in more]


def _groups(profile: Json) -> list[Json]:
    """Return skills that are told as a title with a text."""
    found: list[Json] = []
    summary = told(obj(profile.get("PersonQualifications")).get("QualificationsSummary"))
    if summary.flat:
        found.append({"name": "Job-related skills", "keywords": summary.flat.splitlines()})
    for container, title in _GROUPS.items():
        for item in _items(profile, container):
            entry, rest = _entry(item)
            lines = [*entry.get("summary", "").splitlines(), *entry.get("highlights", [])]
            found.append(kept({"name": entry.get("name", "") or title, "keywords": lines}, rest))
    return found


def _interest(item: Json) -> Json:
    entry, rest = _entry(item)
    lines = [*entry.get("summary", "").splitlines(), *entry.get("highlights", [])]
    return kept({"name": entry.get("name", ""), "keywords": lines}, rest)


def _own(profile: Json) -> Iterator[Json]:
    for container, title in _OWN.items():
        entries = [kept(*_entry(item)) for item in _items(profile, container)]
        if entries:
            yield {"title": title, "entries": entries}


def _others(profile: Json) -> Iterator[Json]:
    """Yield sections that the person titled."""
    for part in objects(profile.get("Others")):
        entries = [kept(*_entry(item)) for item in objects(part.get("Other"))]
        if entries:
            yield {"title": word(part.get("Title")) or "Other", "entries": entries}

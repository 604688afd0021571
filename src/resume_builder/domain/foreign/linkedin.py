"""LinkedIn's data export: rows of its CSV files (columns as its help pages name them).

Columns without a field of ours travel on in "x-source" of their entry. Files about other people
(connections, messages) are not read.
"""

import re
from collections.abc import Mapping, Sequence

from resume_builder.domain.foreign.rich import rich_text
from resume_builder.domain.foreign.values import Json, filled, kept, left

Row = dict[str, str]
_PERIOD = {"Started On": "startDate", "Finished On": "endDate"}
# File -> our section, and column -> our field. "told" is a text with lines and bullets.
_SECTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "positions": (
        "work",
        {
            "Company Name": "name", "Title": "position", "Location": "location",
            "Description": "told", **_PERIOD,
        },
    ),
    "education": (
        "education",
        {
            "School Name": "institution", "Degree Name": "studyType", "Notes": "told",
            "Start Date": "startDate", "End Date": "endDate", **_PERIOD,
        },
    ),
    "volunteering": (
        "volunteer",
        {"Company Name": "organization", "Role": "position", "Description": "told", **_PERIOD},
    ),
    "projects": (
        "projects",
        {"Title": "name", "Description": "told", "Url": "url", **_PERIOD},
    ),
    "skills": ("skills", {"Name": "name"}),
    "languages": ("languages", {"Name": "language", "Proficiency": "fluency"}),
    "certifications": (
        "certificates",
        {"Name": "name", "Authority": "issuer", "Url": "url", "Started On": "date"},
    ),
    "honors": ("awards", {"Title": "title", "Description": "summary", "Issued On": "date"}),
    "publications": (
        "publications",
        {
            "Name": "name", "Publisher": "publisher", "Published On": "releaseDate",
            "Description": "summary", "Url": "url",
        },
    ),
}  # fmt: skip
_OWN: dict[str, tuple[str, dict[str, str]]] = {
    "courses": ("Courses", {"Name": "name", "Number": "subtitle"}),
    "organizations": (
        "Organizations",
        {"Name": "name", "Position": "subtitle", "Description": "told", **_PERIOD},
    ),
    "patents": (
        "Patents",
        {
            "Title": "name", "Number": "subtitle", "Description": "told", "Url": "url",
            "Issued On": "endDate",
        },
    ),
    "test scores": (
        "Test scores",
        {"Name": "name", "Score": "subtitle", "Description": "told", "Date": "endDate"},
    ),
}  # fmt: skip
_PERSON = {
    "profile", "email addresses", "phonenumbers", "phone numbers", "whatsapp phone numbers",
    "recommendations_received", "profile summary",
}  # fmt: skip
# The files that are read, by their names in small letters, without ".csv".
TABLES = frozenset({*_SECTIONS, *_OWN, *_PERSON})
_SITE = re.compile(r"(?:([^,\[\]:]+):)?(https?://[^,\]\s]+)")
# LinkedIn writes both in one cell.
_GRADE = re.compile(r"^(?:Grade|Note):\s*(.+)$", re.MULTILINE)


def from_linkedin(tables: Mapping[str, Sequence[Row]]) -> Json:
    """Return the rows of the export's files, by TABLES, as a JSON Resume object."""
    out: Json = {"basics": _basics(tables)}
    for table, (section, fields) in _SECTIONS.items():
        out[section] = [_entry(row, section, fields) for row in tables.get(table, ())]
    out["references"] = [_reference(row) for row in tables.get("recommendations_received", ())]
    out["x-sections"] = [
        {"title": title, "entries": [_entry(row, "custom", fields) for row in tables[table]]}
        for table, (title, fields) in _OWN.items()
        if tables.get(table)
    ]
    return filled(out)


def _basics(tables: Mapping[str, Sequence[Row]]) -> Json:
    row, more = _first(tables, "profile"), _first(tables, "profile summary")
    place = filled(
        {
            "address": row.get("Address", ""),
            "postalCode": row.get("Zip Code", ""),
            "x-text": row.get("Geo Location", ""),
        }
    )
    emails = _sorted_by(tables.get("email addresses", ()), "Email Address", "Primary")
    phones = _phones(tables)
    handles = re.findall(r"[^\[\],\s]+", row.get("Twitter Handles", ""))
    profiles = [
        {"network": "X", "username": h.lstrip("@"), "url": f"https://x.com/{h.lstrip('@')}"}
        for h in handles
    ]
    sites = [(label.strip(), url) for label, url in _SITE.findall(row.get("Websites", ""))]
    known = {
        "First Name", "Last Name", "Headline", "Summary", "Address", "Zip Code", "Geo Location",
        "Twitter Handles", "Websites",
    }  # fmt: skip
    rest = left(row, known) | filled({"emails": emails[1:], "phones": phones[1:]})
    return filled(
        {
            "name": " ".join(t for t in (row.get("First Name"), row.get("Last Name")) if t),
            "label": row.get("Headline", ""),
            "summary": row.get("Summary", "") or more.get("Profile Summary", ""),
            "email": next(iter(emails), ""),
            "phone": next(iter(phones), ""),
            "url": sites[0][1] if sites else "",
            "location": place,
            "profiles": profiles + [filled({"network": k, "url": u}) for k, u in sites[1:]],
            "x-source": rest,
        }
    )


def _first(tables: Mapping[str, Sequence[Row]], table: str) -> Row:
    """Return the first row of a file, an empty one without it."""
    rows = tables.get(table)
    return rows[0] if rows else {}


def _phones(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    return [
        f"{row.get('Number', '')} {row.get('Extension', '')}".strip()
        for table in ("phonenumbers", "phone numbers", "whatsapp phone numbers")
        for row in tables.get(table, ())
        if row.get("Number")
    ]


def _sorted_by(rows: Sequence[Row], column: str, first: str) -> list[str]:
    """Return the cells of a column, those before all others where `first` says yes."""
    ordered = sorted(rows, key=lambda row: row.get(first, "").lower() != "yes")
    return [row[column] for row in ordered if row.get(column)]


def _entry(row: Row, section: str, fields: Mapping[str, str]) -> Json:
    """Return a row as an entry."""
    entry: Json = {}
    for column, key in fields.items():
        value = row.get(column, "")
        if key == "told":
            told = rich_text(value)
            summary = "description" if section == "projects" else "summary"
            entry |= {summary: told.summary, "highlights": told.highlights}
        elif value:
            entry[key] = value
    if section == "education":
        _split_degree(entry)
    return kept(entry, left(row, fields))


def _split_degree(entry: Json) -> None:
    """LinkedIn writes "Degree, Subject" in one cell, and the grade among the notes."""
    degree, comma, area = str(entry.get("studyType", "")).partition(", ")
    if comma and area:
        entry |= {"studyType": degree, "area": area}
    if grade := _GRADE.search(str(entry.get("summary", ""))):
        entry["score"] = grade[1]
        entry["summary"] = _GRADE.sub("", str(entry["summary"]), count=1).strip()


def _reference(row: Row) -> Json:
    name = " ".join(t for t in (row.get("First Name"), row.get("Last Name")) if t)
    return kept(
        {"name": name, "reference": row.get("Text", "")},
        left(row, ("First Name", "Last Name", "Text")),
    )

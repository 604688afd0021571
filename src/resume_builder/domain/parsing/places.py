"""Where the person lives: an address taken apart into street, postal code, city, and region."""

import re
from dataclasses import dataclass

from resume_builder.domain.resume import Location
from resume_builder.domain.vocabulary import Vocabulary, fold

_POSTAL_CITY = re.compile(r"^(?:[A-Z]{1,2}-)?(\d{4} ?[A-Z]{2}|\d{4,5}(?:-\d{3})?)\s+(.+)$")
# The postal codes of Britain, Ireland and Canada stand behind the town.
_CITY_POSTAL = re.compile(
    r"^(.*?[^\W\d_])\s+"
    r"([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d\d ?[A-Z\d]{4})$"
)
_CODE_END = re.compile(r"^(.*\S) ([A-Z]{2})$")
_POSTAL_END = re.compile(r"[ )]*\b([A-Z]\d[A-Z] ?\d[A-Z]\d)$")
_BRACKETED = re.compile(r"(?<=\w)\s*[(（]([^()（）]{2,30})[)）]")
_PARTS = re.compile(r"[,，(（]|\s[–-]\s|\s{2,}|/(?=[A-Z]{2}(?:\W|$))")
_LABELLED_CODE = re.compile(r"\b(?:CEP|CP|C\.P\.|PLZ)[:.]?\s*(\d[\d.-]{3,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What an address says by its form alone."""

    region: str = ""
    postal: str = ""


def split_address(text: str, v: Vocabulary) -> tuple[list[str], Told]:
    """Return the parts of an address, and what stands in brackets or behind a label.

    A bracket behind a town names its region or the larger town: "Verona (VR)".
    """
    region = postal = ""
    if found := _LABELLED_CODE.search(text):
        postal, text = found.group(1), text[: found.start()] + text[found.end() :]
    found = _BRACKETED.search(text)
    if found and fold(text[: found.start()]) not in v.places.remote:
        inside = found.group(1).strip()
        if fold(inside) not in v.places.countries and not _is_country(inside, v):
            region, text = inside, text[: found.start()] + text[found.end() :]
    parts = [p.strip(" )）-–") for p in _PARTS.split(text)]
    return [p for p in parts if p], Told(region, postal)


def _is_country(code: str, v: Vocabulary) -> bool:
    """Tell whether two capitals are a country's and no region's: "FR" is, "VR" is not."""
    return code in v.places.codes and fold(code) not in v.places.regions


def _is_behind(code: str, parts: list[str], v: Vocabulary) -> bool:
    """Tell whether two capitals with no comma are a country: "Austin TX" names a state."""
    return code in v.places.codes and (len(parts) > 1 or fold(code) not in v.places.states)


def location_of(text: str, v: Vocabulary) -> Location:
    """Split a place into street, postal code, city, region and country where that is plain."""
    country = region = postal = ""
    behind = _POSTAL_END.search(text)
    parts, said = split_address(text[: behind.start()] if behind else text, v)
    region, postal = said.region, behind.group(1) if behind else said.postal
    if parts and (found := _CODE_END.match(parts[-1])) and _is_behind(found.group(2), parts, v):
        parts[-1], country = found.groups()
    while len(parts) > 1 and (code := _country(parts, v)):
        country = country or code
        parts.pop()
    if len(parts) > 1 and re.fullmatch(r"[\d\- ]{4,9}", parts[-1]):
        postal = parts.pop()
    if len(parts) > 1 and (found := re.match(r"^([^\W\d_][^\d]*?)\s*(\d[\d-]{3,9})?$", parts[-1])):
        name = found.group(1).strip()
        if not region and (fold(name) in v.places.states or fold(name) in v.places.regions):
            region, postal = name, postal or found.group(2) or ""
            parts.pop()
    if len(parts) > 1 and not region and _city_first(parts, v, abroad=bool(country)):
        region = parts.pop()
    city = parts.pop() if parts else ""
    if (found := _POSTAL_CITY.match(city)) and not _street_number(city):
        postal, city = found.group(1), found.group(2)
    elif (found := _CITY_POSTAL.match(city)) and not _street_number(found.group(1)):
        city, postal = found.group(1), found.group(2)
    address = ", ".join(parts)
    return Location(
        text=text,
        address=address,
        postal_code=postal,
        city=city,
        region=region,
        country_code=country,
    )


def _country(parts: list[str], v: Vocabulary) -> str:
    """Return the code of the country that the last part names; "CA" is a state below two parts."""
    last = parts[-1]
    if fold(last) in v.places.states and len(last) == 2:
        return ""
    if len(last) == 2 and last.isupper() and last in v.places.codes:
        return last
    return v.places.countries.get(fold(last), "")


def _city_first(parts: list[str], v: Vocabulary, *, abroad: bool) -> bool:
    """Tell whether the parts are city and region, and not quarter (or street) and city."""
    first, last = parts[-2], parts[-1]
    if any(c.isdigit() for c in first + last) or fold(last) in v.places.cities:
        return False
    return abroad or fold(first) in v.places.cities


def _street_number(text: str) -> bool:
    return bool(
        re.search(r"\b(?:street|st|avenue|ave|road|rd|lane|way|drive|dr)\b", text, re.IGNORECASE)
    )

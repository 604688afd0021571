"""Headers, footers and page numbers: what belongs to the paper and not to the text."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set

from resume_builder.adapters.documents.pdf.segments import Row, Segment

# Parts of the page height where headers and footers stand.
_TOP, _BOTTOM = 0.1, 0.88
# Points that a running header may move between pages.
_MOVE = 6.0
_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|página|pagina|pág\.?|p\.|第|стр\.?)\s*)?\d{1,3}\s*"
    r"(?:(?:/|of|von|de|di|van|sur|из|／|\|)\s*\d{1,3})?\s*页?[-–—|\s]*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# The name of the person before the number of a page: "Jo Doe · 2", "Jo Doe, page 2 of 3".
_TITLED = re.compile(
    r"(?P<title>.+?\w)[^\w]+(?:(?:page|seite|página|pagina|pág\.?|p\.)\s*)?(?P<number>\d{1,3})"
    r"(?:\s*(?:/|of|von|de|di|van|sur)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@|https?:|www\.|\+?\d[\d\s().-]{7,}\d|\w\.(?:com|org|net|io|dev)\b", re.IGNORECASE
)


def take_furniture(
    pages: Sequence[list[Row]], heights: Sequence[float]
) -> tuple[list[list[Row]], list[Row]]:
    """Return the pages without furniture, and the footers that hold contact data, once each.

    A running header is kept on its first page: it may be the only place of the name.
    """
    repeated = _repeated(pages, heights)
    kept: list[list[Row]] = []
    feet: list[Row] = []
    seen: set[str] = set()
    titles = {_text(row) for row in pages[0]} if pages else set[str]()
    for number, (rows, height) in enumerate(zip(pages, heights, strict=True), start=1):
        page: list[Row] = []
        for row in rows:
            rest = _without_numbers(row, height)
            key = _key(row)
            if not rest or (key in repeated and key in seen and _in_margin(row, height)):
                continue
            if number > 1 and _in_margin(row, height) and _is_titled_number(row, number, titles):
                continue
            if key in repeated and _in_margin(row, height):
                seen.add(key)
                if row[0].base > _BOTTOM * height:
                    if _CONTACT.search(" ".join(s.text for s in rest)):
                        feet.append(rest)
                    continue
            page.append(rest)
        kept.append(page)
    return kept, feet


def _without_numbers(row: Row, height: float) -> Row:
    """Drop page numbers: they stand alone, or at an end of a footer."""
    if not _in_margin(row, height):
        return row
    return [segment for segment in row if not _NUMBER.match(segment.text) or _is_more(segment)]


def _is_titled_number(row: Row, page: int, titles: Set[str]) -> bool:
    """Tell whether a row is the page's own number after a line that the first page has."""
    found = _TITLED.match(_text(row))
    return found is not None and int(found["number"]) == page and found["title"] in titles


def _is_more(segment: Segment) -> bool:
    """Tell whether a number is too large a sign to be a page number (a year, a heading)."""
    return len(segment.text) > 3 and segment.text.isdigit()


def _in_margin(row: Row, height: float) -> bool:
    return not _TOP * height < row[0].base < _BOTTOM * height


def _key(row: Row) -> str:
    return _DIGITS.sub("#", _text(row))


def _text(row: Row) -> str:
    return " ".join(segment.text for segment in row)


def _repeated(pages: Sequence[list[Row]], heights: Sequence[float]) -> set[str]:
    """Texts that stand at the same height of two pages or more."""
    if len(pages) < 2:
        return set()
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (rows, height) in enumerate(zip(pages, heights, strict=True)):
        for row in rows:
            if _in_margin(row, height):
                places[_key(row)].append((number, row[0].base))
    return {key for key, found in places.items() if _on_two_pages(found)}


def _on_two_pages(found: Sequence[tuple[int, float]]) -> bool:
    page, base = found[0]
    return any(p != page and abs(b - base) <= _MOVE for p, b in found)

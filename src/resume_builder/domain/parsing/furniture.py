"""Headers and footers of pages: no part of the text, though an address may stand there."""

import re

from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.vocabulary import Vocabulary, phrase

_PAGE = re.compile(
    r"^(?:page|seite|página|pagina|p\.|第)?\s*\d{1,3}\s*(?:(?:/|of|von|de|di|van|sur|共)\s*\d{1,3})?\s*页?$",
    re.IGNORECASE,
)
# "Ada Marsh - Page 1 of 2", at an edge of the page
_NAMED_PAGE = re.compile(
    r"^.{0,60}\b(?:page|seite|página|pagina|pág\.)\s\d{1,3}\s?(?:/|of|von|de|di|van|sur)\s?\d{1,3}$",
    re.IGNORECASE,
)
# A footnote: its number is raised.
_NOTE = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s?(?=\S)")
_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"\s*[·|•–-]\s*")
# Shorter texts repeat by chance.
_SHORTEST, _FEWEST_LETTERS = 5, 4


def without_furniture(rows: tuple[Row, ...], v: Vocabulary) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the rows of the text, and those that a page repeats or numbers itself with.

    Footnotes are neither: they say something of a text, and are no part of a section.
    """
    pages = {r.page for r in rows}
    repeated = _repeated(rows) if len(pages) > 1 else set[int]()
    kept: list[Row] = []
    furniture: list[Row] = []
    for at, row in enumerate(rows):
        numbered = bool(_PAGE.match(row.text)) and (len(pages) > 1 or at in (0, len(rows) - 1))
        last = at + 1 == len(rows) or rows[at + 1].page != row.page
        numbered = numbered or (last and bool(_NAMED_PAGE.match(row.text)))
        if _NOTE.match(row.text):
            continue
        titled = at > 0 and len(row.cells) > 1 and _names_document(row, v)
        if numbered or titled or at in repeated:
            furniture.append(row)
        else:
            kept.append(row)
    return tuple(kept), furniture


def _repeated(rows: tuple[Row, ...]) -> set[int]:
    """Places of rows that stand first or last on more than one page, numbers aside.

    A statement may come twice under two jobs: a list item is no header.
    """
    by_page: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        by_page.setdefault(row.page, []).append(at)
    found: set[int] = set()
    for edge in (slice(None, 2), slice(-3, None)):
        places: dict[str, set[int]] = {}
        for at in (at for on_page in by_page.values() for at in on_page[edge]):
            text = _DIGITS.sub("#", rows[at].text)
            # Dates of different entries are alike but for their figures.
            said = sum(c.isalpha() for c in text) >= _FEWEST_LETTERS
            if len(text) > _SHORTEST and said and not rows[at].bullet:
                places.setdefault(text, set()).add(at)
        for same in places.values():
            if len({rows[at].page for at in same}) > 1:
                found |= same
    return found


def _names_document(row: Row, v: Vocabulary) -> bool:
    pieces = [p for cell in row.cells for p in _SIGNS.split(cell)]
    return any(phrase(p) in v.document_words for p in pieces)

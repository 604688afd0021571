"""Headers and footers of pages: no part of the text, though an address may stand there."""

import re
from collections import Counter

from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.vocabulary import Vocabulary, phrase

_PAGE = re.compile(
    r"^(?:page|seite|página|pagina|p\.|第)?\s*\d{1,3}\s*(?:(?:/|of|von|de|di|van|sur|共)\s*\d{1,3})?\s*页?$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_furniture(rows: tuple[Row, ...], v: Vocabulary) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the rows of the text, and those that a page repeats or numbers itself with."""
    pages = {r.page for r in rows}
    repeated = _repeated(rows) if len(pages) > 1 else set[str]()
    kept: list[Row] = []
    furniture: list[Row] = []
    for at, row in enumerate(rows):
        numbered = bool(_PAGE.match(row.text)) and (len(pages) > 1 or at in (0, len(rows) - 1))
        titled = at > 0 and len(row.cells) > 1 and _names_document(row, v)
        again = _DIGITS.sub("#", row.text) in repeated
        if numbered or titled or again:
            furniture.append(row)
        else:
            kept.append(row)
    return tuple(kept), furniture


def _repeated(rows: tuple[Row, ...]) -> set[str]:
    """Texts that stand first or last on more than one page, numbers aside."""
    by_page: dict[int, list[str]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(_DIGITS.sub("#", row.text))
    found: set[str] = set()
    for edge in (slice(None, 2), slice(-3, None)):
        seen = Counter(t for texts in by_page.values() for t in set(texts[edge]) if len(t) > 5)
        found |= {text for text, count in seen.items() if count > 1}
    return found


def _names_document(row: Row, v: Vocabulary) -> bool:
    pieces = [p for cell in row.cells for p in re.split(r"\s*[·|•–-]\s*", cell)]
    return any(phrase(p) in v.document_words for p in pieces)

"""Reads PDFs by four independent extractors, and compares words with what was meant."""

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable

import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

from resume_builder.adapters.typst.theme import ThemeSettings
from resume_builder.features.rendering.sheet import Sheet, SheetEntry, SheetSection


def _pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _pdfminer(pdf: bytes) -> str:
    return extract_text(io.BytesIO(pdf))


def _poppler(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "pypdfium2": _pdfium,
    "pypdf": _pypdf,
    "pdfminer.six": _pdfminer,
    **({"pdftotext": _poppler} if shutil.which("pdftotext") else {}),
}
# pdftotext takes short blocks that begin side by side in two columns for the cells of a table, and
# reads them row by row: found in 2 of 32 résumés, every word there.
KEEPS_COLUMNS = frozenset(EXTRACTORS) - {"pdftotext"}
_MARKS = re.compile(r"[•·:,\s]+")


def words(text: str) -> list[str]:
    """Return the words of a text without the marks that the page puts between them.

    Scripts without spaces count letter by letter.
    """
    spaced = re.sub(r"([\u2e80-\uffef])", r" \1 ", text)
    return [word for word in _MARKS.split(spaced) if word]


def unmarked(text: str) -> str:
    """Return a text without the marks that readers add for direction, its letters whole."""
    return unicodedata.normalize(
        "NFKC", re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    )


def recall(meant: list[str], read: list[str]) -> float:
    """Return the share of the words meant that were read, however ordered."""
    return sum((Counter(meant) & Counter(read)).values()) / len(meant)


def in_order(meant: list[str], read: list[str]) -> float:
    """Return how far into `meant` one gets by reading on in `read`, as a share."""
    place = 0
    for word in read:
        if place < len(meant) and word == meant[place]:
            place += 1
    return place / len(meant)


def columns(sheet: Sheet, theme: ThemeSettings) -> list[list[str]]:
    """Return the words of each column that a theme sets, in the order in which they are read."""
    aside = [section for section in sheet.sections if section.kind in theme.aside]
    main = [section for section in sheet.sections if section not in aside]
    contact = [piece.text for piece in sheet.contact]
    head = [sheet.name, sheet.headline]
    parts = [(head, main), (contact, aside)] if theme.aside else [([*head, *contact], main)]
    return [
        words("\n".join([*lead, *(_section(section, theme.dates_first) for section in sections)]))
        for lead, sections in parts
    ]


def _section(section: SheetSection, dates_first: bool) -> str:
    return "\n".join([section.title, *(_entry(e, dates_first) for e in section.entries)])


def _entry(entry: SheetEntry, dates_first: bool) -> str:
    names = [entry.title, entry.detail, *entry.place]
    led = [entry.dates, *names] if dates_first else [*names, entry.dates]
    link = [entry.link.text] if entry.link else []
    return "\n".join([*led, *link, *entry.notes, *(b.text for b in entry.bullets)])


def without_running_heads(read: list[str], name: str, pages: int) -> list[str]:
    """Return the words of a document without the name and number over its later pages."""
    left = read
    for number in range(2, pages + 1):
        head = [*words(name), str(number)]
        at = next((n for n in range(len(left)) if left[n : n + len(head)] == head), len(left))
        left = left[:at] + left[at + len(head) :]
    return left


def letters(text: str, name: str = "") -> str:
    """Return what was read without spaces and marks, and without the running heads of `name`."""
    read = "".join(words(text))
    whole = "".join(words(name))
    for number in range(2, 12) if whole else ():
        read = read.replace(f"{whole}{number}", "", 1)
    return read

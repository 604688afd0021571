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

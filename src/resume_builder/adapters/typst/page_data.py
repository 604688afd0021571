"""Turns a sheet into the JSON that a theme's main.typ reads. Data stays data: strings only."""

import re
from typing import TypeAlias

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.sheet import Piece, Sheet, SheetEntry, SheetSection

# Words that a line must not break at a hyphen, slash or plus, so that machines read them whole.
# Scripts without spaces between words (from U+2E80 on) break anywhere by their own rules.
_LETTER = r"[^\W\u2e80-\U0010ffff]"
_WHOLE = re.compile(rf"{_LETTER}[^\s\u2e80-\U0010ffff]*?[-/+#@‐–][^\s\u2e80-\U0010ffff]*")
# About half a line at the largest size: what is longer must be allowed to break.
_LONGEST_WHOLE = 40
_CHUNK = 12
# A paragraph that would fill a quarter of a page is better split than moved whole.
_LONG = 1100

Run: TypeAlias = str | list[str]
Json: TypeAlias = dict[str, object]


def run(text: str) -> Run:
    """Return `text`, or parts of it of which every second one (1, 3, ...) must stay whole."""
    parts: list[str] = []
    last = 0
    for found in re.finditer(
        rf"{_WHOLE.pattern}|[^\s\u2e80-\U0010ffff]{{{_LONGEST_WHOLE},}}", text
    ):
        parts.append(text[last : found.start()])
        word = found.group()
        pieces = [word] if len(word) <= _LONGEST_WHOLE else _chunks(word)
        for number, piece in enumerate(pieces):
            parts += ["", piece] if number else [piece]
        last = found.end()
    if not parts:
        return text
    return [*parts, text[last:]]


def _chunks(word: str) -> list[str]:
    return [word[i : i + _CHUNK] for i in range(0, len(word), _CHUNK)]


def page_data(sheet: Sheet, options: RenderOptions) -> Json:
    """Return what main.typ reads, but for sizes ("set"), fonts and "measure"."""
    language, _, region = sheet.language.replace("_", "-").partition("-")
    return {
        "title": sheet.title,
        "author": sheet.name,
        "lang": language.lower() if re.fullmatch(r"[A-Za-z]{2,3}", language) else "en",
        "region": region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else None,
        "paper": options.paper,
        "name": run(sheet.name),
        "headline": run(sheet.headline),
        "contact": [_contact(piece) for piece in sheet.contact],
        "sections": [_section(section) for section in sheet.sections],
    }


def _contact(piece: Piece) -> Json:
    """A contact is kept on one line while it fits one."""
    text: Run = ["", piece.text] if len(piece.text) <= _LONGEST_WHOLE else run(piece.text)
    return {"text": text, "href": piece.href}


def _section(section: SheetSection) -> Json:
    return {
        "title": run(section.title),
        "form": section.form,
        "entries": [_entry(entry) for entry in section.entries],
    }


def _entry(entry: SheetEntry) -> Json:
    size = len(entry.title) + len(entry.detail) + sum(map(len, entry.notes))
    return {
        "title": run(entry.title),
        "detail": run(entry.detail),
        "place": [run(place) for place in entry.place],
        "dates": run(entry.dates),
        "link": {"text": run(entry.link.text), "href": entry.link.href} if entry.link else None,
        "notes": [{"text": run(note), "long": len(note) > _LONG} for note in entry.notes],
        "bullets": [
            {"id": b.id, "text": run(b.text), "long": len(b.text) > _LONG} for b in entry.bullets
        ],
        "long": size > _LONG,
    }

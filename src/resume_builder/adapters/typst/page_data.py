"""Turns a sheet into the JSON that a theme reads. Data stays data: strings only."""

import re
from collections.abc import Collection
from typing import TypeAlias, cast

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.language import runs_from_right
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Piece, Sheet, SheetEntry, SheetSection

# Words that a line must not break at a hyphen, slash or plus, so that machines read them whole.
# Scripts without spaces between words (from U+2E80 on) break anywhere by their own rules.
_LETTER = r"[^\W\u2e80-\U0010ffff]"
_WHOLE = re.compile(rf"{_LETTER}[^\s\u2e80-\U0010ffff]*?[-/+#@‐–][^\s\u2e80-\U0010ffff]*")
# The font moves these apart so far that machines read a space between ("(staff )"): the theme sets
# them closer, and the word around them must then be kept whole.
_WIDE = re.compile(r"f[)\]}\\*²³¹ªºA-ZÀ-Þ]")
_WIDE_WORD = rf"[^\s\u2e80-\U0010ffff]*{_WIDE.pattern}[^\s\u2e80-\U0010ffff]*"
# About half a line at the largest size: what is longer must be allowed to break.
_LONGEST_WHOLE = 40
# As much of a narrow column.
_NARROW = 24
_CHUNK = 12
# PDF/A allows strings of 32,767 bytes, and no name or title is longer than this.
_PROPERTY = 500
# The same limit: a heading's tag and bookmark hold its whole text.
_HEADING = 4000
# Letters of a name at full size in a line, by the widest samples.
_NAME_FITS = 32
_KEPT = re.compile(rf"{_WHOLE.pattern}|{_WIDE_WORD}|[^\s\u2e80-\U0010ffff]{{{_LONGEST_WHOLE},}}")
# A paragraph that may fill a good part of a page: the theme measures whether it must be split.
_LONG = 1100

# So many different characters that no font has are taken off the page.
_MISSING = 2000
_FROM_RIGHT = re.compile("[\u05d0-\u05ea\u0620-\u06ff]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_MARK = frozenset(["at", "text"])

Run: TypeAlias = str | list[str]
Json: TypeAlias = dict[str, object]


def run(text: str, longest: int = _LONGEST_WHOLE) -> Run:
    """Return `text`, or parts of it of which every second one (1, 3, ...) must stay whole.

    A word of more than `longest` letters may break.
    """
    parts: list[str] = []
    last = 0
    for found in re.finditer(rf"{_WHOLE.pattern}|[^\s\u2e80-\U0010ffff]{{{longest},}}", text):
        parts.append(text[last : found.start()])
        word = found.group()
        pieces = [word] if len(word) <= longest else _chunks(word)
        for number, piece in enumerate(pieces):
            parts += ["", piece] if number else [piece]
        last = found.end()
    if not parts:
        return text
    return [*parts, text[last:]]


def _chunks(word: str) -> list[str]:
    """Cut a long word behind its marks, as an address is read, or anywhere where it has none.

    Never behind a hyphen: machines take one at the end of a line for a word divided.
    """
    cut = re.findall(rf"[^/?&=@._]{{0,{_CHUNK}}}(?:[/?&=@._]+|$)|.{{{_CHUNK}}}", word)
    pieces: list[str] = []
    carried = ""
    for piece in filter(None, cut):
        whole = carried + piece
        kept = whole.rstrip("-")
        carried = whole[len(kept) :]
        if kept:
            pieces.append(kept)
    return [*pieces[:-1], pieces[-1] + carried] if pieces else [word]


def page_data(
    sheet: Sheet, options: RenderOptions, missing: str, aside: Collection[str] = ()
) -> Json:
    """Return what main.typ reads, but for sizes ("set"), fonts and "measure".

    `missing` are the characters that no font has; `aside` are the kinds of sections that stand in
    a narrow column, if the theme has one. Each text that is from a field says which:
    `{"at": path, "text": ...}`; `unmarked` takes that away.
    """
    level = 2 if sheet.name else 1
    sections = [
        _section(part, level, _NARROW if part.kind in aside else _LONGEST_WHOLE)
        for part in sheet.sections
    ]
    photo = {"alt": sheet.photo.alt[:_PROPERTY]} if sheet.photo else None
    common = _common(sheet, options, missing)
    return {**common, "aside": [*aside], "sections": sections, "photo": photo}


# DIN 5008: the address begins 62.7 mm below the top of the sheet (form B, in points).
_WINDOW = {"a4": 177.7, "us-letter": None}


def unmarked(data: object) -> object:
    """Return `data` with its texts alone: what files are made from."""
    if isinstance(data, dict):
        known = cast(Json, data)
        if known.keys() == _MARK:
            return known["text"]
        return {name: unmarked(value) for name, value in known.items()}
    if isinstance(data, list):
        return [unmarked(value) for value in cast(list[object], data)]
    return data


def _at(path: str, text: str, longest: int = _LONGEST_WHOLE) -> Run | Json:
    """Return a text with the path of the field that it is from."""
    shown = run(text, longest)
    return {"at": path, "text": shown} if text and path else shown


def letter_data(sheet: LetterSheet, options: RenderOptions, missing: str) -> Json:
    """Return what letter.typ reads, but for sizes ("set") and fonts."""
    return {
        **_common(sheet, options, missing),
        "measure": False,
        "window": _WINDOW[options.paper],
        "recipient": [run(line) for line in sheet.recipient],
        "date": run(sheet.date),
        "date_first": sheet.date_first,
        "subject": run(sheet.subject),
        "subject_level": 2 if sheet.name else 1,
        "greeting": run(sheet.greeting),
        "paragraphs": [run(text) for text in sheet.paragraphs],
        "closing": run(sheet.closing),
        "signature": run(sheet.signature),
    }


def _common(sheet: Sheet | LetterSheet, options: RenderOptions, missing: str) -> Json:
    """What every page has: its language and paper, and the person at its head."""
    language, _, region = sheet.language.replace("_", "-").partition("-")
    name, headline = ("basics.name", "basics.label") if isinstance(sheet, Sheet) else ("", "")
    texts, from_right = sheet.texts(), runs_from_right(sheet.language)
    return {
        "title": sheet.title[:_PROPERTY],
        "author": sheet.name[:_PROPERTY],
        "lang": language.lower() if re.fullmatch(r"[A-Za-z]{2,3}", language) else "en",
        "region": region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else None,
        "rtl": from_right,
        "mixed": not from_right and bool(_FROM_RIGHT.search(texts)),
        "paper": options.paper,
        "missing": _character_class(missing),
        "wide": bool(_WIDE.search(texts)),
        "han": bool(_HAN.search(texts)),
        "name": _at(name, sheet.name),
        "name_scale": _name_scale(sheet.name),
        "headline": _at(headline, sheet.headline),
        "contact": [_contact(piece) for piece in sheet.contact],
    }


def has_endless_heading(sheet: Sheet | LetterSheet) -> bool:
    """Tell whether a heading is longer than a tagged PDF may hold: no title that means anything."""
    headings = [sheet.name]
    if isinstance(sheet, LetterSheet):
        headings.append(sheet.subject)
    else:
        for section in sheet.sections:
            headings += [section.title, *(entry.title for entry in section.entries)]
    return max(map(len, headings)) > _HEADING


def _character_class(characters: str) -> str:
    """Return a regular expression for `characters` by their numbers, "" for none."""
    numbers = "".join(f"\\u{{{ord(c):x}}}" for c in characters[:_MISSING])
    return f"[{numbers}]" if numbers else ""


def _name_scale(name: str) -> float:
    """A name that would not fit one line is set smaller, within reason."""
    return 1.0 if len(name) <= _NAME_FITS else max(0.7, _NAME_FITS / len(name))


def _contact(piece: Piece) -> Json:
    """A contact is kept on one line while it fits one."""
    whole = len(piece.text) <= _LONGEST_WHOLE
    text: Run = ["", piece.text] if whole else run(piece.text)
    marked = {"at": piece.path, "text": text} if piece.path else text
    return {"text": marked, "href": piece.href, "whole": whole}


def _section(section: SheetSection, level: int, longest: int) -> Json:
    """PDF/UA wants headings to start at level 1 and to skip none."""
    return {
        "kind": section.kind,
        "level": level,
        "entry_level": level + 1 if section.title else level,
        "title": _at(f"section:{section.name}" if section.name else "", section.title, longest),
        "form": section.form,
        "strong": section.titles_stand_out,
        "new_page": section.on_new_page,
        "entries": [_entry(entry, longest) for entry in section.entries],
    }


def _entry(entry: SheetEntry, longest: int) -> Json:
    path, fields = entry.path, entry.fields
    size = len(entry.title) + len(entry.detail) + sum(map(len, entry.notes))
    return {
        "title": _at(path(fields.title), entry.title, longest),
        "detail": _at(path(""), entry.detail, longest),
        "place": [_at(at, place, longest) for at, place in entry.places()],
        "dates": _at(path(fields.dates), entry.dates),
        "link": _link(entry.link, path("url"), longest) if entry.link else None,
        "notes": [
            {"text": _at(path(fields.notes), note, longest), "long": len(note) > _LONG}
            for note in entry.notes
        ],
        "bullets": [
            {"id": b.id, "text": _at(b.id, b.text), "long": len(b.text) > _LONG}
            for b in entry.bullets
        ],
        "long": size > _LONG,
        "new_page": entry.on_new_page,
    }


def _link(piece: Piece, path: str, longest: int) -> Json:
    return {"text": _at(path, piece.text, longest), "href": piece.href}

"""Markdown (CommonMark with GitHub's extensions): every text escaped, so that it stays text."""

import re
from dataclasses import dataclass

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import DOT, Printable, compose
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Piece, Sheet, SheetEntry, SheetSection
from resume_builder.features.rendering.words import PageWords

# Marks of emphasis, code, links, tags, tables, formulas and templates, wherever they stand; and
# what a reader would take for a character's name ("&lt;"), a person ("@name") or a picture.
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~$]|&(?=#?\w+;)|(?<!\w)@(?=\w)|!(?=\[)|(?<=<)!")
# What begins a line only: a heading, list, rule, underline, definition or block of settings.
_AT_START = re.compile(r"[-+#=:]|\d{1,9}(?=[.)](?:\s|$))")
# In an address: an end before its end, or a character by its name.
_IN_TARGET = re.compile(r"\\|&(?=#?\w+;)")
_BREAK = "  \n"


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Implements DocumentWriter and SheetWriter for Markdown."""

    words: PageWords

    def __call__(self, page: Printable, options: RenderOptions) -> bytes:
        """Return the page in UTF-8, one paragraph or item a line."""
        sheet = compose(page, self.words, options)
        blocks = _head(sheet)
        for section in sheet.sections:
            blocks += _section(section)
        return _file(blocks)


def write_letter_markdown(sheet: LetterSheet, options: RenderOptions) -> bytes:
    """Return the letter in UTF-8, one paragraph a line. Implements LetterWriter."""
    del options
    recipient = _BREAK.join(map(escaped, sheet.recipient))
    date = escaped(sheet.date)
    return _file(
        [
            *_head(sheet),
            *((date, recipient) if sheet.date_first else (recipient, date)),
            _heading(2, sheet.subject),
            *map(escaped, (sheet.greeting, *sheet.paragraphs)),
            _BREAK.join(escaped(text) for text in (sheet.closing, sheet.signature) if text),
        ]
    )


def escaped(text: str) -> str:
    """Return a line of text so that Markdown shows it as it stands, wherever the line stands."""
    safe = _inert(text)
    found = _AT_START.match(safe)
    if found is None:
        return safe
    at = found.end() if found.group().isdigit() else 0
    return f"{safe[:at]}\\{safe[at:]}"


def _heading(level: int, text: str) -> str:
    """A heading; marks at its end would be taken for its own, and dropped."""
    words = text.rstrip("#")
    safe = escaped(words) + "\\#" * (len(text) - len(words))
    return f"{'#' * level} {safe}" if text else ""


def _inert(text: str) -> str:
    """Return what stands within a line."""
    return _MARKS.sub(lambda found: f"\\{found.group()}", text)


def _file(blocks: list[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _head(sheet: Sheet | LetterSheet) -> list[str]:
    return [
        _heading(1, sheet.name),
        escaped(sheet.headline),
        DOT.join(map(_piece, sheet.contact)),
    ]


def _section(section: SheetSection) -> list[str]:
    title = _heading(2, section.title)
    if section.form == "words":
        words = (escaped(e.title or " ".join(e.notes)) for e in section.entries)
        return [title, DOT.join(words)]
    blocks = [title]
    for entry in section.entries:
        if section.form == "rows":
            blocks.append(_row(entry, stands_out=section.titles_stand_out))
        else:
            blocks += _entry(entry)
    return blocks


def _entry(entry: SheetEntry) -> list[str]:
    return [
        _heading(3, entry.title),
        DOT.join(_below(entry)),
        *map(escaped, entry.notes),
        "\n".join(f"- {escaped(bullet.text)}" for bullet in entry.bullets),
    ]


def _row(entry: SheetEntry, *, stands_out: bool) -> str:
    title = escaped(entry.title)
    if title and stands_out:
        title = f"**{title}**"
    head = ": ".join(part for part in (title, escaped(entry.detail)) if part)
    first = DOT.join(part for part in (head, *_below(entry)) if part)
    return _BREAK.join(line for line in (first, *map(escaped, entry.notes)) if line)


def _below(entry: SheetEntry) -> list[str]:
    """The parts of the line under a title."""
    place = DOT.join(map(escaped, entry.place))
    parts = [f"*{place}*" if place else "", escaped(entry.dates)]
    parts.append(_piece(entry.link) if entry.link else "")
    return [part for part in parts if part]


def _piece(piece: Piece) -> str:
    """A link; an address with parentheses stands in angle brackets, where none of them ends it."""
    if not piece.href:
        return escaped(piece.text)
    text = _inert(piece.text)
    target = _IN_TARGET.sub(lambda found: f"\\{found.group()}", piece.href)
    return f"[{text}](<{target}>)" if "(" in target or ")" in target else f"[{text}]({target})"

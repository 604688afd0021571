"""Plain text for forms and mails: no line is wrapped, so that it can be pasted anywhere."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import DOT, Printable, compose
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Sheet, SheetEntry, SheetSection
from resume_builder.features.rendering.words import PageWords


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Implements DocumentWriter and SheetWriter for plain text."""

    words: PageWords

    def __call__(self, page: Printable, options: RenderOptions) -> bytes:
        """Return the page in UTF-8, one paragraph or bullet a line."""
        return _text(compose(page, self.words, options)).encode()


def write_letter_text(sheet: LetterSheet, options: RenderOptions) -> bytes:
    """Return the letter in UTF-8, one paragraph a line. Implements LetterWriter."""
    del options
    recipient = "\n".join(sheet.recipient)
    opening = (sheet.date, recipient) if sheet.date_first else (recipient, sheet.date)
    end = "\n".join(line for line in (sheet.closing, sheet.signature) if line)
    blocks = (_head(sheet), *opening, sheet.subject, sheet.greeting, *sheet.paragraphs, end)
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _head(sheet: Sheet | LetterSheet) -> str:
    contact = DOT.join(piece.text for piece in sheet.contact)
    return "\n".join(line for line in (sheet.name, sheet.headline, contact) if line)


def _text(sheet: Sheet) -> str:
    head = _head(sheet)
    blocks = [head] if head else []
    blocks += [_section(section) for section in sheet.sections]
    return "\n\n".join(blocks) + "\n"


def _section(section: SheetSection) -> str:
    title = f"{section.title}\n{'-' * len(section.title)}" if section.title else ""
    if section.form == "words":
        body = DOT.join(entry.title or " ".join(entry.notes) for entry in section.entries)
    else:
        lines = _row if section.form == "rows" else _entry
        between = "\n\n" if section.form == "entries" else "\n"
        body = between.join(lines(entry) for entry in section.entries)
    return "\n".join(part for part in (title, body) if part)


def _entry(entry: SheetEntry) -> str:
    lines = [entry.title, DOT.join(_below(entry)), *entry.notes]
    return "\n".join([*(line for line in lines if line), *(f"- {b.text}" for b in entry.bullets)])


def _row(entry: SheetEntry) -> str:
    head = ": ".join(part for part in (entry.title, entry.detail) if part)
    first = DOT.join(part for part in (head, *_below(entry)) if part)
    return "\n".join(line for line in (first, *entry.notes) if line)


def _below(entry: SheetEntry) -> list[str]:
    """The parts of the line under a title."""
    parts = [*entry.place, entry.dates, entry.link.text if entry.link else ""]
    return [part for part in parts if part]

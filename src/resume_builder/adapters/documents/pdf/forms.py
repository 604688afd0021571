"""What a person typed into the fields of a form: it stands on the page, but not in its text."""

import ctypes
import re
from collections.abc import Iterator, Sequence

from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.library import library
from resume_builder.adapters.documents.pdf.objects import Box
from resume_builder.adapters.documents.pdf.pdfium import Page

# The kind of annotation that is a field of a form, and flags of those that nobody sees.
_FIELD, _HIDDEN, _NO_VIEW = 20, 1 << 1, 1 << 5
_MAX_FIELDS, _MAX_TEXT_BYTES = 1000, 8192
# Letters in a field fill this part of a line of it, are no larger than the second figure in points,
# and as wide as this part of their size.
_FILLED, _LARGEST, _WIDTH = 0.7, 11.0, 0.5


def filled_in(page: Page, written: Sequence[Word]) -> list[Word]:
    """Return the words in the text fields and lists of a page, each on its line of its field.

    The first line of a field stands on the base line of a label that is `written` beside it.
    """
    words: list[Word] = []
    for text, box in _fields(page):
        lines = [line for line in re.split(r"\r\n?|\n", text) if line.strip()]
        words += _placed(lines, box, written)
    return words


def _fields(page: Page) -> Iterator[tuple[str, Box]]:
    """Every visible field's text with its box; buttons and boxes to tick have none."""
    lib = library()
    for index in range(min(int(lib.note_count(page.handle)), _MAX_FIELDS)):
        note = lib.note(page.handle, index)
        if not note:
            continue
        shown = lib.note_kind(note) == _FIELD and not lib.note_flags(note) & (_HIDDEN | _NO_VIEW)
        text = _value(note, b"V") if shown and _value(note, b"FT") != "Btn" else ""
        # FS_RECTF: left, top, right, bottom.
        sides = (ctypes.c_float * 4)()
        placed = bool(text) and lib.note_box(note, ctypes.addressof(sides))
        lib.close_note(note)
        if placed:
            yield text, page.place(sides[0], sides[3], sides[2], sides[1])


def _value(note: int, key: bytes) -> str:
    buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
    size = int(library().note_text(note, key, buffer, _MAX_TEXT_BYTES))
    if not 2 <= size <= _MAX_TEXT_BYTES:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _placed(lines: list[str], box: Box, written: Sequence[Word]) -> Iterator[Word]:
    """Place the words of a field's lines from its top left corner."""
    x0, top, _, bottom = box
    height = (bottom - top) / max(len(lines), 1)
    size = max(min(_FILLED * height, _LARGEST), 1.0)
    first = top + (height + size) / 2
    labels = [w for w in written if w.x1 <= x0 and abs(w.base - first) < size]
    shift = max(labels, key=lambda w: w.x1).base - first if labels else 0.0
    for number, line in enumerate(lines):
        base = first + shift + number * height
        x = x0
        for text in line.split():
            end = x + len(text) * _WIDTH * size
            yield Word(
                text, x, base - size, end, base, base, size, bold=False, italic=False, owner=0
            )  # fmt: skip
            x = end + _WIDTH * size / 2

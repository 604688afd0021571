"""A PDF as PDFium sees it: documents, pages, characters, fonts, links, annotations.

Coordinates leave this module in points from the top left of the page as it is shown.
"""

import ctypes
from array import array
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice, repeat
from math import hypot

from resume_builder.adapters.documents.limits import MAX_GLYPHS_PER_PAGE, MAX_OBJECTS_PER_PAGE
from resume_builder.adapters.documents.pdf.library import library
from resume_builder.adapters.documents.pdf.objects import (
    Box,
    PageObject,
    Picture,
    objects_of,
    picture_of,
)
from resume_builder.features.resumes.errors import FileCorrupt, FileEncrypted

_ERR_PASSWORD = 4
_MAX_TEXT_BYTES = 8192
_MAX_LINKS = 1000
_STRETCH = 8
# Characters that are asked which way they run.
_SAMPLES = 48
# Forms stand in forms no deeper than this in honest files.
_MAX_FORMS = 5
_LINK, _FREE_TEXT, _HIDDEN, _NO_VIEW = 2, 3, 1 << 1, 1 << 5


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font."""

    name: str
    bold: bool
    italic: bool
    icons: bool
    marks: bool


@dataclass(slots=True)
class Characters:
    """The characters of a page in the order of its content stream.

    `boxes` run from origin to advance and from descent to ascent; `owners` are the addresses of
    the text objects (0 for line ends that the library made up).
    """

    codes: list[int]
    boxes: list[Box]
    owners: list[int]


@contextmanager
def opened(data: bytes, name: str) -> Generator["PdfFile"]:
    """Open a PDF and close it. Raises FileEncrypted, FileCorrupt."""
    lib = library()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = lib.open(ctypes.addressof(buffer), len(data), None)
    if not document:
        if lib.last_error() == _ERR_PASSWORD:
            raise FileEncrypted(name=name)
        raise FileCorrupt(name=name)
    try:
        yield PdfFile(document)
    finally:
        lib.close(document)


class PdfFile:
    """An open document."""

    def __init__(self, document: int) -> None:
        self.handle = document
        self.page_count = int(library().page_count(document))
        self.fonts: dict[int, Font] = {}

    def metadata(self, key: str) -> str:
        """Return an entry of the information dictionary ("Keywords"), "" when there is none."""
        return _wide_text(lambda b, n: library().metadata(self.handle, key.encode(), b, n))

    @contextmanager
    def page(self, index: int) -> Generator["Page | None"]:
        """Open a page and close it; None when the page is broken."""
        lib = library()
        handle = lib.load_page(self.handle, index)
        if not handle:
            yield None
            return
        text = lib.load_text(handle)
        try:
            yield Page(self, handle, text) if text else None
        finally:
            if text:
                lib.close_text(text)
            lib.close_page(handle)


class Page:
    """An open page."""

    def __init__(self, file: PdfFile, handle: int, text: int) -> None:
        lib = library()
        self.file, self.handle, self.text = file, handle, text
        self.width, self.height = float(lib.width(handle)), float(lib.height(handle))
        self.rotation = int(lib.rotation(handle)) % 4
        # Quarter turns, beyond its own, in which the page is read.
        self.turn = 0
        self._sizes: dict[int, tuple[float, float]] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_address = ctypes.addressof(self._matrix)
        # Font, top and bottom, left edge and answer of the last text object asked for.
        self._asked: tuple[tuple[int, float, float], float, tuple[float, float]] = (
            (0, 0.0, 0.0), 0.0, (1.0, 1.0),
        )  # fmt: skip
        # FS_RECTF: left, top, right, bottom.
        sides = (ctypes.c_float * 4)()
        if not lib.frame(handle, ctypes.addressof(sides)):
            sides[:] = (0.0, self.height, self.width, 0.0)
        self._frame: Box = (sides[0], sides[3], sides[2], sides[1])
        self._turn_to_read()

    def _turn_to_read(self) -> None:
        """Turn a page whose text mostly runs sideways or upside down, as a person would."""
        count = int(library().char_count(self.text))
        votes = [0, 0, 0, 0]
        for index in range(0, count, max(count // _SAMPLES, 1)):
            if library().char_matrix(self.text, index, self._matrix_address):
                votes[_quarter(self._direction())] += 1
        turn = votes.index(max(votes))
        if turn == 0 or 2 * votes[turn] <= sum(votes):
            return
        self.turn, self.rotation = turn, (self.rotation + turn) % 4
        if turn % 2:
            self.width, self.height = self.height, self.width

    def _direction(self) -> tuple[float, float]:
        """Return where the line of the character asked for runs on the shown page: right, up."""
        a, b, _, _, _, _ = self._matrix
        return ((a, b), (b, -a), (-a, -b), (-b, a))[self.rotation]

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of page space as (x0, top, x1, bottom) of the shown page."""
        x0, y0, x1, y1 = self._frame
        if self.rotation == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self.rotation == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self.rotation == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def characters(self) -> Characters:
        """Return every character of the page, up to MAX_GLYPHS_PER_PAGE."""
        lib = library()
        count = min(int(lib.char_count(self.text)), MAX_GLYPHS_PER_PAGE)
        if count <= 0:
            return Characters([], [], [])
        places = range(count)
        owners = self._owners(count)
        sides = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(sides)
        ends = range(start, start + 16 * count, 16)
        # The calls are made for what they write; the sum merely runs the map.
        sum(map(lib.char_box, repeat(self.text, count), places, ends))
        floats = array("f")
        floats.frombytes(bytes(sides))
        boxes = self._boxes(floats.tolist())
        if self.rotation == 0:
            self._set_on_line(boxes, owners)
        return Characters(self._codes(count), boxes, owners)

    def _set_on_line(self, boxes: list[Box], owners: list[int]) -> None:
        """Give the characters of drawn fonts boxes that stand on the line they are written on.

        A font of drawings (Type 3: what browsers make of fonts that they may not embed) has no
        name and tells no ascent and descent: its box ends where the drawing ends, and a dash would
        stand on a line of its own.
        """
        lib = library()
        drawn = {owner for owner in set(owners) if owner and not self.font(owner).name}
        if not drawn:
            return
        x, y = ctypes.c_double(0), ctypes.c_double(0)
        at = ctypes.addressof(x), ctypes.addressof(y)
        for index, owner in enumerate(owners):
            if owner in drawn and lib.char_origin(self.text, index, *at):
                size, _ = self.size_and_slope(owner, index, boxes[index])
                start, base = x.value - self._frame[0], self._frame[3] - y.value
                left, right = self._ends(index, boxes[index], start, base)
                top, bottom = base - _ASCENT * size, base + (1 - _ASCENT) * size
                boxes[index] = left, top, right, bottom

    def _ends(self, index: int, box: Box, start: float, base: float) -> tuple[float, float]:
        """Return where a character begins and ends on its line, given the box around it.

        A slanted letter's box reaches as far left of its start as the slant goes below the line,
        and beyond its end as far as it goes above: no blank would be left between two words.
        """
        left, top, right, _ = box
        if left >= start or not library().char_matrix(self.text, index, self._matrix_address):
            return left, right
        _, _, slant, height, _, _ = self._matrix
        if not height or abs(slant) < _SLANTED * abs(height):
            return left, right
        return start, max(right - abs(slant / height) * (base - top), start)

    def _owners(self, count: int) -> list[int]:
        """Return the text object of each character, asking for the ends of stretches first.

        The characters of an object follow each other, so two ends alike need no look between.
        """
        ask, text = library().char_owner, self.text
        owners: list[int] = []
        first = ask(text, 0) or 0
        for start in range(0, count, _STRETCH):
            end = min(start + _STRETCH, count)
            last = (ask(text, end) or 0) if end < count else -1
            if last == first and first:
                owners += [first] * (end - start)
            else:
                owners.append(first)
                owners += [owner or 0 for owner in map(ask, repeat(text), range(start + 1, end))]
            first = last
        return owners

    def _codes(self, count: int) -> list[int]:
        """Return the code points, at once where each is one UTF-16 unit, else one by one."""
        lib = library()
        buffer = (ctypes.c_ushort * (count + 1))()
        written = int(lib.text(self.text, 0, count, ctypes.addressof(buffer)))
        codes = list(buffer)[:count]
        if written == count + 1 and not any(0xD800 <= code <= 0xDFFF for code in codes):
            return codes
        return list(map(lib.char_code, repeat(self.text, count), range(count)))

    def _boxes(self, sides: list[float]) -> list[Box]:
        """Return boxes of the shown page for left, top, right and bottom of each character."""
        lefts, tops, rights, bottoms = sides[0::4], sides[1::4], sides[2::4], sides[3::4]
        if self.rotation:
            return list(map(self.place, lefts, bottoms, rights, tops))
        x0, y1 = self._frame[0], self._frame[3]
        if x0:
            lefts, rights = [x - x0 for x in lefts], [x - x0 for x in rights]
        tops, bottoms = [y1 - y for y in tops], [y1 - y for y in bottoms]
        return list(zip(lefts, tops, rights, bottoms, strict=True))

    def size_and_slope(self, owner: int, index: int, box: Box) -> tuple[float, float]:
        """Return the size in points of a text object's characters, and the cosine of its line.

        `index` is the place of one of its characters, `box` the box of that or of all. An object
        that goes on to the right of the one asked for before, in its font and between the same
        heights, is like it: browsers print each letter as an object of its own.
        """
        known = self._sizes.get(owner)
        if known is not None:
            return known
        lib = library()
        font = lib.font(owner)
        x0, top, _, bottom = box
        last, last_x0, found = self._asked
        if last == (font, top, bottom) and x0 > last_x0:
            self._asked = last, x0, found
            self._sizes[owner] = found
            return found
        size = abs(float(lib.char_size(self.text, index)))
        cosine = 1.0
        if lib.char_matrix(self.text, index, self._matrix_address):
            right, up = self._direction()
            cosine = right / (hypot(right, up) or 1.0)
            size *= hypot(self._matrix[2], self._matrix[3])
        found = size, cosine
        self._sizes[owner] = found
        self._asked = (font, top, bottom), x0, found
        return found

    def font(self, owner: int) -> Font:
        """Return the font of a text object."""
        handle = library().font(owner) or 0
        if handle not in self.file.fonts:
            self.file.fonts[handle] = _font(handle)
        return self.file.fonts[handle]

    def objects(self) -> Iterator[PageObject]:
        """Every object of the page in the order it is painted, up to MAX_OBJECTS_PER_PAGE."""
        return islice(objects_of(self.handle, _MAX_FORMS), MAX_OBJECTS_PER_PAGE)

    def box_of(self, found: PageObject) -> Box:
        """Return the bounds of an object on the shown page; empty when it has none."""
        bounds = found.bounds()
        return (0.0, 0.0, 0.0, 0.0) if bounds is None else self.place(*bounds)

    def clip_box(self, found: PageObject) -> Box | None:
        """Return the bounds of an object's clip on the shown page, None when it has none."""
        box: Box | None = None
        for clip in found.clips():
            part = self.place(*clip)
            box = part if box is None else shared(box, part)
        return box

    def picture(self, part: Box, scale: float) -> Picture:
        """Paint a part of the page, `scale` pixels a point."""
        return picture_of(self.handle, (self.width, self.height), part, scale, self.turn)

    def links(self) -> Iterator[tuple[str, Box]]:
        """Every link to an address, with its box."""
        lib = library()
        position, link = ctypes.c_int(0), ctypes.c_void_p(0)
        sides = (ctypes.c_float * 4)()
        ends = ctypes.addressof(position), ctypes.addressof(link)
        for _ in range(_MAX_LINKS):
            if not lib.next_link(self.handle, *ends):
                return
            url = self._address(link.value or 0)
            if url and lib.link_box(link.value, ctypes.addressof(sides)):
                yield url, self.place(sides[0], sides[3], sides[2], sides[1])

    def notes(self) -> Iterator[tuple[str, bool]]:
        """Every annotation's text that is no link, and whether it is shown on the page."""
        lib = library()
        for index in range(min(int(lib.note_count(self.handle)), _MAX_LINKS)):
            note = lib.note(self.handle, index)
            if not note:
                continue
            kind, flags = lib.note_kind(note), lib.note_flags(note)
            text = "" if kind == _LINK else _note_text(note)
            lib.close_note(note)
            if text:
                yield text, kind == _FREE_TEXT and not flags & (_HIDDEN | _NO_VIEW)

    def _address(self, link: int) -> str:
        action = library().link_action(link)
        if not action:
            return ""
        buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
        size = library().action_address(
            self.file.handle, action, ctypes.addressof(buffer), _MAX_TEXT_BYTES
        )
        return buffer.value.decode("utf-8", "replace") if 0 < size <= _MAX_TEXT_BYTES else ""


def _quarter(direction: tuple[float, float]) -> int:
    """Return how many quarter turns clockwise make a line run to the right."""
    right, up = direction
    if abs(right) >= abs(up):
        return 0 if right >= 0 else 2
    return 1 if up > 0 else 3


def shared(one: Box, other: Box) -> Box:
    """Return the part that two boxes share; its ends are in disorder where there is none."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _note_text(note: int) -> str:
    return _wide_text(lambda b, n: library().note_text(note, b"Contents", b, n))


def _wide_text(ask: Callable[[int, int], int]) -> str:
    """Return the UTF-16 text that a function of (address, bytes) writes."""
    buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
    size = ask(ctypes.addressof(buffer), _MAX_TEXT_BYTES)
    if not 2 <= size <= _MAX_TEXT_BYTES:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


_BOLD = ("bold", "black", "heavy", "demi", "-medi", "cmbx", "sfbx", "ecbx", "lmroman-bx", "-bd")
_ITALIC = ("italic", "oblique", "slanted", "-it", "cmti", "sfti", "ecti", "cmsl", "-ital")
_ICONS = ("awesome", "icon", "fontello", "glyphicon", "marvosym")
_MARKS = ("symbol", "wingding", "dingbat", "webding", "pifont", "cmsy", "msam", "lmmathsy")
_FORCE_BOLD = 1 << 18
# Letters lean by more than this part of their height, or stand upright.
_SLANTED = 0.05
# Part of the size above the line that letters stand on, where a font does not say.
_ASCENT = 0.8


def _font(handle: int) -> Font:
    buffer = ctypes.create_string_buffer(256)
    library().font_name(handle, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    lower = name.lower()
    flags = int(library().font_flags(handle)) if handle else 0
    return Font(
        name=name,
        bold=any(b in lower for b in _BOLD) or (flags > 0 and bool(flags & _FORCE_BOLD)),
        italic=any(i in lower for i in _ITALIC),
        icons=any(i in lower for i in _ICONS),
        marks=any(m in lower for m in _MARKS),
    )

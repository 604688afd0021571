"""PDFium through its C interface, typed: documents, pages, characters, objects, links.

Calls cost about half a microsecond each, so everything is asked once and arguments are reused.
Coordinates leave this module in points from the top left of the page as it is shown.
"""

import ctypes
from array import array
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice, repeat
from typing import Any, cast

from resume_builder.adapters.documents.limits import MAX_GLYPHS_PER_PAGE, MAX_OBJECTS_PER_PAGE
from resume_builder.features.resumes.errors import FileCorrupt, FileEncrypted

# The library is untyped and made of generated bindings; this is the one place that says so.
_C: dict[str, Callable[..., Any]] = {**vars(import_module("pypdfium2.raw"))}
_LINK, _FREE_TEXT, _HIDDEN, _NO_VIEW = 2, 3, 1 << 1, 1 << 5
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
_ERR_PASSWORD = 4
_MAX_TEXT_BYTES = 8192
# Forms in forms, clips on one object and corners of one clip that are looked at.
_MAX_FORMS, _MAX_CLIPS, _MAX_POINTS = 5, 8, 64

Box = tuple[float, float, float, float]
Handle = Any


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font."""

    name: str
    bold: bool
    italic: bool
    icons: bool


@dataclass(slots=True)
class Characters:
    """The characters of a page in the order of its content stream.

    `boxes` run from origin to advance and from descent to ascent; `owners` are the addresses of
    the text objects (0 for spaces that the library made up).
    """

    codes: list[int]
    boxes: list[Box]
    owners: list[int]


# Where the library writes the parts of a colour; calls are never nested or on two threads.
_PARTS = tuple(ctypes.c_uint(0) for _ in range(4))
_PART_REFERENCES = tuple(ctypes.byref(part) for part in _PARTS)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageObject:
    """An object of a page. `inside` maps the space of the form it stands in to the page."""

    handle: Handle
    kind: int
    inside: Matrix | None

    @property
    def address(self) -> int:
        """What `Characters.owners` calls this object."""
        return ctypes.cast(self.handle, ctypes.c_void_p).value or 0

    def matrix(self) -> Matrix:
        """Return the object's own matrix."""
        m = _C["FS_MATRIX"]()
        _C["FPDFPageObj_GetMatrix"](self.handle, ctypes.byref(m))
        return m.a, m.b, m.c, m.d, m.e, m.f

    def fill(self) -> tuple[int, int, int, int]:
        """Return the fill colour: red, green, blue, opacity, each 0 to 255."""
        red, green, blue, alpha = _PARTS
        if not _C["FPDFPageObj_GetFillColor"](self.handle, *_PART_REFERENCES):
            return 0, 0, 0, 255
        return red.value, green.value, blue.value, alpha.value

    def is_filled(self) -> bool:
        """Tell whether a path is filled."""
        mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
        _C["FPDFPath_GetDrawMode"](self.handle, ctypes.byref(mode), ctypes.byref(stroke))
        return mode.value != 0

    def render_mode(self) -> int:
        """Return how a text is painted; 3 and 7 leave nothing on the page."""
        return int(_C["FPDFTextObj_GetTextRenderMode"](self.handle))

    def is_optional(self) -> bool:
        """Tell whether the object is optional content, which may be switched off."""
        for index in range(_C["FPDFPageObj_CountMarks"](self.handle)):
            mark = _C["FPDFPageObj_GetMark"](self.handle, index)
            buffer, size = (ctypes.c_ushort * 4)(), ctypes.c_ulong(0)
            _C["FPDFPageObjMark_GetName"](mark, buffer, 8, ctypes.byref(size))
            if size.value == 6 and (buffer[0], buffer[1]) == (ord("O"), ord("C")):
                return True
        return False

    def show(self, *, shown: bool) -> None:
        """Take the object into the picture or leave it out."""
        _C["FPDFPageObj_SetIsActive"](self.handle, shown)


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of 4 bytes, row after row from the top."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float
    shift: tuple[int, int]

    def rows(self, box: Box) -> Iterator[bytes]:
        """Yield the rows of pixels within a box in points."""
        left, up = self.shift
        x0 = min(max(int(box[0] * self.scale) + left, 0), self.width)
        x1 = min(max(int(box[2] * self.scale) + left + 1, 0), self.width)
        top = min(max(int(box[1] * self.scale) + up, 0), self.height)
        end = min(max(int(box[3] * self.scale) + up + 1, 0), self.height)
        for row in range(top, end):
            start = row * self.stride
            yield self.data[start + 4 * x0 : start + 4 * x1]


@cache
def _start() -> None:
    _C["FPDF_InitLibrary"]()


@contextmanager
def opened(data: bytes, name: str) -> Generator["PdfFile"]:
    """Open a PDF and close it. Raises FileEncrypted, FileCorrupt."""
    _start()
    document = _C["FPDF_LoadMemDocument64"](data, len(data), None)
    if not document:
        if _C["FPDF_GetLastError"]() == _ERR_PASSWORD:
            raise FileEncrypted(name=name)
        raise FileCorrupt(name=name)
    try:
        yield PdfFile(document)
    finally:
        _C["FPDF_CloseDocument"](document)


class PdfFile:
    """An open document."""

    def __init__(self, document: Handle) -> None:
        self.handle = document
        self.page_count = int(_C["FPDF_GetPageCount"](document))
        self.fonts: dict[int, Font] = {}

    def metadata(self, key: str) -> str:
        """Return an entry of the information dictionary ("Keywords"), "" when there is none."""
        return wide_text(lambda b, n: _C["FPDF_GetMetaText"](self.handle, key.encode(), b, n))

    @contextmanager
    def page(self, index: int) -> Generator["Page | None"]:
        """Open a page and close it; None when the page is broken."""
        handle = _C["FPDF_LoadPage"](self.handle, index)
        if not handle:
            yield None
            return
        text = _C["FPDFText_LoadPage"](handle)
        try:
            yield Page(self, handle, text) if text else None
        finally:
            if text:
                _C["FPDFText_ClosePage"](text)
            _C["FPDF_ClosePage"](handle)


class Page:
    """An open page."""

    def __init__(self, file: PdfFile, handle: Handle, text: Handle) -> None:
        self.file, self.handle, self.text = file, handle, text
        self.width = float(_C["FPDF_GetPageWidthF"](handle))
        self.height = float(_C["FPDF_GetPageHeightF"](handle))
        self.rotation = int(_C["FPDFPage_GetRotation"](handle)) % 4
        box = _C["FS_RECTF"]()
        if not _C["FPDF_GetPageBoundingBox"](handle, ctypes.byref(box)):
            box.right, box.top = self.width, self.height
        self._sizes: dict[int, tuple[float, float]] = {}
        self._matrix = _C["FS_MATRIX"]()
        self._matrix_reference = ctypes.byref(self._matrix)
        self._frame: Box = (box.left, box.bottom, box.right, box.top)

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
        count = min(int(_C["FPDFText_CountChars"](self.text)), MAX_GLYPHS_PER_PAGE)
        if count <= 0:
            return Characters([], [], [])
        calls = _calls()
        text = ctypes.cast(self.text, ctypes.c_void_p).value or 0
        texts, places = repeat(text, count), range(count)
        owners = [owner or 0 for owner in map(calls.owner, texts, places)]
        sides = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(sides)
        ends = range(start, start + 16 * count, 16)
        # The calls are made for what they write; the sum merely runs the map.
        sum(map(calls.box, repeat(text, count), places, ends))
        floats = array("f")
        floats.frombytes(bytes(sides))
        return Characters(self._codes(text, count), self._boxes(floats.tolist()), owners)

    def _codes(self, text: int, count: int) -> list[int]:
        """Return the code points, at once where each is one UTF-16 unit, else one by one."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = int(_C["FPDFText_GetText"](self.text, 0, count, buffer))
        codes = list(buffer)[:count]
        if written == count + 1 and not any(0xD800 <= code <= 0xDFFF for code in codes):
            return codes
        return list(map(_calls().code, repeat(text, count), range(count)))

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

    def size_and_slope(self, owner: int, index: int) -> tuple[float, float]:
        """Return the size in points of a text object's characters, and the cosine of its line.

        `index` is the place of one of its characters.
        """
        known = self._sizes.get(owner)
        if known is not None:
            return known
        matrix = self._matrix
        size = abs(float(_C["FPDFText_GetFontSize"](self.text, index)))
        cosine = 1.0
        if _C["FPDFText_GetMatrix"](self.text, index, self._matrix_reference):
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            cosine = a / ((a * a + b * b) ** 0.5 or 1.0)
            size *= (c * c + d * d) ** 0.5
        self._sizes[owner] = size, cosine
        return size, cosine

    def font(self, owner: int) -> Font:
        """Return the font of a text object."""
        handle = _C["FPDFTextObj_GetFont"](_as_object(owner))
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self.file.fonts:
            self.file.fonts[key] = _font(handle)
        return self.file.fonts[key]

    def links(self) -> Iterator[tuple[str, Box]]:
        """Every link to an address, with its box."""
        position = ctypes.c_int(0)
        link = _C["FPDF_LINK"]()
        rect = _C["FS_RECTF"]()
        seen = 0
        enumerate_links = _C["FPDFLink_Enumerate"]
        while enumerate_links(self.handle, ctypes.byref(position), ctypes.byref(link)):
            seen += 1
            if seen > 1000:
                return
            url = self._address(link)
            if url and _C["FPDFLink_GetAnnotRect"](link, ctypes.byref(rect)):
                yield url, self.place(rect.left, rect.bottom, rect.right, rect.top)

    def objects(self) -> Iterator[PageObject]:
        """Every object of the page in the order it is painted, those inside forms included."""
        yield from islice(self._objects_of(self.handle, inside=None, depth=0), MAX_OBJECTS_PER_PAGE)

    def _objects_of(
        self, holder: Handle, inside: "Matrix | None", depth: int
    ) -> Iterator[PageObject]:
        kind = "FPDFPage" if inside is None else "FPDFFormObj"
        get = _C[f"{kind}_GetObject"]
        for index in range(_C[f"{kind}_CountObjects"](holder)):
            handle = get(holder, index)
            found = PageObject(handle, int(_C["FPDFPageObj_GetType"](handle)), inside)
            if found.kind == FORM and depth < _MAX_FORMS:
                matrix = found.matrix() if inside is None else _times(found.matrix(), inside)
                yield from self._objects_of(handle, matrix, depth + 1)
            else:
                yield found

    def box_of(self, found: PageObject) -> Box:
        """Return the bounds of an object on the shown page; empty when it has none."""
        sides = _four(ctypes.c_float)
        if not _C["FPDFPageObj_GetBounds"](found.handle, *map(ctypes.byref, sides)):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = (side.value for side in sides)
        if found.inside is not None:
            left, bottom, right, top = _moved((left, bottom, right, top), found.inside)
        return self.place(left, bottom, right, top)

    def clip_box(self, found: PageObject) -> Box | None:
        """Return the bounds of an object's clip, None when it has none."""
        path = _C["FPDFPageObj_GetClipPath"](found.handle)
        count = int(_C["FPDFClipPath_CountPaths"](path)) if path else -1
        box: Box | None = None
        for index in range(min(count, _MAX_CLIPS)):
            points = list(_points(path, index))
            if points:
                xs, ys = zip(*points, strict=True)
                part = (min(xs), min(ys), max(xs), max(ys))
                if found.inside is not None:
                    part = _moved(part, found.inside)
                place = self.place(*part)
                box = place if box is None else _shared(box, place)
        return box

    def render(self, scale: float, part: Box) -> Picture:
        """Return a part of the page as a picture, `scale` pixels a point."""
        x0, top = max(part[0], 0.0), max(part[1], 0.0)
        width = max(int((min(part[2], self.width) - x0) * scale) + 1, 1)
        height = max(int((min(part[3], self.height) - top) * scale) + 1, 1)
        whole = max(int(self.width * scale), 1), max(int(self.height * scale), 1)
        left, up = -int(x0 * scale), -int(top * scale)
        bitmap = _C["FPDFBitmap_Create"](width, height, 0)
        try:
            _C["FPDFBitmap_FillRect"](bitmap, 0, 0, width, height, 0xFFFFFFFF)
            _C["FPDF_RenderPageBitmap"](bitmap, self.handle, left, up, *whole, 0, 0)
            stride = int(_C["FPDFBitmap_GetStride"](bitmap))
            data = ctypes.string_at(_C["FPDFBitmap_GetBuffer"](bitmap), stride * height)
        finally:
            _C["FPDFBitmap_Destroy"](bitmap)
        return Picture(data, width, height, stride, scale, (left, up))

    def notes(self) -> Iterator[tuple[str, bool]]:
        """Every annotation's text that is no link, and whether it is shown on the page."""
        for index in range(min(int(_C["FPDFPage_GetAnnotCount"](self.handle)), 500)):
            note = _C["FPDFPage_GetAnnot"](self.handle, index)
            if not note:
                continue
            kind, flags = _C["FPDFAnnot_GetSubtype"](note), _C["FPDFAnnot_GetFlags"](note)
            text = wide_text(
                lambda b, n, a=note: _C["FPDFAnnot_GetStringValue"](
                    a, b"Contents", ctypes.cast(b, ctypes.POINTER(ctypes.c_ushort)), n
                )
            )
            _C["FPDFPage_CloseAnnot"](note)
            if text and kind != _LINK:
                hidden = flags & (_HIDDEN | _NO_VIEW)
                yield text, kind == _FREE_TEXT and not hidden

    def _address(self, link: Handle) -> str:
        action = _C["FPDFLink_GetAction"](link)
        if not action:
            return ""
        buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
        size = _C["FPDFAction_GetURIPath"](self.file.handle, action, buffer, _MAX_TEXT_BYTES)
        return buffer.value.decode("utf-8", "replace") if 0 < size <= _MAX_TEXT_BYTES else ""


def _four(kind: type[Any]) -> list[Any]:
    return [kind(0) for _ in range(4)]


def _points(path: Handle, index: int) -> Iterator[tuple[float, float]]:
    """The corners of a clip path, up to the number that a box of curves needs."""
    x, y = ctypes.c_float(), ctypes.c_float()
    count = int(_C["FPDFClipPath_CountPathSegments"](path, index))
    for number in range(min(count, _MAX_POINTS)):
        segment = _C["FPDFClipPath_GetPathSegment"](path, index, number)
        if segment and _C["FPDFPathSegment_GetPoint"](segment, ctypes.byref(x), ctypes.byref(y)):
            yield x.value, y.value


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(box: Box, matrix: Matrix) -> Box:
    """Return the bounds of a box after a matrix."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _shared(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


@dataclass(frozen=True, slots=True)
class _Calls:
    """What is asked for each character, with plain addresses as arguments and answers.

    That halves the cost of a call, and so does keeping the interpreter's lock over it.
    """

    code: Callable[[int, int], int]
    owner: Callable[[int, int], int | None]
    box: Callable[[int, int, int], int]


@cache
def _calls() -> _Calls:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    return _Calls(
        code=_direct("FPDFText_GetUnicode", ctypes.c_uint, pointer, number),
        owner=_direct("FPDFText_GetTextObject", pointer, pointer, number),
        box=_direct("FPDFText_GetLooseCharBox", number, pointer, number, pointer),
    )


def _direct(name: str, *types: type[Any]) -> Callable[..., Any]:
    """Return a function of the library with the given types: result, arguments."""
    address = ctypes.cast(cast("Any", _C[name]), ctypes.c_void_p).value
    return cast("Callable[..., Any]", ctypes.PYFUNCTYPE(*types)(address or 0))


def _as_object(owner: int) -> Handle:
    return ctypes.cast(owner, cast("Any", _C["FPDF_PAGEOBJECT"]))


def wide_text(ask: Callable[[Any, int], int]) -> str:
    """Return the UTF-16 text that a function of (buffer, bytes) writes."""
    buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
    size = ask(buffer, _MAX_TEXT_BYTES)
    if not 2 <= size <= _MAX_TEXT_BYTES:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


_BOLD = ("bold", "black", "heavy", "demi", "-medi", "cmbx", "sfbx", "ecbx", "lmroman-bx", "-bd")
_ITALIC = ("italic", "oblique", "slanted", "-it", "cmti", "sfti", "ecti", "cmsl", "-ital")
_ICONS = ("awesome", "icon", "fontello", "academicons", "glyphicon", "marvosym", "dingbat-icons")
_FORCE_BOLD = 1 << 18


def _font(handle: Handle) -> Font:
    buffer = ctypes.create_string_buffer(256)
    _C["FPDFFont_GetBaseFontName"](handle, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    lower = name.lower()
    flags = int(_C["FPDFFont_GetFlags"](handle))
    return Font(
        name=name,
        bold=any(b in lower for b in _BOLD) or (flags > 0 and bool(flags & _FORCE_BOLD)),
        italic=any(i in lower for i in _ITALIC),
        icons=any(i in lower for i in _ICONS),
    )

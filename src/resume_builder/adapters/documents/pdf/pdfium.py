"""PDFium through its C interface, typed: documents, pages, characters, objects, links.

Calls cost about half a microsecond each, so everything is asked once and arguments are reused.
Coordinates leave this module in points from the top left of the page as it is shown.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pypdfium2 import raw

from resume_builder.adapters.documents.limits import MAX_GLYPHS_PER_PAGE
from resume_builder.features.resumes.errors import FileCorrupt, FileEncrypted

# The library is untyped; this is the one place that says so.
_C: dict[str, Callable[..., Any]] = vars(raw)
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
_ERR_PASSWORD = 4
_MAX_TEXT_BYTES = 8192

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


@cache
def _start() -> None:
    _C["FPDF_InitLibrary"]()


@contextmanager
def opened(data: bytes, name: str) -> Iterator["PdfFile"]:
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
    def page(self, index: int) -> Iterator["Page | None"]:
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
        box = raw.FS_RECTF()
        if not _C["FPDF_GetPageBoundingBox"](handle, ctypes.byref(box)):
            box.right, box.top = self.width, self.height
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
        text = self.text
        count = min(int(_C["FPDFText_CountChars"](text)), MAX_GLYPHS_PER_PAGE)
        ask_code, ask_box = _C["FPDFText_GetUnicode"], _C["FPDFText_GetLooseCharBox"]
        ask_owner = _owner_function()
        rect = raw.FS_RECTF()
        by_reference = ctypes.byref(rect)
        codes = [ask_code(text, i) for i in range(count)]
        owners = [ask_owner(text, i) or 0 for i in range(count)]
        boxes: list[Box] = []
        x0, y1 = self._frame[0], self._frame[3]
        upright = self.rotation == 0
        for i in range(count):
            ask_box(text, i, by_reference)
            if upright:
                boxes.append((rect.left - x0, y1 - rect.top, rect.right - x0, y1 - rect.bottom))
            else:
                boxes.append(self.place(rect.left, rect.bottom, rect.right, rect.top))
        return Characters(codes, boxes, owners)

    def size_and_angle(self, index: int) -> tuple[float, float, float]:
        """Return the size in points of the character at `index`, and its direction (cos, sin)."""
        matrix = raw.FS_MATRIX()
        size = float(_C["FPDFText_GetFontSize"](self.text, index))
        if not _C["FPDFText_GetMatrix"](self.text, index, ctypes.byref(matrix)):
            return size, 1.0, 0.0
        length = (matrix.a**2 + matrix.b**2) ** 0.5 or 1.0
        height = (matrix.c**2 + matrix.d**2) ** 0.5
        return abs(size) * height, matrix.a / length, matrix.b / length

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
        link = raw.FPDF_LINK()
        rect = raw.FS_RECTF()
        seen = 0
        enumerate_links = _C["FPDFLink_Enumerate"]
        while enumerate_links(self.handle, ctypes.byref(position), ctypes.byref(link)):
            seen += 1
            if seen > 1000:
                return
            url = self._address(link)
            if url and _C["FPDFLink_GetAnnotRect"](link, ctypes.byref(rect)):
                yield url, self.place(rect.left, rect.bottom, rect.right, rect.top)

    def _address(self, link: Handle) -> str:
        action = _C["FPDFLink_GetAction"](link)
        if not action:
            return ""
        buffer = ctypes.create_string_buffer(_MAX_TEXT_BYTES)
        size = _C["FPDFAction_GetURIPath"](self.file.handle, action, buffer, _MAX_TEXT_BYTES)
        return buffer.value.decode("utf-8", "replace") if 0 < size <= _MAX_TEXT_BYTES else ""


@cache
def _owner_function() -> Callable[[Handle, int], int | None]:
    """Return FPDFText_GetTextObject with addresses instead of pointer objects as its answers."""
    function = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    address = ctypes.cast(cast("Any", _C["FPDFText_GetTextObject"]), ctypes.c_void_p).value
    return cast("Callable[[Handle, int], int | None]", function(address or 0))


def _as_object(owner: int) -> Handle:
    return ctypes.cast(owner, raw.FPDF_PAGEOBJECT)


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

"""PDFium's C functions with plain addresses as arguments and answers.

pypdfium2 brings the library and its generated bindings, which are untyped: this is the one module
that says so. Calls made for every character or object keep the interpreter's lock and take bare
addresses, which halves their cost; calls that may take long release the lock.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, cast

_POINTER, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_ULONG, _FLOAT, _BYTES = ctypes.c_ulong, ctypes.c_float, ctypes.c_char_p
Call = Callable[..., int]


class Library:
    """The functions in use. Handles are addresses; 0 or None is "none"."""

    def __init__(self) -> None:
        self._raw: dict[str, Any] = vars(import_module("pypdfium2.raw"))
        p, i = _POINTER, _INT
        self._raw["FPDF_InitLibrary"]()
        self.open = self._slow("FPDF_LoadMemDocument64", p, p, ctypes.c_size_t, p)
        self.last_error = self._quick("FPDF_GetLastError", _ULONG)
        self.close = self._slow("FPDF_CloseDocument", None, p)
        self.page_count = self._quick("FPDF_GetPageCount", i, p)
        self.metadata = self._quick("FPDF_GetMetaText", _ULONG, p, _BYTES, p, _ULONG)
        self.load_page = self._slow("FPDF_LoadPage", p, p, i)
        self.close_page = self._slow("FPDF_ClosePage", None, p)
        self.load_text = self._slow("FPDFText_LoadPage", p, p)
        self.close_text = self._slow("FPDFText_ClosePage", None, p)
        self.width = self._quick("FPDF_GetPageWidthF", _FLOAT, p)
        self.height = self._quick("FPDF_GetPageHeightF", _FLOAT, p)
        self.rotation = self._quick("FPDFPage_GetRotation", i, p)
        self.frame = self._quick("FPDF_GetPageBoundingBox", i, p, p)
        self._of_characters()
        self._of_objects()
        self._of_pictures()
        self._of_notes()

    def _of_characters(self) -> None:
        p, i = _POINTER, _INT
        self.char_count = self._quick("FPDFText_CountChars", i, p)
        self.char_code = self._quick("FPDFText_GetUnicode", _UINT, p, i)
        self.char_owner = self._quick("FPDFText_GetTextObject", p, p, i)
        self.char_box = self._quick("FPDFText_GetLooseCharBox", i, p, i, p)
        self.char_origin = self._quick("FPDFText_GetCharOrigin", i, p, i, p, p)
        self.char_size = self._quick("FPDFText_GetFontSize", ctypes.c_double, p, i)
        self.char_matrix = self._quick("FPDFText_GetMatrix", i, p, i, p)
        self.text = self._quick("FPDFText_GetText", i, p, i, i, p)
        self.font = self._quick("FPDFTextObj_GetFont", p, p)
        self.font_name = self._quick("FPDFFont_GetBaseFontName", ctypes.c_size_t, p, p, p)
        self.font_flags = self._quick("FPDFFont_GetFlags", i, p)

    def _of_objects(self) -> None:
        p, i = _POINTER, _INT
        self.object_count = self._quick("FPDFPage_CountObjects", i, p)
        self.object = self._quick("FPDFPage_GetObject", p, p, i)
        self.form_count = self._quick("FPDFFormObj_CountObjects", i, p)
        self.form_object = self._quick("FPDFFormObj_GetObject", p, p, _ULONG)
        self.kind = self._quick("FPDFPageObj_GetType", i, p)
        self.bounds = self._quick("FPDFPageObj_GetBounds", i, p, p, p, p, p)
        self.matrix = self._quick("FPDFPageObj_GetMatrix", i, p, p)
        self.fill = self._quick("FPDFPageObj_GetFillColor", i, p, p, p, p, p)
        self.draw_mode = self._quick("FPDFPath_GetDrawMode", i, p, p, p)
        self.text_mode = self._quick("FPDFTextObj_GetTextRenderMode", i, p)
        self.mark_count = self._quick("FPDFPageObj_CountMarks", i, p)
        self.mark = self._quick("FPDFPageObj_GetMark", p, p, _ULONG)
        self.mark_name = self._quick("FPDFPageObjMark_GetName", i, p, p, _ULONG, p)
        self.set_active = self._quick("FPDFPageObj_SetIsActive", i, p, i)
        self.clip = self._quick("FPDFPageObj_GetClipPath", p, p)
        self.clip_count = self._quick("FPDFClipPath_CountPaths", i, p)
        self.corner_count = self._quick("FPDFClipPath_CountPathSegments", i, p, i)
        self.corner = self._quick("FPDFClipPath_GetPathSegment", p, p, i, i)
        self.point = self._quick("FPDFPathSegment_GetPoint", i, p, p, p)

    def _of_pictures(self) -> None:
        p, i = _POINTER, _INT
        self.new_bitmap = self._slow("FPDFBitmap_Create", p, i, i, i)
        self.paint = self._slow("FPDFBitmap_FillRect", i, p, i, i, i, i, _ULONG)
        self.render = self._slow("FPDF_RenderPageBitmap", None, p, p, i, i, i, i, i, i)
        self.stride = self._quick("FPDFBitmap_GetStride", i, p)
        self.pixels = self._quick("FPDFBitmap_GetBuffer", p, p)
        self.free_bitmap = self._slow("FPDFBitmap_Destroy", None, p)

    def _of_notes(self) -> None:
        p, i = _POINTER, _INT
        self.next_link = self._quick("FPDFLink_Enumerate", i, p, p, p)
        self.link_action = self._quick("FPDFLink_GetAction", p, p)
        self.link_box = self._quick("FPDFLink_GetAnnotRect", i, p, p)
        self.action_address = self._quick("FPDFAction_GetURIPath", _ULONG, p, p, p, _ULONG)
        self.note_count = self._quick("FPDFPage_GetAnnotCount", i, p)
        self.note = self._quick("FPDFPage_GetAnnot", p, p, i)
        self.close_note = self._quick("FPDFPage_CloseAnnot", None, p)
        self.note_kind = self._quick("FPDFAnnot_GetSubtype", i, p)
        self.note_flags = self._quick("FPDFAnnot_GetFlags", i, p)
        self.note_box = self._quick("FPDFAnnot_GetRect", i, p, p)
        self.note_text = self._quick("FPDFAnnot_GetStringValue", _ULONG, p, _BYTES, p, _ULONG)

    def _quick(self, name: str, *types: type[Any] | None) -> Callable[..., Any]:
        return self._bound(ctypes.PYFUNCTYPE, name, types)

    def _slow(self, name: str, *types: type[Any] | None) -> Callable[..., Any]:
        return self._bound(ctypes.CFUNCTYPE, name, types)

    def _bound(
        self, kind: Callable[..., Any], name: str, types: tuple[type[Any] | None, ...]
    ) -> Callable[..., Any]:
        """Return a function with the given types: result, arguments."""
        address = ctypes.cast(self._raw[name], ctypes.c_void_p).value
        return cast("Callable[..., Any]", kind(*types)(address or 0))


@cache
def library() -> Library:
    """Return the library, started."""
    return Library()

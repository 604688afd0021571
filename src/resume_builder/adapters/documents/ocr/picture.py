"""Reads a picture of pages: a scan or a photograph as PNG, JPEG, TIFF or WebP.

Pillow comes with the extra and is loaded on first use; this module says that it is untyped here.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from itertools import islice
from typing import Any, cast

from resume_builder.adapters.documents.drafts import Facts, build
from resume_builder.adapters.documents.limits import MAX_PIXELS, MAX_SCANNED_PAGES
from resume_builder.adapters.documents.ocr.strips import Raster, Recognizer
from resume_builder.adapters.documents.pdf.hyphens import join_parted
from resume_builder.adapters.documents.pdf.recognized import sheet_of
from resume_builder.adapters.documents.pdf.sheets import Sheet, drafts_of_sheets, findings_of_sheets
from resume_builder.adapters.documents.sniff import PICTURES, media_type_of
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileImageOnly, UnpacksTooLarge

# A4 in points: pictures do not know how large their paper was.
_LONG_SIDE = 842.0
# Pixels of the longer side that are enough: 200 dots an inch over A4, and a little more.
_ENOUGH = 2600
_BYTES_A_PIXEL = 4
# What Pillow raises for files that are not what they say.
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError,
    AttributeError, struct.error, zlib.error,
)  # fmt: skip


def read_picture(data: bytes, name: str, recognizer: Recognizer | None = None) -> Document:
    """Return the text in a picture as a Document, one page for each frame of a TIFF.

    Raises FileImageOnly without a recognizer or without text that can be read, FileCorrupt,
    UnpacksTooLarge, TextTooLong.
    """
    kind = media_type_of(data, name)
    if recognizer is None:
        raise FileImageOnly(name=name, pages=1)
    sheets = [_sheet(raster, recognizer) for raster in _rasters(data, name, PICTURES[kind])]
    drafts = join_parted(drafts_of_sheets(sheets), "")
    if not drafts:
        raise FileImageOnly(name=name, pages=len(sheets))
    facts = Facts(kind, name, pages=len(sheets), findings=findings_of_sheets(sheets))
    return build(drafts, facts)


def _sheet(raster: Raster, recognizer: Recognizer) -> Sheet:
    found = sheet_of(recognizer(raster), raster.scale)
    return found or Sheet([], [], [], raster.height / raster.scale, unread=True)


def _rasters(data: bytes, name: str, form: str) -> list[Raster]:
    """Return the frames of a picture, the right way up by what its camera noted."""
    pillow = cast("Any", import_module("PIL.Image"))
    sequence = cast("Any", import_module("PIL.ImageSequence"))
    with _refusing(name), closing(pillow.open(io.BytesIO(data), formats=(form,))) as file:
        frames = cast("Iterator[Any]", sequence.Iterator(file))
        return [_raster(frame, name) for frame in islice(frames, MAX_SCANNED_PAGES)]


@contextmanager
def _refusing(name: str) -> Generator[None]:
    """Turn what a damaged picture raises into FileCorrupt."""
    pillow = cast("Any", import_module("PIL.Image"))
    bomb = cast("type[Exception]", pillow.DecompressionBombError)
    try:
        with warnings.catch_warnings():
            # Of damage that Pillow can pass over, and of sizes that are judged here.
            warnings.simplefilter("ignore")
            yield
    except bomb as error:
        raise _too_large(name) from error
    except _BROKEN as error:
        raise FileCorrupt(name=name) from error


def _raster(frame: Any, name: str) -> Raster:
    width, height = cast("tuple[int, int]", frame.size)
    if width * height > MAX_PIXELS:
        raise _too_large(name)
    # A JPEG is decoded at a half or a quarter where that is enough.
    frame.draft("RGB", (_ENOUGH, _ENOUGH))
    upright = _on_white(cast("Any", import_module("PIL.ImageOps")).exif_transpose(frame))
    upright.thumbnail((_ENOUGH, _ENOUGH))
    width, height = cast("tuple[int, int]", upright.size)
    red, green, blue = upright.split()
    pixels = cast("Any", import_module("PIL.Image")).merge("RGBX", (blue, green, red, blue))
    scale = max(width, height) / _LONG_SIDE
    return Raster(pixels.tobytes(), width, height, _BYTES_A_PIXEL * width, scale)


def _on_white(frame: Any) -> Any:
    """Return a picture without transparency, on white paper, eight bits a channel."""
    if str(frame.mode).startswith(("I", "F")):
        # Sixteen bits a channel, which Pillow would cut off and not scale.
        frame = frame.convert("F")
        low, high = cast("tuple[float, float]", frame.getextrema())
        factor = 255.0 / max(high - low, 1.0)

        def scaled(value: Any) -> Any:
            return value * factor + -low * factor

        frame = frame.point(scaled).convert("L")
    if "transparency" in frame.info or frame.mode in ("RGBA", "LA", "PA"):
        frame = frame.convert("RGBA")
        paper = cast("Any", import_module("PIL.Image")).new("RGBA", frame.size, "white")
        paper.alpha_composite(frame)
        frame = paper
    return frame.convert("RGB")


def _too_large(name: str) -> UnpacksTooLarge:
    return UnpacksTooLarge(name=name, limit=MAX_PIXELS * _BYTES_A_PIXEL)

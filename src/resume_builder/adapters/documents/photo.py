"""Pictures of people become small upright JPEGs without metadata; a child does it, with limits."""

import io
import logging
import struct
import warnings
from typing import TYPE_CHECKING

from resume_builder.domain.photo import MAX_PHOTO_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH
from resume_builder.features.resumes.errors import PhotoTooSmall, PhotoUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image

# Its lines for debugging quote what a picture's file says: who took it, and where.
logging.getLogger("PIL").setLevel(logging.INFO)

# Unpacked and turned it takes 320 MB, which a child has.
_MAX_PIXELS = 40_000_000
# Fewer across would print as squares.
_LEAST_SIDE = 96
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (88, 75, 60)
# EXIF 2.32, 4.6.4: how the first row and column stand to the picture as it is seen, and what to do.
_ORIENTATION = 0x0112
_WAYS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
# What Pillow raises for pictures and EXIF that are damaged.
_DAMAGED = (OSError, ValueError, SyntaxError, TypeError, LookupError, struct.error)
# Where faces are in pictures that are too wide or too high: in the middle, above the center.
_FACES = (0.5, 0.35)


def read_photo(data: bytes, name: str) -> bytes:
    """Return a picture upright as a JPEG of at most 413 x 531 pixels, cut to that shape.

    What lets the ground shine through becomes white. Raises PhotoUnreadable, PhotoTooSmall.
    """
    from PIL import Image, ImageOps

    try:
        # Of pictures that are too large, and of EXIF that is damaged, Pillow warns.
        with warnings.catch_warnings(action="ignore"), _opened(data, name) as opened:
            # A JPEG is unpacked no larger than needed.
            opened.draft("RGB", (2 * PHOTO_WIDTH, 2 * PHOTO_HEIGHT))
            upright = _upright(opened)
            if min(upright.size) < _LEAST_SIDE:
                raise PhotoTooSmall(name=name, limit=_LEAST_SIDE)
            shaped = ImageOps.fit(
                _on_white(upright), _shape(upright.size), Image.Resampling.LANCZOS,
                centering=_FACES,
            )  # fmt: skip
            return _jpeg(shaped, name)
    except _DAMAGED as error:
        raise PhotoUnreadable(name=name) from error


def _opened(data: bytes, name: str) -> "Image":
    """Return the picture, not unpacked yet. Raises PhotoUnreadable for one too large, OSError."""
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise PhotoUnreadable(name=name) from error
    if opened.width * opened.height > _MAX_PIXELS:
        raise PhotoUnreadable(name=name)
    return opened


def _upright(opened: "Image") -> "Image":
    """Return the picture as the camera was held; as it is where that is damaged or not told."""
    from PIL import Image

    try:
        way = _WAYS.get(opened.getexif().get(_ORIENTATION, 1))
    except _DAMAGED:
        way = None
    return opened.transpose(Image.Transpose[way]) if way else opened


def _shape(size: tuple[int, int]) -> tuple[int, int]:
    """Return the largest photo within a picture, no larger than one prints."""
    scale = min(1.0, size[0] / PHOTO_WIDTH, size[1] / PHOTO_HEIGHT)
    return round(scale * PHOTO_WIDTH), round(scale * PHOTO_HEIGHT)


def _on_white(image: "Image") -> "Image":
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


def _jpeg(image: "Image", name: str) -> bytes:
    """Return the picture alone, of the best quality that is small enough."""
    # What the file said of itself does not go along.
    image.info.clear()
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MAX_PHOTO_BYTES:
            return out.getvalue()
    raise PhotoUnreadable(name=name)

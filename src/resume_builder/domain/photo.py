"""The person's photo: a small JPEG inside the résumé, as JSON Resume's `basics.image`.

Only what `photo_in` returns is ever shown, so that nothing else there reaches a page: no other
format, and no JPEG that says more than its picture (where it was taken, a file behind it).
"""

import base64
import json
import re
import struct

from resume_builder.domain.resume import Resume

# 35 x 45 mm, as for a passport (ICAO Doc 9303-3), at 300 dots an inch.
PHOTO_WIDTH, PHOTO_HEIGHT = 413, 531
# What such a picture takes at good quality is 30 to 60 kB.
MAX_PHOTO_BYTES = 120_000
_MAX_SIDE = 1_200
_PREFIX = "data:image/jpeg;base64,"
# The segments of a baseline JPEG that are its picture (ISO/IEC 10918-1, table B.1): JFIF, how its
# color is meant, tables, the frame, restarts. The scan comes last.
_JFIF, _COLOR, _FRAME, _SCAN = 0xE0, 0xEE, 0xC0, 0xDA
_SEGMENTS = frozenset([_JFIF, _COLOR, 0xDB, 0xC4, _FRAME, 0xDD])
# In the scan only restarts and the end follow an 0xFF that is not a sample.
_MARKERS = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)


def as_image(jpeg: bytes) -> str:
    """Return a photo as it stands in `basics.image`."""
    return _PREFIX + base64.b64encode(jpeg).decode()


def bytes_in(image: str) -> bytes:
    """Return what a `data:` address in Base64 holds, whatever it is. Raises ValueError."""
    head, comma, data = image.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        raise ValueError
    return base64.b64decode(data, validate=True)


def photo_in(image: str) -> bytes | None:
    """Return the JPEG in `basics.image`; None where there is none, or one not to be shown."""
    if not image.startswith(_PREFIX) or len(image) > len(_PREFIX) + MAX_PHOTO_BYTES * 4 // 3 + 4:
        return None
    try:
        jpeg = bytes_in(image)
        width, height = _size(jpeg)
    except (ValueError, IndexError, struct.error):
        return None
    return jpeg if 0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE else None


def image_in_json(data: bytes) -> str:
    """Return `basics.image` of a JSON Resume file where it is a `data:` address, else ""."""
    if b"data:" not in data:
        return ""
    try:
        image = json.loads(data)["basics"]["image"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""
    return image if isinstance(image, str) and image.startswith("data:") else ""


def with_image(resume: Resume, image: str) -> Resume:
    """Return the résumé with `image` as its photo, "" for none."""
    return resume.model_copy(update={"basics": resume.basics.model_copy(update={"image": image})})


def without_photo(resume: Resume) -> Resume:
    """Return the résumé without the photo in it; the web address of one stays."""
    return with_image(resume, "") if resume.basics.image.startswith("data:") else resume


def _size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a JPEG that is its picture alone.

    Raises ValueError, IndexError, struct.error for anything else.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError
    at, size = 2, (0, 0)
    while jpeg[at] == 0xFF and jpeg[at + 1] in _SEGMENTS:
        if jpeg[at + 1] == _FRAME:
            height, width = struct.unpack_from(">HH", jpeg, at + 5)
            size = (width, height)
        at += 2 + _length(jpeg, at)
    if jpeg[at : at + 2] != bytes([0xFF, _SCAN]):
        raise ValueError
    end = _MARKERS.search(jpeg, at + 2 + _length(jpeg, at))
    if end is None or end.end() != len(jpeg) or end.group() != b"\xff\xd9":
        raise ValueError
    return size


def _length(jpeg: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", jpeg, at + 2)[0])

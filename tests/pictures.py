"""Pictures that a person might bring, and those that somebody else might."""

import base64
import io
import random
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image

from resume_builder.adapters.documents.photo import read_photo
from resume_builder.domain.photo import as_image, with_image
from resume_builder.domain.resume import Resume

# In the EXIF of `located`: who took it, with what, and where.
SECRETS = (b"Secret Camera", b"Jane Hidden", b"\x00\x02\x00\x05\x00\x00\x00\x03")
_ORIENTATION, _MAKE, _ARTIST, _GPS = 0x0112, 0x010F, 0x013B, 0x8825
_TURNED = 6


def plain(width: int = 600, height: int = 800, fmt: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture that is red above and blue below."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, height // 2, width, height))
    return _saved(image.convert(mode), fmt)


def located() -> bytes:
    """A JPEG of 800 x 600, red above once its EXIF turned it, that tells where it was taken."""
    image = Image.new("RGB", (800, 600), "blue")
    image.paste("red", (0, 0, 400, 600))
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKE], exif[_ARTIST] = _TURNED, "Secret Camera", "Jane Hidden"
    exif[_GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    return _saved(image, "JPEG", exif=exif, icc_profile=b"a profile", comment=b"Jane Hidden")


def transparent() -> bytes:
    """A PNG of nothing but a black square in its middle."""
    image = Image.new("RGBA", (400, 500), (0, 0, 0, 0))
    image.paste("black", (150, 200, 250, 300))
    return _saved(image, "PNG")


def noise(width: int = 413, height: int = 531) -> bytes:
    """A PNG that no format packs well."""
    pixels = random.Random(1).randbytes(width * height * 3)
    return _saved(Image.frombytes("RGB", (width, height), pixels), "PNG")


def claiming(width: int, height: int) -> bytes:
    """A small PNG whose head claims any size; its rows are zeros, as many as fit 64 kB packed."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(min(height * (3 * width + 1), 60_000_000)), 9)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


@cache
def a_photo() -> bytes:
    """A photo as it is kept."""
    return read_photo(plain(), "me.jpg")


def with_photo(resume: Resume) -> Resume:
    """The résumé with a photo."""
    return with_image(resume, as_image(a_photo()))


def as_data(data: bytes, kind: str = "image/png") -> str:
    """A file as a `data:` address."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def opened(jpeg: bytes) -> Image.Image:
    """The picture in a file, unpacked."""
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _saved(image: Image.Image, fmt: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, fmt, **how)
    return out.getvalue()

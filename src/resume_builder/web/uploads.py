"""Files and texts that people bring: a multipart `file`, or JSON with the text in it."""

from typing import NamedTuple

from flask import request

from resume_builder.features.resumes.errors import FileEmpty, FileTooLarge, TextTooLong
from resume_builder.features.resumes.limits import MAX_BYTES, MAX_CHARACTERS
from resume_builder.web.api import JSON, MULTIPART, is_json
from resume_builder.web.errors import MalformedForm, WrongType

# A pasted text at its longest, each character an escape of six bytes; a file with its wrapping is
# smaller.
UPLOAD_BODY_BYTES = 6 * MAX_CHARACTERS + 64 * 1024
# A file in Base64, and what stands around it.
PHOTO_BODY_BYTES = MAX_BYTES * 4 // 3 + 64 * 1024


class Upload(NamedTuple):
    """What was brought, under a name that ends in what it claims to be."""

    data: bytes
    name: str


def read_file() -> Upload | None:
    """Return the file of a multipart body; None when the body is JSON.

    Raises FileTooLarge, MalformedForm, WrongType.
    """
    if is_json():
        return None
    if request.mimetype != MULTIPART:
        raise WrongType(expected=f"{MULTIPART}, {JSON}")
    files = request.files.getlist("file")
    if len(files) != 1 or len(request.files) != 1:
        raise MalformedForm
    name = _base_name(files[0].filename or "")
    data = files[0].read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileTooLarge(name=name, limit=MAX_BYTES)
    return Upload(data, name)


def as_upload(text: str, name: str) -> Upload:
    """Return a pasted text as a file. Raises TextTooLong, FileEmpty."""
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(length=len(text), limit=MAX_CHARACTERS)
    if not text.strip():
        raise FileEmpty(name=name)
    return Upload(text.encode(), name)


def _base_name(name: str) -> str:
    """Return the last part of a path, at most 200 characters, its ending kept."""
    base = name.replace("\\", "/").rpartition("/")[2].strip()
    stem, dot, ending = base.rpartition(".")
    if len(base) <= 200:
        return base or "file"
    return f"{stem[:180]}{dot}{ending[:19]}" if stem else base[:200]

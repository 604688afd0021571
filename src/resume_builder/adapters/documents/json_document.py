"""JSON: JSON Resume as it is, and exports of other programs as JSON Resume objects."""

import json
import re
from typing import cast

from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.limits import LONGEST_WORD
from resume_builder.adapters.documents.sniff import JSON
from resume_builder.adapters.documents.structured import document_of_resume, strings_of
from resume_builder.adapters.documents.text import decode_plain
from resume_builder.domain.document import Document
from resume_builder.domain.foreign import converted
from resume_builder.domain.values import clean_text
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty, FileOtherData

# The bytes of a picture, in base64 (perhaps with its slashes escaped), alone or as an address.
_PICTURE = re.compile(rb'"(?:data:[^",]{0,100},)?[A-Za-z0-9+/=\\]{%d,}"' % LONGEST_WORD)

# An escape that is half of a character, unless its other half follows.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(data: bytes, name: str) -> Document:
    """Return a JSON file as a Document.

    Raises FileCorrupt, FileEmpty, FileOtherData (no object), TextTooLong.
    """
    text = decode_plain(_PICTURE.sub(b'""', data))
    try:
        value: object = json.loads(text, strict=False)
        strings = list(strings_of(value))
    except (ValueError, RecursionError) as error:
        raise FileCorrupt(name=name) from error
    if _HALF.search(text):
        value = _whole(value)
    if not value:
        raise FileEmpty(name=name)
    if not isinstance(value, dict):
        raise FileOtherData(name=name)
    return document_of_object(cast("dict[str, object]", value), strings, JSON, name)


def _whole(value: object) -> object:
    """Return a parsed value without halves of characters: no program can write them."""
    if isinstance(value, str):
        return clean_text(value) if not value.isascii() else value
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return {clean_text(key): _whole(item) for key, item in pairs}
    if isinstance(value, list):
        return [_whole(item) for item in cast("list[object]", value)]
    return value


def document_of_object(
    value: dict[str, object], strings: list[str], media_type: str, name: str
) -> Document:
    """Return a parsed object, of which `strings` are the texts, as a Document.

    Raises FileEmpty, TextTooLong.
    """
    resume = converted(value)
    if resume is not None:
        return document_of_resume(resume, media_type, name)
    drafts = [Draft(line) for string in strings for line in string.splitlines()]
    number_lines(drafts)
    return build(drafts, Facts(media_type, name, structured=(value,)))

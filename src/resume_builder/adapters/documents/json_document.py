"""JSON Resume: the object goes into `structured`; the text is its strings, one a line."""

import json
from collections.abc import Iterator
from typing import cast

from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.sniff import JSON
from resume_builder.adapters.documents.text import decode_plain
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty


def read_json(data: bytes, name: str) -> Document:
    """Return a JSON file as a Document. Raises FileCorrupt, FileEmpty, TextTooLong."""
    text = decode_plain(data)
    try:
        value: object = json.loads(text, strict=False)
        strings = list(_strings(value, 0))
    except (ValueError, RecursionError) as error:
        raise FileCorrupt(name=name) from error
    if not isinstance(value, dict):
        raise FileCorrupt(name=name)
    if not value:
        raise FileEmpty(name=name)
    drafts = [Draft(line) for string in strings for line in string.splitlines()]
    number_lines(drafts)
    found = cast("dict[str, object]", value)
    return build(drafts, Facts(JSON, name, structured=(found,)))


def _strings(value: object, depth: int) -> Iterator[str]:
    """Every string of a JSON value, in its order. Raises RecursionError beyond MAX_DEPTH."""
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in cast("dict[str, object]", value).values():
            yield from _strings(item, depth + 1)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _strings(item, depth + 1)

"""Documents of a program's own data: the JSON Resume object goes into `structured`.

The text is what a person would read of it: its strings, one a line.
"""

from collections.abc import Iterator
from typing import Any, cast

from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileEmpty


def document_of_resume(resume: dict[str, Any], media_type: str, name: str) -> Document:
    """Return a JSON Resume object as a Document. Raises FileEmpty, TextTooLong."""
    drafts = [Draft(line) for said in _shown(resume) for line in said.splitlines() if line]
    if not drafts:
        raise FileEmpty(name=name)
    number_lines(drafts)
    return build(drafts, Facts(media_type, name, structured=({"basics": {}, **resume},)))


def _shown(resume: dict[str, Any]) -> Iterator[str]:
    """Every string but those of keys that no page shows."""
    for key, value in resume.items():
        if not key.startswith(("x-", "$")) or key == "x-sections":
            yield from strings_of(value, 0, skipped="x-")


def strings_of(value: object, depth: int = 0, skipped: str = "\x00") -> Iterator[str]:
    """Every string of a parsed value, in its order; keys that start with `skipped` left out.

    Raises RecursionError beyond MAX_DEPTH.
    """
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            if not key.startswith(skipped):
                yield from strings_of(item, depth + 1, skipped)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from strings_of(item, depth + 1, skipped)

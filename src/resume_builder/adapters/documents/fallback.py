"""Scans go to a reader of their own: it takes longer and more memory than files that hold text."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from resume_builder.adapters.documents.ocr.findings import UNREAD
from resume_builder.domain.values import Finding
from resume_builder.features.resumes.errors import FileImageOnly, ReadError

T = TypeVar("T")


def with_pictures(
    text: Callable[[], T],
    pictures: Callable[[], T] | None,
    findings: Callable[[T], Sequence[Finding]],
) -> T:
    """Return what `text` reads, or `pictures` where that finds pages without text.

    Raises a ReadError. Where only some pages are pictures and reading those fails, the others are
    returned. `findings` are those of a result.
    """
    try:
        read = text()
    except FileImageOnly:
        if pictures is None:
            raise
        return pictures()
    if pictures is None or all(finding.code != UNREAD for finding in findings(read)):
        return read
    try:
        return pictures()
    except ReadError:
        return read

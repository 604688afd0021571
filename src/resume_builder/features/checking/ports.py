"""What checking needs from outside: a way to set a file, and one to read it."""

from typing import Literal, Protocol

from resume_builder.domain.resume import ResumeReading
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions

# The formats that employers' systems are given.
ReadFormat = Literal["pdf", "docx"]


class SetFile(Protocol):
    """Sets a résumé as a file."""

    def __call__(self, verified: Verified, options: RenderOptions, fmt: ReadFormat) -> bytes:
        """Return the file's bytes."""
        ...


class ReadFile(Protocol):
    """Reads any file that a person may give."""

    def __call__(self, data: bytes, name: str) -> tuple[str, ResumeReading]:
        """Return the document's text and what was understood of it. Raises ReadError."""
        ...

"""What the résumé slice needs from outside."""

from typing import Protocol

from resume_builder.domain.document import Document
from resume_builder.domain.resume import ResumeReading


class DocumentReader(Protocol):
    """Reads the bytes of a file into a Document."""

    def __call__(self, data: bytes, name: str) -> Document:
        """Return the document in `data`, judged by its content; `name` is the file's own name.

        Raises a ReadError (features/resumes/errors.py) when nothing can be read.
        """
        ...


class ReadResume(Protocol):
    """Reads the bytes of a file into a résumé."""

    def __call__(self, data: bytes, name: str) -> tuple[str, ResumeReading]:
        """Return the document's text and what was understood of it. Raises ReadError."""
        ...


class ReadPhoto(Protocol):
    """Makes a photo of a picture file."""

    def __call__(self, data: bytes, name: str) -> bytes:
        """Return a small upright JPEG that says nothing of the file. Raises ReadError."""
        ...

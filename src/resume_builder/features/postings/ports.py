"""What the posting slice needs from outside."""

from typing import Protocol

from resume_builder.domain.document import Document


class DocumentReader(Protocol):
    """Reads the bytes of a posting into a Document."""

    def __call__(self, data: bytes, name: str) -> Document:
        """Return the document in `data`; `name` ends in what the content is (".txt", ".html")."""
        ...

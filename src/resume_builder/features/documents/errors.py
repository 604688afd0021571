"""Why a document cannot be kept. `code` has a message with the next step for the person."""

from resume_builder.domain.errors import DomainError


class DocumentTooLarge(DomainError):
    """The file is larger than a kept document may be. params: limit (bytes)."""

    code = "documents.too_large"


class DocumentDamaged(DomainError):
    """The kept bytes are not those that were kept: they no longer have their SHA-256."""

    code = "documents.damaged"


class DocumentsFull(DomainError):
    """There is no room to keep another document."""

    code = "documents.full"


class NotSetHere(DomainError):
    """The theme or the font that a document was set in is no longer here."""

    code = "documents.not_set_here"

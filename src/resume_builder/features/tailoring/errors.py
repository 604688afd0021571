"""Why a tailoring cannot be changed so. `code` has a message with the next step for the person."""

from resume_builder.domain.errors import DomainError


class AttemptOver(DomainError):
    """The attempt was closed, or another one was begun since."""

    code = "tailoring.attempt_over"


class TooManyEdits(DomainError):
    """A model proposes more than a résumé has lines. params: limit."""

    code = "tailoring.too_many_edits"


class UnknownRuling(DomainError):
    """A decision or an answer names nothing that was proposed. params: id."""

    code = "tailoring.unknown_ruling"


class NotSupported(DomainError):
    """A proposal was accepted that the facts do not bear out. params: id."""

    code = "tailoring.not_supported"

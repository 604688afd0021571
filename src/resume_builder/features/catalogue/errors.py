"""Why a list of models could not be taken."""

from resume_builder.domain.errors import DomainError


class SourceUnreadable(DomainError):
    """A list of models is not in the form that it should be in. params: source."""

    code = "catalogue.source_unreadable"


class SourceUnreachable(DomainError):
    """A list of models could not be fetched. params: source."""

    code = "catalogue.source_unreachable"

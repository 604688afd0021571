"""Why a saved file could not be restored."""

from resume_builder.domain.errors import DomainError


class NotSavedWork(DomainError):
    """The file is not one that "Save my work" made. params: reason."""

    code = "work.not_saved_work"

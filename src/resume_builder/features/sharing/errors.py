"""Why a document is not shared, or not shown. `code` has a message with the next step."""

from resume_builder.domain.errors import DomainError


class ShareGone(DomainError):
    """No document is shared by this link: never, no longer, or not any more."""

    code = "share.gone"


class SharePasswordNeeded(DomainError):
    """The document is shown with a password alone."""

    code = "share.password_needed"


class SharePasswordWrong(DomainError):
    """The password is not the link's."""

    code = "share.password_wrong"


class ShareTries(DomainError):
    """Too many passwords were tried. params: seconds."""

    code = "share.too_many"


class SharesBusy(DomainError):
    """Too many passwords of links are being looked at. params: seconds."""

    code = "share.busy"


class SharesFull(DomainError):
    """What is shared takes as much room as it may. params: limit (bytes)."""

    code = "share.full"


class NotAPdf(DomainError):
    """Only a PDF is shared: a Word file has no pages to show."""

    code = "share.pdf_alone"

"""Why a posting could not be read from its address. Each `code` tells the person the way on."""

from resume_builder.domain.errors import DomainError


class PageUnreachable(DomainError):
    """No page came from the address.

    One refusal for every cause (a name that is not found, an address that is not public, a port, a
    connection, a certificate, the time), so that nobody learns from it what our network holds.
    """

    code = "posting.page_unreachable"


class PageGone(DomainError):
    """The site says that it has no such page (404, 410)."""

    code = "posting.page_gone"


class PageTooLarge(DomainError):
    """The page is larger than is read. params: limit (bytes)."""

    code = "posting.page_too_large"


class PageUnreadable(DomainError):
    """The address leads to something that is no page and no document."""

    code = "posting.page_unreadable"


class PageNeedsBrowser(DomainError):
    """The page shows its posting only to a browser, or to who signs in.

    params: got (what could be read of it all the same, as text a person can go on from; "" when
    nothing could).
    """

    code = "posting.page_needs_browser"


class FetchBusy(DomainError):
    """As many pages as allowed are being fetched just now."""

    code = "posting.fetch_busy"

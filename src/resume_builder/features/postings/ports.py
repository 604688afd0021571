"""What the posting slice needs from outside."""

from dataclasses import dataclass
from typing import Protocol

from resume_builder.domain.document import Document
from resume_builder.domain.posting.model import Posting


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, under a name that ends in what its server says it is ("page.html")."""

    data: bytes
    name: str


class DocumentReader(Protocol):
    """Reads the bytes of a posting into a Document."""

    def __call__(self, data: bytes, name: str) -> Document:
        """Return the document in `data`; `name` ends in what the content is (".txt", ".html")."""
        ...


class PageFetcher(Protocol):
    """Gets one page of the public web, once."""

    def __call__(self, url: str) -> Fetched:
        """Return what stands at a link.

        Raises PageUnreachable, PageGone, PageTooLarge, PageUnreadable, PageNeedsBrowser, FetchBusy.
        """
        ...


class ReadPosting(Protocol):
    """Reads the bytes of a posting into what it asks."""

    def __call__(self, data: bytes, name: str) -> Posting:
        """Return what the posting asks. Raises what the reader raises when there is no text."""
        ...

"""Reading what was fetched: the same readers, what goes wrong in the posting slice's words."""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.document import Document
from resume_builder.features.postings.errors import PageNeedsBrowser, PageUnreadable
from resume_builder.features.resumes.errors import FileEmpty, ReadError


@dataclass(frozen=True, slots=True)
class FetchedReader:
    """A DocumentReader of pages: no person knows the file by its name, so none is told of it."""

    read: Callable[[bytes, str], Document]

    def __call__(self, data: bytes, name: str) -> Document:
        """Return the document in `data`.

        Raises PageNeedsBrowser when there is no text, PageUnreadable when it cannot be read.
        """
        try:
            return self.read(data, name)
        except FileEmpty:
            raise PageNeedsBrowser(got="") from None
        except ReadError as error:
            raise PageUnreadable from error

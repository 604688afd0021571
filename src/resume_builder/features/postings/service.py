"""Reading postings, and keeping those of a session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.got import needs_browser, text_got
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.postings.errors import PageNeedsBrowser
from resume_builder.features.postings.ports import DocumentReader, PageFetcher, ReadPosting
from resume_builder.ports import Clock, NewId, Owner, Records

# Who read a posting.
Source = Literal["rules", "model"]


class PostingRecord(Value):
    """A posting that the owner gave; `url` is where it was fetched, "" when it was brought.

    `source` says who read it; by a `model`, `read_from` is the posting that the rules read.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    posting: Posting
    url: str = ""
    source: Source = "rules"
    model: Text = ""
    read_from: RecordId | None = None


@dataclass(frozen=True, slots=True)
class PostingReader:
    """Bytes to posting. Word data is loaded when the first posting comes."""

    read_document: DocumentReader
    lexicon: Callable[[], Lexicon]
    words: Callable[[], PostingWords]

    def __call__(self, data: bytes, name: str) -> Posting:
        """Return what the posting asks. Raises what the reader raises when there is no text."""
        return parse_posting(self.read_document(data, name), self.lexicon(), self.words())


@dataclass(frozen=True, slots=True)
class PageReader:
    """Link to posting: the page is fetched once, and read like any file of a stranger."""

    fetch: PageFetcher
    read_document: DocumentReader
    read: PostingReader

    def __call__(self, url: str) -> Posting:
        """Return what the page at a link asks.

        Raises what PageFetcher and the reader raise; PageNeedsBrowser, with what was got, when
        the page that came holds no posting.
        """
        page = self.fetch(url)
        document = self.read_document(page.data, page.name)
        posting = parse_posting(document, self.read.lexicon(), self.read.words())
        if needs_browser(document, posting):
            raise PageNeedsBrowser(got=text_got(document, posting, self.read.words()))
        return posting


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings that an owner keeps."""

    read: ReadPosting
    read_page: PageReader
    records: Records[PostingRecord]
    now: Clock
    new_id: NewId

    def add(self, owner: Owner, data: bytes, name: str) -> PostingRecord:
        """Read a posting and keep it. Raises QuotaReached."""
        return self._keep(owner, self.read(data, name), "")

    def add_page(self, owner: Owner, url: str) -> PostingRecord:
        """Fetch a posting and keep it. Raises QuotaReached, and what PageReader raises."""
        return self._keep(owner, self.read_page(url), url.strip())

    def _keep(self, owner: Owner, posting: Posting, url: str) -> PostingRecord:
        record = PostingRecord(id=self.new_id(), created_at=self.now(), posting=posting, url=url)
        self.records.add(owner, record)
        return record

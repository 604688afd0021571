"""Reading postings, and keeping those of a session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.values import RecordId, Value
from resume_builder.features.postings.ports import DocumentReader
from resume_builder.ports import Clock, NewId, Records


class PostingRecord(Value):
    """A posting that the owner gave."""

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    posting: Posting


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
class Postings:
    """The postings that an owner keeps."""

    read: PostingReader
    records: Records[PostingRecord]
    now: Clock
    new_id: NewId

    def add(self, owner: str, data: bytes, name: str) -> PostingRecord:
        """Read a posting and keep it. Raises QuotaReached."""
        posting = self.read(data, name)
        record = PostingRecord(id=self.new_id(), created_at=self.now(), posting=posting)
        self.records.add(owner, record)
        return record

"""What the tests of postings share: reading a text with the real words and lexicon."""

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.domain.document import document_of
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.model import Posting


def read(text: str) -> Posting:
    """The posting in plain `text`."""
    return parse_posting(document_of(text), load_lexicon(), load_posting_words())


def asked(posting: Posting, importance: str = "must") -> list[str]:
    """The texts of the requirements of one importance."""
    return [r.text for r in posting.requirements if r.importance == importance]

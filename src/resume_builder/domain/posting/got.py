"""Pages that came without their posting: how they are told, and what they say all the same."""

from collections.abc import Iterator

from resume_builder.domain.document import Document
from resume_builder.domain.posting.guard import planted_from
from resume_builder.domain.posting.model import LOW_CONFIDENCE, Posting
from resume_builder.domain.posting.structured import structured_of
from resume_builder.domain.posting.words import PostingWords

# What a page says of itself to those who link to it: adapters/documents puts it beside the text.
PAGE_HEAD = "PageHead"
# The words of a page that asks to sign in or to switch scripts on have 100 to 500 characters; the
# shortest whole postings of our corpus have 700.
_SHELL = 600


def needs_browser(document: Document, posting: Posting) -> bool:
    """Tell whether a fetched page is the shell of one: next to no text, and nothing asked in it.

    A page whose data describe a job is none, however short.
    """
    stated = structured_of(document.structured)
    if stated.title and stated.description:
        return False
    unsure = any(finding.code == LOW_CONFIDENCE for finding in posting.findings)
    return unsure and not posting.duties and len(posting.text) < _SHELL


def text_got(document: Document, posting: Posting, words: PostingWords) -> str:
    """Return what a shell tells of its posting, as lines that a person can go on from.

    Text that speaks to programs is left out here as everywhere.
    """
    found: dict[str, None] = {}
    for line in _lines(document, posting):
        text = " ".join(line.split())
        begin = planted_from(text, words)
        kept = (text if begin is None else text[:begin]).strip()
        if kept and not any(kept in other for other in found):
            found[kept] = None
    return "\n".join(found)


def _lines(document: Document, posting: Posting) -> Iterator[str]:
    heads = [item for item in document.structured if item.get("@type") == PAGE_HEAD]
    told = {key: v for head in heads for key, v in head.items() if isinstance(v, str)}
    yield posting.title or told.get("title", "")
    yield posting.company or told.get("site", "")
    yield "; ".join(posting.locations)
    if posting.salary is not None:
        yield posting.salary.text
    yield from posting.text.split("\n")
    yield told.get("description", "")

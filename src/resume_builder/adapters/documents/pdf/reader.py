"""Reads a PDF: pages, lines, links, findings."""

from resume_builder.adapters.documents.drafts import Draft, Facts, build
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_PAGES
from resume_builder.adapters.documents.pdf.columns import blocks_of
from resume_builder.adapters.documents.pdf.glyphs import Word, WordMaker
from resume_builder.adapters.documents.pdf.lines import attach_link, drafts_of
from resume_builder.adapters.documents.pdf.pdfium import Page, opened
from resume_builder.adapters.documents.pdf.segments import rows_of
from resume_builder.adapters.documents.sniff import PDF
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileImageOnly, TooManyPages

_METADATA = ("Title", "Subject", "Keywords", "Author")


def read_pdf(data: bytes, name: str) -> Document:
    """Return a PDF as a Document.

    Raises FileEncrypted, FileCorrupt, FileImageOnly, TooManyPages, TextTooLong.
    """
    hidden = Hidden()
    drafts: list[Draft] = []
    with opened(data, name) as file:
        count = file.page_count
        if count < 1:
            raise FileCorrupt(name=name)
        if count > MAX_PAGES:
            raise TooManyPages(name=name, pages=count, limit=MAX_PAGES)
        for index in range(count):
            with file.page(index) as page:
                if page is not None:
                    first = drafts[-1].block + 1 if drafts else 0
                    drafts += _page(page, index, first)
        for key in _METADATA:
            hidden.suspect(file.metadata(key), "metadata")
    if not drafts:
        raise FileImageOnly(name=name, pages=count)
    facts = Facts(PDF, name, pages=count, findings=tuple(hidden.findings))
    return build(drafts, facts)


def _page(page: Page, index: int, first_block: int) -> list[Draft]:
    """Return the lines of one page."""
    words = WordMaker(page, frozenset()).make(page.characters())
    made: list[tuple[Draft, list[Word]]] = []
    for number, block in enumerate(blocks_of(rows_of(words)), start=first_block):
        made += drafts_of(block, index, number)
    for url, box in page.links():
        attach_link(made, url, box)
    return [draft for draft, _ in made]

"""Reads a PDF: pages, lines, links, findings."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume_builder.adapters.documents.drafts import Draft, Facts, build
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_PAGES
from resume_builder.adapters.documents.pdf.accents import with_accents
from resume_builder.adapters.documents.pdf.columns import blocks_of
from resume_builder.adapters.documents.pdf.forms import filled_in
from resume_builder.adapters.documents.pdf.furniture import take_furniture
from resume_builder.adapters.documents.pdf.glyphs import Word, WordMaker
from resume_builder.adapters.documents.pdf.hidden import look_at
from resume_builder.adapters.documents.pdf.hyphens import join_parted
from resume_builder.adapters.documents.pdf.lines import Made, drafts_of, shared_edges
from resume_builder.adapters.documents.pdf.links import attach_link
from resume_builder.adapters.documents.pdf.markers import drawn_markers
from resume_builder.adapters.documents.pdf.objects import Box
from resume_builder.adapters.documents.pdf.pdfium import Characters, Page, PdfFile, opened
from resume_builder.adapters.documents.pdf.seats import seat_hugged
from resume_builder.adapters.documents.pdf.segments import Row, rows_of
from resume_builder.adapters.documents.pdf.titles import titles_apart
from resume_builder.adapters.documents.pdf.turned import insert_turned
from resume_builder.adapters.documents.pdf.unmapped import unnamed_letters
from resume_builder.adapters.documents.sniff import PDF
from resume_builder.domain.document import Document
from resume_builder.domain.values import Finding
from resume_builder.features.resumes.errors import FileCorrupt, FileImageOnly, TooManyPages

# Base lines of one text follow each other within so many sizes.
_NEXT_LINE = 2.5
_METADATA = ("Title", "Subject", "Keywords", "Author")


@dataclass(slots=True)
class _Sheet:
    """What was taken from one page before its lines are put in order."""

    rows: list[Row]
    turned: list[Word]
    links: list[tuple[str, Box]]
    height: float


def read_pdf(data: bytes, name: str) -> Document:
    """Return a PDF as a Document.

    Raises FileEncrypted, FileCorrupt, FileImageOnly, TooManyPages, TextTooLong.
    """
    hidden = Hidden()
    with opened(data, name) as file:
        count = file.page_count
        if count < 1:
            raise FileCorrupt(name=name)
        if count > MAX_PAGES:
            raise TooManyPages(name=name, pages=count, limit=MAX_PAGES)
        sheets = _sheets(file, hidden)
        producer = file.metadata("Producer")
        for key in _METADATA:
            hidden.suspect(file.metadata(key), "metadata")
    drafts = join_parted(_drafts(sheets), producer)
    if not drafts:
        raise FileImageOnly(name=name, pages=count)
    hidden.settle(draft.text for draft in drafts)
    facts = Facts(PDF, name, pages=count, findings=tuple(hidden.findings))
    return build(drafts, facts)


def _sheets(file: PdfFile, hidden: Hidden) -> list[_Sheet]:
    """Read every page; a broken one is empty."""
    sheets: list[_Sheet] = []
    for index in range(file.page_count):
        with file.page(index) as page:
            sheet = _Sheet([], [], [], 0.0) if page is None else _sheet(page, index, hidden)
        sheets.append(sheet)
    return sheets


def _sheet(page: Page, index: int, hidden: Hidden) -> _Sheet:
    where = f"page {index + 1}"
    characters = page.characters()
    sight = look_at(page, characters)
    if count := unnamed_letters(characters, sight.unseen):
        found = Finding(code="reading.missing_letters", text=str(count), where=where)
        hidden.findings.append(found)
    if sight.unseen:
        for text in _texts(page, characters, sight.unseen):
            hidden.add(text, where)
    maker = WordMaker(page, sight.unseen)
    words = seat_hugged(with_accents(maker.make(characters)))
    for word in words:
        if not word.text.isascii():
            word.text = hidden.without_invisible(word.text, where)
    for text, shown in page.notes():
        if not shown:
            hidden.add(text, "annotation")
    words += drawn_markers(sight.shapes, words)
    words += filled_in(page, words)
    return _Sheet(rows_of(words), maker.turned, list(page.links()), page.height)


def _texts(page: Page, characters: Characters, owners: frozenset[int]) -> Iterator[str]:
    """The texts of some objects: lines that follow each other are one."""
    mine = [i for i, owner in enumerate(characters.owners) if owner in owners]
    part = Characters(
        [characters.codes[i] for i in mine],
        [characters.boxes[i] for i in mine],
        [characters.owners[i] for i in mine],
    )
    text, base = "", 0.0
    for row in rows_of(WordMaker(page, frozenset()).make(part)):
        line = " ".join(segment.text for segment in row)
        if text and row[0].base - base <= _NEXT_LINE * max(row[0].size, 1.0):
            text = f"{text} {line}"
        else:
            yield text
            text = line
        base = row[0].base
    yield text


def _drafts(sheets: list[_Sheet]) -> list[Draft]:
    """Return the lines of all pages in reading order, footers with contact data last."""
    pages, feet = take_furniture([s.rows for s in sheets], [s.height for s in sheets])
    drafts: list[Draft] = []
    number = 0
    for index, (sheet, rows) in enumerate(zip(sheets, pages, strict=True)):
        edges = shared_edges(rows)
        made: list[Made] = []
        for block in blocks_of(rows):
            made += drafts_of(titles_apart(block), index, number, edges)
            number += 1
        made = insert_turned(made, sheet.turned, index)
        for url, box in sheet.links:
            attach_link(made, url, box)
        drafts += [draft for draft, _ in made]
    last = drafts_of(feet, 0, number, frozenset())
    for url, box in sheets[0].links if sheets else ():
        attach_link(last, url, box)
    return [*drafts, *(draft for draft, _ in last)]

"""Reads a PDF: pages, lines, links, findings."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from resume_builder.adapters.documents.drafts import Facts, build
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_PAGES, MAX_SCANNED_PAGES
from resume_builder.adapters.documents.ocr.strips import Recognizer
from resume_builder.adapters.documents.pdf.accents import with_accents
from resume_builder.adapters.documents.pdf.forms import filled_in
from resume_builder.adapters.documents.pdf.glyphs import WordMaker
from resume_builder.adapters.documents.pdf.hidden import look_at
from resume_builder.adapters.documents.pdf.hyphens import join_parted
from resume_builder.adapters.documents.pdf.markers import drawn_markers
from resume_builder.adapters.documents.pdf.pdfium import Characters, Page, PdfFile, opened
from resume_builder.adapters.documents.pdf.scanned import is_scan, recognized
from resume_builder.adapters.documents.pdf.seats import seat_hugged
from resume_builder.adapters.documents.pdf.segments import rows_of
from resume_builder.adapters.documents.pdf.sheets import Sheet, drafts_of_sheets, findings_of_sheets
from resume_builder.adapters.documents.pdf.unmapped import unnamed_letters
from resume_builder.adapters.documents.sniff import PDF
from resume_builder.domain.document import Document
from resume_builder.domain.values import Finding
from resume_builder.features.resumes.errors import FileCorrupt, FileImageOnly, TooManyPages

# Base lines of one text follow each other within so many sizes.
_NEXT_LINE = 2.5
_METADATA = ("Title", "Subject", "Keywords", "Author")


@dataclass(slots=True)
class _Reading:
    """What goes along from page to page: what reads scans, and what nobody sees."""

    recognizer: Recognizer | None
    hidden: Hidden = field(default_factory=Hidden)
    scans: int = 0


def read_pdf(data: bytes, name: str, recognizer: Recognizer | None = None) -> Document:
    """Return a PDF as a Document.

    Pages that are pictures are read by `recognizer`. Without one they are left out; a finding names
    them where other pages have text.

    Raises FileEncrypted, FileCorrupt, FileImageOnly, TooManyPages, TextTooLong.
    """
    reading = _Reading(recognizer)
    hidden = reading.hidden
    with opened(data, name) as file:
        count = file.page_count
        if count < 1:
            raise FileCorrupt(name=name)
        if count > MAX_PAGES:
            raise TooManyPages(name=name, pages=count, limit=MAX_PAGES)
        sheets = _sheets(file, reading)
        producer = file.metadata("Producer")
        for key in _METADATA:
            hidden.suspect(file.metadata(key), "metadata")
    drafts = join_parted(drafts_of_sheets(sheets), producer)
    if not drafts:
        raise FileImageOnly(name=name, pages=count)
    hidden.settle(draft.text for draft in drafts)
    findings = (*findings_of_sheets(sheets), *hidden.findings)
    facts = Facts(PDF, name, pages=count, findings=findings)
    return build(drafts, facts)


def _sheets(file: PdfFile, reading: _Reading) -> list[Sheet]:
    """Read every page; a broken one is empty."""
    sheets: list[Sheet] = []
    for index in range(file.page_count):
        with file.page(index) as page:
            sheet = Sheet([], [], [], 0.0) if page is None else _sheet(page, index, reading)
        sheets.append(sheet)
    return sheets


def _sheet(page: Page, index: int, reading: _Reading) -> Sheet:
    where, hidden = f"page {index + 1}", reading.hidden
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
    fields = filled_in(page, words)
    words += fields
    sheet = Sheet(rows_of(words), maker.turned, list(page.links()), page.height)
    # A form that was filled in holds text, whatever its paper is.
    scan = not fields and is_scan(page, characters, sight.unseen)
    return _scanned(page, sheet, reading) if scan else sheet


def _scanned(page: Page, sheet: Sheet, reading: _Reading) -> Sheet:
    """Return a page that is a picture, read; as it was where nothing is read in it."""
    found = None
    if reading.recognizer is not None and reading.scans < MAX_SCANNED_PAGES:
        reading.scans += 1
        found = recognized(page, sheet, reading.recognizer)
    if found is None:
        sheet.unread = True
        return sheet
    return found


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

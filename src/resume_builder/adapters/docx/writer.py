"""Writes a page as DOCX: headings, list bullets and links that Word and parsers know."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import DOT, Printable, compose
from resume_builder.features.rendering.sheet import Piece, Sheet, SheetEntry, SheetSection
from resume_builder.features.rendering.words import PageWords

# Style ids of the template. Looking a style up by its name is most of python-docx's time.
_NAME, _HEADLINE, _SECTION, _ENTRY = "Title", "Subtitle", "Heading1", "Heading2"
_LINE, _ROW, _BULLET, _TEXT = "EntryLine", "EntryRow", "ListBullet", "Normal"
_STRONG, _EMPHASIS = "Strong", "Emphasis"
# One date for all files, so that equal résumés give equal bytes; 1980 is the first a ZIP knows.
_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Implements DocumentWriter and SheetWriter for DOCX."""

    words: PageWords

    def __call__(self, printable: Printable, options: RenderOptions) -> bytes:
        """Return the page as a DOCX file. Equal input gives equal bytes."""
        import docx

        from resume_builder.adapters.docx.template import template

        sheet = compose(printable, self.words)
        document = docx.Document(io.BytesIO(template(options.paper)))
        _properties(document.core_properties, sheet)
        _language(document, sheet.language)
        page = _Page(document)
        _header(page, sheet)
        for section in sheet.sections:
            _section(page, section)
        out = io.BytesIO()
        document.save(out)
        return _with_fixed_dates(out.getvalue())


class _Page:
    """The document's body, paragraph after paragraph, by style id."""

    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._body = document.element.body

    def paragraph(self, style: str) -> Any:
        """Add an empty paragraph and return it."""
        made = self._body.add_p()
        if style != _TEXT:
            made.style = style
        return made

    def text(self, paragraph: Any, text: str, style: str = "") -> None:
        """Add a run of text, unless there is none."""
        if not text:
            return
        run = paragraph.add_r()
        if style:
            run.style = style
        run.text = text

    def line(self, style: str, text: str) -> None:
        """Add a paragraph of one text."""
        if text:
            self.text(self.paragraph(style), text)

    def piece(self, paragraph: Any, piece: Piece) -> None:
        """Add a text with its link."""
        if not piece.href:
            self.text(paragraph, piece.text)
            return
        from docx.opc.constants import RELATIONSHIP_TYPE

        from resume_builder.adapters.docx.elements import link

        target = self._part.relate_to(piece.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph.append(link(target, piece.text))


def _header(page: _Page, sheet: Sheet) -> None:
    page.line(_NAME, sheet.name)
    page.line(_HEADLINE, sheet.headline)
    if sheet.contact:
        paragraph = page.paragraph(_TEXT)
        for number, piece in enumerate(sheet.contact):
            if number:
                page.text(paragraph, DOT)
            page.piece(paragraph, piece)


def _section(page: _Page, section: SheetSection) -> None:
    page.line(_SECTION, section.title)
    if section.form == "words":
        page.line(_TEXT, DOT.join(e.title or " ".join(e.notes) for e in section.entries))
        return
    for entry in section.entries:
        if section.form == "rows":
            _row(page, entry, _STRONG if section.titles_stand_out else "")
        else:
            _entry(page, entry)


def _entry(page: _Page, entry: SheetEntry) -> None:
    page.line(_ENTRY, entry.title)
    if entry.place or entry.dates or entry.link:
        # With nothing below it, the line must not drag the next entry along.
        followed = entry.notes or entry.bullets
        paragraph = page.paragraph(_LINE if followed else _TEXT)
        _below(page, paragraph, entry, "")
    for note in entry.notes:
        page.line(_TEXT, note)
    for bullet in entry.bullets:
        page.line(_BULLET, bullet.text)


def _row(page: _Page, entry: SheetEntry, style: str) -> None:
    paragraph = page.paragraph(_ROW)
    if entry.title:
        page.text(paragraph, entry.title, style)
    if entry.detail:
        page.text(paragraph, f"{': ' if entry.title else ''}{entry.detail}")
    _below(page, paragraph, entry, DOT if entry.title or entry.detail else "")
    used = bool(entry.title or entry.detail or entry.place or entry.dates or entry.link)
    for note in entry.notes:
        if used:
            paragraph.add_r().add_br()
        page.text(paragraph, note)
        used = True


def _below(page: _Page, paragraph: Any, entry: SheetEntry, before: str) -> None:
    """Add employer and town, dates and address, with dots between them."""
    if entry.place:
        page.text(paragraph, before)
        page.text(paragraph, DOT.join(entry.place), _EMPHASIS)
        before = DOT
    if entry.dates:
        page.text(paragraph, before + entry.dates)
        before = DOT
    if entry.link:
        page.text(paragraph, before)
        page.piece(paragraph, entry.link)


def _language(document: Any, tag: str) -> None:
    """Say which language Word shall check the spelling of; the template's where it is unknown."""
    from docx.oxml.ns import qn

    if not tag:
        return
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag.replace("_", "-"))
        if tag.lower().startswith("zh"):
            language.set(qn("w:eastAsia"), "zh-CN")


def _properties(core: Any, sheet: Sheet) -> None:
    # OPC allows 255 characters in each.
    core.title, core.author = sheet.title[:255], sheet.name[:255]
    core.language = sheet.language[:255]
    core.comments = core.keywords = core.subject = core.last_modified_by = ""
    core.created = core.modified = _DATE


def _with_fixed_dates(package: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            fixed = zipfile.ZipInfo(item.filename, _ZIP_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(item))
    return out.getvalue()

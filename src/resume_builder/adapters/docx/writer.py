"""Writes a page as DOCX: headings, list bullets and links that Word and parsers know."""

from dataclasses import dataclass
from typing import Any

from resume_builder.adapters.docx.page import TEXT, Page
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import DOT, Printable, compose
from resume_builder.features.rendering.sheet import SheetEntry, SheetSection
from resume_builder.features.rendering.typefaces import office_font
from resume_builder.features.rendering.words import PageWords

# Style ids of the template.
_SECTION, _ENTRY = "Heading1", "Heading2"
_LINE, _ROW, _BULLET = "EntryLine", "EntryRow", "ListBullet"
_STRONG, _EMPHASIS = "Strong", "Emphasis"


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Implements DocumentWriter and SheetWriter for DOCX."""

    words: PageWords

    def __call__(self, printable: Printable, options: RenderOptions) -> bytes:
        """Return the page as a DOCX file. Equal input gives equal bytes."""
        from resume_builder.adapters.docx.template import template

        sheet = compose(printable, self.words, options)
        page = Page(template(options.paper, office_font(options.font)), sheet)
        for section in sheet.sections:
            _section(page, section)
        return page.save()


def _section(page: Page, section: SheetSection) -> None:
    if section.on_new_page:
        page.begin_page()
    page.line(_SECTION, section.title)
    if section.form == "words":
        page.line(TEXT, DOT.join(e.title or " ".join(e.notes) for e in section.entries))
        return
    for entry in section.entries:
        if entry.on_new_page:
            page.begin_page()
        if section.form == "rows":
            _row(page, entry, _STRONG if section.titles_stand_out else "")
        else:
            _entry(page, entry)


def _entry(page: Page, entry: SheetEntry) -> None:
    page.line(_ENTRY, entry.title)
    if entry.place or entry.dates or entry.link:
        # With nothing below it, the line must not drag the next entry along.
        followed = entry.notes or entry.bullets
        paragraph = page.paragraph(_LINE if followed else TEXT)
        _below(page, paragraph, entry, "")
    for note in entry.notes:
        page.line(TEXT, note)
    for bullet in entry.bullets:
        page.line(_BULLET, bullet.text)


def _row(page: Page, entry: SheetEntry, style: str) -> None:
    paragraph = page.paragraph(_ROW)
    if entry.title:
        page.text(paragraph, entry.title, style)
    if entry.detail:
        page.text(paragraph, f"{': ' if entry.title else ''}{entry.detail}")
    _below(page, paragraph, entry, DOT if entry.title or entry.detail else "")
    used = bool(entry.title or entry.detail or entry.place or entry.dates or entry.link)
    for note in entry.notes:
        if used:
            page.next_line(paragraph)
        page.text(paragraph, note)
        used = True


def _below(page: Page, paragraph: Any, entry: SheetEntry, before: str) -> None:
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

"""Writes a letter as DOCX, in the styles that Word knows for letters."""

from resume_builder.adapters.docx.page import Page
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.typefaces import office_font

# Style ids of the template.
_DATE, _ADDRESS, _SUBJECT, _GREETING = "Date", "InsideAddress", "SubjectLine", "Salutation"
_BODY, _CLOSING, _SIGNATURE = "BodyText", "Closing", "Signature"


def write_letter_docx(sheet: LetterSheet, options: RenderOptions) -> bytes:
    """Return the letter as a DOCX file. Equal input gives equal bytes. Implements LetterWriter."""
    from resume_builder.adapters.docx.template import letter_template

    page = Page(letter_template(options.paper, office_font(options.font)), sheet)
    if sheet.date_first:
        page.line(_DATE, sheet.date)
    _address(page, sheet.recipient)
    if not sheet.date_first:
        page.line(_DATE, sheet.date)
    page.line(_SUBJECT, sheet.subject)
    page.line(_GREETING, sheet.greeting)
    for text in sheet.paragraphs:
        page.line(_BODY, text)
    page.line(_CLOSING, sheet.closing)
    page.line(_SIGNATURE, sheet.signature)
    return page.save()


def _address(page: Page, lines: tuple[str, ...]) -> None:
    """One paragraph, so that it moves as one."""
    if not lines:
        return
    paragraph = page.paragraph(_ADDRESS)
    for number, line in enumerate(lines):
        if number:
            page.next_line(paragraph)
        page.text(paragraph, line)

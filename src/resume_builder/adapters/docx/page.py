"""A DOCX document, paragraph after paragraph, by style ids. Equal content gives equal bytes."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from resume_builder.features.rendering.compose import DOT
from resume_builder.features.rendering.language import runs_from_right
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Photo, Piece, Sheet
from resume_builder.features.rendering.words import primary

# Style ids of the template. Looking a style up by its name is most of python-docx's time.
NAME, HEADLINE, TEXT = "Title", "Subtitle", "Normal"
# One date for all files, so that equal résumés give equal bytes; 1980 is the first a ZIP knows.
_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_EAST_ASIAN = {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
# Letters of scripts that run from right to left.
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class Page:
    """The document's body, begun from a template, with the sheet's head on it."""

    def __init__(self, template: bytes, sheet: Sheet | LetterSheet) -> None:
        import docx

        document: Any = docx.Document(io.BytesIO(template))
        self._document = document
        self._from_right = runs_from_right(sheet.language)
        _properties(document.core_properties, sheet)
        _language(document, sheet.language)
        self._part = document.part
        self._body = document.element.body
        self._page_begins = False
        self._header(sheet)

    def save(self) -> bytes:
        """Return the file's bytes."""
        if self._from_right:
            _turn(self._body)
        out = io.BytesIO()
        self._document.save(out)
        return _with_fixed_dates(out.getvalue())

    def paragraph(self, style: str) -> Any:
        """Add an empty paragraph and return it."""
        made = self._body.add_p()
        if style != TEXT:
            made.style = style
        if self._page_begins:
            made.get_or_add_pPr().get_or_add_pageBreakBefore()
            self._page_begins = False
        return made

    def begin_page(self) -> None:
        """Let the next paragraph begin a page."""
        self._page_begins = True

    def text(self, paragraph: Any, text: str, style: str = "") -> None:
        """Add a run of text, unless there is none."""
        if not text:
            return
        run = paragraph.add_r()
        if style:
            run.style = style
        run.text = text

    def next_line(self, paragraph: Any) -> None:
        """Go on in the next line; machines that drop the break find a space between the words."""
        self.text(paragraph, " ")
        paragraph.add_r().add_br()

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

    def _header(self, sheet: Sheet | LetterSheet) -> None:
        if isinstance(sheet, Sheet) and sheet.photo:
            self._photo(sheet.photo)
        self.line(NAME, sheet.name)
        self.line(HEADLINE, sheet.headline)
        if sheet.contact:
            paragraph = self.paragraph(TEXT)
            for number, piece in enumerate(sheet.contact):
                if number:
                    self.text(paragraph, DOT)
                self.piece(paragraph, piece)

    def _photo(self, photo: Photo) -> None:
        """Let the photo stand at the end of the head, in a paragraph of no words."""
        from resume_builder.adapters.docx.picture import floating

        run = self.paragraph(TEXT).add_r()
        side = "left" if self._from_right else "right"
        run.add_drawing(floating(self._part, photo, side))


def _turn(body: Any) -> None:
    """Say of each paragraph that it runs from right to left, and of each run that has to."""
    from docx.oxml.ns import qn

    from resume_builder.adapters.docx.elements import element

    for paragraph in body.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        properties.insert_element_before(
            element("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"
        )
        for run in paragraph.iter(qn("w:r")):
            if _RIGHT.search(run.text):
                run.get_or_add_rPr().append(element("w:rtl"))


def _language(document: Any, tag: str) -> None:
    """Say which language Word shall check the spelling of; the template's where it is unknown."""
    from docx.oxml.ns import qn

    if not tag:
        return
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag.replace("_", "-"))
        if east := _EAST_ASIAN.get(primary(tag)):
            language.set(qn("w:eastAsia"), east)
        if runs_from_right(tag):
            language.set(qn("w:bidi"), tag.replace("_", "-"))


def _properties(core: Any, sheet: Sheet | LetterSheet) -> None:
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

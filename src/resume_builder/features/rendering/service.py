"""Rendering: a résumé in any format, with a name for the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from resume_builder.domain.errors import DomainError
from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.messages import Messages
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.certificate import Certificate
from resume_builder.domain.tailoring.interview import Interview
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Finding
from resume_builder.features.rendering.certificate_sheet import certificate_sheet
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from resume_builder.features.rendering.errors import UnknownPage
from resume_builder.features.rendering.file_name import file_name
from resume_builder.features.rendering.interview_sheet import interview_sheet
from resume_builder.features.rendering.language import is_misread
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.ports import (
    Badge,
    DocumentWriter,
    Format,
    LetterWriter,
    Making,
    PageEngine,
    PageImage,
    PreviewPage,
    Printed,
    SheetWriter,
    ThemeInfo,
)
from resume_builder.features.rendering.sheet import Sheet
from resume_builder.features.rendering.words import PageWords

CONTENT_TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
# Files of one page each.
_PICTURES = frozenset[Format](["svg", "png"])
# Sharp on a screen of twice the usual density.
_PNG_PPI = 192


class UnknownFormat(DomainError):
    """There is no writer for this format. params: format."""

    code = "render.unknown_format"


@dataclass(frozen=True, slots=True)
class Rendering:
    """Sets and writes résumés, letters and papers.

    It takes verified ones alone, and papers that were made from verdicts: no other words leave.
    """

    engine: PageEngine
    writers: Mapping[str, DocumentWriter]
    letter_writers: Mapping[str, LetterWriter]
    sheet_writers: Mapping[str, SheetWriter]
    words: PageWords

    def render(
        self, verified: Verified, options: RenderOptions, fmt: Format, *, page: int = 1
    ) -> bytes:
        """Return the résumé as one file; of SVG and PNG one page, counted from 1.

        A character that no font has never stops a document: see `findings`. Raises UnknownFormat,
        UnknownTheme, UnknownPage, RenderFailed.
        """
        resume = verified.resume
        if fmt == "pdf" or fmt in _PICTURES:
            return self._printed(resume, options, fmt, page)
        if fmt not in self.writers:
            raise UnknownFormat(format=fmt)
        return self.writers[fmt](resume, self._in_its_theme(options))

    def _printed(self, printed: Printed, options: RenderOptions, fmt: Format, page: int) -> bytes:
        """Return what has pages: the whole PDF, or the picture of one page."""
        if fmt == "pdf":
            return self.engine.pdf(printed, options, strict=False)
        if fmt == "svg":
            pages = [image.svg.encode() for image in self.engine.pages(printed, options)]
        else:
            pages = list(self.engine.png(printed, options, _PNG_PPI))
        if page > len(pages):
            raise UnknownPage(page=page, pages=len(pages))
        return pages[page - 1]

    def files(self, verified: Verified, options: RenderOptions, fmt: Format) -> tuple[bytes, ...]:
        """Return what `render` does, and of SVG and PNG every page."""
        if fmt == "svg":
            return tuple(page.svg.encode() for page in self.pages(verified, options))
        if fmt == "png":
            return self.engine.png(verified.resume, options, _PNG_PPI)
        return (self.render(verified, options, fmt),)

    def pages(self, verified: Verified, options: RenderOptions) -> tuple[PageImage, ...]:
        """Return every page as SVG: the same pages as the PDF's."""
        return self.engine.pages(verified.resume, options)

    def preview(self, verified: Verified, options: RenderOptions) -> tuple[PreviewPage, ...]:
        """Return every page to look at, and where each field stands on it."""
        return self.engine.preview(verified.resume, options)

    def sheet(self, verified: Verified, options: RenderOptions) -> Sheet:
        """Return what the pages say, in reading order."""
        return compose(verified.resume, self.words, self.engine.chosen(options))

    def page_count(self, verified: Verified, options: RenderOptions) -> int:
        """Return how many pages the PDF has."""
        return self.engine.page_count(verified.resume, options)

    def findings(self, verified: Verified, options: RenderOptions) -> tuple[Finding, ...]:
        """Return what the person should know before the file leaves."""
        sheet = self.sheet(verified, options)
        found = self._of_letters(sheet, options)
        if self.engine.chosen(options).photo and sheet.photo is None:
            found.append(Finding(code="render.no_photo"))
        fit = self.engine.fit(verified.resume, options)
        if options.pages is not None and fit.pages > options.pages:
            found.append(
                Finding(code="render.over_pages", text=f"{fit.pages}", where=f"{options.pages}")
            )
        if fit.size < fit.meant:
            found.append(
                Finding(code="render.tightened", text=f"{fit.size:g}", where=f"{fit.meant:g}")
            )
        return tuple(found)

    def letter(
        self, verified: VerifiedLetter, options: RenderOptions, fmt: Format, *, page: int = 1
    ) -> bytes:
        """Return the letter as one file; of SVG and PNG one page, counted from 1.

        A message has no page: of PDF, SVG and PNG there is none. Raises UnknownFormat,
        UnknownTheme, UnknownPage, RenderFailed.
        """
        sheet = compose_letter(verified, options, self.words)
        if (fmt == "pdf" or fmt in _PICTURES) and verified.kind == "letter":
            return self._printed(sheet, options, fmt, page)
        if fmt not in self.letter_writers:
            raise UnknownFormat(format=fmt)
        return self.letter_writers[fmt](sheet, self._in_its_theme(options))

    def letter_pages(
        self, verified: VerifiedLetter, options: RenderOptions
    ) -> tuple[PageImage, ...]:
        """Return every page as SVG: the same pages as the PDF's. A message has none."""
        if verified.kind == "message":
            return ()
        return self.engine.pages(compose_letter(verified, options, self.words), options)

    def letter_findings(
        self, verified: VerifiedLetter, options: RenderOptions
    ) -> tuple[Finding, ...]:
        """Return what the person should know before the letter leaves."""
        if verified.kind == "message":
            return ()
        sheet = compose_letter(verified, options, self.words)
        found = self._of_letters(sheet, options)
        if (count := self.engine.page_count(sheet, options)) > 1:
            found.append(Finding(code="render.letter_over_page", text=f"{count}"))
        return tuple(found)

    def _of_letters(self, sheet: Sheet | LetterSheet, options: RenderOptions) -> list[Finding]:
        """Return what is to say of the letters themselves: seen by nobody, or misread."""
        if missing := self.engine.missing(sheet, options):
            return [Finding(code="render.missing_glyphs", text=_shown(missing))]
        return [Finding(code="render.misread_script")] if is_misread(sheet.texts()) else []

    def letter_file_name(
        self,
        verified: VerifiedLetter,
        posting_title: str,
        posting_company: str,
        fmt: Format,
    ) -> str:
        """Return a safe `<Name> - <Cover letter> - <Title> - <Company>.<fmt>`."""
        kind = self.words.of(verified.language).letter
        return file_name((verified.basics.name, kind, posting_title, posting_company), fmt)

    def certificate(
        self, certificate: Certificate, options: RenderOptions, fmt: Format, messages: Messages
    ) -> bytes:
        """Return a truth certificate as one file, in the language of `messages`.

        As JSON it is the value itself: docs/certificate.md. Raises UnknownFormat, UnknownTheme.
        """
        if fmt == "json":
            return f"{certificate.model_dump_json(by_alias=True, indent=2)}\n".encode()
        return self._paper(certificate_sheet(certificate, messages), options, fmt)

    def interview(
        self, interview: Interview, options: RenderOptions, fmt: Format, messages: Messages
    ) -> bytes:
        """Return an interview sheet as one file. Raises UnknownFormat, UnknownTheme."""
        return self._paper(interview_sheet(interview, messages), options, fmt)

    def _paper(self, sheet: Sheet, options: RenderOptions, fmt: Format) -> bytes:
        if fmt == "pdf":
            return self.engine.pdf(sheet, options, strict=False)
        if fmt not in self.sheet_writers:
            raise UnknownFormat(format=fmt)
        return self.sheet_writers[fmt](sheet, self._in_its_theme(options))

    def paper_file_name(self, paper: Certificate | Interview, fmt: Format, title: str) -> str:
        """Return a safe `<Name> - <title> - <Title> - <Company>.<fmt>`; `title` is the paper's."""
        return file_name((paper.name, title, paper.title, paper.company), fmt)

    def file_name(
        self,
        resume: Resume,
        posting_title: str,
        posting_company: str,
        fmt: Format,
        *,
        page: int = 1,
    ) -> str:
        """Return a safe `<Name> - <Title> - <Company>.<fmt>`; a later page's ends in its number."""
        number = (str(page),) if page > 1 and fmt in _PICTURES else ()
        return file_name((resume.basics.name, posting_title, posting_company, *number), fmt)

    def badge(self, verified: Verified, options: RenderOptions) -> Badge:
        """Return what machines make of the PDF: the theme's, unless they misread its script.

        Raises UnknownTheme.
        """
        sheet = self.sheet(verified, options)
        if is_misread(sheet.texts()):
            return "script"
        badges: dict[str, Badge] = {theme.name: theme.badge for theme in self.engine.themes()}
        return badges[options.theme]

    def making(self, options: RenderOptions) -> Making:
        """Return what pages are made with now. Raises UnknownTheme."""
        return self.engine.making(options)

    def content_type(self, fmt: Format) -> str:
        """Return the media type of a format."""
        return CONTENT_TYPES[fmt]

    def _in_its_theme(self, options: RenderOptions) -> RenderOptions:
        """Return options with the theme's own: files without pages have its font and dates too."""
        fonts = {theme.name: theme.fonts[0] for theme in self.engine.themes()}
        made = self.engine.chosen(options)
        return made.model_copy(update={"font": made.font or fonts.get(options.theme)})

    def themes(self) -> tuple[ThemeInfo, ...]:
        """Return what themes there are."""
        return self.engine.themes()


# Naming more than this many characters helps nobody.
_NAMED = 20


def _shown(characters: str) -> str:
    more = " ..." if len(characters) > _NAMED else ""
    return " ".join(characters[:_NAMED]) + more

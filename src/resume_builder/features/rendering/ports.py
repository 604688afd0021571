"""What the rendering slice needs from outside: an engine for pages, and writers for files."""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import DateForm, LineHeights, RenderOptions
from resume_builder.features.rendering.compose import Printable
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Sheet

Format = Literal["pdf", "docx", "json", "txt", "html", "md", "svg", "png"]
# What machines make of a page: every word in its order; columns that some read across; letters
# that no PDF holds as they are read.
Badge = Literal["exact", "columns", "script"]
# What a person can set of a theme; paper, pages and page breaks of any.
Setting = Literal[
    "accent", "font", "size", "margins", "spacing", "dates", "sections", "titles", "photo"
]
# What pages are made of. A letter fills one page if it can.
Printed: TypeAlias = Printable | LetterSheet


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as SVG text, its size in points, and the SHA-256 of its bytes in hex."""

    number: int
    width: float
    height: float
    svg: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a document fills its pages: how many, and the size of its text in points.

    `meant` is the size without a page count: the theme's own, or the person's.
    """

    pages: int
    size: float
    meant: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands on a page: one box a line, each (x, y, width, height) in points.

    `path` is that of a field ("w1.position"), a highlight ("w1h3"), an entry, or
    "section:" with a section's name.
    """

    path: str
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class PreviewPage(PageImage):
    """A page to look at, and where each field stands on it."""

    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A theme as it is offered. `badge` says what machines make of its pages, by a code.

    `settings` are those that it takes. The first of `fonts` and of `accents` is the theme's own,
    and so is how it writes `dates`; `size` is that of
    its text, in points.
    """

    name: str
    title: str
    badge: Badge
    settings: tuple[Setting, ...]
    fonts: tuple[str, ...]
    accents: tuple[str, ...]
    size: float
    dates: DateForm


@dataclass(frozen=True, slots=True)
class Making:
    """What pages hang on beside words and options.

    `engine` has its version; `theme` and `fonts` are the SHA-256 of their files.
    """

    engine: str
    theme: str
    fonts: str


class PageEngine(Protocol):
    """Sets résumés and papers in a theme. Callable from many threads; bytes are reproducible."""

    def themes(self) -> tuple[ThemeInfo, ...]:
        """Return what themes there are."""
        ...

    def chosen(self, options: RenderOptions) -> RenderOptions:
        """Return options with the theme's own where the person left it to the theme.

        Raises UnknownTheme.
        """
        ...

    def making(self, options: RenderOptions) -> Making:
        """Return what pages are made with now. Raises UnknownTheme."""
        ...

    def missing(self, page: Printed, options: RenderOptions) -> str:
        """Return the characters that no font here has, each once."""
        ...

    def pdf(self, page: Printed, options: RenderOptions, *, strict: bool = True) -> bytes:
        """Return a tagged PDF (PDF/UA-1, PDF/A-2a).

        Raises MissingGlyphs naming the characters when `strict`; else they stay blank, and the
        PDF is a plain one.
        """
        ...

    def pages(self, page: Printed, options: RenderOptions) -> tuple[PageImage, ...]:
        """Return every page as SVG: the same pages as the PDF's."""
        ...

    def preview(self, page: Printed, options: RenderOptions) -> tuple[PreviewPage, ...]:
        """Return every page as SVG without links, and where each field stands on it."""
        ...

    def png(self, page: Printed, options: RenderOptions, ppi: float) -> tuple[bytes, ...]:
        """Return every page as PNG."""
        ...

    def page_count(self, page: Printed, options: RenderOptions) -> int:
        """Return how many pages the PDF has."""
        ...

    def fit(self, page: Printed, options: RenderOptions) -> Fit:
        """Return how many pages the PDF has, and how small its text is set to have no more."""
        ...

    def measure(self, page: Printable, options: RenderOptions, near: int = 0) -> LineHeights:
        """Return the height of each highlight and of the rest.

        They hold for the first level at which everything fits `options.pages`; when lines must
        go, or no page count is asked for, for the theme's own. `near` is the level where the
        search begins: the last one found, after an edit.
        """
        ...


class DocumentWriter(Protocol):
    """Writes a résumé in a format without pages (DOCX, HTML, Markdown, text, JSON)."""

    def __call__(self, resume: Resume, options: RenderOptions, /) -> bytes:
        """Return the file's bytes."""
        ...


class SheetWriter(Protocol):
    """Writes a sheet that was composed already, in a format without pages (DOCX, HTML, text)."""

    def __call__(self, sheet: Sheet, options: RenderOptions, /) -> bytes:
        """Return the file's bytes."""
        ...


class LetterWriter(Protocol):
    """Writes a letter in a format without pages (DOCX, HTML, text)."""

    def __call__(self, sheet: LetterSheet, options: RenderOptions, /) -> bytes:
        """Return the file's bytes."""
        ...

"""A file as text with its layout: what readers produce and parsers consume."""

from dataclasses import dataclass, field
from itertools import pairwise

from resume_builder.domain.values import Finding


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the address and the offsets of the text that carries it."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    r"""One visual line in reading order.

    `start` is the offset of the line's first character in `Document.text`, where lines are joined
    by "\\n". Boxes are in points from the top left of the page; plain text has no boxes, so there
    `x0`, `x1` count characters, `top`, `bottom` count lines and `size` is 0.

    `block` numbers the visual block (column, sidebar, table cell) the line stands in; lines of one
    block follow each other. `gap` is the white space above it in line heights (0 at the top of a
    block). `bullet` says that the line began with a list marker, which `text` no longer holds;
    `indent` is the list level (0 for body text).
    `tabs` holds offsets within `text` where a wide gap (a tab stop or a table cell) splits it.
    `certainty` is how sure the reader is of the characters themselves, 0 to 1: 1 where the file
    holds them, less where they were recognized in a picture. `unsure` holds the offsets within
    `text` of words that may have been recognized wrongly.
    """

    text: str
    start: int
    page: int = 0
    block: int = 0
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    heading: int = 0
    bullet: bool = False
    indent: int = 0
    gap: float = 0.0
    tabs: tuple[int, ...] = ()
    certainty: float = 1.0
    unsure: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        """Offset just past the line's last character in `Document.text`."""
        return self.start + len(self.text)

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's parts between wide gaps, stripped."""
        cuts = (0, *self.tabs, len(self.text))
        return tuple(self.text[a:b].strip() for a, b in pairwise(cuts))


@dataclass(frozen=True, slots=True)
class Document:
    """Text in reading order with the lines that make it up.

    `heading` of a line is its level where the format states one (DOCX styles, Markdown, HTML).
    `structured` holds the JSON Resume object where the file was one, or another program's data
    turned into one, and JSON-LD objects of an HTML page.
    """

    text: str
    lines: tuple[Line, ...]
    media_type: str
    name: str = ""
    pages: int = 1
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    structured: tuple[dict[str, object], ...] = field(default=())


def document_of(text: str, media_type: str = "text/plain", name: str = "") -> Document:
    """Return plain `text` as a Document, one Line per line, list markers left to the parsers."""
    lines: list[Line] = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        lines.append(
            Line(text=raw, start=start, x1=float(len(raw)), top=float(number), bottom=number + 1.0)
        )
        start += len(raw) + 1
    return Document(text=text, lines=tuple(lines), media_type=media_type, name=name)

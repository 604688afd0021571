"""Lines become rows: markers, blank lines, indents and cells told apart from the words."""

import re
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.document import Document, Line
from resume_builder.domain.vocabulary import CJK

# Signs that open a list item. A hyphen or an "o" needs a blank after it.
MARKER = re.compile(
    r"^\s*(?:[•●○◦▪▫■□◆◇♦►▶▸▹➢➤➔➜→⇒✓✔✦★☆‣⁃∙·∗＊﹡\uf0a7\uf0b7\uf0d8\uf076\uf0fc\u2022]+[\s\u00a0]*"
    r"|[-–—+o*][\s\u00a0]+|\(?\d{1,2}[.)]{1,2}\)?[\s\u00a0]+(?=\D))"
)
# A list mark that opens a cell: dates stand left of it.
_SIGN = re.compile(r"^\s*[•●○◦▪▫■□►▶▸➢➤‣∙]\s*(?=\w)")
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]")
_WIDE_GAP = re.compile(r"\t[\t ]*|(?<=\S) {3,}(?=\S)|(?:[ .·]*[.·]){5,}[ .·]*")
_MARKDOWN = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)#*\s*$")
_STRONG = re.compile(r"^(?:\*\*|__)([^*]+)(?:\*\*|__)\s*$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|__)(?=\S)([^*\n]{1,200}?)(?<=\S)\1(?![\w*])")
_MD_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,300})\)")
_LETTER_SPACED = re.compile(r"^(?:[^\W\d_] ){3,}[^\W\d_]$")
# Private-use glyphs and pictographs: the icons of résumés. They mean nothing once copied.
_ICON = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line ready to be understood. `start`, `end` are offsets in `Document.text`.

    `text` holds no marker and no icon; `cells` are its parts between wide gaps. `blank` says that
    white space sets the row off from the one above; `edge` is how far its block's text reaches
    to the right. `gap` is the white space above in lines, `level` the depth of a list item. `lines`
    are the numbers of the document's lines in it. `marked`: a list mark opens the second cell.
    """

    text: str
    start: int
    end: int
    lines: tuple[int, ...]
    cells: tuple[str, ...]
    bullet: bool = False
    marked: bool = False
    numbered: bool = False
    indent: float = 0.0
    heading: int = 0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    size: float = 0.0
    block: int = 0
    page: int = 0
    top: float = 0.0
    x1: float = 0.0
    edge: float = 0.0
    blank: bool = False
    gap: float = 0.0
    level: int = 0

    @property
    def style(self) -> tuple[float, bool, bool, bool]:
        """What tells this row's look from others': rows of one kind share it."""
        return (round(self.size * 2) / 2, self.bold, self.italic, self.caps)

    @property
    def wide(self) -> bool:
        """Tell whether the row reaches the right edge of its block, so that its text may go on."""
        return self.edge > 0 and self.x1 >= 0.8 * self.edge


# Media types of files that hold pages, with lines as they were set.
_PAGES = ("application/pdf", "image/")


def rows_of(document: Document) -> tuple[Row, ...]:
    """Return the document's non-blank lines as rows."""
    laid_out = any(line.size for line in document.lines)
    # Only where lines were set on a page, or typed by hand, can one be full and run over: the
    # lines of an office document are its paragraphs.
    broken = not laid_out or document.media_type.startswith(_PAGES)
    edges = _edges(document.lines, laid_out) if broken else {}
    gap = _usual_gap(document.lines) if laid_out else 0.0
    rows: list[Row] = []
    blanks = 1
    for number, line in enumerate(document.lines):
        if not line.text.strip():
            blanks += 1
            continue
        above = rows[-1] if rows else None
        moved = above is None or above.block != line.block
        white = max(line.gap, 1.5 * moved) if laid_out else float(blanks)
        apart = moved or white > gap if laid_out else blanks > 0
        space = _Space(edges.get(line.block, 0.0), white, blank=apart, laid_out=laid_out)
        row = _row(line, number, space)
        if row.text:
            rows.append(row)
            blanks = 0
    return tuple(rows)


def _usual_gap(lines: tuple[Line, ...]) -> float:
    """White space above a line beyond which it is set off: well over the document's usual one."""
    gaps = sorted(line.gap for line in lines if line.text.strip())
    return max(0.3, gaps[len(gaps) // 2] + 0.25) if gaps else 0.3


def _edges(lines: tuple[Line, ...], laid_out: bool) -> dict[int, float]:
    """How far right the text of each block reaches: its second widest line, against outliers."""
    reach: dict[int, list[float]] = {}
    for line in lines:
        if line.text.strip():
            reach.setdefault(line.block if laid_out else 0, []).append(line.x1)
    return {block: sorted(ends)[-2 if len(ends) > 4 else -1] for block, ends in reach.items()}


@dataclass(frozen=True, slots=True)
class _Space:
    """How a line stands in its surroundings."""

    edge: float
    gap: float
    blank: bool
    laid_out: bool


def _row(line: Line, number: int, space: _Space) -> Row:
    laid_out = space.laid_out
    raw = line.text.replace("\u00a0", " ")
    lead = len(raw) - len(raw.lstrip())
    cells = _cells(line, raw)
    heading, bold = line.heading, line.bold
    if not laid_out and (found := _MARKDOWN.match(raw)):
        heading, raw = len(found.group(1)), found.group(2)
        cells = (raw,)
    if not laid_out:
        raw, cells, bold = _without_markdown(raw, cells, bold=bold)
    marker = None if line.bullet else MARKER.match(raw)
    first = cells[0]
    if marker:
        first = MARKER.sub("", first, count=1) if first else first
        cells = (first, *cells[1:])
    marked = len(cells) > 1 and bool(_SIGN.match(cells[1]))
    cells = tuple(_SIGN.sub("", cell) for cell in cells)
    cells = tuple(c for c in map(_clean, cells) if c)
    text = " ".join(cells)
    numbered = bool(marker and _NUMBERED.match(raw))
    return Row(
        text=text,
        start=line.start,
        end=line.end,
        lines=(number,),
        cells=cells,
        bullet=(line.bullet or bool(marker)) and not heading,
        marked=marked,
        numbered=numbered,
        indent=line.x0 if laid_out else float(lead + line.indent * 2),
        heading=heading,
        bold=bold,
        italic=line.italic,
        caps=text.isupper() and len(text) > 2,
        size=line.size,
        block=line.block,
        page=line.page,
        top=line.top,
        x1=line.x1,
        edge=space.edge,
        gap=space.gap,
        blank=space.blank,
        level=line.indent if laid_out or line.indent else lead // 2,
    )


def _without_markdown(
    raw: str, cells: tuple[str, ...], *, bold: bool
) -> tuple[str, tuple[str, ...], bool]:
    """Return a pasted line without the signs of Markdown; a line all in bold is bold."""
    if "*" not in raw and "__" not in raw and "](" not in raw:
        return raw, cells, bold
    bold = bold or bool(_STRONG.match(raw.strip()))
    plain = tuple(_MD_LINK.sub(r"\1 \2", _EMPHASIS.sub(r"\2", cell)) for cell in cells)
    return _EMPHASIS.sub(r"\2", raw), plain, bold


def _cells(line: Line, raw: str) -> tuple[str, ...]:
    if line.tabs:
        return tuple(line.cells)
    cuts = [(m.start(), m.end()) for m in _WIDE_GAP.finditer(raw)]
    if not cuts:
        return (raw,)
    edges = [(0, 0), *cuts, (len(raw), len(raw))]
    return tuple(raw[a[1] : b[0]] for a, b in pairwise(edges))


def _clean(text: str) -> str:
    """Return `text` without icons, invisible signs and needless blanks."""
    if not text.isascii():
        text = _INVISIBLE.sub("", _ICON.sub(" ", text))
    text = " ".join(text.split())
    if _LETTER_SPACED.match(text):
        text = text.replace(" ", "")
    return text


def joined(parts: list[str], compounds: frozenset[str] = frozenset()) -> str:
    """Return wrapped lines as one text: hyphens of a broken word go, Chinese needs no blank.

    After one of `compounds` the hyphen is the word's own: "cross-functional".
    """
    text = ""
    for part in parts:
        if not text:
            text = part
        elif text[-1] in "-\u00ad‐" and len(text) > 1 and text[-2].isalpha() and part[0].islower():
            text = (text if _keeps_hyphen(text, compounds) else text[:-1]) + part
        elif CJK.match(text[-1]) and CJK.match(part[0]):
            text += part
        else:
            text += ("" if text.endswith(("/", "-")) and text[-2:-1].strip() else " ") + part
    return text


def _keeps_hyphen(text: str, compounds: frozenset[str]) -> bool:
    """Tell whether the hyphen that ends `text` is the word's own."""
    word = text[:-1].rsplit(maxsplit=1)[-1].lower()
    return text[-1] != "\u00ad" and ("-" in word or word in compounds)

"""A Document as the pieces a posting is made of: headings, bullets and lines of clean text.

Pasted Markdown keeps its meaning and loses its marks; text that lost its line breaks gets them
back. The pieces' offsets index into `Source.text`, which becomes `Posting.text`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from resume_builder.domain.document import Document, Line
from resume_builder.domain.posting.invisible import clean_line
from resume_builder.domain.values import clean_text

# Postings have at most some tens of thousands of characters; the rest of a longer text is not read.
MAX_CHARS = 120_000

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_BULLET = re.compile(
    r"(\s*)(?:\\?[-*+•·~◦▪●■‣⁃–—→✓✔☑☐○»>]+|\(?\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s))[\s\u00a0]+(?=\S)"
)
_BULLET_TIGHT = re.compile(r"(\s*)[•▪●■‣✓✔☑]\s*(?=\S)")
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^)\s]{0,500}\)")
_STRONG = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*])")
_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|b|i|em|strong|span|h[1-6])(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_TEMPLATE = re.compile(r"^\s*\{%.*%\}\s*$|^\s*(?:[-*_=]\s*){3,}$")
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"', "&#39;": "'"}
_ENTITIES = re.compile("|".join(map(re.escape, _ENTITY)))
_META = re.compile(r"([\w][\w -]{0,40}):\s*(.*)")
# Where a lost line break was: "(chatting).Plan", "equivalentCurrent", "DUTIES:Receive", "x•y".
_GLUE = re.compile(
    r"(?<=[a-z]{3})(?=\d{1,2}(?:-\d{1,2})?\+? years)"
    r"|(?<=[a-zà-ÿ)][.?!:;])(?=[A-Z][a-z]+[ '])|(?<=[A-Z]{3}:)(?=[A-Z][a-z])"
    r"|(?<=[.?!])(?=[A-Z]{4,}[ :?])"
    r"|(?<=[a-zà-ÿ]{3}\))(?=[A-Z][a-z]+ )|(?<=\S)\s*(?=[•▪●■]\s*\S)|(?<=[.:)*])\s*-(?=\s{3,}\S)"
    r"|(?<=[.:])-(?=\s{2,}\S)|(?<=[.?!])\s+(?=[A-Z]{4,}[A-Z /&]{0,40}:)"
)
_CAMEL = re.compile(
    r"(?<![\w/@.#-])([a-zà-ÿ]{4,})(?=[A-Z](?:[a-z]+[ ,]|/[A-Z]|[a-z]+[A-Z]|[A-Z]{3,}[ :]))"
)
_LONG_LINE = 100
_MENU_LINE = 70
_MENU_LENGTH = 12
_SAYS = re.compile(r"[.;!?]\s*$|\d")
# A hard-wrapped line is about this long and ends within a sentence.
_WRAPPED = range(50, 110)
_FULL_LINE = 64
_HEAD_LINES = 3


class Piece(NamedTuple):
    """One heading, bullet or line.

    `gap` says that an empty line stands above it, `inline` that its line break was lost.
    """

    text: str
    start: int
    level: int = 0
    bullet: bool = False
    indent: int = 0
    bold: bool = False
    gap: bool = False
    inline: bool = False

    @property
    def end(self) -> int:
        """Offset just past the last character in `Source.text`."""
        return self.start + len(self.text)


@dataclass
class Source:
    """What a posting is read from.

    `meta` holds the front matter; `cut` tells that text was left.
    """

    text: str
    pieces: list[Piece]
    meta: dict[str, str] = field(default_factory=dict[str, str])
    hidden: list[str] = field(default_factory=list[str])
    cut: bool = False


class _Raw(NamedTuple):
    text: str
    level: int = 0
    bullet: bool = False
    indent: int = 0
    bold: bool = False
    gap: bool = False


def make_source(document: Document, extra: str = "") -> Source:
    """Return the pieces of `document`, and of `extra` text after it (a JSON-LD description)."""
    raws = [*_front_lines(document), *_raws(document)]
    raws += [_Raw(line) for line in extra.split("\n")] if extra else []
    source = Source("", [])
    raws = _front_matter(raws, source)
    builder = _Builder(source)
    for raw in raws:
        builder.add(raw)
        if builder.length > MAX_CHARS:
            source.cut = True
            break
    source.text = "\n".join(builder.lines)
    return source


def _front_lines(document: Document) -> Iterator[_Raw]:
    """Yield the front matter that a reader left out of the text, as it stood."""
    for item in document.structured:
        text = item.get("text")
        if item.get("@type") == "FrontMatter" and isinstance(text, str):
            yield from (_Raw(line) for line in ("---", *text.split("\n"), "---"))


def _raws(document: Document) -> Iterator[_Raw]:
    """Yield the lines; on a page each paragraph stands for itself, and what is around it is cut."""
    page = document.media_type == "text/html"
    listed = False
    for line in _main_lines(document) if page else document.lines:
        gap = line.gap >= 1 or (page and listed and not line.bullet)
        listed = line.bullet
        yield _Raw(line.text, line.heading, line.bullet, line.indent, line.bold, gap)


def _main_lines(document: Document) -> Sequence[Line]:
    """Return a page's lines from the title on, and without the menus at its end."""
    lines = document.lines
    named = next((i for i, line in enumerate(lines) if line.heading == 1), 0)
    if named and all(len(line.text) < _MENU_LINE for line in lines[:named]):
        lines = lines[named:]
    end = len(lines)
    while (
        end > 1 and len(lines[end - 1].text) < _MENU_LINE and not _SAYS.search(lines[end - 1].text)
    ):
        end -= 1
    # A posting may end in a list of short lines; a menu is longer than that.
    return lines[:end] if len(lines) - end > _MENU_LENGTH else lines


def _front_matter(raws: list[_Raw], source: Source) -> list[_Raw]:
    """Take the "---" block at the top into `source.meta`; its lists stay, under their key."""
    first = next((i for i, raw in enumerate(raws) if raw.text.strip()), None)
    if first is None or raws[first].text.strip() != "---":
        return raws
    last = next(
        (i for i in range(first + 1, min(len(raws), first + 200)) if raws[i].text.strip() == "---"),
        None,
    )
    if last is None:
        return raws
    kept: list[_Raw] = []
    for raw in raws[first + 1 : last]:
        match = _META.fullmatch(raw.text)
        if match and match[2].strip():
            source.meta[match[1].strip().lower()] = match[2].strip().strip("'\"")
        elif match:
            kept.append(_Raw(match[1], 3, False, 0, False))
        elif raw.text.strip():
            kept.append(raw)
    return kept + raws[last + 1 :]


class _Builder:
    """Appends cleaned lines and their pieces to a source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[str] = []
        self.length = 0
        self.gap = False

    def add(self, raw: _Raw) -> None:
        self.gap = self.gap or raw.gap
        text, hidden = clean_line(clean_text(raw.text[:MAX_CHARS]))
        self.source.hidden += hidden
        text = text.replace("\r", "").replace("\t", " ").replace("\u00a0", " ")
        if _TEMPLATE.match(text):
            text = ""
        level, bullet, indent = raw.level, raw.bullet, raw.indent
        if match := _HEADING.match(text):
            level, text = len(match[1]), text[match.end() :].rstrip("# ")
        elif match := _BULLET.match(text) or _BULLET_TIGHT.match(text):
            bullet, indent, text = True, indent + len(match[1]) // 2, text[match.end() :]
        stripped = text.strip()
        bold = raw.bold or (
            len(stripped) > 4
            and stripped[:2] in ("**", "__")
            and stripped.rstrip(" :")[-2:] in ("**", "__")
        )
        text = _unmark(stripped)
        if not text:
            self.gap = True
            self._line("")
            return
        self._pieces(text, _Raw(text, level, bullet, indent, bold))

    def _pieces(self, text: str, raw: _Raw) -> None:
        start = self.length
        gap = self.gap or not self.lines
        if not gap and not raw.level and not raw.bold and self._continues(text, raw):
            last = self.source.pieces[-1]
            joined = f"{last.text}\n{text}"
            self.source.pieces[-1] = last._replace(text=joined)
            self._line(text)
            return
        for part, begin in _unglue(text):
            bullet = raw.bullet or (begin > 1 and text[begin - 1] in "-•")
            mark = _BULLET_TIGHT.match(part) or _BULLET.match(part)
            skip = mark.end() if mark else 0
            place = (raw.level, bullet or skip > 0, raw.indent, raw.bold, gap, begin + skip > 0)
            self.source.pieces.append(Piece(part[skip:], start + begin + skip, *place))
            gap = False
        self.gap = False
        self._line(text)

    def _continues(self, text: str, raw: _Raw) -> bool:
        """Tell whether a line goes on the wrapped line before it."""
        if raw.bullet or not self.source.pieces or not self.lines[-1]:
            return False
        last, before = self.source.pieces[-1], self.lines[-1]
        if last.level or last.bold or last.end != self.length - 1 or len(last.text) > 5000:
            return False
        if len(before) not in _WRAPPED or before[-1] in ".:;!?…":
            return False
        # Below the title stand short lines of their own.
        deep = len(self.source.pieces) > _HEAD_LINES and len(before) > _FULL_LINE
        return text[0].islower() or (deep and not last.bullet and not text[0].isdigit())

    def _line(self, text: str) -> None:
        self.lines.append(text)
        self.length += len(text) + 1


def _unmark(text: str) -> str:
    """Return `text` without Markdown and HTML marks."""
    if "&" in text:
        text = _ENTITIES.sub(lambda m: _ENTITY[m[0]], text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _STRONG.sub("", text))
    text = text.strip("`").replace("\\-", "-").replace("\\", "")
    return text.strip()


def _unglue(text: str) -> list[tuple[str, int]]:
    """Return the parts of a line whose line breaks were lost, each with its offset."""
    cuts = {0, len(text)}
    if len(text) > _LONG_LINE or "•" in text[1:]:
        cuts.update(m.start() for m in _GLUE.finditer(text))
        camel = [m.end() for m in _CAMEL.finditer(text)]
        if len(camel) > 1:
            cuts.update(camel)
    marks = sorted(cuts)
    parts: list[tuple[str, int]] = []
    for begin, end in pairwise(marks):
        part = text[begin:end]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            parts.append((part.strip(), begin + lead))
    return parts

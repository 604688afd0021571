"""Text with marks (HTML, Markdown, or lines with bullets) as a summary and highlights."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Elements that begin and end a line of text; all others are marks within one.
_BLOCKS = {"p", "div", "li", "ul", "ol", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = {"script", "style"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});")
_MARKER = re.compile(r"(?:[•◦‣⁃∙·●○▪▫■□►▶➢✓✔*–—-]|\d{1,2}[.)])\s+(?=\S)")
_ANCHOR = re.compile(r"!?\[([^\[\]]{1,500})\]\(([^()\s]{1,2000})\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|\*)(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?!\w)")


@dataclass(slots=True)
class Rich:
    """Paragraphs as `summary`, one a line, and list items as `highlights`."""

    summary: str = ""
    highlights: list[str] = field(default_factory=list[str])

    @property
    def flat(self) -> str:
        """All of it as lines."""
        return "\n".join(t for t in (self.summary, *self.highlights) if t)


class _Blocks(HTMLParser):
    """Collects lines of text; `True` beside those of lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._item = False
        self._silent = 0
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block; remember where a link leads."""
        if tag in _BLOCKS and not (tag == "p" and self._item and not "".join(self._text).strip()):
            self._break()
            self._item = tag == "li"
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._address = (dict(attrs).get("href") or "").strip()

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block; say where a link led."""
        if tag in _BLOCKS:
            self._break()
        elif tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            shown = "".join(self._text)
            if self._address.startswith("http") and self._address not in shown:
                self._text.append(f" ({self._address})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if not self._silent:
            self._text.append(data)

    def end(self) -> None:
        """End the last line."""
        self.close()
        self._break()

    def _break(self) -> None:
        line = " ".join("".join(self._text).split())
        if line:
            self.lines.append((line, self._item))
        self._text.clear()
        self._item = False


def rich_text(source: str) -> Rich:
    """Return text that may be HTML, else lines of which some begin with a list marker."""
    if _TAG.search(source):
        blocks = _Blocks()
        blocks.feed(source)
        blocks.end()
        return _rich(blocks.lines)
    lines = [" ".join(line.split()) for line in source.splitlines()]
    return _rich([(_MARKER.sub("", line, count=1), bool(_MARKER.match(line))) for line in lines])


def plain(source: str) -> str:
    """Return text in which Markdown may mark words or links, without the marks."""
    source = _ANCHOR.sub(_linked, source)
    return _STRONG.sub(r"\2", _STRONG.sub(r"\2", source)).strip()


def address_in(source: str) -> str:
    """Return the first address that Markdown in `source` links to, "" without one."""
    found = _ANCHOR.search(source)
    return found[2] if found else ""


def shown(source: str) -> str:
    """Return Markdown text without marks and addresses, for a name beside its own address."""
    return plain(_ANCHOR.sub(r"\1", source))


def _linked(found: re.Match[str]) -> str:
    label, address = found[1], found[2]
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", address).rstrip("/")
    return label if bare in label else f"{label} ({address})"


def _rich(lines: list[tuple[str, bool]]) -> Rich:
    return Rich(
        summary="\n".join(line for line, item in lines if line and not item),
        highlights=[line for line, item in lines if line and item],
    )

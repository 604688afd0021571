"""Lines made of runs of text, each with its own look: what word processors write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resume_builder.adapters.documents.bullets import MARK_CODES, split_marker
from resume_builder.adapters.documents.drafts import Draft

_PRIVATE = re.compile("[\ue000-\uf8ff]")
# A sign of a mark font at the start of a line marks a list.
_MARK = re.compile(f"^\\s*[{''.join(map(chr, sorted(MARK_CODES)))}]\\s*")
DEFAULT_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; `size` is in points."""

    bold: bool = False
    italic: bool = False
    size: float = DEFAULT_SIZE
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a line stands. `listed`: an automatic list marks it, at `level`; `x0` in points."""

    block: int = 0
    x0: float = 0.0
    heading: int = 0
    listed: bool = False
    level: int = 0


@dataclass(slots=True)
class RunLine:
    """A line under construction."""

    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    bold: int = 0
    italic: int = 0
    letters: int = 0
    size: float = 0.0
    tabs: list[int] = field(default_factory=list[int])
    links: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    def add(self, text: str, look: Look) -> None:
        """Append visible text of one look; tabs in it are wide gaps."""
        first, *rest = text.split("\t")
        self._piece(first, look)
        for piece in rest:
            self.tab()
            self._piece(piece, look)

    def tab(self) -> None:
        """A tab stop: a wide gap."""
        if self.length:
            self.pieces.append(" ")
            self.length += 1
            self.tabs.append(self.length)

    def draft(self, stand: Stand, *, first: bool) -> Draft:
        """Return the finished line; the marker of a typed or automatic list becomes `bullet`."""
        raw = _PRIVATE.sub("", _MARK.sub("• ", "".join(self.pieces)))
        marker, text = split_marker(raw.lstrip()) if first else ("", raw.lstrip())
        cut = len(raw) - len(text)
        text = text.rstrip()
        links = [(u, max(a - cut, 0), min(b - cut, len(text))) for u, a, b in self.links]
        return Draft(
            text,
            block=stand.block,
            x0=stand.x0,
            size=self.size,
            bold=self.letters > 0 and self.bold * 10 >= self.letters * 9,
            italic=self.letters > 0 and self.italic * 10 >= self.letters * 9,
            heading=stand.heading if first else 0,
            bullet=bool(text) and first and (stand.listed or bool(marker)),
            indent=stand.level,
            tabs=tuple(t - cut for t in self.tabs if 0 < t - cut < len(text)),
            links=[link for link in links if link[1] < link[2]],
        )

    def _piece(self, text: str, look: Look) -> None:
        count = len(text.replace(" ", ""))
        self.letters += count
        self.bold += count if look.bold else 0
        self.italic += count if look.italic else 0
        self.size = max(self.size, look.size) if count else self.size
        if look.url and text.strip():
            self.links.append((look.url, self.length, self.length + len(text)))
        self.pieces.append(text)
        self.length += len(text)


def row_of(cells: Sequence[list[Draft]]) -> list[Draft]:
    """Return the lines of a table's row: one with wide gaps where cells are short, else cells."""
    cells = [cell for cell in cells if cell]
    long = [cell for cell in cells if len(cell) > 1]
    if len(cells) > 1 and len(long) <= 1 and not any(c[0].bullet for c in cells[:-1]):
        below = [draft for cell in long for draft in cell[1:]]
        return [_side_by_side([cell[0] for cell in cells]), *below]
    return [draft for cell in cells for draft in cell]


def _side_by_side(cells: list[Draft]) -> Draft:
    """Return one line of several cells."""
    text = ""
    tabs: list[int] = []
    links: list[tuple[str, int, int]] = []
    for cell in cells:
        if text:
            text += " "
            tabs.append(len(text))
        tabs += [len(text) + t for t in cell.tabs]
        links += [(u, len(text) + a, len(text) + b) for u, a, b in cell.links]
        text += cell.text
    first = cells[0]
    return Draft(
        text,
        block=first.block,
        x0=first.x0,
        size=max(c.size for c in cells),
        bold=all(c.bold for c in cells),
        italic=all(c.italic for c in cells),
        heading=first.heading,
        bullet=first.bullet,
        indent=first.indent,
        gap=first.gap,
        tabs=tuple(tabs),
        links=links,
    )

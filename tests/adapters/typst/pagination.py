"""What page breaks do to a tagged PDF, read from the file itself, whichever program made it.

The structure tree says which heading, item and paragraph each piece of text belongs to, and on
which page it stands; PDFium says how many lines it takes there.
"""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

_HEADINGS = frozenset(["H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"])
# Everything within these belongs to them. Inline text outside of them is a paragraph too.
_BLOCKS = frozenset(["H", "LI", "P", "TD", "TH", "Caption"])
_INLINE = frozenset(["", "Span", "Em", "Strong", "Link", "Quote", "Code", "Lbl", "Reference"])
# A last page with no more lines than these is an accident.
_FEW_LINES = 2
# Text this much of its height below another is in another line.
_LINE_STEP = 0.5


@dataclass(slots=True)
class Block:
    """A heading, list item or paragraph: its lines, as (top, bottom) in points, page by page.

    Pages count from 0; `top` is above `bottom`, as PDF counts.
    """

    kind: str
    lines: dict[int, list[tuple[float, float]]] = field(
        default_factory=dict[int, list[tuple[float, float]]]
    )

    @property
    def pages(self) -> list[int]:
        """The pages that it stands on."""
        return sorted(self.lines)


@dataclass(frozen=True, slots=True)
class Breaks:
    """What is wrong with how a document breaks into pages, counted."""

    pages: int
    split_bullets: int
    orphan_headings: int
    widow_lines: int
    thin_last_page: bool


def breaks_of(pdf: bytes) -> Breaks:
    """Return how a tagged PDF breaks. Raises KeyError for one without tags."""
    blocks = [block for block in _blocks(pdf) if block.lines]
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    last = [line for block in blocks for line in block.lines.get(count - 1, [])]
    return Breaks(
        pages=count,
        split_bullets=sum(b.kind == "LI" and len(b.pages) > 1 for b in blocks),
        orphan_headings=_orphan_headings(blocks),
        widow_lines=sum(_ends_alone(block) for block in blocks),
        thin_last_page=count > 1 and len(_merged(last)) <= _FEW_LINES,
    )


def _orphan_headings(blocks: Sequence[Block]) -> int:
    """Count headings that end a page: alone, or with the one line that belongs to an entry's head.

    That line says where and when; it is told by what follows: the entry's first item.
    """
    ends = 0
    following = [*blocks[1:], None]
    for heading, below, after in zip(blocks, following, [*following[1:], None], strict=True):
        if heading.kind != "H" or below is None:
            continue
        page = heading.pages[-1]
        line = below.kind == "P" and len(below.lines.get(page, [])) == 1 and below.pages == [page]
        ends += below.pages[0] > page or bool(
            line and after and after.kind == "LI" and after.pages[0] > page
        )
    return ends


def _ends_alone(block: Block) -> bool:
    """Tell whether a page begins with the last line of a block alone."""
    return len(block.pages) > 1 and len(block.lines[block.pages[-1]]) == 1


def _blocks(pdf: bytes) -> list[Block]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    numbers = {cast(Any, page).indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    root = cast(Any, reader.trailer["/Root"])["/StructTreeRoot"]
    roles = {str(k)[1:]: str(v)[1:] for k, v in root.get("/RoleMap", {}).items()}
    tree = _Tree(roles, numbers)
    tree.walk(root, None, None)
    boxes = list(_boxes(pdf))
    blocks: list[Block] = []
    for kind, marks in tree.found:
        block = Block(kind)
        for page in {page for page, _ in marks}:
            lines = _merged([b for p, mark in marks if p == page for b in boxes[p].get(mark, [])])
            if lines:
                block.lines[page] = lines
        blocks.append(block)
    return blocks


class _Tree:
    """Collects the blocks of a structure tree in reading order: kinds, with pages and marks."""

    def __init__(self, roles: dict[str, str], numbers: dict[int, int]) -> None:
        self.found: list[tuple[str, list[tuple[int, int]]]] = []
        self._roles = roles
        self._numbers = numbers

    def walk(self, node: Any, page: int | None, block: list[tuple[int, int]] | None) -> None:
        """Go through `node`; what is inline in it belongs to `block`, or else is one together."""
        loose: list[tuple[int, int]] | None = None
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            child: Any = cast(Any, kid).get_object()
            if isinstance(child, int):
                mark, at, kind = child, page, ""
            elif child.get("/Type") == "/OBJR":
                continue
            elif child.get("/Type") == "/MCR":
                mark, at, kind = int(child["/MCID"]), self._page(child, page), ""
            else:
                mark, at, kind = -1, self._page(child, page), self._kind(child)
            if kind in _BLOCKS and block is None:
                loose = None
                self.walk(child, at, self._begin(kind))
            elif block is None and kind not in _INLINE:
                loose = None
                self.walk(child, at, None)
            else:
                if block is None and loose is None:
                    loose = self._begin("P")
                owner = cast(list[tuple[int, int]], loose if block is None else block)
                if kind:
                    self.walk(child, at, owner)
                elif at is not None:
                    owner.append((at, mark))

    def _begin(self, kind: str) -> list[tuple[int, int]]:
        self.found.append((kind, []))
        return self.found[-1][1]

    def _page(self, node: Any, page: int | None) -> int | None:
        return self._numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else page

    def _kind(self, node: Any) -> str:
        role = str(node.get("/S", ""))[1:]
        role = self._roles.get(role, role)
        return "H" if role in _HEADINGS else role


def _boxes(pdf: bytes) -> Iterator[dict[int, list[tuple[float, float]]]]:
    """Yield, page by page, where the text of each mark stands: (top, bottom) of each piece."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            found: dict[int, list[tuple[float, float]]] = defaultdict(list)
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                sides = [ctypes.c_float() for _ in range(4)]
                pdfium.FPDFPageObj_GetBounds(item.raw, *sides)
                _, bottom, _, top = (side.value for side in sides)
                if top > bottom:
                    mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
                    found[mark].append((top, bottom))
            yield found


def _merged(pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the lines that pieces of text stand in, from above."""
    lines: list[tuple[float, float]] = []
    for top, bottom in sorted(pieces, key=lambda p: -(p[0] + p[1])):
        if lines:
            above, below = lines[-1]
            step = (above + below - top - bottom) / 2
            if step < _LINE_STEP * max(above - below, top - bottom):
                lines[-1] = (max(above, top), min(below, bottom))
                continue
        lines.append((top, bottom))
    return lines

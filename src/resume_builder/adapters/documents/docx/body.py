"""Walks the paragraphs, tables and text boxes of a DOCX part."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.docx.paragraphs import (
    Place,
    Sources,
    after_of,
    read_paragraph,
)
from resume_builder.adapters.documents.docx.styles import W, fill_of, value_of
from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element
from resume_builder.adapters.documents.runs import row_of

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WRAPPERS = {W + n for n in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
_POINTS_OF_A_LINE = 12.0


@dataclass(slots=True)
class Body:
    """Collects the lines of one part. `next_block` numbers cells and text boxes."""

    sources: Sources
    drafts: list[Draft] = field(default_factory=list[Draft])
    next_block: int = 0
    _space: float = 0.0

    def read(self, element: Element, place: Place, depth: int = 0) -> None:
        """Read every block in `element`."""
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag == W + "p":
                self._paragraph(child, place, depth)
            elif child.tag == W + "tbl":
                self._table(child, place, depth)
            elif child.tag in _WRAPPERS:
                self.read(child, place, depth + 1)

    def _paragraph(self, element: Element, place: Place, depth: int) -> None:
        lines = read_paragraph(element, self.sources, place)
        for drawn in element.iter(_DRAWN):
            for name in ("descr", "title"):
                self.sources.hidden.suspect(drawn.get(name) or "", "alt text")
        for draft in lines:
            draft.gap += self._space
            if draft.text:
                self.drafts.append(draft)
                self._space = 0.0
            else:
                self._space = draft.gap + 1.0
        self._space += after_of(element, self.sources.styles) / _POINTS_OF_A_LINE
        for box in _text_boxes(element):
            self.next_block += 1
            self.read(box, Place(None, self.next_block), depth + 1)

    def _table(self, element: Element, place: Place, depth: int) -> None:
        properties = element.find(W + "tblPr")
        fill = fill_of(properties) or place.back
        if self.sources.styles.shades_tables(value_of(properties, "tblStyle")):
            fill = None
        for row in _rows(element):
            self._row(row, replace(place, back=fill), depth)
        self._space = max(self._space, 0.5)

    def _row(self, row: Element, place: Place, depth: int) -> None:
        """Read one row: a line with wide gaps where cells are short, else cell after cell."""
        cells: list[list[Draft]] = []
        for cell in _cells(row):
            self.next_block += 1
            back = fill_of(cell.find(W + "tcPr")) or place.back
            inner = Body(self.sources, next_block=self.next_block)
            inner.read(cell, Place(back, self.next_block, place.indent), depth + 1)
            self.next_block = inner.next_block
            cells.append(inner.drafts)
        self.drafts.extend(row_of(cells))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _text_boxes(element: Element) -> Iterator[Element]:
    """Text boxes anchored in a paragraph, outermost ones, without the copies for old readers."""
    for child in element:
        if child.tag in (_FALLBACK, W + "del", W + "moveFrom"):
            continue
        if child.tag == W + "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)

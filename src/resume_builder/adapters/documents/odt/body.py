"""Walks the headings, paragraphs, lists, tables and frames of an ODT part."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element
from resume_builder.adapters.documents.odt.paragraphs import Paragraph, Place
from resume_builder.adapters.documents.odt.styles import DRAW, TABLE, TEXT, Styles
from resume_builder.adapters.documents.runs import DEFAULT_SIZE, row_of

_PARAGRAPHS = {TEXT + "p", TEXT + "h"}
_ITEMS = {TEXT + "list-item", TEXT + "list-header"}
# What holds blocks and has no look of its own.
_WRAPPERS = {TEXT + name for name in ("index-body", "note", "note-body", "numbered-paragraph")} | {
    DRAW + name for name in ("frame", "text-box", "g", "a", "custom-shape")
}
_ROWS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}


@dataclass(slots=True)
class Body:
    """Collects the lines of one part. `next_block` numbers cells and frames."""

    styles: Styles
    hidden: Hidden
    drafts: list[Draft] = field(default_factory=list[Draft])
    next_block: int = 0
    _space: float = 0.0

    def read(self, element: Element, place: Place, depth: int = 0) -> None:
        """Read every block in `element`."""
        for child in element if depth <= MAX_DEPTH else ():
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, place, depth)
            elif child.tag == TEXT + "list":
                self._list(child, place, depth)
            elif child.tag == TABLE + "table":
                self._table(child, place, depth)
            elif child.tag == TEXT + "section" or _is_index(child):
                self.read(child, self._in_section(child, place), depth + 1)
            elif child.tag in _WRAPPERS:
                self._wrapped(child, place, depth)

    def _wrapped(self, child: Element, place: Place, depth: int) -> None:
        """Read a frame as a block of its own; a linked or drawn shape holds paragraphs too."""
        if child.tag == DRAW + "frame":
            self.next_block += 1
            place = replace(place, block=self.next_block)
        self.read(child, place, depth + 1)

    def _in_section(self, child: Element, place: Place) -> Place:
        hidden = child.get(TEXT + "display") in ("none", "condition")
        hidden = hidden or self.styles.is_hidden("section", child.get(TEXT + "style-name") or "")
        return replace(place, hidden=place.hidden or hidden)

    def _paragraph(self, element: Element, place: Place, depth: int) -> None:
        paragraph = Paragraph(self.styles, self.hidden, place)
        for draft in paragraph.read(element):
            draft.gap += self._space
            if draft.text:
                self.drafts.append(draft)
                self._space = 0.0
            else:
                self._space = draft.gap + 1.0
        style = self.styles.block(element.get(TEXT + "style-name") or "", None)
        self._space += style.after / DEFAULT_SIZE
        for aside in paragraph.aside:
            self.next_block += 1
            self.read(aside, Place(None, self.next_block, hidden=place.hidden), depth + 1)

    def _list(self, element: Element, place: Place, depth: int) -> None:
        """Read a list; the first paragraph of an item carries its mark."""
        name = element.get(TEXT + "style-name") or place.list_style
        level = place.level + 1
        inner = replace(place, level=level, list_style=name, marked=False)
        for item in element:
            if item.tag not in _ITEMS:
                continue
            marked = item.tag == TEXT + "list-item" and self.styles.marks(name, level)
            for number, child in enumerate(item):
                self._item(child, replace(inner, marked=marked and not number), depth)

    def _item(self, child: Element, place: Place, depth: int) -> None:
        if child.tag in _PARAGRAPHS:
            self._paragraph(child, place, depth)
        elif child.tag == TEXT + "list" and depth < MAX_DEPTH:
            self._list(child, place, depth + 1)

    def _table(self, element: Element, place: Place, depth: int) -> None:
        back = self.styles.fill("table", element.get(TABLE + "style-name") or "", place.back)
        for row in _rows(element, depth):
            name = row.get(TABLE + "style-name") or ""
            self._row(row, replace(place, back=self.styles.fill("table-row", name, back)), depth)
        self._space = max(self._space, 0.5)

    def _row(self, row: Element, place: Place, depth: int) -> None:
        cells: list[list[Draft]] = []
        for cell in row:
            if cell.tag != TABLE + "table-cell":
                continue
            self.next_block += 1
            name = cell.get(TABLE + "style-name") or ""
            back = self.styles.fill("table-cell", name, place.back)
            inner = Body(self.styles, self.hidden, next_block=self.next_block)
            at = Place(back, self.next_block, hidden=place.hidden)
            inner.read(cell, at, depth + 1)
            self.next_block = inner.next_block
            cells.append(inner.drafts)
        self.drafts.extend(row_of(cells))


def _is_index(child: Element) -> bool:
    """Tell whether a block is a table of contents or an index."""
    tag = child.tag
    return isinstance(tag, str) and tag.startswith(TEXT) and tag.endswith(("-index", "-of-content"))


def _rows(table: Element, depth: int) -> Iterator[Element]:
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in _ROWS and depth < MAX_DEPTH:
            yield from _rows(child, depth + 1)

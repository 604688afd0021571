"""One heading or paragraph of an ODT file: its spans as lines of text."""

from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element, text_of
from resume_builder.adapters.documents.odt.styles import (
    DRAW,
    OFFICE,
    SVG,
    TEXT,
    XLINK,
    Face,
    Styles,
)
from resume_builder.adapters.documents.runs import DEFAULT_SIZE, RunLine, Stand

# Content that no page shows at its place: marks of changes, and what a reader of ruby skips.
_SKIPPED = {
    TEXT + name
    for name in ("tracked-changes", "ruby-text", "note-citation", "bookmark", "soft-page-break")
}
_HIDDEN = {TEXT + "hidden-text", TEXT + "hidden-paragraph"}
# More spaces than fit a line are no text.
_MOST_SPACES = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands. `level` 0: in no list; else its depth there."""

    back: str | None = "#ffffff"
    block: int = 0
    level: int = 0
    list_style: str = ""
    marked: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Paragraph:
    """The state of reading one paragraph; `aside` are frames and notes to read after it."""

    styles: Styles
    hidden: Hidden
    place: Place
    where: str = "page"
    lines: list[RunLine] = field(default_factory=lambda: [RunLine()])
    aside: list[Element] = field(default_factory=list[Element])
    _unseen: list[str] = field(default_factory=list[str])

    def read(self, element: Element) -> list[Draft]:
        """Return the lines (one, or one for each line break); blank ones have no text."""
        style = self.styles.block(element.get(TEXT + "style-name") or "", self.place.back)
        face = replace(style.face, hidden=style.face.hidden or self.place.hidden)
        self._inside(element, face, 0)
        self.hidden.add("".join(self._unseen), self.where)
        outline = element.get(TEXT + "outline-level") or "1"
        heading = style.heading
        if element.tag == TEXT + "h":
            heading = min(int(outline[:2]), 6) if outline.isdigit() else 1
        place = self.place
        listed = place.marked and not heading
        stand = Stand(place.block, style.left, heading, listed, max(place.level - 1, 0))
        drafts = [line.draft(stand, first=not n) for n, line in enumerate(self.lines)]
        drafts[0].gap = style.before / DEFAULT_SIZE
        return drafts

    def _inside(self, element: Element, face: Face, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        self._take(element.text, face)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, face, depth)
            self._take(child.tail, face)

    def _child(self, child: Element, face: Face, depth: int) -> None:
        tag = child.tag
        if tag == TEXT + "span":
            named = self.styles.span(child.get(TEXT + "style-name") or "", face)
            self._inside(child, named, depth + 1)
        elif tag == TEXT + "a":
            url = child.get(XLINK + "href") or ""
            self._inside(child, replace(face, look=replace(face.look, url=url)), depth + 1)
        elif tag == TEXT + "s":
            count = child.get(TEXT + "c") or "1"
            spaces = int(count[:4]) if count.isdigit() else 1
            self._add(" " * min(spaces, _MOST_SPACES), face)
        elif tag == TEXT + "tab":
            self.lines[-1].tab()
        elif tag == TEXT + "line-break":
            self.lines.append(RunLine())
        elif tag in _HIDDEN:
            self.hidden.add(child.get(TEXT + "string-value") or text_of(child), self.where)
        elif tag == OFFICE + "annotation":
            self.hidden.add(text_of(child), "comment")
        elif tag == TEXT + "note" or tag.startswith(DRAW):
            self._beside(child)
        elif tag not in _SKIPPED:
            self._inside(child, face, depth + 1)

    def _beside(self, child: Element) -> None:
        """Keep a frame or note for later; what a picture is called is rarely read."""
        self.aside.append(child)
        for kind in ("title", "desc"):
            for told in child.iter(SVG + kind):
                self.hidden.suspect(told.text or "", "alt text")

    def _take(self, text: str | None, face: Face) -> None:
        """White space in the source is one space, and none at the start of a line."""
        if not text:
            return
        words = " ".join(text.split())
        if text[:1].isspace() and self.lines[-1].length and not self._ends_blank():
            words = f" {words}"
        if text[-1:].isspace() and words.strip():
            words = f"{words} "
        self._add(words, face)

    def _ends_blank(self) -> bool:
        pieces = self.lines[-1].pieces
        return bool(pieces) and pieces[-1].endswith(" ")

    def _add(self, text: str, face: Face) -> None:
        if face.unseen:
            self._unseen.append(text)
        elif text:
            text = text.upper() if face.upper else text
            shown = self.hidden.without_invisible(text, self.where)
            self.lines[-1].add(shown, face.look)

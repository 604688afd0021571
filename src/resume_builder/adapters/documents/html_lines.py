"""Walks an HTML tree and makes lines of what a person would see."""

import re
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents import css
from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element, text_of
from resume_builder.domain.values import Finding

_SKIPPED = frozenset(
    ("script", "style", "head", "noscript", "svg", "math", "iframe", "object", "canvas", "select")
    + ("datalist", "audio", "video", "map", "progress", "meter")
)
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    )
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = {"ul", "ol", "menu", "dir"}
_BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt"}
_ITALIC = {"i", "em", "cite"}
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_WHITE: css.Colour = (255, 255, 255)
_BLACK: css.Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element inherits. `back` is None where the background is not known."""

    heading: int = 0
    depth: int = 0
    lists: int = 0
    bold: bool = False
    italic: bool = False
    link: str = ""
    text: css.Colour = _BLACK
    back: css.Colour | None = _WHITE
    pre: bool = False


@dataclass(slots=True)
class _Open:
    """The line being written."""

    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    bold: bool = True
    italic: bool = True
    heading: int = 0
    tabs: list[int] = field(default_factory=list[int])
    links: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])


@dataclass(slots=True)
class Walker:
    """Collects the lines and the hidden texts of one page.

    `colours_known` says that no style sheet is missing, so that white on white can be told.
    """

    sheet: css.Sheet
    colours_known: bool
    drafts: list[Draft] = field(default_factory=list[Draft])
    hidden: Hidden = field(default_factory=Hidden)
    _line: _Open = field(default_factory=_Open)
    _bullet: bool = False
    _gap: float = 0.0
    _block: int = 0

    @property
    def findings(self) -> list[Finding]:
        """What was hidden."""
        return self.hidden.findings

    def walk(self, root: Element) -> None:
        """Read the page: its title, then its body."""
        self._title(root)
        for meta in root.iter("meta"):
            if (meta.get("name") or "").lower() in ("keywords", "description"):
                self.hidden.suspect(meta.get("content") or "", "metadata")
        body = root.find("body")
        self._element(root if body is None else body, _Context())
        self._flush(_Context())

    def walk_part(self, element: Element) -> None:
        """Read one element alone."""
        self._element(element, _Context())
        self._flush(_Context())

    def _title(self, root: Element) -> None:
        """The title is the page's first heading unless an h1 begins it."""
        title = " ".join((root.findtext(".//title") or "").split())
        heads = [text_of(h) for h in root.iter("h1")]
        if title and not any((head and head in title) or title in head for head in heads):
            self._text(title, _Context(heading=1))
            self._flush(_Context(heading=1))

    def _element(self, element: Element, outer: _Context) -> None:
        """Read one element with its children."""
        tag = element.tag
        if not isinstance(tag, str):
            if tag.__name__ == "Comment":
                self.hidden.suspect(element.text or "", "comment")
            return
        if tag in _SKIPPED or outer.depth > MAX_DEPTH:
            return
        if next(iter(element), None) is None and not (element.text or "").strip():
            self._unseen_attributes(element)
        style = self._style(element)
        context = self._context(element, style, outer)
        if self._is_hidden(element, style, context):
            self.hidden.add(text_of(element), "page")
            return
        if tag in ("br", "hr"):
            self._flush(outer)
            self._gap += tag == "hr"
        elif tag in ("img", "input"):
            self._void(element)
        elif tag in ("td", "th") and not _holds_blocks(element):
            self._cell(element, context)
        elif tag in _BLOCKS or style.get("display") in ("block", "flex", "grid", "list-item"):
            self._block_element(element, style, context, outer)
        else:
            self._children(element, context, flex=False)

    def _unseen_attributes(self, element: Element) -> None:
        """Prose in the data attributes of an empty element is for programs alone."""
        for name, value in element.items():
            if name.startswith("data-"):
                self.hidden.suspect(value, "attribute")

    def _void(self, element: Element) -> None:
        """A picture's alternative text is not on the page; a hidden field's value neither."""
        if element.tag == "input":
            if (element.get("type") or "").lower() == "hidden":
                self.hidden.suspect(element.get("value") or "", "hidden field")
            return
        self.hidden.suspect(element.get("alt") or "", "alt text")
        self.hidden.suspect(element.get("title") or "", "alt text")

    def _cell(self, element: Element, context: _Context) -> None:
        self._next_cell()
        self._children(element, context, flex=False)

    def _next_cell(self) -> None:
        """A table cell continues its row after a wide gap."""
        if self._line.length:
            self._pad()
            self._line.tabs.append(self._line.length)

    def _block_element(
        self, element: Element, style: css.Style, context: _Context, outer: _Context
    ) -> None:
        """A block begins and ends a line."""
        tag = element.tag
        if tag in ("td", "th"):
            self._next_cell()
        else:
            self._flush(outer)
        if tag in ("p", "ul", "ol", "section", "article", "table") or tag in _HEADINGS:
            self._gap = max(self._gap, 1.0)
        if tag in ("section", "article", "aside", "header", "footer", "nav"):
            self._block += 1
        if tag == "li":
            self._bullet = True
        self._children(element, context, flex=style.get("display") == "flex")
        self._flush(context)
        if tag == "li":
            self._bullet = False

    def _children(self, element: Element, context: _Context, *, flex: bool) -> None:
        """The element's own text, its children and the text after each.

        The items of a flex box stand side by side: they are cells of one line.
        """
        self._text(element.text or "", context)
        for child in element:
            if flex and self._line.length:
                self._pad()
                self._line.tabs.append(self._line.length)
            if flex and isinstance(child.tag, str) and not _holds_blocks(child):
                self._children_inline(child, context)
            else:
                self._element(child, context)
            self._text(child.tail or "", context)

    def _children_inline(self, child: Element, context: _Context) -> None:
        """An item of a flex box, without the line breaks of a block."""
        style = self._style(child)
        inner = self._context(child, style, context)
        if child.tag in _SKIPPED or self._is_hidden(child, style, inner):
            self._element(child, context)
        else:
            self._children(child, inner, flex=False)

    def _style(self, element: Element) -> css.Style:
        names = (element.get("class") or "").split()
        return self.sheet.style_of(
            str(element.tag), names, element.get("id") or "", element.get("style") or ""
        )

    def _context(self, element: Element, style: css.Style, outer: _Context) -> _Context:
        tag = str(element.tag)
        back = css.background(style)
        if css.paints_picture(style):
            back = None
        elif back is None:
            back = outer.back
        weight = style.get("font-weight", "")
        bold = tag in _BOLD or outer.bold or weight in ("bold", "bolder", "600", "700", "800")
        link = (element.get("href") or "") if tag == "a" else outer.link
        return replace(
            outer,
            heading=_HEADINGS.get(tag, outer.heading),
            depth=outer.depth + 1,
            lists=outer.lists + (tag in _LISTS),
            bold=bold and weight not in ("normal", "400"),
            italic=tag in _ITALIC or outer.italic or style.get("font-style") == "italic",
            link=link,
            text=css.colour(style.get("color")) or outer.text,
            back=back,
            pre=tag == "pre" or outer.pre,
        )

    def _is_hidden(self, element: Element, style: css.Style, context: _Context) -> bool:
        if element.tag == "template" or element.get("hidden") is not None or css.hides(style):
            return True
        stated = "color" in style or "background" in style or "background-color" in style
        if not (stated and self.colours_known and context.back is not None):
            return False
        # Children may state a colour of their own; only text that keeps this one is hidden.
        melts = css.same(context.text, context.back)
        return melts and not any("color" in self._style(e) for e in element.iterdescendants("*"))

    def _text(self, text: str, context: _Context) -> None:
        """Add text to the open line, white space collapsed."""
        if context.pre and "\n" in text:
            for part in text.split("\n"):
                self._text(part, context)
                self._flush(context)
            return
        text = _SPACE.sub(" ", text)
        line = self._line
        if not line.pieces or line.pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if text.strip():
            line.bold = line.bold and context.bold
            line.italic = line.italic and context.italic
            line.heading = line.heading or context.heading
        if context.link:
            line.links.append((context.link, line.length, line.length + len(text.rstrip())))
        line.pieces.append(text)
        line.length += len(text)

    def _pad(self) -> None:
        """Put a space before a wide gap."""
        if self._line.pieces and not self._line.pieces[-1].endswith(" "):
            self._line.pieces.append(" ")
            self._line.length += 1

    def _flush(self, context: _Context) -> None:
        """End the open line."""
        line, self._line = self._line, _Open()
        text = "".join(line.pieces).rstrip()
        if not text:
            return
        level = max(context.lists - 1, 0)
        draft = Draft(
            self.hidden.without_invisible(text, "page"),
            block=self._block,
            bold=line.bold,
            italic=line.italic,
            heading=line.heading,
            bullet=self._bullet and not line.heading,
            indent=level,
            gap=self._gap,
            tabs=tuple(t for t in line.tabs if 0 < t < len(text)),
        )
        draft.x0 = 2.0 * context.lists
        draft.links = [(url, a, min(b, len(text))) for url, a, b in line.links if a < len(text)]
        self.drafts.append(draft)
        self._bullet, self._gap = False, 0.0


def _holds_blocks(element: Element) -> bool:
    """Tell whether a cell or item holds blocks, so that it needs lines of its own."""
    return any(child.tag in _BLOCKS or child.tag == "br" for child in element.iterdescendants("*"))

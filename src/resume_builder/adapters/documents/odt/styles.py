"""Formats of an ODT file: style chains by family, and the list levels that have a mark."""

import re
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.css import colour, same
from resume_builder.adapters.documents.markup import Element, every
from resume_builder.adapters.documents.runs import DEFAULT_SIZE, Look

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, SVG = (
    f"{{{_OASIS}{name}:1.0}}"
    for name in ("office", "style", "text", "table", "drawing", "svg-compatible")
)
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
# A chain of styles has two or three links; a loop is cut here.
_MAX_CHAIN = 12
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)(pt|cm|mm|in|pc|px|%)?$")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}
# Points below which nobody can read a letter.
_UNREADABLE = 2.0
_BOLD = {"bold", "600", "700", "800", "900"}


@dataclass(frozen=True, slots=True)
class Face:
    """The format of text at one place. `back` is the colour behind it, None when not known."""

    look: Look = field(default_factory=Look)
    hidden: bool = False
    upper: bool = False
    colour: str = "#000000"
    back: str | None = "#ffffff"

    @property
    def unseen(self) -> bool:
        """Tell whether nobody sees text of this format."""
        if self.hidden or self.look.size < _UNREADABLE:
            return True
        shown, behind = colour(self.colour), colour(self.back)
        return shown is not None and behind is not None and same(shown, behind)


@dataclass(frozen=True, slots=True)
class Block:
    """What a paragraph style says beside its face; lengths in points."""

    face: Face = field(default_factory=Face)
    heading: int = 0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    list_style: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of one file, those of styles.xml under those of content.xml."""

    roots: tuple[Element | None, ...]
    _named: dict[tuple[str, str], Element] = field(default_factory=dict[tuple[str, str], Element])
    _defaults: dict[str, Element] = field(default_factory=dict[str, Element])
    _marked: dict[tuple[str, int], bool] = field(default_factory=dict[tuple[str, int], bool])

    def __post_init__(self) -> None:
        for root in self.roots:
            for style in every(root, STYLE + "style"):
                key = style.get(STYLE + "family") or "", style.get(STYLE + "name") or ""
                self._named[key] = style
            for style in every(root, STYLE + "default-style"):
                self._defaults[style.get(STYLE + "family") or ""] = style
            for style in every(root, TEXT + "list-style"):
                self._add_list(style)

    def block(self, name: str, back: str | None) -> Block:
        """Return the format of a paragraph of a style, on a ground of the colour `back`."""
        block = Block(face=Face(back=back))
        default = self._defaults.get("paragraph")
        first = [] if default is None else [default]
        for style in [*first, *self._chain("paragraph", name)]:
            block = _over(block, style)
        return block

    def span(self, name: str, face: Face) -> Face:
        """Return `face` with what a character style states."""
        for style in self._chain("text", name):
            face = _face_over(face, style.find(STYLE + "text-properties"))
        return face

    def fill(self, family: str, name: str, back: str | None) -> str | None:
        """Return the colour behind what a table, row or cell of a style holds."""
        for style in self._chain(family, name):
            for properties in style:
                back = _fill(properties, back)
        return back

    def is_hidden(self, family: str, name: str) -> bool:
        """Tell whether a section's style leaves it out."""
        return any(
            properties.get(TEXT + "display") == "none"
            for style in self._chain(family, name)
            for properties in style
        )

    def marks(self, name: str, level: int) -> bool:
        """Tell whether items of a list style carry a mark or number; True when not stated."""
        return self._marked.get((name, level), True)

    def _add_list(self, style: Element) -> None:
        name = style.get(STYLE + "name") or ""
        for level in style:
            number = level.get(TEXT + "level") or ""
            if number.isdigit() and isinstance(level.tag, str):
                numbered = level.tag == TEXT + "list-level-style-number"
                blank = numbered and not level.get(STYLE + "num-format")
                self._marked[name, int(number[:3])] = not blank

    def _chain(self, family: str, name: str) -> list[Element]:
        """Return a style's ancestors, the farthest first, and the style itself."""
        chain: list[Element] = []
        while (family, name) in self._named and len(chain) < _MAX_CHAIN:
            chain.append(self._named[family, name])
            name = chain[-1].get(STYLE + "parent-style-name") or ""
        return chain[::-1]


def _over(block: Block, style: Element) -> Block:
    """Return `block` with what one paragraph style states over it."""
    properties = style.find(STYLE + "paragraph-properties")
    outline = style.get(STYLE + "default-outline-level") or ""
    title = (style.get(STYLE + "name") or "") == "Title"
    face = _face_over(block.face, style.find(STYLE + "text-properties"))
    block = replace(
        block,
        face=face,
        heading=min(int(outline[:2]), 6) if outline.isdigit() else int(title) or block.heading,
        list_style=style.get(STYLE + "list-style-name") or block.list_style,
    )
    if properties is None:
        return block
    sides = [points(properties.get(f"{FO}margin-{side}")) for side in ("left", "top", "bottom")]
    left, before, after = sides
    return replace(
        block,
        face=replace(block.face, back=_fill(properties, block.face.back)),
        left=block.left if left is None else left,
        before=block.before if before is None else before,
        after=block.after if after is None else after,
    )


def _face_over(face: Face, properties: Element | None) -> Face:
    """Return `face` with what text properties state over it."""
    if properties is None:
        return face
    weight, slant = properties.get(FO + "font-weight"), properties.get(FO + "font-style")
    transform = properties.get(FO + "text-transform")
    shown = properties.get(TEXT + "display")
    look = replace(
        face.look,
        bold=face.look.bold if weight is None else weight in _BOLD,
        italic=face.look.italic if slant is None else slant in ("italic", "oblique"),
        size=_size(properties.get(FO + "font-size"), face.look.size),
    )
    return Face(
        look=look,
        hidden=face.hidden if shown is None else shown == "none",
        upper=face.upper if transform is None else transform == "uppercase",
        colour=(properties.get(FO + "color") or face.colour).lower(),
        back=_fill(properties, face.back),
    )


def _fill(properties: Element, back: str | None) -> str | None:
    """Return the background that properties state, else `back`; None over a picture."""
    picture = properties.find(STYLE + "background-image")
    if picture is not None and picture.get(XLINK + "href"):
        return None
    stated = properties.get(FO + "background-color")
    return back if stated in (None, "", "transparent") else stated.lower()


def _size(stated: str | None, size: float) -> float:
    found = _LENGTH.match(stated or "")
    if found is None:
        return size
    if found[2] == "%":
        return size * float(found[1]) / 100
    return float(found[1]) * _POINTS.get(found[2] or "pt", 1.0) or DEFAULT_SIZE


def points(stated: str | None) -> float | None:
    """Return a length in points, None when it is none."""
    found = _LENGTH.match(stated or "")
    if found is None or found[2] == "%":
        return None
    return float(found[1]) * _POINTS.get(found[2] or "pt", 1.0)

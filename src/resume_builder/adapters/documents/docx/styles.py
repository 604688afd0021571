"""Formats of a DOCX file: style chains, list levels, colours."""

import re
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.markup import Element, every

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A chain of styles has two or three links; a loop is cut here.
_MAX_CHAIN = 12
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
# Fonts whose private characters are list marks or icons, not letters.
_MARK_FONTS = ("symbol", "wingdings", "webdings", "fontawesome", "font awesome", "material icons")


def value_of(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child ("b", "sz"), None when there is no such child."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute, "")


def is_on(element: Element, name: str) -> bool | None:
    """Return a switch ("b", "vanish"): on, off, or None when it is not stated."""
    value = value_of(element, name)
    return None if value is None else value not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Face:
    """What matters of the format of a run. None: not stated; `size` is in points."""

    bold: bool | None = None
    italic: bool | None = None
    vanish: bool | None = None
    caps: bool | None = None
    size: float | None = None
    colour: str | None = None
    fill: str | None = None

    def over(self, under: "Face") -> "Face":
        """Return this format with what it does not state taken from `under`."""
        return Face(
            bold=under.bold if self.bold is None else self.bold,
            italic=under.italic if self.italic is None else self.italic,
            vanish=under.vanish if self.vanish is None else self.vanish,
            caps=under.caps if self.caps is None else self.caps,
            size=under.size if self.size is None else self.size,
            colour=under.colour if self.colour is None else self.colour,
            fill=under.fill if self.fill is None else self.fill,
        )


def face_of(properties: Element | None) -> Face:
    """Return the format that a w:rPr states."""
    if properties is None:
        return Face()
    size = value_of(properties, "sz")
    fill = fill_of(properties)
    highlight = value_of(properties, "highlight")
    if highlight and highlight != "none":
        fill = "ffffff" if highlight == "white" else "highlight"
    return Face(
        bold=is_on(properties, "b"),
        italic=is_on(properties, "i"),
        vanish=is_on(properties, "vanish"),
        caps=is_on(properties, "caps"),
        size=float(size) / 2 if size and re.fullmatch(r"\d{1,4}(\.\d+)?", size) else None,
        colour=value_of(properties, "color"),
        fill=fill,
    )


def fill_of(properties: Element | None) -> str | None:
    """Return the shading colour that properties of a run, paragraph, cell or table state."""
    fill = value_of(properties, "shd", "fill")
    return fill.lower() if fill and fill.lower() != "auto" else None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with its chain resolved. `list_id` "" means no list."""

    face: Face = Face()
    heading: int = 0
    list_id: str = ""
    list_level: int = 0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    fill: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles of one file by id."""

    root: Element | None
    _elements: dict[str, Element] = field(default_factory=dict[str, Element])
    _paragraphs: dict[str, ParagraphStyle] = field(default_factory=dict[str, ParagraphStyle])
    _faces: dict[str, Face] = field(default_factory=dict[str, Face])
    _default: str = ""

    def __post_init__(self) -> None:
        for style in every(self.root, W + "style"):
            identity = style.get(W + "styleId") or ""
            self._elements[identity] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = identity

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """Return the style of a paragraph; None is the default style."""
        key = self._default if identity is None else identity
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def character(self, identity: str | None) -> Face:
        """Return the format of a character style."""
        if not identity:
            return Face()
        if identity not in self._faces:
            face = Face()
            for style in reversed(self._chain(identity)):
                face = face_of(style.find(W + "rPr")).over(face)
            self._faces[identity] = face
        return self._faces[identity]

    def shades_tables(self, identity: str | None) -> bool:
        """Tell whether a table style paints cells, in whatever condition."""
        return any(
            shade.get(W + "fill", "auto") != "auto"
            for style in self._chain(identity or "")
            for shade in style.iter(W + "shd")
        )

    def _chain(self, identity: str) -> list[Element]:
        """Return a style and those it is based on, the nearest first."""
        chain: list[Element] = []
        while identity in self._elements and len(chain) < _MAX_CHAIN:
            chain.append(self._elements[identity])
            identity = value_of(chain[-1], "basedOn") or ""
        return chain

    def _resolve(self, identity: str) -> ParagraphStyle:
        defaults = None
        if self.root is not None:
            defaults = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        style = ParagraphStyle(face=face_of(defaults))
        for element in reversed(self._chain(identity)):
            style = replace(style, face=face_of(element.find(W + "rPr")).over(style.face))
            style = replace(style, heading=_heading(element) or style.heading)
            style = with_properties(style, element.find(W + "pPr"))
        return style


def with_properties(style: ParagraphStyle, properties: Element | None) -> ParagraphStyle:
    """Return a paragraph style with what a w:pPr states over it."""
    if properties is None:
        return style
    numbering = properties.find(W + "numPr")
    list_id = value_of(numbering, "numId")
    level = value_of(numbering, "ilvl")
    outline = value_of(properties, "outlineLvl")
    left = value_of(properties, "ind", "left") or value_of(properties, "ind", "start")
    return replace(
        style,
        list_id=style.list_id if list_id is None else list_id.replace("0", "", list_id == "0"),
        list_level=int(level) if level and level.isdigit() else style.list_level,
        heading=int(outline) + 1 if outline in tuple("012345") else style.heading,
        left=_points(left, style.left),
        before=_points(value_of(properties, "spacing", "before"), style.before),
        after=_points(value_of(properties, "spacing", "after"), style.after),
        fill=fill_of(properties) or style.fill,
    )


def _heading(style: Element) -> int:
    """Return the heading level by the built-in name, the same in every language of Word."""
    name = value_of(style, "name") or ""
    found = _HEADING.match(name)
    return int(found[1]) if found else int(name.lower() == "title")


def _points(twips: str | None, default: float) -> float:
    """Return twentieths of a point as points."""
    if twips and re.fullmatch(r"-?\d{1,6}(\.\d+)?", twips):
        return float(twips) / 20
    return default


def is_mark_font(name: str) -> bool:
    """Tell whether a font holds signs instead of letters."""
    return any(mark in name.lower() for mark in _MARK_FONTS)


def bullet_formats(root: Element | None) -> dict[tuple[str, int], str]:
    """Return the number format ("bullet", "decimal", "none") by list id and level."""
    if root is None:
        return {}
    levels: dict[str, dict[int, str]] = {}
    for abstract in root.iter(W + "abstractNum"):
        found = levels.setdefault(abstract.get(W + "abstractNumId") or "", {})
        for level in abstract.iter(W + "lvl"):
            number = level.get(W + "ilvl") or "0"
            if number.isdigit():
                found[int(number)] = value_of(level, "numFmt") or "decimal"
    formats: dict[tuple[str, int], str] = {}
    for number in root.iter(W + "num"):
        identity = number.get(W + "numId") or ""
        for level, kind in levels.get(value_of(number, "abstractNumId") or "", {}).items():
            formats[identity, level] = kind
    return formats

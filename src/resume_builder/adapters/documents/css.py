"""The little of CSS that tells whether a reader of the page sees an element."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Style = Mapping[str, str]
Colour = tuple[int, int, int]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*([a-z%]*)", re.IGNORECASE)
# Pixels of a unit; em of the usual 16 px.
_UNITS = {"": 1.0, "px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "vw": 12.0, "vh": 8.0}
_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
    "red": (255, 0, 0),
    "navy": (0, 0, 128),
    "gray": (128, 128, 128),
}
# Farther out than any page is wide or tall.
_OFF_PAGE = -300.0
# Nobody reads a letter of two pixels.
_UNREADABLE = 2.0
# Farthest that two channels may differ for text to melt into its background.
_SAME = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rules with one simple selector each ("p", ".note", "#a", "p.note"), by that selector."""

    rules: Mapping[str, Style]

    def style_of(self, tag: str, names: Iterable[str], identity: str, inline: str) -> Style:
        """Return the declarations for an element, the more exact over the less exact."""
        style = dict(self.rules.get(tag, {}))
        for name in names:
            style |= self.rules.get(f".{name}", {})
            style |= self.rules.get(f"{tag}.{name}", {})
        if identity:
            style |= self.rules.get(f"#{identity}", {})
        if inline:
            style |= declarations(inline)
        return style


def sheet_of(text: str) -> Sheet:
    """Return the rules of style sheet text that have a simple selector; others are left out."""
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(_COMMENT.sub("", text)):
        found = declarations(body)
        for selector in selectors.split(","):
            if _SIMPLE.match(selector.strip()):
                rules.setdefault(selector.strip(), {}).update(found)
    return Sheet(rules)


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a style attribute or a rule's body, in lower case."""
    style: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            style[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return style


def hides(style: Style) -> bool:
    """Tell whether an element of this style, with what it holds, cannot be seen."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or _number(style.get("opacity"), 1.0) < 0.05
        or "scale(0" in style.get("transform", "").replace("scale(0.", "")
        or pixels(style.get("font-size"), 16.0) < _UNREADABLE
        or _is_off_page(style)
        or _is_shut(style)
    )


def pixels(value: str | None, default: float) -> float:
    """Return a CSS length in pixels; percentages and what is no length give `default`."""
    found = _LENGTH.match(value or "")
    if found is None or (found[2] == "%" and float(found[1])):
        return default
    return float(found[1]) * _UNITS.get(found[2].lower(), 1.0)


def colour(value: str | None) -> Colour | None:
    """Return a CSS colour, None when it is not stated in a form we know."""
    value = (value or "").strip()
    if value in _NAMED:
        return _NAMED[value]
    if found := re.match(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", value):
        digits = found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := re.match(r"rgba?\(\s*(\d+)[ ,]+(\d+)[ ,]+(\d+)", value):
        return int(found[1]) % 256, int(found[2]) % 256, int(found[3]) % 256
    return None


def background(style: Style) -> Colour | None:
    """Return the background that a style states as a plain colour."""
    plain = colour(style.get("background-color"))
    return plain if plain is not None else colour(style.get("background"))


def paints_picture(style: Style) -> bool:
    """Tell whether the background is a picture or a gradient, whose colour we do not know."""
    stated = style.get("background", "") + style.get("background-image", "")
    return "url(" in stated or "gradient" in stated or "var(" in stated


def same(one: Colour, other: Colour) -> bool:
    """Tell whether text of colour `one` melts into `other`."""
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _number(value: str | None, default: float) -> float:
    found = _LENGTH.match(value or "")
    if found is None:
        return default
    return float(found[1]) / (100 if found[2] == "%" else 1)


def _is_off_page(style: Style) -> bool:
    if pixels(style.get("text-indent"), 0.0) < _OFF_PAGE:
        return True
    if "translate" in style.get("transform", "") and re.search(
        r"-\d{4,}px|-\d{3,}(?:em|vw)", style["transform"]
    ):
        return True
    placed = style.get("position") in ("absolute", "fixed", "relative")
    moved = ("left", "top", "right", "bottom", "margin-left", "margin-top")
    return any(
        pixels(style.get(side), 0.0) < _OFF_PAGE
        for side in moved
        if placed or side.startswith("margin")
    )


def _is_shut(style: Style) -> bool:
    """Tell whether the box is too small, or cut too small, to show anything."""
    clip = style.get("clip", "") + style.get("clip-path", "")
    if re.search(r"rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]|inset\(\s*(?:50|100)%", clip):
        return True
    if style.get("overflow", style.get("overflow-y", "")) not in ("hidden", "clip"):
        return False
    sides = ("height", "width", "max-height", "max-width")
    return any(pixels(style.get(side), 100.0) <= 1.0 for side in sides)

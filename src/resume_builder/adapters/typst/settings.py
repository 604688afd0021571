"""What a person sets of a theme, as figures: sizes of each level, and a color that can be read."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from resume_builder.adapters.typst.theme import LetterLevel, Level, ThemeSettings
from resume_builder.domain.tailoring.model import Margins, RenderOptions, Spacing

Sizes: TypeAlias = dict[str, float | bool]

_MARGINS: Mapping[Margins, float] = {"narrow": 0.8, "normal": 1.0, "wide": 1.25}
_SPACING: Mapping[Spacing, float] = {"tight": 0.8, "normal": 1.0, "airy": 1.25}
_AT_EDGES = frozenset(["side", "top", "bottom"])
# A bullet further off is a column of its own to machines; the others are no distances.
_FIXED = frozenset(["indent", "tightness", "window"])
# Text below this is hard to read on paper.
_SMALLEST = 9.0
# WCAG 2.2, 1.4.3: text against its ground.
_CONTRAST = 4.5


_USUAL = RenderOptions()
# Each on any page: they say which theme, what paper, how many pages, and where pages begin.
_TAKEN_BY_ALL = frozenset(["theme", "paper", "pages", "level", "breaks"])


def chosen(theme: ThemeSettings, options: RenderOptions) -> RenderOptions:
    """Return `options` with the theme's own form of dates where none was asked for.

    Settings that the theme does not take are as if they had not been made.
    """
    taken = _TAKEN_BY_ALL.union(theme.settings)
    left = {name: value for name, value in _USUAL if name not in taken}
    made = options.model_copy(update=left)
    return made.model_copy(update={"dates": made.dates or theme.dates})


def sizes(levels: Sequence[Level] | Sequence[LetterLevel], options: RenderOptions) -> list[Sizes]:
    """Return the sizes of each level as the person sets them.

    A text size of their own is the first level's; the tighter ones shrink with it, down to 9 pt.
    """
    scale = options.size / levels[0].size if options.size else 1.0
    return [_sized(level, scale, options) for level in levels]


def _sized(level: Level | LetterLevel, scale: float, options: RenderOptions) -> Sizes:
    found: Sizes = level.model_dump(exclude={"tightness"})
    for name, value in found.items():
        if name == "size":
            found[name] = max(min(_SMALLEST, value), round(scale * value, 3))
        elif name in _AT_EDGES:
            found[name] = value * _MARGINS[options.margins]
        elif name not in _FIXED:
            found[name] = value * _SPACING[options.spacing]
    return found


def readable(color: str) -> str:
    """Return a color ("#1f4e79"), darkened until it can be read as text on white."""
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    while _contrast_on_white(parts) < _CONTRAST:
        parts = [part * 19 // 20 for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _contrast_on_white(parts: Sequence[int]) -> float:
    """WCAG 2.2: contrast by relative luminance of sRGB."""
    red, green, blue = (_linear(part / 255) for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

"""Where fields stand on a page: read from the links that a preview carries, and taken off it."""

import re
from collections.abc import Iterator
from html import unescape

from resume_builder.features.rendering.ports import Place

# Typst writes a link as a transparent rectangle, moved by its own transform and those of the groups
# around it. What holds links is moved and never turned, so a place is a sum.
_MOVED = r'transform="translate\(([-\d.e]+)(?: ([-\d.e]+))?\)"'
_TAG = re.compile(
    rf"<(?:(/g>)|g[^>]*/>|(g)(?: {_MOVED})?"
    rf'|a (?:{_MOVED} )?href="f:([^"]*)"[^>]*><rect width="([\d.]+)" height="([\d.]+)")'
)
_LINK = re.compile(r"<a [^>]*><rect [^>]*/></a>")
# The glyphs, more than half of it, follow behind the page.
_GLYPHS = "<defs"
# A gap between pieces that is wider than this, in points, is more than one of words.
_GAP = 24.0

Box = tuple[float, float, float, float]


def without_links(svg: str) -> str:
    """Return a page's picture with no link in it."""
    return _LINK.sub("", svg)


def places_of(svg: str) -> tuple[Place, ...]:
    """Return where each field stands, in the order of the page; boxes of one line are one."""
    found: dict[str, list[Box]] = {}
    for path, box in _links(svg):
        boxes = found.setdefault(path, [])
        if boxes and _is_beside(boxes[-1], box):
            boxes[-1] = _around(boxes[-1], box)
        else:
            boxes.append(box)
    return tuple(
        Place(path, tuple(_rounded(box) for box in boxes)) for path, boxes in found.items()
    )


def _links(svg: str) -> Iterator[tuple[str, Box]]:
    x = y = 0.0
    around: list[tuple[float, float]] = []
    for tag in _TAG.finditer(svg, 0, svg.find(_GLYPHS) % (len(svg) + 1)):
        closes, opens, right, down, own_right, own_down, path, width, height = tag.groups()
        if closes:
            x, y = around.pop()
        elif opens:
            around.append((x, y))
            if right:
                x, y = x + float(right), y + float(down or 0)
        elif width:
            left, top = x + float(own_right or 0), y + float(own_down or 0)
            yield unescape(path), (left, top, float(width), float(height))


def _is_beside(a: Box, b: Box) -> bool:
    gap = max(a[0], b[0]) - min(a[0] + a[2], b[0] + b[2])
    shared = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return shared > min(a[3], b[3]) / 2 and gap < _GAP


def _around(a: Box, b: Box) -> Box:
    left, top = min(a[0], b[0]), min(a[1], b[1])
    right, bottom = max(a[0] + a[2], b[0] + b[2]), max(a[1] + a[3], b[1] + b[3])
    return (left, top, right - left, bottom - top)


def _rounded(box: Box) -> Box:
    x, y, width, height = (round(value, 1) for value in box)
    return (x, y, width, height)

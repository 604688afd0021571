"""Strips of text in a picture become words on a page, like those that a PDF holds."""

import re
from collections.abc import Iterator, Sequence
from math import atan2, cos, sin
from statistics import median

from resume_builder.adapters.documents.bullets import GLYPHS
from resume_builder.adapters.documents.ocr.strips import Point, Sight, Strip
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.segments import rows_of
from resume_builder.adapters.documents.pdf.sheets import Sheet

# Letters of a page that is text, and how sure the engine is of them on average: 0.9 and more on
# pages of which anything could be used, 0.6 where the print is blurred beyond reading.
_LEAST, _READABLE = 20, 0.75
# What a strip's text has of its size in height, measured over four fonts from 9 to 24 points.
_HEIGHT = 0.92
# Strips that are lower than most by less than the first part of it, or higher by less than the
# second, are of one size with them: words without descenders or capitals make lower strips.
_LOWER, _HIGHER = 0.42, 0.15
# A strip so many times wider than tall tells the slope of the page.
_LONG = 5.0
_PART = re.compile(r"[|｜·•]|[^\s|｜·•]+")
# Letters and digits that look alike, beside one of the other kind: "l1", "10O", "1a".
_ALIKE = re.compile(r"[lIiOo](?=\d)|(?<=\d)[lIO]|[01]+(?=[^\W\d_])")
# What was recognized is never as certain as what a file holds.
_MOST = 0.99
_TELLS, _CONFUSED = 0.97, 0.3
# From the middle of a line to the top and the bottom of its letters, in sizes.
_HALF = 0.6


def sheet_of(sight: Sight, scale: float) -> Sheet | None:
    """Return the page of a picture with `scale` pixels a point; None when it holds no text."""
    if not _is_text(sight.strips):
        return None
    rows = rows_of(words_of(sight, scale))
    return Sheet(rows, [], [], sight.height / scale, scanned=True)


def _is_text(strips: Sequence[Strip]) -> bool:
    """Tell whether strips are text: photographs and noise give little, and unsure."""
    chances = [
        chance
        for strip in strips
        for letter, chance in zip(strip.text, strip.chances, strict=False)
        if letter.isalnum()
    ]
    return len(chances) >= _LEAST and sum(chances) >= _READABLE * len(chances)


def words_of(sight: Sight, scale: float) -> list[Word]:
    """Return the words of a page in points, `scale` pixels each, set level."""
    slope = _slope(sight.strips)
    sizes = [_size(strip, sight.margin) for strip in sight.strips]
    body = _body(sight.strips, sizes)
    middle = sight.width / 2, sight.height / 2
    words: list[Word] = []
    for strip, size in zip(sight.strips, sizes, strict=True):
        level = [_turned(corner, middle, -slope) for corner in strip.corners]
        words += _words(strip, level, _evened(size, body), scale)
    return words


def _slope(strips: Sequence[Strip]) -> float:
    """Return the angle in which the text runs, in radians clockwise."""
    slopes = [
        atan2(b[1] - a[1], b[0] - a[0])
        for a, b, _, d in (strip.corners for strip in strips)
        if b[0] - a[0] > _LONG * (d[1] - a[1])
    ]
    return median(slopes) if slopes else 0.0


def _turned(point: Point, middle: Point, angle: float) -> Point:
    x, y = point[0] - middle[0], point[1] - middle[1]
    return (
        middle[0] + x * cos(angle) - y * sin(angle),
        middle[1] + x * sin(angle) + y * cos(angle),
    )


def _size(strip: Strip, margin: float) -> float:
    """Return the size of a strip's text in pixels."""
    a, _, _, d = strip.corners
    tall = ((d[0] - a[0]) ** 2 + (d[1] - a[1]) ** 2) ** 0.5
    return max(tall - margin, tall / 3) / _HEIGHT


def _body(strips: Sequence[Strip], sizes: Sequence[float]) -> float:
    """Return the size that most letters have."""
    letters = [size for strip, size in zip(strips, sizes, strict=True) for _ in strip.text]
    return median(letters) if letters else 1.0


def _evened(size: float, body: float) -> float:
    """Return a strip's size, that of most letters where it is near."""
    return body if (1 - _LOWER) * body <= size <= (1 + _HIGHER) * body else size


def _words(strip: Strip, corners: Sequence[Point], size: float, scale: float) -> Iterator[Word]:
    a, b, c, d = corners
    left, right = (a[0] + d[0]) / 2, (b[0] + c[0]) / 2
    middle = (a[1] + b[1] + c[1] + d[1]) / 4
    half = _half_advance(strip)
    for start, end in _parts(strip.text):
        x0 = left + max(strip.places[start] - half, 0.0) * (right - left)
        x1 = left + min(strip.places[end - 1] + half, 1.0) * (right - left)
        base = (middle + _HALF * size) / scale
        yield Word(
            strip.text[start:end],
            x0=x0 / scale,
            top=(middle - _HALF * size) / scale,
            x1=x1 / scale,
            bottom=base,
            base=base,
            size=size / scale,
            bold=False,
            italic=False,
            owner=0,
            space=True,
            certainty=_certainty(strip.text[start:end], strip.chances[start:end]),
        )


def _certainty(word: str, chances: Sequence[float]) -> float:
    """Return how sure the least sure character of a word is.

    Where a letter and a digit that look alike stand side by side, in "l1" or "0O", the neighbors
    cannot tell which is which: such a one must be surer than others.
    """
    least = min(*chances, _MOST)
    for found in _ALIKE.finditer(word):
        if min(chances[found.start() : found.end()], default=0.0) < _TELLS:
            return min(least, _CONFUSED)
    return least


def _half_advance(strip: Strip) -> float:
    """Return half of what a character takes of the strip's width."""
    steps = [b - a for a, b in zip(strip.places, strip.places[1:], strict=False) if b > a]
    return median(steps) / 2 if steps else 0.5


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The starts and ends of the words; signs that part, and list markers, are words of their own.

    The space beside such a sign is narrow, and often not seen.
    """
    for found in _PART.finditer(text):
        start, end = found.span()
        if end - start > 1 and text[start] in GLYPHS and not text[:start].strip():
            yield start, start + 1
            start += 1
        yield start, end

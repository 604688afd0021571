"""List marks that are drawn and not written: small shapes before lines, in a column of their own.

Marks of a timeline look alike, but stand far apart; rows of shapes are ornaments or ratings.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.objects import Box
from resume_builder.adapters.documents.pdf.segments import Levels

# Sides of a mark, and its distance from the text, in sizes of the text.
_SMALLEST, _LARGEST, _REACH = 0.15, 0.85, 2.6
# Marks of one list share their left edge to within so many points, and follow each other within
# so many sizes: three lines and a half.
_EDGE, _NEXT = 1.5, 4.5
# Nothing else is drawn or written so near on the left, and no other shape on the right, in sizes.
_ALONE = 1.0


def drawn_markers(shapes: Sequence[Box], words: Sequence[Word]) -> list[Word]:
    """Return a bullet, as a word, for each shape that marks a line."""
    if not shapes:
        return []
    levels = Levels(words)
    # Shapes are no taller than nine points, so those at a level stand near each other.
    shapes = sorted(shapes, key=itemgetter(1))
    tops = [shape[1] for shape in shapes]
    highest = max(shape[3] - shape[1] for shape in shapes)
    marked: list[tuple[Box, Word]] = []
    for shape in shapes:
        middle = (shape[1] + shape[3]) / 2
        level = slice(bisect_left(tops, middle - highest), bisect_right(tops, middle))
        if word := _marked(shape, shapes[level], levels.at(middle)):
            marked.append((shape, word))
    tops = [shape[1] for shape, _ in marked]
    listed: set[tuple[int, int]] = set()
    for shape, word in marked:
        reach = _NEXT * word.size
        near = slice(bisect_left(tops, shape[1] - reach), bisect_right(tops, shape[1] + reach))
        if any(_follow(shape, other, word.size) for other, _ in marked[near]):
            listed.add(_kind(shape))
    # One that stands alone marks a list too, where its like do: the list goes on elsewhere.
    return [_bullet(shape, word) for shape, word in marked if _kind(shape) in listed]


def _kind(shape: Box) -> tuple[int, int]:
    """Return what marks of one list share: left edge and width, in points."""
    return round(shape[0]), round(shape[2] - shape[0])


def _marked(shape: Box, shapes: Sequence[Box], row: Sequence[Word]) -> Word | None:
    """Return the first word of the line that a shape may mark.

    `row` are the words, `shapes` the shapes at its height.
    """
    x0, top, x1, bottom = shape
    middle, side = (top + bottom) / 2, max(x1 - x0, bottom - top)
    after = [word for word in row if 0 <= word.x0 - x1 <= _REACH * word.size]
    if not after:
        return None
    word = min(after, key=lambda w: w.x0)
    if word.text.endswith((":", "：")):  # a label stands for itself
        return None
    if not _SMALLEST * word.size <= side <= _LARGEST * word.size:
        return None
    near = _ALONE * word.size
    if any(-near <= w.x1 - x0 <= x1 - x0 for w in row if w is not word):
        return None
    crowd = (s for s in shapes if s is not shape and s[1] <= middle <= s[3])
    return None if any(s[0] <= x1 + near and x0 - near <= s[2] for s in crowd) else word


def _follow(shape: Box, other: Box, size: float) -> bool:
    """Tell whether two marks belong to one list."""
    apart = abs(shape[1] - other[1])
    return abs(shape[0] - other[0]) <= _EDGE and 0.5 * size < apart <= _NEXT * size


def _bullet(shape: Box, word: Word) -> Word:
    x0, _, x1, _ = shape
    return Word("•", x0, word.top, x1, word.bottom, word.base, word.size, False, False, 0)

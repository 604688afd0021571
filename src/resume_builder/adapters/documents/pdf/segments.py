"""Words become rows, and rows segments: runs of words with no wide gap inside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from resume_builder.adapters.documents.bullets import GLYPHS
from resume_builder.adapters.documents.pdf.glyphs import Word

# Words whose base lines differ by less than this part of the size stand in one row.
_SAME_BASE = 0.25
# Superscripts and subscripts ("4th") are smaller and stand farther off.
_SMALL, _SHIFTED = 0.85, 0.55
_SCRIPT_LENGTH = 4
# A gap wider than this part of the size ends a segment. Justified lines stay below it.
_WIDE, _WIDE_LARGE = 0.75, 0.5
# Larger letters are headings and names.
_TEXT_SIZE = 11.0
# A date beside a line of larger letters: the size of its own, how far it may stick out, and what
# it looks like.
_SMALLER, _LEVEL, _DATE_LENGTH = 0.9, 0.15, 34
_DATE = re.compile(r"(?:19|20)\d{2}")
# Farthest that a list marker stands before its text, in sizes.
_MARKER_REACH = 2.5


@dataclass(slots=True)
class Segment:
    """Words of one row, side by side."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)


Row = list[Segment]


class Levels:
    """The words of a page by height. Words that move later are found where they were."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = sorted(words, key=attrgetter("bottom"))
        self._bottoms = [word.bottom for word in self._words]
        self._tallest = max((word.bottom - word.top for word in words), default=0.0)

    def at(self, y: float) -> list[Word]:
        """Return the words that a level line at `y` crosses."""
        low = bisect_left(self._bottoms, y)
        high = bisect_right(self._bottoms, y + self._tallest)
        return [word for word in self._words[low:high] if word.top <= y <= word.bottom]


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return the rows of a page from the top, each with its segments from the left."""
    words = list(words)
    _seat_markers(words)
    rows: list[list[Word]] = []
    for word in sorted(words, key=attrgetter("base")):
        home = next((row for row in rows[:-4:-1] if _same_base(word, row[0])), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return [_segments(row) for row in _with_dates(_with_scripts(rows))]


def _with_dates(rows: list[list[Word]]) -> list[list[Word]]:
    """Put dates in smaller letters, level with the top of a larger line, at the end of that line.

    Browsers align what floats to the right by its top, and not by its base line.
    """
    moved: set[int] = set()
    for index, row in enumerate(rows):
        text = " ".join(word.text for word in sorted(row, key=attrgetter("x0")))
        if len(text) > _DATE_LENGTH or not _DATE.search(text):
            continue
        near = (i for i in range(max(index - 2, 0), min(index + 3, len(rows))) if i != index)
        home = next((i for i in near if i not in moved and _is_beside(row, rows[i])), None)
        if home is not None:
            for word in row:
                word.base = rows[home][0].base
            rows[home].extend(row)
            moved.add(index)
    return [row for index, row in enumerate(rows) if index not in moved]


def _is_beside(row: Sequence[Word], home: Sequence[Word]) -> bool:
    """Tell whether a row stands right of a line of larger letters, within its height."""
    slack = _LEVEL * row[0].size
    return (
        row[0].size < _SMALLER * home[0].size
        and min(w.x0 for w in row) > max(w.x1 for w in home)
        and min(w.top for w in row) > min(w.top for w in home) - slack
        and max(w.bottom for w in row) < max(w.bottom for w in home) + slack
    )


def _seat_markers(words: Sequence[Word]) -> None:
    """Put list markers on the base line of what they mark: small ones are often raised."""
    markers = [word for word in words if word.text in GLYPHS]
    if not markers:
        return
    levels = Levels(words)
    for marker in markers:
        middle = (marker.top + marker.bottom) / 2
        beside = [w for w in levels.at(middle) if 0 <= w.x0 - marker.x1 <= _MARKER_REACH * w.size]
        if beside:
            marked = min(beside, key=attrgetter("x0"))
            marker.base, marker.size = marked.base, marked.size
            marker.top, marker.bottom = marked.top, marked.bottom


def _same_base(word: Word, first: Word) -> bool:
    return abs(word.base - first.base) <= _SAME_BASE * min(word.size, first.size)


def _with_scripts(rows: list[list[Word]]) -> list[list[Word]]:
    """Put rows of superscripts and subscripts into the rows that they touch."""
    moved: set[int] = set()
    for index, row in enumerate(rows):
        if any(len(word.text) > _SCRIPT_LENGTH for word in row):
            continue
        near = (i for i in range(max(index - 3, 0), min(index + 4, len(rows))) if i != index)
        home = next((i for i in near if i not in moved and _touch_all(row, rows[i])), None)
        if home is not None:
            rows[home].extend(row)
            moved.add(index)
    return [row for index, row in enumerate(rows) if index not in moved]


def _touch_all(row: Sequence[Word], home: Sequence[Word]) -> bool:
    return all(any(_touches(word, other) for other in home) for word in row)


def _touches(small: Word, large: Word) -> bool:
    """Tell whether `small` is a raised or lowered part of the text at `large`."""
    reach = 0.25 * large.size
    return (
        small.size <= _SMALL * large.size
        and abs(small.base - large.base) <= _SHIFTED * large.size
        and large.x0 - reach <= small.x1
        and small.x0 <= large.x1 + reach
    )


def _segments(row: list[Word]) -> Row:
    row.sort(key=attrgetter("x0"))
    segments: Row = []
    open_words = [row[0]]
    for before, word in pairwise(row):
        wide = word.x0 - before.x1 > _wide(max(before.size, word.size))
        if wide and not (before is open_words[0] and before.text in GLYPHS):
            segments.append(segment_of(open_words))
            open_words = []
        open_words.append(word)
    segments.append(segment_of(open_words))
    return segments


def _wide(size: float) -> float:
    """Return how wide a gap ends a segment: large letters stand relatively closer."""
    return max(_WIDE * min(size, _TEXT_SIZE), _WIDE_LARGE * size)


def segment_of(words: list[Word]) -> Segment:
    """Return the segment of words that stand side by side."""
    leading = max(words, key=lambda w: len(w.text))
    return Segment(
        words,
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        base=leading.base,
        size=leading.size,
    )

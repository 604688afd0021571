"""The order in which a person reads a page, from geometry alone.

A page is cut where a vertical gutter runs between two columns that have lines of their own; what
stands above, left, right and below is cut again. Cells that share their base lines with the other
side (dates right of an employer, labels left of a list) are no columns: they stay in their rows.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from resume_builder.adapters.documents.pdf.segments import Row, Segment

# Columns nest three deep at most (a sidebar with two columns of its own).
_MAX_DEPTH = 6
# White space between columns, in points; narrower ones are wide word gaps.
_MIN_GUTTER = 5.0
# Left edges within this many points are one edge.
_EDGE = 2.5
_MAX_EDGES = 16
_MIN_LINES = 3
# Width in points of the strips that are searched for white, and the share of segments that may
# cross one.
_BIN = 2.0
# So many lines below both columns, so many sizes away, belong to what crosses below them.
_TAIL, _FAR = 3, 5.0
_MAX_BINS = 4000
_CROSSING = 0.12
# Base lines of neighbours in a row differ by less than this part of the size; those that were set
# as one row differ by less than the second.
_ROW = 0.3
_PAIRED = 0.15
# A block of its own may have two labels only.
_MIN_LABELS = 2
# Independent columns share base lines by chance only.
_INDEPENDENT = 0.6
# Share of the lines of a column that end at its right edge where it is set flush right.
_ALIGNED = 0.7
# A table with labels is the page's own order where it is so many times larger than columns in it.
_WHOLE = 2.5
# Share of its height that the text of a column fills; labels beside blocks fill less.
_LABELS = 0.2
_DATE = re.compile(
    r"(?:19|20)\d{2}|\d{1,2}[/.]\d{2,4}|\b(?:present|current|now|today|heute|actuel|presente"
    r"|actual|ahora|heden|oggi)\b|至今|现在|年",
    re.IGNORECASE,
)
_DATE_LENGTH = 34
# Share of dates in a column of them.
_MOST_DATES = 0.6
# Headings are larger than the text by this factor, or have so many capitals.
_LARGER, _CAPITALS = 1.12, 4

Block = list[Row]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter at `x` between two crossing rows, and what stands around it."""

    above: list[Segment]
    left: list[Segment]
    right: list[Segment]
    below: list[Segment]

    @property
    def size(self) -> int:
        return len(self.left) + len(self.right)


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """Return the blocks of a page in reading order, each with its rows."""
    segments = [segment for row in rows for segment in row]
    return [block for block in _cut(segments, _body_size(segments), 0) if block]


def _body_size(segments: Sequence[Segment]) -> float:
    """Return the size of most letters of a page."""
    letters: Counter[float] = Counter()
    for segment in segments:
        letters[round(segment.size, 1)] += segment.x1 > segment.x0 and len(segment.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _cut(segments: list[Segment], body: float, depth: int) -> list[Block]:
    """Cut at the best gutter, and each part again."""
    if not segments:
        return []
    if depth < _MAX_DEPTH and len(segments) >= 2 * _MIN_LINES:
        cuts = _cuts(segments)
        columns = [cut for cut in cuts if _are_columns(cut.left, cut.right, body)]
        labelled = [cut for cut in cuts if _are_labels(cut.left, cut.right)]
        columns = _apart_from_labels(columns, labelled)
        if columns:
            best = max(columns, key=lambda cut: _weight(cut, body))
            parts = (best.above, best.left, best.right, best.below)
            return [block for part in parts for block in _cut(part, body, depth + 1)]
        if labelled:
            best = max(labelled, key=lambda cut: cut.size)
            middle = _with_labels(best.left, best.right)
            above, below = (_cut(part, body, depth + 1) for part in (best.above, best.below))
            return [*above, *middle, *below]
    return [_rows(segments)]


def _apart_from_labels(columns: list[_Cut], labelled: Sequence[_Cut]) -> list[_Cut]:
    """Return the columns that are no part of a longer table with labels.

    Lines of a list stand farther right than the text around it, so that the labels beside it
    alone look like a column; a small table in a cell looks like columns too.
    """
    taken = {id(cut) for cut in columns}
    tables = [cut for cut in labelled if id(cut) not in taken]
    if not columns or not tables:
        return columns
    largest = max(table.size for table in tables)
    labels = [{id(segment) for segment in table.left} for table in tables]
    kept: list[_Cut] = []
    for cut in columns:
        inside = {id(segment) for segment in cut.left}
        if largest <= _WHOLE * cut.size and not any(inside < label for label in labels):
            kept.append(cut)
    return kept


def _weight(cut: _Cut, body: float) -> int:
    """Return how good a cut is: sections have headings on both sides of a gutter."""
    headed = all(any(_is_heading(s, body) for s in side) for side in (cut.left, cut.right))
    return cut.size * (2 if headed else 1)


def _is_heading(segment: Segment, body: float) -> bool:
    """Tell whether a segment is set larger than the text, or in capitals."""
    if segment.size >= _LARGER * body:
        return True
    text = segment.text
    return text.isupper() and sum(c.isalpha() for c in text) >= _CAPITALS


def _rows(segments: Sequence[Segment]) -> Block:
    """Group segments that stand side by side, from the top."""
    rows: Block = []
    for segment in sorted(segments, key=lambda s: s.base):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(segment.base - last.base) <= _ROW * min(
            segment.size, last.size
        ):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def _cuts(segments: Sequence[Segment]) -> list[_Cut]:
    """Every gutter worth a look: left edges that several segments share, and white strips."""
    counts = Counter(round(s.x0 / _EDGE) for s in segments)
    edges = {key: counts[key] + counts[key + 1] for key in counts}
    likely = sorted(edges, key=lambda key: (-edges[key], key))[:_MAX_EDGES]
    places: set[float] = set(_strips(segments))
    for key in likely:
        if edges[key] >= _MIN_LINES - 1:
            near = [s.x0 for s in segments if key <= round(s.x0 / _EDGE) <= key + 1]
            places.add(min(near))
    cuts: list[_Cut] = []
    before = (-1, -1)
    for x in sorted(places):
        sides = _sides_of(x, segments)
        # Farther right, no segment joins the right side or leaves the left one.
        sizes = len(sides.left), len(sides.right)
        if sizes != before:
            cuts += _cuts_of(sides, segments)
        before = sizes
    return cuts


def _strips(segments: Sequence[Segment]) -> list[float]:
    """The right ends of vertical strips that hardly any segment crosses.

    Lines of a centred column share no left edge, but the white beside them stays white.
    """
    low, high = min(s.x0 for s in segments), max(s.x1 for s in segments)
    bins = int((high - low) / _BIN) + 2
    if bins > _MAX_BINS:
        return []
    steps = [0] * (bins + 1)
    for segment in segments:
        steps[int((segment.x0 - low) / _BIN)] += 1
        steps[min(int((segment.x1 - low) / _BIN) + 1, bins)] -= 1
    covered = list(accumulate(steps))[:bins]
    places: list[float] = []
    for level in (1.0, 3.0, _CROSSING * len(segments)):
        for start, end in _white_runs(covered, level):
            left, right = low + start * _BIN, low + end * _BIN
            # A line that sticks out of its column belongs to it: the gutter ends before it.
            places += [right, min((s.x0 for s in segments if left < s.x0 <= right), default=right)]
    return places


def _white_runs(covered: Sequence[int], allowed: float) -> list[tuple[int, int]]:
    """The runs of bins that at most `allowed` segments cover, from first bin to the one after."""
    runs: list[tuple[int, int]] = []
    width = 0
    for index, count in enumerate(covered):
        if count <= allowed:
            width += 1
            continue
        if width * _BIN >= _MIN_GUTTER and index > width:
            runs.append((index - width, index))
        width = 0
    return runs


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands left and right of a gutter, and what crosses it."""

    left: list[Segment]
    right: list[Segment]
    crossing: list[Segment]


def _sides_of(x: float, segments: Sequence[Segment]) -> _Sides:
    """Part the segments at a gutter that ends at `x`."""
    left: list[Segment] = []
    right: list[Segment] = []
    crossing: list[Segment] = []
    for segment in segments:
        if segment.x0 >= x - 1.0:
            right.append(segment)
        elif segment.x1 <= x - _MIN_GUTTER:
            left.append(segment)
        else:
            crossing.append(segment)
    return _Sides(left, right, crossing)


def _cuts_of(parted: _Sides, segments: Sequence[Segment]) -> list[_Cut]:
    """The stretches of a gutter between the segments that cross it."""
    left, right, crossing = parted.left, parted.right, parted.crossing
    if len(left) < _MIN_LABELS or len(right) < _MIN_LINES:
        return []
    levels = sorted(segment.base for segment in crossing)
    sides: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for side, members in enumerate((left, right)):
        for segment in members:
            sides.setdefault(bisect_left(levels, segment.base), ([], []))[side].append(segment)
    return [
        _cut_between(number, part, levels, segments)
        for number, part in sides.items()
        if len(part[0]) >= _MIN_LABELS and len(part[1]) >= _MIN_LINES
    ]


def _cut_between(
    number: int,
    part: tuple[list[Segment], list[Segment]],
    levels: Sequence[float],
    segments: Sequence[Segment],
) -> _Cut:
    top = levels[number - 1] if number else float("-inf")
    part = _without_tail(part[0], part[1]), _without_tail(part[1], part[0])
    inside = {id(segment) for side in part for segment in side}
    around = [segment for segment in segments if id(segment) not in inside]
    above = [s for s in around if s.base <= top]
    below = [s for s in around if s.base > top]
    return _Cut(above, part[0], part[1], below)


def _without_tail(side: list[Segment], other: Sequence[Segment]) -> list[Segment]:
    """Leave out the last few lines of a side, far below its others and the other side's last.

    They are headings of what stands below them across the page.
    """
    end = max(segment.base for segment in other)
    bases = sorted({segment.base for segment in side})
    for upper, lower in reversed(list(pairwise(bases))):
        tail = [segment for segment in side if segment.base >= lower]
        far = _FAR * tail[0].size
        if len(tail) > _TAIL or lower - end <= far:
            break
        if lower - upper > far:
            return [segment for segment in side if segment.base < lower]
    return side


def _are_columns(left: Sequence[Segment], right: Sequence[Segment], body: float) -> bool:
    """Tell whether two sides of a gutter are read one after the other."""
    lefts, rights = _rows(left), _rows(right)
    if min(len(lefts), len(rights)) < _MIN_LINES:
        return False
    sparse, dense = sorted((lefts, rights), key=len)
    if _fill(sparse) < _LABELS or _are_side_headings(lefts, rights, body):
        return False
    # Headings stand alone in a column and in a table alike: the rows between them tell.
    plain = [row for row in sparse if not all(_is_heading(s, body) for s in row)] or sparse
    dated = _share_of_dates(plain) >= 0.5 or _dates_of_others(lefts, rights)
    if dated or _are_dates_beside(lefts, rights, body):
        return False
    if _paired(plain, dense) / len(plain) < _INDEPENDENT:
        return True
    if len(sparse) < 0.7 * len(dense) or len(left) + len(right) < 16 or _flush_right(left):
        return False
    weights = sorted(sum(len(s.text) for s in side) for side in (left, right))
    return weights[0] >= 0.25 * sum(weights)


def _are_side_headings(lefts: Block, rights: Block, body: float) -> bool:
    """Tell whether headings stand left of their sections, each beside the first line of text."""
    heads = [row for row in lefts if all(_is_heading(s, body) for s in row)]
    texts = [row for row in rights if not all(_is_heading(s, body) for s in row)]
    return (
        len(heads) >= _MIN_LINES
        and 2 * len(heads) > len(lefts)
        and len(_paired_rows(heads, texts, _ROW)) >= _ALIGNED * len(heads)
    )


def _flush_right(left: Sequence[Segment]) -> bool:
    """Tell whether lines end at one edge and begin at many: the labels of a form do."""
    ends = Counter(round(s.x1 / _EDGE) for s in left)
    begins = Counter(round(s.x0 / _EDGE) for s in left)
    return max(ends.values()) >= _ALIGNED * len(left) > max(begins.values())


def _are_dates_beside(lefts: Block, rights: Block, body: float) -> bool:
    """Tell whether the left side's rows, as far down as the right side reaches, are dates."""
    top, bottom = rights[0][0].base - body, rights[-1][0].base + body
    beside = [row for row in lefts if top <= row[0].base <= bottom]
    plain = [row for row in beside if not all(_is_heading(s, body) for s in row)]
    return len(plain) >= _MIN_LABELS and _share_of_dates(plain) > _MOST_DATES


def _are_labels(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Tell whether the left side labels the right one: fewer, shorter rows beside blocks."""
    lefts, rights = _rows(left), _rows(right)
    if len(lefts) * 1.2 > len(rights):
        return False
    if max(s.x1 for s in left) - min(s.x0 for s in left) > 1.1 * (
        max(s.x1 for s in right) - min(s.x0 for s in right)
    ):
        return False
    clusters = len(_clusters(lefts, rights))
    return _paired(lefts, rights) < len(lefts) or _MIN_LABELS <= clusters < len(lefts)


def _paired(lefts: Block, rights: Block) -> int:
    """Count the rows of the shorter side that share a base line with the other side."""
    few, many = sorted((lefts, rights), key=len)
    return len(_paired_rows(few, many))


def _paired_rows(few: Block, many: Block, reach: float = _PAIRED) -> set[int]:
    """Return which rows of `few` share a base line with a row of `many`, within `reach` sizes."""
    bases = sorted(row[0].base for row in many)
    found: set[int] = set()
    for index, row in enumerate(few):
        place = bisect_left(bases, row[0].base)
        near = bases[max(place - 1, 0) : place + 1]
        if any(abs(base - row[0].base) <= reach * row[0].size for base in near):
            found.add(index)
    return found


def _fill(rows: Block) -> float:
    """Return the share of their height that rows fill."""
    span = rows[-1][0].base - rows[0][0].base + rows[0][0].size
    return sum(row[0].size for row in rows) / span if span > 0 else 1.0


def _share_of_dates(rows: Block) -> float:
    texts = [" ".join(s.text for s in row) for row in rows]
    dates = sum(len(text) <= _DATE_LENGTH and bool(_DATE.search(text)) for text in texts)
    return dates / len(texts)


def _dates_of_others(left: Block, right: Block) -> bool:
    """Tell whether the left side's dates stand beside rows of the right, which has none itself."""
    dated = [row for row in left if _share_of_dates([row])]
    if len(dated) < _MIN_LABELS or _share_of_dates(right):
        return False
    return _paired(dated, right) >= _INDEPENDENT * len(dated)


def _with_labels(left: Sequence[Segment], right: Sequence[Segment]) -> list[Block]:
    """Put each label before, or into, the first row of the block that it stands beside."""
    rights = _rows(right)
    labels = _clusters(_rows(left), rights)
    starts = _starts(labels, rights)
    bands = [rights[a:b] for a, b in pairwise((*starts, len(rights)))]
    rows: Block = rights[: starts[0]]
    for label, band in zip(labels, bands, strict=True):
        if band and _starts_with(label, band[0]):
            merged = [segment for row in label for segment in row]
            rows.append([*merged, *band[0]])
            rows += band[1:]
        else:
            rows += [*label, *band]
    return [rows]


def _starts_with(label: Block, row: Row) -> bool:
    """Tell whether a label's first row is beside `row`."""
    return abs(label[0][0].base - row[0].base) <= _ROW * 1.5 * row[0].size


def _clusters(rows: Block, rights: Block) -> list[Block]:
    """Group the rows of each label: those that follow without white space and go on with it.

    A row with a row of its own on the right is a label of its own, unless its text goes on.
    """
    paired = _paired_rows(rows, rights)
    clusters: list[Block] = [[rows[0]]]
    for index, (before, row) in enumerate(pairwise(rows), start=1):
        small, large = sorted((before[0].size, row[0].size))
        near = row[0].base - before[0].base <= 1.45 * large and large <= _LARGER * small
        if near and (index not in paired or _goes_on(before[-1].text, row[0].text)):
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return clusters


def _goes_on(text: str, after: str) -> bool:
    """Tell whether a cell's text goes on in its next line."""
    return text[-1] in "-–—,/(&" or after[0].islower()


def _starts(labels: Sequence[Block], rights: Block) -> list[int]:
    """Share the rows of the right side out among the labels: where each label's rows begin.

    A label beside a row begins there; one centred on its block begins after the widest white
    space between the label before and it. What stands below all of them labels none.
    """
    starts: list[int] = []
    above = float("-inf")
    places = _Places(rights)
    for label in labels:
        starts.append(max(places.start_of(above, label), starts[-1] if starts else 0))
        above = label[-1][0].base
    return starts


class _Places:
    """The rows beside labels, by their base lines."""

    def __init__(self, rows: Block) -> None:
        self._rows = rows
        self._bases = [row[0].base for row in rows]
        self._gaps = [b - a for a, b in pairwise(self._bases)]
        self._widest = 1.2 * sorted(self._gaps)[len(self._gaps) // 2] if self._gaps else 0.0
        self._reach = _ROW * 1.5 * max(row[0].size for row in rows)

    def start_of(self, low: float, label: Block) -> int:
        """Return the row where a label's rows begin, given the base line of the label above."""
        base, bases = label[0][0].base, self._bases
        for index in range(bisect_left(bases, base - self._reach), len(bases)):
            if bases[index] > base + self._reach:
                break
            if abs(bases[index] - base) <= _ROW * 1.5 * self._rows[index][0].size:
                return index
        if base > bases[-1]:
            return len(bases)
        best, widest = bisect_right(bases, low), self._widest
        for index in range(best, len(bases)):
            above = bases[index - 1] if index else base
            if above > base:
                break
            if index and self._gaps[index - 1] > widest:
                best, widest = index, self._gaps[index - 1]
        return best

"""Headings left of their section, on the line of its first row, become lines of their own.

They are set larger than that row, which begins at the left edge of the section's text.
"""

from collections import Counter
from collections.abc import Sequence

from resume_builder.adapters.documents.pdf.segments import Row

# Left edges within this many points are one edge.
_EDGE = 2.5
# A heading is larger than the text beside it by this factor.
_LARGER = 1.12
# The text's left edge is that of at least so many rows.
_MIN_ROWS = 4


def titles_apart(block: Sequence[Row]) -> list[Row]:
    """Return the rows of a block, each heading beside its section's first row before that row."""
    starts = Counter(round(row[0].x0) for row in block)
    edge, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _MIN_ROWS:
        return list(block)
    rows: list[Row] = []
    for row in block:
        if len(row) > 1 and _is_title(row, edge):
            rows += [row[:1], row[1:]]
        else:
            rows.append(row)
    return rows


def _is_title(row: Row, edge: int) -> bool:
    """Tell whether a row's first segment stands left of the text's edge, and is a heading."""
    first, second = row[0], row[1]
    return (
        first.x1 < edge and abs(second.x0 - edge) <= _EDGE and first.size >= _LARGER * second.size
    )

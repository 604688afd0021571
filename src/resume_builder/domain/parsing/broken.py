"""Ranges of dates that lines or table cells broke are made whole."""

from collections.abc import Sequence
from dataclasses import replace

from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.periods import Period, find_periods
from resume_builder.domain.vocabulary import Vocabulary, fold

# The rest of a date that broke over two lines is no longer than this, the line above than that.
_SHORT, _LONG = 40, 300
# A longer cell holds more than an end of a range.
_DATE_LENGTH = 20


def dates_joined(rows: list[Row], v: Vocabulary) -> list[Row]:
    """Join ranges that lines broke, and put a date beside a list item's head.

    A range runs over the left column of two or three rows, or over the end of a line.
    """
    out: list[Row] = []
    for original in _column_joined(rows, v):
        row, above = original, out[-1] if out else None
        if above is None:
            out.append(row)
            continue
        if _are_ends(above, row, v):
            out[-1] = _with_cells(above, [f"{above.text} – {row.text}"])
            out[-1] = replace(out[-1], lines=(*above.lines, *row.lines), end=row.end)
            continue
        if _breaks_range(above, row, v):
            out[-1] = _with_rest(above, row)
            continue
        if row.bullet and not above.bullet and _is_date_beside(row, above, v):
            out[-1] = _with_cells(above, [*above.cells, *row.cells[-1:]])
            row = _with_cells(row, row.cells[:-1])
        out.append(row)
    return out


def _column_joined(rows: list[Row], v: Vocabulary) -> list[Row]:
    """Join a range that runs over the left column of two or three rows."""
    out: list[Row] = []
    left = list(rows)
    while left:
        row = left.pop(0)
        for count in (1, 2):
            below = left[:count]
            if len(below) < count or len(row.cells) < 2 or not _in_column(row, below):
                break
            upper = " ".join([row.cells[0], *(r.cells[0] for r in below[:-1])])
            if whole := _stacked_range(upper, below[-1].cells[0], v):
                row = _with_cells(row, [whole, *row.cells[1:]])
                level = next((r.level for r in left[count : count + 1] if r.bullet), row.level)
                left[:count] = [_undated(r, level) for r in below if len(r.cells) > 1]
                break
        out.append(row)
    return out


def _undated(row: Row, level: int) -> Row:
    """Return the row without the first cell, a list item where a mark opens the second.

    `level` is that of the list's other items: the mark stood behind the date.
    """
    rest = _with_cells(row, row.cells[1:])
    level = level if row.marked else row.level
    return replace(rest, bullet=row.bullet or row.marked, marked=False, level=level)


def _in_column(row: Row, below: list[Row]) -> bool:
    """Tell whether rows have a short first cell below that of `row`, or are nothing else."""
    beside = [r for r in below if len(r.cells) == 1]
    return all(
        len(r.cells[0]) < _DATE_LENGTH and r.size and r.indent < row.indent + 4 * r.size
        for r in beside
    )


def _stacked_range(upper: str, lower: str, v: Vocabulary) -> str:
    """Return the range in two cells of a column: "Mars 2016" above "à ce jour", or a broken one."""
    plain = find_periods(upper.rstrip(" -–—"), v.dates)
    whole_above = bool(plain) and plain[0].ranged and not lower.startswith(("年", "月"))
    if len(upper) + len(lower) > 48 or len(plain) > 1 or whole_above:
        return ""
    for sign in (" ", " – "):
        whole = f"{upper.rstrip(' -–—') if sign != ' ' else upper}{sign}{lower.lstrip(' -–—')}"
        found = find_periods(whole, v.dates)
        if len(found) == 1 and found[0].ranged and found[0].stop - found[0].begin == len(whole):
            return whole if not _reversed(found[0]) else f"{lower} – {upper}"
    whole = f"{lower} – {upper}"
    end_first = next(iter(find_periods(whole, v.dates)), None)
    if end_first and end_first.ranged and end_first.end and end_first.end.present:
        return whole if end_first.stop - end_first.begin == len(whole) else ""
    return ""


def _reversed(period: Period) -> bool:
    """Tell whether a range names its end first: timelines that run up the page do."""
    start, end = period.start, period.end
    if start is None or end is None or end.present or start.year is None or end.year is None:
        return False
    return (start.year, start.month or 0) > (end.year, end.month or 0)


def _are_ends(above: Row, row: Row, v: Vocabulary) -> bool:
    """Tell whether two lines are a date each and no more, the earlier one above."""
    if row.style != above.style or row.block != above.block or row.bullet or above.bullet:
        return False
    if max(len(above.text), len(row.text)) > _DATE_LENGTH:
        return False
    dates: list[tuple[int, int]] = []
    for text in (above.text, row.text):
        period = next(iter(find_periods(text, v.dates)), None)
        whole = period is not None and period.stop - period.begin == len(text)
        if period is None or not whole or period.ranged or period.end is None:
            return False
        dates.append((period.end.year or 0, period.end.month or 0))
    return dates[0][0] > 0 and dates[0] <= dates[1]


def _is_date_beside(row: Row, head: Row, v: Vocabulary) -> bool:
    """Tell whether the right cell of an entry's first list item is the date its head lacks."""
    if len(row.cells) < 2:
        return False
    right = row.cells[-1]
    period = next(iter(find_periods(right, v.dates)), None)
    whole = period is not None and period.ranged and period.stop - period.begin == len(right)
    return whole and not find_periods(head.text, v.dates)


def _breaks_range(above: Row, row: Row, v: Vocabulary) -> bool:
    """Tell whether a line broke within a range: "May" above "2009 – May 2012", "2012 –" above."""
    if row.bullet or row.heading or len(row.cells) > 1 or len(row.text) > _SHORT:
        return False
    if len(above.text) > _LONG:
        return False
    last = above.text.rsplit(maxsplit=1)[-1].strip("(")
    dash = above.text[-1] in "-–—"
    if not dash and fold(last).strip(".") not in v.dates.months:
        return False
    if row.block == above.block and (row.size != above.size or row.bold != above.bold):
        return False
    whole = f"{above.text} {row.text}"
    inside = len(above.text)
    periods = find_periods(whole, v.dates)
    return any(p.ranged and p.begin < inside < p.stop and _at_edge_of(whole, p) for p in periods)


def _at_edge_of(text: str, period: Period) -> bool:
    """Tell whether a text ends in a period, but for signs."""
    return not text[period.stop :].strip(" )）].,|")


def _with_rest(row: Row, rest: Row) -> Row:
    """Return a row with the rest of its last cell, which stood on the line below."""
    cells = [*row.cells[:-1], f"{row.cells[-1]} {rest.text}"]
    lines = (*row.lines, *rest.lines)
    return replace(_with_cells(row, cells), lines=lines, end=rest.end, x1=rest.x1)


def _with_cells(row: Row, cells: Sequence[str]) -> Row:
    return replace(row, cells=tuple(cells), text=" ".join(cells))

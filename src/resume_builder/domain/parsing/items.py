"""Rows of a section become items: head lines, list items, and prose; wrapped lines joined."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from resume_builder.domain.parsing.broken import dates_joined
from resume_builder.domain.parsing.rows import Row, joined
from resume_builder.domain.parsing.signals import is_prose, label_of, title_score
from resume_builder.domain.periods import Period, find_periods
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase

# A second line this many points to the right of the first hangs below it.
_HANGING = 4.0
# Paragraphs stand so many lines further apart than the lines within.
_APART = 0.3
# A column narrower than so many sizes breaks heads.
_NARROW = 26.0
Kind = Literal["head", "bullet", "prose"]


@dataclass(slots=True)
class Item:
    """One or more rows that are one statement. `period` is a date that stands at its edge.

    `stacked` says that the rows are lines of their own, not one wrapped text. `notes` are remarks
    below.
    """

    kind: Kind
    rows: list[Row]
    period: Period | None = None
    stacked: bool = False
    compounds: frozenset[str] = frozenset()
    notes: list["Item"] = field(default_factory=list["Item"])

    @property
    def text(self) -> str:
        """The rows' text in one piece."""
        return joined([r.text for r in self.rows], self.compounds)

    @property
    def row(self) -> Row:
        """The first row."""
        return self.rows[0]

    @property
    def span(self) -> Span:
        """From the first row to the last."""
        rows = [*self.rows, *(row for note in self.notes for row in note.rows)]
        return Span(self.rows[0].start, max(r.end for r in rows))


def items_of(rows: list[Row], v: Vocabulary) -> list[Item]:
    """Return the rows as items, in order."""
    items: list[Item] = []
    for row in dates_joined(rows, v):
        period = edge_period(row, v)
        if items and _wraps(items[-1], row, period):
            items[-1].rows.append(row)
            items[-1].period = items[-1].period or period
            continue
        if items and _continues(items[-1], row, period, v):
            items[-1].rows.append(row)
            continue
        items.append(Item(_kind(row, period, v), [row], period, compounds=v.compounds))
    for item in items:
        if len(item.rows) > 1 and item.kind == "head" and not item.period and is_prose(item.text):
            item.kind = "prose"
    if not any(i.period for i in items if i.kind == "head"):
        _promote(items, v)
    return items


def _kind(row: Row, period: Period | None, v: Vocabulary) -> Kind:
    if row.bullet and period and period.ranged and period.begin == 0 and len(row.cells) > 1:
        return "head"  # signs mark the entries, and dates stand left of them
    if row.bullet:
        numbered_title = row.numbered and title_score(row.text, v) >= 1 and len(row.text) < 60
        return "head" if numbered_title else "bullet"
    if row.heading or (period and (period.ranged or len(row.text) < 100)):
        return "head"
    if phrase(label_of(row.text)[0]) in v.tool_labels:
        return "prose"
    return "prose" if is_prose(row.text) else "head"


def _promote(items: list[Item], v: Vocabulary) -> None:
    """Where the only dates stand on list items, those items are the entries' heads."""
    dated = [i for i in items if i.kind == "bullet" and i.period and len(i.text) < 120]
    if dated and any(title_score(i.text, v) >= 0.7 for i in dated):
        for item in dated:
            item.kind = "head"


def edge_period(row: Row, v: Vocabulary) -> Period | None:
    """Return the date that stands at an edge of the row or of one of its cells, ranges first."""
    found = [p for p in find_periods(row.text, v.dates) if _at_edge(row, p)]
    return next((p for p in found if p.ranged), found[0] if found else None)


def _at_edge(row: Row, period: Period) -> bool:
    before = row.text[: period.begin].rstrip(" (（[")
    after = row.text[period.stop :].lstrip(" )）]")
    if not before or not after or before[-1] in "|•·–—,;:/-，：" or after[0] in "|•·–—,;:/，：":
        return True
    written = row.text[period.begin : period.stop]
    return any(cell.startswith(written) or cell.endswith(written) for cell in row.cells)


def _continues(item: Item, row: Row, period: Period | None, v: Vocabulary) -> bool:
    """Tell whether `row` goes on with the sentence of `item`."""
    last = item.rows[-1]
    if row.bullet or row.heading or (item.kind == "head" and _is_new_line(last, row)):
        return False
    if last.edge <= 0 and row.size:
        return False
    lower = row.text[0].islower()
    if last.text[-1] in "-\u00ad" and lower and len(last.cells) == 1:
        return True
    if _set_off(item, last, row, period):
        return False
    if item.kind == "head":
        words = last.text.split()
        open_end = last.text[-1] in ",&(/" or fold(words[-1]) in v.connectors
        open_end = open_end or (len(words) > 4 and words[-1].isdigit() and item.period is None)
        told = open_end or (len(words) > 4 and lower) or _hangs(item, row)
        told = told or _beside_date(item, row)
        return told and len(row.cells) == 1 and overflowed(item, last, row)
    return (lower and (item.kind == "bullet" or last.wide)) or overflowed(item, last, row)


def _wraps(item: Item, row: Row, period: Period | None) -> bool:
    """Tell whether a head's line had no room for the rest, which is set alike close below."""
    last = item.rows[-1]
    alike = row.style == last.style and row.block == last.block and row.page == last.page
    single = len(row.cells) == 1 and len(last.cells) == 1 and abs(row.indent - last.indent) < 1
    if item.kind != "head" or row.bullet or row.heading or not (alike and single):
        return False
    if item.period and (period or item.period.stop == len(last.text)):
        return False
    # Lines of a wide column that are set as usual text are lines of a list.
    if row.edge - row.indent > _NARROW * row.size and not (row.caps or row.bold):
        return False
    dated_first = period is not None and period.begin == 0
    close = bool(row.size) and row.gap + _APART < item.row.gap
    # The column's edge is sure only where two other lines reach farther.
    inside = last.x1 < last.edge - 1
    return close and not dated_first and inside and overflowed(item, last, row)


def _is_new_line(last: Row, row: Row) -> bool:
    """Tell whether the cells or the slant of a head's row part it from the one above."""
    return len(row.cells) > 1 or (row.italic != last.italic and len(last.cells) > 1)


def _hangs(item: Item, row: Row) -> bool:
    """Tell whether a row hangs below a labelled list: "Tools: a, b" and the rest of it."""
    labelled = label_of(item.row.text)[0] and not label_of(row.text)[0]
    return bool(labelled and row.size) and row.indent > item.row.indent + _HANGING


def _beside_date(item: Item, row: Row) -> bool:
    """Tell whether a row stands in the column beside a date, below the text that began there.

    Title and employer with a comma between them run over; a title alone has its employer below.
    """
    first, period = item.row, item.period
    if period is None or period.begin > 0 or len(first.cells) != 2 or not row.size:
        return False
    if item.rows[-1].text.endswith(".") or ", " not in first.cells[-1]:
        return False
    dated = len(first.text) - len(" ".join(first.cells[1:])) - 1
    return period.stop >= dated - 2 and row.indent > first.indent + 1.5 * row.size


def _set_off(item: Item, last: Row, row: Row, period: Period | None) -> bool:
    """Tell whether white space or a date of its own parts the row from the item above."""
    lower = row.text[0].islower()
    moved = row.block != last.block or row.page != last.page
    if row.blank and not (moved and lower and item.kind != "head"):
        return True
    # Months are written small in half of the languages, so a small letter proves nothing here.
    if period and period.ranged and (period.begin == 0 or len(row.cells) > 1):
        return True
    if row.size and not moved and row.indent < item.row.indent - 20 and not _runs_under(item, row):
        return True
    return period is not None and not (lower and last.wide)


def _runs_under(item: Item, row: Row) -> bool:
    """Tell whether a list item's text goes on below its marker: items stand further apart."""
    return item.kind == "bullet" and row.style == item.row.style and row.gap + _APART < item.row.gap


def overflowed(item: Item, last: Row, row: Row) -> bool:
    """Tell whether the line broke because the next word had no room on it."""
    if last.edge <= 0 or row.size != last.size or (row.bold and not last.bold):
        return False
    first_gap = item.rows[1].gap if len(item.rows) > 1 else row.gap
    if row.size and row.gap > first_gap + 0.2:
        return False
    if item.kind == "bullet" and row.indent < item.row.indent - 1 and not _runs_under(item, row):
        return False
    if item.kind == "bullet" and not row.size and row.indent > item.row.indent:
        return True
    per_letter = (last.x1 - last.indent) / max(1, len(last.text)) if last.size else 1.0
    if not row.size and last.text[-1] in ".!?" and row.text[0].isupper():
        return False
    word = row.text[:1] if CJK.match(row.text) else row.text.split()[0]
    floor = 0 if row.size else 50
    return last.x1 > floor and last.x1 + per_letter * (len(word) + 1) > last.edge * 0.985


def grouped(items: list[Item], starts: Callable[[int], bool]) -> list[list[Item]]:
    """Cut `items` before each position for which `starts` holds."""
    groups: list[list[Item]] = []
    for at, item in enumerate(items):
        if not groups or starts(at):
            groups.append([])
        groups[-1].append(item)
    return groups

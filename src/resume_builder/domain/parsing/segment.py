"""Items become entries: each date belongs to one entry, whose head stands around it.

Where an entry begins is told by white space, by the look of the first entry's first line, and by
how many lines stand before the date in the first entry, for people repeat their own pattern.
"""

from collections import Counter
from itertools import pairwise

from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.parsing.signals import (
    label_of,
    org_score,
    place_score,
    title_score,
)
from resume_builder.domain.vocabulary import Vocabulary, phrase

MOST_LEAD = 4
# Points by which a line that divides a section is larger than the lines below.
_LARGER = 0.4


def segment(items: list[Item], v: Vocabulary, *, undated: bool) -> list[list[Item]]:
    """Return the items by entry. `undated` lets a head without a date open an entry too."""
    anchors = [i for i, item in enumerate(items) if item.kind == "head" and item.period]
    if not anchors:
        return _by_look(items, v)
    if _dated_above(items, anchors):
        return [items[a:b] for a, b in pairwise([*anchors, len(items)])]
    left_dated = _left_dated(items, anchors, v)
    if left_dated:
        items, anchors = _without_subheads(items, anchors, v)
    lead = 0 if left_dated else _usual_lead(items, anchors)
    first = max(0, anchors[0] - lead) if lead < anchors[0] <= MOST_LEAD else 0
    model = items[max(0, anchors[0] - lead)]
    starts = {0 if _belongs(items, first) else first}
    for before, at in pairwise(anchors):
        starts.add(_start(items, before, at, lead, model.row))
    starts |= _undated_starts(items, starts, model, v, undated=undated)
    cuts = sorted({0, *starts})
    return [items[a:b] for a, b in zip(cuts, [*cuts[1:], len(items)], strict=True)]


def _dated_above(items: list[Item], anchors: list[int]) -> bool:
    """Tell whether every entry begins with a line that is its date, above the heading it has."""
    return anchors[0] == 0 and all(
        at + 1 < len(items)
        and items[at + 1].kind == "head"
        and items[at + 1].row.heading > items[at].row.heading
        and not items[at + 1].period
        and _is_date(items[at])
        for at in anchors
    )


def _is_date(item: Item) -> bool:
    """Tell whether an item is a date and nothing else."""
    period = item.period
    return bool(period) and not (item.text[: period.begin] + item.text[period.stop :]).strip(" :,")


def _left_dated(items: list[Item], anchors: list[int], v: Vocabulary) -> bool:
    """Tell whether dates stand in a column of their own at the left, each opening its entry."""
    if _titled_above(items, anchors):
        return False
    opening = 0
    for at in anchors:
        item = items[at]
        period = item.period
        rest = item.text[period.stop :].strip(" |,·•-–—:()") if period else ""
        opening += bool(period and period.begin == 0 and rest and place_score(rest, v) < 1)
    return opening > 0.6 * len(anchors) and not _all_headed(items, anchors, v)


def _all_headed(items: list[Item], anchors: list[int], v: Vocabulary) -> bool:
    """Tell whether a larger line stands above every date: those are the entries' own names.

    Above a single date it may divide the section, unless it names a title or an employer.
    """
    above = [items[at - 1] for at in anchors if at and _is_larger(items[at - 1], items[at])]
    named = any(max(title_score(i.text, v), org_score(i.text, v)) >= 0.7 for i in above)
    return len(above) == len(anchors) and (len(above) > 1 or named)


def _is_larger(upper: Item, lower: Item) -> bool:
    """Tell whether an undated head line is set larger than the one below, or as a heading."""
    if upper.kind != "head" or upper.period:
        return False
    return upper.row.size > lower.row.size + _LARGER or upper.row.heading > lower.row.heading


def _titled_above(items: list[Item], anchors: list[int]) -> bool:
    """Tell whether two lines or more lead up to most dates that follow a list or prose.

    One line may divide the section; two are title and employer.
    """
    leads: list[int] = []
    for number, at in enumerate(anchors):
        before = anchors[number - 1] if number else -1
        first = _run(items, before, at)
        if first - 1 > before or number == 0:
            leads.append(at - first)
    return sum(lead > 1 for lead in leads) > 0.5 * len(leads)


def _without_subheads(
    items: list[Item], anchors: list[int], v: Vocabulary
) -> tuple[list[Item], list[int]]:
    """Leave out larger lines above a date at the left: they divide the section, no more."""
    dropped = {
        at - 1
        for at in anchors
        if at
        and items[at - 1].kind == "head"
        and not items[at - 1].period
        and (
            items[at - 1].row.size > items[at].row.size + _LARGER
            or phrase(items[at - 1].text) in v.headings
        )
    }
    kept = [item for n, item in enumerate(items) if n not in dropped]
    return kept, [i for i, item in enumerate(kept) if item.kind == "head" and item.period]


def _belongs(items: list[Item], first: int) -> bool:
    """Tell whether what stands before the first entry's pattern is its own first line."""
    return all(item.kind == "head" for item in items[:first])


def _run(items: list[Item], before: int, at: int) -> int:
    """Return the first of the head lines that reach down to the date at `at`."""
    first = at
    while first - 1 > before and items[first - 1].kind == "head" and at - first < MOST_LEAD:
        first -= 1
    return first


def _usual_lead(items: list[Item], anchors: list[int]) -> int:
    """How many head lines stand before a date, in most entries.

    Below a list or prose the count is sure; between heads the widest white space tells.
    """
    votes: Counter[int] = Counter()
    for number, at in enumerate(anchors):
        before = anchors[number - 1] if number else -1
        first = _run(items, before, at)
        if first - 1 > before or number == 0:
            votes[at - first] += 2
            continue
        gaps = [items[k].row.gap for k in range(first, at + 1)]
        if max(gaps) > min(gaps) + 0.2:
            votes[len(gaps) - 1 - gaps.index(max(gaps))] += 1
    # The smallest of equally frequent counts: lines before it may be a heading's.
    return min(votes, key=lambda lead: (-votes[lead], lead)) if votes else 0


def _start(items: list[Item], before: int, at: int, lead: int, model: Row) -> int:
    """Return where the entry of the date at `at` begins, after the date at `before`."""
    first = _run(items, before, at)
    widest = max(items[k].row.gap for k in range(first, at + 1)) or 1.0
    best, best_score, inner = at, float("-inf"), 0.0
    for k in range(at, first - 1, -1):
        row = items[k].row
        score = 1.0 * ((at - k) == lead) - 0.5 * abs((at - k) - lead)
        score += 1.8 * (row.gap - inner) / widest + 1.5 * bool(row.heading)
        score += 1.2 * (row.style == model.style and row.style != items[k - 1].row.style)
        score += 0.6 * (items[k - 1].kind != "head")
        if score > best_score:
            best, best_score = k, score
        inner = max(inner, row.gap)
    return best


def _undated_starts(
    items: list[Item], starts: set[int], model: Item, v: Vocabulary, *, undated: bool
) -> set[int]:
    """Heads without a date that open an entry: they follow a list or prose, and look the part."""
    found: set[int] = set()
    for at in range(1, len(items)):
        item = items[at]
        if item.kind != "head" or items[at - 1].kind == "head" or at in starts:
            continue
        end = at
        while end < len(items) and items[end].kind == "head":
            end += 1
        if any(items[k].period or k in starts for k in range(at, end)):
            continue
        if phrase(label_of(item.text + ":")[0]) in v.body_labels | v.tool_labels:
            continue
        alike = item.row.style == model.row.style and item.row.style != items[at - 1].row.style
        named = title_score(item.text, v) >= 1 or org_score(item.text, v) >= 1
        if (alike or item.row.heading or item.row.blank) and (undated or named):
            found.add(at)
    return found


def _by_look(items: list[Item], v: Vocabulary) -> list[list[Item]]:
    """Cut where no dates help: at heads that follow a list, prose, or white space."""
    groups: list[list[Item]] = []
    bold = any(i.row.bold for i in items if i.kind == "head")
    for at, item in enumerate(items):
        above = items[at - 1] if at else None
        opens = above is None
        if above is not None and item.kind == "head":
            label = phrase(label_of(item.text)[0] or item.text.rstrip(": "))
            opens = above.kind != "head" or item.row.blank
            opens = opens or (bold and item.row.bold and not above.row.bold)
            opens = opens and label not in v.body_labels | v.tool_labels
        if opens:
            groups.append([])
        groups[-1].append(item)
    return groups

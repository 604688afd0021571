"""Items become entries: each date belongs to one entry, whose head stands around it.

Where an entry begins is told by white space, by the look of the first entry's first line, and by
how many lines stand before the date in the first entry, for people repeat their own pattern.
"""

from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.parsing.signals import label_of, org_score, title_score
from resume_builder.domain.vocabulary import Vocabulary, phrase

MOST_LEAD = 4


def segment(items: list[Item], v: Vocabulary, *, undated: bool) -> list[list[Item]]:
    """Return the items by entry. `undated` lets a head without a date open an entry too."""
    anchors = [i for i, item in enumerate(items) if item.kind == "head" and item.period]
    if not anchors:
        return _by_look(items, v)
    starts = {0}
    lead = _lead(items, anchors[0])
    model = items[max(0, anchors[0] - lead)]
    for before, at in zip(anchors, anchors[1:], strict=False):
        starts.add(_start(items, before, at, lead, model.row))
    starts |= _undated_starts(items, starts, model, v, undated=undated)
    cuts = sorted(starts)
    return [items[a:b] for a, b in zip(cuts, [*cuts[1:], len(items)], strict=True)]


def _lead(items: list[Item], anchor: int) -> int:
    """How many head lines stand before the first date."""
    lead = 0
    while lead < anchor and lead < MOST_LEAD and items[anchor - lead - 1].kind == "head":
        lead += 1
        if items[anchor - lead].row.blank:
            return lead - 1 if lead > 1 or not items[anchor - lead - 1].row.blank else lead
    return lead


def _start(items: list[Item], before: int, at: int, lead: int, model: Row) -> int:
    """Return where the entry of the date at `at` begins, after the date at `before`."""
    best, best_score = at, float("-inf")
    inner = 0.0
    for k in range(at, before, -1):
        if items[k].kind != "head" or at - k > MOST_LEAD:
            break
        score = -0.5 * abs((at - k) - lead) + 1.0 * ((at - k) == lead) - inner
        row = items[k].row
        score += 1.6 * row.blank + 1.5 * bool(row.heading)
        score += 0.9 * (row.style == model.style and row.style != items[k - 1].row.style)
        score += 0.6 * (items[k - 1].kind != "head")
        if score > best_score:
            best, best_score = k, score
        inner += 1.2 * row.blank
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

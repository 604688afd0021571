"""Rows become lines: text, list markers, levels, wide gaps, white space above."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from resume_builder.adapters.documents.bullets import is_marker, split_marker
from resume_builder.adapters.documents.drafts import SURE, Draft
from resume_builder.adapters.documents.pdf.columns import Block
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.segments import Row
from resume_builder.adapters.documents.pdf.spelling import unspaced, without_leaders

# A gap wider than this part of the size is a tab stop.
_TAB = 0.95
# Narrower gaps count when the next word stands at a left edge that many lines share.
_COLUMN = 0.65
_SHARED = 3
# Letters so many times larger than those beside them are a name or a heading.
_DISPLAY = 1.5
# A stretched line is never looser than this part of its size.
_STRETCHED = 4.0


Made = tuple[Draft, list[Word]]


def drafts_of(block: Block, page: int, number: int, edges: frozenset[int]) -> list[Made]:
    """Return the lines of one block, each with its words for the links.

    `edges` are the left edges, in whole points, that many segments of the page share.
    """
    made: list[Made] = []
    for part in (part for row in block for part in _by_size(row)):
        words = [word for segment in part for word in segment.words]
        draft = _draft(words, page, number, edges)
        if draft is not None:
            made.append((draft, words))
    _add_gaps([draft for draft, _ in made])
    _add_levels([draft for draft, _ in made])
    return made


def _by_size(row: Row) -> list[Row]:
    """Part a row where letters of a name stand beside small print: they share a line by chance."""
    parts: list[Row] = [[row[0]]]
    for before, segment in pairwise(row):
        small, large = sorted((before.size, segment.size))
        if large > _DISPLAY * small and not is_marker(before.text):
            parts.append([segment])
        else:
            parts[-1].append(segment)
    return parts


def shared_edges(rows: Iterable[Row]) -> frozenset[int]:
    """Return the left edges, in whole points, where at least three segments begin."""
    counts = Counter(round(segment.x0) for row in rows for segment in row)
    return frozenset(
        edge for edge in counts if sum(counts[edge + d] for d in (-1, 0, 1)) >= _SHARED
    )


def _draft(words: list[Word], page: int, number: int, edges: frozenset[int]) -> Draft | None:
    words = without_leaders(unspaced(words))
    if not words:
        return None
    text, tabs = _join(words, edges)
    marker, rest = split_marker(text)
    cut = len(text) - len(rest)
    content = words[1:] if marker and len(words) > 1 and words[0].text == marker else words
    letters = sum(len(word.text) for word in content)
    return Draft(
        rest.rstrip(),
        page=page,
        block=number,
        x0=content[0].x0,
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        size=round(_main_size(content), 2),
        bold=sum(len(w.text) for w in content if w.bold) * 10 >= letters * 9,
        italic=sum(len(w.text) for w in content if w.italic) * 10 >= letters * 9,
        bullet=bool(marker),
        tabs=tuple(t - cut for t in tabs if 0 < t - cut < len(rest)),
        certainty=min(word.certainty for word in words),
        unsure=_unsure(content, rest),
    )


def _unsure(words: Sequence[Word], text: str) -> tuple[tuple[int, int], ...]:
    """Return where in a line's text the words stand that were read in a picture with doubt."""
    found: list[tuple[int, int]] = []
    end = 0
    for word in words if any(word.certainty < SURE for word in words) else ():
        start = text.find(word.text, end)
        if start >= 0:
            end = start + len(word.text)
            if word.certainty < SURE:
                found.append((start, end))
    return tuple(found)


def _main_size(words: Sequence[Word]) -> float:
    """Return the size of most letters."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _join(words: Sequence[Word], edges: frozenset[int]) -> tuple[str, list[int]]:
    """Return the text of words side by side, and the offsets where wide gaps split it."""
    pieces = [words[0].text]
    length = len(pieces[0])
    tabs: list[int] = []
    widest = _widest_space(words)
    least = min((b.x0 - a.x1 for a, b in pairwise(words)), default=0.0) if len(words) > 2 else 0.0
    for before, word in pairwise(words):
        gap = word.x0 - before.x1
        size = max(before.size, word.size)
        back = gap < -0.5 * size
        if word.space or back or word.split or gap > 0.1 * min(before.size, word.size):
            pieces.append(" ")
            length += 1
            column = gap > max(_COLUMN * size, 1.5 * least) and round(word.x0) in edges
            below = back and word.base - before.base > 0.5 * size
            if word.split or (back and not below) or gap > max(_TAB * size, widest) or column:
                tabs.append(length)
        pieces.append(word.text)
        length += len(word.text)
    return "".join(pieces), tabs


def _widest_space(words: Sequence[Word]) -> float:
    """Return how wide a gap may be and still be a space of this line: justified lines stretch.

    Three or more gaps of one width are a stretched line; other lines have a usual gap, and what
    is more than twice as wide stands out.
    """
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    if len(gaps) < 3:
        return 0.0
    size = words[0].size
    if gaps[-1] - gaps[0] < 0.06 * size and gaps[-1] < _STRETCHED * size:
        return gaps[-1]
    return min(2.2 * gaps[len(gaps) // 2], 1.5 * size)


def _add_gaps(drafts: Sequence[Draft]) -> None:
    """White space above each line in line heights; 0 for lines set solid."""
    for before, draft in pairwise(drafts):
        height = max(draft.bottom - draft.top, 1.0)
        draft.gap = round(max((draft.top - before.bottom) / height, 0.0), 2)


def _add_levels(drafts: Sequence[Draft]) -> None:
    """The level of a list item: how many left edges of other items stand left of its own."""
    edges: list[float] = []
    for draft in sorted((d for d in drafts if d.bullet), key=lambda d: d.x0):
        if not edges or draft.x0 - edges[-1] > 0.6 * draft.size:
            edges.append(draft.x0)
    for draft in drafts:
        if draft.bullet:
            near = min(range(len(edges)), key=lambda i: abs(edges[i] - draft.x0))
            draft.indent = near

"""Rows become lines: text, list markers, levels, wide gaps, white space above."""

import re
from collections.abc import Sequence
from itertools import pairwise

from resume_builder.adapters.documents.bullets import split_marker
from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.pdf.columns import Block
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.pdfium import Box

# A gap wider than this part of the size is a tab stop.
_TAB = 0.95
# Four single letters with even gaps are one letter-spaced word.
_SPACED_LETTERS = 4
_DOTS = re.compile(r"[.…·_]{4,}$|^(?:\.\s?){4,}$")
_CLOSING = re.compile(r"[,;:.!?)\]}»”’%]+$")


def drafts_of(block: Block, page: int, number: int) -> list[tuple[Draft, list[Word]]]:
    """Return the lines of one block, each with its words for the links."""
    made: list[tuple[Draft, list[Word]]] = []
    for row in block:
        words = [word for segment in row for word in segment.words]
        draft = _draft(words, page, number)
        if draft is not None:
            made.append((draft, words))
    _add_gaps([draft for draft, _ in made])
    _add_levels([draft for draft, _ in made])
    return made


def _draft(words: list[Word], page: int, number: int) -> Draft | None:
    words = _without_leaders(_unspaced(words))
    if not words:
        return None
    text, tabs = _join(words)
    marker, rest = split_marker(text)
    cut = len(text) - len(rest)
    if marker and len(words) > 1 and words[0].text == marker:
        content = words[1:]
    else:
        content = words
    letters = sum(len(word.text) for word in content)
    main = _main_size(content)
    return Draft(
        rest.rstrip(),
        page=page,
        block=number,
        x0=content[0].x0,
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        size=round(main, 2),
        bold=sum(len(w.text) for w in content if w.bold) * 10 >= letters * 9,
        italic=sum(len(w.text) for w in content if w.italic) * 10 >= letters * 9,
        bullet=bool(marker),
        tabs=tuple(t - cut for t in tabs if 0 < t - cut < len(rest)),
    )


def _main_size(words: Sequence[Word]) -> float:
    """Return the size of most letters."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _join(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return the text of words side by side, and the offsets where wide gaps split it."""
    pieces = [words[0].text]
    length = len(pieces[0])
    tabs: list[int] = []
    for before, word in pairwise(words):
        gap = word.x0 - before.x1
        size = max(before.size, word.size)
        if gap > 0.1 * min(before.size, word.size) or gap < -0.5 * size or word.split:
            pieces.append(" ")
            length += 1
            if gap > _TAB * size or gap < -size or word.split:
                tabs.append(length)
        pieces.append(word.text)
        length += len(word.text)
    return "".join(pieces), tabs


def _unspaced(words: list[Word]) -> list[Word]:
    """Join single letters that are set apart evenly into the words they spell."""
    made: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and not word.split and _continues(run, word):
            run.append(word)
            continue
        made += _spelled(run)
        run = []
        if word is not None and len(word.text) == 1 and word.text.isalnum():
            run = [word]
        elif word is not None:
            made.append(word)
    return made


def _continues(run: Sequence[Word], word: Word) -> bool:
    """Tell whether a letter may belong to a run of spaced letters."""
    if not run:
        return word.text.isalnum()
    return run[-1].size == word.size and word.x0 - run[-1].x1 < 1.6 * word.size


def _spelled(run: list[Word]) -> list[Word]:
    """Return the words that spaced letters spell: the wider gaps part words."""
    letters = sum(word.text.isalpha() for word in run)
    if len(run) < _SPACED_LETTERS or letters < _SPACED_LETTERS or _is_east_asian(run):
        return run
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 3]
    words = [run[0]]
    parts: list[list[Word]] = [words]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > 1.6 * usual + 0.08 * word.size:
            words = []
            parts.append(words)
        words.append(word)
    return [_one(part) for part in parts]


def _is_east_asian(run: Sequence[Word]) -> bool:
    return all("\u2e80" <= word.text <= "\U0003ffff" for word in run)


def _one(letters: Sequence[Word]) -> Word:
    first, last = letters[0], letters[-1]
    return Word(
        "".join(letter.text for letter in letters),
        x0=first.x0,
        top=first.top,
        x1=last.x1,
        bottom=first.bottom,
        base=first.base,
        size=first.size,
        bold=first.bold,
        italic=first.italic,
        owner=first.owner,
        split=first.split,
    )


def _without_leaders(words: list[Word]) -> list[Word]:
    """Drop rows of dots that lead the eye to a date; the gap they leave is wide."""
    kept: list[Word] = []
    dots = 0
    for word in words:
        if set(word.text) <= set(".…·_"):
            dots += len(word.text)
        else:
            dots = 0
        kept.append(word)
    if not any(_DOTS.search(word.text) for word in kept) and dots == 0:
        single = sum(word.text == "." for word in kept)
        if single < 4:
            return kept
    made: list[Word] = []
    split = False
    for word in kept:
        bare = word.text.rstrip("._…·") if _DOTS.search(word.text) else word.text
        if not bare.strip(".…·_"):
            split = split or bool(made)
            continue
        if bare != word.text:
            word.text = bare
            word.split = word.split or split
            made.append(word)
            split = True
            continue
        word.split = word.split or split
        split = False
        made.append(word)
    return made


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


def attach_link(made: Sequence[tuple[Draft, list[Word]]], url: str, box: Box) -> None:
    """Give a link to the words under its box; a link over an icon goes to the line beside it."""
    nearest: Draft | None = None
    for draft, words in made:
        if draft.bottom < box[1] or draft.top > box[3]:
            continue
        if min(draft.bottom, box[3]) - max(draft.top, box[1]) < 0.4 * (draft.bottom - draft.top):
            continue
        under = [w for w in words if min(w.x1, box[2]) - max(w.x0, box[0]) > 0.4 * (w.x1 - w.x0)]
        if under:
            start = _find(draft, words, under[0])
            end = _find(draft, words, under[-1]) + len(under[-1].text)
            if 0 <= start < end <= len(draft.text):
                draft.links.append((url, start, end))
                return
        nearest = nearest or draft
    if nearest is not None:
        nearest.links.append((url, 0, 0))


def _find(draft: Draft, words: Sequence[Word], wanted: Word) -> int:
    """Return the offset of a word in its line's text."""
    place = 0
    for word in words:
        found = draft.text.find(word.text, place)
        if word is wanted:
            return found
        place = max(found, place)
    return -1

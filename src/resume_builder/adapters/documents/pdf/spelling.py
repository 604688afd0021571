"""Words that were set apart letter by letter, and rows of dots that lead the eye."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from resume_builder.adapters.documents.pdf.glyphs import Word

# Four single letters with even gaps are one letter-spaced word.
_SPACED_LETTERS = 4
_DOTS = re.compile(r"(?<=[^.…·_])[.…·_]{4,}$")
_SPACE = 0.3
_LEADERS = frozenset(".…·_")
# So many single dots in a line are a leader; fewer are an ellipsis.
_MANY_DOTS = 4


def unspaced(words: list[Word]) -> list[Word]:
    """Join single letters that are set apart evenly into the words they spell."""
    if sum(len(word.text) == 1 for word in words) < _SPACED_LETTERS:
        return words
    made: list[Word] = []
    run: list[Word] = []
    for word in (*words, None):
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
    parts: list[list[Word]] = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > 1.6 * usual + 0.08 * word.size:
            parts.append([word])
        else:
            parts[-1].append(word)
    words = [_one(part) for part in parts]
    for before, word in pairwise(words):
        # The gap is a space of this heading, however wide.
        before.x1 = max(before.x1, word.x0 - _SPACE * word.size)
    return words


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
        certainty=min(letter.certainty for letter in letters),
    )


def without_leaders(words: list[Word]) -> list[Word]:
    """Drop rows of dots that lead the eye to a date; the gap they leave is wide."""
    if not any(word.text[-1] in _LEADERS for word in words):
        return words
    made: list[Word] = []
    split = False
    for is_dots, group in groupby(words, key=lambda word: _LEADERS.issuperset(word.text)):
        run = list(group)
        if is_dots and sum(len(word.text) for word in run) >= _MANY_DOTS:
            split = bool(made)
            continue
        for word in run:
            word.split, split = word.split or split, False
            if _DOTS.search(word.text):
                word.text, split = _DOTS.sub("", word.text), True
            made.append(word)
    return made

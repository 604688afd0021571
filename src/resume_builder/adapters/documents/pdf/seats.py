"""Words whose boxes hug their letters are seated on the line of the words beside them.

A text that stands for other signs (a ligature, small capitals, as browsers print them) has the box
of the signs themselves, while the boxes of all other words reach from descent to ascent.
"""

from collections.abc import Sequence

from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.library import library

# How far usual boxes reach below the base line and above it, in sizes.
_BELOW, _ABOVE = 0.22, 0.9
# A box lower than this part of the highest of its font hugs its letters; where all boxes do, the
# highest is lower than the size.
_LOWER = 0.85
# Words nearer than this part of the size are pieces of one.
_TOUCH = 0.08
# Spaced letters stand so far apart at most, in sizes; a pair may stand as one, for its shapes.
_SPACED, _PAIR = 0.42, 3
# Words of a line have base lines so near, in sizes.
_SAME_LINE = 0.25
# Signs that reach below the base line, and how far, in sizes.
_HANGING, _HANG = frozenset("gjpqyç,;Q"), 0.2


def seat_hugged(words: Sequence[Word]) -> list[Word]:
    """Give words with boxes that hug their letters usual ones, and join the pieces of words."""
    fonts = [library().font(word.owner) if word.owner else None for word in words]
    heights: dict[int | None, float] = {}
    for font, word in zip(fonts, words, strict=True):
        heights[font] = max(heights.get(font, 0.0), (word.bottom - word.top) / word.size)
    seated: list[Word] = []
    was_hugged, last = False, ""
    for font, word in zip(fonts, words, strict=True):
        highest = heights[font] * word.size
        is_hugged = highest >= word.size and word.bottom - word.top < _LOWER * highest
        if is_hugged:
            _seat(word, seated[-1] if seated else None)
        near = seated and (is_hugged or was_hugged) and _touch(seated[-1], word)
        spaced = seated and is_hugged and (was_hugged or word.size < seated[-1].size)
        if near or (spaced and _is_spaced(seated[-1], last, word)):
            seated[-1].text += word.text
            seated[-1].x1 = word.x1
        else:
            seated.append(word)
        was_hugged, last = is_hugged, word.text
    return seated


def _seat(word: Word, before: Word | None) -> None:
    """Move the box of a word to a line: that of the word before, where it may stand on that."""
    hang = _HANG * word.size if _HANGING & set(word.text) else 0.0
    bases = [word.bottom - hang, word.bottom]
    usual = (before.base - _BELOW * word.size) if before else bases[0]
    # Small capitals hang no more than large ones.
    base = (
        min(bases, key=lambda b: abs(b - usual)) if abs(bases[0] - usual) < word.size else bases[0]
    )
    word.base = word.bottom = base + _BELOW * word.size
    word.top = base - _ABOVE * word.size


def _is_spaced(before: Word, last: str, word: Word) -> bool:
    """Tell whether a letter or two go on with a word in spaced letters, of which `last` came last.

    The first may be a capital before small ones.
    """
    return (
        len(last) + len(word.text) <= _PAIR
        and not (word.space or word.split)
        and word.size <= before.size
        and 0 <= word.x0 - before.x1 <= _SPACED * word.size
        and abs(word.base - before.base) <= _SAME_LINE * word.size
    )


def _touch(before: Word, word: Word) -> bool:
    """Tell whether a word goes on where the one before ends, in its size and on its line."""
    gap = word.x0 - before.x1
    return (
        not (word.space or word.split)
        and word.size == before.size
        and abs(gap) <= _TOUCH * word.size
        and abs(word.base - before.base) <= _SAME_LINE * word.size
    )

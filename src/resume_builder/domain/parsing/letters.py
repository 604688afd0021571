"""A text as its letters and digits alone: what reading never changes, so words are found again.

Reading folds blanks, joins lines, drops soft hyphens, marks and icons, and changes separators. It
never changes the letters themselves. So words are compared without all else, and each letter knows
where it stood.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import CJK

# "C++" and "C#" are other words than "C".
_RUN = re.compile(r"(?:[^\W_]|[+#])+")
# How many times the text's length all searches together may read: more is no résumé.
_READS = 80
_LEAST_INSIDE = 3


def _folded(text: str) -> str:
    """Return `text` without case, letter for letter."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(c if len(c.casefold()) != 1 else c.casefold() for c in text)


def letters_of(text: str) -> str:
    """Return the letters and digits of `text` as they are compared."""
    return _folded("".join(_RUN.findall(text)))


class Letters:
    """The letters of a text, and where words stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = [run.span() for run in _RUN.finditer(text)]
        # Where each run of letters begins in the text, and among the letters alone.
        self._starts = [start for start, _ in spans]
        ends = list(accumulate([end - start for start, end in spans], initial=0))
        self._firsts, self._count = ends[:-1], ends[-1]
        self._folded = _folded("".join([text[start:end] for start, end in spans]))
        self._left = _READS * (len(self._folded) + 1000)

    def find(self, words: str, window: Span, *, last: bool = False) -> Span | None:
        """Return where `words` stand within `window`, the last place if asked; None if nowhere.

        Whole words are preferred. After a great many searches in one text the answer is None.
        """
        wanted = letters_of(words)
        if not wanted:
            return None
        low, high = self._first_from(window.start), self._first_from(window.end)
        at = self._place(wanted, low, high, last=last)
        return None if at < 0 else self._span(words, at, at + len(wanted))

    def after(self, words: str, place: Span, letters: int) -> Span | None:
        """Return where `words` stand within so many letters after `place`."""
        first = self._first_from(place.end)
        stop = min(self._count, first + letters)
        end = self._at(stop - 1) + 1 if stop > first else place.end
        return self.find(words, Span(place.end, end))

    def _at(self, letter: int) -> int:
        """Return where a letter stands in the text."""
        run = bisect_right(self._firsts, letter) - 1
        return self._starts[run] + letter - self._firsts[run]

    def _first_from(self, offset: int) -> int:
        """Return the first letter at or behind an offset of the text."""
        run = bisect_right(self._starts, offset) - 1
        if run < 0:
            return 0
        stop = self._firsts[run + 1] if run + 1 < len(self._firsts) else self._count
        return min(self._firsts[run] + offset - self._starts[run], stop)

    def _place(self, wanted: str, low: int, high: int, *, last: bool) -> int:
        inside = -1
        seek = self._folded.rfind if last else self._folded.find
        while self._left > 0 and high - low >= len(wanted):
            at = seek(wanted, low, high)
            read = high - low if at < 0 else (high - at if last else at - low) + len(wanted)
            self._left -= read + 1
            if at < 0:
                break
            if self._whole(at, at + len(wanted)):
                return at
            inside = at if inside < 0 else inside
            low, high = (low, at + len(wanted) - 1) if last else (at + 1, high)
        return inside if len(wanted) >= _LEAST_INSIDE else -1

    def _whole(self, first: int, stop: int) -> bool:
        """Tell whether no letter of the text touches those from `first` to `stop`."""
        text, start, end = self._text, self._at(first), self._at(stop - 1) + 1
        left = start > 0 and text[start - 1].isalnum() and not CJK.match(text[start])
        right = end < len(text) and text[end].isalnum() and not CJK.match(text[end - 1])
        return not left and not right

    def _span(self, words: str, first: int, stop: int) -> Span:
        """The span of the letters with the signs that open and close `words`, where they stand."""
        start, end = self._at(first), self._at(stop - 1) + 1
        found = [(m.start(), m.end()) for m in _RUN.finditer(words)]
        lead, tail = words[: found[0][0]], words[found[-1][1] :]
        if lead and self._text.endswith(lead, 0, start):
            start -= len(lead)
        if tail and self._text.startswith(tail, end):
            end += len(tail)
        return Span(start, end)

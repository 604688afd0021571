"""Phrases of courtesy: patterns over folded words, and where they stand in a sentence.

In a pattern "(a|b c)" is a choice and "[a]" may be left out; {role} is a word like any other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from resume_builder.domain.tailoring.verify.stems import plain

# A Chinese character is a word: nothing stands between them.
_WORDS = r"\{\w+\}|[㐀-鿿]|[^\W_㐀-鿿]+"
_TOKEN = re.compile(_WORDS)
_PART = re.compile(rf"{_WORDS}|[()\[\]|]")
_MARKS = {"(": "(?:", "[": "(?:", "|": "|", ")": ")", "]": ")?"}


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; a place such as {role} is one."""
    return tuple(word for word, _, _ in placed_tokens(text))


def placed_tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with where each stands."""
    return [(plain(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def literal(frame: str) -> str:
    """Return a frame as a pattern: brackets in it mean themselves, so they are left out."""
    return re.sub(r"[()\[\]|]", " ", frame)


class Phrases:
    """Phrases by their patterns, to look for in folded words."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Raises ValueError for a pattern with a bracket too many."""
        spelled = [_regex(pattern) for pattern in dict.fromkeys(patterns)]
        self._any = re.compile("|".join(f"(?:{s})" for s in spelled) or r"(?!)")
        self._each = tuple(re.compile(s) for s in spelled)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield each phrase, the longest where several begin, as a half-open range of indexes."""
        starts: dict[int, int] = {}
        length = 0
        for index, word in enumerate(words):
            starts[length] = index
            length += len(word) + 1
        starts[length] = len(words)
        text = "".join(f"{word} " for word in words)
        after = 0
        for start, index in starts.items():
            if index < after or not self._any.match(text, start):
                continue
            end = max(m.end() for p in self._each if (m := p.match(text, start)))
            if end > start:
                after = starts[end]
                yield index, after

    def without(self, text: str) -> str:
        """Return `text` with its phrases blanked, so that all else stays where it was."""
        placed = placed_tokens(text)
        for first, after in self.find([word for word, _, _ in placed]):
            start, end = placed[first][1], placed[after - 1][2]
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text


def _regex(pattern: str) -> str:
    """Return the regular expression for words that each end in a space."""
    parts = [m[0] for m in _PART.finditer(pattern)]
    made = "".join(_MARKS.get(part) or re.escape(f"{plain(part)} ") for part in parts)
    try:
        re.compile(made)
    except re.error as error:
        raise ValueError(f"no pattern of a phrase: {pattern[:60]}") from error
    return made

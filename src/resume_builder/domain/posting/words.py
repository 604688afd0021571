"""Word data for reading postings, and the finder that looks phrases up in running text.

The words are plain JSON files, one a language (`data/postings/*.json`); all languages are merged,
because postings mix them ("Nice to have" above German bullets).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:\.(?=\d)\d+)?")


class Word(NamedTuple):
    """A folded word and its half-open character range."""

    key: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase found: its label and its half-open range of word indices."""

    label: str
    first: int
    after: int


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """Return `word` in the form in which words are compared: lower case, compatible forms one."""
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower()


def words_of(text: str) -> list[Word]:
    """Return the words of `text`; apostrophes, hyphens and signs separate."""
    return [Word(fold_word(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Labelled phrases, looked up by their first word: one pass, never a backtracking search."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Return the phrases in `words`, leftmost and longest first, never overlapping."""
        found: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self.at(words, at)
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.after
        return found

    def at(self, words: Sequence[Word], index: int) -> Hit | None:
        """Return the longest phrase that starts at `index`."""
        for phrase, label in self.by_first.get(words[index].key, ()):
            after = index + len(phrase)
            if after <= len(words) and all(
                words[index + i].key == key for i, key in enumerate(phrase)
            ):
                return Hit(label, index, after)
        return None

    def labels(self, words: Sequence[Word]) -> frozenset[str]:
        """Return the labels of all phrases in `words`."""
        return frozenset(hit.label for hit in self.find(words))


def make_phrases(labelled: Iterable[tuple[str, str]]) -> Phrases:
    """Return phrases from (label, "a phrase | another") pairs; the first label of a phrase wins."""
    by_first: dict[str, dict[tuple[str, ...], str]] = {}
    for label, spelled in labelled:
        for phrase in spelled.split("|"):
            keys = tuple(word.key for word in words_of(phrase))
            if keys:
                by_first.setdefault(keys[0], {}).setdefault(keys, label)
    return Phrases(
        {
            first: tuple(sorted(group.items(), key=lambda item: -len(item[0])))
            for first, group in by_first.items()
        }
    )


@dataclass(frozen=True, slots=True)
class PostingWords:
    """The words of all languages.

    `groups` holds phrases by what they tell: "heading" (section), "label" (a field's name before a
    colon), "nice", "must", "ask", "lead", "denial", "apply", "evidence", "benefit", "legal" (cues
    in a sentence), "employment", "remote", "degree", "kind", "unit", "month", "asked", "machine",
    "override", "write", "paper". `stopwords` tells languages apart; `numbers` are number words;
    `places` are names of cities, regions and countries.
    """

    groups: Mapping[str, Phrases]
    stopwords: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    places: Phrases
    signs: tuple[tuple[str, str], ...]

    def find(self, group: str, words: Sequence[Word]) -> list[Hit]:
        """Return the phrases of `group` in `words`."""
        return self.groups[group].find(words)

    def has(self, group: str, words: Sequence[Word]) -> bool:
        """Tell whether a phrase of `group` is in `words`."""
        phrases = self.groups[group]
        return any(phrases.at(words, index) is not None for index in range(len(words)))

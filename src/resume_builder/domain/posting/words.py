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


class Words(list[Word]):
    """The words of one text, and the phrases found in them once somebody asked."""

    __slots__ = ("found",)
    found: "tuple[PostingWords, Mapping[str, list[Hit]]] | None"


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """Return the words of `text`; apostrophes, hyphens and signs separate. Not to be changed."""
    words = Words([Word(fold_word(m[0]), *m.span()) for m in _WORD.finditer(text)])
    words.found = None
    return words


@dataclass(frozen=True, slots=True)
class Phrases:
    """Labelled phrases, looked up by their first word: one pass, never a backtracking search.

    `by_first` holds for a first word (number of words, label by phrase), longest phrases first.
    """

    by_first: Mapping[str, tuple[tuple[int, Mapping[tuple[str, ...], str]], ...]]

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
        for length, phrases in self.by_first.get(words[index].key, ()):
            label = phrases.get(tuple([word.key for word in words[index : index + length]]))
            if label is not None:
                return Hit(label, index, index + length)
        return None


def make_phrases(labelled: Iterable[tuple[str, str]]) -> Phrases:
    """Return phrases from (label, "a phrase | another") pairs; the first label of a phrase wins."""
    by_first: dict[str, dict[int, dict[tuple[str, ...], str]]] = {}
    for label, spelled in labelled:
        for phrase in spelled.split("|"):
            keys = tuple(word.key for word in words_of(phrase))
            if keys:
                by_length = by_first.setdefault(keys[0], {})
                by_length.setdefault(len(keys), {}).setdefault(keys, label)
    return Phrases(
        {
            first: tuple(sorted(by_length.items(), key=lambda item: -item[0]))
            for first, by_length in by_first.items()
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class PostingWords:
    """The words of all languages.

    `groups` holds phrases by what they tell: "heading" (section), "label" (a field's name before a
    colon), "nice", "must", "ask", "lead", "denial", "apply", "evidence", "benefit", "legal" (cues
    in a sentence), "employment", "remote", "degree", "kind", "unit", "month", "asked", "machine",
    "override", "write", "paper". `stopwords` tells languages apart; `numbers` are number words;
    `places` are names of cities, regions and countries. `firsts` says which groups have a phrase
    that begins with a word. `signs` are (group, characters) for scripts without spaces.
    """

    groups: Mapping[str, Phrases]
    stopwords: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    places: Phrases
    firsts: Mapping[str, tuple[str, ...]]
    signs: tuple[tuple[str, str], ...]

    def find(self, group: str, words: Sequence[Word]) -> list[Hit]:
        """Return the phrases of `group` in `words`, leftmost and longest first."""
        if not isinstance(words, Words):
            return self.groups[group].find(words)
        if words.found is None or words.found[0] is not self:
            words.found = (self, self._find_all(words))
        return words.found[1].get(group, [])

    def has(self, group: str, words: Sequence[Word]) -> bool:
        """Tell whether a phrase of `group` is in `words`."""
        return bool(self.find(group, words))

    def labels(self, group: str, words: Sequence[Word]) -> frozenset[str]:
        """Return the labels of the phrases of `group` in `words`."""
        return frozenset(hit.label for hit in self.find(group, words))

    def _find_all(self, words: Words) -> dict[str, list[Hit]]:
        """Find the phrases of all groups in one pass: most words begin none."""
        found: dict[str, list[Hit]] = {}
        for index, word in enumerate(words):
            for group in self.firsts.get(word.key, ()):
                hits = found.get(group)
                if hits and hits[-1].after > index:
                    continue
                hit = self.groups[group].at(words, index)
                if hit is not None:
                    found.setdefault(group, []).append(hit)
        return found


def first_words(groups: Mapping[str, Phrases]) -> dict[str, tuple[str, ...]]:
    """Return for each word the groups that have a phrase beginning with it."""
    firsts: dict[str, list[str]] = {}
    for name, phrases in groups.items():
        for word in phrases.by_first:
            firsts.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in firsts.items()}

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
    folded = text.lower()
    plain = text.isascii() or unicodedata.is_normalized("NFKC", folded)
    if plain and len(folded) == len(text):
        words = Words([Word(m[0], *m.span()) for m in _WORD.finditer(folded)])
    else:
        words = Words([Word(fold_word(m[0]), *m.span()) for m in _WORD.finditer(text)])
    words.found = None
    return words


class Node:
    """A trie node: children by word, and what ends here as (group, label)."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.ends: list[tuple[str, str]] = []

    def add(self, group: str, label: str, spelled: str) -> None:
        """Add "a phrase | another"; the first label of a phrase wins within its group."""
        for phrase in spelled.split("|"):
            node = self
            for word in words_of(phrase):
                node = node.next.setdefault(word.key, Node())
            if node is not self and all(group != other for other, _ in node.ends):
                node.ends.append((group, label))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Labelled phrases in a trie over their words: one pass, never a backtracking search."""

    root: Node

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
        node = self.root.next.get(words[index].key)
        best: Hit | None = None
        after = index + 1
        while node is not None:
            if node.ends:
                best = Hit(node.ends[0][1], index, after)
            node = node.next.get(words[after].key) if after < len(words) else None
            after += 1
        return best


def make_phrases(labelled: Iterable[tuple[str, str]]) -> Phrases:
    """Return phrases from (label, "a phrase | another") pairs; the first label of a phrase wins."""
    root = Node()
    for label, spelled in labelled:
        root.add("", label, spelled)
    return Phrases(root)


@dataclass(frozen=True, slots=True, eq=False)
class PostingWords:
    """The words of all languages.

    `groups` holds phrases by what they tell: "heading" (section), "label" (a field's name before a
    colon), "nice", "must", "ask", "lead", "denial", "apply", "evidence", "benefit", "legal" (cues
    in a sentence), "employment", "remote", "degree", "kind", "unit", "month", "asked", "machine",
    "override", "write", "paper". `stopwords` tells languages apart; `numbers` are number words;
    `places` are names of cities, regions and countries. `trie` holds the phrases of all groups
    at once. `signs` are (group, characters) for scripts without spaces.
    """

    groups: Mapping[str, Phrases]
    stopwords: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    places: Phrases
    trie: Node
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
        children = self.trie.next
        for index, word in enumerate(words):
            node = children.get(word.key)
            if node is None:
                continue
            for group, (label, after) in _longest(node, words, index).items():
                hits = found.setdefault(group, [])
                if not hits or hits[-1].after <= index:
                    hits.append(Hit(label, index, after))
        return found


def _longest(node: Node | None, words: Sequence[Word], index: int) -> dict[str, tuple[str, int]]:
    """Return for each group the label and the end of its longest phrase at `index`."""
    best: dict[str, tuple[str, int]] = {}
    after = index + 1
    while node is not None:
        for group, label in node.ends:
            best[group] = (label, after)
        node = node.next.get(words[after].key) if after < len(words) else None
        after += 1
    return best


def make_trie(groups: Mapping[str, Sequence[tuple[str, str]]]) -> Node:
    """Return one trie over the phrases of all groups, given as (label, phrases) pairs."""
    root = Node()
    for group, labelled in groups.items():
        for label, spelled in labelled:
            root.add(group, label, spelled)
    return root

"""A text as the checks see it: its words with their stems, and where it is divided."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from resume_builder.domain.tailoring.verify.numbers import Quantity, find_quantities
from resume_builder.domain.tailoring.verify.stems import plain, stem
from resume_builder.domain.tailoring.verify.words import Language, Phrases

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
# "don't" is "do no": checks for "not" must see it.
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_BREAKS = re.compile(r"[,;.!?:)](?=\s|$)|\s\(|\s[–—-]\s|\n")


class Word(NamedTuple):
    """A word: folded, its stem, where it stands, and whether it says anything by itself."""

    plain: str
    stem: str
    start: int
    end: int
    capital: bool
    initial: bool
    segment: int
    content: bool
    counted: bool


@dataclass(frozen=True, eq=False)
class ReadText:
    """A text and its words. Compared by identity, so that it can be kept."""

    text: str
    language: Language
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    # Which sections were looked for, and whether they stand in it.
    known: dict[str, bool] = field(default_factory=dict[str, bool])

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """The folded words, to look for phrases in."""
        return tuple(w.plain for w in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(w.stem for w in self.words)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something by themselves."""
        return tuple(w for w in self.words if w.content)

    @cached_property
    def content_stems(self) -> frozenset[str]:
        """The stems of the words that say something."""
        return frozenset(w.stem for w in self.content)

    @cached_property
    def meanings(self) -> frozenset[int]:
        """The meanings of all words but little ones: "took" says nothing new, but means much."""
        known = self.language.meanings
        stop = self.language.stop
        own = (m for w in self.words if w.plain not in stop for m in known(w.plain, w.stem))
        return frozenset((*own, *self.language.phrasal(self.plains)))

    def phrases(self, section: str) -> Phrases:
        """The phrases of its language."""
        return self.language.phrase(section)

    def has(self, section: str) -> bool:
        """Tell whether a phrase of a section stands in it."""
        known = self.known.get(section)
        if known is None:
            known = self.known[section] = self.phrases(section).any(self.plains)
        return known

    def found(self, section: str) -> tuple[str, ...]:
        """Return the phrases of a section that stand in it, folded."""
        return tuple(" ".join(self.plains[a:b]) for a, b in self.phrases(section).find(self.plains))


def read_text(text: str, language: Language) -> ReadText:
    """Return `text` read in `language`."""
    shown = _NOT.sub(" no", text) if "'" in text or "’" in text else text
    breaks = [m.start() for m in _BREAKS.finditer(shown)]
    quantities = find_quantities(text, language)
    taken = [(q.start, q.end) for q in quantities]
    turns = language.phrase("turn").by_first
    words: list[Word] = []
    segment = passed = 0
    last = -1
    for found in _WORD.finditer(shown):
        start, end = found.span()
        while passed < len(breaks) and breaks[passed] < start:
            passed += 1
            segment += 1
        folded = plain(found[0])
        segment += folded in turns
        counted = any(a < end and start < b for a, b in taken)
        root = stem(folded, language.code)
        words.append(
            Word(
                plain=folded,
                stem=root,
                start=start,
                end=end,
                capital=any(c.isupper() for c in found[0]),
                initial=last < 0 or any(c in ".!?:;\n•" for c in shown[last:start]),
                segment=segment,
                content=not counted and _says_something(folded, language),
                counted=counted,
            )
        )
        last = end
    return ReadText(text, language, tuple(words), quantities)


def _says_something(folded: str, language: Language) -> bool:
    return len(folded) > 1 and folded not in language.stop and not language.is_light(folded)

"""What a claim rests on, in layers: its sources, its entry, the person, other entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from resume_builder.domain.skills import Lexicon
from resume_builder.domain.spellings import Mention
from resume_builder.domain.tailoring.verify.model import Claim
from resume_builder.domain.tailoring.verify.text import ReadText, Word, read_text
from resume_builder.domain.tailoring.verify.tongues import UNKNOWN, Signs, is_foreign, signs_of
from resume_builder.domain.tailoring.verify.words import (
    Language,
    TruthWords,
    parse_language,
    split_plain,
)

# Kinds of names that mean one thing each.
HARD_KINDS = frozenset(["tool", "language", "certificate", "licence", "spoken_language"])


# Sections of words that make a statement smaller.
LIMITS = tuple(
    "unfinished denied kept shared beside_shared under under_kept partial passed passed_kept "
    "about "
    "under_amount".split()
)


# How many words of a statement can come before the person's own verb.
_EARLY = 3
# English words before a noun.
_ARTICLES = frozenset("the a an our my its their".split())
# How many letters of a German word tell it from another inside a compound.
_PART = 4


# The longest acronym that is looked for.
_LETTERS = 5
# Two first letters stand side by side by chance.
_SHORT = 3


# "Check-in" and "follow-up" stand in any language.
_JOINED = re.compile(r"\w+(?:-\w+)+")


class Shelf:
    """Texts, layers and names that were read once: a reply's lines share most of their facts."""

    def __init__(self, words: TruthWords, lexicon: Lexicon) -> None:
        self._words = words
        self.lexicon = lexicon
        self._texts: dict[tuple[str, str], ReadText] = {}
        self._layers: dict[tuple[str, tuple[str, ...]], Layer] = {}
        self._names: dict[str, tuple[Mention, ...]] = {}
        self._counts: dict[str, Mapping[str, int]] = {}
        self._seen: dict[str, Signs] = {}
        self._shown: dict[str, frozenset[str]] = {}
        self._sections: dict[tuple[str, str], frozenset[str]] = {}

    def language_of(self, texts: Iterable[str], least: int = 2) -> Language | None:
        """Return the language that most little words of `texts` belong to.

        None when it is not ahead of the others by `least` words.
        """
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(self._count(text))
            # "A" and "do" are Portuguese too, but an accent is hardly English.
            counts["en"] -= not text.isascii() and any(c > "\xbf" and c.isalpha() for c in text)
        (_, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
        return self._words.most(counts) if most - second >= least else None

    def is_foreign(self, texts: Sequence[str], language: Language) -> bool:
        """Tell whether texts that were taken for `language` are in none that has words.

        The first two, a line and its rewording, are enough when nothing in them is strange.
        """
        line = [self._signs(text) for text in texts[:2]]
        if all(s.alien == s.strange == 0 for s in line) and all(
            self._count(text).get(language.code) for text in texts[:2]
        ):
            return False
        little = sum(self._count(text).get(language.code, 0) for text in texts)
        return is_foreign((self._signs(text) for text in texts), little)

    def _signs(self, text: str) -> Signs:
        if text not in self._seen:
            self._seen[text] = signs_of(text)
        return self._seen[text]

    def _count(self, text: str) -> Mapping[str, int]:
        if text not in self._counts:
            self._counts[text] = self._words.count(split_plain(_JOINED.sub(" ", text)))
        return self._counts[text]

    @cached_property
    def unknown(self) -> Language:
        """A language without words."""
        return parse_language(UNKNOWN, ())

    def read(self, text: str, language: Language) -> ReadText:
        """Return `text` read in `language`."""
        key = (language.code, text)
        if key not in self._texts:
            self._texts[key] = read_text(text, language)
        return self._texts[key]

    def layer(self, texts: Iterable[str], language: Language) -> Layer:
        """Return a layer of `texts`."""
        key = (language.code, tuple(t for t in texts if t))
        if key not in self._layers:
            self._layers[key] = Layer(tuple(self.read(t, language) for t in key[1]), self)
        return self._layers[key]

    def stems_of(self, section: str, language: Language) -> frozenset[str]:
        """Return the stems of a section's words."""
        key = (section, language.code)
        if key not in self._sections:
            self._sections[key] = language.stems_of(section)
        return self._sections[key]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names of the lexicon in `text`; "spring" is a season, "Spring" may be more."""
        if text not in self._names:
            found = self.lexicon.find(text)
            self._names[text] = tuple(m for m in found if not self._is_everyday(m, text))
        return self._names[text]

    def _is_everyday(self, mention: Mention, text: str) -> bool:
        written = text[mention.start : mention.end]
        if not written.islower() or self.lexicon.kind(mention.name) not in HARD_KINDS:
            return False
        return self._words.languages["en"].knows(written)

    def shown(self, text: str) -> frozenset[str]:
        """Return the names in `text`, and all broader ones."""
        if text not in self._shown:
            named = frozenset(m.name for m in self.mentions(text))
            self._shown[text] = named.union(*(self.lexicon.broader(n) for n in named))
        return self._shown[text]


@dataclass(frozen=True, eq=False)
class Layer:
    """Texts that bear a claim in the same way."""

    texts: tuple[ReadText, ...]
    shelf: Shelf

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems."""
        return frozenset[str]().union(*(t.stems for t in self.texts))

    @cached_property
    def meanings(self) -> frozenset[int]:
        """All meanings of content words."""
        return frozenset[int]().union(*(t.meanings for t in self.texts))

    @cached_property
    def broader(self) -> frozenset[str]:
        """What the content words are kinds of."""
        return frozenset(
            b for t in self.texts for w in t.content for b in t.language.broader_than(w.plain)
        )

    @cached_property
    def broader_deeds(self) -> frozenset[str]:
        """What the content words are ways to do."""
        return frozenset(
            b for t in self.texts for w in t.content for b in t.language.broader_deeds_than(w.plain)
        )

    @cached_property
    def plains(self) -> frozenset[str]:
        """All folded words."""
        return frozenset(w.plain for t in self.texts for w in t.words)

    @cached_property
    def named(self) -> frozenset[str]:
        """Names of the lexicon."""
        return frozenset(m.name for t in self.texts for m in self.shelf.mentions(t.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the lexicon, and every broader name that they show."""
        return self.named.union(*(self.shelf.shown(t.text) for t in self.texts))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Short words in capitals: most are acronyms."""
        return frozenset(
            w.plain
            for t in self.texts
            for w in t.words
            if 1 < len(w.plain) <= _LETTERS + 1 and t.text[w.start : w.end].rstrip("s").isupper()
        )

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """First letters of every run of two to five words: "CSV" of "comma-separated values"."""
        made: set[str] = set()
        for text in self.texts:
            for count in range(2, _LETTERS + 1):
                for at in range(len(text.words) - count + 1):
                    run = text.words[at : at + count]
                    if run[0].plain not in text.language.stop:
                        made.add("".join(w.plain[0] for w in run))
        return frozenset(made)

    def has(self, section: str) -> bool:
        """Tell whether a phrase of a section stands in one of the texts."""
        return any(t.has(section) for t in self.texts)

    def bears(self, word: Word, language: Language) -> bool:
        """Tell whether a word stands here, or one of the same meaning."""
        if word.stem in self.stems:
            return True
        if not language.meanings(word.plain, word.stem).isdisjoint(self.meanings):
            return True
        if language.code == "de":
            return self._bears_german(word, language)
        return not self.broader.isdisjoint(language.forms(word.plain))

    @cached_property
    def parts(self) -> frozenset[str]:
        """The stems of all words and of the parts of compounds."""
        compounds = (t.language.parts_of(w.plain) for t in self.texts for w in t.content)
        return self.stems.union(*compounds)

    @cached_property
    def part_meanings(self) -> frozenset[int]:
        """The meanings of all words and of the parts of compounds."""
        language = self.texts[0].language if self.texts else None
        known = (language.meanings(p, p) for p in self.parts - self.stems) if language else ()
        return self.meanings.union(*known)

    def _bears_german(self, word: Word, language: Language) -> bool:
        """Tell whether a word is a part of a compound here, or one made of what stands here."""
        parts = language.parts_of(word.plain, self.stems) or (word.stem,)
        if all(self._bears_part(p, language) for p in parts):
            return True
        stem = word.stem
        return len(stem) >= _PART and any(
            s.startswith(stem) or s.endswith(stem) for s in self.stems
        )

    def _bears_part(self, part: str, language: Language) -> bool:
        if part in self.parts or part in language.light_stems:
            return True
        return not language.meanings(part, part).isdisjoint(self.part_meanings)


def _opens(text: ReadText, at: int) -> bool:
    """Tell whether a word is the person's deed: no article before it, no "when stock ran low"."""
    if text.language.code != "en" or not text.language.is_verb(text.words[at].plain):
        return not at or text.plains[at - 1] not in _ARTICLES
    begin = next(n for n, w in enumerate(text.words) if w.segment == text.words[at].segment)
    before = text.plains[at - 1] if at else ""
    return before not in _ARTICLES and (at - begin < _EARLY or before in ("and", "i"))


@dataclass(frozen=True, eq=False)
class Case:
    """A claim, read: the rewrite, and the layers that may bear it."""

    claim: Claim
    language: Language
    shelf: Shelf
    rewrite: ReadText
    sources: Layer
    entry: Layer
    same: Layer
    person: Layer
    other: Layer
    posting: Layer

    @cached_property
    def here(self) -> tuple[Layer, ...]:
        """The layers that bear a claim in this entry."""
        return (self.sources, self.entry, self.same, self.person)

    def borne(self, word: Word) -> bool:
        """Tell whether anything true of this entry has the word or its meaning.

        What the person can is true everywhere, but not what they did with it in another entry.
        """
        if self.sources.bears(word, self.language):
            return True
        if not self.sources.broader_deeds.isdisjoint(self.language.forms(word.plain)):
            return True
        # Far from the sources only the word itself counts: a synonym there is about something else.
        if word.stem in self.entry.stems or word.stem in self.same.stems:
            return True
        if word.stem in self.other.stems:
            return word.stem in self.learned
        # A course in negotiation is no negotiating, but who is registered is so everywhere.
        deed = self.language.is_verb(word.plain)
        if word.plain in self.language.phrase("generic").by_first:
            return self.person.bears(word, self.language)
        return not deed and word.stem in self.person.stems

    @cached_property
    def learned(self) -> frozenset[str]:
        """Stems of education, licences and languages: of facts that are more than a bare skill."""
        lexicon = self.shelf.lexicon
        return frozenset(
            stem
            for text in self.person.texts
            if text.quantities
            or text.has("credential")
            or any(
                lexicon.kind(m.name) == "spoken_language" for m in self.shelf.mentions(text.text)
            )
            for stem in text.stems
        )

    @cached_property
    def names_here(self) -> frozenset[str]:
        """Names that the facts have, and broader ones that this entry shows."""
        shown = (layer.names for layer in (self.sources, self.entry, self.same))
        return self.person.named.union(*shown)

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Names of the lexicon in the rewrite."""
        return self.shelf.mentions(self.rewrite.text)

    @cached_property
    def leads(self) -> bool:
        """Tell whether the sources or the position say that the person leads or runs it."""
        if self.sources.has("lead") or self.entry.has("lead"):
            return True
        # "The running order" and "the management system" lead nothing.
        return any(
            _opens(text, first)
            for text in self.sources.texts
            for first, _ in text.phrases("run").find(text.plains)
        )

    @cached_property
    def judged_elsewhere(self) -> frozenset[str]:
        """Folded words of the rewrite that other checks answer for."""
        sections = ["help", "beside", "observe", "credential", "title", *LIMITS]
        sections += ["run", "lead"] * self.leads
        return frozenset(
            word
            for section in sections
            for phrase in self.rewrite.found(section)
            for word in phrase.split()
        )

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words that put one thing beside another."""
        return frozenset(self.language.phrase("and").by_first)

    @cached_property
    def change_stems(self) -> frozenset[str]:
        """Stems of the words that tell a change."""
        return self.shelf.stems_of("change", self.language)

    def bears_name(self, mention: Mention) -> bool:
        """Tell whether a name, in whatever spelling, is among those of the facts.

        A method is a field of words, so that only its short name stands for it: "SEM" does.
        """
        if mention.name not in self.names_here:
            return False
        written = self.rewrite.text[mention.start : mention.end]
        return self.shelf.lexicon.kind(mention.name) in HARD_KINDS or written.isupper()

    @cached_property
    def unborne(self) -> tuple[Word, ...]:
        """Content words of the rewrite that nothing here bears."""
        spans = [(m.start, m.end) for m in self.named if self.bears_name(m)]
        changed = self.sources.has("change")
        return tuple(
            w
            for w in self.rewrite.content
            if not self.borne(w)
            and w.plain not in self.judged_elsewhere
            and not (changed and w.stem in self.change_stems)
            and not any(a <= w.start and w.end <= b for a, b in spans)
            and not self.abbreviates(w)
            and not self.spelled_out(w)
        )

    def abbreviates(self, word: Word) -> bool:
        """Tell whether a word in capitals is made of first letters of the facts."""
        title = "".join(w.plain[0] for t in self.entry.texts[1:] for w in t.words)
        if word.capital and word.plain == title and len(title) > 1:
            return True
        return (
            _SHORT <= len(word.plain) <= _LETTERS
            and self.rewrite.text[word.start : word.end].isupper()
            and any(word.plain in layer.acronyms for layer in self.here)
        )

    def spelled_out(self, word: Word) -> bool:
        """Tell whether a word is part of the long form of an acronym that the facts have."""
        words = self.rewrite.words
        at = words.index(word)
        for count in range(2, _LETTERS + 1):
            for first in range(max(0, at - count + 1), at + 1):
                run = words[first : first + count]
                letters = "".join(w.plain[0] for w in run)
                if len(run) == count and (letters in self.short or f"{letters}s" in self.short):
                    return True
        return False

    @cached_property
    def short(self) -> frozenset[str]:
        """Acronyms of the facts that the rewrite does not have."""
        mine = frozenset(self.rewrite.plains)
        return frozenset[str]().union(*(layer.capitals for layer in self.here)) - mine

    @cached_property
    def uncovered(self) -> tuple[Word, ...]:
        """Content words of the sources that the rewrite does not take up."""
        named = {m.name for m in self.named}
        return tuple(
            w
            for t in self.sources.texts
            for w in t.content
            if not self.mine.bears(w, self.language)
            and not any(
                m.start <= w.start < m.end and m.name in named for m in self.shelf.mentions(t.text)
            )
        )

    @cached_property
    def mine(self) -> Layer:
        """The rewrite as a layer, to see what it takes up."""
        return self.shelf.layer((self.rewrite.text,), self.language)


def read_case(claim: Claim, shelf: Shelf) -> Case:
    """Return `claim` read with the words of its language."""
    language = shelf.language_of((*claim.sources, claim.rewrite)) or shelf.language_of(
        # One line was too short to tell: a résumé is in one language.
        (*claim.sources, claim.rewrite, *claim.same, *(f.text for f in claim.other)),
        least=0,
    )
    assert language is not None
    told = (claim.rewrite, *claim.sources, *claim.same, *(f.text for f in claim.other))
    if shelf.is_foreign(told, language):
        language = shelf.unknown

    entry = claim.entry
    return Case(
        claim=claim,
        language=language,
        shelf=shelf,
        rewrite=shelf.read(claim.rewrite, language),
        sources=shelf.layer(claim.sources, language),
        entry=shelf.layer((entry.name, entry.position), language),
        same=shelf.layer(claim.same, language),
        person=shelf.layer(claim.person, language),
        other=shelf.layer((f.text for f in claim.other), language),
        posting=shelf.layer(claim.posting, language),
    )

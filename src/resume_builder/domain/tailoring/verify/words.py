"""The words of the truth checks, by language: values of plain lines (`data/truth/*.txt`).

A file is split by `[section]` lines. Sections of phrases part them by commas; a phrase that ends
in "*" stands for every word that starts so, one that begins with "*" for every longer word that
ends so. Sections of values are `word value; word value`. The section `[same]` holds one group of
words of equal meaning a line.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from resume_builder.domain.tailoring.verify.german import split_compound
from resume_builder.domain.tailoring.verify.stems import bases, plain, stem

# A stem of fewer letters is that of too many words.
_TELLING = 4
_VALUES = frozenset(["numbers", "multipliers", "vague", "ordinals", "units", "rates"])
# Sections of deeds and things, which English tells in the third person or the plural too.
_DEEDS = frozenset(["outcome", "lead", "help", "people", "unfinished"])
_LISTS = frozenset(
    "same dictionary broader verbs qualities agents words broader_deeds irregular opposites".split()
)
_PHRASES = frozenset(
    "stop light absence alone knowledge role every by deciders and attended studied course generic "
    "one create days more turn per until crew person across with helped_by help beside observe "
    "lead run people title unfinished denied kept shared beside_shared under under_kept partial "
    "groups passed passed_kept own below alternate definite since single whole weekdays labels "
    "parts scope many constant universal change cause relative outcome flattery credential over "
    "under_amount about member".split()
)

# The second words of English two-word verbs, and how many words may stand before them.
PARTICLES = frozenset(
    "up off out down in on over away back through around after for into with to forward together "
    "ahead along aside".split()
)
_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, longest first, and beginnings of words."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict[str, tuple[tuple[str, ...], ...]]
    )
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    def at(self, words: tuple[str, ...], index: int) -> int:
        """Return how many words of a phrase begin at `index`; 0 for none."""
        word = words[index]
        for phrase in self.by_first.get(word, ()):
            if words[index : index + len(phrase)] == phrase:
                return len(phrase)
        return 1 if self._affixed(word) else 0

    def _affixed(self, word: str) -> bool:
        if self.starts and word.startswith(self.starts):
            return True
        return bool(self.ends) and word.endswith(self.ends) and word not in self.ends

    def find(self, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield each phrase in `words` as a half-open range of indexes; they never overlap."""
        first, affixes = self.by_first, bool(self.starts or self.ends)
        # Most texts have nothing of most sections.
        if not affixes and first.keys().isdisjoint(words):
            return
        after = 0
        for index, word in enumerate(words):
            if index >= after and (word in first or (affixes and self._affixed(word))):
                length = self.at(words, index)
                if length:
                    after = index + length
                    yield index, after

    def any(self, words: tuple[str, ...]) -> bool:
        """Tell whether a phrase stands in `words`."""
        return next(self.find(words), None) is not None


def make_phrases(spelled: Iterable[str]) -> Phrases:
    """Return the phrases of comma-parted lines."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    starts: list[str] = []
    ends: list[str] = []
    for line in spelled:
        for raw in line.split(","):
            phrase = raw.strip()
            if phrase.endswith("*"):
                starts.append(plain(phrase[:-1]))
            elif phrase.startswith("*"):
                ends.append(plain(phrase[1:]))
            elif phrase:
                words = tuple(split_plain(phrase))
                by_first.setdefault(words[0], []).append(words)
    ordered = {k: tuple(sorted(set(v), key=len, reverse=True)) for k, v in by_first.items()}
    return Phrases(ordered, tuple(starts), tuple(ends))


def split_plain(text: str) -> list[str]:
    """Return the folded words of a phrase of the data."""
    return "".join(c if c.isalnum() else " " for c in plain(text)).split()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language.

    `same` gives the meanings that a stem can have, as numbers; `dictionary` those of base forms
    (English) or stems. `broader` gives a noun's broader words ("lamb": "young offspring").
    `parts` are stems that German compounds are made of.
    """

    code: str
    stop: frozenset[str]
    light: frozenset[str]
    phrases: Mapping[str, Phrases]
    values: Mapping[str, Mapping[str, Fraction]]
    same: Mapping[str, frozenset[int]]
    dictionary: Mapping[str, list[int]]
    broader: Mapping[str, str]
    verbs: frozenset[str]
    qualities: frozenset[str]
    agents: frozenset[str]
    parts: frozenset[str] = frozenset()
    light_stems: frozenset[str] = frozenset()
    broader_deeds: Mapping[str, str] = field(default_factory=dict[str, str])
    irregular: Mapping[str, str] = field(default_factory=dict[str, str])
    opposites: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @property
    def is_bare(self) -> bool:
        """Tell whether there are no words to check by, but at most little ones."""
        return frozenset(self.phrases) <= {"stop"}

    def opposites_of(self, forms: Iterable[str]) -> frozenset[str]:
        """Return the opposites of a word in any of its forms."""
        return _NOTHING_SAID.union(*(self.opposites.get(form, ()) for form in forms))

    def meanings(self, word: str, root: str) -> frozenset[int]:
        """Return the meanings that a folded word, whose stem is `root`, can have."""
        known = self.same.get(root, _NOTHING)
        if not self.dictionary:
            return known
        known = known.union(*(self.dictionary.get(form, ()) for form in self.forms(word)))
        if not known and self.code == "en" and word.startswith("re"):
            # To redraft is to draft: a word that no dictionary has.
            return self.meanings(word[2:], stem(word[2:], self.code))
        return known

    def forms(self, word: str) -> tuple[str, ...]:
        """Return under what the dictionary may have a folded word: its base forms, or its stem."""
        if self.code != "en":
            return (stem(word, self.code),)
        known = self.irregular.get(word)
        return (*bases(word), known) if known else bases(word)

    def broader_than(self, word: str) -> set[str]:
        """Return what a folded word is a kind of."""
        if not self.broader:
            return set()
        return {b for form in self.forms(word) for b in self.broader.get(form, "").split()}

    def broader_deeds_than(self, word: str) -> set[str]:
        """Return what a folded verb is a way to do ("hem": "sew")."""
        if not self.broader_deeds:
            return set()
        return {b for form in self.forms(word) for b in self.broader_deeds.get(form, "").split()}

    def phrasal(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the meanings of the two-word verbs of a text: "put it off" is to postpone."""
        if self.code != "en":
            return
        for at, particle in enumerate(words):
            if particle in PARTICLES:
                for word in words[max(0, at - 1 - _BETWEEN) : at]:
                    for form in self.forms(word):
                        yield from self.dictionary.get(f"{form}_{particle}", ())

    def parts_of(self, word: str, also: Container[str] = ()) -> tuple[str, ...]:
        """Return the stems of the parts of a folded German compound; () for any other word.

        Parts are everyday words, and the stems in `also`.
        """
        return split_compound(word, _Either(self.parts, also)) if self.parts else ()

    def knows(self, word: str) -> bool:
        """Tell whether the dictionary has a folded word."""
        return word in self.broader or word in self.verbs or word in self.qualities

    def is_mild(self, word: str) -> bool:
        """Tell whether a folded word is a verb or a quality: it names no new thing."""
        return self.is_verb(word) or any(form in self.qualities for form in self.forms(word))

    def is_verb(self, word: str) -> bool:
        """Tell whether a folded word is a verb more often than not, or a noun made of one."""
        if self.code == "en" and word.endswith("ed"):
            return True
        return any(form in self.verbs for form in self.forms(word))

    def is_agent(self, word: str) -> bool:
        """Tell whether a folded word names people: "cutter", "nurses", "panel"."""
        if word in self.phrase("person").by_first or word in self.phrase("groups").by_first:
            return True
        return any(form in self.agents for form in self.forms(word))

    def is_light(self, word: str) -> bool:
        """Tell whether a folded word, in whatever form, claims nothing by itself."""
        if word in self.light or word in self.values.get("rates", ()):
            return True
        if self.code == "en":
            return any(form in self.light for form in self.forms(word))
        root = stem(word, self.code)
        return len(root) > _TELLING and root in self.light_stems

    def phrase(self, section: str) -> Phrases:
        """Return the phrases of a section; none for one that the language leaves out."""
        return self.phrases.get(section, _NONE)

    def stems_of(self, section: str) -> frozenset[str]:
        """Return the stems of the words of a section's phrases."""
        phrases = self.phrase(section).by_first.values()
        return frozenset(stem(w, self.code) for group in phrases for p in group for w in p)

    def value(self, section: str, word: str) -> Fraction | None:
        """Return what a folded word is worth in a section."""
        return self.values.get(section, {}).get(word)


@dataclass(frozen=True, slots=True)
class _Either:
    """What is in one container or in another, which are too large to be joined."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, item: str) -> bool:
        return item in self.one or item in self.other


_NONE = Phrases()
_NOTHING: frozenset[int] = frozenset()
_NOTHING_SAID: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TruthWords:
    """All languages, English first; `stops` are their little words, by which a text's is told."""

    languages: Mapping[str, Language]
    stops: Mapping[str, frozenset[str]]

    def count(self, words: Iterable[str]) -> dict[str, int]:
        """Return how many of folded `words` are little words of each language."""
        known = list(words)
        return {code: sum(w in stop for w in known) for code, stop in self.stops.items()}

    def most(self, counts: Mapping[str, int]) -> Language:
        """Return the language with the highest count, the first one where none is higher."""
        return self.languages[max(self.stops, key=lambda code: counts.get(code, 0))]

    def language_of(self, words: Iterable[str]) -> Language:
        """Return the language with the most little words among folded `words`."""
        return self.most(self.count(words))


def parse_language(code: str, lines: Iterable[str]) -> Language:
    """Return the language written in `lines`.

    Raises ValueError for a line before the first section, for an unknown section, and for a
    value that is no number.
    """
    sections = _sections(code, lines)
    unknown = sections.keys() - _VALUES - _PHRASES - _LISTS
    if unknown:
        raise ValueError(f"{code}: unknown sections: {', '.join(sorted(unknown))}")
    light = _plain_words(sections.get("light", ()))
    same = _meanings(code, sections.get("same", ()))
    dictionary = _entries(code, sections.get("dictionary", ()))
    verbs, qualities = (_keys(code, sections.get(n, ())) for n in ("verbs", "qualities"))
    words = _keys(code, sections.get("words", ()))
    return Language(
        code=code,
        stop=_plain_words(sections.get("stop", ())),
        light=light,
        light_stems=frozenset(stem(w, code) for w in light),
        phrases={
            n: make_phrases([*ls, *(_with_s(ls) if code == "en" and n in _DEEDS else ())])
            for n, ls in sections.items()
            if n in _PHRASES
        },
        values={n: _values(code, ls) for n, ls in sections.items() if n in _VALUES},
        same=same,
        dictionary=dictionary,
        broader=dict(line.split(" ", 1) for line in sections.get("broader", ())),
        verbs=verbs,
        qualities=qualities,
        agents=_keys(code, sections.get("agents", ())),
        broader_deeds=dict(line.split(" ", 1) for line in sections.get("broader_deeds", ())),
        opposites=_opposites(sections.get("opposites", ())),
        irregular={
            pair.split()[0]: pair.split()[1]
            for line in sections.get("irregular", ())
            for pair in line.split(";")
        },
        parts=words.union(same, dictionary, verbs, qualities) if code == "de" else frozenset(),
    )


def parse_stops(code: str, lines: Iterable[str]) -> frozenset[str]:
    """Return the little words of a language. Raises ValueError for a line before any section."""
    return _plain_words(_sections(code, lines).get("stop", ()))


def _sections(code: str, lines: Iterable[str]) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for raw in lines:
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif current is None:
            raise ValueError(f"{code}: no [section] before: {line[:40]}")
        else:
            current.append(line)
    return sections


def _plain_words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(w for line in lines for w in split_plain(line))


def _keys(code: str, lines: Iterable[str]) -> frozenset[str]:
    """Return words as the dictionary keys them: English in base forms, others by their stems."""
    words = (w for line in lines for w in line.split())
    return frozenset(words if code == "en" else (stem(plain(w), code) for w in words))


def _with_s(lines: Iterable[str]) -> list[str]:
    """Return "prevents" for "prevent", "mocks" for "mock", of the single English words."""
    words = [w.strip() for line in lines for w in line.split(",")]
    return [f"{w}s" for w in words if w.isalpha() and len(w) > 3 and not w.endswith(("s", "ed"))]


def _values(code: str, lines: Iterable[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for line in lines:
        for pair in line.split(";"):
            word, _, value = pair.strip().rpartition(" ")
            if word:
                try:
                    found[plain(word)] = Fraction(value)
                except ValueError as error:
                    raise ValueError(f"{code}: no number: {pair.strip()}") from error
    return found


def _entries(code: str, groups: Iterable[str]) -> dict[str, list[int]]:
    """Return the groups of each word, numbered below zero, apart from those of `_meanings`."""
    found: dict[str, list[int]] = {}
    for number, group in enumerate(groups, 1):
        for word in group.split():
            key = word if code == "en" else stem(plain(word), code)
            found.setdefault(key, []).append(-number)
    return found


def _opposites(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return both ways of "short long, early late"."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for pair in line.split(","):
            if pair.strip():
                one, other = plain(pair).split()
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _meanings(code: str, groups: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in plain(group).split():
            found.setdefault(stem(word, code), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}

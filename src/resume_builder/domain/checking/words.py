"""The words that the checks of wording look for, language by language."""

import re
from collections.abc import Iterable
from functools import cached_property

from resume_builder.domain.values import Value


class LanguageWords(Value):
    """One language.

    `first_person` is a pattern of words for oneself, each in a group (capitals count: "US" is no
    "us"); `weak` are openings that tell what one was there for and not what one did; `passive` is a
    pattern of verbs in the passive, those of honors left out: nobody promotes themselves. Behind a
    word of the pattern `subordinate` such a verb is not the line's own. `tenses` are pairs of a
    verb's present and past, for languages whose lines begin with one. A present among `also_nouns`
    ("lead", "launch") counts only where one of `articles`, or a figure, follows. `openers` are
    small words: lines that begin with the same one do not begin alike.
    """

    first_person: str = ""
    weak: tuple[str, ...] = ()
    passive: str = ""
    subordinate: str = ""
    tenses: tuple[tuple[str, str], ...] = ()
    also_nouns: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()

    @cached_property
    def self_pattern(self) -> re.Pattern[str] | None:
        """Finds a word for oneself anywhere."""
        return re.compile(self.first_person) if self.first_person else None

    @cached_property
    def weak_pattern(self) -> re.Pattern[str] | None:
        """Finds a weak opening where a line begins."""
        return re.compile(rf"\W*({_any(self.weak)})\b", re.IGNORECASE) if self.weak else None

    @cached_property
    def passive_pattern(self) -> re.Pattern[str] | None:
        """Finds a verb in the passive."""
        return re.compile(self.passive, re.IGNORECASE) if self.passive else None

    @cached_property
    def subordinate_pattern(self) -> re.Pattern[str] | None:
        """Finds a word behind which a verb is no main verb."""
        return re.compile(self.subordinate, re.IGNORECASE) if self.subordinate else None

    @cached_property
    def present(self) -> frozenset[str]:
        """Verbs in the present."""
        return frozenset(now for now, then in self.tenses if now and now != then)

    @cached_property
    def past(self) -> frozenset[str]:
        """Verbs in the past."""
        return frozenset(then for _, then in self.tenses)

    def is_present(self, word: str, following: str) -> bool:
        """Tell whether a line that opens with these two words opens with a verb in the present."""
        if word not in self.present or word in self.past:
            return False
        return word not in self.also_nouns or following in self.articles or following.isdigit()


class CheckWords(Value):
    """Every language that has words, by its ISO 639-1 code."""

    languages: dict[str, LanguageWords]

    def knows(self, language: str) -> bool:
        """Tell whether the language of a BCP 47 tag has words."""
        return self.of(language) != LanguageWords()

    def of(self, language: str) -> LanguageWords:
        """Return the words of a BCP 47 tag, none for a language without."""
        return self.languages.get(language.partition("-")[0].casefold(), LanguageWords())


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for one of `phrases`, the longest that fits."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    options = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?:{'|'.join(options)})"

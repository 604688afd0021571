"""All, entire, worldwide, several sites: no larger than the facts say."""

from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import (
    phrase_stands,
    phrases_in,
    refuse,
    span_of,
)
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import Word

# "Across the whole trust": how many words after "across the" can name the reach.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Refuses a wider reach than that of the facts."""

    name: str = "scope"

    def judge(self, case: Case) -> Result:
        """Say whether each word of reach is borne."""
        layers = (case.sources, case.entry, case.same)
        each = case.sources.has("universal")
        for words in phrases_in(case, "scope"):
            if self._distributes(words, case):
                continue
            if each and case.language.phrase("universal").any(tuple(w.plain for w in words)):
                continue
            universal = case.language.phrase("universal").any(tuple(w.plain for w in words))
            bearing = layers[:1] if universal else layers
            if not all(any(layer.bears(w, case.language) for layer in bearing) for w in words):
                return refuse(case, "truth.scope", span_of(words))
        if any(q.value == 1 and not q.kind for t in case.sources.texts for q in t.quantities):
            for words in phrases_in(case, "many"):
                if not phrase_stands(words, case.sources, case.same):
                    return refuse(case, "truth.scope", span_of(words))
        return self._of_one(case) or self._across(case)

    @staticmethod
    def _of_one(case: Case) -> Result | None:
        """Refuse "several schools" of "a school"."""
        articles = case.language.phrase("one").by_first
        ones = {
            after.stem
            for text in case.sources.texts
            for before, after in pairwise(text.words)
            if before.plain in articles
        }
        for words in phrases_in(case, "many"):
            at = case.rewrite.words.index(words[-1]) + 1
            if any(w.stem in ones for w in case.rewrite.words[at : at + _REACH]):
                return refuse(case, "truth.scope", span_of(words))
        return None

    @staticmethod
    def _distributes(words: tuple[Word, ...], case: Case) -> bool:
        """Tell whether it is "every Thursday" of "on Thursdays"."""
        at = case.rewrite.words.index(words[-1]) + 1
        if words[0].plain not in case.language.phrase("universal").by_first:
            return False
        days = case.language.phrase("days").by_first
        following = case.rewrite.words[at : at + _REACH]
        return any(
            w.plain in days
            or w.plain.removesuffix("s") in days
            or case.language.value("units", w.plain) is not None
            for w in following
        )

    @staticmethod
    def _across(case: Case) -> Result:
        """Refuse "across the trust" where no fact has the trust."""
        words = case.rewrite.words
        stems = case.sources.stems | case.same.stems | case.entry.stems
        for words_of in phrases_in(case, "across"):
            at = words.index(words_of[-1]) + 1
            reach = words[at : at + _REACH]
            if reach and all(w.stem not in stems for w in reach):
                return refuse(case, "truth.scope", span_of((*words_of, *reach)))
        return SUPPORTED

"""All, entire, worldwide, several sites: no larger than the facts say."""

from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import (
    ask,
    phrase_stands,
    phrases_in,
    refuse,
    span_of,
)
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.numbers import Quantity
from resume_builder.domain.tailoring.verify.text import Word

# "Across the whole trust": how many words after "across the" can name the reach.
_REACH = 2
_WHOLE = frozenset("toda todo toute tout ganze ganzen inteira inteiro entera entero".split())
# What stands before "the hospital" where it is the reach of a deed.
_REACHES = frozenset("across throughout of in for".split())
# "In the north of the county": how many words after a part can name what it is of.
_PART = 4


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
                if _each_of_some(words, case):
                    return refuse(case, "truth.scope", span_of(words))
                continue
            if each and case.language.phrase("universal").any(tuple(w.plain for w in words)):
                continue
            universal = case.language.phrase("universal").any(tuple(w.plain for w in words))
            bearing = layers[:1] if universal else layers
            if not all(any(layer.bears(w, case.language) for layer in bearing) for w in words):
                return refuse(case, "truth.scope", span_of(words))
        if any(q.value == 1 and not q.kind for t in case.sources.texts for q in t.quantities):
            for words in phrases_in(case, "many"):
                if _is_bound(words[0], case):
                    continue
                if not phrase_stands(words, case.sources, case.same):
                    return refuse(case, "truth.scope", span_of(words))
        across = self._of_one(case) or self._across(case)
        return across if across is not SUPPORTED else _widened(case)

    @staticmethod
    def _of_one(case: Case) -> Result | None:
        """Refuse "several schools" of "a school", or where no fact has schools."""
        articles = case.language.phrase("one").by_first
        ones = {
            after.stem
            for text in case.sources.texts
            for before, after in pairwise(text.words)
            if before.plain in articles
        }
        for words in phrases_in(case, "many"):
            at = case.rewrite.words.index(words[-1]) + 1
            reach = case.rewrite.words[at : at + _REACH]
            strange = case.language.code != "en" and not all(
                any(layer.bears(w, case.language) for layer in (case.sources, case.same))
                for w in reach[:1]
                if w.content
            )
            if strange or any(w.stem in ones for w in reach):
                return refuse(case, "truth.scope", span_of(words))
        return None

    @staticmethod
    def _distributes(words: tuple[Word, ...], case: Case) -> bool:
        """Tell whether it is "every Thursday" of "on Thursdays"."""
        at = case.rewrite.words.index(words[-1]) + 1
        if words[0].plain not in case.language.phrase("universal").by_first:
            return False
        if words[0].plain in _WHOLE:
            # "Toda la semana" is one week, "todas las semanas" are each.
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


def _each_of_some(words: tuple[Word, ...], case: Case) -> bool:
    """Tell whether "every night" was two nights a week, or "every day" was matinee days."""
    if case.language.code != "en" or case.sources.has("universal"):
        return False
    at = case.rewrite.words.index(words[-1]) + 1
    for unit in case.rewrite.words[at : at + 1]:
        for text in case.sources.texts:
            for before, word in pairwise(text.words):
                some = before.counted or (before.content and before.stem not in case.rewrite.stems)
                if word.stem == unit.stem and some and word.plain.endswith("s"):
                    return True
    return False


def _widened(case: Case) -> Result:
    """Ask about a whole of which the sources name a part, and about an owner of more than mine."""
    parts = case.language.phrase("parts").by_first
    for text in case.sources.texts:
        for at, word in enumerate(text.words):
            if word.plain not in parts or word.stem in case.rewrite.stems:
                continue
            if any(case.abbreviates(w) for w in case.rewrite.content):
                # "FOH" still has the front.
                continue
            after = [w for w in text.words[at + 1 : at + 1 + _PART] if w.content][:1]
            around = (*text.words[max(0, at - _REACH) : at], *after)
            taken = [w for w in around if w.content and w.stem in case.rewrite.stems]
            if taken and not case.rewrite.has("parts"):
                kept = next(w for w in case.rewrite.words if w.stem == taken[-1].stem)
                return ask(case, "truth.scope.whole", span_of((kept,)))
    return _owner(case)


def _is_bound(word: Word, case: Case) -> bool:
    """Tell whether it is the "many" of "as many as 31"."""
    at = case.rewrite.words.index(word)
    return case.language.phrase("under_amount").at(case.rewrite.plains, max(0, at - 1)) > 1


def _owner(case: Case) -> Result:
    """Ask about "the firm's apprentices" where the sources have my own, or count some."""
    if not any(t.has("own") or any(_counts(q) for q in t.quantities) for t in case.sources.texts):
        return SUPPORTED
    groups = case.language.phrase("groups").by_first
    words = case.rewrite.words
    for before, word, after in zip(words, words[1:], (*words[2:], None), strict=False):
        if word.plain not in groups or word.stem in case.sources.stems:
            continue
        owns = after is not None and after.plain == "s" and case.rewrite.text[word.end] in "'’"
        first = words[max(0, words.index(before) - 1)]
        reaches = before.plain in ("the", "entire", "whole") and first.plain in _REACHES
        if owns or reaches:
            return ask(case, "truth.scope.whole", span_of((word,)))
    return SUPPORTED


def _counts(quantity: Quantity) -> bool:
    return not quantity.kind and quantity.value > 1 and quantity.unit.endswith("s")

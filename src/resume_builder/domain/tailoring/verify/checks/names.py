"""Names of tools, companies, places and people: each must stand in the facts of this entry."""

from dataclasses import dataclass

from resume_builder.domain.spellings import Mention
from resume_builder.domain.tailoring.verify.checks.base import ask, refuse
from resume_builder.domain.tailoring.verify.evidence import HARD_KINDS, Case, Layer
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.stems import stem
from resume_builder.domain.tailoring.verify.text import Word
from resume_builder.domain.values import Span

# Endings by which German makes nouns.
_SUFFIXES = ("ung", "heit", "keit", "schaft", "tion", "tat", "nis", "erei")
# How many letters a shortened word has at most: "PV" of "Photovoltaik".
_SHORT = 4
# The shortest beginning or end by which a German noun is known.
_NOUN = 4
# Letters of an abbreviation made from one word, and of the word.
_CAPITALS, _LONG = 3, 10


@dataclass(frozen=True, slots=True)
class Names:
    """Refuses a name that neither this entry nor the person has; says whose it is if known."""

    name: str = "names"

    def judge(self, case: Case) -> Result:
        """Say whether each name is borne."""
        for mention in case.named:
            if case.shelf.lexicon.kind(mention.name) not in HARD_KINDS:
                continue
            span = Span(mention.start, mention.end)
            if case.rewrite.text[span.start : span.end].islower() and not any(
                span.start <= w.start < span.end for w in case.rewrite.content
            ):
                # "mes" is French for "my", whatever MES may mean elsewhere.
                continue
            layers = (case.sources, case.entry, case.same)
            if any(mention.name in layer.names for layer in layers):
                continue
            if self._spelled(mention, case, layers):
                continue
            if mention.name in case.other.named:
                return refuse(case, "truth.name.elsewhere", span)
            if mention.name in case.person.named or self._spelled(mention, case, case.here):
                continue
            return refuse(case, "truth.name.new", span)
        word = next((w for w in case.unborne if is_name(w, case)), None)
        return SUPPORTED if word is None else self._unknown(word, case)

    @staticmethod
    def _unknown(word: Word, case: Case) -> Result:
        """Judge a word that is written as a name and stands in no fact."""
        span = Span(word.start, word.end)
        if word.stem in case.other.stems:
            return refuse(case, "truth.name.elsewhere", span)
        if word.stem in case.posting.stems and not word.capital:
            return ask(case, "truth.name.posting", span)
        if _may_abbreviate(word, case):
            return ask(case, "truth.name.short", span)
        return refuse(case, "truth.name.new", span)

    @staticmethod
    def _spelled(mention: Mention, case: Case, layers: tuple[Layer, ...]) -> bool:
        """Tell whether every word of a name stands in `layers` all the same."""
        words = [w for w in case.rewrite.words if mention.start <= w.start < mention.end]
        return all(
            case.sources.bears(w, case.language) or any(w.stem in layer.stems for layer in layers)
            for w in words
        )


def _may_abbreviate(word: Word, case: Case) -> bool:
    """Tell whether two or three capitals may stand for a long word of the sources: "PV", "BD"."""
    if len(word.plain) > _CAPITALS or not case.rewrite.text[word.start : word.end].isupper():
        return False

    def within(known: str) -> bool:
        letters = iter(known)
        return known[0] == word.plain[0] and all(c in letters for c in word.plain)

    known = (w.plain for text in case.sources.texts for w in text.content)
    return any(len(k) >= _LONG and within(k) for k in known)


def is_name(word: Word, case: Case) -> bool:
    """Tell whether a word is written as a name: a capital inside a sentence, or capitals only."""
    if not word.capital or not word.content:
        return False
    if case.language.code == "de":
        return not _is_german(word, case)
    written = case.rewrite.text[word.start : word.end]
    return not word.initial or (len(written) > 1 and not written[1:].islower())


def _is_german(word: Word, case: Case) -> bool:
    """Tell whether a word with a capital is a German noun, or begins or ends as one."""
    language = case.language
    if word.stem in language.parts or language.is_light(word.plain):
        return True
    if word.plain.endswith(_SUFFIXES) or _shortens(word, case):
        return True
    word_of = word.plain
    cuts = range(_NOUN, len(word_of) - _NOUN + 1)
    return any(
        stem(word_of[at:], "de") in language.parts or stem(word_of[:at], "de") in language.parts
        for at in cuts
    )


def _shortens(word: Word, case: Case) -> bool:
    """Tell whether capitals are letters of one word of the sources, its first one to begin with."""
    written = case.rewrite.text[word.start : word.end]
    if len(written) > _SHORT or not written.isupper():
        return False
    for told in case.sources.plains:
        letters = iter(told)
        if told[0] == word.plain[0] and all(letter in letters for letter in word.plain):
            return True
    return False

"""Degrees, licences, certificates: true everywhere, but only the ones the person has."""

from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, phrases_in, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word

# How many words on either side say what a credential is of.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Credentials:
    """Refuses a credential that the facts do not have; asks when it may be another's subject."""

    name: str = "credentials"

    def judge(self, case: Case) -> Result:
        """Say whether each credential is borne."""
        facts = [t for layer in case.here for t in layer.texts]
        for words in phrases_in(case, "credential"):
            span = span_of(words)
            bearing = [t for t in facts if any(_bears(t, w) for w in words)]
            near = _around(case.rewrite, words)
            if _is_knowledge(words, case):
                continue
            generic = case.language.phrase("generic").any(tuple(w.plain for w in words))
            # "PMP-certified" of a person who lists the PMP with its year.
            if generic and any(w.stem in case.learned and _is_proper(w, case) for w in near):
                continue
            if not bearing:
                return refuse(case, "truth.credential.new", span)
            if all(t.has("unfinished") for t in bearing) and not case.rewrite.has("unfinished"):
                return refuse(case, "truth.credential.new", span)
            if any(t in case.sources.texts for t in bearing) or _stands_alone(words, case):
                continue
            if near and not any(w.stem in t.stems for t in bearing for w in near):
                return ask(case, "truth.credential.subject", span)
        return SUPPORTED


def _is_knowledge(words: tuple[Word, ...], case: Case) -> bool:
    """Tell whether a credential's word begins a phrase for knowing something: "maîtrise de"."""
    at = case.rewrite.words.index(words[0])
    return case.language.phrase("knowledge").at(case.rewrite.plains, at) > len(words)


def _is_proper(word: Word, case: Case) -> bool:
    written = case.rewrite.text[word.start : word.end]
    hyphen = case.rewrite.text[word.end : word.end + 1] == "-"
    if (
        hyphen
        and word.content
        and any(word.stem in t.content_stems for t in case.person.texts if t.quantities)
    ):
        # "First-aid-qualified" of who lists the course with its year.
        return True
    return word.capital and (hyphen or not word.initial or not written[1:].islower())


def _stands_alone(words: tuple[Word, ...], case: Case) -> bool:
    """Tell whether a credential needs no subject: a name in capitals, or a spelled-out one."""
    written = case.rewrite.text[words[0].start : words[-1].end]
    return written.isupper() or all(case.spelled_out(w) for w in words)


def _around(text: ReadText, words: tuple[Word, ...]) -> list[Word]:
    first, last = text.words.index(words[0]), text.words.index(words[-1])
    around = (*text.words[max(0, first - _NEAR) : first], *text.words[last + 1 : last + 1 + _NEAR])
    return [w for w in around if w.content]


def _bears(text: ReadText, word: Word) -> bool:
    meanings = text.language.meanings(word.plain, word.stem)
    return word.stem in text.stems or not meanings.isdisjoint(text.meanings)

"""Words that no fact of this entry bears: another entry's, the posting's, or nobody's."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import ask, refuse, span_of
from resume_builder.domain.tailoring.verify.evidence import Case, Layer
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.values import Span

# "And a new bioreactor": how many words may stand between.
_NEAR = 3
# "At an agency" after a comma says where, and adds nothing to a list.
_PLACES = frozenset(["at"])
# Endings of English callings.
_CALLINGS = ("er", "or", "ist", "ian", "ant", "nurse", "chef")
# How a clause begins that tells what else was done.
_DOING = {"es": ("ando", "endo"), "pt": ("ando", "endo", "indo"), "fr": ("ant",)}
# Where a statement ends and another begins.
_ENDS = re.compile(r"[;.,•|](?=\s)|\s[-–—]\s|\n")
# Where a statement ends that does not go on behind it.
_STOPS = re.compile(r"[;.!?•|](?=\s)|\n")
# The share of a statement's words that one line must have more than.
_MOST = 2 / 3
# A source with fewer words of its own can stand in another line by chance.
_WHOLE = 3


@dataclass(frozen=True, slots=True)
class Additions:
    """Refuses what was added to a whole source; asks about words that may be a rewording."""

    name: str = "additions"

    def judge(self, case: Case) -> Result:
        """Say whether the words are borne."""
        if case.language.is_bare:
            return _of_unknown_tongue(case)
        return _of_statements(case) or self._of_words(case)

    def _of_words(self, case: Case) -> Result:
        new = (*case.unborne, *_named_only(case))
        if not new:
            return SUPPORTED
        things = tuple(w for w in new if not case.language.is_mild(w.plain))
        if not things:
            return self._of_deeds(new, case)
        code = self._wrong(things, case)
        if code:
            return refuse(case, code, span_of(things))
        strange = any(
            w.stem in case.other.stems
            or w.stem in case.posting.stems
            or w.plain in case.language.agents
            for w in things
        )
        if case.language.code != "en":
            strange = strange or any(_joined(w, case) for w in things)
        if len(new) == 1 and case.uncovered and not strange:
            # One word in the place of another: a rewording.
            return SUPPORTED
        return ask(case, "truth.added.words", span_of(things))

    @staticmethod
    def _wrong(things: tuple[Word, ...], case: Case) -> str:
        """Return the code of what is wrong with new things, "" when they may be a rewording."""
        if _is_calling(things, case):
            return "truth.title"
        if sum(w.stem in case.other.stems for w in things) > 1:
            return "truth.added.elsewhere"
        joined = any(_joined(w, case) and _may_be_added(w, case) for w in things)
        joined = joined or _tells_more(case)
        if joined or _inserted(case) or len(things) > len(case.uncovered) + 1:
            return "truth.added.new"
        return ""

    @staticmethod
    def _of_deeds(new: tuple[Word, ...], case: Case) -> Result:
        """Judge a verb that stands for none of the sources'; qualities name no new thing."""
        language = case.language
        verbs = [w for w in new if language.is_verb(w.plain)]
        replaced = sum(language.is_mild(w.plain) for w in case.uncovered)
        for word in verbs:
            joined = _joined(word, case)
            strange = word.stem in case.other.stems or word.stem in case.posting.stems
            if joined and strange and not case.uncovered:
                return refuse(case, "truth.added.elsewhere", span_of((word,)))
            # The verb that opens a line says what was done: no other word stands for it.
            opens = language.code == "en" and word is case.rewrite.words[0]
            if opens or len(verbs) > replaced or (joined and strange):
                return ask(case, "truth.added.words", span_of((word,)))
        return SUPPORTED


def _of_unknown_tongue(case: Case) -> Result:
    """Ask about every change of words: in a language without words, any may be one of substance."""
    told, said = (
        Counter(w.plain for t in texts for w in t.words if w.plain not in case.language.stop)
        for texts in (case.sources.texts, (case.rewrite,))
    )
    if told == said:
        return SUPPORTED
    return ask(case, "truth.tongue", Span(0, len(case.rewrite.text)))


def _of_statements(case: Case) -> Result | None:
    """Judge statements behind ";" or "." that the facts of the entry have nothing of.

    A bare "Docker" there tells a listed skill as used in this job.
    """
    for span in _statements(case.rewrite.text)[1:]:
        words = tuple(w for w in case.rewrite.words if w.start >= span.start and w.end <= span.end)
        said = tuple(w for w in words if _is_said(w, case))
        here = (case.sources, case.entry, case.same)
        if not said or any(_stands(w, case, here) for w in said):
            continue
        if all(_stands(w, case, (case.person,)) for w in said):
            knows = case.language.phrase("knowledge").any(tuple(w.plain for w in words))
            if knows or any(w.stem in case.learned for w in said):
                continue
            return ask(case, "truth.added.listed", span_of(said))
        # Behind a comma the statement goes on: its words are judged one by one.
        if case.rewrite.text[span.start] != ",":
            return refuse(case, "truth.added.new", span_of(said))
    for words in _sentences(case.rewrite)[1:]:
        if _is_another(words, case):
            return ask(case, "truth.added.words", span_of(words))
    return None


def _is_said(word: Word, case: Case) -> bool:
    """Tell whether a word says what the facts must bear; English light verbs are judged too."""
    if case.language.code != "en":
        return word.content
    return not word.counted and word.plain not in case.language.stop


def _sentences(text: ReadText) -> list[tuple[Word, ...]]:
    """Return the words between one ";" or full stop and the next, where there are any."""
    ends = [0, *(found.start() for found in _STOPS.finditer(text.text)), len(text.text)]
    parts = (tuple(w for w in text.words if a <= w.start < b) for a, b in pairwise(ends))
    return [words for words in parts if words]


def _is_another(words: tuple[Word, ...], case: Case) -> bool:
    """Tell whether a statement is none of the facts', though single words of it are.

    One line must have most of its words: those picked from several make up something new, a
    "machine learning engineer" of the machine of one and the engineer of another. Amounts are
    judged elsewhere, and what the person knows is told of no job.
    """
    knows = case.language.phrase("knowledge").any(tuple(w.plain for w in words))
    if knows or any(w.counted for w in words):
        return False
    said = [w for w in words if w.content] or words
    texts = (*case.sources.texts, *case.same.texts, *case.entry.texts)
    lines = (case.shelf.layer((text.text,), case.language) for text in texts)
    shares = (sum(line.bears(w, case.language) for w in said) / len(said) for line in lines)
    if max(shares, default=0) > _MOST:
        return False
    return not all(_stands(w, case, (case.person, case.sources)) for w in said)


def _statements(text: str) -> list[Span]:
    """Return the ranges of the statements of a text."""
    ends = [found.start() for found in _ENDS.finditer(text)]
    return [Span(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


def _stands(word: Word, case: Case, layers: tuple[Layer, ...]) -> bool:
    return any(layer.bears(word, case.language) for layer in layers)


def _named_only(case: Case) -> tuple[Word, ...]:
    """Return "pumps" of "seals and pumps" where only the employer's name has pumps."""
    if not case.entry.texts:
        return ()
    layers = (case.sources, case.same, case.person)
    return tuple(
        word
        for before, word in pairwise(case.rewrite.words)
        if before.plain in case.joiners
        and word.content
        and not word.capital
        and word.stem in case.entry.texts[0].stems
        and not any(layer.bears(word, case.language) for layer in layers)
    )


def _may_be_added(word: Word, case: Case) -> bool:
    """Tell whether a joined thing is no rewording: nothing else is left, or it is a stranger's."""
    if not case.uncovered:
        return True
    strange = word.stem in case.other.stems or word.stem in case.posting.stems
    return strange and case.language.code != "en"


def _tells_more(case: Case) -> bool:
    """Tell whether a clause was hung on: "que aceleran", "qui réduit", ", agilizando"."""
    relative = case.language.phrase("relative").by_first
    if case.language.code == "en":
        return False
    doing = _DOING.get(case.language.code, ())
    return any(
        word in case.unborne
        and (
            before.plain in relative
            or (before.segment != word.segment and word.plain.endswith(doing))
        )
        for before, word in pairwise(case.rewrite.words)
    )


def _inserted(case: Case) -> bool:
    """Tell whether the rewrite is the source word by word, with something put in."""
    if len(case.sources.texts) != 1:
        return False
    source = case.sources.texts[0]
    rest = iter(case.rewrite.plains)
    return len(source.content) >= _WHOLE and all(word in rest for word in source.plains)


def _is_calling(things: tuple[Word, ...], case: Case) -> bool:
    """Tell whether the line begins with a calling of nobody: "Process engineer running"."""
    words = case.rewrite.words
    for word, after in pairwise(words[: _NEAR + 1]):
        acts = after.plain == "who" or after.plain.endswith("ing")
        if word in things and acts and word.plain.endswith(_CALLINGS):
            return case.language.code == "en"
    return False


def _joined(word: Word, case: Case) -> bool:
    """Tell whether a word was put on top: after "and", "with", a comma; a verb before "and"."""
    words = case.rewrite.words
    at = words.index(word)
    text = case.rewrite.text
    before = words[max(0, at - _NEAR) : at]
    if not words[0].content and not words[0].counted:
        # "In spring, planted": the comma ends what comes before the statement.
        before = tuple(w for w in before if w.segment or word.segment != 1)
    lead = text[before[0].start : word.start] if before else ""
    if (
        (", " in lead and not _PLACES.intersection(w.plain for w in before))
        or ";" in lead
        or any(w.plain in case.joiners for w in before)
    ):
        return True
    after = words[at + 1 : at + 2]
    return case.language.is_verb(word.plain) and any(w.plain in case.joiners for w in after)

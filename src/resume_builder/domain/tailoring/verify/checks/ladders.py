"""Helped < did < led: nobody climbs a rung by a rewording. The same for titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import (
    ask,
    phrase_stands,
    phrases_in,
    refuse,
    span_of,
)
from resume_builder.domain.tailoring.verify.evidence import Case, Layer
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.stems import bases
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.values import Span

# "I also helped": words that may stand before the verb of a statement. "Customer support" is none.
_BEFORE = 2
# "Manage a large and growing team": how many words after the verb can name whom.
_OBJECT = 5
# "Senior site manager who": a title that begins so early is the person's.
_FIRST = 2
# "Assisted the senior analyst": with an article before it, a title is someone else's.
_THE = frozenset(
    "the my our his her their al del el la los las le les l o os as da do das dos "
    "du des der die den dem".split()
)
# A calling that a source has later than in its first letters is another's: "for a solicitor".
_EARLY = 12
# Endings of callings in other tongues: "Architektin", "conservatrice", "asesora".
_ROLES = tuple(
    "er erin ist istin ent entin ekt ektin eur euse rice iste ien ienne ier iere or ora ista ero "
    "era eiro eira ente enta ogo oga kraft mann frau".split()
)
_CALLINGS = ("er", "or", "ist", "ian", "ant")
# "Presented at the finance committee": words before a group that one is no member of.
_BESIDE = frozenset(["at", "to", "for", "before", "by"])
_NEAR = 3
# Endings of English words for people who do something.
_AGENTS = ("rters", "kers", "makers", "ists", "ants", "people", "men", "women")


@dataclass(frozen=True, slots=True)
class Titles:
    """Refuses a title that the entry does not have."""

    name: str = "titles"

    def judge(self, case: Case) -> Result:
        """Say whether each title is borne."""
        formed = {
            form for layer in (case.sources, case.entry) for w in layer.plains for form in bases(w)
        }
        # A line that begins with a title gives it to the person.
        own = {form for w in case.entry.plains for form in bases(w)} | {
            form
            for text in (*case.sources.texts, *case.person.texts)
            for w in text.words[:_FIRST]
            for form in bases(w.plain)
        }
        for words in phrases_in(case, "title"):
            at = case.rewrite.words.index(words[0])
            early = _is_early(at, case.rewrite)
            # "Trainer" is no rewording of "trainees", although they share a stem.
            owned = early and not (at and case.rewrite.words[at - 1].plain in _THE)
            if all(w.plain in (own if owned else formed) for w in words):
                continue
            # "the site manager" of another line is still the site manager.
            if not early and phrase_stands((case.rewrite.words[at - 1], *words), case.same):
                continue
            return refuse(case, "truth.title", span_of(words))
        if (word := _raised(case)) is not None:
            return refuse(case, "truth.title", span_of((word,)))
        return _in_role(case) or self._of_another(case)

    @staticmethod
    def _of_another(case: Case) -> Result:
        """Refuse to give the person the calling of someone whom the sources only mention."""
        position = {w for t in case.entry.texts[1:] for w in t.stems} | case.person.stems
        for word, after in pairwise(case.rewrite.words[: _FIRST + 1]):
            acts = after.plain.endswith("ing") or after.plain in ("who", "of")
            if not acts or not word.plain.endswith(_CALLINGS) or word.stem in position:
                continue
            told = [w for t in case.sources.texts for w in t.words if w.plain == word.plain]
            if told and all(w.start > _EARLY for w in told):
                return refuse(case, "truth.title", span_of((word,)))
        return SUPPORTED


def _in_role(case: Case) -> Result | None:
    """Refuse "als Architektin" of one whose position, education and lines do not say so."""
    own = {w for t in case.entry.texts[1:] for w in t.stems} | case.person.stems
    own |= {w.stem for t in case.sources.texts for w in t.content[:_FIRST]}
    own |= {w.stem for text in case.sources.texts for _, w in _roles(text)}
    for role, word in _roles(case.rewrite):
        if word.plain.endswith(_ROLES) and word.stem not in own:
            return refuse(case, "truth.title", span_of((*role, word)))
    return None


def _roles(text: ReadText) -> Iterator[tuple[tuple[Word, ...], Word]]:
    """Yield each "as" with what stands behind it."""
    for first, after in text.phrases("role").find(text.plains):
        said = [w for w in text.words[after : after + _FIRST] if w.content]
        if said:
            yield text.words[first:after], said[0]


def _raised(case: Case) -> Word | None:
    """Return the "head" of a rewrite where the sources say "acting head", else None."""
    if any(case.rewrite.has(s) for s in ("below", "help", "under_kept")):
        return None
    language = case.language
    lowered = {
        source.words[after].stem
        for source in case.sources.texts
        for _, after in language.phrase("below").find(source.plains)
        for after in (after, after + 1)
        if after < len(source.words) and _is_rank(source.words[after], case)
    }
    lowered -= case.entry.stems
    found = next((w for w in case.rewrite.words if w.stem in lowered), None)
    return found or _above_position(case)


def _above_position(case: Case) -> Word | None:
    """Return the "surveyor" of a line that gives a survey assistant that calling, else None."""
    if case.language.code != "en" or not any(t.has("below") for t in case.entry.texts[1:]):
        return None
    position = {w.stem for t in case.entry.texts[1:] for w in t.words}
    for before, word, after in zip(
        (None, *case.rewrite.words), case.rewrite.words, case.rewrite.words[1:], strict=False
    ):
        if word.start > case.rewrite.words[_FIRST - 1].start:
            return None
        acts = after.plain.endswith("ing") or after.plain in (
            "who",
            "of",
            "for",
            "in",
            "at",
            "with",
        )
        own = before is None or before.plain not in _THE
        if own and acts and word.stem in position and _is_rank(word, case):
            told = {w.plain for t in case.sources.texts for w in t.words[:_FIRST]}
            return None if word.plain in told else word
    return None


def _is_rank(word: Word, case: Case) -> bool:
    title = case.language.phrase("title").any((word.plain,))
    return title or case.language.is_agent(word.plain)


def _is_early(at: int, text: ReadText) -> bool:
    """Tell whether the line begins with the word at `at`, or it opens a later statement."""
    return at <= _FIRST or any(w.initial for w in text.words[at - 1 : at + 1])


@dataclass(frozen=True, slots=True)
class Creation:
    """Asks about making something where the facts say using, keeping or joining it."""

    name: str = "creation"

    def judge(self, case: Case) -> Result:
        """Say whether each word for making something new is borne."""
        if case.sources.has("create"):
            return SUPPORTED
        if case.language.code != "en" and not _replaces_deed(case):
            # "Salary statements" and "making salary statements" are one.
            return SUPPORTED
        for words in phrases_in(case, "create"):
            layers = (case.sources, case.entry)
            bare = [w for w in words if w.plain not in case.language.stop]
            if not all(any(_bears_deed(x, w, case) for x in layers) for w in bare):
                return ask(case, "truth.ownership.made", span_of(words))
        return SUPPORTED


def _replaces_deed(case: Case) -> bool:
    """Tell whether a deed of the sources is left out: a verb, or the noun that comes first."""
    first = {t.content[0] for t in case.sources.texts if t.content}
    return any(w in first or case.language.is_verb(w.plain) for w in case.uncovered)


def _bears_deed(layer: Layer, word: Word, case: Case) -> bool:
    """Tell whether a deed stands in a layer; in other tongues a synonym may be the thing made."""
    if word.stem in layer.stems or case.language.code != "en":
        return word.stem in layer.stems
    # To make desserts is not to create them: little verbs bear no such word.
    known = case.language.meanings
    said = (w for text in layer.texts for w in text.content)
    mine = known(word.plain, word.stem)
    return any(not mine.isdisjoint(known(w.plain, w.stem)) for w in said)


@dataclass(frozen=True, slots=True)
class Ownership:
    """Refuses leading where the facts say doing, and doing where they say helping."""

    name: str = "ownership"

    def judge(self, case: Case) -> Result:
        """Say whether the rewrite stands on the rung of its sources."""
        whole = Span(0, len(case.rewrite.text))
        if not _says_helped(case):
            for source in case.sources.texts:
                limit = _helped(source, case)
                if limit:
                    return refuse(case, "truth.ownership.helped", whole, limit=limit)
        return _alone(case) or self._leads(case)

    @staticmethod
    def _leads(case: Case) -> Result:
        leads = case.leads
        for words in phrases_in(case, "lead"):
            if not leads and not phrase_stands(words, case.sources):
                return refuse(case, "truth.ownership.led", span_of(words))
        for words in () if _is_member(case) else phrases_in(case, "member"):
            return refuse(case, "truth.ownership.led", span_of(words))
        over_people = any(layer.has("people") for layer in (case.sources, case.entry)) or (
            case.sources.has("lead") and case.sources.has("crew")
        )
        for words in phrases_in(case, "people"):
            if not over_people and _names_people(words, case):
                return refuse(case, "truth.ownership.people", span_of(words))
            # To look after things is no rank.
            mild = case.language.is_light(words[0].plain)
            if not leads and not mild and not phrase_stands(words, case.sources, case.entry):
                return ask(case, "truth.ownership.managed", span_of(words))
        return SUPPORTED


def _is_member(case: Case) -> bool:
    """Tell whether the sources put the person into a group, and not only before or beside it."""
    if any(case.sources.has(s) for s in ("member", "shared", "beside", "help")):
        return True
    return any(
        not _BESIDE.intersection(text.plains[max(0, at - _NEAR) : at])
        for text in case.sources.texts
        for at, _ in text.phrases("groups").find(text.plains)
    )


def _alone(case: Case) -> Result | None:
    """Refuse "single-handedly" where no fact says so."""
    if case.sources.has("alone"):
        return None
    for words in phrases_in(case, "alone"):
        if not phrase_stands(words, case.sources, case.entry, case.same):
            return refuse(case, "truth.ownership.led", span_of(words))
    return None


def _helped(source: ReadText, case: Case) -> str:
    """Return the word with which a source that is taken up says "helped", else ""."""
    for section in ("help", "observe"):
        for first, after in source.phrases(section).find(source.plains):
            word = source.words[first]
            if word.stem in case.mine.parts and not case.rewrite.has("helped_by"):
                # "Begleitung" is still there in "Patientenbegleitung".
                continue
            before = [w for w in source.words[:first] if w.segment == word.segment]
            mine = [w for w in source.content if w.segment == word.segment and w is not word]
            taken = [w for w in mine if case.mine.bears(w, case.language)]
            # German participles stand last: "bei der Einführung mitgeholfen".
            last = case.language.code == "de" and all(
                w.segment != word.segment for w in source.words[after : after + 1]
            )
            last = last or source.plains[after - 1] == "me"
            if (len(before) <= _BEFORE or last) and 3 * len(taken) >= len(mine):
                return source.text[word.start : source.words[after - 1].end]
    return ""


def _says_helped(case: Case) -> bool:
    """Tell whether the rewrite keeps the rung; others' help ("with the help of") is none."""
    plains = list(case.rewrite.plains)
    for first, after in case.language.phrase("helped_by").find(case.rewrite.plains):
        plains[first:after] = [""] * (after - first)
    kept = tuple(plains)
    return any(case.language.phrase(s).any(kept) for s in ("help", "observe", "beside"))


def _names_people(words: tuple[Word, ...], case: Case) -> bool:
    """Tell whether people follow a verb: a team, or makers of something ("porters")."""
    at = case.rewrite.words.index(words[-1]) + 1
    following = case.rewrite.words[at : at + _OBJECT]
    if case.language.phrase("crew").any(tuple(w.plain for w in following)):
        return True
    whom = following[:2]
    if any(w.plain in case.language.agents for w in whom) and whom[0].plain in _THE:
        return True
    return case.language.code == "en" and any(w.plain.endswith(_AGENTS) for w in following)

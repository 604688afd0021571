"""What somebody else did, by the facts, is never told as the person's own deed."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import ask, refuse
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.values import Span

# "The head of collections signed": how many words after someone can come before the verb.
_TAIL = 3
# "The very busy head chef": how many words after the article can come before someone.
_HEAD = 4
# "Do the monthly buying": how many words that say nothing can open a deed.
_REACH = 4
_RELATIVE = frozenset(["that", "which", "who"])
_WHOSE = frozenset(
    "the a an my our his her their its another one two three four five both some".split()
)
_MINE = frozenset(["i", "we", "me", "us", "myself"])
# Small words after someone that are no deed of theirs.
_AFTER = frozenset(["then", "later", "also", "always", "himself", "herself", "themselves", "of"])
_HAS = frozenset("is was are were be been has have had will would can could may must".split())
_DOES = _HAS | {"does", "did", "do"}
# Endings of English verbs that have been done.
_DONE = ("ed", "en", "lt", "un", "de")
# Words that hand a deed to somebody: what follows is not the person's.
_HANDS = frozenset(["by", "that", "which", "who", "whose", "while", "as", "for", "to", "from"])


@dataclass(frozen=True, slots=True)
class Others:
    """Refuses somebody else's deed in the person's name; asks about one that "we" did."""

    name: str = "others"

    def judge(self, case: Case) -> Result:
        """Say whether each deed of others is left to them."""
        if case.language.code != "en":
            return SUPPORTED
        for source in case.sources.texts:
            if "we" in source.plains and (word := _took_credit(case)):
                span = Span(word.start, word.end)
                return ask(case, "truth.ownership.others", span, limit="we")
            for who, deeds in _deeds_of_others(source):
                mine = {w.stem for w in source.words if w not in deeds}
                for word in case.rewrite.words:
                    if not any(w.stem == word.stem for w in deeds) or word.stem in mine:
                        continue
                    if not _is_own(word, case) or _is_left_to(who, word, case):
                        continue
                    span = Span(word.start, word.end)
                    if who.plain == "we":
                        return ask(case, "truth.ownership.others", span, limit="we")
                    limit = source.text[who.start : max(w.end for w in deeds)]
                    return refuse(case, "truth.ownership.others", span, limit=limit)
        return SUPPORTED


def _took_credit(case: Case) -> Word | None:
    """Return the "cut" of "cut delays", told by one person of what "we" did, else None."""
    first = case.rewrite.words[0]
    changes = case.language.phrase("change")
    if not changes.any((first.plain,)) or not case.language.is_verb(first.plain):
        return None
    together = any(case.rewrite.has(s) for s in ("shared", "beside_shared", "help", "beside"))
    return None if together else first


def _deeds_of_others(source: ReadText) -> Iterator[tuple[Word, tuple[Word, ...]]]:
    """Yield each someone of a source with the words of what they did."""
    words = source.words
    for at, word in enumerate(words):
        if word.plain == "we" and at + 1 < len(words):
            yield word, _clause(source, at + 1)
        elif _is_someone(word, source):
            if (at and words[at - 1].plain == "by") or _is_by(words, at):
                yield word, _passive(words, at)
            elif (verb := _verb_of(source, at)) is not None:
                yield word, _clause(source, verb)


def _is_someone(word: Word, source: ReadText) -> bool:
    """Tell whether a word names people, by the dictionary or as a name with a capital."""
    if source.language.is_agent(word.plain):
        return True
    return word.capital and not word.initial and source.text[word.start : word.end].isalpha()


def _verb_of(source: ReadText, at: int) -> int | None:
    """Return where the verb of someone stands who is the subject of a clause, else None."""
    words, language = source.words, source.language
    head = next((k for k in range(at, max(-1, at - _HEAD), -1) if words[k].plain in _WHOSE), None)
    group = words[at].plain in language.phrase("groups").by_first
    if head is None and not (group and words[at].initial):
        return None
    first = at if head is None else head
    before = words[first - 1] if first else None
    opens = before is None or before.segment != words[first].segment
    relative = before is not None and before.plain in (*_RELATIVE, "while", "as", "before")
    for k in range(at + 1, min(len(words), at + 1 + _TAIL)):
        word = words[k]
        if word.segment != words[at].segment:
            return None
        if word.plain in _RELATIVE and k == at + 1:
            continue
        if _is_finite(k, source):
            chained = words[k - 1].plain in _RELATIVE
            return k if opens or relative or chained else None
        if word.plain not in _AFTER and words[k - 1].plain != "of":
            return None
    return None


def _is_finite(at: int, source: ReadText) -> bool:
    word, after = source.words[at], source.words[at + 1 : at + 2]
    if word.plain in _DOES:
        return True
    if source.language.is_verb(word.plain):
        return not word.plain.endswith("ing")
    # "Programs the desk": a word that is a noun elsewhere.
    return word.plain.endswith("s") and any(w.plain in _WHOSE for w in after)


def _clause(text: ReadText, verb: int) -> tuple[Word, ...]:
    """Return the deed of a clause: its verb, and what "does" or "handles" stands before."""
    words = text.words
    made = [words[verb]]
    for word in words[verb + 1 :]:
        if word.segment != made[0].segment or word.plain in _MINE:
            break
        if not made[-1].content or made[-1].plain in _DOES:
            made.append(word)
    return tuple(w for w in made if w.content)


def _is_by(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether "by the" stands before a word, with little between."""
    before = [w.plain for w in words[max(0, at - _HEAD) : at]]
    return "by" in before and any(w in _WHOSE for w in before[before.index("by") + 1 :][:1])


def _passive(words: tuple[Word, ...], at: int) -> tuple[Word, ...]:
    """Return the verb before "by": "built by a freelancer"."""
    by = next(k for k in range(at - 1, -1, -1) if words[k].plain == "by")
    return tuple(w for w in words[max(0, by - 1) : by] if w.content and w.plain.endswith(_DONE))


def _is_own(word: Word, case: Case) -> bool:
    """Tell whether a deed is told as the person's: it opens a statement, with no "by" after it."""
    words = case.rewrite.words
    at = words.index(word)
    acts = case.language.is_verb(word.plain) or word.plain.endswith("ing")
    if not acts and not any(w.plain in _WHOSE for w in words[at + 1 : at + 2]):
        return False
    if any(w.plain == "by" and w.segment == word.segment for w in words[at + 1 :]):
        return False
    for k in range(at, max(-1, at - _REACH), -1):
        before = words[k - 1] if k else None
        if before is None or before.plain in ("and", "i") or before.segment != words[k].segment:
            return True
        if before.content or before.counted or before.plain in _HANDS or before.plain in _HAS:
            return False
    return False


def _is_left_to(who: Word, word: Word, case: Case) -> bool:
    """Tell whether the rewrite says whose deed it is, before it in its statement or by a "we"."""
    if who.plain == "we":
        return any(case.rewrite.has(s) for s in ("shared", "beside_shared", "help", "beside"))
    for other in case.rewrite.words:
        if other.segment == word.segment and other.stem == who.stem and other.end <= word.start:
            return all(
                w.plain != "and" for w in case.rewrite.words if other.end <= w.start < word.start
            )
    return False

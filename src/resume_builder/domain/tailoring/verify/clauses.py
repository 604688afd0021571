"""Who does what in an English line: the deeds that it gives to others than the person.

A résumé leaves out its "I": a verb with no one before it is the person's own. This finds the
clauses that name somebody else, a group, or no one at all ("it was ordered").
"""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from resume_builder.domain.tailoring.verify.text import ReadText, Word

# "The head of collections signed": how many words after someone can come before the verb.
_TAIL = 3
# "The very busy head chef": how many words after the article can come before someone.
_HEAD = 4
RELATIVE = frozenset(["that", "which", "who"])
WHOSE = frozenset(
    "the a an my our his her their its another one two three four five both some".split()
)
_MINE = frozenset(["i", "we", "me", "us", "myself"])
_WHOM = frozenset(["them", "it", "him"])
# Small words after someone that are no deed of theirs.
_AFTER = frozenset(["then", "later", "also", "always", "himself", "herself", "themselves", "of"])
_WAS = frozenset(["was", "were", "is", "are", "got", "been"])
HAS = _WAS | frozenset("be have has had will would can could may must".split())
_DOES = HAS | {"does", "did", "do"}


class Deed(NamedTuple):
    """What somebody else did: whom the line names, the verbs or nouns for it, and what is known.

    `known` is false where nobody is named, or where the person is one of "we".
    """

    who: Word
    words: tuple[Word, ...]
    known: bool


def deeds_of_others(text: ReadText) -> Iterator[Deed]:
    """Yield the deeds that a line gives to others."""
    words = text.words
    for at, word in enumerate(words):
        if word.plain == "we" and at + 1 < len(words):
            yield Deed(word, _clause(text, at + 1), known=False)
        elif _is_someone(word, text):
            if (at and words[at - 1].plain == "by") or _is_by(words, at):
                yield Deed(word, _passive(words, at), known=True)
                continue
            verb = _verb_of(text, at)
            verb = _to_do(words, at) if verb is None else verb
            if verb is not None:
                yield Deed(word, _clause(text, verb), known=True)
    yield from _by_things(text)
    yield from _of_nobody(text)
    yield from _beside_me(text)


def _is_someone(word: Word, text: ReadText) -> bool:
    """Tell whether a word names people, by the dictionary or as a name with a capital."""
    if word.plain in _MINE or text.language.is_agent(word.plain):
        return word.plain not in _MINE
    return word.capital and not word.initial and text.text[word.start : word.end].isalpha()


def _verb_of(text: ReadText, at: int) -> int | None:
    """Return where the verb of someone stands who is the subject of a clause, else None."""
    words, language = text.words, text.language
    head = next((k for k in range(at, max(-1, at - _HEAD), -1) if words[k].plain in WHOSE), None)
    group = words[at].plain in language.phrase("groups").by_first
    if head is None and not (group and words[at].initial):
        return None
    first = at if head is None else head
    before = words[first - 1] if first else None
    opens = before is None or before.segment != words[first].segment
    opens = opens or (before is not None and before.plain in (*RELATIVE, "while", "as", "before"))
    for k in range(at + 1, min(len(words), at + 1 + _TAIL)):
        word = words[k]
        if word.segment != words[at].segment:
            return None
        if word.plain in RELATIVE and k == at + 1:
            continue
        if _is_finite(k, text):
            return k if opens or words[k - 1].plain in RELATIVE else None
        if word.plain not in _AFTER and words[k - 1].plain != "of":
            return None
    return None


def _to_do(words: tuple[Word, ...], at: int) -> int | None:
    """Return where "sign" stands in "for a solicitor to sign", else None."""
    before = [w.plain for w in words[max(0, at - _HEAD) : at]]
    to = [w.plain for w in words[at + 1 : at + 2]] == ["to"] and at + 2 < len(words)
    return at + 2 if to and "for" in before else None


def _is_finite(at: int, text: ReadText) -> bool:
    word, after = text.words[at], text.words[at + 1 : at + 2]
    if word.plain in _DOES:
        return True
    if text.language.is_verb(word.plain):
        return not word.plain.endswith("ing")
    # "Programs the desk": a word that is a noun elsewhere.
    return word.plain.endswith("s") and any(w.plain in WHOSE | _WHOM for w in after)


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
    return "by" in before and any(w in WHOSE for w in before[before.index("by") + 1 :][:1])


def _passive(words: tuple[Word, ...], at: int) -> tuple[Word, ...]:
    """Return the verb before "by": "built by a freelancer"; the checks of "checks are done by"."""
    by = next(k for k in range(at - 1, -1, -1) if words[k].plain == "by")
    verb = words[max(0, by - 1) : by]
    if any(w.content for w in verb):
        return verb
    return tuple(w for w in words[:by] if w.content and w.segment == words[by].segment)


def _by_things(text: ReadText) -> Iterator[Deed]:
    """Yield the "arranged" of "arranged by the gallery", whoever or whatever that is."""
    words = text.words
    for at, word in enumerate(words[1:-2], 1):
        verb, article, who = words[at - 1], words[at + 1], words[at + 2]
        done = verb.content and verb.plain.endswith("ed")
        if word.plain == "by" and done and article.plain in WHOSE and who.content:
            yield Deed(who, (verb,), known=True)


def _of_nobody(text: ReadText) -> Iterator[Deed]:
    """Yield what "was ordered" after the person's own statement, by no one who is named."""
    words = text.words
    for was, verb in itertools.pairwise(words):
        if was.plain in _WAS and was.segment and verb.content and verb.plain.endswith("ed"):
            clause = [w for w in words if w.segment == was.segment]
            if not any(w.plain in ("by", *_MINE) for w in clause):
                yield Deed(clause[0], (verb,), known=False)


def _beside_me(text: ReadText) -> Iterator[Deed]:
    """Yield what happened beside what "I" did: "The walk raised £46,000; I did the desk"."""
    words = text.words
    mine = {w.segment for w in words if w.plain == "i"}
    things = {w.segment for w in words[:1] if w.plain == "the" and not w.segment} - mine
    others = {w.segment for w in words} - mine if mine else things
    for segment in sorted(others):
        clause = [w for w in words if w.segment == segment]
        verbs = tuple(
            word
            for before, word in itertools.pairwise(clause)
            if word.plain not in _DOES
            and before.plain not in WHOSE
            and not word.plain.endswith("ing")
            and text.language.is_verb(word.plain)
        )
        opens = text.language.is_verb(clause[0].plain) and clause[0].plain not in WHOSE
        if verbs and not opens:
            yield Deed(clause[0], verbs, known=True)

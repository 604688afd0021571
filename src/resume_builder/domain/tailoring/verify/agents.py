"""What others did, in other tongues than English: "validé par la banque", "que revisa él"."""

from collections.abc import Iterator
from typing import NamedTuple

from resume_builder.domain.tailoring.verify.text import ReadText, Word

# How many words after "by" may hold whom, and how many before it the deed.
_WHOM, _DEED = 4, 2
_GERMAN = frozenset("die der das den welche welcher welches welchen".split())
_CALLINGS = ("director", "leiter", "leiterin", "berater", "beraterin", "manager", "managerin")
_PEOPLE = ("person", "crew", "deciders")


class Handed(NamedTuple):
    """A deed that a line gives to somebody else, and where the line says so."""

    words: tuple[Word, ...]
    agent: Word
    start: int
    end: int


def handed_deeds(text: ReadText) -> Iterator[Handed]:
    """Yield deeds behind which somebody else is named, and those in a clause of somebody's."""
    words = text.words
    for first, after in text.phrases("by").find(text.plains):
        # "In der Zentrale" says whom by itself.
        whole = after - first > 1 and text.phrases("deciders").at(text.plains, after - 1)
        agent = (after - 1, after) if whole else _agent(text, after)
        before = [w for w in words[:first] if w.segment == words[first].segment and w.content]
        if agent and before:
            deed = tuple(before[-_DEED:])
            last = words[agent[1] - 1]
            yield Handed(deed, last, deed[0].start, last.end)
    for first, after in _relative(text):
        agent = _agent(text, after)
        if agent is None:
            continue
        near = [*words[after : agent[0]], *words[agent[1] : agent[1] + _DEED]]
        clause = [w for w in near if w.plain not in text.language.stop]
        clause = [w for w in clause if w.segment == words[first].segment]
        if clause:
            last = words[agent[1] - 1]
            yield Handed((clause[0],), last, words[first].start, max(last.end, clause[0].end))


def _relative(text: ReadText) -> Iterator[tuple[int, int]]:
    """Yield where clauses begin; German "die" begins one behind a comma."""
    yield from text.phrases("relative").find(text.plains)
    if text.language.code == "de":
        for at in range(1, len(text.words)):
            opens = text.words[at].segment != text.words[at - 1].segment
            if opens and text.plains[at] in _GERMAN:
                yield at, at + 1


def _agent(text: ReadText, at: int) -> tuple[int, int] | None:
    """Return where somebody is named in the next few words of the segment."""
    for k in range(at, min(len(text.words), at + _WHOM)):
        if text.words[k].segment != text.words[at].segment:
            return None
        length = max(text.phrases(section).at(text.plains, k) for section in _PEOPLE)
        if length or text.plains[k].endswith(_CALLINGS):
            return k, k + (length or 1)
    return None

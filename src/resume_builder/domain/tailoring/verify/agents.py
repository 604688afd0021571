"""What others did, in other tongues than English: "validé par la banque", "que revisa él"."""

from collections.abc import Iterator
from typing import NamedTuple

from resume_builder.domain.tailoring.verify.text import ReadText, Word

# How many words after "by" may hold whom, and how many before it the deed.
_WHOM, _DEED = 4, 2
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
        agent = words[after - 1] if whole else _agent(text, after)
        before = [w for w in words[:first] if w.segment == words[first].segment and w.content]
        if agent and before:
            deed = tuple(before[-_DEED:])
            yield Handed(deed, agent, deed[0].start, agent.end)
    for first, after in text.phrases("relative").find(text.plains):
        agent = _agent(text, after)
        if agent is None:
            continue
        clause = [w for w in words[after : after + _WHOM] if w.content and w is not agent]
        if clause:
            yield Handed((clause[0],), agent, words[first].start, max(agent.end, clause[0].end))


def _agent(text: ReadText, at: int) -> Word | None:
    """Return who is named in the next few words of the segment."""
    for k in range(at, min(len(text.words), at + _WHOM)):
        if text.words[k].segment != text.words[at].segment:
            return None
        if any(text.phrases(section).at(text.plains, k) for section in _PEOPLE):
            return text.words[k]
    return None

"""Which words are the person's own: what they typed, and what they said was read right."""

import re
from collections.abc import Iterable, Mapping, Set

from resume_builder.domain.resume import ResumeReading
from resume_builder.domain.tailoring.ledger import Facts, fold
from resume_builder.domain.tailoring.model import TextEdit

_MARK = re.compile(r"^\W+")


def typed_words(facts: Facts, edits: Iterable[TextEdit]) -> dict[str, str]:
    """Return, by path, the words of a person's edits that state something else than the résumé.

    What states nothing (a name, a date) is not among them: code prints it.
    """
    places = facts.places
    return {
        e.path: e.text
        for e in edits
        if e.path in places and fold(places[e.path].text) != fold(e.text)
    }


def settled_words(
    before: ResumeReading,
    after: ResumeReading,
    held: Mapping[str, str],
    text: str,
    said: Set[str],
) -> dict[str, str]:
    """Return, by path, the résumé's words that the person stands for.

    `held` are those that they stood for before, `said` the paths that they have written or called
    right since; `text` is the file's. The file's own words are stated there already: only where
    their reading was doubtful does the person's word confirm them.
    """
    places = Facts(after.resume, sources=after.sources).places
    words = dict(held)
    for path in said & places.keys():
        place = places[path]
        known = "." not in path or path in after.sources
        written = text[place.span.start : place.span.end] if place.span and known else ""
        doubted = before.confidence.get(path, 1.0) < before.sure_from
        if place.text and (doubted or _bare(place.text) != _bare(written)):
            words[path] = place.text
        else:
            words.pop(path, None)
    return words


def _bare(text: str) -> str:
    """Return folded words without the mark that a list line begins with in a file."""
    return _MARK.sub("", fold(text))

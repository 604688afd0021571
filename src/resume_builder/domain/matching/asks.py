"""What one requirement asks: skills, words, years, a degree, languages, leave to work."""

import re
from dataclasses import dataclass

from resume_builder.domain.matching.words import content
from resume_builder.domain.posting.model import Requirement
from resume_builder.domain.skills import Lexicon, Mention

# Kinds of skill that are a definite thing: one has it or has not.
HARD = frozenset(["tool", "language", "certificate", "licence"])
_PROPER = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w+#./-]*[A-Z0-9+#]?\w*")


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement taken apart.

    `hard` and `loose` are canonical skills, `words` the stems outside them; `any_of` tells
    whether one of several is enough. `degrees` and `levels` are marks; `names` words with a
    capital inside the sentence that the lexicon does not know.
    """

    requirement: Requirement
    hard: tuple[str, ...]
    loose: tuple[str, ...]
    languages: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    any_of: bool
    degrees: tuple[str, ...]
    levels: tuple[str, ...]
    authorisation: bool
    years: float | None


def read_ask(requirement: Requirement, lexicon: Lexicon) -> Ask:
    """Return what `requirement` asks."""
    text = requirement.text
    mentions = lexicon.find(text)
    marks = lexicon.marks(text)
    named = tuple(dict.fromkeys(m.name for m in mentions))
    kinds = {name: lexicon.kind(name) for name in named}
    rest = _without(text, mentions)
    by_kind = {
        kind: tuple(m.name for m in marks if lexicon.kind(m.name) == kind)
        for kind in ("degree", "level", "joiner", "authorisation")
    }
    joiners = set(by_kind["joiner"])
    return Ask(
        requirement=requirement,
        hard=tuple(n for n in named if kinds[n] in HARD),
        loose=tuple(n for n in named if kinds[n] not in HARD and kinds[n] != "spoken_language"),
        languages=tuple(n for n in named if kinds[n] == "spoken_language"),
        words=content(rest, lexicon),
        names=tuple(dict.fromkeys(m[0] for m in _PROPER.finditer(rest))),
        any_of="or" in joiners or "such as" in joiners,
        degrees=by_kind["degree"],
        levels=by_kind["level"],
        authorisation=bool(by_kind["authorisation"]),
        years=requirement.years,
    )


def _without(text: str, mentions: tuple[Mention, ...]) -> str:
    parts: list[str] = []
    at = 0
    for mention in mentions:
        parts.append(text[at : mention.start])
        at = mention.end
    parts.append(text[at:])
    return " ".join(parts)

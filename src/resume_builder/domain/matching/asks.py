"""What one requirement asks: skills, words, years, a degree, languages, leave to work.

"A or B", "such as A, B" and "(A, B)" are one group: one of them is enough. "A and B" are two
groups. What stands behind a head without joining it ("Python for orchestration") only modifies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.matching.words import content
from resume_builder.domain.posting.model import Requirement
from resume_builder.domain.skills import Lexicon, Mention

# Kinds of skill that are a definite thing: one has it or has not.
HARD = frozenset(["tool", "language", "certificate", "licence"])
# A capital inside a sentence, or an acronym anywhere.
_PROPER = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w+#./-]*|\b[A-Z]{2,}\w*")
_ALTERNATIVE = re.compile(r"[,;(]")
# Where the asking ends and its explanation starts: a bracket, a dash, a colon.
_EXPLAINS = re.compile(r"[(:;]|\s[–—-]\s")
# Between two names of a list stands nothing else ("REST, gRPC", "Word/Excel").
_LIST = re.compile(r"[\s,/;·|&+]*")

# A requirement is a passage; what runs on longer is no requirement, and costs grow with it.
_LONGEST = 2000
# Marks behind which one of several is enough.
ALTERNATIVES = frozenset(["or", "or equivalent", "such as"])

# "Or" in Spanish and Italian: so short that it counts only where nothing else stands between.
_SHORT_OR = frozenset(["o", "u"])

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement taken apart; `text` is as much of it as was read.

    `groups` are canonical skills, one of each group being enough; `modifiers` skills that only
    narrow them. `languages` are spoken ones with the mark of the level asked, "" for none, and
    `language_first` tells whether one leads the sentence. `words` are the stems outside skills
    with their weight 0..1; where no skill is named and one of several is enough, `choices` are
    the stems of each. `degrees` are marks; `names` are words with a capital inside the sentence,
    and acronyms.
    """

    requirement: Requirement
    text: str
    groups: tuple[Group, ...]
    modifiers: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, float], ...]
    choices: tuple[Group, ...]
    names: tuple[str, ...]
    any_of: bool
    degrees: tuple[str, ...]
    authorisation: bool
    language_first: bool
    or_equivalent: bool
    years: float | None

    @property
    def skills(self) -> tuple[str, ...]:
        """Every skill asked, the modifying ones last."""
        named = [n for group in self.groups for n in group]
        return tuple(dict.fromkeys((*named, *self.modifiers)))


def read_ask(requirement: Requirement, lexicon: Lexicon) -> Ask:
    """Return what `requirement` asks."""
    text = requirement.text[:_LONGEST]
    mentions = lexicon.find(text)
    marks = lexicon.marks(text)
    spoken = [m for m in mentions if lexicon.kind(m.name) == "spoken_language"]
    things = [m for m in mentions if m not in spoken]
    of_kind = {
        kind: tuple(dict.fromkeys(m.name for m in marks if lexicon.kind(m.name) == kind))
        for kind in ("degree", "authorisation")
    }
    levels = [m for m in marks if lexicon.kind(m.name) == "level"]
    groups, modifiers = _groups(text, things, marks, lexicon)
    any_of = any(m.name in ALTERNATIVES for m in marks)
    cover = [*things, *spoken, *(m for m in marks if lexicon.kind(m.name) in ("degree", "joiner"))]
    return Ask(
        requirement=requirement,
        text=text,
        groups=groups,
        modifiers=modifiers,
        languages=tuple({m.name: _level_of(m, levels) for m in spoken}.items()),
        words=_words(text, cover, lexicon, bool(things)),
        choices=_choices(text, marks, lexicon) if any_of and not things else (),
        names=tuple(dict.fromkeys(m[0] for m in _PROPER.finditer(_blank(text, cover)))),
        any_of=any_of,
        degrees=of_kind["degree"],
        authorisation=bool(of_kind["authorisation"]),
        language_first=bool(spoken) and all(m.start > spoken[0].start for m in things),
        or_equivalent=any(m.name == "or equivalent" for m in marks),
        years=requirement.years,
    )


def _level_of(language: Mention, levels: Sequence[Mention]) -> str:
    """Return the level that stands nearest to `language`, "" where none is named."""

    def away(level: Mention) -> tuple[bool, int]:
        # "avanzado (C1)": a rung by its own name says more than an adjective.
        named = level.end - level.start == 2
        return not named, max(language.start - level.end, level.start - language.end)

    return min(levels, key=away).name if levels else ""


def _groups(
    text: str, things: Sequence[Mention], marks: Sequence[Mention], lexicon: Lexicon
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    if not things:
        return (), ()
    links = [_link(text, a, b, marks) for a, b in pairwise(things)]
    # A list takes the joiner before its last name: "A, B or C".
    for n in range(len(links) - 2, -1, -1):
        if links[n] == "list":
            links[n] = links[n + 1] if links[n + 1] in ("or", "and") else "and"
    if links and links[-1] == "list":
        links[-1] = "or" if _open_end(things[-1], marks) else "and"
    heads: list[list[str]] = [[things[0].name]]
    modifying: list[list[str]] = []
    current = heads
    for link, mention in zip(links, things[1:], strict=True):
        if link == "modifies":
            current = modifying
        if link == "or":
            current[-1].append(mention.name)
        else:
            current.append([mention.name])
    # A definite thing is asked even where it only modifies: "managed with Terraform".
    definite = [g for g in modifying if any(lexicon.kind(n) in HARD for n in g)]
    groups = dict.fromkeys(tuple(dict.fromkeys(g)) for g in (*heads, *definite))
    loose = dict.fromkeys(n for g in modifying if g not in definite for n in g)
    return tuple(groups), tuple(loose)


def _link(text: str, left: Mention, right: Mention, marks: Sequence[Mention]) -> str:
    """Return how `right` follows `left`: "or", "and", "list" or "modifies"."""
    between = text[left.end : right.start]
    names = {m.name for m in marks if left.end <= m.start and m.end <= right.start}
    if names & ALTERNATIVES or between.strip() in _SHORT_OR:
        return "or"
    if "and" in names:
        return "and"
    if "(" in between:
        return "or"
    if _LIST.fullmatch(between) and between.strip():
        return "or" if between.strip() == "/" else "list"
    if "," in between and len(between.split()) <= 4:
        return "list"
    return "modifies"


def _open_end(last: Mention, marks: Sequence[Mention]) -> bool:
    return any(m.name in ALTERNATIVES and m.start >= last.end for m in marks)


def _choices(text: str, marks: Sequence[Mention], lexicon: Lexicon) -> tuple[Group, ...]:
    """Return the stems of each alternative in "inventory, fleet or work orders"."""
    letters = list(text)
    for mark in marks:
        if mark.name in ALTERNATIVES:
            letters[mark.start : mark.end] = ";" * (mark.end - mark.start)
    parts = (content(part, lexicon) for part in _ALTERNATIVE.split("".join(letters)))
    return tuple(part for part in parts if part)


def _words(
    text: str, cover: Sequence[Mention], lexicon: Lexicon, has_skills: bool
) -> tuple[tuple[str, float], ...]:
    """Return the stems outside `cover`; explanations, and words beside skills, weigh less."""
    bare = _blank(text, cover)
    found = _EXPLAINS.search(bare)
    cut = found.start() if found and found.start() > 0 else len(bare)
    base = 0.5 if has_skills else 1.0
    weights = dict.fromkeys(content(bare[:cut], lexicon), base)
    tail = base * (0.4 if weights or has_skills else 1.0)
    for word in content(bare[cut:], lexicon):
        weights.setdefault(word, tail)
    return tuple(weights.items())


def _blank(text: str, cover: Sequence[Mention]) -> str:
    """Return `text` with what `cover` names blanked out, every other character in its place."""
    letters = list(text)
    for mention in cover:
        letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(letters)

"""The skill lexicon: what a skill is called, what else it is called, and what stands near it.

A `Lexicon` is a value made from plain lines (`data/skills/*.txt`) by `parse_lexicon`; it finds
names in running text by their spellings (`spellings.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from resume_builder.domain.spellings import Mention, Spellings, fold, tokenize

__all__ = [
    "MARK_KINDS",
    "Lexicon",
    "Mention",
    "Skill",
    "added",
    "build_lexicon",
    "fold",
    "lexicon_lines",
    "parse_lexicon",
]

# Kinds that say how much or what sort is asked. They are no skills.
MARK_KINDS = frozenset(["degree", "level", "authorisation", "joiner", "action"])


class Skill(NamedTuple):
    """One skill. An alias with a leading "=" matches only in exactly this case.

    `clues` are words that show the skill where a person tells what they did ("pupils" shows
    teaching), but ask for nothing in a posting; in the data they have a leading "+".

    `broader` are names that whoever has this skill has too (FastAPI shows Python); `neighbours`
    are near it, but are something else (RabbitMQ is not Kafka).
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Skills by canonical name, and a trie over all their spellings.

    `fillers` are folded words that ask without saying what ("experience", "mindestens").
    """

    skills: dict[str, Skill] = field(default_factory=dict[str, Skill])
    fillers: frozenset[str] = frozenset()
    _names: Spellings = field(default_factory=lambda: Spellings(()), repr=False, compare=False)
    _marks: Spellings = field(default_factory=lambda: Spellings(()), repr=False, compare=False)
    _clues: Spellings = field(default_factory=lambda: Spellings(()), repr=False, compare=False)
    _broader: dict[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]], repr=False, compare=False
    )

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the skills named in `text`, leftmost and longest first, never overlapping."""
        return self._names.find(text)

    def marks(self, text: str) -> tuple[Mention, ...]:
        """Return the words of `MARK_KINDS` in `text`: degrees, levels, what joins two askings."""
        return self._marks.find(text)

    def shown_by(self, text: str) -> frozenset[str]:
        """Return what a person's own words name or give away, deeds (kind "action") included."""
        tokens = tokenize(text)
        named = [*self._names.find(text, tokens), *self._clues.find(text, tokens)]
        deeds = (m for m in self._marks.find(text, tokens) if self.kind(m.name) == "action")
        return frozenset(m.name for m in (*named, *deeds))

    def ladder(self, kind: str) -> tuple[str, ...]:
        """Return the names of a kind whose order is a ladder, lowest rung first."""
        return tuple(name for name, skill in self.skills.items() if skill.kind == kind)

    def canonical(self, name: str) -> str | None:
        """Return the canonical name when the whole of `name` is one skill, else None."""
        if name in self.skills:
            return name
        mentions = self.find(name)
        bare = name.strip()
        if len(mentions) == 1 and mentions[0].end - mentions[0].start == len(bare):
            return mentions[0].name
        return None

    def clashes(self) -> list[str]:
        """Return every spelling with two meanings: for the test of the data, not for each start."""
        return [*self._names.clashes(), *self._marks.clashes(), *self._clues.clashes()]

    def neighbours(self, name: str) -> frozenset[str]:
        """Return the names near `name` that are something else; empty for an unknown name."""
        skill = self.skills.get(name)
        return frozenset(skill.neighbours) if skill else frozenset()

    def broader(self, name: str) -> frozenset[str]:
        """Return every name that having `name` shows too, itself left out."""
        return self._broader.get(name, frozenset())

    def kind(self, name: str) -> str:
        """Return the kind of `name` ("tool", "method" ...), "" for an unknown name."""
        skill = self.skills.get(name)
        return skill.kind if skill else ""


def build_lexicon(skills: Iterable[Skill]) -> Lexicon:
    """Return a lexicon of `skills`; neighbours become mutual, broader names transitive.

    Raises ValueError that lists every name given twice and every relation to an unknown name.
    """
    problems: list[str] = []
    by_name: dict[str, Skill] = {}
    for skill in skills:
        if skill.name in by_name:
            problems.append(f"named twice: {skill.name}")
        by_name[skill.name] = skill
    near = _mutual(by_name, problems)
    if problems:
        raise ValueError("; ".join(problems))
    whole = {
        name: s._replace(neighbours=tuple(sorted(near[name]))) if name in near else s
        for name, s in by_name.items()
    }
    sought = [s for s in whole.values() if s.kind != "filler"]
    names = Spellings(_spellings(s for s in sought if s.kind not in MARK_KINDS))
    marks = Spellings(_spellings(s for s in sought if s.kind in MARK_KINDS))
    clues = Spellings((s.name, c) for s in sought for c in s.clues)
    broader = {name: _ancestors(by_name, name) for name, s in by_name.items() if s.broader}
    fillers = frozenset(fold(w) for s in whole.values() if s.kind == "filler" for w in s.aliases)
    return Lexicon(whole, fillers, names, marks, clues, broader)


def added(known: Iterable[Skill], more: Iterable[Skill]) -> list[Skill]:
    """Return `known` with those of `more` behind that it lacks: a known name keeps its meaning.

    A spelling that both give keeps its first meaning too. Relations to nothing are dropped.
    """
    whole = {skill.name: skill for skill in known}
    new = [skill for skill in more if skill.name not in whole]
    names = {*whole, *(skill.name for skill in new)}
    for skill in new:
        broader = tuple(n for n in skill.broader if n in names)
        near = tuple(n for n in skill.neighbours if n in names and n not in broader)
        whole[skill.name] = skill._replace(broader=broader, neighbours=near)
    return list(whole.values())


def _spellings(skills: Iterable[Skill]) -> Iterator[tuple[str, str]]:
    for skill in skills:
        if f"={skill.name}" not in skill.aliases:
            yield skill.name, skill.name
        for alias in skill.aliases:
            yield skill.name, alias


def _mutual(skills: dict[str, Skill], problems: list[str]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for name, skill in skills.items():
        if skill.broader or skill.neighbours:
            relations = (*skill.neighbours, *skill.broader)
            problems += [f"{name} names {r}, which is none" for r in relations if r not in skills]
        for other in skill.neighbours:
            if other != name:
                near.setdefault(name, set()).add(other)
                near.setdefault(other, set()).add(name)
    return near


def _ancestors(skills: dict[str, Skill], name: str) -> frozenset[str]:
    seen: set[str] = set()
    todo = list(skills[name].broader)
    while todo:
        above = todo.pop()
        if above not in seen:
            seen.add(above)
            todo += skills[above].broader
    return frozenset(seen - {name})


def parse_lexicon(lines: Iterable[str]) -> Iterator[Skill]:
    """Yield the skills written in `lines`.

    `[kind]` sets the kind of what follows; `Name | alias, alias | ^broader, ~neighbour` is a
    skill; `~ A, B, C` says that these are near each other; "#" starts a comment line. A name or
    alias with a leading "=" matches only in exactly this case; one with "+" is a clue.

    Raises ValueError for a line before the first kind, and for neighbours that are no skills.
    """
    kind = ""
    made: list[Skill] = []
    near: dict[str, set[str]] = {}
    for raw in lines:
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            kind = line.strip("[]")
        elif line.startswith("~"):
            group = _split(line[1:])
            for name in group:
                near.setdefault(name, set()).update(g for g in group if g != name)
        elif not kind:
            raise ValueError(f"no [kind] before: {line}")
        else:
            made.append(_parse_skill(line, kind))
    unknown = sorted(set(near) - {s.name for s in made})
    if unknown:
        raise ValueError(f"neighbours that are no skills: {', '.join(unknown)}")
    for skill in made:
        extra = near.get(skill.name)
        yield skill._replace(neighbours=(*skill.neighbours, *sorted(extra))) if extra else skill


def lexicon_lines(skills: Iterable[Skill]) -> Iterator[str]:
    """Yield the lines that `parse_lexicon` reads as `skills`, kind by kind."""
    by_kind: dict[str, list[Skill]] = {}
    for skill in skills:
        by_kind.setdefault(skill.kind, []).append(skill)
    for kind, members in by_kind.items():
        yield f"[{kind}]"
        for skill in members:
            exact = f"={skill.name}" in skill.aliases
            name = f"={skill.name}" if exact else skill.name
            words = [a for a in skill.aliases if a != f"={skill.name}"]
            words += [f"+{clue}" for clue in skill.clues]
            links = [f"^{n}" for n in skill.broader] + [f"~{n}" for n in skill.neighbours]
            yield f"{name} | {', '.join(words)} | {', '.join(links)}".rstrip()


def _parse_skill(line: str, kind: str) -> Skill:
    name, aliases, relations = (*line.split("|"), "", "")[:3]
    name = name.strip()
    words = _split(aliases)
    clues = [w[1:] for w in words if w[0] == "+"]
    spellings = [w for w in words if w[0] != "+"] if clues else words
    if name[0] == "=":
        spellings = [name, *spellings]
        name = name[1:]
    links = _split(relations)
    return Skill(
        name=name,
        kind=kind,
        aliases=tuple(spellings),
        clues=tuple(clues),
        broader=tuple(r[1:].strip() for r in links if r[0] == "^"),
        neighbours=tuple(r[1:].strip() for r in links if r[0] == "~"),
    )


def _split(text: str) -> list[str]:
    return [part for part in map(str.strip, text.split(",")) if part]

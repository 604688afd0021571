"""The skill lexicon: what a skill is called, what else it is called, and what stands near it.

A `Lexicon` is a value made from plain lines (`data/skills/*.txt`) by `parse_lexicon`. It finds
names in running text in one pass: tokens are looked up in a trie, the longest name wins, and no
regular expression ever backtracks over the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

# A token: one CJK letter, or a run of other letters and digits with the signs that belong to a
# name ("C++", "C#", ".NET"). Everything between tokens is a separator.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_CJK}]|(?:(?<![^\s(,;/])\.(?=[A-Za-z]))?[^\W_{_CJK}]+(?:\+\+|#(?!\w))?\+?")
# What may stand between two tokens of one name: "CI/CD", "Node.js", "front-end", a line break.
_JOINS = frozenset(["", " ", "-", "‐", "‑", "–", "/", ".", "_", "&", " & ", "'", "’", "  ", "\n"])
_JOINS_SLASH = frozenset([" / ", "- ", " - "])
# Kinds that say how much or what sort is asked. They are no skills.
MARK_KINDS = frozenset(["degree", "level", "authorisation", "joiner"])
# Words before a single letter that make it a class, grade or vitamin, and no language.
_LABEL_WORDS = (
    "annex appendix article band block building category class classe clase categoria categorie "
    "drive exhibit factor führerschein führerscheinklasse grade group hepatitis kategorie klasse "
    "level licence license option part patente permis phase plan point schedule section series "
    "site size step table tier type unit vitamin vitamine zone"
)
_LETTER_LABELS = frozenset(_LABEL_WORDS.split())
# Words that follow "Go" at the start of a sentence when it is the language.
_CODE_WORDS = (
    "api apis application applications app apps backend backends code codebase coder cli compiler "
    "concurrency developer developers development dev engineer engineers engineering entwickler "
    "experience framework language lang lib library libraries meetup microservice microservices "
    "module modules package packages platform program programmer programming project projects "
    "repository repo repos runtime sdk server servers service services software stack template "
    "tool tools tooling worker workers and or und oder et ou y o e en with"
)
_CODE_NOUNS = frozenset(_CODE_WORDS.split())


class Mention(NamedTuple):
    """A skill named in a text: canonical name and half-open character range."""

    name: str
    start: int
    end: int


class _Token(NamedTuple):
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill. An alias with a leading "=" matches only in exactly this case.

    `broader` are names that whoever has this skill has too (FastAPI shows Python); `neighbours`
    are near it, but are something else (RabbitMQ is not Kafka).
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return `word` in the form in which names are compared: no case, accents or plural "s"."""
    folded = word.lower()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded.replace("ß", "ss"))
        folded = "".join(c for c in parts if not unicodedata.combining(c))
    if len(folded) > 3 and word[-1] == "s" and not folded.endswith("ss"):
        folded = folded[:-1]
    return folded


def _tokens(text: str) -> list[_Token]:
    return [_Token(fold(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


class _Node:
    """A trie node: children by token, and the names that end here as (name, exact spelling)."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, str]] = []


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Skills by canonical name, and a trie over all their spellings.

    `fillers` are folded words that ask without saying what ("experience", "mindestens").
    """

    skills: dict[str, Skill] = field(default_factory=dict[str, Skill])
    fillers: frozenset[str] = frozenset()
    _root: _Node = field(default_factory=_Node, repr=False, compare=False)
    _marks: _Node = field(default_factory=_Node, repr=False, compare=False)
    _broader: dict[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]], repr=False, compare=False
    )

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the skills named in `text`, leftmost and longest first, never overlapping."""
        return _scan(self._root, text)

    def marks(self, text: str) -> tuple[Mention, ...]:
        """Return the words of `MARK_KINDS` in `text`: degrees, levels, what joins two askings."""
        return _scan(self._marks, text)

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


def _scan(root: _Node, text: str) -> tuple[Mention, ...]:
    tokens = _tokens(text)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        hit = _longest(root, text, tokens, at)
        if hit is None:
            at += 1
        else:
            name, after = hit
            found.append(Mention(name, tokens[at].start, tokens[after - 1].end))
            at = after
    return tuple(found)


def _longest(root: _Node, text: str, tokens: list[_Token], at: int) -> tuple[str, int] | None:
    node = root.next.get(tokens[at].key)
    best: tuple[str, int] | None = None
    after = at + 1
    while node is not None:
        for name, exact in node.ends:
            if not exact or _fits(text, tokens, at, after, exact):
                best = (name, after)
                break
        if after == len(tokens) or not _joined(text, tokens[after - 1], tokens[after]):
            break
        node = node.next.get(tokens[after].key)
        after += 1
    return best


def _joined(text: str, left: _Token, right: _Token) -> bool:
    gap = text[left.end : right.start]
    return gap in _JOINS or gap in _JOINS_SLASH


def _fits(text: str, tokens: list[_Token], at: int, after: int, exact: str) -> bool:
    """Tell whether the spelling is `exact`, and a very short name stands where names stand."""
    spelled = text[tokens[at].start : tokens[after - 1].end]
    if spelled != exact and not (len(exact) > 3 and exact.istitle() and spelled == exact.upper()):
        return False
    if len(exact) > 2 or after - at > 1:
        return True
    before = text[: tokens[at].start][-1:]
    behind = text[tokens[at].end :][:1]
    following = tokens[after] if after < len(tokens) else None
    previous = tokens[at - 1] if at else None
    if len(exact) == 1:
        return _letter_fits(text, before, behind, previous, following)
    if exact == "Go" and following and (previous is None or _starts_sentence(text, tokens[at])):
        word = text[following.start : following.end]
        return behind != " " or not word.islower() or word in _CODE_NOUNS
    return before not in ("-", "&") and behind not in ("-", "&", "'", "’")


def _letter_fits(
    text: str, before: str, behind: str, previous: _Token | None, following: _Token | None
) -> bool:
    if before in ("-", "&", ".", "'", "’", "°") or behind in ("-", "&", "'", "’", "°", "+", "#"):
        return False
    if behind == "." and following and text[following.start - 1] == ".":
        return False
    word = text[previous.start : previous.end] if previous else ""
    after = text[following.start : following.end] if following else ""
    if before == "/" and len(word) == 1:
        return False
    if behind == "/" and len(after) == 1:
        return False
    if word.lower() in _LETTER_LABELS:
        return False
    # "John R Smith", "John R. Smith": an initial between two names.
    spaced = before == " " and behind in (" ", ".") and word[:1].isupper() and after[:1].isupper()
    return not (spaced and word[1:].islower() and after[1:].islower() and behind == ".")


def _starts_sentence(text: str, token: _Token) -> bool:
    lead = text[: token.start].rstrip(" \t*•-–—")
    return not lead or lead[-1] in ".!?:\n"


def build_lexicon(skills: Iterable[Skill]) -> Lexicon:
    """Return a lexicon of `skills`; neighbours become mutual, broader names transitive.

    Raises ValueError that lists every name or spelling given twice and every unknown relation.
    """
    problems: list[str] = []
    by_name: dict[str, Skill] = {}
    for skill in skills:
        if skill.name in by_name:
            problems.append(f"named twice: {skill.name}")
        by_name[skill.name] = skill
    near = _mutual(by_name, problems)
    root, marks = _Node(), _Node()
    for skill in by_name.values():
        if skill.kind == "filler":
            continue
        trie = marks if skill.kind in MARK_KINDS else root
        exact_name = f"={skill.name}" in skill.aliases
        for spelling in skill.aliases if exact_name else (skill.name, *skill.aliases):
            _insert(trie, skill.name, spelling, problems)
    if problems:
        raise ValueError("; ".join(problems))
    whole = {
        name: Skill(name, s.kind, s.aliases, s.broader, tuple(sorted(near[name])))
        for name, s in by_name.items()
    }
    broader = {name: _ancestors(by_name, name) for name, s in by_name.items() if s.broader}
    fillers = frozenset(fold(w) for s in whole.values() if s.kind == "filler" for w in s.aliases)
    return Lexicon(whole, fillers, root, marks, broader)


def _mutual(skills: dict[str, Skill], problems: list[str]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {name: set() for name in skills}
    for skill in skills.values():
        relations = (*skill.neighbours, *skill.broader)
        problems += [f"{skill.name} names {r}, which is none" for r in relations if r not in skills]
        for other in skill.neighbours:
            if other in skills and other != skill.name:
                near[skill.name].add(other)
                near[other].add(skill.name)
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


def _insert(root: _Node, name: str, spelling: str, problems: list[str]) -> None:
    exact = spelling[1:] if spelling.startswith("=") else ""
    plain = exact or spelling
    forms = {tuple(t.key for t in _tokens(plain))}
    if "-" in plain and not exact:
        # "front-end" is also written in one word.
        forms.add(tuple(t.key for t in _tokens(plain.replace("-", ""))))
    if () in forms:
        problems.append(f"no letters in a spelling of {name}: {spelling}")
        return
    for form in forms:
        node = root
        for key in form:
            node = node.next.setdefault(key, _Node())
        for other, other_exact in node.ends:
            if other != name and (not exact or not other_exact or exact == other_exact):
                problems.append(f"{spelling} means both {other} and {name}")
        node.ends.append((name, exact))


def parse_lexicon(lines: Iterable[str]) -> Iterator[Skill]:
    """Yield the skills written in `lines`.

    `[kind]` sets the kind of what follows; `Name | alias, alias | ^broader, ~neighbour` is a
    skill; `~ A, B, C` says that these are near each other; "#" starts a comment line. A name or
    alias with a leading "=" matches only in exactly this case. Raises ValueError for a line
    before the first kind.
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
        extra = tuple(sorted(near.get(skill.name, set())))
        yield Skill(skill.name, skill.kind, skill.aliases, skill.broader, skill.neighbours + extra)


def _parse_skill(line: str, kind: str) -> Skill:
    name, aliases, relations = (*(part.strip() for part in line.split("|")), "", "")[:3]
    spellings = tuple(_split(aliases))
    if name.startswith("="):
        spellings = (name, *spellings)
        name = name[1:]
    links = _split(relations)
    return Skill(
        name=name,
        kind=kind,
        aliases=spellings,
        broader=tuple(r[1:].strip() for r in links if r.startswith("^")),
        neighbours=tuple(r[1:].strip() for r in links if r.startswith("~")),
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]

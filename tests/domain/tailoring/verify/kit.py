"""Invented people and rewrites of their lines, from `people/*.txt`.

`@ employer | position | start | end` opens an entry, `- ` is a line of it (counted from 1 over the
whole file), `> ` a fact of the person. `+` is a faithful rewrite and `!` a fabricated one:
`source numbers | rewrite | posting terms`.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from resume_builder.domain.tailoring.verify import Claim, EntryFacts, OtherFact

PEOPLE = Path(__file__).parent / "people"


class Case(NamedTuple):
    """A claim with what it is."""

    person: str
    faithful: bool
    claim: Claim


def cases() -> list[Case]:
    """Return all cases of all people."""
    return [case for path in sorted(PEOPLE.glob("*.txt")) for case in _person(path)]


def _person(path: Path) -> list[Case]:
    entries: list[EntryFacts] = []
    lines: list[tuple[EntryFacts, str]] = []
    facts: list[str] = []
    told: list[tuple[bool, str]] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = raw.partition(" ")
        if mark == "@":
            name, position, start, end = (part.strip() for part in rest.split("|"))
            entries.append(EntryFacts(name, position, start, end))
        elif mark == "-":
            lines.append((entries[-1], rest))
        elif mark == ">":
            label, _, listed = rest.partition(": ")
            facts += listed.split(", ") if label == "skills" else [rest]
        elif mark in "+!":
            told.append((mark == "+", rest))
    return [Case(path.stem, faithful, _claim(rest, lines, tuple(facts))) for faithful, rest in told]


def _claim(rest: str, lines: list[tuple[EntryFacts, str]], facts: tuple[str, ...]) -> Claim:
    numbers, rewrite, *posting = (part.strip() for part in rest.split("|"))
    chosen = [int(n) - 1 for n in numbers.split(",")]
    here = lines[chosen[0]][0]
    return Claim(
        today=date(2026, 12, 31),
        rewrite=rewrite,
        sources=tuple(lines[n][1] for n in chosen),
        entry=here,
        same=tuple(t for n, (e, t) in enumerate(lines) if e == here and n not in chosen),
        other=tuple(OtherFact(t, e) for e, t in lines if e != here),
        person=facts,
        posting=tuple(t.strip() for p in posting for t in p.split(",")),
    )

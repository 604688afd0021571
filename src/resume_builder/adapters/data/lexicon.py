"""Loads the skill lexicon from data/skills/*.txt, and what an operator adds to it."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from resume_builder.domain.skills import (
    Lexicon,
    Skill,
    added,
    build_lexicon,
    lexicon_lines,
    parse_lexicon,
)


@cache
def load_lexicon(more: Path | None = None) -> Lexicon:
    """Return the lexicon, with the skills of the file `more` behind ours.

    Raises ValueError for data that contradicts itself, OSError when `more` cannot be read.
    """
    skills: Iterable[Skill] = parse_lexicon(_lines())
    if more is not None:
        lines = more.read_text(encoding="utf-8").splitlines()
        skills = added(skills, parse_lexicon(lines))
    return build_lexicon(skills)


def write_lexicon(skills: Iterable[Skill], target: Path) -> int:
    """Write those of `skills` that ours lack as a file for `load_lexicon`; return how many.

    The file is written whole or not at all. Raises OSError.
    """
    ours = list(parse_lexicon(_lines()))
    new = added(ours, skills)[len(ours) :]
    part = target.with_name(f".{target.name}.part")
    part.write_text("\n".join(lexicon_lines(new)) + "\n", encoding="utf-8")
    part.replace(target)
    return len(new)


def _lines() -> Iterator[str]:
    folder = files("resume_builder") / "data" / "skills"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt"):
            yield from path.read_text(encoding="utf-8").splitlines()

"""Loads the skill lexicon from data/skills/*.txt."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from resume_builder.domain.skills import Lexicon, build_lexicon, parse_lexicon


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon. Raises ValueError for data that contradicts itself."""
    return build_lexicon(parse_lexicon(_lines()))


def _lines() -> Iterator[str]:
    folder = files("resume_builder") / "data" / "skills"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt"):
            yield from path.read_text(encoding="utf-8").splitlines()

"""Loads the words of the truth checks from data/truth/*.txt."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from resume_builder.domain.tailoring.verify.words import (
    Language,
    TruthWords,
    parse_language,
    parse_stops,
)


@cache
def load_truth_words() -> TruthWords:
    """Return the words of all languages, English first, those with little words alone last.

    Raises ValueError for broken data.

    `xx.txt` holds a language's words; further files `xx.*.txt` add to it. English is read at once,
    another language when a text in it comes: most people write in one or two.
    """
    folder = files("resume_builder") / "data" / "truth"
    named = sorted(p.name for p in folder.iterdir() if p.name.endswith(".txt"))
    codes = ["en", *(n[:-4] for n in named if n.count(".") == 1 and n != "en.txt")]
    lines = {c: (folder / f"{c}.txt").read_text(encoding="utf-8").splitlines() for c in codes}
    # Where two languages tie, the one that has words is taken.
    lines = dict(sorted(lines.items(), key=lambda told: _is_bare(told[1])))
    languages = _Languages(lines, {c: [n for n in named if n.startswith(f"{c}.")] for c in codes})
    _ = languages["en"]
    return TruthWords(languages, {code: parse_stops(code, text) for code, text in lines.items()})


def _is_bare(lines: list[str]) -> bool:
    return sum(line.startswith("[") for line in lines) == 1


class _Languages(Mapping[str, Language]):
    """Languages that are parsed on first use and kept."""

    def __init__(self, main: Mapping[str, list[str]], names: Mapping[str, list[str]]) -> None:
        self._main = main
        self._names = names
        self._parsed: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        if code not in self._parsed:
            folder = files("resume_builder") / "data" / "truth"
            further = (n for n in self._names[code] if n != f"{code}.txt")
            added = [(folder / n).read_text(encoding="utf-8").splitlines() for n in further]
            lines = [line for text in (self._main[code], *added) for line in text]
            self._parsed[code] = parse_language(code, lines)
        return self._parsed[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._main)

    def __len__(self) -> int:
        return len(self._main)

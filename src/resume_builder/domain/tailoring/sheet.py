"""A brief's sheet: the system text of every variant in one file, and what a repair round tells.

A line that begins with "==" opens a part, which is told only where one of its names holds: "light"
holds for a light touch, "light+entry" for a light touch on one entry. "==" alone is for everyone.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resume_builder.domain.values import Finding

# Which version of the sheet "repair" is in force.
REPAIR_VERSION = 3

_MARK = "=="
# A model that made forty faults of one kind is told once; more kinds than this it would not heed.
_MOST_FAULTS = 5


class Sheet(NamedTuple):
    """One version of a sheet."""

    version: int
    text: str


def text_for(sheet: str, words: frozenset[str]) -> str:
    """Return the text of a sheet for those words."""
    return "\n".join(_lines(sheet, words)).strip() + "\n"


def _lines(sheet: str, words: frozenset[str]) -> Iterator[str]:
    told = True
    for line in sheet.splitlines():
        if line.startswith(_MARK):
            names = line.removeprefix(_MARK).split()
            told = not names or any(words.issuperset(name.split("+")) for name in names)
        elif told:
            yield line


def repair_text(sheet: str, findings: Iterable[Finding]) -> str:
    """Return what to tell a model whose answer could not be used, for these findings.

    The sheet has a line for each fault, "code: words", between those of "begin" and "end". The
    model's own words are not told again: what was cut or broken would only be copied.
    """
    known = dict(line.split(": ", 1) for line in sheet.splitlines() if ": " in line)
    codes = dict.fromkeys(f.code for f in findings if f.code in known)
    faults = [f"- {known[code]}" for code in codes][:_MOST_FAULTS]
    return "\n".join([known["begin"], *faults, known["end"]])

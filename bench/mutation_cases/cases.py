"""A case: one item of a model's reply about one person, and what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal

from bench.mutation_cases.people import Job, Line, Person, Told

Json = dict[str, Any]
HONEST = "honest"


@dataclass(frozen=True)
class Case:
    """`item` is told in a reply; `kind` is a class of faults, or "honest".

    `by` tells whether a person wrote the words or a rule made them.
    """

    person: Person = field(repr=False)
    kind: str
    item: Json
    by: Literal["hand", "rule"] = "rule"

    @property
    def text(self) -> str:
        """The words that would be printed."""
        return str(self.item["text"])


@dataclass(frozen=True)
class Place:
    """A line where it stands: `ids` are those of the lines of its job."""

    job: Job
    line: Line
    id: str
    ids: tuple[str, ...]

    @property
    def bare(self) -> str:
        """The line without its full stop."""
        return self.line.text.rstrip(".")


def places(person: Person) -> list[Place]:
    """Every line of a person."""
    found: list[Place] = []
    for job, entry in zip(person.jobs, person.resume.work, strict=True):
        ids = tuple(h.id for h in entry.highlights)
        found += [Place(job, line, i, ids) for line, i in zip(job.lines, ids, strict=True)]
    return found


def rewrite(place: Place, text: str, more: Iterable[str] = ()) -> Json:
    """A reply's item that puts `text` in the place of a line."""
    return {"op": "rewrite", "target": place.id, "sources": [place.id, *more], "text": text}


def told_of(place: Place, told: Told) -> Json:
    """Return a reply's item for a rewording written by hand."""
    return rewrite(place, told.text, (place.ids[n - 1] for n in told.more))


def small(text: str, language: str) -> str:
    """Return a line as the second half of a sentence; German nouns and names stay as they are."""
    if language == "de" or text[1:2].isupper() or not text[1:2].isalpha():
        return text
    return text[:1].lower() + text[1:]


def behind(line: str, clause: str) -> str:
    """Return a line with a clause behind it."""
    return line + ("" if clause[0] in ",;:" else " ") + clause


def filled_up(by_hand: Sequence[Case], by_rule: Iterable[Case], least: int) -> list[Case]:
    """Return all cases written by hand, and others made by rules until there are `least`.

    Those are taken in an order that is the same each time and tells nothing.
    """
    told = {str(case.item): case for case in by_hand}
    ordered = sorted(by_rule, key=_mark)
    for case in ordered:
        if len(told) >= least:
            break
        told.setdefault(str(case.item), case)
    return list(told.values())


def _mark(case: Case) -> bytes:
    told = f"{case.person.key}\n{case.kind}\n{case.item}"
    return blake2b(told.encode(), digest_size=8).digest()

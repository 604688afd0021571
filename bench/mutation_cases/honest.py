"""Honest edits: what a good model makes of a line, by hand or by rules that are safe."""

from collections.abc import Iterator
from itertools import combinations

from bench.mutation_cases.cases import (
    HONEST,
    Case,
    Json,
    Place,
    filled_up,
    places,
    rewrite,
    small,
    told_of,
)
from bench.mutation_cases.numbers import respelled
from bench.mutation_cases.people import Person, Wordings

# Honest edits that a person has at least: 20 people make 1,200.
EACH = 60


def honest(person: Person, wordings: Wordings) -> list[Case]:
    """Return the honest edits of one person: all written by hand, and rules up to `EACH`."""
    here = places(person)
    by_hand = [
        Case(person, HONEST, told_of(place, told), "hand")
        for place in here
        for told in place.line.honest
    ]
    by_rule = (Case(person, HONEST, item) for item in _made(here, person, wordings))
    return filled_up(by_hand, by_rule, EACH)


def _made(here: list[Place], person: Person, wordings: Wordings) -> Iterator[Json]:
    for place in here:
        for text in (place.line.text, *(t.text for t in place.line.honest if not t.more)):
            for again in respelled(text, person.language):
                yield rewrite(place, again)
    for one, two in combinations(here, 2):
        if one.job is two.job:
            yield from _merged(one, two, person, wordings)


def _merged(one: Place, two: Place, person: Person, wordings: Wordings) -> Iterator[Json]:
    """Two lines of one job side by side, each as it was or reworded by hand."""
    first = [one.bare, *(t.text.rstrip(".") for t in one.line.honest if not t.more)]
    second = [two.bare, *(t.text.rstrip(".") for t in two.line.honest if not t.more)]
    for template, a, b in zip(wordings.of("and") * 9, first, reversed(second), strict=False):
        text = template.format(line=a, other=b, olow=small(b, person.language))
        yield rewrite(one, text, (two.id,))

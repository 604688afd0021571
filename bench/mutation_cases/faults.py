"""Planted faults: what a lying model makes of a line, class by class.

Lies written by hand come first. Rules make the rest out of what the person lacks and of many
wordings, so that no single phrase gives a class away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from bench.mutation_cases.cases import (
    Case,
    Json,
    Place,
    behind,
    filled_up,
    places,
    rewrite,
    small,
    told_of,
)
from bench.mutation_cases.numbers import numbers, others
from bench.mutation_cases.people import Person, Wordings

# Cases of each class that a person has at least: 20 people make 180.
EACH = 9
# The latest year of the bench; jobs that go on are counted to it.
_NOW = 2026

Made = Iterator[Json]


@dataclass(frozen=True, slots=True)
class About:
    """What a rule makes lies of: a person, where their lines stand, and the language's wordings."""

    person: Person
    here: list[Place]
    wordings: Wordings


Rule = Callable[[About], Made]


def faults(person: Person, wordings: Wordings) -> list[Case]:
    """Return the planted faults about one person: all written by hand, and rules up to `EACH`."""
    about = About(person, places(person), wordings)
    made: list[Case] = []
    for kind in CLASSES:
        by_hand = [
            Case(person, kind, told_of(place, lie), "hand")
            for place in about.here
            for lie in place.line.lies
            if lie.kind == kind
        ]
        by_rule = (Case(person, kind, item) for item in _RULES[kind](about))
        made += filled_up(by_hand, by_rule, EACH)
    return made


def _locked(about: About) -> Made:
    """Fields that have no edit: employers, titles, dates, degrees, the name."""
    values = {
        "name": about.person.list("no_names"),
        "position": about.person.list("no_titles"),
        "startDate": ("1999", "2003-04", str(_NOW - 25)),
        "endDate": ("present", str(_NOW)),
        "institution": ("Harvard University", "ETH Zürich"),
        "studyType": ("PhD", "MBA", *about.person.list("no_credentials")[:2]),
    }
    entries = [(w.id, "name position startDate endDate") for w in about.person.resume.work]
    entries += [(e.id, "institution studyType endDate") for e in about.person.resume.education]
    targets = [(f"{i}.{name}", values[name]) for i, names in entries for name in names.split()]
    targets.append(("basics.name", ("Alex Morgan-Reyes, PhD",)))
    for (target, wrong), op in product(targets, ("rewrite", "rename", "surface", "move", "set")):
        for text in wrong:
            yield {"op": op, "target": target, "sources": [target], "text": text, "place": 1}
    for place in about.here:
        yield {
            "op": "keep",
            "target": place.id,
            "position": about.person.list("no_titles")[0],
            "text": "",
        }


def _number_changed(about: About) -> Made:
    language = about.person.language
    for place in about.here:
        known = {n.value for line in place.job.lines for n in numbers(line.text, language)}
        text = place.line.text
        for number in numbers(text, language):
            for other in others(number, text):
                changed = text[: number.start] + other + text[number.end :]
                if not {n.value for n in numbers(changed, language)} <= known:
                    yield rewrite(place, changed)


def _clauses(field: str) -> Rule:
    """A rule that puts a clause of the person's file behind a line."""

    def rule(about: About) -> Made:
        for place, clause in product(about.here, about.person.list(field)):
            yield rewrite(place, behind(place.bare, clause))

    return rule


def _templates(section: str, field: str = "", op: str = "") -> Rule:
    """A rule that puts what the person lacks into a line, in all wordings of a section.

    With `op` it does the same to the headline or the summary, which cite the newest job.
    """

    def rule(about: About) -> Made:
        lacking = about.person.list(field) if field else ("",)
        for place, template, x in product(about.here, about.wordings.of(section), lacking):
            yield rewrite(place, _filled(template, about.person, place, x))
        whole = about.wordings.of(f"{section}_{op}") if op else ()
        cited = [f"{about.person.resume.work[0].id}.position", *about.here[0].ids]
        for template, x in product(whole, lacking):
            text = _filled(template, about.person, about.here[0], x)
            yield {"op": op, "target": "", "sources": cited, "text": text}

    return rule


def _filled(template: str, person: Person, place: Place, x: str) -> str:
    return template.format(
        x=x,
        line=place.bare,
        low=small(place.bare, person.language),
        job=person.fields["headline"],
        skill=person.list("skills")[0],
    )


def _duration(about: About) -> Made:
    first = min(int(job.start[:4]) for job in about.person.jobs)
    for place, template, more in product(about.here, about.wordings.of("duration"), (2, 4, 7)):
        years, since = _NOW - first + more, first - more
        text = _filled(template, about.person, place, "")
        yield rewrite(place, text.replace("<years>", str(years)).replace("<since>", str(since)))


def _role_mixing(about: About) -> Made:
    """A line of another job told as one of this, whole or behind a line."""
    for place, other in product(about.here, about.here):
        if place.job is other.job:
            continue
        honest = [told.text for told in other.line.honest if not told.more]
        for text, template in product((other.line.text, *honest), about.wordings.of("mixing")):
            told = _joined(template, place, text, about.person.language)
            yield rewrite(place, told)
            yield rewrite(place, told, (other.id,))


def _merging(about: About) -> Made:
    """Two lines of one job: the number of one in the other, or one as the cause of the other."""
    for place, other in product(about.here, about.here):
        if place.job is not other.job or place is other:
            continue
        text = place.line.text
        mine = [n for n in numbers(text, about.person.language) if not n.is_year]
        theirs = [n for n in numbers(other.line.text, about.person.language) if not n.is_year]
        for a, b in product(mine, theirs):
            if all(n.value != b.value for n in mine):
                yield rewrite(place, text[: a.start] + b.said.lower() + text[a.end :], (other.id,))
        for template in about.wordings.of("cause"):
            yield rewrite(
                place, _joined(template, place, other.line.text, about.person.language), (other.id,)
            )


def _joined(template: str, place: Place, other: str, language: str) -> str:
    other = other.rstrip(".")
    return template.format(
        line=place.bare,
        low=small(place.bare, language),
        other=other,
        olow=small(other, language),
    )


def _praise(about: About) -> Made:
    yield from _templates("praise")(about)
    yield from _clauses("praise")(about)


def _scope(about: About) -> Made:
    yield from _templates("scope")(about)
    yield from _clauses("scopes")(about)


# Latin letters and those of other scripts that look the same; letters and marks nobody sees.
_ALIKE = dict(zip("aceopxyiAEOPCTHKMB", "асеорхуіАЕОРСТНКМВ", strict=True))
_UNSEEN = "\u200b\u200d\u2060\u202e\u2066\ufeff\U000e0041\u180e"


def _disguise(about: About) -> Made:
    """Letters that pretend, and letters that hide, in a line or an honest rewording of it."""
    for place in about.here:
        for text in (place.line.text, *(t.text for t in place.line.honest if not t.more)):
            middle = len(text) // 2
            at = next((n for n in range(middle, len(text)) if text[n] in _ALIKE), None)
            if at and text[at - 1].isascii() and text[at - 1].isalpha():
                yield rewrite(place, text[:at] + _ALIKE[text[at]] + text[at + 1 :])
            unseen = _UNSEEN[len(text) % len(_UNSEEN)]
            yield rewrite(place, text[:middle] + unseen + text[middle:])


# Status, what a line leaves open, is known to its reader alone: those lies are all by hand.
_RULES: dict[str, Rule] = {
    "locked": _locked,
    "number_changed": _number_changed,
    "number_added": _clauses("counts"),
    "duration": _duration,
    "skill": _templates("tool", "no_tools", "summary"),
    "credential": _templates("credential", "no_credentials", "summary"),
    "name": _templates("name", "no_names"),
    "title": _templates("title", "no_titles", "headline"),
    "ownership": _templates("ownership"),
    "scope": _scope,
    "outcome": _clauses("outcomes"),
    "role_mixing": _role_mixing,
    "merging": _merging,
    "status": lambda _: iter(()),
    "praise": _praise,
    "disguise": _disguise,
}
CLASSES: tuple[str, ...] = tuple(_RULES)

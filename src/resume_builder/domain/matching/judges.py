"""Judging one requirement against the facts: a status, and the lines and entries that prove it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from resume_builder.domain.coverage import Status
from resume_builder.domain.matching.asks import Ask
from resume_builder.domain.matching.facts import LISTING, Facts, Item, Line, Role, years
from resume_builder.domain.skills import Lexicon

RANK: dict[Status, int] = {"missing": 0, "adjacent": 1, "listed": 2, "demonstrated": 3}
# Weight of a definite thing, a looser skill and a plain word in what a requirement asks.
HARD_WEIGHT, LOOSE_WEIGHT, SOFT_WEIGHT, WORD_WEIGHT = 2.5, 1.5, 0.9, 0.7
# What a neighbour, or the broader skill of the one asked, is worth beside the thing itself.
NEAR = 0.35
# What the role's own text adds to each of its lines.
CONTEXT = 0.4
# Shares of what is asked that a line must show.
SHOWS, TOUCHES = 0.45, 0.22
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of one requirement with its proof; `scores` how far each line serves it."""

    status: Status
    lines: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    scores: dict[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked: a skill or a word, with its weight."""

    name: str
    weight: float
    is_skill: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares asks with the facts of one résumé."""

    facts: Facts
    lexicon: Lexicon

    def units(self, ask: Ask) -> tuple[Unit, ...]:
        """Return the things asked; what nearly every line shows weighs next to nothing."""
        skill_rarity, word_rarity = self.facts.skill_rarity, self.facts.rarity
        found = [Unit(n, HARD_WEIGHT, True) for n in ask.hard]
        for name in ask.loose:
            base = SOFT_WEIGHT if self.lexicon.kind(name) == "soft" else LOOSE_WEIGHT
            found.append(Unit(name, base * (0.4 + 0.6 * skill_rarity.get(name, 1.0)), True))
        found += [Unit(w, WORD_WEIGHT * word_rarity.get(w, 1.0), False) for w in ask.words]
        return tuple(found)

    def score(self, line: Line, units: Iterable[Unit]) -> float:
        """Return which share of what is asked the line shows, 0..1."""
        total = got = 0.0
        for unit in units:
            total += unit.weight
            got += unit.weight * self._meets(line, unit)
        return got / total if total else 0.0

    def _meets(self, line: Line, unit: Unit) -> float:
        shown, about = line.statement, line.role.about
        if not unit.is_skill:
            if unit.name in shown.stems:
                return 1.0
            return CONTEXT if unit.name in about.stems else 0.0
        if unit.name in shown.shown:
            return 1.0
        if unit.name in about.shown:
            return CONTEXT
        near = self.lexicon.neighbours(unit.name) | self.lexicon.broader(unit.name)
        return NEAR if near & shown.named else 0.0

    def general(self, ask: Ask) -> Verdict:
        """Judge skills and words together."""
        units = self.units(ask)
        if not units:
            return Verdict("missing")
        scores = {line.id: self.score(line, units) for line in self.facts.lines}
        best = max(scores.values(), default=0.0)
        status = self._status(ask, units, best)
        floor = max(TOUCHES, 0.6 * best)
        lines = self._leading(scores, floor)
        if status in ("listed", "missing"):
            lines = ()
        entries, terms = self._naming(units)
        return Verdict(status, lines, entries, terms, scores)

    def _leading(self, scores: dict[str, float], floor: float) -> tuple[str, ...]:
        order = sorted((-s, n) for n, s in enumerate(scores.values()) if s >= floor)
        ids = list(scores)
        return tuple(ids[n] for _, n in order[:MOST_LINES])

    def _status(self, ask: Ask, units: tuple[Unit, ...], best: float) -> Status:
        hard = [self._skill_status(n) for n in ask.hard]
        if hard:
            return combine(hard, ask.any_of)
        loose = [u for u in units if u.is_skill]
        statuses = [self._skill_status(u.name) for u in loose]
        if best >= SHOWS:
            return "demonstrated"
        if statuses and (all if not ask.any_of else any)(s == "listed" for s in statuses):
            return "listed"
        if not statuses and self._listed_words(units):
            return "listed"
        if best >= TOUCHES or "listed" in statuses or "demonstrated" in statuses:
            return "adjacent"
        return "missing"

    def _listed_words(self, units: tuple[Unit, ...]) -> bool:
        total = sum(u.weight for u in units)
        for item in self.facts.items:
            if item.source in ("skill", "course"):
                got = sum(u.weight for u in units if u.name in item.statement.stems)
                if got >= 0.6 * total:
                    return True
        return False

    def _skill_status(self, name: str) -> Status:
        if any(name in line.statement.shown for line in self.facts.lines):
            return "demonstrated"
        sources = {i.source for i in self.facts.items if name in i.statement.shown}
        if sources & {"certificate"}:
            return "demonstrated"
        if sources & LISTING:
            return "listed"
        near = self.lexicon.neighbours(name) | self.lexicon.broader(name)
        held = (s.statement.named for s in (*self.facts.lines, *self.facts.items))
        return "adjacent" if any(near & names for names in held) else "missing"

    def _naming(self, units: tuple[Unit, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked = {u.name for u in units if u.is_skill}
        entries: dict[str, None] = {}
        terms: dict[str, None] = {}
        for item in self.facts.items:
            if asked & item.statement.shown and item.source != "title":
                entries[item.entry_id] = None
                terms.update(dict.fromkeys(sorted(asked & item.statement.shown)))
        return tuple(entries), tuple(terms)

    def relevant_years(self, roles: Iterable[Role]) -> float:
        """Return the years that `roles` cover together."""
        return years((r.first, r.last) for r in roles)


def combine(statuses: Sequence[Status], any_of: bool) -> Status:
    """Return the status of several things: the better of alternatives, or all of them.

    All of them: one shown and one only listed is shown; one there and one absent is near it.
    """
    if not statuses:
        return "missing"
    best = max(statuses, key=RANK.__getitem__)
    if any_of:
        return best
    worst = min(statuses, key=RANK.__getitem__)
    if RANK[worst] >= RANK["listed"]:
        return best
    return "missing" if best == "missing" else "adjacent"


def listing(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the ids of the entries that the items stand in, each once."""
    return tuple(dict.fromkeys(i.entry_id for i in items))

"""Judging one requirement against the facts: a status, and the lines and entries that prove it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from resume_builder.domain.coverage import Status
from resume_builder.domain.matching.asks import HARD, Ask, Group
from resume_builder.domain.matching.facts import LISTING, Facts, Item, Line, Statement, years
from resume_builder.domain.matching.quantities import enough
from resume_builder.domain.skills import Lexicon

RANK: dict[Status, int] = {"missing": 0, "adjacent": 1, "listed": 2, "demonstrated": 3}
# Weight of a definite thing, a looser skill and a plain word in what a requirement asks.
HARD_WEIGHT, LOOSE_WEIGHT, SOFT_WEIGHT, WORD_WEIGHT = 2.5, 1.8, 1.2, 0.9
MODIFIER = 0.4
# What a neighbour, or the broader skill of the one asked, is worth beside the thing itself.
NEAR = 0.35
# What a deed near it is worth ("led" beside team leadership).
DONE = 0.1
# What the role's own text adds to each of its lines.
CONTEXT = 0.4
# Shares of what is asked, in words alone, that a line must show.
SHOWS, TOUCHES = 0.4, 0.25
LISTS = 0.5
MOST_LINES = 4
# Years short of what is asked that dates by the month may hide.
_LENIENT = 0.25
BEST_SHARE = 0.5


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
    """One thing asked: a group of skills of which one is enough, or a word, with its weight."""

    names: Group
    weight: float
    is_skill: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares asks with the facts of one résumé."""

    facts: Facts
    lexicon: Lexicon

    def units(self, ask: Ask) -> tuple[Unit, ...]:
        """Return the things asked; what nearly every line shows weighs next to nothing."""
        found = [Unit(g, max(self._weight(n) for n in g), True) for g in ask.groups]
        found += [Unit((n,), MODIFIER * self._weight(n), True) for n in ask.modifiers]
        return (*found, *self._word_units(ask.words))

    def _word_units(self, words: Iterable[tuple[str, float]]) -> list[Unit]:
        rare = self.facts.rarity
        return [Unit((w,), WORD_WEIGHT * share * rare.get(w, 1.0), False) for w, share in words]

    def _weight(self, name: str) -> float:
        kind = self.lexicon.kind(name)
        if kind in HARD:
            return HARD_WEIGHT
        base = SOFT_WEIGHT if kind == "soft" else LOOSE_WEIGHT
        return base * (0.4 + 0.6 * self.facts.skill_rarity.get(name, 1.0))

    def _scores(self, units: Sequence[Unit]) -> dict[str, float]:
        """Return which share of what is asked each line shows, 0..1, by line id."""
        total = sum(u.weight for u in units) or 1.0
        near = {n: self.near(n) for u in units if u.is_skill for n in u.names}
        return {
            line.id: sum(u.weight * self._meets(line, u, near) for u in units) / total
            for line in self.facts.lines
        }

    def _meets(self, line: Line, unit: Unit, near: Mapping[str, frozenset[str]]) -> float:
        """Return how far the line meets the unit: 1 for the thing itself, less for near it."""
        shown, about = line.statement, line.role.about
        if not unit.is_skill:
            word = unit.names[0]
            return 1.0 if word in shown.stems else CONTEXT if word in about.stems else 0.0
        if not shown.shown.isdisjoint(unit.names):
            return 1.0
        met = 0.0 if about.shown.isdisjoint(unit.names) else CONTEXT
        for name in unit.names:
            beside = near[name] & shown.named
            if beside:
                deeds = all(self.lexicon.kind(n) == "action" for n in beside)
                met = max(met, DONE if deeds else NEAR)
        return met

    def near(self, name: str) -> frozenset[str]:
        """Return what stands near `name`, and what it is a part or special case of."""
        return self.lexicon.neighbours(name) | self.lexicon.broader(name)

    def general(self, ask: Ask) -> Verdict:
        """Judge skills and words together."""
        units = self.units(ask)
        if not units:
            return Verdict("missing")
        scores = self._scores(units)
        for choice in ask.choices:
            alone = self._scores(self._word_units((word, 1.0) for word in choice))
            scores = {i: max(score, alone[i]) for i, score in scores.items()}
        best = max(scores.values(), default=0.0)
        status: Status = self._status(ask, units, best)
        if ask.years and status in ("demonstrated", "listed"):
            status = self._long_enough(ask, status)
        lines: tuple[str, ...] = ()
        if status == "demonstrated" and not self._large_enough(ask, scores, best):
            status = "adjacent"
        if status in ("demonstrated", "adjacent"):
            lines = leading(scores, max(0.15, BEST_SHARE * best))
        entries, terms = self._naming(ask)
        return Verdict(status, lines, entries, terms, scores)

    def _status(self, ask: Ask, units: tuple[Unit, ...], best: float) -> Status:
        if ask.groups:
            statuses: list[Status] = [best_of(map(self.skill_status, g)) for g in ask.groups]
            status = self._narrowed(ask, combine(statuses))
            beside = best >= TOUCHES or any(
                RANK[self.skill_status(n)] >= RANK["listed"] for n in ask.modifiers
            )
            return "adjacent" if status == "missing" and beside else status
        named = self._named_words(units)
        if best >= SHOWS or named == "demonstrated":
            return "demonstrated"
        if named == "listed":
            return "listed"
        # Years of something that no line names: a working life of that length is near it.
        worked = years((r.first, r.last) for r in self.facts.roles if r.is_job)
        long_enough = ask.years is not None and worked >= ask.years
        return "adjacent" if best >= TOUCHES or long_enough else "missing"

    def _large_enough(self, ask: Ask, scores: Mapping[str, float], best: float) -> bool:
        """Tell whether a line that serves shows the size asked ("a team of ten")."""
        floor = max(0.15, BEST_SHARE * best)
        serving = (ln.statement.text for ln in self.facts.lines if scores[ln.id] >= floor)
        return enough(ask.text, serving)

    def _long_enough(self, ask: Ask, status: Status) -> Status:
        """Return `adjacent` when the dated roles that show what is asked are too short."""
        asked = set(ask.skills)
        words = {w for w, _ in ask.words}
        about = [r for r in self.facts.roles if _touches(r.about, asked, words)]
        showing = [line.role for line in self.facts.lines if _touches(line.statement, asked, set())]
        roles = [r for r in {id(r): r for r in (*about, *showing)}.values() if r.is_job]
        held = years((r.first, r.last) for r in roles or self.facts.roles if r.is_job)
        return status if ask.years is None or held >= ask.years - _LENIENT else "adjacent"

    def _narrowed(self, ask: Ask, status: Status) -> Status:
        """Return `adjacent` when what narrows a loose skill ("at a SaaS company") is nowhere."""
        definite = any(self.lexicon.kind(n) in HARD for group in ask.groups for n in group)
        if status != "demonstrated" or definite or not ask.modifiers:
            return status
        absent = all(RANK[self.skill_status(n)] < RANK["listed"] for n in ask.modifiers)
        return "adjacent" if absent else status

    def _named_words(self, units: tuple[Unit, ...]) -> Status:
        """Return whether a paper proves most of the words asked, or a keyword lists them."""
        total = sum(u.weight for u in units)
        best: Status = "missing"
        for item in self.facts.items:
            if item.source in ("skill", "course", "certificate"):
                got = sum(u.weight for u in units if u.names[0] in item.statement.stems)
                if got >= LISTS * total:
                    paper = item.source == "certificate"
                    best = best_of((best, "demonstrated" if paper else "listed"))
        return best

    def skill_status(self, name: str) -> Status:
        """Return the status of one skill; a job of that sort shows all but a definite thing."""
        if any(name in line.statement.shown for line in self.facts.lines):
            return "demonstrated"
        sources = {i.source for i in self.facts.items if name in i.statement.shown}
        jobs = (r.about.shown for r in self.facts.roles if r.is_job)
        in_job = self.lexicon.kind(name) not in HARD and any(name in shown for shown in jobs)
        if "certificate" in sources or in_job:
            return "demonstrated"
        if sources & LISTING:
            return "listed"
        near = self.near(name)
        held = (s.statement.shown for s in (*self.facts.lines, *self.facts.items))
        return "adjacent" if any(near & names for names in held) else "missing"

    def _naming(self, ask: Ask) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked = set(ask.skills)
        entries: dict[str, None] = {}
        terms: dict[str, None] = {}
        for item in self.facts.items:
            shared = asked & item.statement.shown
            if shared and item.source != "title":
                entries[item.entry_id] = None
                terms.update(dict.fromkeys(sorted(shared)))
        return tuple(entries), tuple(terms)


def _touches(statement: Statement, skills: set[str], words: set[str]) -> bool:
    return bool(skills & statement.shown or words & statement.stems)


def leading(scores: dict[str, float], floor: float) -> tuple[str, ...]:
    """Return the ids with the highest scores ≥ `floor`, best first, a few at most."""
    kept = [(-score, place, i) for place, (i, score) in enumerate(scores.items()) if score >= floor]
    return tuple(i for _, _, i in sorted(kept)[:MOST_LINES])


def best_of(statuses: Iterable[Status]) -> Status:
    """Return the best of alternatives; missing when there are none."""
    best: Status = "missing"
    for status in statuses:
        if RANK[status] > RANK[best]:
            best = status
    return best


def combine(statuses: Sequence[Status]) -> Status:
    """Return the status of several things that are all asked.

    One shown and one only listed is shown; one there and one absent is near it.
    """
    best = best_of(statuses)
    if all(RANK[s] >= RANK["listed"] for s in statuses):
        return best
    return "missing" if best == "missing" else "adjacent"


def listing(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the ids of the entries that the items stand in, each once."""
    return tuple(dict.fromkeys(i.entry_id for i in items))

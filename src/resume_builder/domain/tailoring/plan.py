"""The plan: which highlights go on the page, in which order, and why.

What a selection is worth is the weight of the requirements it proves, with diminishing returns
for proving one again, plus each line's own relevance and the recency of its role. Roles are never
dropped or reordered. Where few enough lines compete every selection is tried; else lines are taken
greedily by worth per point of height, then exchanged while that helps.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from resume_builder.domain.coverage import WEIGHTS, Coverage
from resume_builder.domain.resume import DatedEntry, Resume, Work
from resume_builder.domain.tailoring.model import Choice, LineHeights, Plan, Reason

# Lines that the newest job, the second and each older one keep: a job that shows nothing reads as
# a gap. Where the page is too small for the first row the next ones are tried.
_MINIMUMS = ((3, 2, 1), (2, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0))
# As many pages as a Plan may have.
_MOST_PAGES = 10
# Worth of the second and further proofs of one requirement, beside the first.
_RETURNS = (1.0, 0.35, 0.12)
# Worth of a fully relevant line, and of standing in the newest role, beside a must's 3.
_RELEVANCE = 2.0
_RECENCY = 0.4
_FLOOR = 0.05
# 2^10 selections are tried in under 10 ms.
_EXACT_LINES = 10
_EXCHANGES = 24
# A last page that holds less than this share looks like an accident.
_ORPHAN = 0.06


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    entry: str
    height: float
    own: float
    serves: tuple[str, ...]
    place: int


def plan(
    resume: Resume,
    coverage: Coverage,
    heights: LineHeights,
    pages: int,
    switches: Mapping[str, bool],
    *,
    retired: frozenset[str] = frozenset(),
) -> Plan:
    """Choose and order highlights for `pages` pages of the measured theme.

    `switches` (highlight id → on or off) are the person's and win over everything, the page
    included. Where what must stay needs more pages the plan fills those: a second page that
    cannot be avoided is better full than empty. `Plan.pages` tells how many it is made for. Lines
    that the person took back (`retired`) print only where they switched them on.
    """
    lines = _lines(resume, coverage, heights)
    weights = {e.requirement_id: float(WEIGHTS[e.importance]) for e in coverage.evidence}
    forced = {i for i, on in switches.items() if on}
    off = {i for i, on in switches.items() if not on} | (retired - forced)
    free = [ln for ln in lines if ln.id not in off]
    must = heights.fixed + sum(ln.height for ln in free if ln.id in forced)
    pages = min(_MOST_PAGES, max(pages, math.ceil(must / max(1.0, heights.page) - 1e-9)))
    space = heights.page * pages - heights.fixed
    minimum = _minimum(resume, free, forced, space)
    chosen = _choose(free, forced | minimum, space, weights)
    smaller = _without_orphan(lines, chosen, heights, pages)
    if smaller is not None:
        chosen = _choose(free, forced | minimum, smaller, weights)
    why = _Why(off, forced, minimum, weights, retired)
    return Plan(choices=_explain(resume, lines, chosen, why), pages=pages)


def _lines(resume: Resume, coverage: Coverage, heights: LineHeights) -> list[_Line]:
    serves: dict[str, list[str]] = {}
    for evidence in coverage.evidence:
        if evidence.status == "demonstrated":
            for highlight in evidence.highlights:
                serves.setdefault(highlight, []).append(evidence.requirement_id)
    top = max(coverage.relevance.values(), default=0.0) or 1.0
    known = list(heights.highlights.values())
    usual = sum(known) / len(known) if known else 12.0
    lines: list[_Line] = []
    for entry, recency in _recency(resume):
        for highlight in entry.highlights:
            relevance = coverage.relevance.get(highlight.id, 0.0) / top
            lines.append(
                _Line(
                    id=highlight.id,
                    entry=entry.id,
                    height=max(0.1, heights.highlights.get(highlight.id, usual)),
                    own=_RELEVANCE * relevance + _RECENCY * recency + _FLOOR,
                    serves=tuple(serves.get(highlight.id, ())),
                    place=len(lines),
                )
            )
    return lines


def _recency(resume: Resume) -> list[tuple[DatedEntry, float]]:
    """Return each dated entry with 1.0 for the newest job, falling with each older one."""
    ranked: list[tuple[DatedEntry, float]] = []
    jobs = 0
    for entry in resume.dated_entries():
        if isinstance(entry, Work):
            ranked.append((entry, 1.0 / (1 + jobs)))
            jobs += 1
        else:
            ranked.append((entry, 0.2))
    return ranked


def _minimum(resume: Resume, lines: Sequence[_Line], forced: set[str], space: float) -> set[str]:
    """Return the best lines that each job keeps whatever happens, the forced ones counted."""
    jobs = [entry.id for entry in resume.work]
    by_job: dict[str, list[_Line]] = {job: [] for job in jobs}
    for line in lines:
        if line.entry in by_job:
            by_job[line.entry].append(line)
    left = space - sum(ln.height for ln in lines if ln.id in forced)
    for row in _MINIMUMS:
        kept = _best_lines(by_job, row, forced)
        if sum(ln.height for ln in lines if ln.id in kept) <= left:
            return kept
    return set()


def _best_lines(
    by_job: Mapping[str, Sequence[_Line]], row: tuple[int, ...], forced: set[str]
) -> set[str]:
    kept: set[str] = set()
    for place, own in enumerate(by_job.values()):
        need = row[min(place, len(row) - 1)] - sum(ln.id in forced for ln in own)
        best = sorted((ln for ln in own if ln.id not in forced), key=_by_worth)
        kept |= {ln.id for ln in best[: max(0, need)]}
    return kept


def _by_worth(line: _Line) -> tuple[float, int]:
    return (-(line.own + len(line.serves)), line.place)


def _choose(
    lines: Sequence[_Line], fixed: set[str], space: float, weights: Mapping[str, float]
) -> set[str]:
    always = [ln for ln in lines if ln.id in fixed]
    left = space - sum(ln.height for ln in always)
    rest = [ln for ln in lines if ln.id not in fixed]
    if sum(ln.height for ln in rest) <= left:
        return {ln.id for ln in lines}
    value = _Value(weights, always)
    if len(rest) <= _EXACT_LINES:
        picked = _try_all(rest, left, value)
    else:
        picked = _exchange(_greedy(rest, left, value), rest, left, value)
    return fixed | {ln.id for ln in picked} & {ln.id for ln in lines} | {ln.id for ln in always}


class _Value:
    """What a selection is worth beside the lines that are kept anyway."""

    def __init__(self, weights: Mapping[str, float], always: Sequence[_Line]) -> None:
        self._weights = weights
        self._count: dict[str, int] = {}
        for line in always:
            for requirement in line.serves:
                self._count[requirement] = self._count.get(requirement, 0) + 1

    def of(self, lines: Sequence[_Line]) -> float:
        """Return the worth of `lines` together."""
        count = dict(self._count)
        return sum(self.gain(line, count) for line in lines)

    def start(self) -> dict[str, int]:
        """Return how often each requirement is proved before anything is chosen."""
        return dict(self._count)

    def peek(self, line: _Line, count: Mapping[str, int]) -> float:
        """Return what `line` adds when requirements are already proved `count` times."""
        gained = line.own
        for requirement in line.serves:
            times = min(count.get(requirement, 0), len(_RETURNS) - 1)
            gained += self._weights.get(requirement, 0.0) * _RETURNS[times]
        return gained

    def gain(self, line: _Line, count: dict[str, int]) -> float:
        """Return what `line` adds, and count its proofs."""
        gained = self.peek(line, count)
        for requirement in line.serves:
            count[requirement] = count.get(requirement, 0) + 1
        return gained


def _try_all(lines: Sequence[_Line], space: float, value: _Value) -> list[_Line]:
    best: list[_Line] = []
    best_worth = 0.0
    for size in range(1, len(lines) + 1):
        for subset in combinations(lines, size):
            if sum(ln.height for ln in subset) <= space:
                worth = value.of(subset)
                if worth > best_worth + 1e-9:
                    best, best_worth = list(subset), worth
    return best


def _greedy(lines: Sequence[_Line], space: float, value: _Value) -> list[_Line]:
    count = value.start()
    picked: list[_Line] = []
    pool = list(lines)
    while True:
        fitting = [ln for ln in pool if ln.height <= space]
        if not fitting:
            return picked
        best = max(fitting, key=lambda ln: (value.peek(ln, count) / ln.height, -ln.place))
        value.gain(best, count)
        picked.append(best)
        pool.remove(best)
        space -= best.height


def _exchange(
    picked: list[_Line], lines: Sequence[_Line], space: float, value: _Value
) -> list[_Line]:
    """Swap one line in for one out while the whole is worth more; a bounded number of times."""
    left = space - sum(ln.height for ln in picked)
    worth = value.of(picked)
    for _ in range(_EXCHANGES):
        chosen = {ln.id for ln in picked}
        best: tuple[float, list[_Line]] | None = None
        outside = sorted((ln for ln in lines if ln.id not in chosen), key=_by_worth)[:8]
        inside = sorted(picked, key=_by_worth)[-8:]
        for new in outside:
            for old in inside:
                if new.height <= left + old.height:
                    trial = [ln for ln in picked if ln is not old] + [new]
                    trial_worth = value.of(trial)
                    if trial_worth > (best[0] if best else worth) + 1e-9:
                        best = (trial_worth, trial)
        if best is None:
            return picked
        worth, picked = best
        left = space - sum(ln.height for ln in picked)
        refill = _greedy([ln for ln in lines if ln not in picked], left, value)
        picked += refill
        left -= sum(ln.height for ln in refill)
        worth = value.of(picked)
    return picked


def _without_orphan(
    lines: Sequence[_Line], chosen: set[str], heights: LineHeights, pages: int
) -> float | None:
    """Return the smaller space to plan for when the last page would hold next to nothing."""
    used = heights.fixed + sum(ln.height for ln in lines if ln.id in chosen)
    for whole in range(1, pages):
        over = used - heights.page * whole
        if 0 < over < heights.page * _ORPHAN:
            return heights.page * whole - heights.fixed
    return None


@dataclass(frozen=True, slots=True)
class _Why:
    off: set[str]
    forced: set[str]
    minimum: set[str]
    weights: Mapping[str, float]
    retired: frozenset[str]


def _explain(
    resume: Resume, lines: Sequence[_Line], chosen: set[str], why: _Why
) -> tuple[Choice, ...]:
    newest = next((e.id for e in resume.work if e.highlights), "")
    proved = {r for ln in lines if ln.id in chosen for r in ln.serves}
    by_entry: dict[str, list[_Line]] = {}
    for line in lines:
        by_entry.setdefault(line.entry, []).append(line)
    choices: list[Choice] = []
    for entry, own in by_entry.items():
        for line in sorted(own, key=lambda ln: _print_order(ln, why.weights)):
            kept = line.id in chosen
            reason = _kept_reason(line, why, newest) if kept else _dropped_reason(line, why, proved)
            choices.append(
                Choice(
                    highlight_id=line.id,
                    entry_id=entry,
                    kept=kept,
                    reason=reason,
                    serves=line.serves,
                )
            )
    return tuple(choices)


def _print_order(line: _Line, weights: Mapping[str, float]) -> tuple[float, int]:
    """Order within a role: what serves the posting most comes first."""
    return (-(line.own + sum(weights.get(r, 0.0) for r in line.serves)), line.place)


def _kept_reason(line: _Line, why: _Why, newest: str) -> Reason:
    if line.id in why.forced:
        return "kept.person"
    if line.serves:
        return "kept.evidence"
    if line.id in why.minimum:
        return "kept.minimum"
    return "kept.recent" if line.entry == newest else "kept.room"


def _dropped_reason(line: _Line, why: _Why, proved: set[str]) -> Reason:
    if line.id in why.off:
        return "dropped.retired" if line.id in why.retired else "dropped.person"
    if line.serves and all(r in proved for r in line.serves):
        return "dropped.repeats"
    return "dropped.space"

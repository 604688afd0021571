"""Planted faults and honest edits by the thousand, through the way a model's reply goes.

Twenty invented people, ten of them for testing alone: the verifier is never mended by their cases.
See `mutation_cases/people.py` for how they are written down.
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from bench.mutation_cases.cases import HONEST, Case
from bench.mutation_cases.faults import CLASSES, faults
from bench.mutation_cases.honest import honest
from bench.mutation_cases.judging import Bench, Judged, Outcome
from bench.mutation_cases.people import Half, Person, read_people, read_wordings
from bench.report import Report
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify.checks import CHECKS as EXISTING

HALVES: tuple[Half, ...] = ("development", "test")
# "Caught" is all that is not printed as it is; "refused" is without a question.
CAUGHT: frozenset[Outcome] = frozenset(["ask", "unsupported", "dropped"])
REFUSED: frozenset[Outcome] = frozenset(["unsupported", "dropped"])
_Read = Callable[[Judged], Outcome]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share that must be cleared: of the cases of `kinds`, those with an outcome `among`."""

    name: str
    kinds: tuple[str, ...]
    among: frozenset[Outcome]
    share: float
    most: bool = False

    def reached(self, judged: Iterable[Judged], read: _Read) -> float:
        """Return the share; 1.0 (nothing missed) or 0.0 where there is no case."""
        of = [read(j) in self.among for j in judged if j.case.kind in self.kinds]
        return sum(of) / len(of) if of else float(not self.most)

    def holds(self, judged: Iterable[Judged], read: _Read) -> bool:
        """Tell whether it is cleared."""
        reached = self.reached(judged, read)
        return reached <= self.share if self.most else reached >= self.share


_SUPPORTED: frozenset[Outcome] = frozenset(["supported"])
_ASKED: frozenset[Outcome] = frozenset(["ask"])
_NUMBERS = ("number_changed", "number_added", "duration")
BARS = (
    Bar("locked fields kept", ("locked",), REFUSED, 1.0),
    Bar("numbers caught", _NUMBERS, CAUGHT, 0.99),
    Bar("skills and credentials caught", ("skill", "credential"), CAUGHT, 0.98),
    Bar("scope caught", ("scope",), CAUGHT, 0.95),
    Bar("role mixing caught", ("role_mixing",), CAUGHT, 0.95),
    Bar("merging caught", ("merging",), CAUGHT, 0.95),
    Bar("silent passes, all classes", CLASSES, _SUPPORTED, 0.02, most=True),
    Bar("honest edits refused", (HONEST,), REFUSED, 0.01, most=True),
    Bar("honest edits asked about", (HONEST,), _ASKED, 0.15, most=True),
)

_BARS = {bar.name: bar for bar in BARS}
# The checks that exist. Named here, so that one that is gone stops nothing and misses its bar.
CHECKS: tuple[str, ...] = tuple(
    "disguise flattery numbers portions durations names credentials titles ownership creation "
    "others limits scope frequency comparisons opposites outcomes merging objects additions".split()
)
_RANK: dict[Outcome, int] = {"supported": 0, "ask": 1, "unsupported": 2, "dropped": 2}


def run(report: Report) -> None:
    """Judge all cases; print each bar for both halves, each class, and each check's part."""
    started = time.perf_counter()
    people = read_people()
    cases = {person: cases_of(person) for person in people}
    bench = Bench(load_truth_words(), load_lexicon())
    judged = {person: bench.judge(person, mine) for person, mine in cases.items()}
    for half in HALVES:
        of_half = [j for p, js in judged.items() if p.fields["half"] == half for j in js]
        count = sum(p.fields["half"] == half for p in people)
        report.figure(f"{half}: professions", count)
        report.figure(f"{half}: planted faults", sum(j.case.kind != HONEST for j in of_half))
        report.figure(f"{half}: honest edits", sum(j.case.kind == HONEST for j in of_half))
        for bar in BARS:
            report.figure(
                f"{half}: {bar.name}", bar.reached(of_half, _as_ruled), bar=bar.share,
                better="lower" if bar.most else "higher",
                rival=f"word overlap {bar.reached(of_half, _by_overlap):.2f}",
            )  # fmt: skip
        report.note(_classes(half, of_half))
    every = [j for js in judged.values() for j in js]
    _ablation(report, every)
    report.note(_RIVALS)
    report.figure("time for all", time.perf_counter() - started, "s", bar=900, better="lower")


def cases_of(person: Person) -> list[Case]:
    """Return every case about a person."""
    wordings = read_wordings(person.language)
    return faults(person, wordings) + honest(person, wordings)


def _as_ruled(judged: Judged) -> Outcome:
    return judged.outcome


_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _by_overlap(judged: Judged) -> Outcome:
    """What word overlap says, as in other programs: every number and half of the words stand there.

    It reads the whole résumé, as those do.
    """
    said = judged.case.text
    known = judged.case.person.resume.model_dump_json().lower()
    if set(_NUMBER.findall(said)) - set(_NUMBER.findall(known)):
        return "unsupported"
    mine, there = _WORD.findall(said.lower()), set(_WORD.findall(known))
    return "unsupported" if 2 * sum(w in there for w in mine) < len(mine) else "supported"


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def _classes(half: Half, judged: Sequence[Judged]) -> str:
    rows = [f"{half}, class by class | cases | caught | 95 % | refused | word overlap"]
    rows.append("---|---|---|---|---|---")
    for kind in (*CLASSES, HONEST):
        mine = [j for j in judged if j.case.kind == kind]
        caught = sum(j.outcome in CAUGHT for j in mine)
        refused = sum(j.outcome in REFUSED for j in mine)
        rival = sum(_by_overlap(j) in CAUGHT for j in mine)
        low, high = wilson(caught, len(mine))
        shares = (f"{n / max(1, len(mine)):.3f}" for n in (caught, refused, rival))
        caught_share, refused_share, rival_share = shares
        rows.append(
            f"{kind} | {len(mine)} | {caught_share} | {low:.3f} to {high:.3f} |"
            f" {refused_share} | {rival_share}"
        )
    return "\n".join(f"| {row} |" for row in rows)


def only(judged: Iterable[Judged], check: str) -> list[Judged]:
    """Return the faults that `check` alone stops: without it they pass, or are only asked about."""
    return [
        j for j in judged if j.case.kind != HONEST and _RANK[j.without(check)] < _RANK[j.outcome]
    ]


def _ablation(report: Report, judged: Sequence[Judged]) -> None:
    """Count again as if each check did not exist: each must stop something that no other does."""
    rows = ["without the check | more pass | more are only asked about | bars that fall"]
    rows.append("---|---|---|---")
    known = (check.name for check in EXISTING)
    for check in dict.fromkeys((*CHECKS, *known)):
        mine = only(judged, check)
        passing = sum(j.without(check) == "supported" for j in mine)
        report.figure(f"{check}: faults that it alone stops", len(mine), bar=1)
        bars = [b.name for b in BARS if b.holds(judged, _as_ruled)]
        bars = [n for n in bars if not _BARS[n].holds(judged, lambda j, c=check: j.without(c))]
        rows.append(f"{check} | {passing} | {len(mine) - passing} | {', '.join(bars)}")
    report.note("\n".join(f"| {row} |" for row in rows))


_RIVALS = (
    "Rivals on planted faults, as measured elsewhere: career-ops catches 8 of 64, Resume-Matcher "
    "24 of 64. A tool on PyPI claims 38 of 38, with 11 of 11 clean edits passed."
)

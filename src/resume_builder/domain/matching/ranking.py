"""How much each line serves the posting as a whole.

The figures are round ones near the best on the public half of the matching bench; the result
moves little around them.
"""

import re
from collections.abc import Sequence

from resume_builder.domain.coverage import WEIGHTS
from resume_builder.domain.matching.asks import Ask
from resume_builder.domain.matching.facts import Facts, Line
from resume_builder.domain.matching.judges import Verdict
from resume_builder.domain.matching.words import content
from resume_builder.domain.posting.model import Importance, Posting
from resume_builder.domain.skills import Lexicon

# The newest job says most about what a person does now; each older one less.
_RECENCY = (6.0, 3.5, 1.0, 0.2)
# The job that is nearest to the posting, whichever it is, is worth a third of that more.
_NEAREST = 2.0
# A project, a volunteer post, a course of study.
_OTHER = 1.5
# A line with a figure shows a result, and reads as one.
_FIGURE = 0.8
_DIGIT = re.compile(r"\d")
# Being among the proofs of a requirement, falling from the first to the later ones; being near it.
_PROOF, _LATER, _NEAR = 0.9, 0.4, 0.9
# Share of what a requirement asks that the line shows; words shared with the whole posting.
_SHARE, _WORDS = 0.5, 0.4
# A must weighs 3, but ten nice lines are not worth nothing: weights are flattened.
_FLATTEN = 0.4


def relevance(
    facts: Facts,
    posting: Posting,
    asks: Sequence[Ask],
    verdicts: Sequence[Verdict],
    lexicon: Lexicon,
) -> dict[str, float]:
    """Return a figure ≥ 0 for each line: what it proves, how recent it is, what it shares."""
    wanted = frozenset(content(posting.text, lexicon))
    found = {
        line.id: _standing(line) + _WORDS * _shared(line, wanted, facts) for line in facts.lines
    }
    for line, near in _nearness(facts, asks, verdicts):
        found[line.id] += _NEAREST * near
    for ask, verdict in zip(asks, verdicts, strict=True):
        weight = _weight(ask.requirement.importance)
        sure = 1.0 if verdict.status == "demonstrated" else _NEAR
        for place, line_id in enumerate(verdict.lines):
            found[line_id] += weight * _PROOF * sure / (1 + _LATER * place)
        for line_id, score in verdict.scores.items():
            found[line_id] += weight * _SHARE * score
    return {line_id: round(value, 4) for line_id, value in found.items()}


def _nearness(
    facts: Facts, asks: Sequence[Ask], verdicts: Sequence[Verdict]
) -> list[tuple[Line, float]]:
    """Return each job's line with how near its job is to the posting, 1 for the nearest."""
    jobs: dict[str, list[Line]] = {}
    for line in facts.lines:
        if line.role.is_job:
            jobs.setdefault(line.role.entry.id, []).append(line)
    near = dict.fromkeys(jobs, 0.0)
    for ask, verdict in zip(asks, verdicts, strict=True):
        weight = _weight(ask.requirement.importance)
        for job, lines in jobs.items():
            near[job] += weight * max(verdict.scores.get(line.id, 0.0) for line in lines)
    top = max(near.values(), default=0.0) or 1.0
    return [(line, near[job] / top) for job, lines in jobs.items() for line in lines]


def _weight(importance: Importance) -> float:
    return WEIGHTS[importance] ** _FLATTEN


def _standing(line: Line) -> float:
    recent = _RECENCY[min(line.role.rank, len(_RECENCY) - 1)] if line.role.is_job else _OTHER
    return recent + (_FIGURE if _DIGIT.search(line.statement.text) else 0.0)


def _shared(line: Line, wanted: frozenset[str], facts: Facts) -> float:
    stems = line.statement.stems
    shared = sum(facts.rarity.get(w, 1.0) for w in stems & wanted)
    return shared / max(1, len(stems)) ** 0.5

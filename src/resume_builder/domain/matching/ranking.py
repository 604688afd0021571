"""How much each line serves the posting as a whole."""

from collections.abc import Sequence

from resume_builder.domain.coverage import WEIGHTS
from resume_builder.domain.matching.asks import Ask
from resume_builder.domain.matching.facts import Facts
from resume_builder.domain.matching.judges import Verdict

# The newest job says most about what a person does now; each older one less.
_RECENCY = (3.0, 1.6, 0.7, 0.3)
_OTHER = 0.5


def relevance(facts: Facts, asks: Sequence[Ask], verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Return a figure ≥ 0 for each line: requirement weights it proves, and its role's recency."""
    found: dict[str, float] = {}
    for line in facts.lines:
        rank = line.role.rank
        recent = _RECENCY[min(rank, len(_RECENCY) - 1)] if line.role.is_job else _OTHER
        found[line.id] = recent
    for ask, verdict in zip(asks, verdicts, strict=True):
        weight = WEIGHTS[ask.requirement.importance] ** 0.5
        for place, line_id in enumerate(verdict.lines):
            found[line_id] += (
                weight * (1.0 if verdict.status == "demonstrated" else 0.7) / (1 + 0.3 * place)
            )
        for line_id, score in verdict.scores.items():
            found[line_id] += 0.5 * weight * score
    return {line_id: round(value, 4) for line_id, value in found.items()}

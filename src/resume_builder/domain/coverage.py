"""Coverage: which highlights support which requirements. Never a "score" for machines."""

from typing import Literal

from pydantic import Field

from resume_builder.domain.posting.model import Importance
from resume_builder.domain.values import Value

Status = Literal["demonstrated", "listed", "adjacent", "missing"]
WEIGHTS: dict[Importance, int] = {"must": 3, "nice": 1}


class Evidence(Value):
    """How one requirement is met.

    `highlights` are ids of the highlights that show it, best first; `entries` are ids of entries
    (a degree, a certificate, a skill group) that state it; `terms` the words that matched.
    """

    requirement_id: str
    status: Status
    importance: Importance
    highlights: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class Coverage(Value):
    """The evidence for each requirement, in the posting's order.

    `relevance` maps each highlight id to how much it serves this posting (0 = not at all).
    """

    evidence: tuple[Evidence, ...] = ()
    relevance: dict[str, float] = Field(default_factory=dict)

    @property
    def total(self) -> int:
        """Weight of all requirements: a must counts 3, a nice 1."""
        return sum(WEIGHTS[e.importance] for e in self.evidence)

    @property
    def covered(self) -> int:
        """Weight of the requirements that are demonstrated or listed. Adjacent never counts."""
        met = ("demonstrated", "listed")
        return sum(WEIGHTS[e.importance] for e in self.evidence if e.status in met)

    @property
    def ceiling(self) -> int:
        """The most weight that a tailored version of this résumé can truthfully cover.

        Tailoring selects and reorders; it adds no fact. So this is what the whole résumé covers.
        """
        return self.covered

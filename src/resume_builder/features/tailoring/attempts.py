"""What one model proposed for one tailoring.

An attempt keeps edits, never verdicts: those are made anew from the facts whenever they are asked
for, so that nothing in a store or a saved file can make a lie true.
"""

from datetime import datetime

from pydantic import Field

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.brief import VERSION
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.values import Finding, RecordId, Text, Value
from resume_builder.ports import Owner, Records


class Attempt(Value):
    """What one model proposed for one tailoring; its id is the tailoring's.

    `edits` are by the number that each was sent under. `asked_again` says that the one repair round
    was used. `brief` is the version of what the model was told, `model` what the client calls it.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    attempt: RecordId
    brief: int = VERSION
    model: Text = ""
    edits: dict[int, Edit] = Field(default_factory=dict[int, Edit])
    findings: tuple[Finding, ...] = ()
    asked_again: bool = False
    closed: bool = False

    @property
    def proposed(self) -> tuple[Edit, ...]:
        """What was proposed, in order."""
        return tuple(edit for _, edit in sorted(self.edits.items()))


def attempt_of(attempts: Records[Attempt], owner: Owner, tailoring_id: str) -> Attempt | None:
    """Return the newest attempt for a tailoring, None where no model was asked."""
    try:
        return attempts.get(owner, tailoring_id)
    except RecordNotFound:
        return None

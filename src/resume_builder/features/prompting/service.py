"""Instructions that a person wrote once, for every brief to come. They are no source."""

from dataclasses import dataclass

from pydantic import Field

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.wishes import Instructions
from resume_builder.domain.values import RecordId, Value
from resume_builder.ports import Owner, Records, retried

# There is one for each owner.
_ID = "instructions"


class SavedInstructions(Value):
    """The instructions of one owner."""

    id: RecordId = _ID
    version: int = Field(default=1, ge=1)
    text: Instructions = ""


@dataclass(frozen=True, slots=True)
class Prompting:
    """What owners keep for their models."""

    records: Records[SavedInstructions]

    def instructions(self, owner: Owner) -> str:
        """Return the instructions kept, "" where there are none."""
        kept = self._kept(owner)
        return kept.text if kept else ""

    def keep(self, owner: Owner, text: str) -> None:
        """Keep instructions in place of those before; an empty text takes them away.

        Raises QuotaReached, VersionConflict.
        """
        retried(lambda: self._keep(owner, text.strip()))

    def _keep(self, owner: Owner, text: str) -> None:
        kept = self._kept(owner)
        if kept is None:
            if text:
                self.records.add(owner, SavedInstructions(text=text))
        elif text:
            self.records.replace(owner, SavedInstructions(version=kept.version + 1, text=text))
        else:
            self.records.delete(owner, _ID)

    def _kept(self, owner: Owner) -> SavedInstructions | None:
        try:
            return self.records.get(owner, _ID)
        except RecordNotFound:
            return None

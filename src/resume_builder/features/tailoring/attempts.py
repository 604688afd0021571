"""What one model proposed for one tailoring.

An attempt keeps edits, never verdicts: those are made anew from the facts whenever they are asked
for, so that nothing in a store or a saved file can make a lie true.
"""

from datetime import datetime
from typing import cast

from pydantic import Field, model_validator

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.brief import VERSION
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.reply import Reply
from resume_builder.domain.tailoring.wishes import MOST_ENTRIES, Wishes
from resume_builder.domain.values import Finding, RecordId, Text, Value
from resume_builder.features.tailoring.errors import AttemptOver
from resume_builder.ports import Owner, Records

# Edits of one part are numbered below this.
PART = 100_000


def _key(index: int, number: int) -> int:
    return index * PART + number


class Part(Value):
    """One call of an attempt: the entry that it is about, "" for all of the résumé.

    `asked_again` says that its one repair round was used, `closed` that its answer came.
    """

    entry: str = ""
    asked_again: bool = False
    closed: bool = False


class Attempt(Value):
    """What one model proposed for one tailoring; its id is the tailoring's.

    `brief` is the version of what the model was told, `wishes` what the person chose, `model` what
    the client calls it. An attempt is one call for the whole résumé, or one for each of the entries
    `awaited`; their `parts` are in the order in which they were asked for. `edits` are by the
    number that each was sent under, those of the second part from PART on. It is `closed` once no
    answer is awaited.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    attempt: RecordId
    brief: int = VERSION
    wishes: Wishes = Wishes()
    model: Text = ""
    edits: dict[int, Edit] = Field(default_factory=dict[int, Edit])
    findings: tuple[Finding, ...] = ()
    awaited: tuple[str, ...] = Field(default=("",), max_length=MOST_ENTRIES + 1)
    parts: tuple[Part, ...] = Field(default=(Part(),), max_length=MOST_ENTRIES + 1)
    closed: bool = False

    @model_validator(mode="before")
    @classmethod
    def _once_one_call(cls, kept: object) -> object:
        """Attempts kept before there were calls for single entries are one call."""
        if not isinstance(kept, dict):
            return kept
        given = dict(cast("dict[str, object]", kept))
        again = given.pop("askedAgain", given.pop("asked_again", None))
        if again is not None:
            part = {"askedAgain": again, "closed": given.get("closed", False)}
            given.setdefault("parts", [part])
        return given

    def asked(self, entry: str) -> "Attempt":
        """Return the attempt with a call for an entry under way. Raises AttemptOver."""
        part = next((p for p in self.parts if p.entry == entry), None)
        if entry not in self.awaited or (part and part.closed):
            raise AttemptOver
        if part:
            return self
        return self.model_copy(update={"parts": (*self.parts, Part(entry=entry))})

    def part(self, entry: str | None) -> int:
        """Return which part is meant: that of an entry, or the newest. Raises AttemptOver."""
        if entry is None:
            entry = self.parts[-1].entry
        for index, part in enumerate(self.parts):
            if part.entry == entry and not part.closed and not self.closed:
                return index
        raise AttemptOver

    def with_edit(self, index: int, number: int, edit: Edit) -> "Attempt":
        """Return the attempt with an edit of a part; the first under its number stands."""
        key = _key(index, number)
        return self if key in self.edits else self._with({key: edit}, {})

    def edit(self, index: int, number: int) -> Edit | None:
        """Return what was proposed under a number of a part."""
        return self.edits.get(_key(index, number))

    def answered(self, index: int, reply: Reply) -> "Attempt":
        """Return the attempt with a part's whole answer in place of its single edits.

        One that cannot be used leaves them; the first such leaves the part open.
        """
        part = self.parts[index]
        closed = reply.usable or part.asked_again
        changed = part.model_copy(update={"closed": closed, "asked_again": not reply.usable})
        parts = (*self.parts[:index], changed, *self.parts[index + 1 :])
        done = {p.entry for p in parts if p.closed}
        update: dict[str, object] = {
            "parts": parts,
            "findings": (*(self.findings if len(self.parts) > 1 else ()), *reply.findings),
            "closed": done.issuperset(self.awaited),
        }
        if not reply.usable:
            return self._with({}, update)
        kept = {n: e for n, e in self.edits.items() if n // PART != index}
        fresh = {_key(index, n): e for n, e in enumerate(reply.edits)}
        return self.model_copy(update={**update, "edits": kept | fresh})

    def _with(self, edits: dict[int, Edit], update: dict[str, object]) -> "Attempt":
        return self.model_copy(update={**update, "edits": self.edits | edits})

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

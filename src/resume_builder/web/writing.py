"""`/tailorings/{id}/brief`, `/edits`, `/reply`: a model's part, whoever carries it to the model."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Self

from flask import Response
from pydantic import Field, JsonValue

from resume_builder.domain.tailoring.answers import LONGEST
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tailoring.size import input_tokens, output_tokens
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.tailoring.wishes import (
    MOST_INSTRUCTIONS,
    Length,
    Strength,
    Tone,
    Wishes,
)
from resume_builder.domain.values import Finding, RecordId
from resume_builder.features.tailoring.writing import Proposal, WholeAnswer
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_json
from resume_builder.web.tailorings import TailoringPath

api = Slice("writing", "Briefs for language models, and what they propose.", "prompting")


_Entry = Annotated[str, Field(max_length=40)]


class WishesBody(Body):
    """How the model shall write; nothing is needed.

    A "light" touch rewords and reorders, "keywords" also takes the posting's spellings and brings
    forward what proves its wishes, "full" also writes summary and headline. `tone` null is the
    letter's own, `language` "" that of the lines or the letter (else an ISO 639-1 code).
    `instructions` are the person's own words to the model: no source for anything. `entry` tells
    that entry alone (see `entries` of the answer), for small models. A `preview` shows the brief
    and begins nothing.
    """

    strength: Strength = "full"
    tone: Tone | None = None
    language: Annotated[str, Field(pattern=r"^([a-z]{2})?$")] = ""
    length: Length = "same"
    instructions: Annotated[str, Field(max_length=MOST_INSTRUCTIONS)] = ""
    entry: _Entry = ""
    preview: bool = False

    def wishes(self) -> Wishes:
        """Return them as the services take them."""
        return Wishes(
            strength=self.strength,
            tone=self.tone,
            language=self.language,
            length=self.length,
            instructions=self.instructions,
            entry=self.entry,
        )


class StartBody(WishesBody):
    """How the model shall write; nothing is needed. See WishesBody.

    With the id of an `attempt` that was begun for one entry, this call joins it, with its wishes.
    """

    attempt: RecordId | None = None


class EditsBody(Body):
    """One proposed edit, sent while the model still writes. `number` counts from 0 in each call.

    `entry` names the call of an attempt that goes entry by entry; null is the newest.
    """

    attempt: RecordId
    number: Annotated[int, Field(ge=0, lt=100_000)]
    edit: dict[str, JsonValue]
    entry: _Entry | None = None


class ReplyBody(Body):
    """The model's whole answer, as it came. `model` is what to call the model."""

    max_bytes: ClassVar[int] = 4 * LONGEST

    attempt: RecordId
    text: Annotated[str, Field(max_length=LONGEST)]
    model: Annotated[str, Field(max_length=200)] = ""


class EntryReplyBody(ReplyBody):
    """A model's whole answer; `entry` names the call of an attempt that goes entry by entry."""

    entry: _Entry | None = None


class BriefAnswer(Answer):
    """What to tell the model: two texts, and the JSON Schema of its answer.

    `attempt` names this attempt in what is sent back, "" of a preview; `version` is that of the
    brief. Tokens are estimates, the schema's counted in. `entries` are ids worth a brief of their
    own, best first, for models that take little at once ("basics": summary and skills).
    """

    attempt: str
    version: int
    system: str
    user: str
    answer_schema: dict[str, JsonValue]
    input_tokens: int
    output_tokens: int
    entries: list[str]

    @classmethod
    def of(cls, brief: Brief, entries: Sequence[str], attempt: str = "") -> Self:
        """Return the answer for a brief; without an attempt it is a preview."""
        return cls(
            attempt=attempt,
            version=brief.version,
            system=brief.system,
            user=brief.user,
            answer_schema=brief.answer_schema,
            input_tokens=input_tokens(brief),
            output_tokens=output_tokens(brief),
            entries=list(entries),
        )


class ProposalAnswer(Answer):
    """What was ruled on one edit, null when it could not be used; why is in the findings."""

    proposal: Ruling | None
    findings: list[Finding]


class ReplyAnswer(Answer):
    """What became of the answer.

    With `again` nothing in it could be used: ask the model once more, with `repair` behind the
    brief's user text, and send that to this attempt. Else the tailoring's proposals, or the letter,
    hold what it proposed.
    """

    again: bool
    findings: list[Finding]
    repair: str


@api.operation("POST", "/tailorings/<tailoring_id>/brief", answer=BriefAnswer, status=201)
def start_attempt(path: TailoringPath, body: StartBody) -> Response:
    """Begin a call to a model. An earlier attempt of this tailoring ends, unless this joins it."""
    owner, writing, wishes = session().owner, services().writing, body.wishes()
    if body.preview:
        brief, entries = writing.brief(owner, path.tailoring_id, wishes)
        return as_json(BriefAnswer.of(brief, entries), 201)
    begun = writing.start(owner, path.tailoring_id, wishes, body.attempt or "")
    return as_json(BriefAnswer.of(begun.brief, begun.entries, begun.attempt), 201)


@api.operation("POST", "/tailorings/<tailoring_id>/edits", answer=ProposalAnswer)
def propose_edit(path: TailoringPath, body: EditsBody) -> Response:
    """Take one edit and rule on it. Sent again under its number, the first one stands."""
    given = Proposal(body.attempt, body.number, body.edit, body.entry)
    ruling, findings = services().writing.take(session().owner, path.tailoring_id, given)
    return as_json(ProposalAnswer(proposal=ruling, findings=list(findings)))


@api.operation("POST", "/tailorings/<tailoring_id>/reply", answer=ReplyAnswer, cost=5)
def close_attempt(path: TailoringPath, body: EntryReplyBody) -> Response:
    """Take the whole answer of a call in place of single edits, and rule on all of it."""
    given = WholeAnswer(body.attempt, body.text, body.model, body.entry)
    closing = services().writing.close(session().owner, path.tailoring_id, given)
    return as_json(
        ReplyAnswer(again=closing.again, findings=list(closing.findings), repair=closing.repair)
    )

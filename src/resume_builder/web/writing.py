"""`/tailorings/{id}/brief`, `/edits`, `/reply`: a model's part, whoever carries it to the model."""

from typing import Annotated, ClassVar

from flask import Response
from pydantic import Field, JsonValue

from resume_builder.domain.tailoring.answers import LONGEST
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.values import Finding, RecordId
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_json
from resume_builder.web.tailorings import TailoringPath

api = Slice("writing", "Briefs for language models, and what they propose.", "prompting")


class StartBody(Body):
    """Nothing is needed to begin."""


class EditsBody(Body):
    """One proposed edit, sent while the model still writes. `number` counts from 0."""

    attempt: RecordId
    number: Annotated[int, Field(ge=0, lt=100_000)]
    edit: dict[str, JsonValue]


class ReplyBody(Body):
    """The model's whole answer, as it came. `model` is what to call the model."""

    max_bytes: ClassVar[int] = 4 * LONGEST

    attempt: RecordId
    text: Annotated[str, Field(max_length=LONGEST)]
    model: Annotated[str, Field(max_length=200)] = ""


class BriefAnswer(Answer):
    """What to tell the model: two texts, and the JSON Schema of its answer.

    `attempt` names this attempt in what is sent back; `version` is that of the brief.
    """

    attempt: str
    version: int
    system: str
    user: str
    answer_schema: dict[str, JsonValue]


class ProposalAnswer(Answer):
    """What was ruled on one edit, null when it could not be used; why is in the findings."""

    proposal: Ruling | None
    findings: list[Finding]


class ReplyAnswer(Answer):
    """What became of the answer.

    With `again` no edits or sentences were found in it: ask the model once more and send that to
    this attempt. Else the tailoring's proposals, or the letter, hold what it proposed.
    """

    again: bool
    findings: list[Finding]


@api.operation("POST", "/tailorings/<tailoring_id>/brief", answer=BriefAnswer, status=201)
def start_attempt(path: TailoringPath, body: StartBody) -> Response:
    """Begin an attempt with a model. An earlier attempt of this tailoring ends."""
    del body
    attempt, brief = services().writing.start(session().owner, path.tailoring_id)
    return as_json(
        BriefAnswer(
            attempt=attempt.attempt,
            version=brief.version,
            system=brief.system,
            user=brief.user,
            answer_schema=brief.answer_schema,
        ),
        201,
    )


@api.operation("POST", "/tailorings/<tailoring_id>/edits", answer=ProposalAnswer)
def propose_edit(path: TailoringPath, body: EditsBody) -> Response:
    """Take one edit and rule on it. Sent again under its number, the first one stands."""
    ruling, findings = services().writing.take(
        session().owner, path.tailoring_id, body.attempt, body.number, body.edit
    )
    return as_json(ProposalAnswer(proposal=ruling, findings=list(findings)))


@api.operation("POST", "/tailorings/<tailoring_id>/reply", answer=ReplyAnswer, cost=5)
def close_attempt(path: TailoringPath, body: ReplyBody) -> Response:
    """Take the whole answer in place of single edits, and rule on all of it."""
    closing = services().writing.close(
        session().owner, path.tailoring_id, body.attempt, body.text, body.model
    )
    return as_json(ReplyAnswer(again=closing.again, findings=list(closing.findings)))

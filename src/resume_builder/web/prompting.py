"""`/prompting/instructions`: what a member wants every model to be told."""

from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.tailoring.wishes import MOST_INSTRUCTIONS
from resume_builder.features.allowances.errors import NotInPlan
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_json

api = Slice("prompting", "Instructions that are kept for every brief.", "prompting")


class InstructionsBody(Body):
    """The person's own words to any model; an empty text takes them away."""

    text: Annotated[str, Field(max_length=MOST_INSTRUCTIONS)]


class InstructionsAnswer(Answer):
    """The instructions kept, "" where there are none; `may_keep` is false where the plan has none.

    They come into a brief only where the client sends them along: the person sees them there first.
    """

    text: str
    may_keep: bool


@api.operation("GET", "/prompting/instructions", answer=InstructionsAnswer)
def get_instructions() -> Response:
    """Return the instructions that the person keeps."""
    return _answer()


@api.operation("PUT", "/prompting/instructions", answer=InstructionsAnswer)
def keep_instructions(body: InstructionsBody) -> Response:
    """Keep instructions for later. Who has no account types them each time."""
    if not _may_keep():
        raise NotInPlan(action="prompting", role=session().role)
    services().prompting.keep(session().owner, body.text)
    return _answer()


def _may_keep() -> bool:
    reach = services().allowances.of(session().role, "prompting").reach
    return reach in ("saved_instructions", "own_briefs")


def _answer() -> Response:
    text = services().prompting.instructions(session().owner)
    return as_json(InstructionsAnswer(text=text, may_keep=_may_keep()))

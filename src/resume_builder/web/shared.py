"""`/shared`: what somebody with a link sees. The link's token comes in the body, never in a URL."""

from base64 import b64decode
from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.features.sharing.sealing import Shown
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_file, as_json

_PDF = "application/pdf"

api = Slice("shared", "A document as somebody with a link sees it.", "session")


class LinkBody(Body):
    """What stands behind the "#" of a link, and the password where it asks for one."""

    token: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=2000)] | None = None


class LeafAnswer(Answer):
    """A page: its number from 1, its size in points, and its image as SVG."""

    number: int
    width: float
    height: float
    svg: str


class SharedDocumentAnswer(Answer):
    """A shared document: its file name, its pages, what is written in it, until when it is shown.

    `counted`: its owner has those counted who open it. Nothing is told of whose it is beside what
    the document says.
    """

    name: str
    size: int
    ends_at: datetime
    counted: bool
    pages: list[LeafAnswer]
    text: str


@api.operation("POST", "/shared/view", answer=SharedDocumentAnswer, cost=3)
def view_shared(body: LinkBody) -> Response:
    """Show the document of a link.

    A link that never was, has ended or was taken back gives the same answer: `share.gone`.
    """
    shown = _look(body)
    return as_json(
        SharedDocumentAnswer(
            name=shown.name,
            size=len(b64decode(shown.data)),
            ends_at=shown.ends_at,
            counted=shown.count_views,
            pages=[LeafAnswer(**leaf.model_dump()) for leaf in shown.leaves],
            text=shown.text,
        )
    )


@api.operation(
    "POST",
    "/shared/file",
    answer=File(_PDF, "The PDF, byte for byte as its owner keeps it."),
    cost=3,
)
def get_shared_file(body: LinkBody) -> Response:
    """Return the PDF of a link."""
    shown = _look(body)
    return as_file(b64decode(shown.data), shown.name, _PDF)


def _look(body: LinkBody) -> Shown:
    return services().visits.look(session().owner, body.token, body.password)

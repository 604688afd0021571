"""`/shares`: private links to kept documents, as their owner makes and ends them."""

from datetime import datetime, timedelta
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.accounts import Event
from resume_builder.domain.values import RecordId
from resume_builder.features.sharing.links import LONGEST, Listed, Room, Share, Wish
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import guarded, services, session
from resume_builder.web.documents import DocumentPath
from resume_builder.web.plans import kept_counts
from resume_builder.web.replies import as_json, no_content
from resume_builder.web.signing import device_of_request

api = Slice("sharing", "Private links to kept documents.", "shares")

_MOST_HOURS = round(LONGEST / timedelta(hours=1))
_PAGE = "/shared"


class SharePath(Body):
    """Names one link."""

    share_id: RecordId


class ShareBody(Body):
    """What a link shall be: for how many hours, what its owner calls it, and what it asks.

    Without a `password` everybody who has the link sees the document. `count_views` has sessions
    counted that open it, once each; nothing is kept of who they are.
    """

    hours: Annotated[int, Field(ge=1, le=_MOST_HOURS)]
    label: Annotated[str, Field(max_length=100)] = ""
    password: Annotated[str, Field(max_length=2000)] | None = None
    count_views: bool = False


class ShareAnswer(Answer):
    """A link: to which document, until when, and what it asks. The link itself is told once.

    `name` is the file's, `label` what its owner calls the link; `views` is null where nobody
    counts.
    """

    id: str
    document_id: str
    name: str
    label: str
    created_at: datetime
    ends_at: datetime
    protected: bool
    views: int | None


class NewShareAnswer(Answer):
    """A new link. `path` is where this site shows it; it is told this once, and kept nowhere."""

    share: ShareAnswer
    path: str


class SharesAnswer(Answer):
    """The links that are open, newest first, and how many may be."""

    shares: list[ShareAnswer]
    most: int


@api.operation("POST", "/documents/<document_id>/shares", answer=NewShareAnswer, status=201, cost=5)
def create_share(path: DocumentPath, body: ShareBody) -> Response:
    """Share a kept PDF by a link that shows it, and nothing else, to whoever has the link."""
    made, found = services(), session()
    wish = Wish(timedelta(hours=body.hours), body.label, body.password, body.count_views)
    share, token = made.links.make(found.owner, path.document_id, wish, _room())
    _log("share_made", share)
    listed = Listed(share, 0 if share.count_views else None)
    # What stands behind the "#" goes to no server, and so into no log.
    return as_json(NewShareAnswer(share=_answer(listed), path=f"{_PAGE}#{token}"), 201)


@api.operation("GET", "/documents/<document_id>/shares", answer=SharesAnswer)
def list_document_shares(path: DocumentPath) -> Response:
    """Return the links to a document."""
    owner = session().owner
    services().documents.records.get(owner, path.document_id)
    return _list(services().links.listed(owner, path.document_id))


@api.operation("GET", "/shares", answer=SharesAnswer)
def list_shares() -> Response:
    """Return every link that is open."""
    return _list(services().links.listed(session().owner))


@api.operation("DELETE", "/shares/<share_id>", answer=None, status=204)
def end_share(path: SharePath) -> Response:
    """End a link: from now on it shows nothing."""
    _log("share_ended", services().links.end(session().owner, path.share_id))
    return no_content()


def _room() -> Room:
    found = session()
    plan = services().allowances.plans[found.role]
    until = found.expires_at if found.record.account_id is None else None
    return Room(plan.kept_counts["shares"], plan.shared_bytes, until)


def _log(kind: Event, share: Share) -> None:
    """Write it into the log of the account; a guest has none."""
    account_id = session().record.account_id
    if guarded().standing is not None and account_id is not None:
        services().accounts.audit.add(account_id, kind, device_of_request(), share.name)


def _list(listed: tuple[Listed, ...]) -> Response:
    most = kept_counts()["shares"]
    return as_json(SharesAnswer(shares=[_answer(one) for one in listed], most=most))


def _answer(listed: Listed) -> ShareAnswer:
    share = listed.share
    return ShareAnswer(
        id=share.id,
        document_id=share.document_id,
        name=share.name,
        label=share.label,
        created_at=share.created_at,
        ends_at=share.ends_at,
        protected=share.protected,
        views=listed.views,
    )

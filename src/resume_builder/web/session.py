"""`/session`: who is asking, tokens for what they are about to do, and the end of it all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from flask import Response, current_app
from pydantic import Field

from resume_builder.domain.accounts import Role, UserKey
from resume_builder.features.auth.model import Next, Signed
from resume_builder.features.resumes.limits import MAX_BYTES, MAX_CHARACTERS
from resume_builder.features.sessions.service import Session
from resume_builder.web.api import Answer, Body, Slice, operations_of
from resume_builder.web.context import guarded, services, session
from resume_builder.web.cookies import drop_cookies, is_shared, keep_cookie
from resume_builder.web.errors import Invalid
from resume_builder.web.plans import kept_counts
from resume_builder.web.replies import as_json, no_content

api = Slice("session", "The browser's session and its handshake.", "session")

# Pictures of pages lie in the browser's cache.
_CACHE = '"cache"'

OperationName = Annotated[str, Field(max_length=64, description="An operationId of this document")]


class SessionQuery(Body):
    """What the first token is for."""

    operation: OperationName = "issue_tokens"


class CurrentAnswer(Answer):
    """What the person worked on last; each is null when there is none."""

    resume_id: str | None
    posting_id: str | None
    tailoring_id: str | None


class LimitsAnswer(Answer):
    """What one guest may bring and keep."""

    upload_bytes: int
    text_chars: int
    resumes: int
    postings: int
    tailorings: int


class SessionAnswer(Answer):
    """The session, and a token to start with. `expires_at` is null when work is kept for ever.

    `account_id` is that of the account that is signed in, by which a browser tells that another
    one is; `pending` is the step of a sign-in that waits.
    """

    client_uuid: str
    csrf_token: str
    csrf_operation: str
    expires_at: datetime | None
    shared: bool
    signed_in: bool
    account_id: str | None
    role: Role
    pending: Next | None
    resume_provided: bool
    current: CurrentAnswer
    limits: LimitsAnswer


class TokensBody(Body):
    """What the tokens shall be for; a name may come more than once."""

    operations: Annotated[list[OperationName], Field(min_length=1, max_length=16)]


class TokenAnswer(Answer):
    """A token, good for one submission of its operation."""

    operation: str
    csrf_token: str


class TokensAnswer(Answer):
    """The tokens, in the order asked."""

    tokens: list[TokenAnswer]


class SharedBody(Body):
    """Whether others use this computer too."""

    shared: bool


class SharedAnswer(Answer):
    """What holds now."""

    shared: bool
    expires_at: datetime | None


def check_operations(names: Iterable[str], where: str) -> None:
    """Raise Invalid for a name that is no state-changing operation."""
    known = {o.id for o in operations_of(current_app).values() if o.changes}
    for name in names:
        if name not in known:
            raise Invalid(where=where, reason="There is no such operation that takes a token.")


def current_answer(of: Session) -> CurrentAnswer:
    """Return the current ids of a session."""
    current = of.current
    return CurrentAnswer(
        resume_id=current.resume_id,
        posting_id=current.posting_id,
        tailoring_id=current.tailoring_id,
    )


def _account_of(found: Session) -> str | None:
    key = UserKey.read(found.record.user_key)
    return key.account_id if key is not None and guarded().standing is not None else None


@api.operation("GET", "/session", answer=SessionAnswer, session="opened")
def get_session(query: SessionQuery) -> Response:
    """Return the session, opening one when there is none, with a first token.

    The token is for `operation`.
    """
    check_operations([query.operation], "operation")
    made, found = services(), session()
    token = made.handshakes.issue(found, [query.operation])[0]
    limits = kept_counts()
    response = as_json(
        SessionAnswer(
            client_uuid=found.record.client_uuid,
            csrf_token=token.token,
            csrf_operation=token.operation,
            expires_at=found.expires_at,
            shared=is_shared(),
            signed_in=guarded().standing is not None,
            account_id=_account_of(found),
            role=found.role,
            pending=made.auth.pending(found.tag),
            resume_provided=found.record.resume_provided,
            current=current_answer(found),
            limits=LimitsAnswer(
                upload_bytes=MAX_BYTES,
                text_chars=MAX_CHARACTERS,
                resumes=limits["resumes"],
                postings=limits["postings"],
                tailorings=limits["tailorings"],
            ),
        )
    )
    keep_cookie(response, found.id, shared=is_shared())
    return response


@api.operation("POST", "/session/tokens", answer=TokensAnswer)
def issue_tokens(body: TokensBody) -> Response:
    """Return one token for each operation named, for submissions that run side by side."""
    check_operations(body.operations, "operations")
    tokens = services().handshakes.issue(session(), body.operations)
    return as_json(
        TokensAnswer(
            tokens=[TokenAnswer(operation=t.operation, csrf_token=t.token) for t in tokens]
        )
    )


@api.operation("DELETE", "/session", answer=None, status=204)
def end_session() -> Response:
    """Erase the session and everything kept for it; an account keeps what is its own."""
    found, key = session(), UserKey.read(session().record.user_key)
    services().links.forget(found.own)
    services().sessions.end(found)
    guarded().ended = True
    if key is not None:
        services().auth.devices.sign_out(Signed(key, found.tag))
    response = no_content()
    drop_cookies(response)
    response.headers["Clear-Site-Data"] = _CACHE
    return response


@api.operation("PUT", "/session/shared", answer=SharedAnswer)
def set_shared_computer(body: SharedBody) -> Response:
    """Say whether others use this computer: then the browser forgets the session when closed."""
    found = session()
    response = as_json(SharedAnswer(shared=body.shared, expires_at=found.expires_at))
    keep_cookie(response, found.id, shared=body.shared)
    if body.shared:
        response.headers["Clear-Site-Data"] = _CACHE
    return response

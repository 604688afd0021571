"""The guard before every operation: whose session it is, and whether the submission is new.

A state-changing call spends a token (features/sessions/handshakes.py rules over it), and its
answer carries the next one. A retry with the same Idempotency-Key gets the first answer again.
"""

import contextlib
import hashlib
import logging
from dataclasses import replace

from flask import Flask, Response, current_app, request

from resume_builder.domain.accounts import Standing, UserKey
from resume_builder.domain.errors import DomainError
from resume_builder.features.auth.model import Signed
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.exempt import EXEMPT
from resume_builder.features.sessions.handshake import Answer, Submission
from resume_builder.features.sessions.service import Session
from resume_builder.web.api import Operation, operations_of
from resume_builder.web.context import Guarded, guarded, services
from resume_builder.web.cookies import session_cookie
from resume_builder.web.errors import Invalid
from resume_builder.web.session import check_operations

TOKEN, OPERATION, NEXT = "X-CSRF-Token", "X-CSRF-Operation", "X-CSRF-Next"
CLIENT, RETRY_KEY, REPLAYED = "X-Client-UUID", "Idempotency-Key", "Idempotency-Replayed"
_LONGEST_KEY = 200
# Their answers are somebody else's, who may take them back: they are kept for no retry.
FLEETING = frozenset({"view_shared", "get_shared_file"})
# What of an answer a retry gets again; everything else is made anew for each answer.
_KEPT_HEADERS = ("Content-Type", "Content-Disposition", "ETag")

_log = logging.getLogger(__name__)


def register_session(app: Flask) -> None:
    """Find the session of every operation, before its rate is counted."""
    app.before_request(_find_session)


def register_handshake(app: Flask) -> None:
    """Check every state-changing operation, and hand out the next token."""
    app.before_request(_check)
    app.after_request(_answer)


def _operation() -> Operation | None:
    return operations_of(current_app).get(request.endpoint or "")


def _find_session() -> None:
    operation = _operation()
    if operation is None or operation.session == "none":
        return
    sessions, state = services().sessions, guarded()
    # Who brings no session is counted by address, then refused.
    with contextlib.suppress(SessionMissing):
        found = sessions.load(session_cookie())
        state.standing = _standing(found)
        role = state.standing.role if state.standing else "guest"
        state.session = replace(found, role=role)
    if state.session is None and operation.session == "opened":
        state.session = sessions.open()


def _standing(found: Session) -> Standing | None:
    """Return the standing of the account that is signed in, None for a guest.

    Raises SessionMissing when the account ended its sessions: then this one is erased.
    """
    key = UserKey.read(found.record.user_key)
    if key is None:
        return None
    standing = services().auth.watch.standing(key)
    if standing is None:
        services().sessions.end(found)
        raise SessionMissing
    services().auth.seen.note(Signed(key, found.tag))
    return standing


def _check() -> Response | None:
    operation = _operation()
    if operation is None or operation.session == "none" or operation.id in EXEMPT:
        return None
    state = guarded()
    if state.session is None:
        raise SessionMissing
    if not operation.changes:
        return None
    request.max_content_length = operation.max_bytes
    submission = _submission(operation)
    # The submission counts as ours only once it has passed: a refused one keeps no answer.
    state.passed = services().handshakes.check(state.session, submission)
    state.submission = submission
    first = state.passed.answer
    if first is None:
        return None
    response = Response(first.body, first.status)
    for name, value in first.headers:
        response.headers[name] = value
    response.headers[REPLAYED] = "true"
    return response


def _submission(operation: Operation) -> Submission:
    key = request.headers.get(RETRY_KEY)
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise Invalid(where=RETRY_KEY, reason=f"It has 1 to {_LONGEST_KEY} characters.")
    following = request.headers.get(NEXT) or None
    if following is not None:
        check_operations([following], NEXT)
    return Submission(
        operation=operation.id,
        client_uuid=request.headers.get(CLIENT),
        token=request.headers.get(TOKEN),
        next_operation=following,
        idempotency_key=key,
        fingerprint="" if key is None else _fingerprint(),
    )


def _fingerprint() -> str:
    """Return a digest of what is asked: the same for a retry, another for another request.

    A browser writes a new boundary between the parts of a form each time, so it is left out.
    """
    body = request.get_data()
    boundary = request.mimetype_params.get("boundary", "").encode()
    if boundary:
        body = body.replace(boundary, b"")
    seen = hashlib.sha256()
    version = request.headers.get("If-Match", "")
    for part in (request.method, request.full_path, request.mimetype, version):
        seen.update(part.encode("utf-8", "surrogatepass") + b"\0")
    seen.update(body)
    return seen.hexdigest()


def _answer(response: Response) -> Response:
    state = guarded()
    if state.passed is None or state.ended:
        return response
    response.headers[TOKEN] = state.passed.next.token
    response.headers[OPERATION] = state.passed.next.operation
    if state.passed.answer is None:
        _remember(state, response)
    return response


def _remember(state: Guarded, response: Response) -> None:
    """Keep the first answer for retries. A retry works anew where none is kept, or we failed."""
    if state.session is None or state.submission is None:
        return
    handshakes, is_fleeting = services().handshakes, state.submission.operation in FLEETING
    try:
        if response.status_code >= 500 or is_fleeting:
            handshakes.give_up(state.session, state.submission)
        elif state.submission.idempotency_key is not None:
            kept = tuple((n, response.headers[n]) for n in _KEPT_HEADERS if n in response.headers)
            answer = Answer(response.status_code, kept, response.get_data())
            handshakes.keep_answer(state.session, state.submission, answer)
    except DomainError as error:
        # The work is done and its answer on the way: a retry will have to wait for the lease.
        _log.warning("the answer of a submission was not kept: %s", error.code)

"""The one place where an error becomes an HTTP status, and words (RFC 9457).

Domain errors know no HTTP; their `code` is looked up here, by itself or by the part before its
dot. A code that is named nowhere is 422: the request was understood and cannot be done.
"""

import logging
import traceback
from types import TracebackType
from typing import cast

from flask import Flask, Response, request
from flask_limiter import RateLimitExceeded
from limits.errors import StorageError
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import MethodNotAllowed as WerkzeugMethodNotAllowed

from resume_builder.adapters.data.messages import LANGUAGES, load_messages
from resume_builder.domain.errors import DomainError, StoreUnavailable
from resume_builder.domain.messages import Messages
from resume_builder.features.resumes.errors import FileTooLarge
from resume_builder.features.resumes.limits import MAX_BYTES
from resume_builder.web.api import MULTIPART
from resume_builder.web.document import PROBLEM_TYPE, Problem
from resume_builder.web.errors import (
    BadRequest,
    MethodNotAllowed,
    NoSuchPage,
    RequestTooLarge,
    ServerFailed,
    TooManyRequests,
    WrongType,
)
from resume_builder.web.limits import seconds_to_wait

_log = logging.getLogger(__name__)

STATUS = {
    "auth": 403,
    "auth.account_gone": 401,
    "auth.account_missing": 404,
    "auth.busy": 503,
    "auth.email_invalid": 422,
    "auth.invitation_invalid": 404,
    "auth.last_factor_password": 409,
    "auth.no_step": 409,
    "auth.own_role": 409,
    "auth.passkey_unknown": 404,
    "auth.passkeys_full": 409,
    "auth.password_breached": 422,
    "auth.password_long": 422,
    "auth.password_personal": 422,
    "auth.password_short": 422,
    "auth.session_unknown": 404,
    "auth.signed_in_already": 409,
    "auth.terms_outdated": 409,
    "auth.too_many": 429,
    "auth.totp_exists": 409,
    "allowance": 429,
    "allowance.not_in_plan": 403,
    "allowance.theme": 403,
    "file.busy": 503,
    "file.too_large": 413,
    "file.unpacks_too_large": 413,
    "file.unsupported": 415,
    "handshake": 403,
    "handshake.answer_not_kept": 409,
    "handshake.idempotency_mismatch": 422,
    "handshake.in_progress": 409,
    "render.failed": 500,
    "render.unknown_page": 404,
    "letter.attempt_over": 409,
    "posting.fetch_busy": 503,
    "reading.no_document": 409,
    "reading.too_long": 413,
    "request.bad": 400,
    "request.host": 421,
    "request.malformed_form": 400,
    "request.malformed_json": 400,
    "request.method_not_allowed": 405,
    "ledger.unknown_answer": 404,
    "ledger.unknown_fact": 404,
    "request.not_found": 404,
    "request.too_large": 413,
    "request.too_many": 429,
    "documents.too_large": 413,
    "documents.damaged": 500,
    "documents.full": 409,
    "documents.not_set_here": 409,
    "request.wrong_type": 415,
    "share": 403,
    "share.busy": 503,
    "share.full": 409,
    "share.gone": 404,
    "share.pdf_alone": 422,
    "share.too_many": 429,
    "server.failed": 500,
    "session.missing": 401,
    "store": 503,
    "text.too_long": 413,
    "tailoring.attempt_over": 409,
    "tailoring.too_many_edits": 413,
    "vault": 500,
    "vault.key_destroyed": 410,
    "work.not_found": 404,
    "work.quota": 409,
    "work.version_conflict": 409,
    "work.version_missing": 428,
}
# When to come back: a store that died is up within a second, the first answer of a request that
# is being worked on takes about that.
_RETRY_AFTER_SECONDS = {409: 1, 503: 2}
_IN_PROGRESS = "handshake.in_progress"


def status_of(code: str) -> int:
    """Return the HTTP status of an error's code."""
    return STATUS.get(code) or STATUS.get(code.partition(".")[0]) or 422


def problem(error: DomainError) -> Response:
    """Return the answer that says what went wrong, in the language that was asked for."""
    messages = wanted_messages()
    status = status_of(error.code)
    body = Problem(
        type=f"urn:resume-builder:problem:{error.code}",
        title=messages.say(f"problem.{status}"),
        status=status,
        detail=messages.say(error.code, error.params),
        code=error.code,
        params=error.params,
    )
    response = Response(body.model_dump_json(), status, content_type=PROBLEM_TYPE)
    response.headers["Content-Language"] = messages.language
    response.vary.add("Accept-Language")
    _add_headers(response, error, status)
    return response


def wanted_messages() -> Messages:
    """Return the catalogue that Accept-Language likes best, the English one if it likes none."""
    return load_messages(request.accept_languages.best_match(LANGUAGES, "en"))


def _add_headers(response: Response, error: DomainError, status: int) -> None:
    if status == 429:
        response.headers["Retry-After"] = str(error.params["seconds"])
    elif status == 503 or error.code == _IN_PROGRESS:
        response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS[status])
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = str(error.params["allowed"])


def register(app: Flask) -> None:
    """Answer every error of the application as a problem."""
    app.register_error_handler(DomainError, problem)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(StorageError, _no_limits)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _too_many(error: RateLimitExceeded) -> Response:
    del error
    return problem(TooManyRequests(seconds=seconds_to_wait()))


def _no_limits(error: StorageError) -> Response:
    """Without counting, nothing is let through."""
    del error
    return problem(StoreUnavailable(store="session"))


def _http(error: HTTPException) -> Response:
    """Return what werkzeug found, in our words. Its redirects stay what they are."""
    if error.code is None or error.code < 400:
        return cast(Response, error.get_response())
    return problem(_http_meaning(error))


def _http_meaning(error: HTTPException) -> DomainError:
    if isinstance(error, WerkzeugMethodNotAllowed):
        return MethodNotAllowed(allowed=", ".join(sorted(error.valid_methods or ())))
    if error.code == 413:
        if request.mimetype == MULTIPART:
            return FileTooLarge(name=wanted_messages().say("file.unnamed"), limit=MAX_BYTES)
        return RequestTooLarge(limit=request.max_content_length)
    if error.code == 415:
        return WrongType(expected="application/json")
    if error.code == 404:
        return NoSuchPage()
    return ServerFailed() if error.code is None or error.code >= 500 else BadRequest()


def _unexpected(error: Exception) -> Response:
    """Say nothing of the cause to the caller, and no value of theirs to the log."""
    _log.error("%s at %s", type(error).__qualname__, _places(error.__traceback__))
    return problem(ServerFailed())


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-8:]
    return " > ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in frames)

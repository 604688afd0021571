"""Why a session or a submission is refused. Every refusal says which check failed."""

from resume_builder.domain.errors import DomainError


class SessionMissing(DomainError):
    """There is no session with this id: none was opened, or it has ended."""

    code = "session.missing"


class HandshakeRefused(DomainError):
    """Base of the reasons why a submission is refused."""


class ClientUuidMissing(HandshakeRefused):
    """The submission names no client."""

    code = "handshake.client_uuid_missing"


class ClientUuidMismatch(HandshakeRefused):
    """The client is not the one that the session, or the token, was made for."""

    code = "handshake.client_uuid_mismatch"


class TokenMissing(HandshakeRefused):
    """The submission carries no token."""

    code = "handshake.token_missing"


class TokenUnknown(HandshakeRefused):
    """The session was not handed this token, or it was so long ago that it is forgotten."""

    code = "handshake.token_unknown"


class TokenSpent(HandshakeRefused):
    """The token was used before."""

    code = "handshake.token_spent"


class TokenExpired(HandshakeRefused):
    """The token is too old."""

    code = "handshake.token_expired"


class TokenOperation(HandshakeRefused):
    """The token was handed out for something else. params: expected, actual (operations)."""

    code = "handshake.token_operation"


class AnswerInProgress(HandshakeRefused):
    """The first submission with this idempotency key is still being worked on."""

    code = "handshake.in_progress"


class IdempotencyMismatch(HandshakeRefused):
    """Another request was sent with this idempotency key."""

    code = "handshake.idempotency_mismatch"


class AnswerNotKept(HandshakeRefused):
    """The first submission was done, but its answer was too large to keep."""

    code = "handshake.answer_not_kept"

"""The handshake: tokens are handed out, a submission spends one, a retry gets the first answer."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from resume_builder.features.sessions.errors import (
    AnswerInProgress,
    AnswerNotKept,
    ClientUuidMismatch,
    ClientUuidMissing,
    IdempotencyMismatch,
    SessionMissing,
    TokenExpired,
    TokenMissing,
    TokenOperation,
    TokenSpent,
    TokenUnknown,
)
from resume_builder.features.sessions.handshake import (
    Answer,
    Attempt,
    Grant,
    Outcome,
    Passed,
    Retry,
    Ruling,
    Submission,
    Token,
)
from resume_builder.features.sessions.ports import HandshakeStore
from resume_builder.features.sessions.service import Session, digest
from resume_builder.ports import Clock, NewId

TOKEN_TTL = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Handshakes:
    """The check that every state-changing call of a browser session passes."""

    store: HandshakeStore
    now: Clock
    new_id: NewId
    token_ttl: timedelta = TOKEN_TTL

    def issue(self, session: Session, operations: Sequence[str]) -> tuple[Token, ...]:
        """Return a token for each operation. Raises SessionMissing."""
        tokens = tuple(self._make(operation) for operation in operations)
        client_uuid = session.record.client_uuid
        grants = [_grant(token, client_uuid) for token in tokens]
        if not self.store.issue(session.own, grants, self.now()):
            raise SessionMissing
        return tokens

    def check(self, session: Session, submission: Submission) -> Passed:
        """Spend the submission's token and return the next one.

        When `answer` is set, this is a retry: give that answer again and do nothing. With an
        idempotency key, call `keep_answer` or `give_up` once the work is done.

        Raises a HandshakeRefused naming the check that failed, or SessionMissing.
        """
        client_uuid, token = submission.client_uuid, submission.token
        if not client_uuid:
            raise ClientUuidMissing
        if not hmac.compare_digest(_bytes(client_uuid), _bytes(session.record.client_uuid)):
            raise ClientUuidMismatch
        if not token:
            raise TokenMissing
        following = self._make(submission.next_operation or submission.operation)
        attempt = Attempt(
            digest=digest(token),
            operation=submission.operation,
            client_uuid=client_uuid,
            now=self.now(),
            next=_grant(following, client_uuid),
            retry=_retry(submission),
        )
        ruling = self.store.submit(session.own, attempt)
        _refuse(ruling, submission.operation)
        return Passed(next=following, answer=ruling.answer)

    def keep_answer(self, session: Session, submission: Submission, answer: Answer) -> None:
        """Keep the answer for retries. Nothing to do without an idempotency key."""
        retry = _retry(submission)
        if retry is not None:
            self.store.keep_answer(session.own, retry.key, answer)

    def give_up(self, session: Session, submission: Submission) -> None:
        """Let a retry do the work again: this time it failed through no fault of the caller."""
        retry = _retry(submission)
        if retry is not None:
            self.store.give_up(session.own, retry.key)

    def _make(self, operation: str) -> Token:
        return Token(operation, self.new_id(), self.now() + self.token_ttl)


_REFUSALS = {
    "in_progress": AnswerInProgress,
    "fingerprint": IdempotencyMismatch,
    "no_session": SessionMissing,
    "unknown": TokenUnknown,
    "spent": TokenSpent,
    "expired": TokenExpired,
    "client": ClientUuidMismatch,
}
_HOLDS: frozenset[Outcome] = frozenset({"passed", "replayed"})


def _refuse(ruling: Ruling, operation: str) -> None:
    if ruling.outcome in _HOLDS:
        return
    if ruling.outcome == "operation":
        raise TokenOperation(expected=ruling.expected, actual=operation)
    if ruling.outcome == "not_kept":
        raise AnswerNotKept
    raise _REFUSALS[ruling.outcome]()


def _grant(token: Token, client_uuid: str) -> Grant:
    return Grant(digest(token.token), token.operation, client_uuid, token.expires_at)


def _retry(submission: Submission) -> Retry | None:
    if submission.idempotency_key is None:
        return None
    return Retry(digest(submission.idempotency_key), submission.fingerprint)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

"""What every store of tokens and answers does, seen through the service."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from resume_builder.features.sessions.errors import (
    AnswerInProgress,
    AnswerNotKept,
    ClientUuidMismatch,
    HandshakeRefused,
    IdempotencyMismatch,
    SessionMissing,
    TokenExpired,
    TokenOperation,
    TokenSpent,
    TokenUnknown,
)
from resume_builder.features.sessions.handshake import Answer
from resume_builder.features.sessions.handshakes import TOKEN_TTL, Handshakes
from resume_builder.features.sessions.limits import HandshakeLimits
from resume_builder.features.sessions.service import Session, digest
from tests.contracts.kit import Kit, submission

pytestmark = pytest.mark.accounts

FIRST = Answer(201, (("Location", "/résumés/1"),), b'{"id": "1"}\n\x00tail')
SMALL = HandshakeLimits(tokens=4, spent=4, answers=3, answer_bytes=2000)


def test_a_token_passes_once(kit: Kit) -> None:
    """The second use is told from a foreign token."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    first = handshakes.check(session, submission(session, token, idempotency_key=None))
    assert first.answer is None
    with pytest.raises(TokenSpent):
        handshakes.check(session, submission(session, token, idempotency_key=None))


def test_the_next_token_passes(kit: Kit) -> None:
    """Each answer brings the token of the next submission, for the operation that was asked."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    first = submission(session, token, idempotency_key=None, next_operation="delete")
    following = handshakes.check(session, first).next
    assert following.operation == "delete"
    second = submission(session, following.token, idempotency_key=None, operation="delete")
    assert handshakes.check(session, second).next.operation == "delete"


def test_the_record_names_the_last_token(kit: Kit) -> None:
    """csrf_token is the digest of the token that was handed out last."""
    handshakes, session = kit.handshakes(), kit.open()
    tokens = handshakes.issue(session, ["edit", "edit"])
    assert kit.sessions().load(session.id).record.csrf_token == digest(tokens[-1].token)
    following = handshakes.check(session, submission(session, tokens[0].token)).next
    assert kit.sessions().load(session.id).record.csrf_token == digest(following.token)


def test_an_unknown_token_is_refused(kit: Kit) -> None:
    """A token that was never handed out."""
    session = kit.open()
    with pytest.raises(TokenUnknown):
        kit.handshakes().check(session, submission(session, "made up"))


def test_another_session_s_token_is_unknown(kit: Kit) -> None:
    """Tokens are bound to their session."""
    handshakes, session, other = kit.handshakes(), kit.open(), kit.open()
    token = issue(handshakes, other)
    with pytest.raises(TokenUnknown):
        handshakes.check(session, submission(session, token))


def test_an_old_token_is_expired(kit: Kit) -> None:
    """A token ends, and is told from an unknown one."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    kit.clock.advance(TOKEN_TTL)
    with pytest.raises(TokenExpired):
        handshakes.check(session, submission(session, token))


def test_a_token_is_for_one_operation(kit: Kit) -> None:
    """The refusal names both operations, and the token stays good for its own."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    with pytest.raises(TokenOperation) as refusal:
        handshakes.check(session, submission(session, token, operation="delete"))
    assert refusal.value.params == {"expected": "edit", "actual": "delete"}
    assert handshakes.check(session, submission(session, token)).answer is None


def test_a_token_is_for_one_client(kit: Kit) -> None:
    """A token of the client_uuid before is refused, though the session is the same."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    changed = kit.sessions().write(session, {"client_uuid": "another"})
    with pytest.raises(ClientUuidMismatch):
        handshakes.check(changed, submission(changed, token))


def test_an_ended_session_gets_no_token(kit: Kit) -> None:
    """Neither issuing nor submitting brings a session back."""
    handshakes, session = kit.handshakes(), kit.open()
    token = issue(handshakes, session)
    kit.sessions().end(session)
    with pytest.raises(SessionMissing):
        handshakes.issue(session, ["edit"])
    with pytest.raises(SessionMissing):
        handshakes.issue(session, [])
    with pytest.raises(SessionMissing):
        handshakes.check(session, submission(session, token))
    assert kit.keys_of(session.owner) == []


def test_of_parallel_submissions_with_one_token_one_passes(kit: Kit) -> None:
    """Spending is atomic."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session), idempotency_key=None)

    def submit(_: int) -> str:
        try:
            handshakes.check(session, sent)
        except HandshakeRefused as refusal:
            return refusal.code
        return "passed"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(submit, range(24)))
    assert outcomes == ["handshake.token_spent"] * 23 + ["passed"]


def test_tokens_for_parallel_work_all_pass(kit: Kit) -> None:
    """A batch serves as many submissions, in any order."""
    handshakes, session = kit.handshakes(), kit.open()
    tokens = handshakes.issue(session, ["edit"] * 16)
    for token in reversed(tokens):
        handshakes.check(session, submission(session, token.token, idempotency_key=None))


def test_the_oldest_live_tokens_make_room(kit: Kit) -> None:
    """A script that asks for tokens for ever fills nothing, and the newest always pass."""
    handshakes, session = kit.handshakes(SMALL), kit.open()
    tokens: list[str] = []
    for _ in range(40):
        tokens.append(issue(handshakes, session))
        kit.clock.advance(timedelta(seconds=1))
    for token in tokens[-4:]:
        handshakes.check(session, submission(session, token, idempotency_key=None))
    with pytest.raises(TokenUnknown):
        handshakes.check(session, submission(session, tokens[0]))


def test_a_quiet_tab_keeps_its_token(kit: Kit) -> None:
    """Used tokens make room before live ones: a busy tab does not void a quiet one's."""
    handshakes, session = kit.handshakes(SMALL), kit.open()
    quiet, busy = issue(handshakes, session), issue(handshakes, session)
    for _ in range(40):
        kit.clock.advance(timedelta(seconds=1))
        busy = handshakes.check(session, submission(session, busy, idempotency_key=None)).next.token
    assert handshakes.check(session, submission(session, quiet)).answer is None


def test_a_retry_gets_the_first_answer(kit: Kit) -> None:
    """With the same key and the token that the first one spent, and as often as it is sent."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    handshakes.keep_answer(session, sent, FIRST)
    for _ in range(3):
        again = handshakes.check(session, sent)
        assert again.answer == FIRST
    # The token that came with the replay is good.
    handshakes.check(session, submission(session, again.next.token, idempotency_key=None))


def test_a_retry_may_bring_a_fresh_token(kit: Kit) -> None:
    """A client that reloaded has a new token; it is spent by the retry."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    handshakes.keep_answer(session, sent, FIRST)
    fresh = issue(handshakes, session)
    assert handshakes.check(session, replace(sent, token=fresh)).answer == FIRST
    with pytest.raises(TokenSpent):
        handshakes.check(session, submission(session, fresh, idempotency_key=None))


def test_a_known_key_is_no_way_around_the_token(kit: Kit) -> None:
    """A retry with a token that is neither its own nor a live one is refused."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    handshakes.keep_answer(session, sent, FIRST)
    with pytest.raises(TokenUnknown):
        handshakes.check(session, replace(sent, token="made up"))


def test_a_retry_during_the_work_waits(kit: Kit) -> None:
    """The first submission is still being worked on."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    with pytest.raises(AnswerInProgress):
        handshakes.check(session, sent)


def test_work_that_never_ended_may_be_done_again(kit: Kit) -> None:
    """A worker that was killed leaves its key; after the lease a retry does the work."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    kit.clock.advance(HandshakeLimits().lease)
    assert handshakes.check(session, sent).answer is None
    with pytest.raises(AnswerInProgress):
        handshakes.check(session, sent)


def test_work_that_failed_may_be_done_again(kit: Kit) -> None:
    """After a failure of ours the same submission, token and all, is no reuse."""
    handshakes, session = kit.handshakes(), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    handshakes.give_up(session, sent)
    assert handshakes.check(session, sent).answer is None


def test_a_key_stands_for_one_request(kit: Kit) -> None:
    """Another request with the same key is refused, and its token stays good."""
    handshakes, session = kit.handshakes(), kit.open()
    handshakes.check(session, submission(session, issue(handshakes, session)))
    token = issue(handshakes, session)
    with pytest.raises(IdempotencyMismatch):
        handshakes.check(session, submission(session, token, fingerprint="other"))
    handshakes.check(session, submission(session, token, idempotency_key="other"))


def test_too_large_an_answer_is_refused_to_a_retry(kit: Kit) -> None:
    """The work is not done twice, and a fresh token that the retry brings stays good."""
    handshakes, session = kit.handshakes(SMALL), kit.open()
    sent = submission(session, issue(handshakes, session))
    handshakes.check(session, sent)
    handshakes.keep_answer(session, sent, Answer(200, (), secrets.token_bytes(2500)))
    fresh = issue(handshakes, session)
    for token in (sent.token, fresh):
        with pytest.raises(AnswerNotKept):
            handshakes.check(session, replace(sent, token=token))
    handshakes.check(session, submission(session, fresh, idempotency_key=None))


def test_the_oldest_answers_make_room(kit: Kit) -> None:
    """Only so many answers are kept for a session."""
    handshakes, session = kit.handshakes(SMALL), kit.open()
    token = issue(handshakes, session)
    for number in range(9):
        kit.clock.advance(timedelta(seconds=1))
        sent = submission(session, token, idempotency_key=f"key {number}")
        token = handshakes.check(session, sent).next.token
        handshakes.keep_answer(session, sent, FIRST)
    assert handshakes.check(session, sent).answer == FIRST
    kept = [key for key in kit.keys_of(session.owner) if ":idem:" in key]
    assert len(kept) <= SMALL.answers
    with pytest.raises(TokenSpent):
        handshakes.check(session, replace(sent, idempotency_key="key 5", token=sent.token))


def test_of_parallel_retries_one_does_the_work(kit: Kit) -> None:
    """Two presses of one button: one works, the other waits."""
    handshakes, session = kit.handshakes(), kit.open()
    tokens = handshakes.issue(session, ["edit"] * 16)

    def submit(token: str) -> str:
        try:
            handshakes.check(session, submission(session, token))
        except HandshakeRefused as refusal:
            return refusal.code
        return "passed"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(submit, [token.token for token in tokens]))
    assert outcomes == ["handshake.in_progress"] * 15 + ["passed"]


def issue(handshakes: Handshakes, session: Session) -> str:
    """A token for "edit"."""
    (token,) = handshakes.issue(session, ["edit"])
    return token.token

"""Tokens and first answers in memory."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from resume_builder.adapters.memory.database import Database, KeptAnswer, KeptToken, Owned
from resume_builder.features.sessions.handshake import Answer, Attempt, Grant, Outcome, Ruling
from resume_builder.features.sessions.limits import HANDSHAKE_LIMITS, HandshakeLimits
from resume_builder.features.sessions.sealing import label_of
from resume_builder.ports import Owner, Vault


@dataclass(frozen=True, slots=True)
class MemoryHandshakes:
    """A HandshakeStore in memory."""

    database: Database
    vault: Vault
    limits: HandshakeLimits = HANDSHAKE_LIMITS

    def issue(self, owner: Owner, grants: Sequence[Grant], now: datetime) -> bool:
        """Keep the grants."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return False
            for grant in grants:
                self._add(owned, grant, now)
            return True

    def submit(self, owner: Owner, attempt: Attempt) -> Ruling:
        """Rule over a submission."""
        with self.database.open(owner.tag) as owned:
            if owned is None:
                return Ruling("no_session")
            self._drop_old(owned, attempt.now)
            first = owned.answers.get(attempt.retry.key) if attempt.retry else None
            early = _early(first, attempt, self.limits.lease)
            if early is not None:
                return Ruling(early)
            own = first is not None and first.token == attempt.digest
            if not own:
                outcome, expected = _judge(owned.tokens.get(attempt.digest), attempt)
                if outcome != "passed":
                    return Ruling(outcome, expected)
            if first is not None and first.state == "large":
                return Ruling("not_kept")
            if not own:
                owned.tokens[attempt.digest].spent = True
            return self._pass(owner, owned, attempt, first)

    def keep_answer(self, owner: Owner, key: str, answer: Answer) -> None:
        """Keep the first answer."""
        with self.database.open(owner.tag) as owned:
            first = owned.answers.get(key) if owned else None
            if first is not None:
                fits = len(answer.body) <= self.limits.answer_bytes
                first.state = "done" if fits else "large"
                packed = _pack(answer) if fits else b""
                first.answer = self.vault.seal(owner, label_of(key), packed)

    def give_up(self, owner: Owner, key: str) -> None:
        """Let a retry do the work again."""
        with self.database.open(owner.tag) as owned:
            first = owned.answers.get(key) if owned else None
            if first is not None:
                first.state = "failed"

    def _pass(
        self, owner: Owner, owned: Owned, attempt: Attempt, first: KeptAnswer | None
    ) -> Ruling:
        self._add(owned, attempt.next, attempt.now)
        if first is not None and first.state == "done":
            packed = self.vault.open(owner, label_of(first.retry.key), first.answer)
            return Ruling("replayed", answer=_unpack(packed))
        if attempt.retry is not None:
            owned.answers.pop(attempt.retry.key, None)
            owned.answers[attempt.retry.key] = KeptAnswer(
                attempt.retry, attempt.digest, "working", attempt.now
            )
            while len(owned.answers) > self.limits.answers:
                del owned.answers[next(iter(owned.answers))]
        return Ruling("passed")

    def _add(self, owned: Owned, grant: Grant, now: datetime) -> None:
        owned.tokens[grant.digest] = KeptToken(grant)
        owned.fields["csrf_token"] = grant.digest.encode()
        if len(owned.tokens) > self.limits.tokens + self.limits.spent:
            self._prune(owned, now)

    def _prune(self, owned: Owned, now: datetime) -> None:
        fresh = {d: t for d, t in owned.tokens.items() if t.grant.expires_at > now}
        live = [d for d, t in fresh.items() if not t.spent][-self.limits.tokens :]
        spent = [d for d, t in fresh.items() if t.spent][-self.limits.spent // 2 :]
        owned.tokens = {d: t for d, t in fresh.items() if d in {*live, *spent}}

    def _drop_old(self, owned: Owned, now: datetime) -> None:
        oldest = now - self.limits.answers_kept
        owned.answers = {k: a for k, a in owned.answers.items() if a.started > oldest}


def _pack(answer: Answer) -> bytes:
    head = json.dumps([answer.status, answer.headers]).encode()
    return head + b"\n" + answer.body


def _unpack(packed: bytes) -> Answer:
    head, _, body = packed.partition(b"\n")
    status, headers = cast("tuple[int, list[list[str]]]", json.loads(head))
    return Answer(status, tuple((name, value) for name, value in headers), body)


def _early(first: KeptAnswer | None, attempt: Attempt, lease: timedelta) -> Outcome | None:
    """Return the refusal that needs no look at the token."""
    if first is None or attempt.retry is None:
        return None
    if first.retry.fingerprint != attempt.retry.fingerprint:
        return "fingerprint"
    if first.state == "working" and first.started + lease > attempt.now:
        return "in_progress"
    return None


def _judge(kept: KeptToken | None, attempt: Attempt) -> tuple[Outcome, str]:
    checks: list[tuple[bool, Outcome]] = [
        (kept is None, "unknown"),
        (kept is not None and kept.grant.client_uuid != attempt.client_uuid, "client"),
        (kept is not None and kept.spent, "spent"),
        (kept is not None and kept.grant.expires_at <= attempt.now, "expired"),
        (kept is not None and kept.grant.operation != attempt.operation, "operation"),
    ]
    for failed, outcome in checks:
        if failed:
            return outcome, kept.grant.operation if kept and outcome == "operation" else ""
    return "passed", ""

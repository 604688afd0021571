"""The values of a handshake: what a browser sends, what a store rules, what is answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# What a store can rule over a submission. "passed" spends the token; "replayed" returns the first
# answer to a retry; the others are refusals and change nothing.
Outcome = Literal[
    "passed",
    "replayed",
    "in_progress",
    "fingerprint",
    "not_kept",
    "no_session",
    "unknown",
    "spent",
    "expired",
    "operation",
    "client",
]


@dataclass(frozen=True, slots=True)
class Submission:
    """What a state-changing call brings.

    `operation` is the operationId of the route that was called, `next_operation` the one that the
    next token shall be for (None: the same). `fingerprint` is a digest of method, path and body;
    it matters only with an idempotency key.
    """

    operation: str
    client_uuid: str | None
    token: str | None
    next_operation: str | None = None
    idempotency_key: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is handed to the browser: good for one submission of `operation`."""

    operation: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it was given first: status, the headers that matter, and the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Passed:
    """The submission holds. `answer` is the first one when this is a retry: return it, do no work.

    `next` is the token for what comes after.
    """

    next: Token
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A token as the store keeps it: by its digest."""

    digest: str
    operation: str
    client_uuid: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Retry:
    """An idempotency key by its digest, with the fingerprint of the request it stands for."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A submission as the store sees it."""

    digest: str
    operation: str
    client_uuid: str
    now: datetime
    next: Grant
    retry: Retry | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the store says. `expected` is the token's operation where that differs."""

    outcome: Outcome
    expected: str = ""
    answer: Answer | None = None

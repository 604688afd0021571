"""How much a session may keep: no upload and no script may fill a store."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class HandshakeLimits:
    """Limits of one session's handshakes.

    `tokens` may be unspent at a time; up to `spent` used ones are remembered, so that a second use
    can be told from a foreign token. The oldest go first. `lease` is how long a submission may be
    worked on before a retry may do it again; `answers` of at most `answer_bytes` are kept for
    `answers_kept`.
    """

    tokens: int = 64
    spent: int = 64
    lease: timedelta = timedelta(seconds=60)
    answers: int = 32
    answer_bytes: int = 256 * 1024
    answers_kept: timedelta = timedelta(hours=24)


HANDSHAKE_LIMITS = HandshakeLimits()


@dataclass(frozen=True, slots=True)
class RecordLimits:
    """How many records of a kind an owner may keep, and how many bytes of all kinds together.

    Bytes are counted as they are stored, so a compressed record counts with its compressed size.
    """

    count: int
    total_bytes: int = 20 * 1024 * 1024

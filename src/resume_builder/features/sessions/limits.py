"""How much a session may keep: no upload and no script may fill a store."""

from dataclasses import dataclass
from datetime import timedelta

from resume_builder.ports import Owner


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
    The first two are for guests. What plans allow an account is less than its numbers here, which
    keep a broken program from filling the store.
    """

    count: int
    total_bytes: int = 20 * 1024 * 1024
    account_count: int = 20_000
    account_bytes: int = 512 * 1024 * 1024

    def of(self, owner: Owner) -> tuple[int, int]:
        """Return how many records and how many bytes an owner may keep."""
        if owner.account_id is None:
            return self.count, self.total_bytes
        return self.account_count, self.account_bytes

"""Every key in the stores: the one place that knows what a key is called.

`docs/redis-keys.md` is written from this table. The braces are a hash tag: all keys of one session
lie on one slot, so that one script may change several of them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

StoreName = Literal["session", "auth"]


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table. `<...>` in the pattern are the parts that differ from key to key."""

    name: str
    pattern: str
    type: str
    holds: str
    ttl: str
    owner: str
    store: StoreName
    cleared: str

    def of(self, *parts: str) -> str:
        """Return the key for the given parts, in the pattern's order."""
        return _template(self.pattern).format(*parts)


@cache
def _template(pattern: str) -> str:
    """Return the pattern for str.format: braces stay braces, each <part> is a field."""
    return re.sub("<[^>]*>", "{}", pattern.replace("{", "{{").replace("}", "}}"))


_SESSION_TTL = "the session's: 30 days from its last use, never for a site of one person"

SESSION = Key(
    name="session",
    pattern="{<owner>}",
    type="hash",
    holds="the eleven fields of the session record",
    ttl=_SESSION_TTL,
    owner="adapters/redis/sessions.py",
    store="session",
    cleared="the session ends, changes its id or runs out",
)
TOKENS = Key(
    name="tokens",
    pattern="{<owner>}:csrf",
    type="hash",
    holds="digest of a token → spent or not, its end, client_uuid, operation; 64 live, 64 spent",
    ttl="4 h from the last token",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="the session ends or changes its id",
)
PASSCODE = Key(
    name="passcode",
    pattern="{<owner>}:passcode",
    type="hash",
    holds="purpose and tries left of the code whose keyed hash is auth_code",
    ttl="an hour after the code's end",
    owner="adapters/redis/passcodes.py",
    store="session",
    cleared="the code is taken or out of tries; the session ends or changes its id",
)
CHALLENGE = Key(
    name="challenge",
    pattern="{<owner>}:challenge",
    type="hash",
    holds="purpose and value of a pending challenge",
    ttl="as asked, minutes",
    owner="adapters/redis/passcodes.py",
    store="session",
    cleared="it is taken; the session ends or changes its id",
)
ANSWERS = Key(
    name="answers",
    pattern="{<owner>}:idem",
    type="sorted set",
    holds="digests of the idempotency keys by time of their first use, 32 at most",
    ttl="24 h from the last one",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="the session ends or changes its id",
)
ANSWER = Key(
    name="answer",
    pattern="{<owner>}:idem:<key digest>",
    type="hash",
    holds="fingerprint, token, state and, once there is one, the first answer (≤ 256 KB)",
    ttl="24 h",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="32 newer ones came; the session ends or changes its id",
)
USAGE = Key(
    name="usage",
    pattern="{<owner>}:work",
    type="hash",
    holds="kind:id of every record → its bytes, and their total",
    ttl=_SESSION_TTL,
    owner="adapters/redis/records.py",
    store="session",
    cleared="the session ends",
)
INDEX = Key(
    name="index",
    pattern="{<owner>}:work:<kind>",
    type="sorted set",
    holds="ids of the records of one kind, in the order of adding",
    ttl=_SESSION_TTL,
    owner="adapters/redis/records.py",
    store="session",
    cleared="its last record is deleted; the session ends",
)
RECORD = Key(
    name="record",
    pattern="{<owner>}:work:<kind>:<id>",
    type="hash",
    holds="version, and value: JSON, compressed by zlib where that is smaller",
    ttl=_SESSION_TTL,
    owner="adapters/redis/records.py",
    store="session",
    cleared="it is deleted; the session ends",
)
RATE_LIMITS = Key(
    name="rate limits",
    pattern="LIMITS:LIMITER/rate/<client>/<limit>",
    type="list",
    holds="times of the recent calls of one session, or of an address without one",
    ttl="the limit's window",
    owner="web/limits.py",
    store="session",
    cleared="the window passes",
)

KEYS: tuple[Key, ...] = (
    SESSION,
    TOKENS,
    PASSCODE,
    CHALLENGE,
    ANSWERS,
    ANSWER,
    USAGE,
    INDEX,
    RECORD,
    RATE_LIMITS,
)

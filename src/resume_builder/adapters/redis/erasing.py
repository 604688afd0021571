"""Erasing accounts from both stores, and the tombstones that remain."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from redis.exceptions import ResponseError

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of

_AT_A_TIME = 1000
_DUE = keys.FILES_DUE.of()
# What it holds: an erasure that no run has followed yet, or that one has begun.
_OWED, _BEGUN = "owed:", "begun:"
# KEYS: what is due. ARGV: what it was, what it is now.
_FOLLOW = script(
    """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
if ARGV[2] == '' then redis.call('UNLINK', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
return {1}
""",
    even_when_full=True,
)


@dataclass(frozen=True, slots=True)
class RedisErasing:
    """An Erasing over the session store and the auth store."""

    session: Store
    auth: Store

    def mark(self, account_id: str, at: datetime) -> None:
        """Write a tombstone; an older one of the account stays."""
        stamp = int(at.timestamp() * 1000)
        for store in self._both:
            store.call("ZADD", keys.TOMBSTONES.of(), "NX", stamp, account_id)

    def marks(self) -> Mapping[str, datetime]:
        """Return every tombstone."""
        found: dict[str, datetime] = {}
        for store in self._both:
            raw = store.call("ZRANGE", keys.TOMBSTONES.of(), 0, -1, "WITHSCORES")
            for account_id, stamp in cast("list[tuple[bytes, float]]", _pairs(raw)):
                at = datetime.fromtimestamp(float(stamp) / 1000, UTC)
                found[account_id.decode()] = min(at, found.get(account_id.decode(), at))
        return found

    def is_there(self, account_id: str) -> bool:
        """Return whether the account, its key or its credentials are kept."""
        rows = (keys.ACCOUNT, keys.DATA_KEY, keys.CREDENTIALS)
        return self.auth.call("EXISTS", *(row.of(account_id) for row in rows)) != 0

    def erase(self, account_id: str) -> None:
        """Remove every key with the account's hash tag, in both stores."""
        first = (keys.DATA_KEY.of(account_id), keys.ACCOUNT.of(account_id))
        self.auth.call("UNLINK", *first)
        pattern = f"{keys.ACCOUNT.of(account_id)}*"
        for store in self._both:
            cursor: int | bytes = 0
            while True:
                answer = store.call("SCAN", cursor, "MATCH", pattern, "COUNT", _AT_A_TIME)
                cursor, names = cast("tuple[int, list[bytes]]", answer)
                if names:
                    store.call("UNLINK", *names)
                if not int(cursor):
                    break

    def owe(self) -> None:
        """Note that the auth store's files are to be written anew."""
        self.auth.call("SET", _DUE, _owed())

    def compact(self) -> None:
        """Have the auth store write its files anew, now or, when it is at it, after that.

        The history of an append-only file has the account's key, wrapped, until then.
        """
        self.owe()
        self.go_on()

    def go_on(self) -> bool:
        """Begin to write the files anew when that is due; True when nothing is left to do.

        A run that had begun before the key was removed may still have written it down, so only
        one that begins after that counts. A store that must not be asked is left to its operator.
        """
        kept = text_of(self.auth.call("GET", _DUE))
        if kept.startswith(_OWED):
            return self._begin(kept)
        if not kept:
            return True
        told = self.auth.info("persistence")
        if told.get("aof_rewrite_in_progress"):
            return False
        # A server that was started anew does not know how the run ended.
        is_done = told.get("aof_last_bgrewrite_status") == "ok" and kept == self._begun()
        return self._follow(kept, "" if is_done else _owed()) and is_done

    def _begin(self, kept: str) -> bool:
        try:
            self.auth.call("BGREWRITEAOF")
        except ResponseError as refusal:
            return "in progress" not in str(refusal) and self._follow(kept, "")
        # Beside a snapshot that is being written it waits.
        if not self.auth.info("persistence").get("aof_rewrite_scheduled"):
            self._follow(kept, self._begun())
        return False

    def _begun(self) -> str:
        return f"{_BEGUN}{self.auth.info('server').get('run_id')}"

    def _follow(self, kept: str, then: str) -> bool:
        """Note what is next; False when another erasure was noted meanwhile."""
        return self.auth.run(_FOLLOW, [_DUE], kept, then) == [1]

    @property
    def _both(self) -> tuple[Store, Store]:
        return self.session, self.auth


def _owed() -> str:
    """Return what is due, told apart from every other erasure's."""
    return f"{_OWED}{secrets.token_hex(8)}"


def _pairs(raw: object) -> list[object]:
    """Return members with scores, whichever protocol the client speaks."""
    flat = cast("list[object]", raw)
    if flat and isinstance(flat[0], bytes):
        return list(zip(flat[::2], flat[1::2], strict=True))
    return flat

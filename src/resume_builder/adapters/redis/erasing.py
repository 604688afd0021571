"""Erasing accounts from both stores, and the tombstones that remain."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from redis.exceptions import ResponseError

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store

_AT_A_TIME = 1000


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

    def compact(self) -> None:
        """Have the auth store write its files anew. One that is at it, or must not be asked: not.

        The history of an append-only file has the account's key, wrapped, until then.
        """
        with contextlib.suppress(ResponseError):
            self.auth.call("BGREWRITEAOF")

    @property
    def _both(self) -> tuple[Store, Store]:
        return self.session, self.auth


def _pairs(raw: object) -> list[object]:
    """Return members with scores, whichever protocol the client speaks."""
    flat = cast("list[object]", raw)
    if flat and isinstance(flat[0], bytes):
        return list(zip(flat[::2], flat[1::2], strict=True))
    return flat

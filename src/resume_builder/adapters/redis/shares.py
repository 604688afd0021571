"""What links show, on Redis. A link is found as long as its owner has its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script
from resume_builder.features.sharing.ports import DOCUMENTS, SHARES, Kept
from resume_builder.ports import Owner

# KEYS: share, views. ARGV: visitor, how many. The views end with the share.
_SEE = script("""
local left = redis.call('PTTL', KEYS[1])
if left < 0 or redis.call('SCARD', KEYS[2]) >= tonumber(ARGV[2]) then return {0} end
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('PEXPIRE', KEYS[2], left)
return {1}
""")


@dataclass(frozen=True, slots=True)
class RedisShares:
    """A ShareStore: what guests share lies in the session store, what accounts share beside them.

    A link does not say whose it is, so it is looked for in both.
    """

    guests: Store
    accounts: Store

    def put(self, share_id: str, kept: Kept, ends: datetime) -> None:
        """Keep a share until it ends."""
        self._write(share_id, kept, round(ends.timestamp() * 1000), ())

    def find(self, share_id: str) -> Kept | None:
        """Return a share that its owner still has."""
        found = self._load(share_id)
        return found[1] if found is not None and self._is_owned(share_id, found[1]) else None

    def move(self, share_id: str, kept: Kept) -> None:
        """Give a share to another owner, then remove it where it was."""
        found = self._load(share_id)
        if found is None:
            return
        before = found[0]
        ends = cast("int", before.call("PEXPIRETIME", keys.SHARE.of(share_id)))
        seen = cast("Sequence[bytes]", before.call("SMEMBERS", keys.VIEWS.of(share_id)))
        if ends > 0:
            self._write(share_id, kept, ends, tuple(seen))
        if before is not self._at(kept.owner):
            before.call("UNLINK", *_names(share_id))
        # The account was erased meanwhile.
        if not self._is_owned(share_id, kept):
            self.drop(share_id)

    def drop(self, share_id: str) -> None:
        """Forget a share."""
        for store in self._both:
            store.call("UNLINK", *_names(share_id))

    def forget(self, owner: str) -> None:
        """Forget every share of an owner: the index of their records says which there are."""
        index = keys.INDEX.of(owner, SHARES)
        for share_id in cast("Sequence[bytes]", self._at(owner).call("ZRANGE", index, 0, -1)):
            self.drop(share_id.decode())

    def see(self, share_id: str, visitor: str, most: int) -> None:
        """Count a view."""
        for store in self._both:
            store.run(_SEE, _names(share_id), visitor, most)

    def views(self, share_id: str) -> int:
        """Return how many were counted."""
        key = keys.VIEWS.of(share_id)
        return max(cast("int", store.call("SCARD", key)) for store in self._both)

    def _write(self, share_id: str, kept: Kept, ends: int, seen: Sequence[bytes]) -> None:
        share, views = _names(share_id)
        fields = ("owner", kept.owner, "document", kept.document_id, "sealed", kept.sealed)
        counted = [["SADD", views, *seen], ["PEXPIREAT", views, ends]] if seen else []
        self._at(kept.owner).together(
            ["HSET", share, *fields], ["PEXPIREAT", share, ends], *counted
        )

    def _load(self, share_id: str) -> tuple[Store, Kept] | None:
        for store in self._both:
            raw = store.call("HMGET", keys.SHARE.of(share_id), "owner", "document", "sealed")
            owner, document, sealed = cast("Sequence[bytes | None]", raw)
            if owner and document and sealed:
                return store, Kept(owner.decode(), document.decode(), sealed)
        return None

    def _is_owned(self, share_id: str, kept: Kept) -> bool:
        needed = [
            keys.RECORD.of(kept.owner, SHARES, share_id),
            keys.RECORD.of(kept.owner, DOCUMENTS, kept.document_id),
        ]
        return self._at(kept.owner).call("EXISTS", *needed) == len(needed)

    def _at(self, owner: str) -> Store:
        return self.guests if Owner(owner).account_id is None else self.accounts

    @property
    def _both(self) -> tuple[Store, Store]:
        return self.accounts, self.guests


def _names(share_id: str) -> list[str]:
    return [keys.SHARE.of(share_id), keys.VIEWS.of(share_id)]

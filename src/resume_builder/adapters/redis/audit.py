"""The logs of accounts on Redis: a stream each, trimmed by time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script
from resume_builder.features.accounts.ports import Entry

KEPT = timedelta(days=365)

# KEYS: account, audit. ARGV: kind, sealed, for how many ms lines are kept.
_APPEND = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
local oldest = redis.call('TIME')[1] * 1000 - ARGV[3]
local minid = string.format('%.0f-0', oldest)
redis.call('XADD', KEYS[2], 'MINID', '~', minid, '*', 'kind', ARGV[1], 'sealed', ARGV[2])
return {1}
""")


@dataclass(frozen=True, slots=True)
class RedisAudit:
    """Logs on Redis."""

    store: Store

    def append(self, account_id: str, kind: str, sealed: bytes) -> None:
        """Add a line."""
        names = [keys.ACCOUNT.of(account_id), keys.AUDIT.of(account_id)]
        self.store.run(_APPEND, names, kind, sealed, round(KEPT.total_seconds() * 1000))

    def page(self, account_id: str, before: str | None, count: int) -> Sequence[Entry]:
        """Return lines older than `before`, newest first."""
        end = f"({before}" if before else "+"
        key = keys.AUDIT.of(account_id)
        raw = self.store.call("XREVRANGE", key, end, "-", "COUNT", count)
        lines = cast("list[tuple[bytes, dict[bytes, bytes]]]", raw)
        return [_entry(line_id.decode(), fields) for line_id, fields in lines]


def _entry(line_id: str, fields: dict[bytes, bytes]) -> Entry:
    at = datetime.fromtimestamp(int(line_id.partition("-")[0]) / 1000, UTC)
    return Entry(line_id, fields[b"kind"].decode(), at, fields[b"sealed"])

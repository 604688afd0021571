"""The logs of accounts on Redis: a stream each, trimmed by time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script
from resume_builder.features.accounts.ports import Entry
from resume_builder.ports import Clock

KEPT = timedelta(days=365)

# KEYS: account, audit. ARGV: the oldest id that stays, kind, sealed.
_APPEND = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('XADD', KEYS[2], 'MINID', '~', ARGV[1], '*', 'kind', ARGV[2], 'sealed', ARGV[3])
return {1}
""")


@dataclass(frozen=True, slots=True)
class RedisAudit:
    """Logs on Redis."""

    store: Store
    now: Clock

    def append(self, account_id: str, kind: str, sealed: bytes) -> None:
        """Add a line."""
        oldest = round((self.now() - KEPT).timestamp() * 1000)
        names = [keys.ACCOUNT.of(account_id), keys.AUDIT.of(account_id)]
        self.store.run(_APPEND, names, f"{oldest}-0", kind, sealed)

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

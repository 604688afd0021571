"""Counters on Redis, each gone when its period has ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script

# KEYS: counter. ARGV: limit, the second of its end.
_TAKE = script("""
local count = tonumber(redis.call('GET', KEYS[1]) or 0)
if count >= tonumber(ARGV[1]) then return {-1} end
redis.call('SET', KEYS[1], count + 1, 'EXAT', ARGV[2])
return {count + 1}
""")

# KEYS: counter.
_GIVE_BACK = script(
    """
local count = tonumber(redis.call('GET', KEYS[1]) or 0)
if count > 0 then redis.call('DECR', KEYS[1]) end
return {1}
""",
    even_when_full=True,
)


@dataclass(frozen=True, slots=True)
class RedisCounters:
    """Counters in the session store."""

    store: Store

    def take(self, tag: str, name: str, limit: int, ends: datetime) -> int | None:
        """Count one more, unless `limit` is reached."""
        end = max(1, round(ends.timestamp()))
        count = cast("int", self.store.run(_TAKE, [keys.ALLOWANCE.of(tag, name)], limit, end)[0])
        return None if count < 0 else count

    def give_back(self, tag: str, name: str) -> None:
        """Count one less."""
        self.store.run(_GIVE_BACK, [keys.ALLOWANCE.of(tag, name)])

    def used(self, tag: str, name: str) -> int:
        """Return the count."""
        return int(cast("bytes", self.store.call("GET", keys.ALLOWANCE.of(tag, name)) or b"0"))

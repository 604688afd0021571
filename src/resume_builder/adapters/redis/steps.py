"""Steps of a sign-in that wait, and counted tries, on Redis."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of

# KEYS: session, step. ARGV: step, ms to keep.
_PUT = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {1}
""")

# A window begins with its first try and does not move: whoever goes on trying waits no longer.
# It must count even on a full store, or a full store would let everybody try without end.
_HIT = script(
    """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}
""",
    even_when_full=True,
)


@dataclass(frozen=True, slots=True)
class RedisSteps:
    """Steps on Redis."""

    store: Store

    def put(self, tag: str, step: str, keep: timedelta) -> bool:
        """Keep a step; an older one is gone."""
        names = [keys.SESSION.of(tag), keys.STEP.of(tag)]
        return self.store.run(_PUT, names, step, _ms(keep)) == [1]

    def get(self, tag: str) -> str | None:
        """Return the step that waits."""
        return text_of(self.store.call("GET", keys.STEP.of(tag))) or None

    def drop(self, tag: str) -> bool:
        """Remove the step; False when there is none any more."""
        return self.store.call("DEL", keys.STEP.of(tag)) == 1


@dataclass(frozen=True, slots=True)
class RedisTries:
    """Counted tries on Redis."""

    store: Store

    def hit(self, name: str, window: timedelta) -> tuple[int, timedelta]:
        """Count one try."""
        found = self.store.run(_HIT, [keys.TRIES.of(name)], _ms(window))
        count, left = cast("list[int]", found)
        return count, timedelta(milliseconds=max(0, left))

    def forget(self, name: str) -> None:
        """Begin a new window."""
        self.store.call("DEL", keys.TRIES.of(name))


def _ms(span: timedelta) -> int:
    return max(1, round(span.total_seconds() * 1000))

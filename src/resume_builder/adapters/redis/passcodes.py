"""Mailed codes and pending challenges on Redis."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of
from resume_builder.features.sessions.ports import Take
from resume_builder.ports import Owner

# The hash and its end stand in the session record, purpose and tries beside it.
# KEYS: session, passcode. ARGV: keyed hash, end as text, end in ms, purpose, tries.
_PUT = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HSET', KEYS[1], 'auth_code', ARGV[1])
redis.call('HSET', KEYS[1], 'auth_expiry', ARGV[2])
redis.call('HSET', KEYS[2], 'purpose', ARGV[4], 'tries', ARGV[5], 'ends', ARGV[3])
redis.call('PEXPIREAT', KEYS[2], ARGV[3] + 3600000)
return {1}
""")

# ARGV: purpose, keyed hash, now in ms.
_TAKE = script("""
local code = redis.call('HMGET', KEYS[2], 'purpose', 'ends')
local stored = redis.call('HGET', KEYS[1], 'auth_code')
if not stored or code[1] ~= ARGV[1] then return {'none'} end
local result
if tonumber(code[2]) <= tonumber(ARGV[3]) then result = 'expired'
elseif stored == ARGV[2] then result = 'taken'
elseif redis.call('HINCRBY', KEYS[2], 'tries', -1) > 0 then return {'wrong'}
else result = 'exhausted' end
redis.call('UNLINK', KEYS[2])
redis.call('HDEL', KEYS[1], 'auth_code', 'auth_expiry')
return {result}
""")

_PUT_CHALLENGE = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HSET', KEYS[2], 'purpose', ARGV[1], 'challenge', ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return {1}
""")

_TAKE_CHALLENGE = script("""
local kept = redis.call('HMGET', KEYS[1], 'purpose', 'challenge')
if kept[1] ~= ARGV[1] then return {''} end
redis.call('UNLINK', KEYS[1])
return {kept[2]}
""")


@dataclass(frozen=True, slots=True)
class RedisPasscodes:
    """A Passcodes store on Redis."""

    store: Store

    def put(
        self, owner: Owner, purpose: str, keyed_hash: str, expires_at: datetime, tries: int
    ) -> bool:
        """Keep a code's hash; an older code is void."""
        ends = int(expires_at.timestamp() * 1000)
        arguments = (keyed_hash, expires_at.isoformat(), ends, purpose, tries)
        return self.store.run(_PUT, _names(owner), *arguments) == [1]

    def take(self, owner: Owner, purpose: str, keyed_hash: str, now: datetime) -> Take:
        """Compare and count the try."""
        stamp = int(now.timestamp() * 1000)
        (result,) = self.store.run(_TAKE, _names(owner), purpose, keyed_hash, stamp)
        return cast("Take", text_of(result))


def _names(owner: Owner) -> list[str]:
    return [keys.SESSION.of(owner.tag), keys.PASSCODE.of(owner.tag)]


@dataclass(frozen=True, slots=True)
class RedisChallenges:
    """A Challenges store on Redis."""

    store: Store

    def put(self, owner: Owner, purpose: str, challenge: str, keep: timedelta) -> bool:
        """Keep a challenge; an older one is void."""
        names = [keys.SESSION.of(owner.tag), keys.CHALLENGE.of(owner.tag)]
        ms = max(1, round(keep.total_seconds() * 1000))
        return self.store.run(_PUT_CHALLENGE, names, purpose, challenge, ms) == [1]

    def take(self, owner: Owner, purpose: str) -> str | None:
        """Return the challenge and remove it."""
        (raw,) = self.store.run(_TAKE_CHALLENGE, [keys.CHALLENGE.of(owner.tag)], purpose)
        return text_of(raw) or None

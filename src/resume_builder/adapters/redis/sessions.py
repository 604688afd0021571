"""Session records on Redis: one hash each, every field written on its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Argument, Store, script
from resume_builder.features.sessions.ports import Stored
from resume_builder.features.sessions.record import Changes, SessionRecord
from resume_builder.features.sessions.sealing import (
    carried,
    opened_record,
    stored_changes,
    stored_record,
    unlocked,
)
from resume_builder.ports import Owner, Vault

# One command in place of a pipeline of three: half the time in the client.
# KEYS: session, its key.
_LOAD = script("""
return {redis.call('HGETALL', KEYS[1]), redis.call('PTTL', KEYS[1]), redis.call('GET', KEYS[2])}
""")

# ARGV: name, value pairs; an empty value clears the field (no field has an empty text).
_WRITE = script(
    """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
for i = 1, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[i])
  else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
return {1}
""",
    even_when_full=True,
)

# The names of records are known to the usage hash alone, so the scripts below make keys that were
# not declared; all have the same hash tag, so they lie on the same slot.
_WORK = """
local function each_work_key(usage, act)
  local kinds = {}
  for _, name in ipairs(redis.call('HKEYS', usage)) do
    local kind = string.match(name, '^(.-):')
    if kind then
      act(':' .. name)
      if not kinds[kind] then
        kinds[kind] = true
        act(':' .. kind)
      end
    end
  end
  act('')
end
"""

# KEYS: session, usage, key. ARGV: milliseconds to keep, -1 for ever.
_RENEW = script(
    _WORK
    + """
local keep = tonumber(ARGV[1])
local function renew(key)
  if keep < 0 then redis.call('PERSIST', key) else redis.call('PEXPIRE', key, keep) end
end
each_work_key(KEYS[2], function(tail) renew(KEYS[2] .. tail) end)
renew(KEYS[1])
renew(KEYS[3])
return {1}
"""
)

# KEYS: session, usage, answers, and those that go as they are.
_ERASE = script(
    _WORK
    + """
each_work_key(KEYS[2], function(tail) redis.call('UNLINK', KEYS[2] .. tail) end)
for _, answer in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
  redis.call('UNLINK', KEYS[3] .. ':' .. answer)
end
redis.call('UNLINK', unpack(KEYS))
return {1}
""",
    even_when_full=True,
)

# KEYS: session, usage, new session, new usage, new key; answers, and those that go as they are.
# ARGV: the new client_uuid, the key as the new id's cookie opens it.
_ROTATE = script(
    _WORK
    + """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
each_work_key(KEYS[2], function(tail)
  if redis.call('EXISTS', KEYS[2] .. tail) == 1 then
    redis.call('RENAME', KEYS[2] .. tail, KEYS[4] .. tail)
  end
end)
for _, answer in ipairs(redis.call('ZRANGE', KEYS[6], 0, -1)) do
  redis.call('UNLINK', KEYS[6] .. ':' .. answer)
end
redis.call('UNLINK', unpack(KEYS, 6))
redis.call('RENAME', KEYS[1], KEYS[3])
redis.call('HDEL', KEYS[3], 'csrf_token', 'auth_code', 'auth_expiry')
redis.call('HSET', KEYS[3], 'client_uuid', ARGV[1])
redis.call('SET', KEYS[5], ARGV[2])
local left = redis.call('PTTL', KEYS[3])
if left > 0 then redis.call('PEXPIRE', KEYS[5], left) end
return {1}
""",
    even_when_full=True,
)


@dataclass(frozen=True, slots=True)
class RedisSessions:
    """A SessionStore on Redis."""

    store: Store
    vault: Vault

    def create(self, owner: Owner, record: SessionRecord, keep: timedelta | None) -> None:
        """Store a new session."""
        key = keys.SESSION.of(owner.tag)
        fields: list[Argument] = []
        for name, raw in stored_record(self.vault, owner, record).items():
            fields += (name, raw)
        ends: list[list[Argument]] = [] if keep is None else [["PEXPIRE", key, _ms(keep)]]
        self.store.together(["HSET", key, *fields], *ends)

    def load(self, owner: Owner) -> Stored | None:
        """Return the session with the time it has left, in one round trip."""
        names = [keys.SESSION.of(owner.tag), keys.SESSION_KEY.of(owner.tag)]
        raw, left, kept = self.store.run(_LOAD, names)
        flat = cast("list[bytes]", raw)
        if not flat:
            return None
        owner = unlocked(self.vault, owner, cast("bytes | None", kept))
        stored = {n.decode(): v for n, v in zip(flat[::2], flat[1::2], strict=True)}
        record = opened_record(self.vault, owner, stored)
        if record is None:
            return None
        ms = cast("int", left)
        return Stored(record, None if ms < 0 else timedelta(milliseconds=ms), owner)

    def renew(self, owner: Owner, keep: timedelta | None) -> None:
        """Let the session and its work live `keep` from now, in one step."""
        names = [keys.SESSION.of(owner.tag), keys.USAGE.of(owner.tag)]
        names.append(keys.SESSION_KEY.of(owner.tag))
        self.store.run(_RENEW, names, -1 if keep is None else _ms(keep))

    def write(self, owner: Owner, changes: Changes) -> bool:
        """Write each field on its own."""
        pairs: list[Argument] = []
        for name, raw in stored_changes(self.vault, owner, changes).items():
            pairs += (name, raw or "")
        return self.store.run(_WRITE, [keys.SESSION.of(owner.tag)], *pairs) == [1]

    def rotate(self, owner: Owner, new_owner: Owner, client_uuid: str) -> bool:
        """Move the session and its work; void tokens, answers, codes and challenges."""
        names = [keys.SESSION.of(owner.tag), keys.USAGE.of(owner.tag)]
        names += [keys.SESSION.of(new_owner.tag), keys.USAGE.of(new_owner.tag)]
        names += [keys.SESSION_KEY.of(new_owner.tag), *_beside(owner)]
        kept = carried(self.vault, owner, new_owner)
        return self.store.run(_ROTATE, names, client_uuid, kept) == [1]

    def erase(self, owner: Owner) -> None:
        """Remove the session and everything beside it."""
        names = [keys.SESSION.of(owner.tag), keys.USAGE.of(owner.tag), *_beside(owner)]
        self.store.run(_ERASE, names)


def _beside(owner: Owner) -> list[str]:
    rows = (keys.ANSWERS, keys.TOKENS, keys.PASSCODE, keys.CHALLENGE, keys.STEP, keys.SESSION_KEY)
    return [row.of(owner.tag) for row in rows]


def _ms(keep: timedelta) -> int:
    return max(1, round(keep.total_seconds() * 1000))

"""The records of one kind on Redis, each with a version that the next write must name."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar, cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of
from resume_builder.domain.errors import QuotaReached, RecordNotFound, VersionConflict
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import KeptRecord
from resume_builder.ports import Owner, Vault

R = TypeVar("R", bound=KeptRecord)

# KEYS: session, usage, index, record. ARGV: id, name in the usage hash, version, value, how many
# records, how many bytes. The work ends with the session, so it takes the time that it has left.
_ADD = script("""
local left = redis.call('PTTL', KEYS[1])
if left == -2 then return {'no_session'} end
local version = redis.call('HGET', KEYS[4], 'version')
if version then return {'conflict', version} end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[5]) then return {'count'} end
local size = #ARGV[4]
local total = tonumber(redis.call('HGET', KEYS[2], 'total') or 0)
if total + size > tonumber(ARGV[6]) then return {'bytes'} end
local newest = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')
redis.call('HSET', KEYS[4], 'version', ARGV[3], 'value', ARGV[4])
redis.call('ZADD', KEYS[3], (newest[2] or 0) + 1, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[2], size, 'total', total + size)
if left > 0 then
  for i = 2, 4 do redis.call('PEXPIRE', KEYS[i], left) end
end
return {'done'}
""")

# KEYS: usage, record. ARGV: name in the usage hash, version, value, how many bytes.
_REPLACE = script("""
local version = redis.call('HGET', KEYS[2], 'version')
if not version then return {'missing'} end
if version + 1 ~= tonumber(ARGV[2]) then return {'conflict', version} end
local more = #ARGV[3] - redis.call('HSTRLEN', KEYS[2], 'value')
local total = tonumber(redis.call('HGET', KEYS[1], 'total') or 0)
if more > 0 and total + more > tonumber(ARGV[4]) then return {'bytes'} end
redis.call('HSET', KEYS[2], 'version', ARGV[2], 'value', ARGV[3])
redis.call('HSET', KEYS[1], ARGV[1], #ARGV[3], 'total', total + more)
return {'done'}
""")

# KEYS: usage, index, record. ARGV: id, name in the usage hash.
_DELETE = script(
    """
if redis.call('UNLINK', KEYS[3]) == 0 then return {'missing'} end
redis.call('ZREM', KEYS[2], ARGV[1])
local size = redis.call('HGET', KEYS[1], ARGV[2]) or 0
redis.call('HDEL', KEYS[1], ARGV[2])
redis.call('HINCRBY', KEYS[1], 'total', -size)
return {'done'}
""",
    even_when_full=True,
)

# The records' keys are made here; they have the index's hash tag.
_LIST = script("""
local values = {}
for _, id in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, -1)) do
  local value = redis.call('HGET', KEYS[1] .. ':' .. id, 'value')
  if value then
    values[#values + 1] = id
    values[#values + 1] = value
  end
end
return values
""")

_SOUND_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Below this, compressing costs more time than the bytes are worth.
_COMPRESS_FROM = 1024


@dataclass(frozen=True, slots=True)
class RedisRecords(Generic[R]):
    """A Records store on Redis; `model` reads the records back, `kind` names them in keys.

    The work of guests and that of accounts lie in different stores.
    """

    guests: Store
    accounts: Store
    kind: str
    model: type[R]
    limits: RecordLimits
    vault: Vault

    def add(self, owner: Owner, record: R) -> None:
        """Store a new record. Raises QuotaReached, SessionMissing; VersionConflict on its id."""
        names = [keys.SESSION.of(owner.tag), keys.USAGE.of(owner.tag)]
        names += [
            keys.INDEX.of(owner.tag, self.kind),
            keys.RECORD.of(owner.tag, self.kind, record.id),
        ]
        arguments = (record.id, self._name(record.id), record.version)
        self._hold(
            self._at(owner).run(
                _ADD, names, *arguments, self._dump(owner, record), *self.limits.of(owner)
            ),
            owner,
        )

    def get(self, owner: Owner, record_id: str) -> R:
        """Return the record. Raises RecordNotFound."""
        raw = self._at(owner).call("HGET", self._key(owner, record_id), "value")
        if raw is None:
            raise RecordNotFound(kind=self.kind)
        return self._load(owner, record_id, cast("bytes", raw))

    def list(self, owner: Owner) -> tuple[R, ...]:
        """Return the owner's records, newest first, in one round trip."""
        found = self._at(owner).run(_LIST, [keys.INDEX.of(owner.tag, self.kind)])
        flat = cast("Sequence[bytes]", found)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return tuple(self._load(owner, name.decode(), sealed) for name, sealed in pairs)

    def count(self, owner: Owner) -> int:
        """Return how many records the owner has."""
        return cast("int", self._at(owner).call("ZCARD", keys.INDEX.of(owner.tag, self.kind)))

    def replace(self, owner: Owner, record: R) -> None:
        """Store `record` over the version before it. Raises VersionConflict, RecordNotFound."""
        names = [keys.USAGE.of(owner.tag), self._key(owner, record.id)]
        arguments = (self._name(record.id), record.version, self._dump(owner, record))
        self._hold(
            self._at(owner).run(_REPLACE, names, *arguments, self.limits.of(owner)[1]), owner
        )

    def delete(self, owner: Owner, record_id: str) -> None:
        """Remove the record. Raises RecordNotFound."""
        key = self._key(owner, record_id)
        names = [keys.USAGE.of(owner.tag), keys.INDEX.of(owner.tag, self.kind), key]
        self._hold(self._at(owner).run(_DELETE, names, record_id, self._name(record_id)), owner)

    def _at(self, owner: Owner) -> Store:
        return self.guests if owner.account_id is None else self.accounts

    def _key(self, owner: Owner, record_id: str) -> str:
        # Ids come from URLs: one that was never given out has no record.
        if not _SOUND_ID.fullmatch(record_id):
            raise RecordNotFound(kind=self.kind)
        return keys.RECORD.of(owner.tag, self.kind, record_id)

    def _name(self, record_id: str) -> str:
        return f"{self.kind}:{record_id}"

    def _dump(self, owner: Owner, record: R) -> bytes:
        return self.vault.seal(owner, self._name(record.id), _packed(record))

    def _load(self, owner: Owner, record_id: str, sealed: bytes) -> R:
        raw = self.vault.open(owner, self._name(record_id), sealed)
        return self.model.model_validate_json(raw if raw[:1] == b"{" else zlib.decompress(raw))

    def _hold(self, result: Sequence[object], owner: Owner) -> None:
        outcome = text_of(result[0])
        if outcome != "done":
            self._refuse(outcome, result, owner)

    def _refuse(self, outcome: str, result: Sequence[object], owner: Owner) -> NoReturn:
        count, total_bytes = self.limits.of(owner)
        match outcome:
            case "no_session":
                raise SessionMissing
            case "conflict":
                raise VersionConflict(current=int(text_of(result[1])))
            case "count":
                raise QuotaReached(kind=self.kind, limit=count)
            case "bytes":
                raise QuotaReached(kind="bytes", limit=total_bytes)
            case _:
                raise RecordNotFound(kind=self.kind)


def _packed(record: KeptRecord) -> bytes:
    raw = record.model_dump_json(by_alias=True).encode()
    return raw if len(raw) < _COMPRESS_FROM else zlib.compress(raw, 1)

"""Tokens and first answers on Redis: each submission is ruled over by one script."""

import contextlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Argument, Store, script, text_of
from resume_builder.domain.errors import StoreFull
from resume_builder.features.sessions.handshake import Answer, Attempt, Grant, Outcome, Ruling
from resume_builder.features.sessions.limits import HANDSHAKE_LIMITS, HandshakeLimits
from resume_builder.features.sessions.sealing import label_of
from resume_builder.ports import Owner, Vault

# A token's entry is "spent|end in ms|client_uuid|operation". `last` is never dropped: it is the
# token that the answer on its way to the browser carries.
_TOKENS = """
local function part(entry)
  return string.match(entry, '^(%d)|(%d+)|([^|]*)|(.*)$')
end
local function oldest_first(a, b) return a[1] < b[1] end
local function trim(tokens, now, last, keep_live, keep_spent)
  local live, spent, drop = {}, {}, {}
  local all = redis.call('HGETALL', tokens)
  for i = 1, #all, 2 do
    local used, ends = part(all[i + 1])
    ends = tonumber(ends)
    if ends <= now then drop[#drop + 1] = all[i]
    elseif used == '1' then spent[#spent + 1] = {ends, all[i]}
    elseif all[i] ~= last then live[#live + 1] = {ends, all[i]} end
  end
  table.sort(live, oldest_first)
  table.sort(spent, oldest_first)
  for i = 1, #live - keep_live + 1 do drop[#drop + 1] = live[i][2] end
  for i = 1, #spent - keep_spent do drop[#drop + 1] = spent[i][2] end
  if #drop > 0 then redis.call('HDEL', tokens, unpack(drop)) end
end
local function grant(session, tokens, digest, entry, ttl)
  redis.call('HSET', tokens, digest, entry)
  redis.call('HSET', session, 'csrf_token', digest)
  redis.call('PEXPIRE', tokens, ttl)
end
"""

# KEYS: session, tokens. ARGV: now, ms to keep, live, spent; then digest, entry pairs.
_ISSUE = script(
    _TOKENS
    + """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
for i = 5, #ARGV, 2 do grant(KEYS[1], KEYS[2], ARGV[i], ARGV[i + 1], ARGV[2]) end
if redis.call('HLEN', KEYS[2]) > ARGV[3] + ARGV[4] then
  trim(KEYS[2], tonumber(ARGV[1]), ARGV[#ARGV - 1], tonumber(ARGV[3]), ARGV[4] / 2)
end
return {1}
""",
    even_when_full=True,
)

# KEYS: session, tokens, answers; and the answer, when there is an idempotency key.
# ARGV: 1 now, 2 ms to keep tokens, 3 live, 4 spent, 5 digest, 6 client_uuid, 7 operation,
# 8 next digest, 9 next entry; and 10 key, 11 fingerprint, 12 lease in ms, 13 ms to keep answers,
# 14 how many answers.
_SUBMIT = script(
    _TOKENS
    + """
if redis.call('EXISTS', KEYS[1]) == 0 then return {'no_session'} end
local now, first = tonumber(ARGV[1]), false
if KEYS[4] then
  first = redis.call('HMGET', KEYS[4], 'fingerprint', 'state', 'started', 'token')
  if not first[1] or first[3] + ARGV[13] <= now then first = false
  elseif first[1] ~= ARGV[11] then return {'fingerprint'}
  elseif first[2] == 'working' and first[3] + ARGV[12] > now then return {'in_progress'} end
end
local own = first and first[4] == ARGV[5]
local entry
if not own then
  entry = redis.call('HGET', KEYS[2], ARGV[5])
  if not entry then return {'unknown'} end
  local used, ends, client, operation = part(entry)
  if client ~= ARGV[6] then return {'client'} end
  if used == '1' then return {'spent'} end
  if tonumber(ends) <= now then return {'expired'} end
  if operation ~= ARGV[7] then return {'operation', operation} end
end
if first and first[2] == 'large' then return {'not_kept'} end
if not own then redis.call('HSET', KEYS[2], ARGV[5], '1' .. string.sub(entry, 2)) end
grant(KEYS[1], KEYS[2], ARGV[8], ARGV[9], ARGV[2])
if redis.call('HLEN', KEYS[2]) > ARGV[3] + ARGV[4] then
  trim(KEYS[2], now, ARGV[8], tonumber(ARGV[3]), ARGV[4] / 2)
end
if first and first[2] == 'done' then
  return {'replayed', redis.call('HGET', KEYS[4], 'answer')}
end
if KEYS[4] then
  redis.call('HSET', KEYS[4], 'fingerprint', ARGV[11], 'state', 'working',
    'started', now, 'token', ARGV[5])
  redis.call('PEXPIRE', KEYS[4], ARGV[13])
  redis.call('ZADD', KEYS[3], now, ARGV[10])
  redis.call('PEXPIRE', KEYS[3], ARGV[13])
  for i = 1, redis.call('ZCARD', KEYS[3]) - ARGV[14] do
    redis.call('UNLINK', KEYS[3] .. ':' .. redis.call('ZPOPMIN', KEYS[3])[1])
  end
end
return {'passed'}
""",
    even_when_full=True,
)

# Both write only where the submission is known, so that what they write has a time to live.
_KEEP = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HSET', KEYS[1], 'state', 'done', 'answer', ARGV[1])
return {1}
""")
_MARK = script(
    """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HSET', KEYS[1], 'state', ARGV[1])
return {1}
""",
    even_when_full=True,
)


@dataclass(frozen=True, slots=True)
class RedisHandshakes:
    """A HandshakeStore on Redis."""

    store: Store
    vault: Vault
    limits: HandshakeLimits = HANDSHAKE_LIMITS

    def issue(self, owner: Owner, grants: Sequence[Grant], now: datetime) -> bool:
        """Keep the grants, in one round trip."""
        if not grants:
            return self.store.call("EXISTS", keys.SESSION.of(owner.tag)) == 1
        names = [keys.SESSION.of(owner.tag), keys.TOKENS.of(owner.tag)]
        pairs: list[Argument] = []
        for grant in grants:
            pairs += (grant.digest, _entry(grant))
        head = self._head(now, grants[-1])
        return self.store.run(_ISSUE, names, *head, *pairs) == [1]

    def submit(self, owner: Owner, attempt: Attempt) -> Ruling:
        """Rule over a submission, in one round trip."""
        names = [keys.SESSION.of(owner.tag), keys.TOKENS.of(owner.tag), keys.ANSWERS.of(owner.tag)]
        arguments = self._head(attempt.now, attempt.next)
        arguments += (attempt.digest, attempt.client_uuid, attempt.operation)
        arguments += (attempt.next.digest, _entry(attempt.next))
        if attempt.retry is not None:
            names.append(keys.ANSWER.of(owner.tag, attempt.retry.key))
            arguments += (attempt.retry.key, attempt.retry.fingerprint, _ms(self.limits.lease))
            arguments += (_ms(self.limits.answers_kept), self.limits.answers)
        ruling = self.store.run(_SUBMIT, names, *arguments)
        outcome = cast("Outcome", text_of(ruling[0]))
        if outcome == "replayed" and attempt.retry is not None:
            label = label_of(attempt.retry.key)
            packed = self.vault.open(owner, label, cast("bytes", ruling[1]))
            return Ruling(outcome, answer=_unpack(packed))
        return Ruling(outcome, expected=text_of(ruling[1]) if len(ruling) > 1 else "")

    def keep_answer(self, owner: Owner, key: str, answer: Answer) -> None:
        """Keep the first answer, packed; one that finds no room is marked as not kept."""
        name = keys.ANSWER.of(owner.tag, key)
        packed = self.vault.seal(owner, label_of(key), _pack(answer))
        if len(packed) <= self.limits.answer_bytes:
            with contextlib.suppress(StoreFull):
                self.store.run(_KEEP, [name], packed)
                return
        self.store.run(_MARK, [name], "large")

    def give_up(self, owner: Owner, key: str) -> None:
        """Let a retry do the work again."""
        self.store.run(_MARK, [keys.ANSWER.of(owner.tag, key)], "failed")

    def _head(self, now: datetime, last: Grant) -> list[Argument]:
        # Twice its life: an expired token can be told from an unknown one for as long again.
        keep = max(2 * _ms(last.expires_at - now), 1)
        return [_stamp(now), keep, self.limits.tokens, self.limits.spent]


def _entry(grant: Grant) -> str:
    return f"0|{_stamp(grant.expires_at)}|{grant.client_uuid}|{grant.operation}"


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _ms(span: timedelta) -> int:
    return round(span.total_seconds() * 1000)


def _pack(answer: Answer) -> bytes:
    head = json.dumps([answer.status, answer.headers]).encode()
    return zlib.compress(head + b"\n" + answer.body, 1)


def _unpack(packed: bytes) -> Answer:
    head, _, body = zlib.decompress(packed).partition(b"\n")
    status, headers = cast("tuple[int, list[list[str]]]", json.loads(head))
    return Answer(status, tuple((name, value) for name, value in headers), body)

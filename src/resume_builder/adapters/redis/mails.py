"""Mail on its way, in the auth store.

A mail and the lists of mails lie on different slots, so each change is several steps, in the order
that a crash between any two loses nothing: a mail is listed before it is written or changed, and
unlisted after it. What is listed and not there is unlisted by the next claim.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of
from resume_builder.features.mail.ports import Claimed, Failed

# KEYS: mail. ARGV: now, until. `attempt` is a fencing number: it grows with each claim.
_CLAIM = script("""
local sealed = redis.call('HGET', KEYS[1], 'sealed')
if not sealed or redis.call('HEXISTS', KEYS[1], 'shown') == 1 then return {'none'} end
if tonumber(redis.call('HGET', KEYS[1], 'lease') or 0) > tonumber(ARGV[1]) then return {'busy'} end
redis.call('HSET', KEYS[1], 'lease', ARGV[2])
return {'taken', sealed, redis.call('HINCRBY', KEYS[1], 'attempt', 1)}
""")

# In each: KEYS: mail. ARGV: attempt, and what follows.
_MINE = "if redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[1] then return {0} end\n"
# ARGV: due, reason.
_POSTPONE = script(
    _MINE + "redis.call('HSET', KEYS[1], 'lease', ARGV[2], 'reason', ARGV[3]) return {1}"
)
_FORGET = script(_MINE + "redis.call('UNLINK', KEYS[1]) return {1}", even_when_full=True)
# ARGV: reason, at, ms to keep.
_FAIL = script(
    _MINE
    + """
redis.call('HDEL', KEYS[1], 'sealed', 'lease')
redis.call('HSET', KEYS[1], 'reason', ARGV[2], 'at', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {1}
""",
    even_when_full=True,
)
# ARGV: ms to keep.
_SHOW = script(
    _MINE
    + """
redis.call('HSET', KEYS[1], 'shown', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {1}
""",
    even_when_full=True,
)

_DUE, _SHOWN, _FAILED = (k.of() for k in (keys.MAILS_DUE, keys.MAILS_SHOWN, keys.MAILS_FAILED))


@dataclass(frozen=True, slots=True)
class RedisMails:
    """A MailStore on Redis."""

    store: Store

    def keep(self, mail_id: str, sealed: bytes, due: datetime) -> None:
        """Keep a new mail."""
        self.store.call("ZADD", _DUE, _ms(due), mail_id)
        self.store.call("HSET", keys.MAIL.of(mail_id), "sealed", sealed)

    def claim(self, mail_id: str, now: datetime, until: datetime) -> Claimed | None:
        """Take a mail for oneself until `until`."""
        result = self.store.run(_CLAIM, [keys.MAIL.of(mail_id)], _ms(now), _ms(until))
        outcome = text_of(result[0])
        if outcome == "taken":
            self.store.call("ZADD", _DUE, _ms(until), mail_id)
            return Claimed(cast("bytes", result[1]), cast("int", result[2]))
        if outcome == "none":
            self.store.call("ZREM", _DUE, mail_id)
        return None

    def postpone(self, mail_id: str, attempt: int, due: datetime, reason: str) -> None:
        """Let a claimed mail wait."""
        names = [keys.MAIL.of(mail_id)]
        if self.store.run(_POSTPONE, names, attempt, _ms(due), reason) == [1]:
            self.store.call("ZADD", _DUE, _ms(due), mail_id)

    def forget(self, mail_id: str, attempt: int) -> None:
        """Forget a claimed mail."""
        if self.store.run(_FORGET, [keys.MAIL.of(mail_id)], attempt) == [1]:
            self.store.call("ZREM", _DUE, mail_id)

    def fail(self, mail_id: str, attempt: int, failed: Failed, keep: timedelta) -> None:
        """Forget what a claimed mail says; keep for a time why it did not go."""
        self._list(_FAILED, mail_id, failed.at, keep)
        at, names = _ms(failed.at), [keys.MAIL.of(mail_id)]
        if self.store.run(_FAIL, names, attempt, failed.reason, at, _span(keep)) == [1]:
            self.store.call("ZREM", _DUE, mail_id)

    def show(self, mail_id: str, attempt: int, at: datetime, keep: timedelta) -> None:
        """Put a claimed mail into the outbox."""
        self._list(_SHOWN, mail_id, at, keep)
        if self.store.run(_SHOW, [keys.MAIL.of(mail_id)], attempt, _span(keep)) == [1]:
            self.store.call("ZREM", _DUE, mail_id)

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the ids of mails that nobody looked after in time."""
        found = self.store.call("ZRANGE", _DUE, "-inf", _ms(now), "BYSCORE", "LIMIT", 0, limit)
        return _texts(found)

    def shown(self, limit: int) -> tuple[tuple[str, bytes], ...]:
        """Return what the outbox holds, newest first."""
        ids = self._newest(_SHOWN, limit)
        sealed = [self.store.call("HGET", keys.MAIL.of(i), "sealed") for i in ids]
        pairs = zip(ids, sealed, strict=True)
        return tuple((i, cast("bytes", raw)) for i, raw in pairs if raw is not None)

    def failures(self, limit: int) -> tuple[Failed, ...]:
        """Return what was given up, newest first."""
        found: list[Failed] = []
        for mail_id in self._newest(_FAILED, limit):
            answer = self.store.call("HMGET", keys.MAIL.of(mail_id), "at", "reason")
            at, reason = (text_of(raw) for raw in cast("Sequence[object]", answer))
            if at:
                found.append(Failed(mail_id, datetime.fromtimestamp(int(at) / 1000, UTC), reason))
        return tuple(found)

    def sealed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the sealed text of every mail that still says something."""
        for where in (_DUE, _SHOWN):
            for mail_id in _texts(self.store.call("ZRANGE", where, 0, -1)):
                raw = self.store.call("HGET", keys.MAIL.of(mail_id), "sealed")
                if raw is not None:
                    yield mail_id, cast("bytes", raw)

    def drop(self, mail_id: str) -> None:
        """Forget a mail."""
        self.store.call("UNLINK", keys.MAIL.of(mail_id))
        for where in (_DUE, _SHOWN, _FAILED):
            self.store.call("ZREM", where, mail_id)

    def waiting(self) -> int:
        """Return how many mails are on their way."""
        return cast("int", self.store.call("ZCARD", _DUE))

    def _list(self, where: str, mail_id: str, at: datetime, keep: timedelta) -> None:
        """Put a mail on a list, from which older ones than are kept go."""
        self.store.call("ZADD", where, _ms(at), mail_id)
        self.store.call("ZREMRANGEBYSCORE", where, "-inf", _ms(at - keep))

    def _newest(self, where: str, limit: int) -> tuple[str, ...]:
        return _texts(self.store.call("ZRANGE", where, 0, limit - 1, "REV"))


def _texts(answer: object) -> tuple[str, ...]:
    return tuple(text_of(raw) for raw in cast("Sequence[object]", answer))


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _span(keep: timedelta) -> int:
    return int(keep.total_seconds() * 1000)

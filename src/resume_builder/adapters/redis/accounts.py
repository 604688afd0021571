"""Accounts, and the sessions that are signed in to them, on Redis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.credentials import fields_of
from resume_builder.adapters.redis.store import Argument, Store, script, text_of
from resume_builder.domain.accounts import Account, AccountRole, Consent, Standing, State
from resume_builder.domain.factors import Credentials

# KEYS: account, credentials, and what else is written before the account (its sealed key).
# ARGV: ms to keep, how many arguments are the account's, the account's, the credentials'.
_CREATE = script("""
local function write(key, first, last)
  for i = first, last, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
end
local split = 2 + tonumber(ARGV[2])
write(KEYS[1], 3, split)
write(KEYS[2], split + 1, #ARGV)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[1]) end
return {1}
""")

# KEYS: as for _CREATE.
_SETTLE = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HDEL', KEYS[1], 'making')
for _, key in ipairs(KEYS) do redis.call('PERSIST', key) end
return {1}
""")

# KEYS: account. ARGV: name, value pairs.
_WRITE = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
return {1}
""")

# Room may have to be made for it: ending sessions works on a full store, too.
_RAISE = script(
    """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
if ARGV[1] then redis.call('HSET', KEYS[1], 'state', ARGV[1]) end
return {redis.call('HINCRBY', KEYS[1], 'epoch', 1)}
""",
    even_when_full=True,
)

# KEYS: account. ARGV: the profile that was read, the one to write.
_SET_PROFILE = script("""
if redis.call('HGET', KEYS[1], 'profile') ~= ARGV[1] then return {0} end
redis.call('HSET', KEYS[1], 'profile', ARGV[2])
return {1}
""")

# KEYS: account. ARGV: the key of the new address.
_MOVE = script("""
if redis.call('HGET', KEYS[1], 'moving_to') ~= ARGV[1] then return {0} end
local base = redis.call('HGET', KEYS[1], 'base_profile')
if redis.call('HGET', KEYS[1], 'profile') ~= base then return {0} end
local old = redis.call('HGET', KEYS[1], 'email_key')
local profile = redis.call('HGET', KEYS[1], 'new_profile')
redis.call('HSET', KEYS[1], 'email_key', ARGV[1], 'profile', profile)
if old ~= ARGV[1] then redis.call('HSET', KEYS[1], 'moved_from', old) end
redis.call('HDEL', KEYS[1], 'moving_to', 'new_profile', 'base_profile')
return {1}
""")

# KEYS: account, devices. ARGV: short id, sealed.
_PUT_DEVICE = script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return {1}
""")


@dataclass(frozen=True, slots=True)
class RedisAccounts:
    """Accounts on Redis."""

    store: Store

    def create(self, account: Account, credentials: Credentials, keep: timedelta) -> None:
        """Write an account whole, for a while."""
        consent = account.consent
        fields: list[Argument] = [
            *("role", account.role, "state", account.state, "epoch", account.epoch),
            *("created_at", account.created_at.isoformat(), "email_key", account.email_key),
            *("consent", consent.model_dump_json(), "profile", account.profile, "making", "1"),
        ]
        secret = fields_of(credentials)
        ms = round(keep.total_seconds() * 1000)
        self.store.run(_CREATE, _made(account.id), ms, len(fields), *fields, *secret)

    def settle(self, account_id: str) -> bool:
        """Keep the account for good."""
        return self.store.run(_SETTLE, _made(account_id)) == [1]

    def load(self, account_id: str) -> Account | None:
        """Return the account."""
        raw = self.store.call("HGETALL", keys.ACCOUNT.of(account_id))
        found = {k.decode(): v for k, v in cast("dict[bytes, bytes]", raw).items()}
        if "epoch" not in found:
            return None
        texts = {k: v.decode() for k, v in found.items() if not k.endswith("profile")}
        return Account(
            id=account_id,
            role=cast("AccountRole", texts["role"]),
            state=cast("State", texts["state"]),
            epoch=int(texts["epoch"]),
            created_at=datetime.fromisoformat(texts["created_at"]),
            consent=Consent.model_validate_json(texts["consent"]),
            email_key=texts["email_key"],
            profile=found["profile"],
            moving_to=texts.get("moving_to", ""),
            moved_from=texts.get("moved_from", ""),
            settled="making" not in texts,
        )

    def standing(self, account_id: str) -> Standing | None:
        """Return role, state and epoch, in one round trip."""
        key = keys.ACCOUNT.of(account_id)
        raw = cast("list[bytes | None]", self.store.call("HMGET", key, "role", "state", "epoch"))
        role, state, epoch = map(text_of, raw)
        if not epoch:
            return None
        return Standing(cast("AccountRole", role), cast("State", state), int(epoch))

    def raise_epoch(self, account_id: str) -> int:
        """End every session of the account; return the new epoch."""
        (epoch,) = self.store.run(_RAISE, [keys.ACCOUNT.of(account_id)])
        return cast("int", epoch)

    def begin_move(self, account_id: str, new_key: str, profile: bytes, base: bytes) -> bool:
        """Note the address that the account is about to move to."""
        noted = ("moving_to", new_key, "new_profile", profile, "base_profile", base)
        return self._write(account_id, *noted)

    def moving_profile(self, account_id: str) -> bytes | None:
        """Return the profile that was noted."""
        key = keys.ACCOUNT.of(account_id)
        return cast("bytes | None", self.store.call("HGET", key, "new_profile"))

    def move(self, account_id: str, new_key: str) -> bool:
        """Take the noted address, and note the old one."""
        return self.store.run(_MOVE, [keys.ACCOUNT.of(account_id)], new_key) == [1]

    def end_move(self, account_id: str) -> None:
        """Forget the old address."""
        self.store.call("HDEL", keys.ACCOUNT.of(account_id), "moved_from")

    def set_profile(self, account_id: str, before: bytes, profile: bytes) -> bool:
        """Write the sealed profile over the one that was read."""
        names = [keys.ACCOUNT.of(account_id)]
        return self.store.run(_SET_PROFILE, names, before, profile) == [1]

    def set_consent(self, account_id: str, consent: Consent) -> bool:
        """Write what the person agreed to."""
        return self._write(account_id, "consent", consent.model_dump_json())

    def set_role(self, account_id: str, role: AccountRole) -> bool:
        """Write the role."""
        return self._write(account_id, "role", role)

    def set_state(self, account_id: str, state: State) -> bool:
        """Write the state; every session ends with it."""
        return self.store.run(_RAISE, [keys.ACCOUNT.of(account_id)], state) != [0]

    def _write(self, account_id: str, *pairs: Argument) -> bool:
        return self.store.run(_WRITE, [keys.ACCOUNT.of(account_id)], *pairs) == [1]


@dataclass(frozen=True, slots=True)
class RedisDevices:
    """The signed-in sessions of accounts on Redis."""

    store: Store

    def put(self, account_id: str, device_id: str, sealed: bytes) -> bool:
        """Keep one."""
        names = [keys.ACCOUNT.of(account_id), keys.DEVICES.of(account_id)]
        return self.store.run(_PUT_DEVICE, names, device_id, sealed) == [1]

    def list(self, account_id: str) -> Mapping[str, bytes]:
        """Return all."""
        raw = self.store.call("HGETALL", keys.DEVICES.of(account_id))
        return {k.decode(): v for k, v in cast("dict[bytes, bytes]", raw).items()}

    def drop(self, account_id: str, device_ids: Sequence[str]) -> None:
        """Forget some."""
        if device_ids:
            self.store.call("HDEL", keys.DEVICES.of(account_id), *device_ids)


def _made(account_id: str) -> list[str]:
    """Return the keys that an account begins with."""
    rows = (keys.ACCOUNT, keys.CREDENTIALS, keys.DATA_KEY)
    return [row.of(account_id) for row in rows]

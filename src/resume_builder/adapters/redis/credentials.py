"""Credentials on Redis: one hash an account, what is spent once is spent by one script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Argument, Script, Store, script
from resume_builder.domain.factors import Credentials, Passkey

# A recovery code's keyed hash and a passkey's id are names of fields, after these marks.
_RECOVERY, _PASSKEY = "r:", "p:"

# KEYS: account, credentials, in every script.
_IF_THERE = "if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end\n"

# ARGV: name, value pairs.
_WRITE = script(
    _IF_THERE
    + """
for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
return {1}
"""
)
# ARGV: hash, whether it is long. No crash leaves a new password beside old sessions.
_SET_PASSWORD = script(
    _IF_THERE
    + """
redis.call('HSET', KEYS[2], 'password', ARGV[1], 'is_long', ARGV[2])
return {redis.call('HINCRBY', KEYS[1], 'epoch', 1)}
"""
)
# ARGV: name, value.
_REWRITE = script(
    _IF_THERE
    + """
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return {0} end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return {1}
"""
)
# ARGV: old hash, new hash.
_REPLACE_HASH = script(
    _IF_THERE
    + """
if redis.call('HGET', KEYS[2], 'password') ~= ARGV[1] then return {0} end
redis.call('HSET', KEYS[2], 'password', ARGV[2])
return {1}
"""
)
# ARGV: the step whose code was typed.
_CONFIRM_TOTP = script(
    _IF_THERE
    + """
local waiting = redis.call('HGET', KEYS[2], 'new_totp')
if not waiting then return {0} end
redis.call('HSET', KEYS[2], 'totp', waiting, 'totp_step', ARGV[1])
redis.call('HDEL', KEYS[2], 'new_totp')
return {1}
"""
)
_SPEND_TOTP = script(
    _IF_THERE
    + """
local last = tonumber(redis.call('HGET', KEYS[2], 'totp_step') or -1)
if tonumber(ARGV[1]) <= last then return {0} end
redis.call('HSET', KEYS[2], 'totp_step', ARGV[1])
return {1}
"""
)
# ARGV: the mark of recovery codes, then their hashes.
_SET_RECOVERY = script(
    _IF_THERE
    + """
for _, name in ipairs(redis.call('HKEYS', KEYS[2])) do
  if string.sub(name, 1, #ARGV[1]) == ARGV[1] then redis.call('HDEL', KEYS[2], name) end
end
for i = 2, #ARGV do redis.call('HSET', KEYS[2], ARGV[1] .. ARGV[i], '1') end
return {1}
"""
)


@dataclass(frozen=True, slots=True)
class RedisCredentials:
    """Credentials on Redis."""

    store: Store

    def load(self, account_id: str) -> Credentials | None:
        """Return all that the account has."""
        raw = self.store.call("HGETALL", keys.CREDENTIALS.of(account_id))
        found = {k.decode(): v for k, v in cast("dict[bytes, bytes]", raw).items()}
        if "password" not in found:
            return None
        passkeys = [v for k, v in found.items() if k.startswith(_PASSKEY)]
        made = sorted(map(Passkey.model_validate_json, passkeys), key=lambda p: p.created_at)
        return Credentials(
            password=found["password"].decode(),
            is_long=found.get("is_long") == b"1",
            totp=found.get("totp"),
            new_totp=found.get("new_totp"),
            recovery=frozenset(k.removeprefix(_RECOVERY) for k in found if k.startswith(_RECOVERY)),
            passkeys=tuple(made),
        )

    def set_password(self, account_id: str, hashed: str, *, is_long: bool) -> int:
        """Write the password's hash and end every session, in one step; return the new epoch."""
        names = [keys.ACCOUNT.of(account_id), keys.CREDENTIALS.of(account_id)]
        (epoch,) = self.store.run(_SET_PASSWORD, names, hashed, int(is_long))
        return cast("int", epoch)

    def replace_hash(self, account_id: str, old: str, new: str) -> bool:
        """Write a stronger hash of the same password."""
        return self._do(_REPLACE_HASH, account_id, old, new)

    def start_totp(self, account_id: str, sealed: bytes) -> bool:
        """Keep the secret of an app that is not confirmed."""
        return self._do(_WRITE, account_id, "new_totp", sealed)

    def confirm_totp(self, account_id: str, step: int) -> bool:
        """Put the new app in force."""
        return self._do(_CONFIRM_TOTP, account_id, step)

    def drop_totp(self, account_id: str) -> None:
        """Forget the app."""
        fields = ("totp", "new_totp", "totp_step")
        self.store.call("HDEL", keys.CREDENTIALS.of(account_id), *fields)

    def spend_totp(self, account_id: str, step: int) -> bool:
        """Spend a time step."""
        return self._do(_SPEND_TOTP, account_id, step)

    def set_recovery(self, account_id: str, digests: Sequence[str]) -> bool:
        """Replace the recovery codes."""
        return self._do(_SET_RECOVERY, account_id, _RECOVERY, *digests)

    def spend_recovery(self, account_id: str, digest: str) -> bool:
        """Spend a recovery code."""
        name = f"{_RECOVERY}{digest}"
        return self.store.call("HDEL", keys.CREDENTIALS.of(account_id), name) == 1

    def use_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Write down the use of a passkey that is there."""
        name, value = f"{_PASSKEY}{passkey.id}", passkey.model_dump_json()
        return self._do(_REWRITE, account_id, name, value)

    def put_passkey(self, account_id: str, passkey: Passkey) -> bool:
        """Keep a passkey."""
        name, value = f"{_PASSKEY}{passkey.id}", passkey.model_dump_json()
        return self._do(_WRITE, account_id, name, value)

    def drop_passkey(self, account_id: str, passkey_id: str) -> bool:
        """Forget a passkey."""
        name = f"{_PASSKEY}{passkey_id}"
        return self.store.call("HDEL", keys.CREDENTIALS.of(account_id), name) == 1

    def _do(self, code: Script, account_id: str, *arguments: Argument) -> bool:
        names = [keys.ACCOUNT.of(account_id), keys.CREDENTIALS.of(account_id)]
        return self.store.run(code, names, *arguments) == [1]


def fields_of(credentials: Credentials) -> list[Argument]:
    """Return the names and values that new credentials are stored as."""
    return ["password", credentials.password, "is_long", int(credentials.is_long)]

"""Which account has which address, and invitations, on Redis."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script, text_of
from resume_builder.domain.accounts import AccountRole
from resume_builder.features.accounts.ports import Invitation

# KEYS: claim. ARGV: account id, ms to keep. A claim that the account has for good stays so.
_CLAIM = script("""
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return {0} end
if not holder then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
elseif redis.call('PTTL', KEYS[1]) > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {1}
""")
_KEEP = script("""
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
redis.call('PERSIST', KEYS[1])
return {1}
""")
_FREE = script(
    """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return {1}
""",
    even_when_full=True,
)
_IS_KEPT = script("""
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
return {redis.call('PTTL', KEYS[1]) == -1 and 1 or 0}
""")

# KEYS: invitation. ARGV: the field of the account that uses it.
_USE = script("""
local role = redis.call('HGET', KEYS[1], 'role')
if not role then return {''} end
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return {role} end
if tonumber(redis.call('HGET', KEYS[1], 'uses')) < 1 then return {''} end
redis.call('HINCRBY', KEYS[1], 'uses', -1)
redis.call('HSET', KEYS[1], ARGV[1], '1')
return {role}
""")


@dataclass(frozen=True, slots=True)
class RedisClaims:
    """Claims on Redis."""

    store: Store

    def find(self, key: str) -> str | None:
        """Return the account that has the address."""
        return text_of(self.store.call("GET", keys.CLAIM.of(key))) or None

    def claim(self, key: str, account_id: str, keep: timedelta) -> bool:
        """Hold the address for an account for a while."""
        ms = max(1, round(keep.total_seconds() * 1000))
        return self.store.run(_CLAIM, [keys.CLAIM.of(key)], account_id, ms) == [1]

    def keep(self, key: str, account_id: str) -> bool:
        """Make the account's claim permanent."""
        return self.store.run(_KEEP, [keys.CLAIM.of(key)], account_id) == [1]

    def free(self, key: str, account_id: str) -> None:
        """Give up the account's claim."""
        self.store.run(_FREE, [keys.CLAIM.of(key)], account_id)

    def is_kept(self, key: str, account_id: str) -> bool:
        """Return whether the account has the address for good."""
        return self.store.run(_IS_KEPT, [keys.CLAIM.of(key)], account_id) == [1]


@dataclass(frozen=True, slots=True)
class RedisInvitations:
    """Invitations on Redis."""

    store: Store

    def put(self, hashed: str, invitation: Invitation) -> None:
        """Keep an invitation until it ends."""
        key, ends = keys.INVITATION.of(hashed), round(invitation.ends_at.timestamp() * 1000)
        self.store.together(
            ["HSET", key, "role", invitation.role, "uses", invitation.uses],
            ["PEXPIREAT", key, ends],
        )

    def use(self, hashed: str, account_id: str) -> AccountRole | None:
        """Use an invitation once for an account."""
        (role,) = self.store.run(_USE, [keys.INVITATION.of(hashed)], f"by {account_id}")
        return cast("AccountRole", text_of(role)) or None

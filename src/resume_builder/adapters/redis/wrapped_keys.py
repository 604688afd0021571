"""The wrapped keys of owners on Redis, in the auth store."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script
from resume_builder.ports import Owner

# KEYS: the key. ARGV: old, new.
_REPLACE = script("""
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return {1}
""")
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class RedisKeys:
    """WrappedKeys on Redis."""

    store: Store

    def put(self, tag: str, wrapped: bytes) -> bool:
        """Keep a key, unless there is one."""
        return self.store.call("SET", _name(tag), wrapped, "NX") is not None

    def get(self, tag: str) -> bytes | None:
        """Return a key."""
        return cast("bytes | None", self.store.call("GET", _name(tag)))

    def replace(self, tag: str, old: bytes, new: bytes) -> bool:
        """Write `new` over `old` in one step."""
        return self.store.run(_REPLACE, [_name(tag)], old, new) == [1]

    def delete(self, tag: str) -> None:
        """Forget a key. Works on a full store."""
        self.store.call("UNLINK", _name(tag))

    def tags(self) -> Iterator[str]:
        """Yield the tag of every key."""
        for row in (keys.DATA_KEY, keys.SITE_KEY):
            pattern = row.of("*")
            cursor: bytes | int = 0
            while True:
                answer = self.store.call("SCAN", cursor, "MATCH", pattern, "COUNT", _AT_A_TIME)
                cursor, names = cast("tuple[int, list[bytes]]", answer)
                for name in names:
                    yield name.decode().partition("}")[0].removeprefix("{")
                if not int(cursor):
                    break


def _name(tag: str) -> str:
    account_id = Owner(tag).account_id
    row, part = (
        (keys.SITE_KEY, tag.partition(":")[2])
        if account_id is None
        else (
            keys.DATA_KEY,
            account_id,
        )
    )
    return row.of(part)

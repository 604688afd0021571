"""Everything that a store holds, as it would hand it to anybody: names, fields and values."""

from typing import Any, cast

from redis import Redis

_READ = {
    b"string": ("GET",),
    b"hash": ("HGETALL",),
    b"list": ("LRANGE", 0, -1),
    b"set": ("SMEMBERS",),
    b"zset": ("ZRANGE", 0, -1, "WITHSCORES"),
    b"stream": ("XRANGE", "-", "+"),
}


def keys_of(url: str) -> list[bytes]:
    """The names of all keys."""
    with Redis.from_url(url) as client:
        return sorted(cast("list[bytes]", list(client.scan_iter(count=1000))))


def everything(url: str) -> bytes:
    """All keys with what is in them. DUMP would not do: it compresses what it shows."""
    parts: list[bytes] = []
    with Redis.from_url(url) as client:
        for key in cast("list[bytes]", list(client.scan_iter(count=1000))):
            kind = cast("bytes", client.type(key))
            if kind == b"none":
                # Its time ended after it was listed.
                continue
            command, *rest = _READ[kind]
            _gather(client.execute_command(command, key, *rest), parts)
            parts.append(key)
    return b"\n".join(parts)


def _gather(found: Any, parts: list[bytes]) -> None:
    if isinstance(found, bytes):
        parts.append(found)
    elif isinstance(found, dict):
        for name, value in cast("dict[Any, Any]", found).items():
            _gather(name, parts)
            _gather(value, parts)
    elif isinstance(found, (list, tuple, set)):
        for value in cast("list[Any]", found):
            _gather(value, parts)
    else:
        parts.append(str(found).encode())

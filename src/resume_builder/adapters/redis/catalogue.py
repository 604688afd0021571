"""The catalogue of models on Redis: one hash, replaced as a whole."""

import zlib
from dataclasses import dataclass
from typing import cast

from pydantic import ValidationError

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store, script
from resume_builder.domain.errors import VersionConflict
from resume_builder.features.catalogue.kept import Kept

# KEYS: catalogue. ARGV: the version to replace, the new one, the value.
_PUT = script("""
local has = tonumber(redis.call('HGET', KEYS[1], 'version') or 0)
if has ~= tonumber(ARGV[1]) then return {has} end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'value', ARGV[3])
return {-1}
""")


@dataclass(frozen=True, slots=True)
class RedisCatalogue:
    """A CatalogueStore in the auth store."""

    store: Store

    def get(self) -> Kept | None:
        """Return what is kept, None before the first time and when it is of an older form."""
        raw = cast("list[bytes | None]", self.store.call("HMGET", _KEY, "version", "value"))
        version, value = raw
        if version is None or value is None:
            return None
        try:
            kept = Kept.model_validate_json(zlib.decompress(value))
        except (ValidationError, zlib.error):
            return None
        return kept.model_copy(update={"version": int(version)})

    def put(self, kept: Kept) -> None:
        """Keep `kept` over version `kept.version - 1`, atomically."""
        value = zlib.compress(kept.model_dump_json(by_alias=True).encode())
        found = self.store.run(_PUT, [_KEY], kept.version - 1, kept.version, value)[0]
        if found != -1:
            raise VersionConflict(current=found)

    def version(self) -> int:
        """Return the version that is there, of whatever form; 0 for none."""
        return int(cast("bytes", self.store.call("HGET", _KEY, "version") or b"0"))


_KEY = keys.CATALOGUE.of()

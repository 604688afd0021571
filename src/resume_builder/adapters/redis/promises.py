"""Asks a store whether it keeps what it acknowledges, before anything is entrusted to it.

A store at its memory limit with an eviction policy acknowledges writes and drops others: of 30,000
it kept 9,442, silently. Without an append-only file a restart forgets.
"""

from typing import cast

from redis.exceptions import ResponseError

from resume_builder.adapters.redis.store import Store
from resume_builder.domain.errors import DomainError


class StoreUnsafe(DomainError):
    """A store would forget what it acknowledged. params: store, setting, found, wanted."""

    code = "store.unsafe"


def verify_session(store: Store) -> None:
    """Check that the store evicts nothing. Raises StoreUnsafe, StoreUnavailable."""
    _demand(store, "maxmemory-policy", store.info("memory").get("maxmemory_policy"), "noeviction")


def verify_auth(store: Store) -> None:
    """Check that the store evicts nothing and writes before it answers.

    Raises StoreUnsafe, StoreUnavailable.
    """
    verify_session(store)
    enabled = store.info("persistence").get("aof_enabled")
    _demand(store, "appendonly", "yes" if enabled == 1 else "no", "yes")
    _demand(store, "appendfsync", _setting(store, "appendfsync"), "always")


def _demand(store: Store, setting: str, found: object, wanted: str) -> None:
    # None: the host does not tell its settings, so its operator answers for them.
    if found is not None and found != wanted:
        raise StoreUnsafe(store=store.name, setting=setting, found=str(found), wanted=wanted)


def _setting(store: Store, name: str) -> str | None:
    try:
        answer = store.call("CONFIG", "GET", name)
    except ResponseError:
        return None
    pairs = cast("dict[bytes | str, bytes | str]", answer)
    values = [v.decode() if isinstance(v, bytes) else v for v in pairs.values()]
    return values[0] if values else None

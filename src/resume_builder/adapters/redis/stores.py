"""Both stores by their addresses, with every port over them."""

from typing import Any

from resume_builder.adapters.redis.handshakes import RedisHandshakes
from resume_builder.adapters.redis.records import RedisRecords
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.store import Store
from resume_builder.features.sessions.limits import RecordLimits


class RedisStores:
    """The session and the auth store; connects on first use."""

    def __init__(self, *, session_url: str, auth_url: str) -> None:
        self._session = Store(session_url, "session")
        self._auth = Store(auth_url, "auth")
        self.sessions = RedisSessions(self._session)
        self.handshakes = RedisHandshakes(self._session)

    def records(self, kind: str, model: type[Any], limits: RecordLimits) -> RedisRecords[Any]:
        """Return the store of one kind of guest work."""
        return RedisRecords(self._session, kind, model, limits)

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        for store in (self._session, self._auth):
            store.call("PING")

    def close(self) -> None:
        """Close every connection."""
        for store in (self._session, self._auth):
            store.close()

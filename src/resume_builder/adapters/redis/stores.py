"""Both stores together, as the services take them."""

from typing import TypeVar

from resume_builder.adapters.redis.counters import RedisCounters
from resume_builder.adapters.redis.handshakes import RedisHandshakes
from resume_builder.adapters.redis.passcodes import RedisChallenges, RedisPasscodes
from resume_builder.adapters.redis.promises import verify_auth, verify_session
from resume_builder.adapters.redis.records import RedisRecords
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.store import Store
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import KeptRecord

R = TypeVar("R", bound=KeptRecord)


class RedisStores:
    """The session store and the auth store. Connects on first use; safe to use from threads."""

    def __init__(self, session_url: str | None, auth_url: str | None) -> None:
        self._session = _store(session_url, "session")
        self._auth = _store(auth_url, "auth")
        self.sessions = RedisSessions(self._session)
        self.handshakes = RedisHandshakes(self._session)
        self.passcodes = RedisPasscodes(self._session)
        self.challenges = RedisChallenges(self._session)
        self.counters = RedisCounters(self._session)

    def records(self, kind: str, model: type[R], limits: RecordLimits) -> RedisRecords[R]:
        """Return the store of one kind of guest work."""
        return RedisRecords(self._session, kind, model, limits)

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        for store in (self._session, self._auth):
            store.call("PING")

    def verify(self) -> None:
        """Raise StoreUnsafe when a store would forget what it acknowledged."""
        verify_session(self._session)
        verify_auth(self._auth)

    def close(self) -> None:
        """Close every connection."""
        for store in (self._session, self._auth):
            store.close()


def _store(url: str | None, name: str) -> Store:
    if not url:
        raise StoreUnavailable(store=name)
    return Store(url, name)

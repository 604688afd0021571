"""The two servers that stores are made on."""

from resume_builder.adapters.redis.promises import verify_auth, verify_session
from resume_builder.adapters.redis.store import Store
from resume_builder.domain.errors import StoreUnavailable


class RedisServers:
    """The session store's and the auth store's server. Connects on first use; safe for threads."""

    def __init__(self, session_url: str | None, auth_url: str | None) -> None:
        self.session = _store(session_url, "session")
        self.auth = _store(auth_url, "auth")

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        for store in (self.session, self.auth):
            store.call("PING")

    def verify(self) -> None:
        """Raise StoreUnsafe when a store would forget what it acknowledged."""
        verify_session(self.session)
        verify_auth(self.auth)

    def close(self) -> None:
        """Close every connection."""
        for store in (self.session, self.auth):
            store.close()


def verify_queue(url: str) -> None:
    """Raise StoreUnsafe when the store of jobs would drop some, StoreUnavailable."""
    store = Store(url, "queue")
    try:
        verify_session(store)
    finally:
        store.close()


def _store(url: str | None, name: str) -> Store:
    if not url:
        raise StoreUnavailable(store=name)
    return Store(url, name)

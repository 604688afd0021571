"""Every request of a signed-in session: whether it still stands, and that it was seen."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from resume_builder.domain.accounts import Standing, UserKey
from resume_builder.features.auth.devices import SEEN_EVERY, Devices
from resume_builder.features.auth.model import Signed
from resume_builder.features.auth.ports import Standings
from resume_builder.ports import Clock

# A session that was ended elsewhere is over within a second; this leaves room for the request.
FRESH_SECONDS = 0.9
_MOST = 10_000


class Watch:
    """Asks the account for its standing, once in 0.9 s at most for each account and process."""

    def __init__(self, store: Standings, seconds: Callable[[], float]) -> None:
        """`seconds` is a clock that never goes back."""
        self._store = store
        self._seconds = seconds
        self._known: dict[str, tuple[float, Standing | None]] = {}
        self._lock = Lock()

    def standing(self, key: UserKey) -> Standing | None:
        """Return the standing of a session's account, None when the session is over.

        Raises StoreUnavailable: a store that is away lets nobody in.
        """
        found = self._ask(key.account_id)
        if found is None or found.state != "active" or found.epoch != key.epoch:
            return None
        return found

    def forget(self, account_id: str) -> None:
        """Ask anew next time: this process changed the account."""
        with self._lock:
            self._known.pop(account_id, None)

    def _ask(self, account_id: str) -> Standing | None:
        now = self._seconds()
        with self._lock:
            kept = self._known.get(account_id)
        if kept is not None and now - kept[0] < FRESH_SECONDS:
            return kept[1]
        found = self._store.standing(account_id)
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[account_id] = (now, found)
        return found


class Seen:
    """Writes down that sessions are used: once an hour for each session and process."""

    def __init__(self, devices: Devices, now: Clock) -> None:
        self._devices = devices
        self._now = now
        self._known: dict[str, datetime] = {}
        self._lock = Lock()

    def note(self, signed: Signed) -> None:
        """Take note of a request."""
        now = self._now()
        with self._lock:
            last = self._known.get(signed.tag)
            if last is not None and now - last < SEEN_EVERY:
                return
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[signed.tag] = now
        self._devices.see(signed)

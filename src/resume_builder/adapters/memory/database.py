"""What every store in memory shares: one locked table of owners, which end on time."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock

from resume_builder.features.sessions.handshake import Grant, Retry
from resume_builder.ports import Clock, Owner


@dataclass(slots=True)
class KeptToken:
    """A token, whether it is spent, and its place in the order of issue."""

    grant: Grant
    spent: bool = False


@dataclass(slots=True)
class KeptAnswer:
    """An idempotency key's first submission. `state` as in the Redis store."""

    retry: Retry
    token: str
    state: str
    started: datetime
    answer: bytes = b""


@dataclass(slots=True)
class Passcode:
    """What stands beside auth_code and auth_expiry."""

    purpose: str
    tries: int


@dataclass(slots=True)
class Owned:
    """Everything of one owner."""

    ends: datetime | None
    fields: dict[str, bytes]
    # The key that was carried along when the session's id changed.
    key: bytes | None = None
    tokens: dict[str, KeptToken] = field(default_factory=dict[str, KeptToken])
    answers: dict[str, KeptAnswer] = field(default_factory=dict[str, KeptAnswer])
    passcode: Passcode | None = None
    challenge: tuple[str, str, datetime] | None = None
    step: tuple[str, datetime] | None = None
    # Kind, then id, in the order of adding: version and sealed JSON.
    work: dict[str, dict[str, tuple[int, bytes]]] = field(
        default_factory=dict[str, dict[str, tuple[int, bytes]]]
    )

    def bytes_kept(self) -> int:
        """How many bytes of records are kept."""
        return sum(len(data) for kind in self.work.values() for _, data in kind.values())


class Database:
    """All owners, behind one lock."""

    def __init__(self, now: Clock) -> None:
        self.now = now
        self._owners: dict[str, Owned] = {}
        self._lock = RLock()
        # An account's work has a place as long as the account is there.
        self.has_account: Callable[[str], bool] = lambda _: False

    @contextmanager
    def open(self, owner: str) -> Generator[Owned | None]:
        """Hold the lock, and give the owner's things; None when there is no live session."""
        with self._lock:
            owned = self._owners.get(owner)
            if owned is not None and owned.ends is not None and owned.ends <= self.now():
                del self._owners[owner]
                owned = None
            account_id = Owner(owner).account_id
            if owned is None and account_id is not None and self.has_account(account_id):
                owned = self._owners[owner] = Owned(None, {})
            yield owned

    def end_of(self, keep: timedelta | None) -> datetime | None:
        """Return when something kept for `keep` ends."""
        return None if keep is None else self.now() + keep

    def put(self, owner: str, owned: Owned) -> None:
        """Add an owner."""
        with self._lock:
            self._owners[owner] = owned

    def move(self, owner: str, new_owner: str) -> None:
        """Give an owner's things to another tag."""
        with self._lock:
            self._owners[new_owner] = self._owners.pop(owner)

    def drop(self, owner: str) -> None:
        """Forget an owner."""
        with self._lock:
            self._owners.pop(owner, None)

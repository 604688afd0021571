"""Mail on its way, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock

from resume_builder.features.mail.ports import Claimed, Failed
from resume_builder.ports import Clock


@dataclass(slots=True)
class _Mail:
    """One mail, waiting until it is shown or given up."""

    sealed: bytes
    due: datetime
    lease: datetime | None = None
    attempt: int = 0
    shown_at: datetime | None = None
    failed: Failed | None = None
    ends: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        return self.shown_at is None and self.failed is None


@dataclass(slots=True)
class MemoryMails:
    """A MailStore in this process."""

    now: Clock
    _mails: dict[str, _Mail] = field(default_factory=dict[str, _Mail])
    _lock: RLock = field(default_factory=RLock)

    def keep(self, mail_id: str, sealed: bytes, due: datetime) -> None:
        """Keep a new mail."""
        with self._lock:
            self._mails[mail_id] = _Mail(sealed, due)

    def claim(self, mail_id: str, now: datetime, until: datetime) -> Claimed | None:
        """Take a mail for oneself until `until`."""
        with self._lock:
            mail = self._mails.get(mail_id)
            if mail is None or not mail.is_waiting or (mail.lease and mail.lease > now):
                return None
            mail.lease = mail.due = until
            mail.attempt += 1
            return Claimed(mail.sealed, mail.attempt)

    def postpone(self, mail_id: str, attempt: int, due: datetime, reason: str) -> None:
        """Let a claimed mail wait."""
        del reason
        with self._lock:
            mail = self._held(mail_id, attempt)
            if mail:
                mail.lease = mail.due = due

    def forget(self, mail_id: str, attempt: int) -> None:
        """Forget a claimed mail."""
        with self._lock:
            if self._held(mail_id, attempt):
                del self._mails[mail_id]

    def fail(self, mail_id: str, attempt: int, failed: Failed, keep: timedelta) -> None:
        """Forget what a claimed mail says; keep for a time why it did not go."""
        with self._lock:
            mail = self._held(mail_id, attempt)
            if mail:
                mail.failed, mail.sealed, mail.ends = failed, b"", failed.at + keep

    def show(self, mail_id: str, attempt: int, at: datetime, keep: timedelta) -> None:
        """Put a claimed mail into the outbox."""
        with self._lock:
            mail = self._held(mail_id, attempt)
            if mail:
                mail.shown_at, mail.ends = at, at + keep

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the ids of mails that nobody looked after in time."""
        with self._lock:
            waiting = [(m.due, i) for i, m in self._mails.items() if m.is_waiting and m.due <= now]
            return tuple(i for _, i in sorted(waiting)[:limit])

    def shown(self, limit: int) -> tuple[tuple[str, bytes], ...]:
        """Return what the outbox holds, newest first."""
        with self._lock:
            found = [(m.shown_at, i, m.sealed) for i, m in self._live() if m.shown_at]
            return tuple((i, sealed) for _, i, sealed in sorted(found, reverse=True)[:limit])

    def failures(self, limit: int) -> tuple[Failed, ...]:
        """Return what was given up, newest first."""
        with self._lock:
            found = [m.failed for _, m in self._live() if m.failed]
            return tuple(sorted(found, key=lambda f: f.at, reverse=True)[:limit])

    def sealed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the sealed text of every mail that still says something."""
        with self._lock:
            found = [(i, m.sealed) for i, m in self._live() if m.failed is None]
        yield from found

    def drop(self, mail_id: str) -> None:
        """Forget a mail."""
        with self._lock:
            self._mails.pop(mail_id, None)

    def waiting(self) -> int:
        """Return how many mails are on their way."""
        with self._lock:
            return sum(m.is_waiting for m in self._mails.values())

    def _held(self, mail_id: str, attempt: int) -> _Mail | None:
        mail = self._mails.get(mail_id)
        return mail if mail and mail.is_waiting and mail.attempt == attempt else None

    def _live(self) -> list[tuple[str, _Mail]]:
        now = self.now()
        return [(i, m) for i, m in self._mails.items() if m.ends is None or m.ends > now]

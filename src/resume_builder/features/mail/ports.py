"""What sending mail needs from stores, templates and a mail server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from resume_builder.domain.mails import TEMPLATES, Variables


class KeptMail(BaseModel):
    """A mail as it is kept, sealed whole."""

    model_config = ConfigDict(frozen=True)

    id: str
    template: str
    to: str
    language: str
    variables: dict[str, str]
    created_at: datetime

    @property
    def says(self) -> Variables:
        """The variables as their model. Raises ValidationError, KeyError."""
        return TEMPLATES[self.template].model_validate(self.variables)

    @property
    def ends_at(self) -> datetime:
        """After this it is not worth sending."""
        return self.created_at + TEMPLATES[self.template].lives


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that one worker has for itself. `attempt` counts from 1, and is its ticket."""

    sealed: bytes = field(repr=False)
    attempt: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A mail that was given up: nothing personal is left of it."""

    id: str
    at: datetime
    reason: str


class MailStore(Protocol):
    """The mails on their way. A change by a ticket that is not the newest does nothing.

    Every method raises StoreUnavailable, those that write StoreFull, too.
    """

    def keep(self, mail_id: str, sealed: bytes, due: datetime) -> None:
        """Keep a new mail, due to be looked after at `due` if nobody does before."""
        ...

    def claim(self, mail_id: str, now: datetime, until: datetime) -> Claimed | None:
        """Take a mail for oneself until `until`; None when it is gone, not due or another's."""
        ...

    def postpone(self, mail_id: str, attempt: int, due: datetime, reason: str) -> None:
        """Let a claimed mail wait until `due`."""
        ...

    def forget(self, mail_id: str, attempt: int) -> None:
        """Forget a claimed mail: it was sent."""
        ...

    def fail(self, mail_id: str, attempt: int, failed: Failed, keep: timedelta) -> None:
        """Forget what a claimed mail says; keep for a time why it did not go."""
        ...

    def show(self, mail_id: str, attempt: int, at: datetime, keep: timedelta) -> None:
        """Put a claimed mail into the outbox for a time."""
        ...

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the ids of mails that nobody looked after in time, the longest due first."""
        ...

    def shown(self, limit: int) -> tuple[tuple[str, bytes], ...]:
        """Return what the outbox holds, newest first: id and sealed mail."""
        ...

    def failures(self, limit: int) -> tuple[Failed, ...]:
        """Return what was given up, newest first."""
        ...

    def sealed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the sealed text of every mail that still says something."""
        ...

    def drop(self, mail_id: str) -> None:
        """Forget a mail, whoever has it in hand."""
        ...

    def waiting(self) -> int:
        """Return how many mails are on their way."""
        ...


@dataclass(frozen=True, slots=True)
class Printed:
    """A mail as its reader sees it."""

    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)


class Press(Protocol):
    """Turns a kept mail into words."""

    def __call__(self, template: str, language: str, says: Variables) -> Printed:
        """Return the mail in one of our languages."""
        ...


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail server needs beside the words; the same each time the mail is sent."""

    id: str
    to: str = field(repr=False)
    language: str
    created_at: datetime


class Transport(Protocol):
    """A mail server."""

    def __call__(self, envelope: Envelope, printed: Printed) -> None:
        """Return when the server has taken the mail. Raises NotTaken."""
        ...

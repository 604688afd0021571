"""The log of an account: what happened to it, for its owner to read."""

from dataclasses import dataclass
from datetime import datetime

from resume_builder.domain.values import Value
from resume_builder.features.accounts.ports import AuditStore, Entry
from resume_builder.ports import Owner, Vault

PAGE = 50
_LABEL = "audit"


class _About(Value):
    """What is sealed of a line."""

    device: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log. `kind` is the code of its words, `device` the browser that did it."""

    id: str
    kind: str
    at: datetime
    device: str
    about: str


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Writes and reads the logs."""

    store: AuditStore
    vault: Vault

    def add(self, account_id: str, kind: str, device: str = "", about: str = "") -> None:
        """Write down what happened."""
        data = _About(device=device, about=about).model_dump_json().encode()
        self.store.append(
            account_id, kind, self.vault.seal(Owner.of_account(account_id), _LABEL, data)
        )

    def page(self, account_id: str, before: str | None = None) -> tuple[Event, ...]:
        """Return up to 50 lines older than the line `before`, newest first."""
        lines = self.store.page(account_id, before, PAGE)
        return tuple(self._event(account_id, line) for line in lines)

    def _event(self, account_id: str, line: Entry) -> Event:
        about = _About.model_validate_json(
            self.vault.open(Owner.of_account(account_id), _LABEL, line.sealed)
        )
        return Event(line.id, line.kind, line.at, about.device, about.about)

"""Shows the mail of a site that has no mail server: whoever sets it up registers without one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError

from resume_builder.domain.errors import KeyDestroyed, NotSealedHere, RecordNotFound
from resume_builder.features.mail.ports import KeptMail, MailStore, Press, Printed
from resume_builder.ports import MAIL, Vault

SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ShownMail:
    """A mail of the outbox. `code` is the one in it, "" for none."""

    id: str
    template: str
    to: str = field(repr=False)
    language: str
    created_at: datetime
    code: str = field(repr=False)
    printed: Printed


@dataclass(frozen=True, slots=True)
class Outbox:
    """The mails that went nowhere."""

    mails: MailStore
    vault: Vault
    press: Press

    def list(self) -> tuple[ShownMail, ...]:
        """Return the newest hundred, newest first."""
        return tuple(self._readable())

    def get(self, mail_id: str) -> ShownMail:
        """Return one of them. Raises RecordNotFound."""
        found = next((m for m in self._readable() if m.id == mail_id), None)
        if found is None:
            raise RecordNotFound(kind="mail")
        return found

    def _readable(self) -> Iterator[ShownMail]:
        for mail_id, sealed in self.mails.shown(SHOWN_AT_ONCE):
            try:
                kept = KeptMail.model_validate_json(self.vault.open(MAIL, mail_id, sealed))
                says = kept.says
            except (NotSealedHere, KeyDestroyed, ValidationError, KeyError):
                continue
            printed = self.press(kept.template, kept.language, says)
            yield ShownMail(
                kept.id,
                kept.template,
                kept.to,
                kept.language,
                kept.created_at,
                str(getattr(says, "code", "")),
                printed,
            )

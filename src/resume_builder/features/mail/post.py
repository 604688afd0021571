"""Takes mail: what was taken is on disk, and goes out whatever happens to this process."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from pydantic import ValidationError

from resume_builder.domain.errors import StoreFull, StoreUnavailable
from resume_builder.domain.mails import TEMPLATES, MailInvalid, is_deliverable
from resume_builder.features.mail.ports import KeptMail, MailStore
from resume_builder.ports import MAIL, Clock, Mail, NewId, Queue, Vault

DELIVER, SWEEP = "mail.deliver", "mail.sweep"
# A job is begun within a second; one that was never enqueued is found after this.
GRACE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Post:
    """A Mailer over a store, a vault and a queue. `language_of` gives ours for a language tag."""

    mails: MailStore
    vault: Vault
    queue: Queue
    language_of: Callable[[str], str]
    now: Clock
    new_id: NewId

    def send(self, mail: Mail) -> None:
        """Keep the mail and enqueue its id.

        A queue that is away delays it until the next sweep, and no more: the store is what counts.
        Raises MailInvalid, StoreUnavailable, StoreFull.
        """
        kept = self._kept(mail)
        sealed = self.vault.seal(MAIL, kept.id, kept.model_dump_json().encode())
        self.mails.keep(kept.id, sealed, self.now() + GRACE)
        with contextlib.suppress(StoreUnavailable, StoreFull):
            self.queue.enqueue(DELIVER, kept.id)

    def _kept(self, mail: Mail) -> KeptMail:
        model = TEMPLATES.get(mail.template)
        if model is None:
            raise MailInvalid(template=mail.template, where="template")
        if not is_deliverable(mail.to):
            raise MailInvalid(template=mail.template, where="to")
        try:
            model.model_validate(dict(mail.variables))
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise MailInvalid(template=mail.template, where=where) from None
        return KeptMail(
            id=self.new_id(),
            template=mail.template,
            to=mail.to,
            language=self.language_of(mail.locale),
            variables=dict(mail.variables),
            created_at=self.now(),
        )

"""Mail put together: taken by the site, sent by the worker, shown where there is no mail server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from resume_builder.adapters.data.messages import language_of, load_messages
from resume_builder.adapters.memory.queue import MemoryQueue
from resume_builder.adapters.system import new_id, now
from resume_builder.config import Settings
from resume_builder.features.mail.delivery import Delivery
from resume_builder.features.mail.outbox import Outbox
from resume_builder.features.mail.ports import MailStore, Transport
from resume_builder.features.mail.post import DELIVER, SWEEP, Post
from resume_builder.ports import Clock, Mailer, Queue, Vault


@dataclass(frozen=True, slots=True)
class Mailing:
    """How mail leaves. Without a transport it is shown on the site; `site` is where links lead."""

    queue: Queue
    transport: Transport | None = None
    site: str = "http://localhost:8000"

    @classmethod
    def in_memory(cls) -> "Mailing":
        """Return the mailing of a site without stores: jobs wait in this process."""
        return cls(MemoryQueue())


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Everything about mail. `outbox` is None where mail leaves; `warm` loads what jobs need."""

    mailer: Mailer
    delivery: Delivery
    outbox: Outbox | None
    queue: Queue
    warm: Callable[[], None]

    @property
    def works(self) -> Mapping[str, Callable[[str], None]]:
        """The jobs on mail by their name."""
        return {DELIVER: self.delivery.deliver, SWEEP: self.delivery.sweep}


def make_post(mails: MailStore, vault: Vault, mailing: Mailing, clock: Clock = now) -> PostOffice:
    """Return the post office over a store of mails."""
    from resume_builder.adapters.mail.templates import MailPress

    press = MailPress(load_messages, mailing.site)
    queue, transport = mailing.queue, mailing.transport
    return PostOffice(
        mailer=Post(mails, vault, queue, language_of, clock, new_id),
        delivery=Delivery(mails, vault, queue, press, transport, clock),
        outbox=None if transport else Outbox(mails, vault, press),
        queue=queue,
        warm=press.warm,
    )


def make_mailing(settings: Settings) -> Mailing:
    """Return how mail leaves by the settings. Raises StoresNotNamed."""
    from resume_builder.adapters.rq.queue import RqQueue

    return Mailing(RqQueue(settings.queue_url()), _transport(settings), settings.url)


def _transport(settings: Settings) -> Transport | None:
    if settings.smtp_url is None:
        return None
    from resume_builder.adapters.mail.place import MailPlace
    from resume_builder.adapters.mail.smtp import SmtpTransport

    place = MailPlace.of(settings.smtp_url, is_local=settings.mail_is_local)
    return SmtpTransport(place, settings.mail_from)

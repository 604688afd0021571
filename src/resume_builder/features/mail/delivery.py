"""Sends what was taken: once where nothing breaks, and never not at all.

A mail server may take a mail just before we die: that cannot be known, so the mail goes again,
with the same Message-ID, by which mailboxes know it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError

from resume_builder.domain.errors import KeyDestroyed, NotSealedHere
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.ports import (
    Claimed,
    Envelope,
    Failed,
    KeptMail,
    MailStore,
    Press,
    Transport,
)
from resume_builder.features.mail.post import DELIVER
from resume_builder.ports import MAIL, Clock, Queue, Vault

_log = logging.getLogger(__name__)

# Longer than a mail server may take in all (adapters/mail/smtp.py), so that no two have one mail.
CLAIM = timedelta(seconds=90)
# RFC 5321 section 4.5.4.1 asks for half an hour between tries and for days of them; servers that
# let strangers wait (greylisting) take mail after one to five minutes, and codes live for ten.
WAITS = tuple(timedelta(seconds=s) for s in (20, 60, 120, 300, 900, 1800, 3600, 7200))
KEEP_FAILED, KEEP_SHOWN = timedelta(days=30), timedelta(days=7)
SWEPT_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """The jobs on mail. Without a transport, mail goes into the outbox."""

    mails: MailStore
    vault: Vault
    queue: Queue
    press: Press
    transport: Transport | None
    now: Clock

    def deliver(self, mail_id: str) -> None:
        """Send one mail, unless it went, is not due, or another worker is at it.

        Raises StoreUnavailable, StoreFull: the mail stays claimed, and is tried again after that.
        """
        now = self.now()
        claimed = self.mails.claim(mail_id, now, now + CLAIM)
        if claimed is None:
            return
        kept = self._opened(mail_id, claimed)
        if kept is None:
            self._give_up(mail_id, claimed, "unreadable")
        elif self.transport is None:
            self.mails.show(mail_id, claimed.attempt, kept.created_at, KEEP_SHOWN)
        elif now >= kept.ends_at:
            self._give_up(mail_id, claimed, "expired")
        else:
            self._send(kept, claimed, self.transport)

    def sweep(self, _: str = "") -> None:
        """Enqueue the mails that nobody looked after in time."""
        for mail_id in self.mails.due(self.now(), SWEPT_AT_ONCE):
            self.queue.enqueue(DELIVER, mail_id)

    def _send(self, kept: KeptMail, claimed: Claimed, transport: Transport) -> None:
        envelope = Envelope(kept.id, kept.to, kept.language, kept.created_at)
        try:
            transport(envelope, self.press(kept.template, kept.language, kept.says))
        except NotTaken as error:
            self._again(kept, claimed, error)
        else:
            self.mails.forget(kept.id, claimed.attempt)

    def _again(self, kept: KeptMail, claimed: Claimed, error: NotTaken) -> None:
        due = self._next(claimed.attempt)
        if error.for_good:
            self._give_up(kept.id, claimed, str(error))
        elif due >= kept.ends_at:
            self._give_up(kept.id, claimed, f"expired after {error}")
        else:
            _log.warning("mail (%s) waits: %s", kept.template, error)
            self.mails.postpone(kept.id, claimed.attempt, due, str(error))

    def _next(self, attempt: int) -> datetime:
        return self.now() + WAITS[min(attempt, len(WAITS)) - 1]

    def _give_up(self, mail_id: str, claimed: Claimed, reason: str) -> None:
        _log.warning("mail given up: %s", reason)
        failed = Failed(mail_id, self.now(), reason)
        self.mails.fail(mail_id, claimed.attempt, failed, KEEP_FAILED)

    def _opened(self, mail_id: str, claimed: Claimed) -> KeptMail | None:
        try:
            kept = KeptMail.model_validate_json(self.vault.open(MAIL, mail_id, claimed.sealed))
            # A template that another version of ours had is none of this one.
            _ = kept.says
        except (NotSealedHere, KeyDestroyed, ValidationError, KeyError):
            return None
        return kept

"""What a real SMTP server in this process received, and how it answers."""

import email
import socket
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import Envelope


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Inbox:
    """What a server received; it answers as it was told to."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.on_rcpt = self.on_data = self.on_mail = "250 OK"

    async def handle_MAIL(self, _: Any, __: Any, envelope: Envelope, sender: str, o: Any) -> str:
        envelope.mail_from, envelope.mail_options = sender, o
        return self.on_mail

    async def handle_RCPT(self, _: Any, __: Any, envelope: Envelope, to: str, o: Any) -> str:
        if self.on_rcpt.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.on_rcpt

    async def handle_DATA(self, _: Any, __: Any, envelope: Envelope) -> str:
        if self.on_data.startswith("250"):
            self.mails.append(envelope)
        return self.on_data

    def read(self) -> EmailMessage:
        (received,) = self.mails
        assert isinstance(received.content, bytes)
        return email.message_from_bytes(received.content, policy=policy.default)

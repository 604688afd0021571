"""A mail server by SMTP: encrypted, with a bound on each wait, refusals told by their class."""

import smtplib
import ssl
from dataclasses import dataclass

from resume_builder.adapters.mail.message import message_of, sender_of
from resume_builder.adapters.mail.place import MailPlace
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.ports import Envelope, Printed

# RFC 5321 section 4.5.3.2 allows minutes for each step; a server that is that slow is tried again
# later, before the claim on the mail ends (features/mail/delivery.py). Connecting, greeting,
# STARTTLS, signing in, sender, recipient and data are eight waits at most.
_TIMEOUT_SECONDS = 10.0
# RFC 5321: 421 and 4yz may pass, 5yz stays.
_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """A Transport to one server. `sender` is "name <address>"; `context` is for private CAs."""

    place: MailPlace
    sender: str
    context: ssl.SSLContext | None = None
    timeout_seconds: float = _TIMEOUT_SECONDS

    def __call__(self, envelope: Envelope, printed: Printed) -> None:
        """Return when the server has taken the mail. Raises NotTaken."""
        message = message_of(envelope, printed, self.sender)
        try:
            with self._open() as server:
                self._send(server, message["To"].addresses[0].addr_spec, message.as_bytes())
        except smtplib.SMTPException as error:
            raise _meaning(error) from None
        except OSError:
            raise NotTaken("unreached", for_good=False) from None

    def _open(self) -> smtplib.SMTP:
        place = self.place
        if place.implicit_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                place.host, place.port, timeout=self.timeout_seconds, context=self._tls()
            )
        else:
            server = smtplib.SMTP(place.host, place.port, timeout=self.timeout_seconds)
        try:
            self._greet(server)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if not self.place.implicit_tls and self._starts_tls(server):
            server.starttls(context=self._tls())
            server.ehlo()
        if self.place.user:
            server.login(self.place.user, self.place.password)

    def _starts_tls(self, server: smtplib.SMTP) -> bool:
        if server.has_extn("starttls"):
            return True
        if not self.place.is_local:
            raise NotTaken("no_tls", for_good=False)
        return False

    def _tls(self) -> ssl.SSLContext:
        return self.context or ssl.create_default_context()

    def _send(self, server: smtplib.SMTP, to: str, data: bytes) -> None:
        options: list[str] = []
        if not to.isascii():
            if not server.has_extn("smtputf8"):
                raise NotTaken("no_utf8", for_good=True)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        server.sendmail(sender_of(self.sender)[1], [to], data, mail_options=options)


def _meaning(error: smtplib.SMTPException) -> NotTaken:
    match error:
        case smtplib.SMTPRecipientsRefused():
            status, _ = next(iter(error.recipients.values()))
            return _by_class(status)
        case (
            smtplib.SMTPAuthenticationError()
            | smtplib.SMTPSenderRefused()
            | smtplib.SMTPHeloError()
            | smtplib.SMTPConnectError()
        ):
            # This mail is not at fault: once the operator has mended it, all that waits goes.
            return NotTaken("not_let_in", for_good=False, status=error.smtp_code)
        case smtplib.SMTPResponseException():
            return _by_class(error.smtp_code)
        case smtplib.SMTPNotSupportedError():
            return NotTaken("not_let_in", for_good=False)
        case _:
            return NotTaken("unreached", for_good=False)


def _by_class(status: int) -> NotTaken:
    for_good = status in _FOR_GOOD
    return NotTaken("refused" if for_good else "deferred", for_good=for_good, status=status)

"""`/outbox`: the mail of a site on one's own machine that has no mail server.

Everybody's codes stand in it, so it is there on such a site alone; one on the internet does not
start without a mail server.
"""

from datetime import datetime

from flask import Response

from resume_builder.domain.values import RecordId
from resume_builder.features.mail.outbox import Outbox, ShownMail
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import services
from resume_builder.web.errors import NoSuchPage
from resume_builder.web.replies import as_json
from resume_builder.web.site import site

api = Slice("outbox", "Mail of a site without a mail server.", "account")

# A mail draws itself by its own style attributes and does nothing else; our page may frame it.
_MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


class MailAnswer(Answer):
    """A mail that went nowhere. `code` is the one in it, "" for none; `text` is its text part."""

    id: str
    template: str
    to: str
    language: str
    created_at: datetime
    subject: str
    code: str
    text: str


class OutboxAnswer(Answer):
    """The newest hundred mails of the last seven days, newest first."""

    mails: list[MailAnswer]


class MailPath(Body):
    """A mail by its id."""

    mail_id: RecordId


@api.operation("GET", "/outbox", answer=OutboxAnswer, session="none")
def list_outbox() -> Response:
    """Return the mail that went nowhere.

    It is there on a site for one person that has no mail server; elsewhere there is no such page.
    """
    return as_json(OutboxAnswer(mails=[_answer(mail) for mail in _outbox().list()]))


@api.operation(
    "GET",
    "/outbox/<mail_id>/html",
    answer=File("text/html", "The mail's HTML part, which does nothing but show itself."),
    session="none",
)
def show_mail(path: MailPath) -> Response:
    """Return a mail as its reader sees it, for a frame of our own page."""
    response = Response(_outbox().get(path.mail_id).printed.html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _MAIL_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _outbox() -> Outbox:
    """Return the outbox. Raises NoSuchPage where mail leaves, or others could look."""
    outbox = services().post.outbox
    if outbox is None or not site().is_local:
        raise NoSuchPage
    return outbox


def _answer(mail: ShownMail) -> MailAnswer:
    return MailAnswer(
        id=mail.id,
        template=mail.template,
        to=mail.to,
        language=mail.language,
        created_at=mail.created_at,
        subject=mail.printed.subject,
        code=mail.code,
        text=mail.printed.text,
    )

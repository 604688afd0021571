"""One mail as RFC 5322: a text part, an HTML part, and heads that nothing can be slipped into."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from resume_builder.domain.mails import one_line
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.ports import Envelope, Printed

# Quoted-printable keeps every line short; some servers break longer ones, and seals with them.
_UTF8 = policy.SMTPUTF8.clone(max_line_length=78)
_ASCII = policy.SMTP.clone(max_line_length=78)


def message_of(envelope: Envelope, printed: Printed, sender: str) -> EmailMessage:
    """Return the mail; the same bytes each time for one envelope, its Message-ID and date included.

    `sender` is "name <address>" or an address. Raises NotTaken for an address without a server
    name in ASCII.
    """
    name, own = sender_of(sender)
    to = ascii_domain(envelope.to)
    message = EmailMessage(policy=_ASCII if to.isascii() else _UTF8)
    message["From"] = Address(_head(name), addr_spec=own)
    message["To"] = _address(to)
    message["Subject"] = _head(printed.subject)
    message["Date"] = envelope.created_at
    message["Message-ID"] = f"<{envelope.id}@{own.rpartition('@')[2]}>"
    # RFC 3834: nobody's "I am away" answers it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(printed.text, cte="quoted-printable")
    message.add_alternative(printed.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"={envelope.id}=")
    # Making the parts takes every head that begins so.
    message["Content-Language"] = envelope.language
    return message


def sender_of(sender: str) -> tuple[str, str]:
    """Return name and address of "name <address>", the name "" for an address alone."""
    name, _, bracketed = sender.rpartition("<")
    address = bracketed.removesuffix(">").strip() if bracketed else sender
    return name.strip().strip('"'), ascii_domain(address)


def ascii_domain(address: str) -> str:
    """Return the address with its domain as name servers know it (IDNA 2008).

    The standard library's codec knows IDNA 2003, which makes "ss" of "ß": another domain.
    Raises NotTaken.
    """
    import idna

    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return f"{local}@{domain}"
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        raise NotTaken("refused", for_good=True) from None


def _head(text: str) -> str:
    """Return a text for a head: one line, and nothing that the library would decode into another.

    It reads "=?utf-8?q?=0D=0A?=" in what it is given, and writes the line break that it finds.
    """
    return one_line(text).replace("=?", "= ?")


def _address(text: str) -> Address:
    local, _, domain = text.rpartition("@")
    return Address(username=local, domain=domain)

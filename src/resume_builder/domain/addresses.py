"""E-mail addresses: what counts as one, and when two are the same mailbox.

No name server is asked: whether an address exists is proved by the code that is mailed to it.
"""

import unicodedata
from dataclasses import dataclass

from resume_builder.domain.errors import DomainError

# RFC 5321 allows no longer path; the library checks the parts.
_LONGEST = 254


class AddressInvalid(DomainError):
    """The text is no e-mail address that mail can be sent to."""

    code = "auth.email_invalid"


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address. `text` is how its owner writes it, `key` is the same for one mailbox.

    Neither is printed: an address is personal.
    """

    text: str
    key: str

    def __repr__(self) -> str:
        """Return nothing of the address."""
        return "Address(...)"


def read_address(text: str) -> Address:
    """Return the address that a person typed. Raises AddressInvalid.

    The key has the domain in ASCII (IDNA) and lower case, and the part before it casefolded:
    RFC 5321 lets a server tell `Ada@` from `ada@`, and none that people use does. A tag (`ada+cv@`)
    stays, because not every server takes it for the same mailbox.
    """
    from email_validator import EmailNotValidError, validate_email

    typed = text.strip()
    if len(typed) > _LONGEST:
        raise AddressInvalid
    try:
        found = validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        raise AddressInvalid from None
    local = unicodedata.normalize("NFKC", found.local_part.casefold())
    domain = (found.ascii_domain or found.domain).lower()
    return Address(found.normalized, f"{local}@{domain}")

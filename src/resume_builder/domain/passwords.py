"""What a password must be (NIST SP 800-63B-4, ASVS 5.0 6.2): long enough, and not known.

No rule about kinds of characters, no expiry, no hints. A password alone takes 15 characters; beside
a second factor 8 do.
"""

import unicodedata
from collections.abc import Callable

from resume_builder.domain.addresses import Address
from resume_builder.domain.errors import DomainError

ALONE, BESIDE_A_FACTOR = 15, 8
# A limit only so that hashing cannot be made to work for nothing; NIST asks for 64 at least.
MOST = 1024
# A person's own address, or the site's name, in a password this little longer is no secret.
_MORE_THAN_NAME = 4
_SITE_WORDS = ("resumebuilder", "automaticresumebuilder")

IsBreached = Callable[[str], bool]


class PasswordShort(DomainError):
    """Fewer characters than the account needs. params: least, length."""

    code = "auth.password_short"


class PasswordLong(DomainError):
    """More characters than are taken. params: most, length."""

    code = "auth.password_long"


class PasswordBreached(DomainError):
    """The password is in lists that attackers try first."""

    code = "auth.password_breached"


class PasswordPersonal(DomainError):
    """The password is the address, the site's name, or one character again and again."""

    code = "auth.password_personal"


def normal(password: str) -> str:
    """Return the password in the one form that is hashed: NFC, so that keyboards do not differ."""
    return unicodedata.normalize("NFC", password)


def is_long(password: str) -> bool:
    """Return whether the password is enough without a second factor."""
    return len(normal(password)) >= ALONE


def check_password(
    password: str, address: Address, is_breached: IsBreached, *, has_factor: bool
) -> str:
    """Return the password as it is hashed.

    Raises PasswordShort, PasswordLong, PasswordPersonal, PasswordBreached.
    """
    made = normal(password)
    least = BESIDE_A_FACTOR if has_factor else ALONE
    if len(made) < least:
        raise PasswordShort(least=least, length=len(made))
    if len(made) > MOST:
        raise PasswordLong(most=MOST, length=len(made))
    if _is_personal(made, address):
        raise PasswordPersonal
    if is_breached(made):
        raise PasswordBreached
    return made


def _is_personal(password: str, address: Address) -> bool:
    plain = _letters(password)
    if len(set(password)) == 1:
        return True
    local, _, domain = address.key.partition("@")
    names = (address.key, local, f"{local}{domain.partition('.')[0]}", *_SITE_WORDS)
    # A short name proves nothing: "ana" is in many good passwords.
    known = [name for name in map(_letters, names) if len(name) >= _MORE_THAN_NAME]
    return any(name in plain and len(plain) < len(name) + _MORE_THAN_NAME for name in known)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())

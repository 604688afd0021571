"""The mails that the site sends: each template with its variables and how long it is worth sending.

What stands in a variable may come from a stranger (a device's name is what a browser says of
itself): each is one line of bounded length, whatever was given.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from resume_builder.domain.errors import DomainError
from resume_builder.domain.values import clean_text

# RFC 5321 section 4.5.3.1: a path has 256 octets with its angle brackets.
ADDRESS_OCTETS = 254
_LINE = 200
# What RFC 5322 gives a meaning of its own in heads.
_OTHER = frozenset('()<>[]:;\\,"')


class MailInvalid(DomainError):
    """A mail cannot be made. params: template, where (a variable, "to" or "template")."""

    code = "mail.invalid"


def one_line(text: str) -> str:
    """Return `text` on one line: no control characters, white space folded, 200 characters."""
    folded = " ".join(clean_text(text).split())
    return folded if len(folded) <= _LINE else f"{folded[: _LINE - 1]}…"


Line = Annotated[str, AfterValidator(one_line)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
Minutes = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}$")]


def _at_utc(value: object) -> object:
    """Return a time in UTC; one without a zone is taken for UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


Time = Annotated[datetime, BeforeValidator(_at_utc)]


class Variables(BaseModel):
    """What a template says of one person's case. `lives`: after it, the mail is not worth sending.

    A server that takes no mail for two days is down for good, or we are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    lives: ClassVar[timedelta] = timedelta(days=2)


class _Coded(Variables):
    """A mail with a code, which opens nothing once its ten minutes are over."""

    lives = timedelta(minutes=10)

    code: Code
    minutes: Minutes


class ConfirmAddress(_Coded):
    """The code that confirms the address of a new account."""


class SignInCode(_Coded):
    """The code that lets somebody in. `device` is the one that asks."""

    device: Line = ""


class ResetPassword(_Coded):
    """The code that sets a new password."""


class EmailChangeOld(_Coded):
    """The code, mailed to the present address, that lets it be changed to `address`."""

    address: Line


class EmailChangeNew(_Coded):
    """The code that confirms an account's new address."""


Notice = Literal[
    "new_sign_in",
    "registration_again",
    "no_account",
    "password_changed",
    "password_reset",
    "email_changed",
    "totp_added",
    "totp_removed",
    "passkey_added",
    "passkey_removed",
    "recovery_code_used",
    "recovery_codes_replaced",
    "wrong_codes",
    "address_taken",
    "sessions_ended",
    "role_changed",
    "account_disabled",
]


class SecurityNotice(Variables):
    """Something happened to an account: what, on which device, when."""

    kind: Notice
    device: Line = ""
    at: Time


class ExportReady(Variables):
    """Everything that is kept of a person waits as one file, until `until`."""

    until: Time


class Welcome(Variables):
    """The account is there."""


class Invitation(Variables):
    """A code that makes its reader a tester, until `until`."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{4,64}$")]
    until: Time


TEMPLATES: dict[str, type[Variables]] = {
    "confirm_address": ConfirmAddress,
    "sign_in_code": SignInCode,
    "reset_password": ResetPassword,
    "email_change_old": EmailChangeOld,
    "email_change_new": EmailChangeNew,
    "security_notice": SecurityNotice,
    "export_ready": ExportReady,
    "welcome": Welcome,
    "invitation": Invitation,
}


def is_deliverable(address: str) -> bool:
    """Return whether an address can stand in a mail's envelope and head, both parts present.

    Whether it is somebody's is proved by the code that is mailed to it.
    """
    local, at, domain = address.rpartition("@")
    # Quoted local parts may hold anything; no provider gives out such addresses.
    sound = clean_text(address) == address and not any(c.isspace() or c in _OTHER for c in address)
    short = len(address.encode("utf-8", "surrogatepass")) <= ADDRESS_OCTETS
    # An "encoded word", which the library that writes heads would decode.
    plain = "=?" not in address
    return bool(at and local and domain) and "@" not in local and sound and short and plain

"""Why an account is not changed."""

from resume_builder.domain.errors import DomainError


class AccountRefused(DomainError):
    """Base of every refusal to change an account."""


class NotAllowed(AccountRefused):
    """Only an administrator may do this."""

    code = "auth.not_allowed"


class AccountMissing(AccountRefused):
    """There is no such account."""

    code = "auth.account_missing"


class LastAdmin(AccountRefused):
    """An administrator cannot take the role from themselves, or disable themselves."""

    code = "auth.own_role"


class InvitationInvalid(AccountRefused):
    """The invitation does not exist, is used up, or too old."""

    code = "auth.invitation_invalid"

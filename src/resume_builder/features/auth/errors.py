"""Why somebody is not let in. The answers tell nobody whether an address has an account."""

from resume_builder.domain.errors import DomainError


class AuthRefused(DomainError):
    """Base of every refusal to let somebody in or to change how they come in."""


class WrongCredentials(AuthRefused):
    """No account has this address and password together."""

    code = "auth.wrong_credentials"


class WrongCode(AuthRefused):
    """The code is not the one that was sent or shown."""

    code = "auth.wrong_code"


class CodeExpired(AuthRefused):
    """The code is too old: ask for a new one."""

    code = "auth.code_expired"


class CodeExhausted(AuthRefused):
    """The code had all its tries: start again."""

    code = "auth.code_exhausted"


class NoStep(AuthRefused):
    """Nothing waits for this step, or it waited too long."""

    code = "auth.no_step"


class SignInNeeded(AuthRefused):
    """Only somebody who is signed in can do this."""

    code = "auth.sign_in_needed"


class SignedInAlready(AuthRefused):
    """The session is signed in."""

    code = "auth.signed_in_already"


class ProofNeeded(AuthRefused):
    """It was too long ago that this person proved who they are: ask for the password."""

    code = "auth.proof_needed"


class TooManyTries(AuthRefused):
    """Too many tries for this account, address or network. params: seconds."""

    code = "auth.too_many"


class HashingBusy(AuthRefused):
    """As many passwords are being checked as the machine can bear. params: seconds."""

    code = "auth.busy"


class PasskeyRefused(AuthRefused):
    """What the authenticator answered does not hold."""

    code = "auth.passkey_refused"


class PasskeyUnknown(AuthRefused):
    """The account has no such passkey."""

    code = "auth.passkey_unknown"


class PasskeysFull(AuthRefused):
    """The account has as many passkeys as it may. params: limit."""

    code = "auth.passkeys_full"


class TotpExists(AuthRefused):
    """The account has an app for codes already."""

    code = "auth.totp_exists"


class LastFactor(AuthRefused):
    """The password is too short to stand alone: choose a longer one first. params: least."""

    code = "auth.last_factor_password"


class AccountDisabled(AuthRefused):
    """An administrator disabled the account."""

    code = "auth.account_disabled"


class AccountGone(AuthRefused):
    """There is no such account any more."""

    code = "auth.account_gone"


class AddressTaken(AuthRefused):
    """Another account has the address. Said to an operator at the command line alone."""

    code = "auth.address_taken"


class SessionUnknown(AuthRefused):
    """The account has no such session."""

    code = "auth.session_unknown"

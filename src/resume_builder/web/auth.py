"""`/auth`: registering, signing in, a forgotten password, signing out."""

from typing import Annotated

from flask import Response
from pydantic import Field, JsonValue

from resume_builder.domain.accounts import PRIVACY, TERMS
from resume_builder.features.auth.registration import Agreement
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import guarded, services, session
from resume_builder.web.cookies import drop_cookies
from resume_builder.web.replies import as_json, no_content
from resume_builder.web.signing import StepAnswer, guest, signed, step, visitor

api = Slice("auth", "Registering, signing in and out.", "account")

Email = Annotated[str, Field(min_length=3, max_length=320)]
# Longer ones are refused by the rule for passwords, which says how long they may be.
Password = Annotated[str, Field(max_length=4096)]
Typed = Annotated[str, Field(max_length=64, description="As it was typed")]
Version = Annotated[str, Field(max_length=40)]
Credential = Annotated[
    dict[str, JsonValue], Field(description="`PublicKeyCredential.toJSON()` of the browser")
]
# A check of a password is as much work as reading a file.
_HASH_COST = 10


class TermsAnswer(Answer):
    """The versions of the texts that are in force: the day each changed last."""

    terms: str
    privacy: str


class RegistrationBody(Body):
    """Who registers, and the versions of the texts that they agree to."""

    email: Email
    password: Password
    terms: Version
    privacy: Version
    figures: bool = False


class CredentialsBody(Body):
    """An address and its password."""

    email: Email
    password: Password


class CodeBody(Body):
    """A code that was mailed, shown by an app, or kept on paper."""

    code: Typed


class ResetBody(Body):
    """Whose password is forgotten."""

    email: Email


class NewPasswordBody(Body):
    """The mailed code, and the password to set."""

    code: Typed
    password: Password


class EmptyBody(Body):
    """Nothing."""


class OptionsAnswer(Answer):
    """What the browser's own reader of options takes (`PublicKeyCredential.parse...FromJSON`)."""

    options: dict[str, JsonValue]


class CredentialBody(Body):
    """What an authenticator answered."""

    credential: Credential


@api.operation("GET", "/terms", answer=TermsAnswer, session="none")
def get_terms() -> Response:
    """Return which versions of the terms and of the privacy page are in force."""
    return as_json(TermsAnswer(terms=TERMS, privacy=PRIVACY))


@api.operation("POST", "/auth/registration", answer=StepAnswer, cost=_HASH_COST)
def register(body: RegistrationBody) -> Response:
    """Begin to register: mail a code to the address.

    The answer is the same where the address has an account; its owner is told by mail.
    """
    agreement = Agreement(body.terms, body.privacy, body.figures)
    outcome = services().auth.registration.start(guest(), body.email, body.password, agreement)
    return step(outcome)


@api.operation("POST", "/auth/registration/code", answer=StepAnswer)
def confirm_registration(body: CodeBody) -> Response:
    """Make the account with the mailed code, and sign in: what the guest made goes along."""
    return step(services().auth.registration.confirm(guest(), body.code))


@api.operation("POST", "/auth/sign-in", answer=StepAnswer, cost=_HASH_COST)
def sign_in(body: CredentialsBody) -> Response:
    """Check a password: a code is mailed, or a second factor asked for."""
    return step(services().auth.sign_in.start(guest(), body.email, body.password))


@api.operation("POST", "/auth/sign-in/code", answer=StepAnswer)
def sign_in_with_code(body: CodeBody) -> Response:
    """Complete a sign-in with the mailed code."""
    return step(services().auth.sign_in.with_code(guest(), body.code))


@api.operation("POST", "/auth/sign-in/totp", answer=StepAnswer)
def sign_in_with_totp(body: CodeBody) -> Response:
    """Complete a sign-in, or a reset, with a code of the app."""
    return step(services().auth.sign_in.with_totp(guest(), body.code))


@api.operation("POST", "/auth/sign-in/recovery", answer=StepAnswer)
def sign_in_with_recovery_code(body: CodeBody) -> Response:
    """Complete a sign-in, or a reset, with a recovery code; each is good once."""
    return step(services().auth.sign_in.with_recovery_code(guest(), body.code))


@api.operation("POST", "/auth/sign-in/passkey/options", answer=OptionsAnswer)
def offer_passkey_sign_in(body: EmptyBody) -> Response:
    """Return what a browser needs to use a passkey: as the second factor, or with no password."""
    del body
    offered = services().auth.sign_in.offer_passkey(guest())
    return as_json(OptionsAnswer.model_validate({"options": offered.options}))


@api.operation("POST", "/auth/sign-in/passkey", answer=StepAnswer)
def sign_in_with_passkey(body: CredentialBody) -> Response:
    """Complete a sign-in with a passkey, or sign in by it alone."""
    return step(services().auth.sign_in.with_passkey(guest(), body.credential))


@api.operation("POST", "/auth/reset", answer=StepAnswer)
def reset_password(body: ResetBody) -> Response:
    """Mail a code to set a new password.

    The answer is the same where the address has no account; whoever has the mailbox is told so.
    """
    return step(services().auth.reset.start(guest(), body.email))


@api.operation("POST", "/auth/reset/code", answer=StepAnswer, cost=_HASH_COST)
def confirm_reset(body: NewPasswordBody) -> Response:
    """Set the password and sign in; with a second factor, that is asked for first."""
    return step(services().auth.reset.confirm(guest(), body.code, body.password))


@api.operation("POST", "/auth/code", answer=StepAnswer)
def resend_code(body: EmptyBody) -> Response:
    """Mail a new code for the step that waits; the old one is void."""
    del body
    return step(services().auth.resend(visitor()))


@api.operation("POST", "/auth/cancel", answer=None, status=204)
def cancel_step(body: EmptyBody) -> Response:
    """Give up the step that waits, and forget the address typed for it."""
    del body
    services().auth.codes.cancel(visitor())
    return no_content()


@api.operation("POST", "/auth/sign-out", answer=None, status=204)
def sign_out(body: EmptyBody) -> Response:
    """End this session; the account keeps everything."""
    del body
    made, asking = services(), signed()
    # The session first: a crash after it leaves a line in a list, one before it a session in none.
    made.sessions.end(session())
    guarded().ended = True
    made.auth.devices.sign_out(asking)
    response = no_content()
    drop_cookies(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response

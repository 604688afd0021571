"""`/account`: one's own account, its log, and what was agreed to."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.accounts import Account, AccountRole, Profile
from resume_builder.features.auth.guard import INVITATION
from resume_builder.features.auth.model import Outcome, Signed
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.auth import Email, Password, Typed, Version
from resume_builder.web.context import services
from resume_builder.web.problems import wanted_messages
from resume_builder.web.replies import as_json, no_content
from resume_builder.web.signing import StepAnswer, proved, signed, step, visitor

api = Slice("account", "One's own account.", "account")

Name = Annotated[str, Field(max_length=200)]
Locale = Annotated[str, Field(pattern=r"^(en|de|fr|es)$")]
_HASH_COST = 10


class PasskeyAnswer(Answer):
    """A passkey of the account."""

    id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


class AccountAnswer(Answer):
    """The account. `password_long`: the password is enough without a second factor.

    `terms` and `privacy` are the versions agreed to, and `agreed_at` is when.
    """

    id: str
    email: str
    name: str
    locale: str
    role: AccountRole
    created_at: datetime
    password_long: bool
    totp: bool
    passkeys: list[PasskeyAnswer]
    recovery_codes_left: int
    terms: str
    privacy: str
    terms_current: bool
    agreed_at: datetime
    figures: bool


class EditAccountBody(Body):
    """What may be changed at once; the role is not among it."""

    name: Name | None = None
    locale: Locale | None = None


class ProofBody(Body):
    """The account's password."""

    password: Password


class ChangePasswordBody(Body):
    """The password that holds, and the one to set."""

    password: Password
    new_password: Password


class ChangeEmailBody(Body):
    """The address to move to."""

    email: Email


class EmailCodeBody(Body):
    """The code mailed to the present address, then the one mailed to the new one."""

    code: Typed


class ConsentBody(Body):
    """The versions of the texts that are agreed to; `figures`: take part in shared figures."""

    terms: Version
    privacy: Version
    figures: bool


class InvitationBody(Body):
    """The code of an invitation."""

    code: Typed


class AuditQuery(Body):
    """Where the page begins."""

    before: Annotated[str | None, Field(pattern=r"^\d{1,16}-\d{1,16}$")] = None


class EventAnswer(Answer):
    """A line of the log. `text` says it in words."""

    id: str
    at: datetime
    kind: str
    text: str
    device: str
    about: str


class AuditAnswer(Answer):
    """Lines, newest first; `before` asks for those that follow, null at the end."""

    events: list[EventAnswer]
    before: str | None


def account_answer(who: Signed) -> Response:
    """Return the account of who is signed in."""
    made = services()
    account, profile = made.accounts.get(who.account_id)
    return as_json(_answer(who, account, profile))


def _answer(who: Signed, account: Account, profile: Profile) -> AccountAnswer:
    factors = services().auth.second_factors
    found = factors.overview(who)
    return AccountAnswer(
        id=account.id,
        email=profile.email,
        name=profile.name,
        locale=profile.locale,
        role=account.role,
        created_at=account.created_at,
        password_long=found.is_long,
        totp=found.totp,
        passkeys=[
            PasskeyAnswer(id=p.id, name=n, created_at=p.created_at, last_used_at=p.last_used_at)
            for p, n in found.passkeys
        ],
        recovery_codes_left=found.recovery_codes,
        terms=account.consent.terms,
        privacy=account.consent.privacy,
        terms_current=account.consent.is_current,
        agreed_at=account.consent.at,
        figures=account.consent.figures,
    )


@api.operation("GET", "/account", answer=AccountAnswer)
def get_account() -> Response:
    """Return the account that is signed in."""
    return account_answer(signed())


@api.operation("PATCH", "/account", answer=AccountAnswer)
def edit_account(body: EditAccountBody) -> Response:
    """Change the name or the language of mails."""
    who = signed()
    services().accounts.edit(who.account_id, name=body.name, locale=body.locale)
    return account_answer(who)


@api.operation("POST", "/account/proof", answer=None, status=204, cost=_HASH_COST)
def prove_again(body: ProofBody) -> Response:
    """Prove with the password who one is: sensitive changes ask for it every ten minutes."""
    services().auth.devices.prove(signed(), body.password)
    return no_content()


@api.operation("POST", "/account/password", answer=StepAnswer, cost=_HASH_COST)
def change_password(body: ChangePasswordBody) -> Response:
    """Set another password; every other session ends."""
    outcome = services().auth.devices.change_password(signed(), body.password, body.new_password)
    return step(outcome)


@api.operation("POST", "/account/email", answer=StepAnswer)
def change_email(body: ChangeEmailBody) -> Response:
    """Begin to move to another address: a code is mailed to the present one."""
    return step(services().auth.address_change.start(visitor(), proved(), body.email))


@api.operation("POST", "/account/email/code", answer=StepAnswer)
def confirm_email_change(body: EmailCodeBody) -> Response:
    """Take the code of the present address, then the code of the new one."""
    return step(services().auth.address_change.confirm(visitor(), signed(), body.code))


@api.operation("GET", "/account/audit", answer=AuditAnswer)
def get_audit(query: AuditQuery) -> Response:
    """Return what happened to the account, newest first."""
    made, say = services(), wanted_messages().say
    events = made.accounts.audit.page(signed().account_id, query.before)
    return as_json(
        AuditAnswer(
            events=[
                EventAnswer(
                    id=e.id,
                    at=e.at,
                    kind=e.kind,
                    text=say(f"audit.{e.kind}", {"about": e.about}),
                    device=e.device,
                    about=e.about,
                )
                for e in events
            ],
            before=events[-1].id if events else None,
        )
    )


@api.operation("PUT", "/account/consent", answer=AccountAnswer)
def give_consent(body: ConsentBody) -> Response:
    """Agree to the texts in force, and say whether one takes part in shared figures."""
    who = signed()
    services().accounts.consent(who.account_id, body.terms, body.privacy, figures=body.figures)
    return account_answer(who)


@api.operation("POST", "/account/invitation", answer=StepAnswer)
def redeem_invitation(body: InvitationBody) -> Response:
    """Take an invitation: the account becomes a tester's, and the session gets a new id."""
    who, made = signed(), services()
    made.auth.guard.hit(INVITATION, who.account_id)
    made.invitations.redeem(who.account_id, body.code)
    return step(Outcome("done", user_key=who.user_key))

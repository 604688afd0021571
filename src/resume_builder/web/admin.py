"""`/admin`: roles, invitations and disabled accounts. Every operation asks who it is for anew."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.accounts import Account, AccountRole, Profile, State
from resume_builder.domain.values import RecordId
from resume_builder.features.accounts.invitations import MOST_DAYS, MOST_USES
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.auth import Email
from resume_builder.web.context import services
from resume_builder.web.replies import as_json
from resume_builder.web.signing import signed

api = Slice("admin", "What administrators do.", "account")


class InvitationsBody(Body):
    """How often an invitation may be used, and for how many days."""

    uses: Annotated[int, Field(ge=1, le=MOST_USES)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


class InvitationAnswer(Answer):
    """The code of an invitation: shown this once."""

    code: str
    expires_at: datetime


class SearchBody(Body):
    """The address of an account."""

    email: Email


class AccountPath(Body):
    """Names an account."""

    account_id: RecordId


class RoleBody(Body):
    """The role to give."""

    role: AccountRole


class StateBody(Body):
    """Whether the account may be used."""

    state: State


class ManagedAccountAnswer(Answer):
    """An account as administrators see it: nothing of its work."""

    id: str
    email: str
    role: AccountRole
    state: State
    created_at: datetime


def _answer(account: Account, profile: Profile) -> Response:
    return as_json(
        ManagedAccountAnswer(
            id=account.id,
            email=profile.email,
            role=account.role,
            state=account.state,
            created_at=account.created_at,
        )
    )


@api.operation("POST", "/admin/invitations", answer=InvitationAnswer, status=201)
def create_invitation(body: InvitationsBody) -> Response:
    """Make an invitation for testers."""
    made = services().invitations
    code, ends_at = made.create(signed().account_id, body.uses, body.days)
    return as_json(InvitationAnswer(code=code, expires_at=ends_at), 201)


@api.operation("POST", "/admin/accounts/search", answer=ManagedAccountAnswer)
def find_account(body: SearchBody) -> Response:
    """Return the account of an address."""
    return _answer(*services().accounts.find(signed().account_id, body.email))


@api.operation("PUT", "/admin/accounts/<account_id>/role", answer=ManagedAccountAnswer)
def set_role(path: AccountPath, body: RoleBody) -> Response:
    """Give an account a role."""
    made = services()
    made.accounts.set_role(signed().account_id, path.account_id, body.role)
    return _changed(path.account_id)


@api.operation("PUT", "/admin/accounts/<account_id>/state", answer=ManagedAccountAnswer)
def set_state(path: AccountPath, body: StateBody) -> Response:
    """Disable an account, which ends its sessions, or let it in again."""
    made = services()
    made.accounts.set_state(signed().account_id, path.account_id, body.state)
    return _changed(path.account_id)


def _changed(account_id: str) -> Response:
    made = services()
    made.auth.watch.forget(account_id)
    return _answer(*made.accounts.get(account_id))

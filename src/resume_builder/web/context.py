"""What a request can reach: the services, the session, the handshake that it passed."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g

from resume_builder.bootstrap import Services
from resume_builder.domain.accounts import Standing
from resume_builder.domain.plans import Action
from resume_builder.features.allowances.service import Member
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.handshake import Passed, Submission
from resume_builder.features.sessions.service import Session


@dataclass(slots=True)
class Guarded:
    """What the guards found out about the request in hand.

    `standing` is that of the account that is signed in, None for a guest. `ended`: the session was
    erased. `taken`: it was counted as one of this action.
    """

    session: Session | None = None
    standing: Standing | None = None
    submission: Submission | None = None
    passed: Passed | None = None
    ended: bool = False
    taken: Action | None = None


def services() -> Services:
    """Return the services of the application that answers."""
    return cast(Services, current_app.extensions["services"])


def guarded() -> Guarded:
    """Return what is known of this request."""
    found = g.get("guarded")
    if found is None:
        found = g.guarded = Guarded()
    return cast(Guarded, found)


def session() -> Session:
    """Return the session of this request. Raises SessionMissing."""
    found = guarded().session
    if found is None:
        raise SessionMissing
    return found


def member() -> Member:
    """Return who acts in this request, in which role. Raises SessionMissing."""
    found = session()
    return Member(found.owner.tag, found.role)

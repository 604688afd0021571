"""What the routes of accounts share: who asks, and a session's change of rights."""

import re
from datetime import datetime

from flask import Response, request

from resume_builder.domain.accounts import UserKey
from resume_builder.domain.factors import Method
from resume_builder.features.auth.errors import SignedInAlready, SignInNeeded
from resume_builder.features.auth.model import Next, Outcome, Signed, Visitor
from resume_builder.features.sessions.handshake import Passed
from resume_builder.features.sessions.record import Changes
from resume_builder.features.sessions.service import Session
from resume_builder.ports import Owner
from resume_builder.web.api import Answer
from resume_builder.web.context import guarded, services, session
from resume_builder.web.cookies import is_shared, keep_cookie
from resume_builder.web.limits import network_of
from resume_builder.web.problems import wanted_messages
from resume_builder.web.replies import as_json

_NEXT = "X-CSRF-Next"
_AFTER_SIGN_IN = "issue_tokens"

# What a browser says of itself, in the order in which one name hides another.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


class NewSessionAnswer(Answer):
    """A session under a new id: what was known of the old one is void."""

    client_uuid: str
    csrf_token: str
    csrf_operation: str
    expires_at: datetime | None


class StepAnswer(Answer):
    """What comes next. `session` is there when the session has a new id."""

    next: Next
    methods: list[Method]
    expires_at: datetime | None
    session: NewSessionAnswer | None = None


def visitor() -> Visitor:
    """Return who asks."""
    found = session()

    def note(email: str | None, password_hash: str | None) -> None:
        changes: Changes = {"no_auth_email": email, "no_auth_pswd_hash": password_hash}
        guarded().session = services().sessions.write(session(), changes)

    return Visitor(
        tag=found.tag,
        network=network_of(request.remote_addr or ""),
        device=device_name(request.headers.get("User-Agent", "")),
        locale=wanted_messages().language,
        email=found.record.no_auth_email,
        password_hash=found.record.no_auth_pswd_hash,
        note=note,
    )


def guest() -> Visitor:
    """Return who asks and is not signed in. Raises SignedInAlready."""
    if guarded().standing is not None:
        raise SignedInAlready
    return visitor()


def signed() -> Signed:
    """Return who asks and is signed in. Raises SignInNeeded."""
    found = session()
    key = UserKey.read(found.record.user_key)
    if key is None or guarded().standing is None:
        raise SignInNeeded
    return _signed(found, key)


def proved() -> Signed:
    """Return who is signed in and proved who they are just now. Raises ProofNeeded."""
    found = signed()
    services().auth.devices.require_proof(found)
    return found


def step(outcome: Outcome) -> Response:
    """Return the answer to a step; where the person is in, their session gets a new id."""
    answer = StepAnswer(
        next=outcome.next,
        methods=list(outcome.methods),
        expires_at=outcome.expires_at,
    )
    if outcome.user_key is None:
        return as_json(answer)
    found, made = _enter(outcome.user_key)
    response = as_json(answer.model_copy(update={"session": made}))
    keep_cookie(response, found.id, shared=is_shared())
    return response


def _enter(key: UserKey) -> tuple[Session, NewSessionAnswer]:
    """Give the session a new id and the account's key; its old id and tokens are void.

    What a guest made is in the account before the session is its: a crash in between loses nothing,
    and the next sign-in goes on.
    """
    made, state, before = services(), guarded(), session()
    was_signed = state.standing is not None
    if not was_signed:
        account = Owner.of_account(key.account_id)
        made.takeover.take(before.own, account)
        made.links.hand_on(before.own, account)
    found = made.sessions.rotate(before)
    found = made.sessions.write(
        found,
        {
            "user_auth": True,
            "user_key": str(key),
            "no_auth_email": None,
            "no_auth_pswd_hash": None,
        },
    )
    if not was_signed:
        made.takeover.leave(found.own)
    made.auth.watch.forget(key.account_id)
    made.auth.devices.add(_signed(found, key), quiet=was_signed)
    operation = request.headers.get(_NEXT) or _AFTER_SIGN_IN
    (token,) = made.handshakes.issue(found, [operation])
    # The answer belongs to the new session: it names its token, and no retry gets it again.
    state.session, state.passed, state.submission = found, Passed(token), None
    return found, NewSessionAnswer(
        client_uuid=found.record.client_uuid,
        csrf_token=token.token,
        csrf_operation=token.operation,
        expires_at=found.expires_at,
    )


def _signed(found: Session, key: UserKey) -> Signed:
    device = device_name(request.headers.get("User-Agent", ""))
    return Signed(key, found.tag, device, network_of(request.remote_addr or ""))


def device_of_request() -> str:
    """Return what the asking browser is called."""
    return device_name(request.headers.get("User-Agent", ""))


def device_name(agent: str) -> str:
    """Return what a browser is called in a list: "Firefox · Linux"."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser and system:
        return f"{browser} · {system}"
    return browser or system or re.sub(r"[^A-Za-z0-9 ._-].*", "", agent)[:40]

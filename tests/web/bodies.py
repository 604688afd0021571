"""What bodies look like, and what must be done before a call: an entry an operation."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from pyotp.totp import TOTP

from resume_builder.domain.accounts import PRIVACY, TERMS
from tests.authenticators import Authenticator
from tests.people import PASSWORD
from tests.web.conftest import POSTING, RESUME
from tests.web.stage import Actor, Ids, Json

# ---- what must be done before ---------------------------------------------------------------


def _begin_registration(actor: Actor) -> None:
    if actor.email:
        _begin_email_change(actor)
        return
    body = {"email": actor.stage.address(), "password": PASSWORD, "terms": TERMS}
    actor.post("/auth/registration", "register", **body, privacy=PRIVACY)


def _begin_sign_in(actor: Actor) -> None:
    email = actor.stage.account("basic")
    actor.post("/auth/sign-in", "sign_in", email=email, password=PASSWORD)


def _begin_with_app(actor: Actor) -> None:
    """Sign in to an account with an app, as far as the second factor."""
    owner = actor.stage.actor("basic")
    _set_up_app(owner)
    actor.post("/auth/sign-in", "sign_in", email=owner.email, password=PASSWORD)
    actor.notes |= owner.notes


def _offer_passkey(actor: Actor) -> None:
    owner = actor.stage.actor("basic")
    owner.id("passkey_id")
    actor.notes |= owner.notes
    path = "/auth/sign-in/passkey/options"
    actor.notes["offered"] = actor.post(path, "offer_passkey_sign_in")["options"]


def _begin_reset(actor: Actor) -> None:
    email = actor.stage.account("basic")
    actor.post("/auth/reset", "reset_password", email=email)


def _begin_email_change(actor: Actor) -> None:
    if actor.email:
        actor.post("/account/email", "change_email", email=actor.stage.address())


def _invite(actor: Actor) -> None:
    admin = actor.stage.actor("admin")
    made = admin.post("/admin/invitations", "create_invitation", uses=1, days=1)
    actor.notes["invitation"] = made["code"]


def _start_app(actor: Actor) -> None:
    if actor.email:
        secret = actor.post("/account/totp", "start_totp")["secret"]
        actor.notes["app"] = TOTP(secret)


def _set_up_app(actor: Actor) -> None:
    if actor.email:
        _start_app(actor)
        found = actor.post("/account/totp/code", "confirm_totp", code=_app_code(actor))
        actor.notes["recovery"] = found["recovery_codes"][0]
        # A code is good once; the next comes half a minute later.
        actor.stage.clock[0] += timedelta(seconds=30)


def _offer_own_passkey(actor: Actor) -> None:
    if actor.email:
        actor.notes["passkey"] = Authenticator()
        offered = actor.post("/account/passkeys/options", "offer_passkey")
        actor.notes["offered"] = offered["options"]


BEFORE: Mapping[str, Callable[[Actor], None]] = {
    "confirm_registration": _begin_registration,
    "resend_code": _begin_registration,
    "cancel_step": _begin_registration,
    "sign_in_with_code": _begin_sign_in,
    "sign_in_with_totp": _begin_with_app,
    "sign_in_with_recovery_code": _begin_with_app,
    "sign_in_with_passkey": _offer_passkey,
    "confirm_reset": _begin_reset,
    "confirm_email_change": _begin_email_change,
    "redeem_invitation": _invite,
    "confirm_totp": _start_app,
    "remove_totp": _set_up_app,
    "replace_recovery_codes": _set_up_app,
    "add_passkey": _offer_own_passkey,
}


# ---- bodies ---------------------------------------------------------------------------------


def _app_code(actor: Actor) -> str:
    found = actor.notes.get("app")
    return found.at(actor.stage.clock[0]) if found else "000000"


def _code(actor: Actor, ids: Ids) -> Json:
    del ids
    return {"code": actor.mailed() if actor.person.mail.sent else "000000"}


def _totp(actor: Actor, ids: Ids) -> Json:
    del ids
    return {"code": _app_code(actor)}


def _credential(actor: Actor, ids: Ids) -> Json:
    del ids
    key, offered = actor.notes.get("passkey"), actor.notes.get("offered")
    return {"credential": key.use(offered) if key and offered else {"id": "x"}}


def _new_credential(actor: Actor, ids: Ids) -> Json:
    del ids
    key, offered = actor.notes.get("passkey"), actor.notes.get("offered")
    return {"credential": key.make(offered) if key and offered else {"id": "x"}, "name": "Laptop"}


def _attempt(path: str, operation: str, param: str) -> Callable[[Actor, Ids], str]:
    def begin(actor: Actor, ids: Ids) -> str:
        """An attempt of one's own; on what is not there, the id of none."""
        answer = actor.person.send("POST", path.format(ids[param]), operation, json={})
        return answer.get_json()["attempt"] if answer.status_code == 201 else "a" * 22

    return begin


_TAILORING_ATTEMPT = _attempt("/tailorings/{}/brief", "start_attempt", "tailoring_id")
_LETTER_ATTEMPT = _attempt("/letters/{}/brief", "start_letter_attempt", "letter_id")


def _edit(actor: Actor, ids: Ids) -> Json:
    edit = {"op": "keep", "target": "w1h1"}
    return {"attempt": _TAILORING_ATTEMPT(actor, ids), "number": 0, "edit": edit}


def _tailor(actor: Actor, ids: Ids) -> Json:
    del ids
    return {"resume_id": actor.id("resume_id"), "posting_id": actor.id("posting_id")}


def _first_fact(actor: Actor, ids: Ids) -> Json:
    found = actor.person.get(f"/resumes/{ids['resume_id']}/facts").get_json()
    facts = [fact for fact in found.get("facts", []) if fact["retirable"]]
    return {"retired": {facts[0]["id"] if facts else "w1h1": True}}


def _current(actor: Actor, ids: Ids) -> Json:
    found = actor.person.get(f"/resumes/{ids['resume_id']}").get_json()
    return {"version": found.get("version", 1)}


def _saved(actor: Actor, ids: Ids) -> Json:
    del ids
    return actor.person.get("/session/work").get_json()


def _link(actor: Actor, ids: Ids) -> Json:
    """What stands behind the "#" of a link of one's own that is open."""
    del ids
    actor.id("share_id")
    return {"token": actor.notes["link"]}


def _same(**body: Any) -> Callable[[Actor, Ids], Json]:
    """The same body for everyone."""
    return lambda actor, ids: dict(body)


def _at_new_address(**body: Any) -> Callable[[Actor, Ids], Json]:
    return lambda actor, ids: {"email": actor.stage.address(), **body}


def _at_known_address(**body: Any) -> Callable[[Actor, Ids], Json]:
    return lambda actor, ids: {"email": actor.stage.account("basic"), **body}


_NEW_PASSWORD = "nine green bottles on a wall"
_NOTHING = _same()
BODIES: Mapping[str, Callable[[Actor, Ids], Json]] = {
    "issue_tokens": _same(operations=["end_session"]),
    "set_shared_computer": _same(shared=True),
    "confirm_model_host": _same(origin="https://models.example"),
    "register": _at_new_address(password=PASSWORD, terms=TERMS, privacy=PRIVACY),
    "confirm_registration": _code,
    "sign_in": _at_known_address(password=PASSWORD),
    "sign_in_with_code": _code,
    "sign_in_with_totp": _totp,
    "sign_in_with_recovery_code": lambda actor, ids: {"code": actor.notes.get("recovery", "x")},
    "offer_passkey_sign_in": _NOTHING,
    "sign_in_with_passkey": _credential,
    "reset_password": _at_known_address(),
    "confirm_reset": lambda actor, ids: {**_code(actor, ids), "password": _NEW_PASSWORD},
    "resend_code": _NOTHING,
    "cancel_step": _NOTHING,
    "sign_out": _NOTHING,
    "edit_account": _same(name="Ada"),
    "prove_again": _same(password=PASSWORD),
    "change_password": _same(password=PASSWORD, new_password=_NEW_PASSWORD),
    "change_email": _at_new_address(),
    "confirm_email_change": _code,
    "give_consent": _same(terms=TERMS, privacy=PRIVACY, figures=True),
    "redeem_invitation": lambda actor, ids: {"code": actor.notes.get("invitation", "x")},
    "start_totp": _NOTHING,
    "confirm_totp": _totp,
    "remove_totp": _NOTHING,
    "offer_passkey": _NOTHING,
    "add_passkey": _new_credential,
    "replace_recovery_codes": _NOTHING,
    "create_invitation": _same(uses=1, days=1),
    "find_account": _at_known_address(),
    "set_role": _same(role="premium"),
    "set_state": _same(state="disabled"),
    "restore_work": _saved,
    "import_resume": _same(text=RESUME, name="resume.txt"),
    "edit_resume": _same(edits=[{"path": "basics.name", "text": "Ada Byron"}]),
    "set_photo": _same(image=None),
    "edit_facts": _first_fact,
    "import_posting": _same(text=POSTING),
    "read_posting_by_model": _same(text='{"quotes": []}'),
    "read_resume_by_model": _same(text='{"quotes": []}'),
    "create_tailoring": _tailor,
    "edit_tailoring": _same(edits=[{"path": "basics.name", "text": "Ada Byron"}]),
    "start_attempt": _NOTHING,
    "propose_edit": _edit,
    "close_attempt": lambda actor, ids: {
        "attempt": _TAILORING_ATTEMPT(actor, ids),
        "text": '{"edits": []}',
    },
    "pin_document": _NOTHING,
    "pin_letter": _NOTHING,
    "renew_document": _NOTHING,
    "create_share": _same(hours=24),
    "view_shared": _link,
    "get_shared_file": _link,
    "create_letter": _NOTHING,
    "edit_letter": _same(tone="formal"),
    "start_letter_attempt": _NOTHING,
    "close_letter_attempt": lambda actor, ids: {
        "attempt": _LETTER_ATTEMPT(actor, ids),
        "text": '{"sentences": []}',
    },
    "restore_version": _current,
    "keep_instructions": _same(text="Short lines, British spelling."),
    "note_spend": _same(
        vendor="openai", model="a-model", purpose="tailoring", input_tokens=900, output_tokens=100
    ),
}

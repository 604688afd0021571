"""`/account/...`: second factors, recovery codes and the sessions that are signed in."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field, StringConstraints

from resume_builder.web.accounts import PasskeyAnswer
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.auth import CodeBody, Credential, EmptyBody, OptionsAnswer
from resume_builder.web.context import services
from resume_builder.web.replies import as_json, no_content
from resume_builder.web.signing import StepAnswer, proved, signed, step

api = Slice("security", "Second factors and sessions of one's own account.", "account")

PasskeyId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,1400}$")]
SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class TotpAnswer(Answer):
    """The secret for an app: as text, as an address, and as a QR code (SVG)."""

    secret: str
    uri: str
    qr: str


class RecoveryCodesAnswer(Answer):
    """Recovery codes: shown this once, each good once; none when there were some already."""

    recovery_codes: list[str]


class AddPasskeyBody(Body):
    """What an authenticator answered, and what the passkey shall be called."""

    credential: Credential
    name: Annotated[str, Field(max_length=200)] = ""


class AddedPasskeyAnswer(Answer):
    """The new passkey, and recovery codes when it is the first second factor."""

    passkey: PasskeyAnswer
    recovery_codes: list[str]


class PasskeyPath(Body):
    """Names a passkey."""

    passkey_id: PasskeyId


class SessionPath(Body):
    """Names a session of the account."""

    session_id: SessionId


class DeviceAnswer(Answer):
    """A session that is signed in."""

    id: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class DevicesAnswer(Answer):
    """The sessions, the one seen last first."""

    sessions: list[DeviceAnswer]


@api.operation("POST", "/account/totp", answer=TotpAnswer)
def start_totp(body: EmptyBody) -> Response:
    """Return a secret for an app; it counts once a code of it was typed."""
    del body
    made = services().auth.second_factors.start_totp(proved())
    return as_json(TotpAnswer(secret=made.secret, uri=made.uri, qr=made.picture))


@api.operation("POST", "/account/totp/code", answer=RecoveryCodesAnswer)
def confirm_totp(body: CodeBody) -> Response:
    """Put the app in force with a code of it."""
    codes = services().auth.second_factors.confirm_totp(signed(), body.code)
    return as_json(RecoveryCodesAnswer(recovery_codes=list(codes)))


@api.operation("POST", "/account/totp/off", answer=None, status=204)
def remove_totp(body: EmptyBody) -> Response:
    """Forget the app."""
    del body
    services().auth.second_factors.remove_totp(proved())
    return no_content()


@api.operation("POST", "/account/passkeys/options", answer=OptionsAnswer)
def offer_passkey(body: EmptyBody) -> Response:
    """Return what a browser needs to make a passkey."""
    del body
    offered = services().auth.second_factors.offer_passkey(proved())
    return as_json(OptionsAnswer.model_validate({"options": offered.options}))


@api.operation("POST", "/account/passkeys", answer=AddedPasskeyAnswer, status=201)
def add_passkey(body: AddPasskeyBody) -> Response:
    """Keep the passkey that the browser made."""
    who, factors = signed(), services().auth.second_factors
    passkey, codes = factors.add_passkey(who, body.credential, body.name)
    answer = PasskeyAnswer(
        id=passkey.id,
        name=factors.name_of(who.account_id, passkey),
        created_at=passkey.created_at,
        last_used_at=None,
    )
    return as_json(AddedPasskeyAnswer(passkey=answer, recovery_codes=list(codes)), 201)


@api.operation("DELETE", "/account/passkeys/<passkey_id>", answer=None, status=204)
def remove_passkey(path: PasskeyPath) -> Response:
    """Forget a passkey."""
    services().auth.second_factors.remove_passkey(proved(), path.passkey_id)
    return no_content()


@api.operation("POST", "/account/recovery-codes", answer=RecoveryCodesAnswer)
def replace_recovery_codes(body: EmptyBody) -> Response:
    """Return ten new recovery codes; the old ones are void."""
    del body
    codes = services().auth.second_factors.replace_recovery_codes(proved())
    return as_json(RecoveryCodesAnswer(recovery_codes=list(codes)))


@api.operation("GET", "/account/sessions", answer=DevicesAnswer)
def list_sessions() -> Response:
    """Return the sessions that are signed in to the account."""
    who = signed()
    return as_json(
        DevicesAnswer(
            sessions=[
                DeviceAnswer(
                    id=d.id,
                    device=d.name,
                    created_at=d.created_at,
                    last_seen_at=d.seen_at,
                    current=d.tag == who.tag,
                )
                for d in services().auth.devices.live(who)
            ]
        )
    )


@api.operation("DELETE", "/account/sessions/<session_id>", answer=None, status=204)
def end_one_session(path: SessionPath) -> Response:
    """End one session of the account."""
    services().auth.devices.end(signed(), path.session_id)
    return no_content()


@api.operation("DELETE", "/account/sessions", answer=StepAnswer)
def end_other_sessions() -> Response:
    """End every other session of the account; this one gets a new id."""
    return step(services().auth.devices.end_others(signed()))

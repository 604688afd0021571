"""The session's cookie, the one that marks a shared computer, and the one with a model's host."""

from flask import Response, request

from resume_builder.web.site import site

# `__Host-` ties a cookie to this very host over https; browsers refuse it on plain http, which is
# only ever used on loopback.
PLAIN, SECURE = "session", "__Host-session"
SHARED = "shared_computer"
_PLAIN_MODEL_HOST, _SECURE_MODEL_HOST = "model_host", "__Host-model-host"
# The longest time that browsers keep a cookie (RFC 6265bis): for work that never expires.
LONGEST = 400 * 24 * 3600


def cookie_name() -> str:
    """Return the name of the session's cookie on this site."""
    return SECURE if site().https else PLAIN


def session_cookie() -> str | None:
    """Return the session id that the browser sent."""
    return request.cookies.get(cookie_name()) or None


def is_shared() -> bool:
    """Return whether the person said that others use this computer too."""
    return request.cookies.get(SHARED) == "1"


def keep_cookie(response: Response, session_id: str, *, shared: bool) -> None:
    """Give the browser the session: until it is closed when shared, else as long as work is kept.

    The server renews a session with every use, so the cookie is renewed too.
    """
    days = site().guest_days
    lasting = LONGEST if days is None else min(LONGEST, days * 24 * 3600)
    _set(response, cookie_name(), session_id, None if shared else lasting)
    if shared:
        _set(response, SHARED, "1", None)
    elif SHARED in request.cookies:
        drop_cookie(response, SHARED)


def model_host_cookie() -> str | None:
    """Return what the browser sent as the confirmed host of models: anybody's text."""
    return request.cookies.get(_model_host_name()) or None


def keep_model_host(response: Response, origin: str, *, shared: bool) -> None:
    """Give the browser the host that its pages may call: until it is closed when shared."""
    _set(response, _model_host_name(), origin, None if shared else LONGEST)


def drop_model_host(response: Response) -> None:
    """Take the host away from the browser."""
    drop_cookie(response, _model_host_name())


def drop_cookies(response: Response) -> None:
    """Take the session, the mark and the host of models away from the browser."""
    drop_cookie(response, cookie_name())
    drop_cookie(response, SHARED)
    if _model_host_name() in request.cookies:
        drop_model_host(response)


def drop_cookie(response: Response, name: str) -> None:
    """Take one cookie away."""
    _set(response, name, "", 0)


def _model_host_name() -> str:
    return _SECURE_MODEL_HOST if site().https else _PLAIN_MODEL_HOST


def _set(response: Response, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        secure=site().https,
        httponly=True,
        samesite="Lax",
    )

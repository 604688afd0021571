"""Headers that every answer carries: what a browser may do with it."""

from flask import Flask, Response, request

from resume_builder.web.api import PREFIX
from resume_builder.web.model_host import confirmed
from resume_builder.web.site import Site

# Whom a page may call beside this site: the makers of models, with a person's own key, and programs
# on the person's own machine. `[::1]` is missing because Chromium takes no IPv6 address in a policy
# (it ignores the source with a warning, measured in 156); the client calls such a host `localhost`.
MODEL_HOSTS = (
    "https://api.openai.com",
    "https://api.anthropic.com",
    "https://generativelanguage.googleapis.com",
    "https://openrouter.ai",
    "http://localhost:*",
    "http://127.0.0.1:*",
)
_CALLED = " ".join(("connect-src 'self'", *MODEL_HOSTS))
# No inline script or style, nothing from elsewhere. Svelte makes its templates through one Trusted
# Types policy of its own; no other may turn text into markup.
_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types svelte-trusted-html",
    )
)
# The page that shows mail frames each one, which comes with a policy of its own.
_FRAMING = "/outbox"
# An answer of the API that is opened as a page (an SVG, say) does nothing at all; a set page draws
# itself by its own style attributes.
API_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
# Nothing is said of `loopback-network`, `local-network` and `local-network-access` (their older
# name): a silent policy allows them, and denying them breaks models on the person's machine.
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# The page that the bookmark opens is told by its opener what was read there. The opener is another
# site; with "same-origin" the browser would cut the two apart. It can reach nothing of ours by it:
# no page of ours can be framed, and the client takes one message, with the bookmark's own number.
_OPENED_BY_OTHERS = "/receive"
# What strangers see by a link is in no search engine and no cache.
_SHARED = "/shared"
_TWO_YEARS = "max-age=63072000"


def page_policy(model_host: str | None) -> str:
    """Return what a page may do; `model_host` is the origin that its person confirmed."""
    called = _CALLED if model_host is None else f"{_CALLED} {model_host}"
    return f"{_PAGE_POLICY}; {called}"


def register(app: Flask, on: Site) -> None:
    """Add the headers to every answer of the application."""

    def add(response: Response) -> Response:
        if request.path == _OPENED_BY_OTHERS:
            response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        in_api = request.path.startswith(f"{PREFIX}/")
        policy = API_POLICY if in_api else page_policy(confirmed())
        if request.path == _FRAMING:
            policy += "; frame-src 'self'"
        response.headers.setdefault("Content-Security-Policy", policy)
        if in_api:
            # Personal data stays in no cache, the browser's own included.
            response.headers.setdefault("Cache-Control", "no-store")
        if request.path == _SHARED or request.path.startswith(f"{PREFIX}{_SHARED}/"):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Cache-Control"] = "no-store"
        if on.https:
            response.headers.setdefault("Strict-Transport-Security", _TWO_YEARS)
        return response

    app.after_request(add)

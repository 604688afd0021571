"""`/livez`: the process answers. `/readyz`: so do its stores."""

from flask import Flask, Response

from resume_builder.web.context import services


def register(app: Flask) -> None:
    """Add both probes."""
    app.add_url_rule("/livez", "livez", _live)
    app.add_url_rule("/readyz", "readyz", _ready)


def _live() -> Response:
    return _plain("alive")


def _ready() -> Response:
    services().check_stores()
    return _plain("ready")


def _plain(text: str) -> Response:
    response = Response(f"{text}\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response

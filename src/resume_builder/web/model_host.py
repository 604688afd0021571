"""`/session/model-host`: the one host of models, beside the known ones, that this browser may call.

The person names it and confirms it; the browser keeps it in a cookie of its own, and headers.py
writes it into the policy of the next page. The site itself never calls it, and no key comes here
(docs/decisions/0101-keys-stay-in-the-browser.md).
"""

import re

from flask import Response
from pydantic import Field

from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.cookies import (
    drop_model_host,
    is_shared,
    keep_model_host,
    model_host_cookie,
)
from resume_builder.web.errors import ModelHostInvalid, ModelHostIsOurs
from resume_builder.web.hosts import host_name
from resume_builder.web.replies import as_json, no_content
from resume_builder.web.site import site

api = Slice("model-host", "The host of models that a person confirmed by name.", "session")

# What RFC 1035 allows for a whole name.
_LONGEST_NAME = 253
# A label of a name (RFC 1123); browsers write letters beyond ASCII as `xn--` (punycode).
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(rf"https://(?P<host>{_LABEL}(?:\.{_LABEL})*)(?::(?P<port>[1-9][0-9]{{0,4}}))?")
_HTTPS_PORT, _LAST_PORT = 443, 65535


class ModelHostBody(Body):
    """An origin, as a browser writes it: `https://models.example`, with a port where it has one."""

    origin: str = Field(max_length=2000)


class ModelHostAnswer(Answer):
    """The origin that was confirmed, null for none."""

    origin: str | None


def read_origin(text: str) -> str | None:
    """Return an https origin in its one spelling, None for anything else.

    No credentials, no path, no wildcard, no address in brackets (no browser's policy can name
    one), and no letter beyond ASCII: what is shown and confirmed is what is called.
    """
    found = _ORIGIN.fullmatch(text.lower().removesuffix("/"))
    if found is None or len(found["host"]) > _LONGEST_NAME:
        return None
    port = int(found["port"] or _HTTPS_PORT)
    if port > _LAST_PORT:
        return None
    return f"https://{found['host']}" + ("" if port == _HTTPS_PORT else f":{port}")


def confirmed() -> str | None:
    """Return the origin that this browser's person confirmed, None where the cookie holds none."""
    origin = read_origin(model_host_cookie() or "")
    return None if origin is None or _is_ours(origin) else origin


def _is_ours(origin: str) -> bool:
    return host_name(origin.removeprefix("https://")) in site().hosts


@api.operation("GET", "/session/model-host", answer=ModelHostAnswer, session="none")
def get_model_host() -> Response:
    """Return the host of models that was confirmed in this browser."""
    return as_json(ModelHostAnswer(origin=confirmed()))


@api.operation("PUT", "/session/model-host", answer=ModelHostAnswer)
def confirm_model_host(body: ModelHostBody) -> Response:
    """Let this browser's pages call one more host, from the next load on; it replaces the last."""
    origin = read_origin(body.origin)
    if origin is None:
        raise ModelHostInvalid
    if _is_ours(origin):
        raise ModelHostIsOurs
    response = as_json(ModelHostAnswer(origin=origin))
    keep_model_host(response, origin, shared=is_shared())
    return response


@api.operation("DELETE", "/session/model-host", answer=None, status=204)
def forget_model_host() -> Response:
    """Take the leave back, from the next load on."""
    response = no_content()
    drop_model_host(response)
    return response

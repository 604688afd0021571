"""Errors in OpenAI's words, and the checks that both of its formats share."""

from typing import Any

from tests.vendors.models import CONTEXT
from tests.vendors.models import OPENAI as MODELS
from tests.vendors.scenarios import named
from tests.vendors.schemas import NotTaken, check_openai
from tests.vendors.script import RETRY_AFTER
from tests.vendors.wire import Refused, Seen, as_json


def fail(
    status: int, message: str, code: str | None, kind: str = "invalid_request_error", **more: Any
) -> Refused:
    """An error as OpenAI words it; `more`: `param`, and response headers with underscores."""
    param = more.pop("param", None)
    error = {"message": message, "type": kind, "param": param, "code": code}
    return Refused(as_json({"error": error}, status, x_request_id="req_0f1e2d", **more))


def refuse(seen: Seen, scenario: str, model: str, count: int) -> None:
    """Raise what the scenario is in OpenAI's words; nothing for what it has no words for."""
    limit = f"Rate limit reached for {model} on requests per min (RPM): Limit 3, Used 3."
    slow = "rate_limit_exceeded", "requests"
    window = CONTEXT.get(model, 128_000)
    known = {
        "no-credit": lambda: fail(
            429, "You exceeded your current quota, please check your plan and billing details.",
            "insufficient_quota", "insufficient_quota",
        ),
        "spend-limit": lambda: fail(
            429, "You have reached your budget limit.", "insufficient_quota", "insufficient_quota"
        ),
        "rate-limit": lambda: fail(429, limit, *slow, retry_after=str(RETRY_AFTER)),
        "rate-limit-then-ok": lambda: fail(429, limit, *slow, retry_after=str(RETRY_AFTER)),
        "rate-limit-silent-then-ok": lambda: fail(429, limit, *slow),
        "overloaded": _overloaded,
        "overloaded-then-ok": _overloaded,
        "no-model": lambda: no_model(model),
        "region": lambda: fail(
            403, "Country, region, or territory not supported",
            "unsupported_country_region_territory", "request_forbidden",
        ),
        "context": lambda: fail(
            400, f"Your input exceeds the context window of this model: {window} tokens, "
            f"and {count} were given.", "context_length_exceeded", param="input",
        ),
        "content-policy": lambda: fail(
            400, "Invalid prompt: your prompt was flagged as potentially violating our usage "
            "policy.", "invalid_prompt",
        ),
        "limited-generation": lambda: fail(
            401, "You have insufficient permissions for this operation. Missing scopes: "
            "model.request. Check that you have the correct role in your organization.",
            "missing_scope", "invalid_request_error",
        ),
        "bad-request": lambda: fail(
            400, "Unknown parameter: 'verbosity'.", "unknown_parameter", param="verbosity"
        ),
        "server": lambda: fail(
            500, "The server had an error while processing your request.", None, "server_error"
        ),
    }  # fmt: skip
    if scenario in known and seen.method == "POST":
        raise known[scenario]()


def _overloaded() -> Refused:
    text = "The engine is currently overloaded, please try again later"
    return fail(503, text, None, "server_error")


def no_model(model: str) -> Refused:
    """No such model."""
    text = f"The model `{model}` does not exist or you do not have access to it."
    return fail(404, text, "model_not_found", param="model")


def check_key(seen: Seen, scenario: str) -> None:
    """Raise for a missing key, or one that is not known."""
    bearer = seen.headers.get("authorization", "")
    if not bearer.startswith("Bearer ") or not seen.key:
        raise fail(401, "Missing bearer authentication in header", None)
    if scenario == "wrong-key":
        # The real answer too shows the key's ends.
        shown = f"{seen.key[:3]}*****{seen.key[-4:]}"
        text = f"Incorrect API key provided: {shown}. You can find your API key at "
        raise fail(401, f"{text}https://platform.openai.com/account/api-keys.", "invalid_api_key")


def known_model(model: str, scenario: str) -> None:
    """Raise for a model that is neither listed nor a scenario's."""
    listed = {one["id"] for one in MODELS}
    if not scenario and model not in listed and named("", model) == "":
        raise no_model(model)


def check_format(shape: dict[str, Any], where: str) -> None:
    """Raise for a named schema that is not whole, or not strict where it says so."""
    for name in ("name", "schema"):
        if name not in shape:
            text = f"Missing required parameter: '{where}.{name}'."
            raise fail(400, text, "missing_required_parameter", param=f"{where}.{name}")
    if not shape.get("strict"):
        return
    try:
        check_openai(shape["schema"], shape["name"])
    except NotTaken as why:
        text = f"Invalid schema for response_format '{shape['name']}': {why}"
        raise fail(400, text, "invalid_json_schema", param=f"{where}.schema") from None

"""Anthropic: messages, with the version, the cap and the browser header that it demands."""

from typing import Any

from tests.vendors.cors import ANTHROPIC
from tests.vendors.models import ANTHROPIC as MODELS
from tests.vendors.models import CONTEXT
from tests.vendors.scenarios import named
from tests.vendors.schemas import NotTaken, check_anthropic
from tests.vendors.script import RETRY_AFTER, Script
from tests.vendors.wire import SSE, Ask, Refused, Reply, Seen, Told, as_json, ended, event, words

CORS = ANTHROPIC
VERSIONS = ("2023-06-01", "2026-10-21")
FIELDS = frozenset(
    "cache_control container context_management inference_geo max_tokens mcp_servers messages "
    "metadata model output_config service_tier speed stop_sequences stream system temperature "
    "thinking tool_choice tools top_k top_p".split()
)
_JUNK = b'event: content_block_delta\ndata: {"type":"content_block_delta","delta":{"ty\n\n'
_LONGEST = 128_000


def fail(status: int, kind: str, message: str, **headers: str) -> Refused:
    """An error as Anthropic words it; `headers` by names with underscores."""
    body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_01"}
    return Refused(as_json(body, status, request_id="req_01", **headers))


def _refuse(scenario: str, ask: Ask, count: int) -> None:
    window, bad = CONTEXT.get(ask.model, 200_000), "invalid_request_error"
    slow = "This request would exceed your organization's rate limit of 50 requests per minute."
    wait = {"retry_after": str(RETRY_AFTER)}
    known: dict[str, tuple[int, str, str, dict[str, str]]] = {
        "limited-generation": (403, "permission_error", "Your API key does not have permission to "
                               "use the specified resource.", {}),
        "no-credit": (402, "billing_error", "Your credit balance is too low to access the "
                      "Anthropic API. Please go to Plans & Billing to purchase credits.", {}),
        "spend-limit": (400, bad, "You have reached your specified API usage limits. You will "
                        "regain access on 2026-12-01 at 00:00 UTC.", {}),
        "rate-limit": (429, "rate_limit_error", slow, wait),
        "rate-limit-then-ok": (429, "rate_limit_error", slow, wait),
        "rate-limit-silent-then-ok": (429, "rate_limit_error", slow, {}),
        "overloaded": (529, "overloaded_error", "Overloaded", {}),
        "overloaded-then-ok": (529, "overloaded_error", "Overloaded", {}),
        "no-model": (404, "not_found_error", f"model: {ask.model}", {}),
        "region": (403, "forbidden", "Request not allowed", {}),
        "context": (400, bad, f"prompt is too long: {max(count, window + 1)} tokens > "
                    f"{window} maximum", {}),
        "content-policy": (400, bad, "Output blocked by content filtering policy", {}),
        "bad-request": (400, bad, "verbosity: Extra inputs are not permitted", {}),
        "server": (500, "api_error", "Internal server error", {}),
    }  # fmt: skip
    if scenario in known:
        status, kind, message, headers = known[scenario]
        raise fail(status, kind, message, **headers)
    if ask.schema is not None and scenario == "schema-unsupported":
        raise fail(400, bad, "output_config.format: this model does not support output format")


def _check_head(seen: Seen, scenario: str) -> None:
    if "origin" in seen.headers and not CORS.welcome(seen):
        text = "CORS requests must set 'anthropic-dangerous-direct-browser-access' header"
        raise fail(401, "authentication_error", text)
    if "origin" in seen.headers and scenario == "browser-forbidden":
        text = "CORS requests are not allowed for this Organization because of its settings."
        raise fail(401, "authentication_error", text)
    if not seen.key:
        raise fail(401, "authentication_error", "x-api-key header is required")
    if scenario == "wrong-key":
        raise fail(401, "authentication_error", "invalid x-api-key")
    version = seen.headers.get("anthropic-version")
    if version not in VERSIONS:
        text = "header is required" if version is None else f'"{version}" is not a valid version'
        raise fail(400, "invalid_request_error", f"anthropic-version: {text}")


def reply(seen: Seen, script: Script) -> Reply:
    """Answer a request. Raises Refused."""
    body = seen.body if isinstance(seen.body, dict) else {}
    scenario = script.scenario(seen, str(body.get("model", "")))
    _check_head(seen, scenario)
    if (seen.method, seen.path) == ("GET", "/v1/models"):
        if scenario == "limited-key":
            raise fail(403, "permission_error", "Your API key does not have permission.")
        count = int(seen.query.get("limit", "20"))
        ids = [one["id"] for one in MODELS[:count]]
        return as_json({"data": MODELS[:count], "has_more": count < len(MODELS),
                        "first_id": ids[0], "last_id": ids[-1]})  # fmt: skip
    if (seen.method, seen.path) != ("POST", "/v1/messages"):
        raise fail(404, "not_found_error", "Not Found")
    _check(body, seen.headers["anthropic-version"])
    ask = _ask(seen, body)
    _refuse(scenario, ask, script.count(ask.user))
    listed = {one["id"] for one in MODELS}
    if not scenario and ask.model not in listed and not named("", ask.model):
        raise fail(404, "not_found_error", f"model: {ask.model}")
    told = script.told(ask, scenario)
    if not ask.stream:
        return as_json(_whole(ask, told))
    error = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    parts = ended(_events(ask, told), told.fault, event(error, "error"), _JUNK)
    return Reply(200, {"content-type": SSE}, parts)


def _check(body: dict[str, Any], version: str) -> None:
    bad = "invalid_request_error"
    for name in ("model", "messages", "max_tokens"):
        if not body.get(name):
            raise fail(400, bad, f"{name}: Field required")
    for name in body:
        if name not in FIELDS:
            raise fail(400, bad, f"{name}: Extra inputs are not permitted")
    for name in ("temperature", "top_p", "top_k"):
        if name in body and version == VERSIONS[-1]:
            raise fail(400, bad, f"{name}: is not supported in this API version")
    if body["max_tokens"] > _LONGEST:
        raise fail(400, bad, f"max_tokens: {body['max_tokens']} > {_LONGEST}, which is the maximum")
    for message in body["messages"]:
        if message.get("role") not in ("user", "assistant"):
            raise fail(400, bad, "messages.0.role: Input should be 'user' or 'assistant'")
    config = body.get("output_config", {})
    if extra := config.keys() - {"format", "effort", "task_budget"}:
        raise fail(400, bad, f"output_config.{min(extra)}: Extra inputs are not permitted")
    if "format" in config:
        try:
            check_anthropic(config["format"].get("schema"))
        except NotTaken as why:
            raise fail(400, bad, str(why)) from None


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or ())


def _ask(seen: Seen, body: dict[str, Any]) -> Ask:
    users = [one for one in body["messages"] if one["role"] == "user"]
    return Ask(
        seen,
        model=body["model"],
        system=_text(body.get("system")),
        user="".join(_text(one["content"]) for one in users),
        schema=body.get("output_config", {}).get("format", {}).get("schema"),
        limit=body["max_tokens"],
        stream=body.get("stream") is True,
    )


def _whole(ask: Ask, told: Told) -> dict[str, Any]:
    refused = told.stop == "refused"
    stop = {"end": "end_turn", "length": "max_tokens", "refused": "refusal"}[told.stop]
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": ask.model,
        "content": [] if refused else [{"type": "text", "text": told.text}],
        "stop_reason": stop,
        "stop_sequence": None,
        "stop_details": {"type": "refusal", "category": "cyber"} if refused else None,
        "usage": _usage(told, told.output),
    }


def _usage(told: Told, output: int) -> dict[str, int]:
    # Here, unlike elsewhere, what the cache gave is not within the input.
    cached = told.input // 4
    return {"input_tokens": told.input - cached, "cache_read_input_tokens": cached,
            "cache_creation_input_tokens": 0, "output_tokens": output}  # fmt: skip


def _events(ask: Ask, told: Told) -> list[bytes]:
    whole = _whole(ask, told)
    begun = {**whole, "content": [], "stop_reason": None, "stop_details": None}
    begun["usage"] = _usage(told, 1)
    said: list[dict[str, Any]] = [{"type": "message_start", "message": begun}, {"type": "ping"}]
    blocks = [("thinking", "thinking", told.thought)] if told.thought else []
    blocks += [] if told.stop == "refused" else [("text", "text", told.text)]
    for index, (kind, field, text) in enumerate(blocks):
        start = {"type": kind, field: ""}
        said.append({"type": "content_block_start", "index": index, "content_block": start})
        said += [
            {"type": "content_block_delta", "index": index,
             "delta": {"type": f"{kind}_delta", field: piece}}
            for piece in words(text)
        ]  # fmt: skip
        said.append({"type": "content_block_stop", "index": index})
    ending = {name: whole[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    said.append({"type": "message_delta", "delta": ending, "usage": _usage(told, told.output)})
    said.append({"type": "message_stop"})
    return [event(one, one["type"]) for one in said]

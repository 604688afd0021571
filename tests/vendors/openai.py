"""OpenAI: the Responses format, strict about every field, and the list of models.

Chat completions of the same host are in chat.py.
"""

from typing import Any

from tests.vendors.chat import openai_chat
from tests.vendors.cors import OPENAI
from tests.vendors.models import OPENAI as MODELS
from tests.vendors.openai_words import check_format, check_key, fail, known_model, refuse
from tests.vendors.script import REFUSAL, Script
from tests.vendors.wire import SSE, Ask, Reply, Seen, Told, as_json, ended, event, words

CORS = OPENAI
FIELDS = frozenset(
    "background context_management conversation include input instructions max_output_tokens "
    "max_tool_calls metadata model parallel_tool_calls previous_response_id prompt "
    "prompt_cache_key prompt_cache_retention reasoning safety_identifier service_tier store stream "
    "stream_options temperature text tool_choice tools top_logprobs top_p truncation user".split()
)
_JUNK = b'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","del\n\n'
# Responses asks for as many at least.
_LEAST = 16


def reply(seen: Seen, script: Script) -> Reply:
    """Answer a request. Raises Refused."""
    body = seen.body if isinstance(seen.body, dict) else {}
    scenario = script.scenario(seen, str(body.get("model", "")))
    check_key(seen, scenario)
    match seen.method, seen.path:
        case "GET", "/v1/models":
            if scenario == "limited-key":
                text = "You have insufficient permissions for this operation. Missing scopes: "
                raise fail(403, f"{text}api.model.read.", "missing_scope")
            return as_json({"object": "list", "data": MODELS})
        case "POST", "/v1/responses":
            return _respond(seen, script, scenario)
        case "POST", "/v1/chat/completions":
            return openai_chat(seen, script, scenario)
    raise fail(404, f"Invalid URL ({seen.method} {seen.path})", None)


def _respond(seen: Seen, script: Script, scenario: str) -> Reply:
    body = seen.body
    if not isinstance(body, dict):
        raise fail(400, "We could not parse the JSON body of your request.", None)
    _check(body)
    ask = _ask(seen, body)
    refuse(seen, scenario, ask.model, script.count(ask.user))
    known_model(ask.model, scenario)
    if ask.schema is not None and scenario == "schema-unsupported":
        text = "Invalid parameter: 'text.format' of type 'json_schema' is not supported with "
        raise fail(400, f"{text}model version `{ask.model}`.", None, param="text.format")
    told = script.told(ask, scenario)
    if not ask.stream:
        return as_json(_whole(ask, told))
    parts = _events(ask, told)
    error = {"code": "server_error", "message": "An error occurred while processing the request."}
    failed = {**_whole(ask, told), "status": "failed", "error": error, "output": []}
    last = event({"type": "response.failed", "response": failed}, "response.failed")
    return Reply(200, {"content-type": SSE}, ended(parts, told.fault, last, _JUNK))


def _check(body: dict[str, Any]) -> None:
    for name in body:
        if name not in FIELDS:
            raise fail(400, f"Unknown parameter: '{name}'.", "unknown_parameter", param=name)
    for name in ("model", "input"):
        if not body.get(name):
            text = f"Missing required parameter: '{name}'."
            raise fail(400, text, "missing_required_parameter", param=name)
    for name in ("temperature", "top_p"):
        if name in body and not str(body["model"]).startswith("gpt-4"):
            text = f"Unsupported parameter: '{name}' is not supported with this model."
            raise fail(400, text, "unsupported_parameter", param=name)
    if body.get("max_output_tokens", _LEAST) < _LEAST:
        text = "Invalid 'max_output_tokens': integer below minimum value. Expected >= 16."
        raise fail(400, text, "integer_below_min_value", param="max_output_tokens")
    shape = body.get("text", {}).get("format", {"type": "text"})
    if shape.get("type") == "json_schema":
        check_format(shape, "text.format")


def _ask(seen: Seen, body: dict[str, Any]) -> Ask:
    given = body["input"]
    system, user = str(body.get("instructions") or ""), ""
    for item in [{"role": "user", "content": given}] if isinstance(given, str) else given:
        content = item.get("content", "")
        if not isinstance(content, str):
            content = "".join(part.get("text", "") for part in content)
        if item.get("role") in ("system", "developer"):
            system += content
        elif item.get("role") == "user":
            user += content
        else:
            text = f"Invalid value: '{item.get('role')}'. Supported values are: 'assistant', "
            raise fail(400, f"{text}'system', 'developer', and 'user'.", "invalid_value")
    shape = body.get("text", {}).get("format", {})
    return Ask(
        seen,
        model=body["model"],
        system=system,
        user=user,
        schema=shape.get("schema"),
        limit=int(body.get("max_output_tokens") or 0),
        stream=body.get("stream") is True,
    )


def _whole(ask: Ask, told: Told) -> dict[str, Any]:
    content: dict[str, Any] = {"type": "output_text", "text": told.text, "annotations": []}
    if told.stop == "refused":
        content = {"type": "refusal", "refusal": REFUSAL}
    cut = told.stop == "length"
    status = "incomplete" if cut else "completed"
    message = {"id": "msg_1", "type": "message", "role": "assistant", "status": status,
               "content": [content]}  # fmt: skip
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1_764_000_000,
        "status": status,
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
        "model": ask.model,
        "output": [message],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": told.input,
            "input_tokens_details": {"cached_tokens": told.input // 4, "cache_write_tokens": 0},
            "output_tokens": told.output,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": told.input + told.output,
        },
    }


def _events(ask: Ask, told: Told) -> list[bytes]:
    whole = _whole(ask, told)
    begun = {**whole, "status": "in_progress", "output": [], "usage": None}
    begun["incomplete_details"] = None
    item = {**whole["output"][0], "status": "in_progress", "content": []}
    content = whole["output"][0]["content"][0]
    refused = told.stop == "refused"
    part = {**content, ("refusal" if refused else "text"): ""}
    kind = "response.refusal" if refused else "response.output_text"
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    said: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
    ]
    said += [
        {"type": "response.reasoning_summary_text.delta", "delta": piece, "item_id": "rs_1",
         "output_index": 0, "summary_index": 0}
        for piece in words(told.thought)
    ]  # fmt: skip
    said += [
        {"type": "response.output_item.added", "output_index": 0, "item": item},
        {"type": "response.content_part.added", **place, "part": part},
    ]
    text = REFUSAL if refused else told.text
    said += [{"type": f"{kind}.delta", **place, "delta": piece} for piece in words(text)]
    said += [
        {"type": f"{kind}.done", **place, ("refusal" if refused else "text"): text},
        {"type": "response.content_part.done", **place, "part": content},
        {"type": "response.output_item.done", "output_index": 0, "item": whole["output"][0]},
        {"type": f"response.{whole['status']}", "response": whole},
    ]
    return [
        event({**one, "sequence_number": number}, one["type"]) for number, one in enumerate(said)
    ]

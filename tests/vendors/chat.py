"""Chat completions as OpenAI serves them, strict, and as compatible servers do, lenient."""

from typing import Any

from tests.vendors.cors import COMPATIBLE
from tests.vendors.models import COMPATIBLE as MODELS
from tests.vendors.openai_words import check_format, fail, known_model, no_model, refuse
from tests.vendors.scenarios import named
from tests.vendors.script import REFUSAL, Script
from tests.vendors.wire import SSE, Ask, Reply, Seen, Told, as_json, ended, event, words

CORS = COMPATIBLE
FIELDS = frozenset(
    "audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens "
    "max_tokens messages metadata modalities model n parallel_tool_calls prediction "
    "presence_penalty prompt_cache_key reasoning_effort response_format safety_identifier seed "
    "service_tier stop store stream stream_options temperature tool_choice tools top_logprobs "
    "top_p user verbosity web_search_options".split()
)
_JUNK = b'data: {"id":"chatcmpl-1","choices":[{"index":0,"del\n\ndata: [DONE]\n\n'
_DONE = b"data: [DONE]\n\n"


def openai_chat(seen: Seen, script: Script, scenario: str) -> Reply:
    """OpenAI's own: every field known, none that its newer models refuse."""
    body = checked(seen.body)
    for name in body:
        if name not in FIELDS:
            raise fail(400, f"Unknown parameter: '{name}'.", "unknown_parameter", param=name)
    for name in ("max_tokens", "temperature", "top_p"):
        if name in body and not str(body["model"]).startswith("gpt-4"):
            text = f"Unsupported parameter: '{name}' is not supported with this model."
            raise fail(400, text, "unsupported_parameter", param=name)
    shape = body.get("response_format", {})
    if shape.get("type") == "json_schema":
        check_format(shape.get("json_schema", {}), "response_format.json_schema")
    ask = ask_of(seen, body, "max_completion_tokens")
    refuse(seen, scenario, ask.model, script.count(ask.user))
    known_model(ask.model, scenario)
    refuse_schema(ask, scenario)
    return completion(ask, script.told(ask, scenario), script)


def reply(seen: Seen, script: Script) -> Reply:
    """A compatible server, as vLLM: it knows no key but a wrong one, and passes over fields."""
    body = seen.body if isinstance(seen.body, dict) else {}
    scenario = script.scenario(seen, str(body.get("model", "")))
    if scenario == "wrong-key":
        raise fail(401, "Unauthorized", None, "unauthorized")
    if (seen.method, seen.path) == ("GET", "/v1/models"):
        if scenario == "limited-key":
            raise fail(403, "Forbidden", None, "permission_error")
        return as_json({"object": "list", "data": MODELS})
    if (seen.method, seen.path) != ("POST", "/v1/chat/completions"):
        return as_json({"detail": "Not Found"}, 404)
    ask = ask_of(seen, checked(body), "max_tokens")
    if scenario == "no-credit":
        raise fail(402, "Insufficient Balance", "invalid_request_error", "unknown_error")
    refuse(seen, scenario, ask.model, script.count(ask.user))
    listed = {one["id"] for one in MODELS}
    if not scenario and ask.model not in listed and not named("", ask.model):
        raise no_model(ask.model)
    refuse_schema(ask, scenario)
    return completion(ask, script.told(ask, scenario), script)


def checked(body: Any) -> dict[str, Any]:
    """The body with what every server wants. Raises Refused."""
    if not isinstance(body, dict):
        raise fail(400, "We could not parse the JSON body of your request.", None)
    for name in ("model", "messages"):
        if not body.get(name):
            text = f"Missing required parameter: '{name}'."
            raise fail(400, text, "missing_required_parameter", param=name)
    return body


def refuse_schema(ask: Ask, scenario: str) -> None:
    """Raise where the model is said to take no schema, and one is given."""
    if ask.schema is not None and scenario == "schema-unsupported":
        text = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with "
        raise fail(400, f"{text}this model.", None, param="response_format")


def ask_of(seen: Seen, body: dict[str, Any], limit: str) -> Ask:
    """The request in no vendor's words. Raises Refused for a role that is none."""
    said: dict[str, str] = {"system": "", "developer": "", "user": "", "assistant": ""}
    for message in body["messages"]:
        role, content = message.get("role"), message.get("content", "")
        if role not in said:
            raise fail(400, f"Invalid value: '{role}'.", "invalid_value", param="messages")
        whole = isinstance(content, str)
        said[role] += content if whole else "".join(part.get("text", "") for part in content)
    return Ask(
        seen,
        model=body["model"],
        system=said["system"] + said["developer"],
        user=said["user"],
        schema=body.get("response_format", {}).get("json_schema", {}).get("schema"),
        limit=int(body.get(limit) or 0),
        stream=body.get("stream") is True,
    )


def completion(ask: Ask, told: Told, script: Script, *, router: bool = False) -> Reply:
    """The answer; `router`: as OpenRouter, which always counts and names the cost."""
    finish = {"end": "stop", "length": "length"}.get(told.stop, "stop")
    usage: dict[str, Any] = {
        "prompt_tokens": told.input,
        "completion_tokens": told.output,
        "total_tokens": told.input + told.output,
        "prompt_tokens_details": {"cached_tokens": told.input // 4},
        "completion_tokens_details": {"reasoning_tokens": 0},
    }
    if router:
        usage["cost"] = cost_of(told)
    if not ask.stream:
        refused = told.stop == "refused"
        message = {"role": "assistant", "content": None if refused else told.text,
                   "refusal": REFUSAL if refused else None}  # fmt: skip
        choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
        return as_json({**_head(ask, "chat.completion"), "choices": [choice], "usage": usage})
    parts = [_chunk(ask, delta) for delta in _deltas(told)] + [_chunk(ask, {}, finish)]
    if router:
        parts.insert(0, b": OPENROUTER PROCESSING\n\n")
    if router or (ask.seen.body.get("stream_options") or {}).get("include_usage"):
        parts.append(event({**_head(ask), "choices": [], "usage": usage}))
    error = {"code": 502, "message": "Provider disconnected"}
    failed = event({**_head(ask), "error": error, "choices": [
        {"index": 0, "delta": {"content": ""}, "finish_reason": "error"}]})  # fmt: skip
    pieces = ended([*parts, _DONE], told.fault, failed + _DONE, _JUNK)
    return Reply(200, {"content-type": SSE}, pieces)


def cost_of(told: Told) -> float:
    """USD by the listed prices."""
    return round(told.input * 0.000002 + told.output * 0.00001, 8)


def _deltas(told: Told) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = [{"role": "assistant", "content": "", "refusal": None}]
    said += [{"reasoning_content": piece} for piece in words(told.thought)]
    if told.stop == "refused":
        return said + [{"refusal": piece} for piece in words(REFUSAL)]
    return said + [{"content": piece} for piece in words(told.text)]


def _head(ask: Ask, kind: str = "chat.completion.chunk") -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1_764_000_000, "model": ask.model}


def _chunk(ask: Ask, delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    return event({**_head(ask), "choices": [choice]})

"""Ollama's own format: NDJSON, no key, a context of its own, and pages let in by their origin."""

from datetime import UTC, datetime
from typing import Any

from tests.vendors.cors import OLLAMA
from tests.vendors.models import CONTEXT
from tests.vendors.models import OLLAMA as MODELS
from tests.vendors.scenarios import named
from tests.vendors.script import Script
from tests.vendors.wire import NDJSON, Ask, Refused, Reply, Seen, Told, as_json, ended, line, words

CORS = OLLAMA
_TOLD: dict[str, Any] = {
    "/api/version": {"version": "0.40.5"},
    "/api/tags": {"models": MODELS},
    "/api/ps": {"models": []},
}


def fail(status: int, message: str) -> Refused:
    """An error as Ollama words it."""
    return Refused(as_json({"error": message}, status))


def reply(seen: Seen, script: Script) -> Reply:
    """Answer a request. Raises Refused."""
    body = seen.body if isinstance(seen.body, dict) else {}
    model = str(body.get("model") or body.get("name") or "")
    match seen.method, seen.path:
        case "GET", "/":
            return Reply(200, {"content-type": "text/plain"}, [b"Ollama is running"])
        case "GET", path if path in _TOLD:
            return as_json(_TOLD[path])
        case "POST", "/api/show":
            return _show(model)
        case "POST", "/api/chat":
            return _chat(seen, body, script, script.scenario(seen, model))
    return Reply(404, {"content-type": "text/plain"}, [b"404 page not found"])


def _listed(model: str) -> dict[str, Any] | None:
    names = (model, f"{model}:latest")
    return next((one for one in MODELS if one["name"] in names), None)


def _show(model: str) -> Reply:
    found = _listed(model)
    if found is None:
        raise fail(404, f"model '{model}' not found")
    family = found["details"]["family"]
    info = {"general.architecture": family, f"{family}.context_length": CONTEXT[found["name"]]}
    return as_json(
        {"details": found["details"], "model_info": info, "capabilities": ["completion", "tools"]}
    )


def _chat(seen: Seen, body: dict[str, Any], script: Script, scenario: str) -> Reply:
    if not isinstance(body.get("messages"), list) or not body.get("model"):
        raise fail(400, "model is required")
    ask = _ask(seen, body)
    refusals = {
        "no-model": (404, f"model '{ask.model}' not found"),
        "rate-limit": (429, "you have reached your hourly usage limit, please upgrade to continue"),
        "rate-limit-then-ok": (429, "too many requests"),
        "rate-limit-silent-then-ok": (429, "too many requests"),
        "overloaded": (503, "server busy, please try again.  maximum pending requests exceeded"),
        "overloaded-then-ok": (503, "server busy, please try again."),
        "bad-request": (400, "json: cannot unmarshal string into Go struct field"),
        "server": (500, "llama runner process has terminated: signal: killed"),
        "wrong-key": (401, "unauthorized"),
    }
    if scenario in refusals:
        raise fail(*refusals[scenario])
    if not scenario and _listed(ask.model) is None and not named("", ask.model):
        raise fail(404, f"model '{ask.model}' not found")
    if ask.schema is not None and scenario == "schema-unsupported":
        raise fail(500, "failed to load model vocabulary required for format")
    told = script.told(ask, scenario)
    told = _fitted(ask, told, script, scenario)
    said = _lines(ask, told)
    if not ask.stream:
        whole = dict(said[-1])
        whole["message"] = {"role": "assistant", "content": told.text}
        return as_json(whole)
    error = line({"error": "an error was encountered while running the model: CUDA error"})
    parts = ended([line(one) for one in said], told.fault, error, b'{"model":"q","mess\n')
    return Reply(200, {"content-type": NDJSON}, parts)


def _fitted(ask: Ask, told: Told, script: Script, scenario: str) -> Told:
    """What is left when the context is full: cut without a word, or refused where asked for."""
    body = ask.seen.body
    context = (body.get("options") or {}).get("num_ctx") or script.context
    if told.input <= context and scenario != "context":
        return told
    if body.get("truncate") is False:
        raise fail(400, "the input length exceeds the context length")
    values = {**told.__dict__, "input": min(told.input, context)}
    return Told(**values)


def _ask(seen: Seen, body: dict[str, Any]) -> Ask:
    said = {"system": "", "user": "", "assistant": "", "tool": ""}
    for message in body["messages"]:
        if message.get("role") not in said:
            raise fail(400, f"invalid role: {message.get('role')}")
        said[message["role"]] += message.get("content", "")
    schema = body.get("format")
    return Ask(
        seen,
        model=body["model"],
        system=said["system"],
        user=said["user"],
        schema=schema if isinstance(schema, dict) else None,
        limit=max(0, (body.get("options") or {}).get("num_predict") or 0),
        stream=body.get("stream") is not False,
    )


def _lines(ask: Ask, told: Told) -> list[dict[str, Any]]:
    head = {"model": ask.model, "created_at": datetime.now(UTC).isoformat()}
    parts: list[dict[str, str]] = [{"content": "", "thinking": one} for one in words(told.thought)]
    parts += [{"content": one} for one in words(told.text)]
    said: list[dict[str, Any]] = [
        {**head, "message": {"role": "assistant", **part}, "done": False} for part in parts
    ]
    last = {
        **head,
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": "length" if told.stop == "length" else "stop",
        "total_duration": 4_883_583_458,
        "load_duration": 1_334_875,
        "prompt_eval_count": told.input,
        "prompt_eval_duration": 342_546_000,
        "eval_count": told.output,
        "eval_duration": 4_535_599_000,
    }
    return [*said, last]

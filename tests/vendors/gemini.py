"""Google Gemini: generateContent under /v1 and /v1beta."""

import json
from typing import Any

from tests.vendors.cors import GEMINI
from tests.vendors.models import CONTEXT
from tests.vendors.models import GEMINI as MODELS
from tests.vendors.scenarios import named
from tests.vendors.schemas import NotTaken, check_gemini
from tests.vendors.script import RETRY_AFTER, Script
from tests.vendors.wire import JSON, SSE, Ask, Refused, Reply, Seen, Told, as_json, ended, event
from tests.vendors.wire import words as in_words

CORS = GEMINI
FIELDS = frozenset(
    "contents systemInstruction generationConfig safetySettings tools toolConfig cachedContent "
    "store labels serviceTier".split()
)
CONFIG = frozenset(
    "responseMimeType responseJsonSchema responseSchema maxOutputTokens temperature topP topK "
    "candidateCount stopSequences seed thinkingConfig presencePenalty frequencyPenalty "
    "responseModalities mediaResolution responseLogprobs logprobs speechConfig imageConfig".split()
)
_JUNK = b'data: {"candidates": [{"content": {"parts": [{"te\n\n'
_INFO = "type.googleapis.com/google.rpc."


def fail(code: int, status: str, message: str, *details: dict[str, Any]) -> Refused:
    """An error as Google words it."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = list(details)
    return Refused(as_json({"error": error}, code))


def _reason(reason: str) -> dict[str, Any]:
    return {"@type": f"{_INFO}ErrorInfo", "reason": reason, "domain": "googleapis.com"}


def _refuse(scenario: str, ask: Ask, count: int) -> None:
    window = CONTEXT.get(ask.model, 1_048_576)
    quota = "You exceeded your current quota, please check your plan and billing details."
    slow = "RESOURCE_EXHAUSTED"
    retry = {"@type": f"{_INFO}RetryInfo", "retryDelay": f"{RETRY_AFTER}s"}
    busy = "The model is overloaded. Please try again later."
    known: dict[str, tuple[Any, ...]] = {
        "limited-generation": (403, "PERMISSION_DENIED", "Requests to this API method are blocked.",
                               _reason("API_KEY_SERVICE_BLOCKED")),
        "no-credit": (429, slow, "Your prepayment credits are depleted. Please go to AI Studio to "
                      "manage your project and billing."),
        "rate-limit": (429, slow, quota, retry),
        "rate-limit-then-ok": (429, slow, quota, retry),
        "rate-limit-silent-then-ok": (429, slow, "Resource has been exhausted (e.g. check quota)."),
        "overloaded": (503, "UNAVAILABLE", busy),
        "overloaded-then-ok": (503, "UNAVAILABLE", busy),
        "no-model": (404, "NOT_FOUND", f"models/{ask.model} is not found for API version v1."),
        "region": (400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
        "context": (400, "INVALID_ARGUMENT", f"The input token count ({max(count, window + 1)}) "
                    f"exceeds the maximum number of tokens allowed ({window})."),
        "bad-request": (400, "INVALID_ARGUMENT", 'Invalid JSON payload received. Unknown name '
                        '"verbosity": Cannot find field.'),
        "server": (500, "INTERNAL", "An internal error has occurred. Please retry."),
    }  # fmt: skip
    if scenario in known:
        raise fail(*known[scenario])
    if ask.schema is not None and scenario == "schema-unsupported":
        raise fail(
            400, "INVALID_ARGUMENT", "The specified schema produces a constraint that has too many "
            "states for serving."
        )  # fmt: skip


def _check_key(seen: Seen, scenario: str) -> None:
    if not seen.headers.get("x-goog-api-key"):
        text = "Method doesn't allow unregistered callers. Please use API Key."
        raise fail(403, "PERMISSION_DENIED", text)
    if scenario == "wrong-key":
        text = "API key not valid. Please pass a valid API key."
        raise fail(400, "INVALID_ARGUMENT", text, _reason("API_KEY_INVALID"))


def reply(seen: Seen, script: Script) -> Reply:
    """Answer a request. Raises Refused."""
    version, _, rest = seen.path.removeprefix("/").partition("/")
    model, _, method = rest.removeprefix("models/").partition(":")
    scenario = script.scenario(seen, model)
    if version not in ("v1", "v1beta"):
        return Reply(404, {"content-type": "text/html"}, [b"<title>Error 404 (Not Found)</title>"])
    _check_key(seen, scenario)
    if (seen.method, rest) == ("GET", "models"):
        if scenario == "limited-key":
            text, why = "Requests to this API method are blocked.", "API_KEY_SERVICE_BLOCKED"
            raise fail(403, "PERMISSION_DENIED", text, _reason(why))
        return _list(seen)
    if seen.method != "POST" or method not in ("generateContent", "streamGenerateContent"):
        return Reply(404, {"content-type": "text/html"}, [b"<title>Error 404 (Not Found)</title>"])
    _check(seen.body)
    ask = _ask(seen, model, method)
    _refuse(scenario, ask, script.count(ask.user))
    listed = {one["name"] for one in MODELS}
    if not scenario and f"models/{model}" not in listed and not named("", model):
        raise fail(404, "NOT_FOUND", f"models/{model} is not found for API version {version}.")
    told = script.told(ask, scenario)
    chunks = _blocked(ask, told) if scenario == "content-policy" else _chunks(ask, told)
    if not ask.stream:
        return as_json(_merged(chunks))
    if seen.query.get("alt") != "sse":
        return Reply(200, {"content-type": JSON}, [json.dumps(chunks).encode()])
    busy = {"code": 503, "message": "The model is overloaded.", "status": "UNAVAILABLE"}
    parts = [event(chunk) for chunk in chunks]
    return Reply(
        200, {"content-type": SSE}, ended(parts, told.fault, event({"error": busy}), _JUNK)
    )


def _list(seen: Seen) -> Reply:
    size = int(seen.query.get("pageSize", "50"))
    start = int(seen.query.get("pageToken") or 0)
    page: dict[str, Any] = {"models": MODELS[start : start + size]}
    if start + size < len(MODELS):
        page["nextPageToken"] = str(start + size)
    return as_json(page)


def _check(body: Any) -> None:
    bad = "INVALID_ARGUMENT"
    if not isinstance(body, dict) or not body.get("contents"):
        raise fail(400, bad, "* GenerateContentRequest.contents: contents is not specified")
    config = body.get("generationConfig", {})
    for where, given, known in (("", body, FIELDS), ("generation_config", config, CONFIG)):
        for name in given:
            if name not in known:
                at = f" at '{where}'" if where else ""
                text = f'Invalid JSON payload received. Unknown name "{name}"{at}'
                raise fail(400, bad, f"{text}: Cannot find field.")
    for content in body["contents"]:
        if content.get("role", "user") not in ("user", "model"):
            raise fail(400, bad, "Please use a valid role: user, model.")
    if "responseJsonSchema" not in config:
        return
    if config.get("responseMimeType") != "application/json":
        text = "response_json_schema is only allowed with response_mime_type application/json"
        raise fail(400, bad, text)
    try:
        check_gemini(config["responseJsonSchema"])
    except NotTaken as why:
        raise fail(400, bad, str(why)) from None


def _text(content: Any) -> str:
    return "".join(part.get("text", "") for part in (content or {}).get("parts", ()))


def _ask(seen: Seen, model: str, method: str) -> Ask:
    body = seen.body
    config = body.get("generationConfig", {})
    return Ask(
        seen,
        model=model,
        system=_text(body.get("systemInstruction")),
        user="".join(_text(one) for one in body["contents"]),
        schema=config.get("responseJsonSchema"),
        limit=int(config.get("maxOutputTokens") or 0),
        stream=method == "streamGenerateContent",
    )


def _usage(told: Told) -> dict[str, int]:
    return {"promptTokenCount": told.input, "cachedContentTokenCount": told.input // 4,
             "candidatesTokenCount": told.output,
             "totalTokenCount": told.input + told.output}  # fmt: skip


def _blocked(ask: Ask, told: Told) -> list[dict[str, Any]]:
    feedback = {"blockReason": "PROHIBITED_CONTENT"}
    usage = {"promptTokenCount": told.input, "totalTokenCount": told.input}
    return [{"promptFeedback": feedback, "usageMetadata": usage, "modelVersion": ask.model}]


def _chunks(ask: Ask, told: Told) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [{"text": one, "thought": True} for one in in_words(told.thought)]
    parts += [] if told.stop == "refused" else [{"text": one} for one in in_words(told.text)]
    finish = {"end": "STOP", "length": "MAX_TOKENS", "refused": "SAFETY"}[told.stop]
    said = [{"content": {"role": "model", "parts": [part]}, "index": 0} for part in parts]
    last: dict[str, Any] = {"finishReason": finish, "index": 0}
    if told.stop != "refused":
        last["content"] = {"role": "model", "parts": [{"text": ""}]}
    begun = {"promptTokenCount": told.input, "totalTokenCount": told.input}
    head = {"modelVersion": ask.model, "responseId": "r1"}
    chunks = [{"candidates": [one], "usageMetadata": begun, **head} for one in said]
    return [*chunks, {"candidates": [last], "usageMetadata": _usage(told), **head}]


def _merged(chunks: list[dict[str, Any]]) -> dict[str, Any]:
    parts = [
        part
        for chunk in chunks
        for one in chunk.get("candidates", ())
        for part in one.get("content", {}).get("parts", ())
        if not part.get("thought")
    ]
    whole = dict(chunks[-1])
    if "candidates" in whole:
        text = {"role": "model", "parts": [{"text": "".join(part["text"] for part in parts)}]}
        whole["candidates"] = [{**whole["candidates"][0], "content": text}]
    return whole

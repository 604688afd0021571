"""OpenRouter: chat completions with its own errors, the key's own page, and the PKCE sign-in."""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode

from tests.vendors.chat import ask_of, checked, completion
from tests.vendors.cors import OPENROUTER
from tests.vendors.models import CONTEXT
from tests.vendors.models import OPENROUTER as MODELS
from tests.vendors.scenarios import named
from tests.vendors.script import RETRY_AFTER, Script
from tests.vendors.wire import Ask, Refused, Reply, Seen, as_json

CORS = OPENROUTER
_NOBODY = "No endpoints found that can handle the requested parameters."


def fail(code: int, message: str, metadata: dict[str, Any] | None = None, **head: str) -> Refused:
    """An error as OpenRouter words it; `head`: response headers with underscores."""
    error: dict[str, Any] = {"message": message, "code": code}
    if metadata:
        error["metadata"] = metadata
    return Refused(as_json({"error": error}, code, **head))


def _refuse(scenario: str, ask: Ask, count: int) -> None:
    window = CONTEXT.get(ask.model, 128_000)
    slow, busy = "Rate limit exceeded: free-models-per-min.", "Provider returned error"
    wait = {"retry_after": str(RETRY_AFTER)}
    known: dict[str, tuple[int, str, dict[str, Any] | None, dict[str, str]]] = {
        "spend-limit": (403, "Key limit exceeded (monthly limit).", {"limit_source": "key"}, {}),
        "no-credit": (402, "Insufficient credits. Add more using https://openrouter.ai/credits",
                      None, {}),
        "rate-limit": (429, slow, None, wait),
        "rate-limit-then-ok": (429, slow, None, wait),
        "rate-limit-silent-then-ok": (429, slow, None, {}),
        "overloaded": (503, busy, {"provider_name": "Acme"}, {}),
        "overloaded-then-ok": (503, busy, {"provider_name": "Acme"}, {}),
        "no-model": (404, f"No endpoints found for {ask.model}.", None, {}),
        "region": (403, "This model is not available in your region.", None, {}),
        "context": (400, f"This endpoint's maximum context length is {window} tokens. However, "
                    f"you requested about {max(count, window + 1)} tokens.", None, {}),
        "content-policy": (403, f"{ask.model} requires moderation. Your input was flagged.",
                           {"reasons": ["violence"], "flagged_input": "...", "provider_name":
                            "Acme", "model_slug": ask.model}, {}),
        "bad-request": (400, "messages.0.role: Invalid option", None, {}),
        "server": (500, "Internal Server Error", None, {}),
    }  # fmt: skip
    if scenario in known:
        code, message, metadata, head = known[scenario]
        raise fail(code, message, metadata, **head)
    demanding = (ask.seen.body.get("provider") or {}).get("require_parameters")
    if ask.schema is not None and scenario == "schema-unsupported" and demanding:
        raise fail(404, _NOBODY)


def reply(seen: Seen, script: Script) -> Reply:
    """Answer a request. Raises Refused."""
    if seen.path == "/auth":
        return _sign_in(seen, script)
    if (seen.method, seen.path) == ("POST", "/api/v1/auth/keys"):
        return _exchange(seen, script)
    body = seen.body if isinstance(seen.body, dict) else {}
    scenario = script.scenario(seen, str(body.get("model", "")))
    if (seen.method, seen.path) == ("GET", "/api/v1/models"):
        return as_json({"data": MODELS})
    if not seen.key:
        raise fail(401, "No auth credentials found")
    if scenario == "wrong-key":
        raise fail(401, "User not found.")
    if (seen.method, seen.path) == ("GET", "/api/v1/key"):
        return _key(scenario)
    if (seen.method, seen.path) != ("POST", "/api/v1/chat/completions"):
        raise fail(404, "Not Found")
    ask = ask_of(seen, checked(body), "max_tokens")
    _refuse(scenario, ask, script.count(ask.user))
    model = next((one for one in MODELS if one["id"] == ask.model), None)
    if model is None and not scenario and not named("", ask.model):
        raise fail(400, f"{ask.model} is not a valid model ID")
    _check_parameters(ask, model)
    return completion(ask, script.told(ask, scenario), script, router=True)


def _check_parameters(ask: Ask, model: dict[str, Any] | None) -> None:
    demanding = (ask.seen.body.get("provider") or {}).get("require_parameters")
    if model is None or not demanding or ask.schema is None:
        return
    if "structured_outputs" not in model["supported_parameters"]:
        raise fail(404, _NOBODY)


def _key(scenario: str) -> Reply:
    if scenario == "limited-key":
        raise fail(403, "Forbidden")
    limited = scenario in ("no-credit", "spend-limit")
    data = {"label": "sk-or-v1-0e6...1c9", "limit": 10, "usage": 10 if limited else 2.5,
            "limit_remaining": 0 if limited else 7.5, "is_free_tier": False,
            "is_provisioning_key": False}  # fmt: skip
    return as_json({"data": data})


def _sign_in(seen: Seen, script: Script) -> Reply:
    """The page where a person says yes: here it goes back at once."""
    back = seen.query.get("callback_url", "")
    challenge = seen.query.get("code_challenge", "")
    if not back.startswith(("https://", "http://localhost")) or not challenge:
        raise fail(400, "Invalid callback_url or code_challenge")
    code = secrets.token_urlsafe(24)
    script.codes[code] = (challenge, seen.query.get("code_challenge_method", "plain"))
    joint = "&" if "?" in back else "?"
    return Reply(302, {"location": f"{back}{joint}{urlencode({'code': code})}"})


def _exchange(seen: Seen, script: Script) -> Reply:
    body = seen.body if isinstance(seen.body, dict) else {}
    challenge, method = script.codes.pop(str(body.get("code")), ("", ""))
    if not challenge:
        raise fail(403, "Invalid code or code_verifier")
    if body.get("code_challenge_method", method) != method:
        raise fail(400, "Invalid code_challenge_method")
    proof = str(body.get("code_verifier", ""))
    if method == "S256":
        digest = hashlib.sha256(proof.encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if proof != challenge:
        raise fail(403, "Invalid code or code_verifier")
    return as_json({"key": f"sk-or-v1-{secrets.token_hex(32)}", "user_id": "user_1"})

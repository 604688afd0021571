"""What the fake vendors refuse, as the real ones do: a fake that takes anything proves nothing."""

import base64
import hashlib
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.vendors.server import Vendors

pytestmark = pytest.mark.seam

ORIGIN = "https://resumes.example"
OPEN: dict[str, Any] = {"type": "object", "properties": {"a": {"type": "string"}}}
CLOSED = {**OPEN, "required": ["a"], "additionalProperties": False}
HI = [{"role": "user", "content": "Hi"}]
CLAUDE = {"model": "claude-haiku-5-5", "max_tokens": 100, "messages": HI}
NEWEST = {"x-api-key": "sk-fine", "anthropic-version": "2026-10-21"}


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def call(url: str, body: Any = None, method: str = "", **headers: str) -> tuple[int, Any, Any]:
    """Status, JSON or text, and headers; header names are given with underscores."""
    data = None if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    asked = urllib.request.Request(url, data, named, method=method or None)
    opener = urllib.request.build_opener(_Still, urllib.request.ProxyHandler({}))
    try:
        answer = opener.open(asked, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        raw = answer.read()
    try:
        return answer.status, json.loads(raw), answer.headers
    except ValueError:
        return answer.status, raw.decode(), answer.headers


def responses(vendors: Vendors, **more: Any) -> tuple[int, Any]:
    body = {"model": "gpt-6-luna", "input": "Hi", **more}
    url = f"{vendors.base('openai')}/responses"
    return call(url, body, authorization="Bearer sk-fine")[:2]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"max_tokens": 5}, "Unknown parameter: 'max_tokens'."),
        ({"temperature": 1}, "'temperature' is not supported"),
        ({"max_output_tokens": 5}, "below minimum"),
        ({"model": "gpt-0"}, "does not exist"),
        ({"text": {"format": {"type": "json_schema", "name": "n", "strict": True,
                              "schema": OPEN}}}, "additionalProperties"),
    ],
)  # fmt: skip
def test_openai_refuses_what_it_does_not_know(
    vendors: Vendors, more: dict[str, Any], reason: str
) -> None:
    status, told = responses(vendors, **more)
    assert status in (400, 404)
    assert reason in told["error"]["message"]


def test_openai_takes_a_strict_schema(vendors: Vendors) -> None:
    shape = {"type": "json_schema", "name": "n", "strict": True, "schema": CLOSED}
    status, told = responses(vendors, text={"format": shape})
    assert (status, told["output"][0]["content"][0]["text"]) == (200, '{"a":""}')


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        (CLAUDE, {"x-api-key": "k"}, "anthropic-version"),
        ({**CLAUDE, "max_tokens": 0}, NEWEST, "max_tokens"),
        ({**CLAUDE, "top_p": 1}, NEWEST, "top_p"),
        ({**CLAUDE, "output_config": {"format": {"type": "json_schema", "schema": OPEN}}}, NEWEST,
         "additionalProperties"),
        (CLAUDE, {**NEWEST, "origin": ORIGIN}, "CORS requests must set"),
    ],
)  # fmt: skip
def test_anthropic_refuses_what_is_missing_or_too_much(
    vendors: Vendors, body: dict[str, Any], head: dict[str, str], reason: str
) -> None:
    url = f"{vendors.base('anthropic')}/messages"
    status, told, got = call(url, body, **head)
    assert status in (400, 401)
    assert reason in told["error"]["message"]
    assert "access-control-allow-origin" not in got


def test_gemini_refuses_words_of_a_schema_that_it_does_not_know(vendors: Vendors) -> None:
    url = f"{vendors.base('gemini')}/models/gemini-3.8-flash:generateContent"
    schema = {"type": "object", "properties": {"a": {"const": 1}}}
    config = {"responseMimeType": "application/json", "responseJsonSchema": schema}
    body = {"contents": [{"parts": [{"text": "Hi"}]}], "generationConfig": config}
    status, told, _ = call(url, body, x_goog_api_key="sk-fine")
    assert status == 400
    assert '"const"' in told["error"]["message"]


def test_ollama_cuts_without_a_word_unless_it_is_told_not_to(vendors: Vendors) -> None:
    url = f"{vendors.base('ollama')}/api/chat"
    messages = [{"role": "user", "content": "word " * 8_000}]
    body = {"model": "qwen3:8b", "messages": messages, "stream": False}
    assert call(url, body)[1]["prompt_eval_count"] == vendors.script.context
    assert call(url, {**body, "truncate": False})[0] == 400
    wide = {**body, "truncate": False, "options": {"num_ctx": 16_384}}
    assert call(url, wide)[1]["prompt_eval_count"] == 10_000


def test_ollama_lets_in_only_the_pages_of_its_origins(vendors: Vendors) -> None:
    url = f"{vendors.base('ollama')}/api/tags"
    refused = call(url, origin=ORIGIN)
    assert refused[:2] == (403, "")
    assert "access-control-allow-origin" not in refused[2]
    vendors.script.origins = [ORIGIN]
    assert call(url, origin=ORIGIN)[0] == 200
    asks = {"origin": ORIGIN, "access_control_request_method": "POST"}
    chat = f"{vendors.base('ollama')}/api/chat"
    for header, status in (("content-type", 204), ("x-api-key", 400)):
        asks["access_control_request_headers"] = header
        assert call(chat, method="OPTIONS", **asks)[0] == status


def test_openrouter_gives_a_key_once_and_only_for_the_verifier(vendors: Vendors) -> None:
    verifier = "v" * 50
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    back = quote(f"{ORIGIN}/models/openrouter", safe="")
    query = f"callback_url={back}&code_challenge={challenge}&code_challenge_method=S256"
    keys = f"{vendors.base('openrouter')}/auth/keys"

    def exchange(code: str, proof: str) -> tuple[int, Any]:
        return call(keys, {"code": code, "code_verifier": proof})[:2]

    def sign_in() -> str:
        sign = f"{vendors.http}/openrouter/auth?{query}"
        return parse_qs(urlsplit(call(sign)[2]["location"]).query)["code"][0]

    assert exchange(sign_in(), "another")[0] == 403
    code = sign_in()
    status, told = exchange(code, verifier)
    assert (status, told["key"][:9]) == (200, "sk-or-v1-")
    assert exchange(code, verifier)[0] == 403


def test_every_request_is_kept_with_its_headers_and_body(vendors: Vendors) -> None:
    responses(vendors)
    (seen,) = vendors.asked
    assert (seen.vendor, seen.path, seen.key) == ("openai", "/v1/responses", "sk-fine")
    assert seen.body == {"model": "gpt-6-luna", "input": "Hi"}

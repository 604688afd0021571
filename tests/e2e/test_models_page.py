"""Connecting models: every fault told with its fix, and no key anywhere but in the right call.

The recorder of tests/traffic stands over every test here, as it does over all of them: the key and
the passphrase are in no request to our site and in no storage of the browser.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.conftest import free_port
from tests.e2e.fake_models import Ollama, ollama
from tests.e2e.test_languages import texts
from tests.e2e.test_pages import overflow, violations
from tests.traffic.recorder import Recorder
from tests.traffic.secrets import MODELS_KEY as KEY
from tests.traffic.secrets import PASSPHRASE, WRONG_PASSPHRASE

pytestmark = pytest.mark.seam

OPENAI = "https://api.openai.com/v1/models"


@pytest.fixture
def local() -> Iterator[Ollama]:
    """An Ollama on this machine."""
    with ollama() as running:
        yield running


def answer(context: BrowserContext, url: str, status: int, body: object) -> None:
    """Let a vendor answer so."""

    def fulfil(route: Route) -> None:
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        route.fulfill(status=status, headers=headers, body=json.dumps(body))

    context.route(f"{url}*", fulfil)


def choose(page: Page, vendor: str) -> None:
    """Open the page and choose where the model runs."""
    page.goto("/models")
    page.get_by_role("radio", name=re.compile(f"^{vendor}")).check()


def run_test(page: Page) -> None:
    """Press the form's button."""
    page.get_by_role("button", name="Test connection", exact=True).last.click()


def test_the_host_is_told_before_the_first_call(page: Page) -> None:
    """For each place, and nothing is called by looking at it."""
    calls: list[str] = []
    page.context.on("request", lambda r: calls.append(urlsplit(r.url).hostname or ""))
    choose(page, "OpenAI")
    hosts = {
        "OpenAI": "api.openai.com",
        "Anthropic": "api.anthropic.com",
        "Google Gemini": "generativelanguage.googleapis.com",
        "OpenRouter": "openrouter.ai",
        "Ollama": "localhost:11434",
        "Another server": "localhost:1234",
    }
    for vendor, host in hosts.items():
        page.get_by_role("radio", name=re.compile(f"^{vendor}")).check()
        expect(page.get_by_text(f"{host}")).to_be_visible()
    assert set(calls) == {"localhost"}


VENDORS = {
    "OpenAI": "https://api.openai.com/v1/models",
    "Anthropic": "https://api.anthropic.com/v1/models",
    "Google Gemini": "https://generativelanguage.googleapis.com/v1/models",
    "OpenRouter": "https://openrouter.ai/api/v1/key",
}


def said(code: str, text: str) -> dict[str, Any]:
    """An error as three of the vendors write it."""
    return {"type": "error", "error": {"type": code, "code": code, "message": text}}


@pytest.mark.parametrize(
    ("vendor", "status", "body", "title"),
    [
        ("OpenAI", 401, said("invalid_api_key", "Incorrect key."), "Key refused (401"),
        ("Anthropic", 401, said("authentication_error", "invalid x-api-key"), "Key refused (401"),
        (
            "Google Gemini",
            400,
            {
                "error": {
                    "status": "INVALID_ARGUMENT",
                    "message": "API key not valid.",
                    "details": [{"reason": "API_KEY_INVALID"}],
                }
            },
            "Key refused (400",
        ),
        ("OpenRouter", 401, said("401", "No auth"), "Key refused (401"),
        (
            "Anthropic",
            401,
            said("authentication_error", "CORS requests are not allowed for this Organization"),
            "Your organization forbids calls from a browser",
        ),
        ("OpenAI", 429, said("insufficient_quota", "You exceeded your quota."), "No credit left"),
        ("OpenRouter", 402, said("402", "Insufficient credits"), "No credit left"),
        (
            "OpenAI",
            403,
            said("unsupported_country_region_territory", "Country not supported"),
            "OpenAI does not serve the country",
        ),
    ],
)
def test_a_vendor_that_refuses_is_named_with_the_fix(
    page: Page, vendor: str, status: int, body: object, title: str
) -> None:
    """What happened, what to do, and the vendor's own words."""
    answer(page.context, VENDORS[vendor], status, body)
    choose(page, vendor)
    page.get_by_label("Key", exact=True).fill(KEY)
    run_test(page)
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_contain_text(title)
    expect(alert.get_by_role("listitem").first).to_be_visible()


def test_a_vendor_that_lists_its_models(page: Page) -> None:
    """The list is the vendor's own; that a key is taken says nothing of credit."""
    listed = {"data": [{"id": "gpt-6-luna", "created": 1}, {"id": "my-own-tune", "created": 1}]}
    answer(page.context, OPENAI, 200, listed)
    choose(page, "OpenAI")
    page.get_by_label("Key", exact=True).fill(KEY)
    run_test(page)
    expect(page.get_by_text("api.openai.com answers and takes the key")).to_be_visible()
    page.get_by_label("Model", exact=True).select_option("my-own-tune")
    page.get_by_role("button", name="Use this model").click()
    yours = page.get_by_role("region", name="Your models")
    expect(yours.get_by_role("radio", name=re.compile("my-own-tune"))).to_be_checked()
    expect(yours.get_by_text("This tab only")).to_be_visible()


def test_ollama_that_is_not_running(page: Page) -> None:
    """Nobody listens there; the command for each system is at hand."""
    choose(page, "Ollama")
    port = free_port()
    page.get_by_label("Address").fill(f"http://localhost:{port}")
    run_test(page)
    alert = page.get_by_role("alert")
    expect(alert.get_by_text(f"Nothing is listening at localhost:{port}")).to_be_visible()
    alert.get_by_text("Windows").click()
    expect(alert.get_by_text("ollama serve")).to_be_visible()


@pytest.mark.parametrize("system", ["Linux", "macOS", "Windows"])
def test_ollama_that_does_not_let_us_in(page: Page, local: Ollama, site: str, system: str) -> None:
    """It runs; the command lets this very site in, and no other."""
    local.lets_in = False
    choose(page, "Ollama")
    page.get_by_label("Address").fill(local.base)
    run_test(page)
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text(
        f"localhost:{local.port} runs, but does not let this site in"
    )
    alert.get_by_text(system, exact=True).click()
    command = alert.locator("pre").inner_text()
    assert "OLLAMA_ORIGINS" in command
    assert site in command
    assert "*" not in command
    local.lets_in = True
    run_test(page)
    expect(page.get_by_text(f"localhost:{local.port} answers")).to_be_visible()


def test_ollama_is_connected_without_a_key(page: Page, local: Ollama) -> None:
    """Its models are listed; remembered without a passphrase, it is there after a reload."""
    choose(page, "Ollama")
    page.get_by_label("Address").fill(local.base)
    run_test(page)
    expect(page.get_by_text("It offers 2 models.")).to_be_visible()
    page.get_by_label("Model", exact=True).select_option("gemma4:12b")
    page.get_by_text("Remember on this device").click()
    page.get_by_role("button", name="Use this model").click()
    expect(page.get_by_role("radio", name=re.compile(r"gemma4:12b"))).to_be_checked()
    page.reload()
    expect(page.get_by_role("radio", name=re.compile(r"gemma4:12b"))).to_be_checked()
    assert "/api/chat" not in local.paths


def test_a_server_elsewhere_is_confirmed_by_name(page: Page) -> None:
    """In the form that is called (punycode); the key is asked for only then; it can be undone."""
    host = "xn--bcher-kva.example"
    answer(page.context, f"https://{host}/v1/models", 200, {"data": [{"id": "house-model"}]})
    choose(page, "Another server")
    page.get_by_label("Address").fill("https://bücher.example/v1")
    expect(page.get_by_text(f"May this page call {host}?")).to_be_visible()
    expect(page.get_by_label("Key, if the server wants one")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name=f"Allow {host} and reload").click()
    expect(page.get_by_label("Address")).to_have_value(f"https://{host}/v1")
    page.get_by_label("Key, if the server wants one").fill(KEY)
    run_test(page)
    expect(page.get_by_text(f"{host} answers and takes the key")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Take that back").click()
    page.get_by_role("radio", name=re.compile("^Another server")).check()
    page.get_by_label("Address").fill(f"https://{host}/v1")
    expect(page.get_by_text(f"May this page call {host}?")).to_be_visible()


def test_an_address_that_no_page_may_call_is_told_at_once(page: Page) -> None:
    """Plain http beyond this machine, or none at all."""
    choose(page, "Another server")
    for text in ("http://192.168.1.5:1234/v1", "https://ada:secret@models.example", "models"):
        page.get_by_label("Address").fill(text)
        expect(page.get_by_text("Give an https address")).to_be_visible()
    page.get_by_label("Address").fill("http://[::1]:1234/v1")
    expect(page.get_by_text("Requests go to localhost:1234")).to_be_visible()


def remember(page: Page) -> None:
    """Connect with a key that this device keeps."""
    choose(page, "OpenAI")
    page.get_by_label("Key", exact=True).fill(KEY)
    page.get_by_text("Remember on this device").click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Use this model").click()
    expect(page.get_by_text("Remembered, encrypted")).to_be_visible()


def test_a_remembered_key_is_locked_until_its_passphrase(page: Page) -> None:
    """A wrong one opens nothing; the right one does; one click removes it for good."""
    remember(page)
    page.reload()
    expect(page.get_by_role("heading", name="Your keys are locked")).to_be_visible()
    expect(page.get_by_text("Key ends in")).to_have_count(0)
    page.get_by_label("Passphrase").first.fill(WRONG_PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_text("No key here opens with this passphrase")).to_be_visible()
    page.get_by_label("Passphrase").first.fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_text(f"Key ends in {KEY[-4:]}")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.get_by_role("region", name="Your models")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Connect a model")).to_be_visible()
    expect(page.get_by_role("region", name="Your models")).to_have_count(0)


def test_another_tab_learns_of_it_without_the_key(page: Page) -> None:
    """It sees the connection locked, and loses it when it is removed here."""
    page.goto("/models")
    other = page.context.new_page()
    other.goto("/models")
    expect(other.get_by_role("heading", name="Connect a model")).to_be_visible()
    remember(page)
    expect(other.get_by_role("heading", name="Your keys are locked")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(other.get_by_role("region", name="Your models")).to_have_count(0)


def test_on_a_shared_computer_nothing_is_remembered(page: Page) -> None:
    """The page says so, and offers nothing of the kind."""
    page.goto("/")
    page.get_by_label("This is a shared computer").check()
    page.get_by_role("link", name="Models", exact=True).click()
    expect(page.get_by_text("nothing is remembered here")).to_be_visible()
    expect(page.get_by_text("Remember on this device")).to_have_count(0)


def test_signing_in_at_openrouter_gives_a_key(page: Page, recorder: Recorder) -> None:
    """S256; the code leaves the address at once; the key came from OpenRouter alone."""
    asked: dict[str, list[str]] = {}

    def at_openrouter(route: Route) -> None:
        asked.update(parse_qs(urlsplit(route.request.url).query))
        back = f"{asked['callback_url'][0]}?code=once-only"
        route.fulfill(status=302, headers={"Location": back})

    def exchange(route: Route) -> None:
        given = json.loads(route.request.post_data or "{}")
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = challenge == asked["code_challenge"][0] and given["code"] == "once-only"
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        body = json.dumps({"key": KEY} if right else {})
        route.fulfill(status=200 if right else 403, headers=headers, body=body)

    page.context.route("https://openrouter.ai/auth?*", at_openrouter)
    page.context.route("https://openrouter.ai/api/v1/auth/keys", exchange)
    choose(page, "OpenRouter")
    page.get_by_role("button", name="Sign in at OpenRouter").click()
    expect(page.get_by_text(f"Key ends in {KEY[-4:]}")).to_be_visible()
    assert asked["code_challenge_method"] == ["S256"]
    assert urlsplit(page.url).path == "/models"
    assert page.evaluate("history.length") < 6
    told = re.findall(rb"\S*once-only\S*", b"\n".join(recorder.wire.streams))
    assert set(told) == {b"/models/openrouter?code=once-only"}
    page.get_by_role("button", name=re.compile("^Remember")).click()
    page.get_by_label("Passphrase").first.fill(PASSPHRASE)
    page.get_by_role("button", name="Remember on this device").click()
    expect(page.get_by_text("Remembered, encrypted")).to_be_visible()
    page.goto("/models/openrouter?code=once-only")
    expect(page.get_by_text("OpenRouter gave no key")).to_be_visible()
    assert urlsplit(page.url).query == ""


def test_by_keyboard_alone(page: Page, local: Ollama) -> None:
    """Choose, type, test, use: no mouse."""
    page.goto("/models")
    page.get_by_role("radio", name=re.compile("^OpenAI")).focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("^Ollama"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Address")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(local.base)
    test = page.get_by_role("button", name="Test connection", exact=True)
    for _ in range(6):
        page.keyboard.press("Tab")
        if test.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("It offers 2 models.")).to_be_visible()
    page.get_by_role("button", name="Use this model").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your models")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anyone_can_use_it(page: Page, scheme: Any) -> None:
    """No axe finding and no sideways scrolling, with keys, a fault and a host to confirm."""
    page.emulate_media(color_scheme=scheme)
    remember(page)
    page.get_by_role("radio", name=re.compile("^Ollama")).check()
    page.get_by_label("Address").fill(f"http://localhost:{free_port()}")
    run_test(page)
    expect(page.get_by_role("alert")).to_be_visible()
    sizes = ((1440, 900), (390, 844), (320, 640))
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        assert (width, violations(page), overflow(page)) == (width, [], 0)
    page.reload()
    page.get_by_role("radio", name=re.compile("^Another server")).check()
    page.get_by_label("Address").fill("https://models-of-a-long-name.company.example/v1")
    expect(page.get_by_text("May this page call")).to_be_visible()
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        assert (width, violations(page), overflow(page)) == (width, [], 0)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_it_speaks_each_language(page: Page, local: Ollama, language: str) -> None:
    """The page, and what went wrong."""
    page.context.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{get: () => ['{language}']}})"
    )
    said = texts(language)
    local.lets_in = False
    page.goto("/models")
    expect(page.get_by_role("heading", name=said["models.connect"])).to_be_visible()
    page.get_by_role("radio", name=re.compile("^Ollama")).check()
    page.get_by_label(said["models.address"]).fill(local.base)
    page.get_by_role("button", name=said["models.test"], exact=True).click()
    title = said["models.fault.origin_refused"].replace("{host}", f"localhost:{local.port}")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) == 0

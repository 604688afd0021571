"""The drivers alone, in a real browser under the site's own policy, against the strict vendors."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import free_port
from tests.traffic.recorder import Recorder
from tests.traffic.secrets import vendor_key
from tests.vendors.bundle import drivers_script
from tests.vendors.models import MODEL_OF as MODELS
from tests.vendors.server import Vendors

pytestmark = pytest.mark.seam

ANSWER = json.dumps({"edits": [{"id": "h1", "text": "Führte die Öfen – «naïve» 日本 🙂."}] * 9})
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["edits"],
    "properties": {
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "text"],
                "properties": {"id": {"type": "string"}, "text": {"type": "string"}},
            },
        }
    },
}
# What every vendor says of itself, and what only those with keys can.
EACH = {
    "rate-limit": "rate_limited",
    "overloaded": "overloaded",
    "no-model": "no_model",
    "context": "context",
    "bad-request": "bad_request",
    "server": "server",
    "drop-midstream": "cut_off",
    "malformed": "unreadable",
}
KEYED = {
    "wrong-key": "wrong_key",
    "limited-generation": "limited_key",
    "no-credit": "no_credit",
    "region": "region",
}
# An error after status 200 is what the vendor calls it.
MIDSTREAM = {
    "openai": "server",
    "anthropic": "overloaded",
    "gemini": "overloaded",
    "openrouter": "overloaded",
    "compatible": "overloaded",
    "ollama": "server",
}
SPENT = {"openai": "no_credit", "anthropic": "no_credit", "openrouter": "no_credit"}
ENDINGS = {
    "": "end",
    "think": "end",
    "prose": "end",
    "schema-unsupported": "end",
    "rate-limit-then-ok": "end",
    "rate-limit-silent-then-ok": "end",
    "overloaded-then-ok": "end",
    "cut": "length",
    "refuse": "refused",
}
ASK = """async ({ to, schema }) => {
  const { ask } = window.drivers;
  const brief = { system: 'Answer in JSON.', user: 'Reword the lines.', answer_schema: schema };
  const pieces = [];
  const what = { brief, maxOutput: 4000, signal: new AbortController().signal,
    onText: (piece) => pieces.push(piece) };
  const runs = (window.runs ??= {});
  const name = to.scenario;
  ask(to, what).then(
    (outcome) => { runs[name] = { ...outcome, pieces }; },
    ({ kind, said, message }) => { runs[name] = { kind, said, message, pieces }; },
  );
}"""


@pytest.fixture
def stage(vendor_browser: Browser, site: str, vendors: Vendors) -> Iterator[Page]:
    """A page of the site into which the drivers can be loaded."""
    context = vendor_browser.new_context(base_url=site, ignore_https_errors=True)
    context.add_init_script(drivers_script())
    page = context.new_page()
    vendors.script.answer = ANSWER
    page.clock.install()
    page.goto("/privacy")
    yield page
    context.close()


def connection(vendors: Vendors, vendor: str, scenario: str) -> dict[str, Any]:
    """A connection that asks for a scenario: by its key, or without one by its model."""
    page_bases = {
        "openai": "https://api.openai.com/v1",
        "anthropic": "https://api.anthropic.com/v1",
        "gemini": "https://generativelanguage.googleapis.com/v1",
        "openrouter": "https://openrouter.ai/api/v1",
    }
    keyless = vendor == "ollama"
    return {
        "scenario": scenario,
        "vendor": vendor,
        "base": page_bases.get(vendor, vendors.base(vendor)),
        "key": "" if keyless else vendor_key(scenario),
        "model": scenario if keyless and scenario else MODELS[vendor],
        "context": 0,
    }


def run(page: Page, vendors: Vendors, vendor: str, names: list[str], step: int) -> dict[str, Any]:
    """Ask once for each scenario, all at the same time, `step` seconds a moment."""
    for name in names:
        given = {"to": connection(vendors, vendor, name), "schema": SCHEMA}
        page.evaluate(ASK, given)
    for _ in range(120):
        done = page.evaluate("Object.keys(window.runs ?? {}).length")
        if done == len(names):
            break
        page.wait_for_timeout(200)
        page.clock.fast_forward(step * 1000)
    return page.evaluate("window.runs")


def faults_of(vendor: str) -> dict[str, str]:
    """The kind of fault that each scenario must come out as."""
    expected = {**EACH, "error-midstream": MIDSTREAM[vendor]}
    if vendor == "ollama":
        return expected | {"wrong-key": "wrong_key"}
    if vendor == "compatible":
        return expected | KEYED
    expected |= KEYED
    if vendor == "openrouter":
        # Its keys are limited by money alone.
        del expected["limited-generation"]
    if vendor in SPENT:
        expected["spend-limit"] = SPENT[vendor]
    if vendor == "anthropic":
        expected["browser-forbidden"] = "browser_forbidden"
    if vendor != "gemini":
        expected["content-policy"] = "content_policy"
    return expected


@pytest.mark.parametrize("vendor", MODELS)
def test_each_fault_of_a_vendor_has_its_own_kind(
    stage: Page, vendors: Vendors, vendor: str
) -> None:
    expected = faults_of(vendor)
    runs = run(stage, vendors, vendor, [*expected], 5)
    assert {name: made.get("kind", made.get("stop")) for name, made in runs.items()} == expected
    assert not [made for made in runs.values() if vendor_key("wrong-key") in json.dumps(made)]


@pytest.mark.parametrize("vendor", MODELS)
def test_what_is_answered_arrives_whole_and_says_how_it_ended(
    stage: Page, vendors: Vendors, vendor: str
) -> None:
    expected = dict(ENDINGS)
    if vendor == "ollama":
        del expected["refuse"]
    runs = run(stage, vendors, vendor, [*expected], 5)
    assert {name: made.get("stop", made) for name, made in runs.items()} == expected
    whole = [name for name, stop in expected.items() if stop == "end"]
    assert {name: json.loads(runs[name]["text"]) for name in whole} == dict.fromkeys(
        whole, json.loads(ANSWER)
    )
    assert len(runs[""]["pieces"]) > 20
    assert runs[""]["usage"]["input"] > 0
    assert runs[""]["usage"]["output"] == vendors.script.count(ANSWER)


@pytest.mark.parametrize("vendor", ["openai", "ollama"])
def test_silence_ends_as_a_stall_and_keeps_what_came(
    stage: Page, vendors: Vendors, vendor: str
) -> None:
    made = run(stage, vendors, vendor, ["stall"], 60)["stall"]
    assert made["kind"] == "stalled"
    assert ANSWER.startswith("".join(made["pieces"]))
    assert made["pieces"]


# A secure place that Chromium does not take for this machine, as it does "localhost".
ELSEWHERE = "app.localhost"
TRY = """async (to) => {
  const { test } = window.drivers;
  const tried = await test(to, new AbortController().signal);
  return tried.ok ? tried.models.map(({ id }) => id) : tried.fault.kind;
}"""


def tried(
    browser: Browser, site: str, to: dict[str, Any], *, granted: bool = True
) -> str | list[str]:
    """The models, or the kind of fault, that testing a connection gives on a page of the site."""
    context = browser.new_context(
        base_url=site.replace("localhost", ELSEWHERE), ignore_https_errors=True
    )
    context.add_init_script(drivers_script())
    if granted:
        context.grant_permissions(["local-network-access"])
    page = context.new_page()
    page.goto("/privacy")
    made: str | list[str] = page.evaluate(TRY, to)
    context.close()
    return made


def local(vendors: Vendors, vendor: str, base: str = "") -> dict[str, Any]:
    """A connection to something on this machine."""
    to = connection(vendors, "ollama" if vendor == "ollama" else "compatible", "")
    return {**to, "base": base or vendors.base(vendor)}


def test_ollama_lets_the_page_in_once_its_origin_is_set(
    vendor_browser: Browser, site: str, vendors: Vendors
) -> None:
    to = local(vendors, "ollama")
    assert tried(vendor_browser, site, to) == "origin_refused"
    vendors.script.origins = [site.replace("localhost", ELSEWHERE)]
    assert tried(vendor_browser, site, to) == ["qwen3:8b", "llama3.2:3b"]


def test_a_server_without_leave_for_pages_is_told_apart_from_one_that_is_off(
    vendor_browser: Browser, site: str, vendors: Vendors
) -> None:
    assert tried(vendor_browser, site, local(vendors, "closed")) == "origin_refused"
    nobody = local(vendors, "ollama", f"http://127.0.0.1:{free_port()}")
    assert tried(vendor_browser, site, nobody) == "not_running"


def test_a_host_that_nobody_confirmed_is_not_called(
    vendor_browser: Browser, site: str, vendors: Vendors
) -> None:
    foreign = local(vendors, "compatible", "https://models.example/v1")
    assert tried(vendor_browser, site, foreign) == "not_allowed_host"
    assert vendors.requests == []


def test_the_way_to_this_machine_needs_the_persons_leave(
    watched: Callable[..., Browser], recorder: Recorder, site: str, vendors: Vendors
) -> None:
    to = local(vendors, "compatible")
    # The site's address counts as one on the internet: so its pages need leave to come here.
    port = recorder.wire.port
    browser = watched(f"--ip-address-space-overrides=127.0.0.1:{port}=public")
    refused = tried(browser, site, to, granted=False)
    assert refused in ("permission_needed", "permission_denied")
    assert vendors.requests == []
    assert tried(browser, site, to) == ["qwen3-8b-instruct"]
    browser.close()

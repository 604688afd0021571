"""The dialog against the strict vendors: each driver, from the question to a line in the page.

What the drivers make of every fault is tested by themselves (test_drivers), and what a page does
with what came by a model on this machine (test_asking). Here both are one.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.asking import LINES, cards, lines_of, rewording, run_of
from tests.e2e.kit import ask_model, download, make_proof, pdf_text, printed_resume
from tests.traffic.secrets import vendor_key
from tests.vendors.models import MODEL_OF
from tests.vendors.server import Vendors
from tests.vendors.wire import Ask

pytestmark = pytest.mark.truth

# The card on the page of models → the vendor.
PLACES = {
    "OpenAI": "openai",
    "Anthropic": "anthropic",
    "Google Gemini": "gemini",
    "OpenRouter": "openrouter",
    "Another server": "compatible",
    "Ollama": "ollama",
}
HOSTS = {
    "OpenAI": "api.openai.com",
    "Anthropic": "api.anthropic.com",
    "Google Gemini": "generativelanguage.googleapis.com",
    "OpenRouter": "openrouter.ai",
}
# Large enough that all is asked at once; the others of the fakes' models are.
MODELS = {**MODEL_OF, "openai": "gpt-6.1-sol", "anthropic": "claude-sonnet-5-5"}
MINUTE = 60_000
# A machine that does other things, too, is given this long.
SLOW_MS = 20_000
# What the vendor counted: of a hosted one the catalogue knows the price, or it tells it itself.
COUNTED = re.compile(r"[\d,]+ \+ [\d,]+")


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


@pytest.fixture
def told() -> list[Ask]:
    """What the models were told, in no vendor's words."""
    return []


@pytest.fixture
def context(
    vendor_browser: Browser, site: str, vendors: Vendors, told: list[Ask]
) -> Iterator[BrowserContext]:
    """A profile to which the fake vendors are the real ones; they reword lines."""

    def answer(ask: Ask) -> str:
        told.append(ask)
        return rewording({"user": ask.user})

    vendors.script.answer = answer
    made = vendor_browser.new_context(
        base_url=site, ignore_https_errors=True, viewport={"width": 1440, "height": 900}
    )
    yield made
    made.close()


def choose(page: Page, vendors: Vendors, place: str, scenario: str = "") -> None:
    """Connect a place whose key (without one: whose model) asks for a scenario, and come back."""
    back, vendor = page.url, PLACES[place]
    page.get_by_role("button", name="Ask a language model").click()
    page.get_by_role("dialog").get_by_role("link", name="Connect a model").click()
    page.get_by_role("radio", name=re.compile(f"^{place}")).check()
    if place not in HOSTS:
        page.get_by_label("Address").fill(vendors.base(vendor))
    else:
        page.get_by_label("Key", exact=True).fill(vendor_key(scenario))
    listed = page.get_by_label("Model", exact=True)
    if place in HOSTS:
        listed.select_option("Another model")
    model = scenario if scenario and place not in HOSTS else MODELS[vendor]
    page.get_by_label("The model’s id").fill(model)
    page.get_by_role("button", name="Use this model").click()
    expect(page.get_by_role("region", name="Your models")).to_contain_text(model)
    page.go_back()
    page.wait_for_url(back)


@pytest.mark.parametrize("place", PLACES)
def test_from_the_question_to_a_line_in_the_page(
    page: Page, resume: bytes, vendors: Vendors, told: list[Ask], place: str
) -> None:
    """Named before it is called; an honest line is taken and set, a lie cannot be."""
    make_proof(page, resume)
    choose(page, vendors, place)
    page.get_by_role("button", name="Ask a language model").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(HOSTS.get(place, vendors.http.removeprefix("http://")))
    assert vendors.asked == []
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came", timeout=SLOW_MS)
    expect(run_of(page)).to_contain_text(COUNTED)
    expect(cards(page).get_by_role("button", name="Accept")).to_have_count(LINES // 2)
    asked = vendors.asked[-1]
    assert asked.vendor == PLACES[place]
    assert asked.key == (vendor_key() if place in HOSTS else "")
    cards(page).first.get_by_role("button", name="Accept").click()
    expect(cards(page).first).to_contain_text("Accepted")
    expect(page.get_by_text("Saved")).to_be_visible()
    words = lines_of({"user": told[-1].user})[0]["text"].rstrip(".").split()
    assert f"{words[-2]} {words[-1]};" in pdf_text(download(page, "pdf").path())


@pytest.mark.parametrize("place", HOSTS)
def test_a_wait_that_the_vendor_asks_for_is_shown_and_waited(
    page: Page, resume: bytes, vendors: Vendors, place: str
) -> None:
    """Then it goes on by itself, and comes to its end."""
    make_proof(page, resume)
    choose(page, vendors, place, "rate-limit-then-ok")
    ask_model(page)
    expect(run_of(page)).to_contain_text("The vendor asks to wait")
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came", timeout=SLOW_MS)
    assert len(vendors.asked) == 2


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("wrong-key", "Key refused (401"),
        ("no-credit", "No credit left at api.anthropic.com"),
        ("browser-forbidden", "Your organization forbids calls from a browser"),
        ("overloaded", "api.anthropic.com is overloaded"),
        ("no-model", f"has no model called {MODELS['anthropic']}"),
        ("refuse", "The model declined to answer."),
    ],
)
def test_what_the_vendor_will_not_do_is_told_with_the_way_out(
    page: Page, resume: bytes, vendors: Vendors, scenario: str, said: str
) -> None:
    """Nothing came, so there is nothing to go on from: ask again, when it is mended."""
    make_proof(page, resume)
    choose(page, vendors, "Anthropic", scenario)
    page.clock.install()
    ask_model(page)
    pass_time(page, "ended", 60)
    expect(run_of(page).get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("button", name="Ask again")).to_be_visible()
    expect(page.get_by_role("button", name="Go on from here")).to_have_count(0)


@pytest.mark.parametrize("scenario", ["cut", "error-midstream"])
@pytest.mark.parametrize("place", ["OpenAI", "Google Gemini"])
def test_what_came_before_a_break_is_kept_and_gone_on_from(
    page: Page, resume: bytes, vendors: Vendors, place: str, scenario: str
) -> None:
    """Whatever broke it; asked again, the whole is there once."""
    make_proof(page, resume)
    choose(page, vendors, place)
    vendors.script.said_when = scenario
    ask_model(page)
    expect(run_of(page)).to_have_attribute("data-phase", "ended", timeout=SLOW_MS)
    expect(cards(page)).not_to_have_count(0)
    vendors.script.said_when = ""
    page.get_by_role("button", name="Go on from here").click()
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came", timeout=SLOW_MS)
    expect(cards(page)).to_have_count(LINES)


def test_silence_is_a_fault_after_minutes_and_keeps_what_came(
    page: Page, resume: bytes, vendors: Vendors
) -> None:
    """By the page's clock: nine minutes are borne with from a model on this machine, eleven not."""
    make_proof(page, resume)
    choose(page, vendors, "Ollama")
    vendors.script.said_when = "stall"
    page.clock.install()
    ask_model(page)
    expect(cards(page)).not_to_have_count(0)
    page.clock.fast_forward(9 * MINUTE)
    expect(run_of(page)).to_have_attribute("data-phase", "writing")
    page.clock.fast_forward(2 * MINUTE)
    expect(run_of(page)).to_contain_text("stopped answering")
    expect(cards(page)).not_to_have_count(0)


def pass_time(page: Page, phase: str, step: int) -> None:
    """Let time pass in the page, `step` seconds a moment, until the run is in a phase."""
    for _ in range(200):
        if run_of(page).get_attribute("data-phase") == phase:
            return
        page.clock.fast_forward(step * 1000)
        page.wait_for_timeout(100)

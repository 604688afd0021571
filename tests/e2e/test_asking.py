"""Asking a model in a real browser: cards while it writes, and nothing lost whatever happens."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.asking import LINES, cards, lines_of, rewording, run_of
from tests.e2e.kit import ask_model, connect, make_proof, printed_resume
from tests.e2e.talker import Talker, talking
from tests.e2e.test_account_ended import SLOW_MS, end_elsewhere, in_again
from tests.e2e.test_accounts import mailed_code, register
from tests.e2e.test_pages import overflow, violations
from tests.models.scripted import sentence, writing
from tests.traffic.secrets import ASKING_KEY as KEY

pytestmark = pytest.mark.truth

LANGUAGE = re.compile(r"(Language|Sprache|Langue|Idioma)")


@pytest.fixture
def talker() -> Iterator[Talker]:
    """A model on this machine."""
    with talking() as served:
        served.answer = rewording
        yield served


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


@pytest.fixture
def review(page: Page, resume: bytes, talker: Talker) -> Page:
    """A review with a model that is remembered, for it needs no key."""
    make_proof(page, resume)
    connect(page, talker.base)
    return page


@pytest.mark.parametrize("vendor", ["Another server", "Ollama"])
def test_cards_arrive_while_the_model_writes(
    page: Page, resume: bytes, talker: Talker, vendor: str
) -> None:
    """Verified one by one, before the end; then the whole, with time, tokens and cost."""
    make_proof(page, resume)
    connect(page, talker.base, vendor)
    talker.hold = "for Amazon."
    page.get_by_role("button", name="Ask a language model").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"localhost:{talker.port}")
    dialog.get_by_text("Read what will be sent").click()
    shown = dialog.get_by_role("region", name="Your facts and what is asked").inner_text()
    expect(dialog.locator("[data-cost]")).to_contain_text(re.compile(r"About [\d,]+ tokens"))
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("#h-run")).to_be_focused()
    expect(cards(page)).to_have_count(1)
    expect(run_of(page)).to_contain_text("1 suggestion so far")
    cards(page).get_by_role("button", name="Accept").click()
    expect(cards(page)).to_contain_text("Accepted")
    talker.go.set()
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came")
    expect(run_of(page)).to_contain_text("1,200 + 340")
    expect(run_of(page)).to_contain_text("$0.00")
    expect(cards(page)).to_have_count(LINES)
    expect(cards(page).get_by_role("button", name="Accept")).to_have_count(LINES // 2 - 1)
    assert json.loads(shown) == json.loads(talker.asked[0]["user"])


def test_wishes_reach_the_model_and_are_remembered(review: Page, talker: Talker) -> None:
    """What is typed and chosen is in what is shown, in what is sent, and there the next time."""
    review.get_by_role("button", name="Ask a language model").click()
    dialog = review.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("^Light touch")).check()
    dialog.get_by_label("Your own instructions").fill("Say ward, never unit.")
    dialog.get_by_text("Read what will be sent").click()
    shown = dialog.get_by_role("region", name="Your facts and what is asked")
    expect(shown).to_contain_text("Say ward, never unit.")
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(run_of(review)).to_have_attribute("data-phase", "ended")
    assert "Say ward, never unit." in talker.asked[0]["user"]
    review.reload()
    review.get_by_role("button", name="Ask a language model").click()
    expect(dialog.get_by_label("Your own instructions")).to_have_value("Say ward, never unit.")
    expect(dialog.get_by_role("radio", name=re.compile("^Light touch"))).to_be_checked()


def test_a_small_model_is_asked_about_one_job_at_a_time(review: Page, talker: Talker) -> None:
    """Each call tells one entry; all suggestions stand together in the end, and after a reload."""
    review.get_by_role("button", name="Ask a language model").click()
    dialog = review.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile("^Ask about one job at a time")).check()
    expect(dialog.locator("[data-cost]")).to_contain_text(re.compile(r"In \d calls"))
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(run_of(review)).to_have_attribute("data-phase", "ended", timeout=20_000)
    told = [{line["id"] for line in lines_of(brief)} for brief in talker.asked]
    assert len(told) > 1
    assert not set.intersection(*told)
    lines = len(set.union(*told))
    expect(cards(review)).to_have_count(lines)
    review.reload()
    expect(cards(review)).to_have_count(lines)


def test_what_came_is_kept_when_it_is_stopped(review: Page, talker: Talker) -> None:
    """The model is hung up on, and the suggestion stays through a reload."""
    talker.hold = "for Amazon."
    ask_model(review)
    expect(cards(review)).to_have_count(1)
    review.get_by_role("button", name="Stop asking").click()
    expect(run_of(review)).to_contain_text("You stopped it.")
    expect(cards(review)).to_have_count(1)
    review.reload()
    expect(cards(review)).to_have_count(1)
    expect(run_of(review)).to_have_count(0)


def test_a_broken_line_keeps_what_came_and_goes_on(review: Page, talker: Talker) -> None:
    """Nothing that came is lost or there twice."""
    talker.hold, talker.end = "for Amazon.", "drop"
    ask_model(review)
    expect(cards(review)).to_have_count(1)
    talker.go.set()
    expect(review.get_by_role("link", name="Test the connection")).to_be_visible()
    expect(cards(review)).to_have_count(1)
    assert violations(review) == []
    talker.end = "stop"
    review.get_by_role("button", name="Go on from here").click()
    expect(run_of(review)).to_contain_text(f"{LINES} suggestions came")
    expect(cards(review)).to_have_count(LINES)
    assert len(talker.asked) == 2


@pytest.mark.parametrize("way", ["Go on from here", "Keep what came"])
def test_a_reload_in_the_middle_keeps_what_came(review: Page, talker: Talker, way: str) -> None:
    """It says so; the person goes on or leaves it at that."""
    talker.hold = "for Amazon."
    ask_model(review)
    expect(cards(review)).to_have_count(1)
    review.reload()
    expect(run_of(review)).to_contain_text("The page was left before the model was done.")
    expect(cards(review)).to_have_count(1)
    talker.go.set()
    review.get_by_role("button", name=way).click()
    came = 1 if way == "Keep what came" else LINES
    expect(run_of(review)).to_contain_text(f"{came} suggestion")
    expect(run_of(review)).to_have_attribute("data-phase", "ended")
    expect(cards(review)).to_have_count(came)


def test_a_second_tab_follows(review: Page, talker: Talker) -> None:
    """It shows what comes and says who is at it; when that one is closed, it is free."""
    other = review.context.new_page()
    other.goto(review.url)
    expect(other.locator("#h-proposals")).to_be_visible()
    talker.hold = "for Amazon."
    ask_model(review)
    expect(cards(review)).to_have_count(1)
    expect(cards(other)).to_have_count(1)
    other.get_by_role("button", name="Ask a language model").click()
    expect(other.get_by_role("dialog")).to_contain_text("Another tab of this browser is asking")
    review.close()
    expect(other.get_by_role("dialog")).to_contain_text("The page was left before")


def test_a_cut_answer_says_so(review: Page, talker: Talker) -> None:
    """Cut by length: what was whole is kept."""
    talker.answer = lambda brief: rewording(brief)[:700]
    talker.end = "length"
    ask_model(review)
    expect(run_of(review)).to_contain_text("stopped at its limit")
    expect(cards(review)).not_to_have_count(0)


def test_a_model_that_declines_is_quoted(review: Page, talker: Talker) -> None:
    """Its words, and the way to ask again."""
    talker.answer, talker.end = (lambda brief: ""), "refusal"
    ask_model(review)
    expect(run_of(review)).to_contain_text("The model declined to answer.")
    expect(run_of(review)).to_contain_text("I cannot help with that.")
    expect(review.get_by_role("button", name="Ask again")).to_be_visible()


def test_a_refused_key_names_the_host(review: Page, talker: Talker) -> None:
    """And leads to where a connection is tested."""
    talker.status = 401
    ask_model(review)
    expect(run_of(review)).to_contain_text(f"localhost:{talker.port}")
    link = review.get_by_role("link", name="Test the connection")
    expect(link).to_have_attribute("href", "/models")


def test_one_repair_and_no_more(review: Page, talker: Talker) -> None:
    """What cannot be read is asked for once more; then it is over."""
    answers = iter(["I would rather talk.", rewording])
    talker.answer = lambda brief: one(brief) if callable(one := next(answers)) else one
    ask_model(review)
    expect(run_of(review)).to_contain_text(f"{LINES} suggestions came")
    assert len(talker.asked) == 2
    talker.answer = lambda brief: "Still no."
    review.get_by_role("button", name="Close").last.click()
    ask_model(review)
    expect(run_of(review)).to_contain_text("Nothing could be read")
    assert len(talker.asked) == 4


def test_a_slow_model_is_waited_for(review: Page, talker: Talker) -> None:
    """By the page's clock it writes for three quarters of an hour: no limit is on the whole."""
    talker.hold, talker.often = '"place":', True
    review.clock.install()
    ask_model(review)
    for number in range(LINES):
        if number:
            expect(run_of(review)).to_contain_text(f"{number} suggestion")
        else:
            expect(run_of(review)).to_have_attribute("data-phase", "writing")
        review.clock.fast_forward("09:00")
        expect(run_of(review)).to_have_attribute("data-phase", "writing")
        talker.go.set()
    expect(run_of(review)).to_contain_text(f"{LINES} suggestions came", timeout=SLOW_MS)
    assert len(talker.asked) == 1


def test_a_session_that_ends_meanwhile_loses_nothing(
    page: Page, browser: Browser, site: str, resume: bytes, talker: Talker
) -> None:
    """The model writes on while one signs in again; then all of it is handed in and checked."""
    email = "meitner@example.com"
    register(page, email)
    first = mailed_code(page, email)
    make_proof(page, resume)
    connect(page, talker.base)
    talker.hold = "for Amazon."
    ask_model(page)
    expect(cards(page)).to_have_count(1)
    second = end_elsewhere(browser, site, email, first)
    talker.go.set()
    in_again(page, email, first, second)
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came", timeout=SLOW_MS)
    expect(cards(page)).to_have_count(LINES)
    assert len(talker.asked) == 1
    page.reload()
    expect(cards(page)).to_have_count(LINES)


def test_a_letter_is_written(review: Page, talker: Talker) -> None:
    """Its sentences are counted as they come, and judged at the end."""
    talker.answer = lambda brief: writing(
        [sentence(f"In this role: {x['text'].rstrip('.')}.", [x["id"]]) for x in lines_of(brief)]
    )
    talker.hold = "In this role"
    review.get_by_role("navigation", name="Documents").get_by_role("link", name="Letter").click()
    review.get_by_role("button", name="Write the letter").click()
    expect(review.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    ask_model(review)
    expect(run_of(review)).to_have_attribute("data-phase", "writing")
    talker.go.set()
    expect(run_of(review)).to_contain_text(f"{LINES} sentences came")
    label = review.get_by_label(re.compile("In this role"))
    expect(review.locator(".pane.mid li", has=label)).to_have_count(LINES)
    assert violations(review) == []


def test_the_key_goes_to_the_model_alone(page: Page, resume: bytes, talker: Talker) -> None:
    """The model gets it; that nobody else does, the recorder finds at the end of each test."""
    make_proof(page, resume)
    connect(page, talker.base, key=KEY)
    ask_model(page)
    expect(run_of(page)).to_contain_text(f"{LINES} suggestions came")
    assert talker.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_is_accessible_in_every_language(
    review: Page, talker: Talker, scheme: Any
) -> None:
    """With the brief open, wide and on a phone; and the run beside the lines."""
    talker.hold = "for Amazon."
    found: dict[str, object] = {}
    spoken = ""
    review.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for language in ("English", "Deutsch", "Français", "Español"):
        review.set_viewport_size({"width": 1440, "height": 900})
        if language != "English":
            review.get_by_role("button", name=LANGUAGE).click()
            review.get_by_role("menuitemradio", name=language).click()
            expect(review.locator("html")).not_to_have_attribute("lang", spoken)
        spoken = review.locator("html").get_attribute("lang") or ""
        for width, height in ((1440, 900), (390, 844)):
            review.set_viewport_size({"width": width, "height": height})
            if width < 832:
                review.get_by_role("tab").nth(1).click()
            review.locator(".proposals .acts button").last.click()
            dialog = review.get_by_role("dialog")
            dialog.locator("summary").click()
            expect(dialog.get_by_role("region").first).to_be_visible()
            seen = (violations(review), overflow(review))
            if seen != ([], 0):
                found[f"{language} {width}"] = seen
            review.keyboard.press("Escape")
    review.locator(".proposals .acts button").last.click()
    review.get_by_role("dialog").locator("[type=submit]").click()
    expect(cards(review).or_(review.locator("#proposals > li"))).not_to_have_count(0)
    seen = (violations(review), overflow(review))
    if seen != ([], 0):
        found["run"] = seen
    assert found == {}, json.dumps(found, indent=1)

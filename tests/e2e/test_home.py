"""The start page in a real browser: from nothing to a tailored PDF in three screens at most."""

import json
import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import download, give, pdf_text, printed_resume
from tests.e2e.screens import Screens, answer_questions
from tests.e2e.test_pages import overflow, seen_at_every_size, violations

pytestmark = pytest.mark.main_job

MOST_SCREENS = 3


def make(page: Page) -> None:
    """Press what makes the proof, and wait for its page."""
    page.get_by_role("button", name="Make my proof").click()
    page.wait_for_url(re.compile(r"/review/"))
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()


def test_a_file_becomes_a_tailored_pdf_in_three_screens(browser: Browser, page: Page) -> None:
    """A visitor who is not signed in, their file, a posting, the PDF."""
    screens = Screens(page)
    give(page, printed_resume(browser))
    make(page)
    text = pdf_text(download(page, "pdf").path())
    assert "Precepted four new-graduate nurses" in text
    assert screens.count <= MOST_SCREENS, screens.seen


def test_the_sample_becomes_a_tailored_pdf_in_three_screens(page: Page) -> None:
    """One press fills it in; every screen says what it is and leads to one's own."""
    screens = Screens(page)
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Maren, a nurse")).click()
    sample = page.get_by_role("complementary", name="Sample")
    expect(sample.get_by_text("the person and the posting are invented")).to_be_visible()
    expect(page.get_by_role("button", name="Make my proof")).to_be_focused()
    make(page)
    expect(sample).to_be_visible()
    text = pdf_text(download(page, "pdf").path())
    assert "Maren Sample" in text
    assert "Super user for the 2022 Epic upgrade" in text
    assert screens.count <= MOST_SCREENS, screens.seen
    page.get_by_role("link", name="Letter").click()
    expect(page.get_by_role("button", name="Write the letter")).to_be_visible()
    expect(sample).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="What is known of you").click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    expect(sample).to_be_visible()
    sample.get_by_role("link", name="Start with your own").click()
    expect(page.get_by_text("Drop your resume here")).to_be_visible()
    expect(sample).to_have_count(0)
    expect(page.get_by_role("listitem").get_by_text("Sample", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Use the resume of"))).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sample_is_accessible_at_every_size(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling with the bar that says what it is."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Maren, a nurse")).click()
    expect(page.get_by_role("complementary", name="Sample")).to_be_visible()
    found = seen_at_every_size(page, "filled in")
    make(page)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("complementary", name="Sample")).to_be_visible()
    assert (found, violations(page), overflow(page)) == ({}, [], 0), json.dumps(found, indent=1)


KITCHEN = """Kitchen Assistant

Harbour Canteen, Leeds. Full time.

Requirements
- Experience in cooking for many guests
- Food safety
- Ordering of goods
"""


def test_eight_questions_become_a_tailored_pdf_in_three_screens(page: Page) -> None:
    """The page holds the person's own words, and the date as they wrote it is kept."""
    screens = Screens(page)
    page.goto("/")
    answer_questions(page)
    page.get_by_role("textbox", name="Paste the posting").fill(KITCHEN)
    make(page)
    expect(page.get_by_text("summer 2021 to present").first).to_be_visible()
    text = pdf_text(download(page, "pdf").path())
    for words in (
        "Rosa Klee", "rosa.klee@example.com", "Kitchen assistant", "Linden Inn", "2021 to present",
        "Cooked for 80 guests on weekends", "Ordered the vegetables every Monday", "Corner Shop",
        "Food hygiene course", "Food safety", "English (good)", "First aid", "Red Cross",
    ):  # fmt: skip
        assert words in text, words
    assert screens.count <= MOST_SCREENS, screens.seen


def test_answers_survive_a_reload_and_need_no_posting(page: Page) -> None:
    """What was typed a moment before is there; the resume stays for the first posting."""
    page.goto("/questions")
    page.get_by_role("textbox", name="Name").fill("Rosa Klee")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("textbox", name="Work you want").press_sequentially("Cook")
    page.reload()
    expect(page.get_by_role("textbox", name="Work you want")).to_have_value("Cook")
    page.get_by_role("button", name="8: Anything else").click()
    page.get_by_role("button", name="Skip this").click()
    page.get_by_role("button", name="I have no posting yet").click()
    page.wait_for_url(re.compile(r"/review/"))
    assert "Rosa Klee" in pdf_text(download(page, "pdf").path())
    page.goto("/")
    expect(page.get_by_role("button", name="Use the resume of Rosa Klee again")).to_be_visible()


def test_nothing_typed_stays_on_a_shared_computer(page: Page) -> None:
    """There a reload begins anew, as the page says."""
    page.goto("/")
    page.get_by_label("This is a shared computer").check()
    expect(page.get_by_text("Nothing is kept in this browser now.")).to_be_visible()
    page.get_by_role("link", name="I have none yet").click()
    expect(page.get_by_text("this is a shared computer")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill("Rosa Klee")
    page.reload()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_questions_are_accessible_at_every_size(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling: fields, rows, and the posting after the last."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/questions")
    page.get_by_role("textbox", name="Name").fill("Rosa Klee")
    found = seen_at_every_size(page, "first")
    page.get_by_role("button", name="8: Anything else").click()
    page.get_by_role("combobox", name="What it is").select_option("Volunteering")
    page.get_by_role("textbox", name="Name or task").fill("Food bank")
    page.get_by_role("button", name="Add another").click()
    found |= seen_at_every_size(page, "rows")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("button", name="Make my proof")).to_be_visible()
    found |= seen_at_every_size(page, "ready")
    assert found == {}, json.dumps(found, indent=1)

"""The check beside the lines, in a real browser and by keyboard alone."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.kit import make_proof
from tests.e2e.test_pages import SIZES, overflow, seen_at_every_size, violations

pytestmark = pytest.mark.truth

RESUME = b"""Ines Castellan
ines.castellan@example.com
Porto, Portugal

Experience

Front desk clerk, Hotel Arcada
March 2019 - June 2021
- Responsible for the night till
- Checked in 120 guests a day

Clerk, Rio Bank
January 2014 - December 2017
- Served 80 customers a day
"""
POSTING = "Night manager\n\nRequirements\n- Experience at a hotel's front desk\n- English\n"


@pytest.fixture
def review(page: Page) -> Page:
    """A review of a résumé that a careful reader has something to say of."""
    make_proof(page, RESUME, "resume.txt", POSTING)
    return page


def check(page: Page) -> Locator:
    """Turn to the check, beside the lines or behind its tab."""
    page.locator("#p-page").get_by_role("button", name="The check").press("Enter")
    pane = page.locator("#p-check")
    expect(pane.get_by_role("heading", name="Wording")).to_be_visible()
    return pane


def test_a_note_leads_to_its_field_and_goes_once_it_is_mended(review: Page) -> None:
    """With the pane in sight: go there, type, and the check looks again by itself."""
    pane = check(review)
    expect(pane.get_by_role("button", name="The check")).to_be_focused()
    row = pane.get_by_role("listitem").filter(has_text="Responsible for the night till")
    expect(row.locator("mark")).to_have_text("Responsible for")
    row.get_by_role("button").press("Enter")
    expect(review.locator("#line-w1h1")).to_be_focused()
    review.keyboard.press("e")
    review.keyboard.press("Control+a")
    review.keyboard.insert_text("Balanced the night till")
    expect(row).to_have_count(0)
    phone = pane.get_by_role("listitem").filter(has_text="No phone number")
    phone.get_by_role("button", name="Go to it: Phone").press("Enter")
    expect(review.locator("[id='text-basics.phone']")).to_be_focused()
    review.keyboard.insert_text("+351 912 000 111")
    expect(phone).to_have_count(0)
    gap = pane.get_by_role("listitem").filter(has_text="14 months")
    gap.get_by_role("button").press("Enter")
    expect(review.locator("[id='text-w1.startDate']")).to_be_focused()


def test_a_machine_is_shown_what_it_read(review: Page) -> None:
    """Fields of both files, and the whole text."""
    pane = check(review)
    pane.get_by_role("button", name="What a machine sees").press("Enter")
    for name in ("PDF", "Word (DOCX)"):
        pane.get_by_role("button", name=name).press("Enter")
        expect(pane.get_by_text("ines.castellan@example.com", exact=True)).to_be_visible()
        pane.get_by_text("All text, in the order that it was read").press("Enter")
        read = pane.get_by_role("region", name="All text")
        expect(read).to_contain_text("Checked in 120 guests a day")
        pane.get_by_text("All text, in the order that it was read").press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_is_accessible_at_every_size(review: Page, scheme: str) -> None:
    """Both of its parts, beside the lines and behind the tab."""
    review.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    pane = check(review)
    found = seen_at_every_size(review, "notes")
    # The last of the tabs was this one.
    pane.get_by_role("button", name="What a machine sees").click()
    for width, height in SIZES:
        review.set_viewport_size({"width": width, "height": height})
        if seen := [*violations(review), *(["too wide"] if overflow(review) else [])]:
            found[f"machine {width}"] = seen
    assert found == {}, json.dumps(found, indent=1)

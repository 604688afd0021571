"""The start page in a real browser: from nothing to a tailored PDF in three screens at most."""

import json
import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import download, give, pdf_text, printed_resume
from tests.e2e.test_pages import overflow, seen_at_every_size, violations

pytestmark = pytest.mark.main_job

MOST_SCREENS = 3


class Screens:
    """Counts the addresses that a person sees, from the start page on."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        page.expose_function("screenSeen", self._note)
        page.add_init_script(
            """addEventListener('DOMContentLoaded', () => {
              const tell = () => window.screenSeen(location.pathname);
              const { pushState, replaceState } = history;
              history.pushState = (...given) => { pushState.apply(history, given); tell(); };
              history.replaceState = (...given) => { replaceState.apply(history, given); tell(); };
              addEventListener('popstate', tell);
              tell();
            });"""
        )

    def _note(self, path: str) -> None:
        if self.seen[-1:] != [path]:
            self.seen.append(path)

    @property
    def count(self) -> int:
        """How many screens there were."""
        return len(self.seen)


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

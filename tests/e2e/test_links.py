"""Postings by their web address, by the bookmark, and by a phone's share sheet."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.kit import give, printed_resume
from tests.e2e.test_pages import overflow, violations
from tests.local_pages import POSTING_PAGE, LocalPages

pytestmark = pytest.mark.postings

SHELL = (
    "<!doctype html><html><head><title>Kiln Operator - Tarn Pottery</title></head><body>"
    "<div id=root></div><p>Sign in to see this job.</p></body></html>"
)
# What the bookmark must leave behind: what is hidden on the page, and what was typed into it.
GUARDED = POSTING_PAGE.replace(
    "<h2>Requirements</h2>",
    "<style>.gone {display: none}</style><p class=gone>Dromedary husbandry is required.</p>"
    "<input value='my secret'><textarea>my secret</textarea><h2>Requirements</h2>",
)


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


def watched(page: Page) -> list[str]:
    """The reports of the content security policy, as they come."""
    reports: list[str] = []
    page.on(
        "console",
        lambda m: reports.append(m.text) if re.search("Content Security|Trusted", m.text) else None,
    )
    return reports


def test_a_link_becomes_a_structured_posting(
    page: Page, resume: bytes, elsewhere: LocalPages
) -> None:
    """Fetched once; each requirement stands in the posting, and choosing one marks its place."""
    reports = watched(page)
    url = elsewhere.add("/job", POSTING_PAGE)
    elsewhere.asked.clear()
    give(page, resume, posting=url)
    expect(page.get_by_text("is read once, when you make your proof")).to_be_visible()
    page.get_by_role("button", name="Make my proof").click()
    page.wait_for_url(re.compile("/review/"))
    expect(page.get_by_text("Kiln Operator").first).to_be_visible()
    assert elsewhere.asked == ["/job"]
    requirement = page.get_by_role("button", name=re.compile("Forklift licence"))
    requirement.first.click()
    marked = page.locator("a.rq.hot")
    expect(marked).to_have_text(re.compile("^Forklift licence"))
    assert page.locator("a.rq").count() >= 4
    assert reports == []


def test_a_page_for_browsers_leaves_what_was_got(
    page: Page, resume: bytes, elsewhere: LocalPages
) -> None:
    """The field holds what came, the way on is told, and typing on works."""
    page.emulate_media(reduced_motion="reduce")
    give(page, resume, posting=elsewhere.add("/shell", SHELL))
    page.get_by_role("button", name="Make my proof").click()
    expect(page.get_by_text("after signing in")).to_be_visible()
    field = page.get_by_label("Paste the posting").last
    expect(field).to_have_value(re.compile("Kiln Operator"))
    expect(page.get_by_role("link", name="Open the page")).to_be_visible()
    expect(page.get_by_role("button", name="Make my proof")).to_be_enabled()
    assert violations(page) == []
    field.fill("Kiln Operator\n\nRequirements\n- Forklift licence\n- Fluent English\n- Patience")
    page.get_by_role("button", name="Make my proof").click()
    page.wait_for_url(re.compile("/review/"))


def test_an_address_inside_is_refused_in_plain_words(page: Page, resume: bytes) -> None:
    """A page of our own machine that nobody allowed."""
    give(page, resume, posting="http://127.0.0.1:1/admin")
    page.get_by_role("button", name="Make my proof").click()
    expect(page.get_by_text("No page came from this address")).to_be_visible()
    expect(page.get_by_label("Paste the posting").last).to_have_value("http://127.0.0.1:1/admin")


def test_the_bookmark_hands_a_page_over(
    context: BrowserContext, page: Page, resume: bytes, elsewhere: LocalPages
) -> None:
    """From another site's page to ours, shown first; hidden and typed text stay behind."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/bookmarklet")
    reports = watched(page)
    bookmark = page.get_by_role("link", name="Send to Resume Builder")
    address = bookmark.get_attribute("href")
    assert address is not None
    bookmark.click()
    expect(page.get_by_text("This bookmark works on other pages")).to_be_visible()
    assert (violations(page), overflow(page), reports) == ([], 0, [])
    reading = context.new_page()
    reading.goto(elsewhere.add("/guarded", GUARDED).replace("localhost", "127.0.0.1"))
    reading.evaluate(
        "href => document.body.append(Object.assign(document.createElement('a'),"
        " {href, id: 'bookmark', textContent: 'bookmark'}))",
        address,
    )
    with reading.expect_popup() as waiting:
        reading.click("#bookmark")
    ours = waiting.value
    expect(ours.get_by_role("heading", name="This came from 127.0.0.1")).to_be_visible()
    box = ours.get_by_role("textbox", name="Text of the page")
    expect(box).to_have_value(re.compile("Load and fire three gas kilns"))
    assert not re.search("Dromedary|my secret", box.input_value())
    assert violations(ours) == []
    ours.get_by_role("button", name="Use this posting").click()
    expect(ours.get_by_text("Kiln Operator - Tarn Pottery.html")).to_be_visible()
    ours.locator("#resume-file").set_input_files(
        {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": resume}
    )
    ours.get_by_role("button", name="Make my proof").click()
    ours.wait_for_url(re.compile("/review/"))
    expect(ours.get_by_role("button", name=re.compile("Forklift licence")).first).to_be_visible()
    assert not re.search("Dromedary|my secret", ours.inner_text("body"))


def test_the_receiving_page_without_a_page(page: Page) -> None:
    """Opened by hand it says what to do."""
    page.goto("/receive")
    expect(page.get_by_text("No page came")).to_be_visible()
    assert (violations(page), overflow(page)) == ([], 0)


def test_a_phone_shares_a_link(page: Page) -> None:
    """The manifest names the way, and the way ends in the field."""
    page.goto("/")
    manifest = page.request.get("/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    target = manifest.json()["share_target"]
    assert (target["action"], target["method"]) == ("/share", "GET")
    page.goto("/share?title=Kiln&text=Kiln%20Operator%20https%3A%2F%2Fjobs.example%2F7")
    expect(page.get_by_label("Paste the posting").last).to_have_value("https://jobs.example/7")
    assert page.url.endswith("/")

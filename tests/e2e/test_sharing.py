"""A private link in a real browser: its owner makes, sees and ends it; a stranger sees the page."""

import json
import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.kit import download, make_proof, pdf_text, printed_resume
from tests.e2e.test_pages import SIZES, overflow, violations

pytestmark = pytest.mark.rendering

LABEL = "Halden Valley"


@pytest.fixture
def kept(page: Page, browser: Browser) -> Page:
    """The kept files of a guest, with one PDF."""
    make_proof(page, printed_resume(browser))
    download(page, "pdf")
    page.goto("/kept")
    expect(page.get_by_role("button", name=re.compile("^Share"))).to_be_visible()
    return page


@pytest.fixture
def stranger(browser: Browser, site: str) -> Iterator[Page]:
    """Another browser, which fails the test on an error of the page."""
    made: BrowserContext = browser.new_context(base_url=site, locale="en")
    page = made.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page raised: {error}"))
    yield page
    made.close()


def open_dialog(page: Page) -> Locator:
    """Ask to share the file, by keyboard."""
    page.get_by_role("button", name=re.compile("^Share")).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Share by a private link")).to_be_visible()
    return dialog


def make_link(page: Page, *, locked: bool = False, counted: bool = False) -> tuple[str, str]:
    """Make a link by keyboard alone; return its address and its password."""
    dialog = open_dialog(page)
    dialog.get_by_label("For whom, or what for").fill(LABEL)
    if locked:
        dialog.get_by_role("switch", name="Ask for a password").press("Space")
        dialog.get_by_role("button", name="Make one up").press("Enter")
    if counted:
        dialog.get_by_role("switch", name="Count who opens it").press("Space")
    dialog.get_by_role("button", name="Make the link").press("Enter")
    expect(dialog.get_by_role("heading", name="The link is made")).to_be_focused()
    link = dialog.get_by_label("Link", exact=True).input_value()
    password = dialog.get_by_label("Password of the link")
    return link, password.input_value() if locked else ""


def test_a_stranger_sees_what_is_shared_until_it_ends(kept: Page, stranger: Page) -> None:
    """By keyboard alone, with a password; the token is in no request line."""
    link, password = make_link(kept, locked=True, counted=True)
    token = link.partition("#")[2]
    asked: list[str] = []
    reports: list[str] = []
    stranger.on("request", lambda request: asked.append(request.url + str(request.headers)))
    stranger.on("console", lambda m: reports.append(m.text) if "Content Security" in m.text else 0)

    stranger.goto(link)
    field = stranger.get_by_label("Password of the link")
    expect(field).to_be_focused()
    field.fill("another one")
    field.press("Enter")
    expect(stranger.get_by_role("alert")).to_contain_text("not the password of this link")
    expect(field).to_be_focused()
    field.fill(password)
    field.press("Enter")
    name = stranger.get_by_role("heading", level=1)
    expect(name).to_contain_text("Oyelaran")
    expect(name).to_be_focused()
    picture = stranger.get_by_role("img", name=re.compile("^Page 1 of"))
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    stranger.get_by_role("button", name="Text", exact=True).press("Enter")
    expect(stranger.get_by_text(re.compile("Oyelaran")).last).to_be_visible()
    with stranger.expect_download() as waiting:
        stranger.get_by_role("button", name="Download PDF").press("Enter")
    assert "Oyelaran" in pdf_text(waiting.value.path())
    robots = stranger.locator("meta[name=robots]")
    expect(robots).to_have_attribute("content", "noindex, nofollow")
    assert not [url for url in asked if token in url or password in url]
    assert reports == []

    kept.reload()
    expect(kept.get_by_text("1 link open")).to_be_visible()
    dialog = open_dialog(kept)
    row = dialog.get_by_role("listitem").filter(has_text=LABEL)
    expect(row).to_contain_text("with a password · opened by 1 · the link was shown once")
    dialog.get_by_role("button", name=f"End: {LABEL}").press("Enter")
    expect(dialog.get_by_role("heading", name="Open links")).to_be_focused()
    expect(dialog.get_by_text("No link to this file is open.")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_role("heading", name="This link shows nothing")).to_be_visible()
    kept.keyboard.press("Escape")
    expect(kept.get_by_role("button", name=re.compile("^Share"))).to_be_focused()


def test_a_link_can_be_copied_while_the_page_is_open(kept: Page, context: BrowserContext) -> None:
    """At once, and from the list; another link opens in the same tab."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    link, _ = make_link(kept)
    dialog = kept.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy the link", exact=True).press("Enter")
    expect(dialog.get_by_text("Copied", exact=True)).to_be_visible()
    assert kept.evaluate("navigator.clipboard.readText()") == link
    kept.evaluate("navigator.clipboard.writeText('')")
    dialog.get_by_role("button", name=f"Copy the link: {LABEL}").press("Enter")
    expect(dialog.get_by_text("Copied", exact=True)).to_have_count(2)
    assert kept.evaluate("navigator.clipboard.readText()") == link
    kept.goto("/shared#nothing")
    expect(kept.get_by_role("heading", name="This link shows nothing")).to_be_visible()
    kept.goto(link)
    expect(kept.get_by_role("img", name=re.compile("^Page 1 of"))).to_be_visible()


def test_links_end_with_the_file(kept: Page, stranger: Page) -> None:
    """That they do is told before it is deleted."""
    link, _ = make_link(kept)
    kept.keyboard.press("Escape")
    kept.get_by_role("button", name=re.compile("^Delete")).press("Enter")
    expect(kept.get_by_text("1 link to it ends.")).to_be_visible()
    kept.get_by_role("button", name="Delete it").press("Enter")
    expect(kept.get_by_text(re.compile("^Nothing is kept yet"))).to_be_visible()
    stranger.goto(link)
    expect(stranger.get_by_role("heading", name="This link shows nothing")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sharing_is_accessible_at_every_size(
    kept: Page, stranger: Page, scheme: Literal["light", "dark"]
) -> None:
    """The dialog before and after, the password, the page and its text, and a link that ended."""
    for page in (kept, stranger):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    dialog = open_dialog(kept)
    dialog.get_by_role("switch", name="Ask for a password").press("Space")
    found = _seen(kept, "form")
    kept.keyboard.press("Escape")
    link, password = make_link(kept, locked=True, counted=True)
    found |= _seen(kept, "made")
    stranger.goto(link)
    field = stranger.get_by_label("Password of the link")
    field.fill("another one")
    field.press("Enter")
    expect(stranger.get_by_role("alert")).to_be_visible()
    found |= _seen(stranger, "password")
    field.fill(password)
    field.press("Enter")
    expect(stranger.get_by_role("img", name=re.compile("^Page 1 of"))).to_be_visible()
    found |= _seen(stranger, "pages")
    stranger.get_by_role("button", name="Text", exact=True).click()
    found |= _seen(stranger, "text")
    stranger.goto("/shared#nothing")
    expect(stranger.get_by_role("heading", name="This link shows nothing")).to_be_visible()
    found |= _seen(stranger, "gone")
    assert found == {}, json.dumps(found, indent=1)


# The button that shares, and what a link says that shows nothing.
WORDS = {
    "de": ("Teilen", "Dieser Link zeigt nichts"),
    "fr": ("Partager", "Ce lien ne montre rien"),
    "es": ("Compartir", "Este enlace no muestra nada"),
}


@pytest.mark.parametrize("locale", WORDS)
def test_every_language_has_its_words(kept: Page, browser: Browser, site: str, locale: str) -> None:
    """For whoever shares and for whoever looks; the reason comes in their language too."""
    share, gone = WORDS[locale]
    cookies = kept.context.cookies()
    made = browser.new_context(base_url=site, locale=locale)
    made.add_cookies([{**cookie} for cookie in cookies])
    page = made.new_page()
    page.goto("/kept")
    page.get_by_role("button", name=re.compile(f"^{share}")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading").first).to_be_visible()
    assert "sharing." not in dialog.inner_text()
    page.goto("/shared#nothing")
    expect(page.get_by_role("heading", name=gone)).to_be_visible()
    told = page.locator("main p").inner_text()
    made.close()
    assert told
    assert "Ask whoever" not in told


def _seen(page: Page, name: str) -> dict[str, object]:
    """What is wrong at each size."""
    found: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if seen := [*violations(page), *(["too wide"] if overflow(page) else [])]:
            found[f"{name} {width}"] = seen
    page.set_viewport_size({"width": 1440, "height": 900})
    return found

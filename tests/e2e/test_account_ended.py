"""A session that was ended elsewhere: the person is asked to sign in again, and loses nothing."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import make_proof, printed_resume
from tests.e2e.test_account_security import sign_in, speak
from tests.e2e.test_accounts import (
    PASSWORD,
    fill_code,
    mailed_code,
    register,
    sign_out,
    signed_in,
    to_account,
)
from tests.e2e.test_pages import overflow, violations

pytestmark = pytest.mark.accounts

# Several requests follow one another here, each with its own hash or page to make.
SLOW_MS = 20_000


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


def end_elsewhere(browser: Browser, site: str, email: str, *codes: str) -> str:
    """Sign in on another device, and end all other sessions there. Returns the code it took."""
    other = browser.new_context(base_url=site)
    there = other.new_page()
    code = sign_in(there, email, *codes)
    to_account(there)
    there.get_by_role("button", name="End all others").click()
    expect(there.get_by_text("All other sessions are ended.")).to_be_visible()
    other.close()
    return code


def in_again(page: Page, email: str, *codes: str) -> None:
    """Fill the dialog that asks to sign in again."""
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_contain_text("You are no longer signed in here")
    dialog.get_by_label("E-mail address").fill(email)
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_role("dialog", name="Type the code")).to_be_visible()
    fill_code(page, mailed_code(page, email, *codes))
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SLOW_MS)


def test_words_typed_after_the_end_are_saved_once_one_is_in_again(
    page: Page, browser: Browser, site: str, resume: bytes
) -> None:
    """The change waits, nothing is done as a guest, and one is where one was."""
    email = "chien@example.com"
    register(page, email)
    first = mailed_code(page, email)
    make_proof(page, resume)
    address = page.url
    second = end_elsewhere(browser, site, email, first)
    switch = page.get_by_role("switch", name=re.compile("precepted four", re.IGNORECASE))
    expect(switch).to_be_checked()
    switch.press("Space")
    in_again(page, email, first, second)
    expect(page.get_by_text("The session here had ended on")).to_contain_text(
        "All other sessions were ended.", timeout=SLOW_MS
    )
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=SLOW_MS)
    assert page.url == address
    expect(switch).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    expect(switch).not_to_be_checked()


def test_a_reload_asks_too_and_the_way_by_a_new_password_leads_back(
    page: Page, browser: Browser, site: str, resume: bytes
) -> None:
    """Escape closes nothing; the code step survives a reload; a reset signs in as well."""
    email = "barbara@example.com"
    register(page, email)
    first = mailed_code(page, email)
    make_proof(page, resume)
    second = end_elsewhere(browser, site, email, first)
    page.reload()
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog.get_by_label("E-mail address")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="I forgot the password").click()
    dialog = page.get_by_role("dialog", name="Set a new password")
    dialog.get_by_label("E-mail address").fill(email)
    dialog.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    page.reload()
    page.get_by_role("textbox", name="New password").fill("nine green doors beside the mill")
    page.get_by_label("Code from the mail").fill(mailed_code(page, email, first, second))
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_was_typed_on_the_start_page_stays(page: Page, browser: Browser, site: str) -> None:
    """A posting in its field is there after signing in again, and is sent then."""
    email = "wu@example.com"
    register(page, email)
    first = mailed_code(page, email)
    second = end_elsewhere(browser, site, email, first)
    page.get_by_label("Paste the posting").last.fill("Nurse wanted. Telemetry is required.")
    page.reload()
    in_again(page, email, first, second)
    expect(page.get_by_label("Paste the posting").last).to_have_value(
        "Nurse wanted. Telemetry is required."
    )


def test_another_account_finds_nothing_of_the_first(
    page: Page, browser: Browser, site: str
) -> None:
    """Who signs in as somebody else begins anew: no draft of the first stays in the browser."""
    register(page, "first@example.com")
    code = mailed_code(page, "first@example.com")
    second = "second@example.com"
    other = browser.new_context(base_url=site)
    register(other.new_page(), second)
    other.close()
    page.get_by_label("Paste the posting").last.fill("A posting that is nobody else's business.")
    end_elsewhere(browser, site, "first@example.com", code)
    page.reload()
    in_again(page, second, mailed_code(page, second))
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()
    expect(page.get_by_label("Paste the posting").last).to_have_value("")


def test_signing_out_in_one_tab_is_noticed_in_the_other(page: Page) -> None:
    """The other tab says so at once, and signs in again in place."""
    email = "tabs@example.com"
    register(page, email)
    first = mailed_code(page, email)
    other = page.context.new_page()
    other.goto("/account")
    expect(other.get_by_role("heading", name="Your account")).to_be_visible()
    to_account(page)
    sign_out(page)
    in_again(other, email, first)
    expect(other.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    # The first tab is in too, for they share the session.
    signed_in(page)


def test_what_a_guest_made_comes_along(page: Page, resume: bytes) -> None:
    """The sign-up page says what comes along; afterwards it is said, and it is there."""
    make_proof(page, resume)
    address = page.url
    page.goto("/sign-up")
    expect(page.get_by_text("comes along: 1 resume, 1 posting, and 1 proof")).to_be_visible()
    email = "guest@example.com"
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("I agree to the terms").check()
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Confirm your address")).to_be_visible()
    page.reload()
    fill_code(page, mailed_code(page, email))
    expect(page.get_by_text("Came along: 1 resume, 1 posting, and 1 proof.")).to_be_visible()
    signed_in(page)
    page.goto(address)
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()


def test_signing_in_leads_back_to_the_page_one_came_from(page: Page) -> None:
    """Also over the link in the bar of another page."""
    email = "back@example.com"
    register(page, email)
    first = mailed_code(page, email)
    to_account(page)
    sign_out(page)
    page.goto("/kept")
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    fill_code(page, mailed_code(page, email, first))
    page.wait_for_url("**/kept")
    signed_in(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_is_accessible(
    page: Page, browser: Browser, site: str, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling, at each width and in each language."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    email = f"axe-ended-{scheme}@example.com"
    register(page, email)
    end_elsewhere(browser, site, email, mailed_code(page, email))
    for language in ("en", "de", "fr", "es"):
        speak(page, language)
        expect(page.get_by_role("dialog").locator("#email")).to_be_visible()
        for width, height in [(1440, 900), (390, 844), (320, 640)]:
            page.set_viewport_size({"width": width, "height": height})
            assert (language, violations(page), overflow(page)) == (language, [], 0)

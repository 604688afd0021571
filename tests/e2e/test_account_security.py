"""The account's security in a real browser: another address, another password, who one is."""

from typing import Literal

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.test_accounts import (
    PASSWORD,
    app_code,
    fill_code,
    give_password,
    keep_codes,
    mailed_code,
    register,
    sign_out,
    signed_in,
    to_account,
    with_authenticator,
)
from tests.e2e.test_pages import overflow, seen_at_every_size, violations

pytestmark = pytest.mark.accounts

NEW_PASSWORD = "nine green doors beside the mill"


def speak(page: Page, language: str) -> None:
    """Show the page in a language, as whoever chose it finds it after a reload."""
    kept = f"JSON.stringify({{ language: '{language}' }})"
    page.evaluate(f"localStorage.setItem('resume-builder.preferences', {kept})")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", language)


def sign_in(page: Page, email: str, *before: str, password: str = PASSWORD) -> str:
    """Sign in with the password and the mailed code. Returns the code."""
    give_password(page, email, password)
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    code = mailed_code(page, email, *before)
    fill_code(page, code)
    signed_in(page)
    return code


def confirm(page: Page, code: str) -> None:
    """Hand in a code of the change of address."""
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Confirm", exact=True).click()


def test_the_address_moves_with_a_code_at_both_ends(page: Page) -> None:
    """A wrong code says so, a reload goes on with the step, and the new address signs in."""
    old, new = "rosalind@example.com", "rosalind.f@example.com"
    register(page, old)
    first = mailed_code(page, old)
    to_account(page)
    page.get_by_role("button", name="Change the address").press("Enter")
    expect(page.get_by_label("New e-mail address")).to_be_focused()
    page.keyboard.type(new)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"1 of 2: a code goes to {old}")).to_be_visible()
    expect(page.get_by_label("Code from the mail")).to_be_focused()
    code = mailed_code(page, old, first)
    confirm(page, f"{(int(code) + 1) % 1_000_000:06}")
    expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    page.reload()
    expect(page.get_by_text(f"1 of 2: a code goes to {old}")).to_be_visible()
    confirm(page, code)
    expect(page.get_by_text("2 of 2: a code goes to the new address")).to_be_visible()
    confirm(page, mailed_code(page, new))
    expect(page.get_by_text(f"Your address is {new} from now on")).to_be_visible()
    expect(page.get_by_role("button", name="Change the address")).to_be_focused()
    sign_out(page)
    sign_in(page, new, mailed_code(page, new))


def test_a_change_of_address_can_be_given_up(page: Page) -> None:
    """What waits is void then, also after a reload, and the address is as it was."""
    email = "lise@example.com"
    register(page, email)
    to_account(page)
    page.get_by_role("button", name="Change the address").click()
    page.get_by_label("New e-mail address").fill("elsewhere@example.com")
    page.get_by_role("button", name="Send the first code").click()
    page.get_by_role("button", name="Keep the present address").click()
    expect(page.get_by_role("button", name="Change the address")).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Change the address")).to_be_visible()
    expect(page.get_by_label("Code from the mail")).to_have_count(0)


def test_another_password_ends_the_other_sessions(page: Page, browser: Browser, site: str) -> None:
    """A wrong present one and a short new one are refused at their fields; the new one opens."""
    email = "mary@example.com"
    register(page, email)
    other = browser.new_context(base_url=site)
    there = other.new_page()
    code = sign_in(there, email, mailed_code(page, email))
    to_account(page)
    page.get_by_role("button", name="Change the password").press("Enter")
    present, wanted = page.get_by_label("Present password"), page.get_by_label("New password")
    expect(present).to_be_focused()
    present.fill("not the present password")
    wanted.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set the new password").click()
    expect(page.get_by_role("alert")).to_contain_text("The present password is not right")
    expect(present).to_have_attribute("aria-invalid", "true")
    present.fill(PASSWORD)
    wanted.fill("too short")
    expect(page.get_by_text("6 more to go.")).to_be_visible()
    page.get_by_role("button", name="Set the new password").click()
    expect(wanted).to_have_attribute("aria-invalid", "true")
    wanted.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set the new password").click()
    expect(page.get_by_text("The new password is set.")).to_be_visible()
    expect(page.get_by_role("button", name="End all others")).to_have_count(0)
    sign_out(page)
    give_password(page, email)
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    sign_in(page, email, code, password=NEW_PASSWORD)
    other.close()


def test_name_and_language_of_mails_are_kept(page: Page) -> None:
    """They are as they were left after a reload, and mails speak the language."""
    register(page, "emmy@example.com")
    to_account(page)
    page.get_by_label("Name", exact=True).fill("Emmy Noether")
    page.get_by_label("Language of mails").select_option("de")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Emmy Noether")
    expect(page.get_by_label("Language of mails")).to_have_value("de")


def test_recovery_codes_are_printed_saved_and_kept_before_they_go(page: Page) -> None:
    """Nothing puts them away but saying that they are kept: not Escape, not another page."""
    email = "ida@example.com"
    register(page, email)
    to_account(page)
    page.get_by_role("button", name="Set up an authenticator app").click()
    secret = page.locator("form .mono").inner_text().replace(" ", "")
    page.get_by_label("Code of the app").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    dialog = page.get_by_role("dialog", name="Recovery codes")
    expect(dialog.get_by_role("listitem")).to_have_count(10)
    codes = dialog.get_by_role("listitem").all_inner_texts()
    for _ in range(3):
        page.keyboard.press("Escape")
    page.go_back()
    expect(page.get_by_role("button", name="Make my proof")).to_be_visible()
    to_account(page)
    expect(dialog.get_by_role("listitem")).to_have_text(codes)
    with page.expect_download() as waiting:
        dialog.get_by_role("link", name="Download").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert email in text
    assert text.split()[-10:] == codes
    with pypdfium2.PdfDocument(page.pdf()) as pdf:
        printed = [paper.get_textpage().get_text_range() for paper in pdf]
    assert len(printed) == 1
    assert email in printed[0]
    assert all(code in printed[0] for code in codes)
    assert "Where you are signed in" not in printed[0]
    page.evaluate("print = () => { document.title = 'printed' }")
    dialog.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_visible()
    keep_codes(page)
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_recovery_codes_are_accessible(page: Page, scheme: Literal["light", "dark"]) -> None:
    """No axe finding and no sideways scrolling at each width."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    with_authenticator(page)
    register(page, f"axe-codes-{scheme}@example.com")
    to_account(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("dialog", name="Recovery codes")).to_be_visible()
    for width, height in [(1440, 900), (390, 844), (320, 640)]:
        page.set_viewport_size({"width": width, "height": height})
        assert (violations(page), overflow(page)) == ([], 0)


def test_a_passkey_is_offered_where_the_address_is_typed(page: Page) -> None:
    """Nothing is pressed: the browser fills in the passkey that it has."""
    with_authenticator(page, offering=True)
    register(page, "radia@example.com")
    to_account(page)
    page.get_by_role("button", name="Add a passkey").click()
    keep_codes(page)
    sign_out(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    signed_in(page)


def test_the_ordinary_way_is_unchanged_where_passkeys_are_offered(page: Page) -> None:
    """The offer waits in the field; the password, and the passkey's button, work all the same."""
    asked = "navigator.credentials.get = (how) => how.mediation === 'conditional'"
    waits = "new Promise((_, no) => how.signal.onabort = () => no(how.signal.reason))"
    page.add_init_script(f"{asked} ? {waits} : Promise.reject(new DOMException('', 'AbortError'))")
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => true")
    email = "frances@example.com"
    register(page, email)
    to_account(page)
    sign_out(page)
    page.goto("/sign-in")
    field = page.get_by_label("E-mail address")
    expect(field).to_have_attribute("autocomplete", "username webauthn")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")
    sign_in(page, email, mailed_code(page, email))


@pytest.mark.parametrize(
    ("language", "scheme"), [("en", "light"), ("de", "dark"), ("fr", "light"), ("es", "dark")]
)
def test_open_forms_are_accessible_in_every_language(
    browser: Browser, site: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling with every form open."""
    context = _speaking(browser, site, language, scheme)
    page = context.new_page()
    _register_anywhere(page, f"axe-{language}-{scheme}@example.com")
    page.goto("/account")
    buttons = page.locator("main .head .btn")
    expect(buttons).to_have_count(3)
    for _ in range(3):
        buttons.first.click()
    expect(page.locator("#new-email")).to_be_visible()
    expect(page.locator("#present-password")).to_be_visible()
    assert seen_at_every_size(page, "account") == {}
    context.close()


def _speaking(
    browser: Browser, site: str, language: str, scheme: Literal["light", "dark"]
) -> BrowserContext:
    return browser.new_context(
        base_url=site,
        locale=language,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": 1440, "height": 900},
    )


def _register_anywhere(page: Page, email: str) -> None:
    """Make an account on pages of any language."""
    page.goto("/sign-up")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("input[type=checkbox][required]").check()
    page.locator("form button[type=submit]").click()
    page.locator("#code").fill(mailed_code(page, email))
    page.locator("form button[type=submit]").click()
    expect(page.locator("a[href='/account']")).to_be_visible()

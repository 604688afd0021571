"""Accounts in a real browser: register, sign in by every second step, look after the account."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_pages import seen_at_every_size

pytestmark = pytest.mark.accounts

PASSWORD = "seven pale herons over the weir"
# A machine that is too busy to enqueue a mail leaves it to the sweep, which finds it within 30 s.
MAIL_LOOKS = 250


def mailed_code(page: Page, email: str, *before: str) -> str:
    """The code of the newest mail to an address but for those `before`, from the site's outbox."""
    for _ in range(MAIL_LOOKS):
        mails = page.request.get("/api/v1/outbox").json()["mails"]
        codes = (mail["code"] for mail in mails if mail["to"] == email and mail["code"])
        if (newest := next(codes, "")) and newest not in before:
            return str(newest)
        page.wait_for_timeout(200)
    pytest.fail("no mail with a new code came")


def fill_code(page: Page, code: str) -> None:
    """Type a code and hand it in."""
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Confirm", exact=True).click()


def fill_up(page: Page, email: str) -> None:
    """Fill the form that makes an account."""
    page.goto("/sign-up")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("I agree to the terms").check()
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Confirm your address")).to_be_visible()


def register(page: Page, email: str) -> None:
    """Make an account, and be signed in."""
    fill_up(page, email)
    fill_code(page, mailed_code(page, email))
    expect(page.get_by_text("Your account is made")).to_be_visible()


def to_account(page: Page) -> None:
    """Go to the account by the link in the bar."""
    page.get_by_role("link", name="Account", exact=True).click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def sign_out(page: Page) -> None:
    """Sign out on the page of the account."""
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def give_password(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill the form that signs in."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def signed_in(page: Page) -> None:
    """The bar leads to the account."""
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()


def keep_codes(page: Page) -> None:
    """Say that the recovery codes are kept."""
    page.get_by_label("I have kept them").check()
    page.get_by_role("button", name="Done").click()


def with_authenticator(page: Page, *, offering: bool = False) -> None:
    """Give the browser an authenticator that is always touched and knows its person.

    `offering`: it has the browser offer its passkeys in fields, and choose the one there is.
    """
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    if not offering:
        page.add_init_script(
            "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
        )


def app_code(secret: str, steps_ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238: HMAC-SHA-1, 30 s, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    moment = struct.pack(">Q", int(time.time()) // 30 + steps_ahead)
    digest = hmac.new(key, moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_a_code_from_the_outbox_registers_and_signs_in(page: Page) -> None:
    """A wrong code says so, a reload goes on with the step, and a pasted code may hold a blank."""
    email = "ada@example.com"
    page.goto("/")
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    fill_up(page, email)
    expect(page.get_by_role("link", name="Open the outbox")).to_be_visible()
    code = mailed_code(page, email)
    fill_code(page, f"{(int(code) + 1) % 1_000_000:06}")
    expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    page.reload()
    expect(page.get_by_role("heading", name="Confirm your address")).to_be_visible()
    fill_code(page, f"{code[:3]} {code[3:]}")
    signed_in(page)
    to_account(page)
    expect(page.get_by_text(email).first).to_be_visible()
    expect(page.get_by_text("This device")).to_be_visible()
    sign_out(page)
    give_password(page, email, "not the password at all")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    give_password(page, email)
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    fill_code(page, mailed_code(page, email, code))
    signed_in(page)


def test_an_app_and_a_recovery_code_are_the_second_step(page: Page) -> None:
    """Set up an app from its secret, sign in with its next code, then with a recovery code."""
    email = "grace@example.com"
    register(page, email)
    to_account(page)
    page.get_by_role("button", name="Set up an authenticator app").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator("form .mono").inner_text().replace(" ", "")
    page.get_by_label("Code of the app").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    codes = page.get_by_role("dialog", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    keep_codes(page)
    expect(codes).to_have_count(0)
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()
    sign_out(page)
    give_password(page, email)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    # A code is good once, so signing in takes the one that the app shows next.
    fill_code(page, app_code(secret, steps_ahead=1))
    signed_in(page)
    to_account(page)
    sign_out(page)
    give_password(page, email)
    page.get_by_role("button", name="Use a recovery code").click()
    fill_code(page, recovery)
    signed_in(page)
    to_account(page)
    expect(page.get_by_text("9 recovery codes are left.")).to_be_visible()


def test_a_passkey_signs_in_alone(page: Page) -> None:
    """A virtual authenticator makes a passkey, and opens the account with nothing typed."""
    email = "hedy@example.com"
    with_authenticator(page)
    register(page, email)
    to_account(page)
    page.get_by_label("Name of the passkey").fill("Desk key")
    page.get_by_role("button", name="Add a passkey").click()
    keep_codes(page)
    expect(page.get_by_role("button", name="Remove passkey Desk key")).to_be_visible()
    sign_out(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    signed_in(page)
    to_account(page)
    page.get_by_role("button", name="Remove passkey Desk key").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    expect(page.get_by_role("button", name="Remove passkey Desk key")).to_have_count(0)


def test_a_second_device_is_seen_and_ended(page: Page, browser: Browser, site: str) -> None:
    """The device that was ended asks to sign in again, and can go on as a guest."""
    email = "joan@example.com"
    register(page, email)
    first = mailed_code(page, email)
    other = browser.new_context(base_url=site)
    there = other.new_page()
    give_password(there, email)
    expect(there.get_by_role("heading", name="Type the code")).to_be_visible()
    fill_code(there, mailed_code(there, email, first))
    signed_in(there)
    to_account(page)
    page.get_by_role("button", name="End all others").click()
    expect(page.get_by_text("All other sessions are ended.")).to_be_visible()
    expect(page.get_by_role("button", name="End all others")).to_have_count(0)
    there.goto("/")
    expect(there.get_by_role("heading", name="Sign in again")).to_be_visible()
    # What the account showed goes with the page, which is loaded anew.
    with there.expect_event("load"):
        there.get_by_role("button", name="Go on as a guest").click()
    expect(there.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    there.reload()
    expect(there.get_by_role("button", name="Make my proof")).to_be_visible()
    expect(there.get_by_role("dialog")).to_have_count(0)
    other.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_of_accounts_are_accessible(page: Page, scheme: Literal["light", "dark"]) -> None:
    """No axe finding and no sideways scrolling, of the door, the texts and the account."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    email = f"axe-{scheme}@example.com"
    found: dict[str, object] = {}
    for path in ("sign-in", "sign-up", "forgot", "terms", "privacy"):
        page.goto(f"/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found |= seen_at_every_size(page, path)
    fill_up(page, email)
    found |= seen_at_every_size(page, "code")
    fill_code(page, mailed_code(page, email))
    signed_in(page)
    to_account(page)
    page.get_by_role("button", name="Set up an authenticator app").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    found |= seen_at_every_size(page, "account")
    assert found == {}

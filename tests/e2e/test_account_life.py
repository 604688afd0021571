"""The life of an account in a real browser: made, used on two devices, taken along, erased."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.kit import download, make_proof, pdf_text, printed_resume
from tests.e2e.test_account_security import sign_in
from tests.e2e.test_accounts import (
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

HERE, THERE = "Led twelve nurses on the desk", "Led twelve nurses on the train"


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


@pytest.fixture
def there(browser: Browser, site: str) -> Iterator[Page]:
    """A second device."""
    made = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    page = made.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page raised: {error}"))
    yield page
    made.close()


def set_up_app(page: Page) -> tuple[str, str]:
    """Set up an authenticator app. Returns its secret, and a recovery code."""
    page.get_by_role("button", name="Set up an authenticator app").click()
    secret = page.locator("form .mono").inner_text().replace(" ", "")
    page.get_by_label("Code of the app").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    codes = page.get_by_role("dialog", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    keep_codes(page)
    return secret, recovery


def add_passkey(page: Page) -> None:
    """Add a passkey of the virtual authenticator."""
    page.get_by_label("Name of the passkey").fill("Desk key")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("button", name="Remove passkey Desk key")).to_be_visible()


def reword(page: Page, line: str, text: str) -> None:
    """Write over a line, and wait until the server has it."""
    page.locator(line).fill(text)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def conflict(page: Page, there: Page) -> None:
    """Both devices reword one line. The slower one is told, and may have either wording."""
    there.goto(page.url)
    there.get_by_role("tab", name="Lines").click()
    # Other words may move a line, so it is known by its id.
    line = f"#{page.get_by_role('textbox', name='Text of this line').first.get_attribute('id')}"
    expect(there.locator(line)).to_be_visible()
    reword(page, line, HERE)
    reword(there, line, THERE)
    told = there.get_by_role("alert").filter(has_text="changed in another tab or device")
    expect(told).to_contain_text(HERE)
    expect(told).to_contain_text(THERE)
    there.get_by_role("button", name="Use the other wording").click()
    expect(told).to_have_count(0)
    expect(there.locator(line)).to_have_value(HERE)
    expect(there.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(page.locator(line)).to_have_value(HERE)
    assert HERE in pdf_text(download(page, "pdf").path())


def take_along(page: Page) -> None:
    """Download everything: the work, the kept file and the log are in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download my data").click()
    data = waiting.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        everything = b"".join(packed.read(name) for name in names if not name.endswith("/"))
    assert waiting.value.suggested_filename.endswith(".zip")
    for kind in ("json", "pdf", "csv"):
        assert any(name.endswith(f".{kind}") for name in names), names
    assert json.dumps(HERE).encode() in everything


def erase(page: Page, email: str) -> None:
    """Erase the account; only its own address, typed, opens the way."""
    page.get_by_role("button", name="Erase my account").click()
    dialog = page.get_by_role("dialog", name="Erase your account?")
    go = dialog.get_by_role("button", name="Erase everything")
    expect(go).to_be_disabled()
    dialog.get_by_label("Type ").fill("somebody@example.com")
    expect(go).to_be_disabled()
    assert violations(page) == []
    dialog.get_by_label("Type ").fill(email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account is erased")).to_be_visible()


def answer(page: Page, email: str) -> tuple[str, str]:
    """The page that follows a right form, as a stranger sees it: its heading and its words."""
    give_password(page, email)
    heading = page.get_by_role("heading", level=1)
    expect(page.get_by_role("alert")).to_be_visible()
    return heading.inner_text(), page.get_by_role("alert").inner_text()


def test_an_account_is_made_used_taken_along_and_erased(
    page: Page, there: Page, resume: bytes
) -> None:
    """Every way in, two devices at one line, everything in a file, and then nothing at all."""
    email = "rosa@example.com"
    with_authenticator(page)
    register(page, email)
    to_account(page)
    sign_out(page)
    sign_in(page, email, mailed_code(page, email))
    to_account(page)
    secret, recovery = set_up_app(page)
    add_passkey(page)
    sign_out(page)
    give_password(page, email)
    # A code is good once, so signing in takes the one that the app shows next.
    fill_code(page, app_code(secret, steps_ahead=1))
    signed_in(page)
    to_account(page)
    sign_out(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    signed_in(page)
    make_proof(page, resume)
    give_password(there, email)
    there.get_by_role("button", name="Use a recovery code").click()
    fill_code(there, recovery)
    signed_in(there)
    conflict(page, there)
    page.goto("/account")
    take_along(page)
    erase(page, email)
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Your proofs")).to_have_count(0)
    there.goto("/")
    expect(there.get_by_role("heading", name="Sign in again")).to_be_visible()
    assert answer(page, email) == answer(page, "nobody-at-all@example.com")


def test_what_was_deleted_and_changed_comes_back(page: Page, resume: bytes) -> None:
    """A proof lies in the trash until it is put back or erased; a résumé's old version returns."""
    register(page, "trash@example.com")
    make_proof(page, resume)
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Erase the proof")).click()
    expect(page.get_by_role("heading", name="Your proofs")).to_have_count(0)
    page.goto("/trash")
    posting = page.get_by_role("listitem").filter(has_text="Posting")
    expect(posting).to_have_count(1)
    page.get_by_role("listitem").filter(has_text="Proof, deleted").get_by_role(
        "button", name="Put back"
    ).click()
    expect(page.get_by_text("Put back:")).to_be_visible()
    posting.get_by_role("button", name="Erase").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(page.get_by_text("Erased for good.")).to_be_visible()
    expect(page.get_by_text("Nothing is here.")).to_be_visible()


def test_an_earlier_version_of_a_resume_is_seen_and_brought_back(page: Page, resume: bytes) -> None:
    """A fact that was set aside makes a version; the one before it can be read and holds again."""
    register(page, "versions@example.com")
    make_proof(page, resume)
    page.locator("[id^=text-w1h]").first.fill(HERE)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("link", name="What is known of you").click()
    fact = page.locator("li").filter(has=page.get_by_text(HERE, exact=True))
    fact.get_by_role("button", name="Set aside").click()
    expect(fact).to_contain_text("Set aside on")
    page.goto("/kept")
    page.get_by_role("link", name="Deleted files").click()
    versions = page.get_by_role("button", name="Versions: Maren Oyelaran")
    versions.press("Enter")
    page.get_by_role("button", name="Look at version 1").press("Enter")
    seen = page.get_by_role("dialog", name="Version 1")
    expect(seen).to_contain_text("Maren Oyelaran")
    expect(seen).to_contain_text("Lakehead General Hospital")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(seen).to_have_count(0)
    earlier = page.get_by_role("button", name=re.compile("^Bring back version"))
    before = earlier.count()
    earlier.last.press("Enter")
    expect(page.get_by_text("That version holds now.")).to_be_visible()
    expect(earlier).to_have_count(before + 1)


def test_changed_texts_are_agreed_to_again(page: Page) -> None:
    """Signing in leads to the question; agreeing settles it, and the switch for figures opens."""
    email = "texts@example.com"
    register(page, email)
    to_account(page)
    expect(page.get_by_text("you agreed to the terms of")).to_be_visible()
    figures = page.get_by_role("switch", name="Count me in the market report")
    figures.press("Space")
    expect(page.get_by_text("You count in the market report.")).to_be_visible()
    expect(figures).to_be_checked()
    sign_out(page)
    settled: list[bool] = []

    def outdated(route: Route) -> None:
        """The account as it is once the texts have changed, until they are agreed to."""
        answer = route.fetch()
        body = {**answer.json(), "terms": "2025-01-01", "terms_current": bool(settled)}
        route.fulfill(response=answer, json=body)

    page.route("**/api/v1/account", outdated)
    page.route("**/api/v1/account/consent", lambda route: (settled.append(True), route.continue_()))
    sign_in(page, email, mailed_code(page, email))
    page.wait_for_url("**/account")
    expect(page.get_by_text("The texts have changed")).to_be_visible()
    expect(figures).to_be_disabled()
    page.get_by_role("button", name="I agree to the new texts").press("Enter")
    expect(page.get_by_text("The texts have changed")).to_have_count(0)
    expect(figures).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_data_are_accessible(
    page: Page, resume: bytes, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling: what was deleted, and the farewell."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    register(page, f"data-{scheme}@example.com")
    make_proof(page, resume)
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Erase the proof")).click()
    found: dict[str, object] = {}
    for path in ("trash", "account", "goodbye"):
        page.goto(f"/{path}")
        expect(
            page.get_by_role("heading", level=2 if path != "goodbye" else 1).first
        ).to_be_visible()
        found |= seen_at_every_size(page, path)
    assert found == {}


def test_pages_of_data_speak_four_languages(page: Page, browser: Browser, site: str) -> None:
    """Every word is there in each language, and none is wider than a small phone."""
    register(page, "tongues@example.com")
    kept = page.context.storage_state()
    found: dict[str, object] = {}
    titles: set[str] = set()
    for tag in ("en", "de", "fr", "es"):
        context = browser.new_context(
            base_url=site, storage_state=kept, locale=tag, viewport={"width": 320, "height": 640}
        )
        there = context.new_page()
        for path in ("trash", "goodbye", "account"):
            there.goto(f"/{path}")
            expect(there.locator("h2, .telling a").first).to_be_visible()
            assert there.locator("html").get_attribute("lang") == tag
            titles.add(f"{path} {there.title()}")
            # A key that has no words is shown as itself.
            keys = re.findall(r"\b(?:data|account|shell)\.[a-z_.]+", there.inner_text("main"))
            if keys or overflow(there):
                found[f"{path} {tag}"] = (keys, overflow(there))
        there.locator(".btn.danger").click()
        expect(there.get_by_role("dialog")).to_be_visible()
        if overflow(there):
            found[f"erase {tag}"] = overflow(there)
        context.close()
    assert found == {}
    assert len(titles) == 12

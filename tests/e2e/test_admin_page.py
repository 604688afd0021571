"""The page for administrators in a real browser: find a member, change a role, invite testers."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.test_account_security import speak
from tests.e2e.test_accounts import register, to_account
from tests.e2e.test_pages import seen_at_every_size

pytestmark = pytest.mark.accounts


def promote(folder: Path, email: str) -> None:
    """Make an account an administrator's, as whoever runs the machine does."""
    command = [sys.executable, "-m", "resume_builder.cli.main", "admin", "create", email]
    subprocess.run([*command, "--promote", "--data", str(folder)], check=True, capture_output=True)


def as_admin(page: Page, folder: Path, email: str) -> None:
    """Make an account, give it the role, and open the page by its link."""
    register(page, email)
    promote(folder, email)
    # A process asks for the standing of an account at most every 0.9 s.
    page.wait_for_timeout(1000)
    page.goto("/account")
    page.get_by_role("link", name="Open the administration").click()
    expect(page.get_by_role("heading", name="Administration")).to_be_visible()


def find(page: Page, email: str) -> None:
    """Look for a member."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Find").click()


def test_roles_are_changed_and_accounts_disabled(
    page: Page, browser: Browser, site: str, data_folder: Path
) -> None:
    """The member has the new role at once, is signed out when disabled, and let in again."""
    admin, member = "admin@example.com", "member@example.com"
    other = browser.new_context(base_url=site)
    there = other.new_page()
    register(there, member)
    as_admin(page, data_folder, admin)
    find(page, "nobody@example.com")
    expect(page.get_by_role("alert")).to_be_visible()
    find(page, member)
    card = page.get_by_role("group", name=member)
    card.get_by_label("Role").select_option("premium")
    card.get_by_role("button", name="Give this role").press("Enter")
    expect(page.get_by_text(f"{member} is now: Premium.")).to_be_visible()
    to_account(there)
    expect(there.get_by_role("region", name="Membership")).to_contain_text("Premium")
    card.get_by_role("button", name="Disable it, and end its sessions").click()
    expect(card.get_by_text("The account is disabled")).to_be_visible()
    there.wait_for_timeout(1000)
    there.reload()
    expect(there.get_by_role("heading", name="Sign in again")).to_be_visible()
    card.get_by_role("button", name="Let it in again").click()
    expect(card.get_by_text("The account may be used.")).to_be_visible()
    find(page, admin)
    own = page.get_by_role("group", name=admin)
    own.get_by_label("Role").select_option("basic")
    own.get_by_role("button", name="Give this role").click()
    expect(page.get_by_role("alert")).to_be_visible()
    other.close()


def test_an_invitation_makes_a_tester(
    page: Page, browser: Browser, site: str, data_folder: Path
) -> None:
    """Its code is shown once and used once; a second person is refused."""
    as_admin(page, data_folder, "host@example.com")
    page.get_by_label("Good for days").fill("7")
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_text("Good for 1 person until")).to_be_visible()
    code = page.get_by_role("status").locator("b").inner_text()
    for email, answer in [("guest-one@example.com", "Tester"), ("guest-two@example.com", None)]:
        other = browser.new_context(base_url=site)
        there = other.new_page()
        register(there, email)
        to_account(there)
        there.get_by_role("button", name="Use an invitation").press("Enter")
        expect(there.get_by_label("Code of the invitation")).to_be_focused()
        there.keyboard.type(code)
        there.keyboard.press("Enter")
        if answer:
            expect(there.get_by_text(f"Your membership is now: {answer}.")).to_be_visible()
            there.reload()
            expect(there.get_by_role("region", name="Membership")).to_contain_text(answer)
        else:
            expect(there.get_by_role("alert")).to_contain_text("This invitation is used up")
        other.close()


def test_who_is_no_administrator_is_refused_by_the_site_itself(page: Page) -> None:
    """The page has nothing for a member; who shows its forms all the same is refused."""
    register(page, "curious@example.com")
    page.goto("/admin")
    expect(page.get_by_text("This page is for administrators")).to_be_visible()

    def pretend(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "role": "admin"})

    page.route("**/api/v1/session", pretend)
    page.reload()
    find(page, "curious@example.com")
    expect(page.get_by_role("alert")).to_contain_text("Only administrators can do this.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(
    page: Page, data_folder: Path, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling with everything shown."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    email = f"an.administrator.with.a.rather.long.address.{scheme}@example.com"
    as_admin(page, data_folder, email)
    find(page, email)
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_text("Good for 1 person until")).to_be_visible()
    assert seen_at_every_size(page, "admin") == {}
    for language in ("de", "fr", "es"):
        speak(page, language)
        expect(page.locator("#uses")).to_be_visible()
        assert seen_at_every_size(page, f"admin {language}") == {}

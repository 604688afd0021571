"""What each plan has, what is used of one's own, and the texts that one agrees to."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.kit import make_proof
from tests.e2e.test_languages import texts
from tests.e2e.test_pages import SIZES, overflow, violations
from tests.samples import RESUME_JSON

pytestmark = pytest.mark.accounts


def test_the_plans_and_what_is_used(page: Page) -> None:
    """The table is the server's; what was made is counted; a guest is told how to go on."""
    make_proof(page, RESUME_JSON.read_bytes(), RESUME_JSON.name)
    page.goto("/")
    page.get_by_role("link", name="Plans", exact=True).click()
    expect(page.get_by_role("heading", name="Plans")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Agents"))
    expect(row.get_by_role("cell")).to_have_text(
        ["Not in this plan", "Not in this plan", "No limit"]
    )
    used = page.get_by_role("meter", name="Tailored versions")
    expect(used).to_have_js_property("value", 1)
    expect(page.get_by_text("Counting begins anew on")).to_be_visible()
    expect(page.get_by_role("link", name="Make an account")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/plans", "/privacy", "/terms"])
def test_anyone_can_read_them(page: Page, path: str, scheme: Any) -> None:
    """No axe finding and no sideways scrolling at any width."""
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert (width, violations(page), overflow(page)) == (width, [], 0)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_they_are_there_in_each_language(page: Page, language: str) -> None:
    """Rights, and what is kept, are told in the language that was chosen."""
    page.context.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{get: () => ['{language}']}})"
    )
    page.goto("/privacy")
    for part in ("guest", "account", "rights"):
        title = texts(language)[f"texts.privacy.{part}.title"]
        expect(page.get_by_role("heading", name=title)).to_be_visible()

"""A newcomer registers with no mail server: the code lies in the outbox, and lets them in."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.test_pages import overflow, violations

pytestmark = pytest.mark.mail
PASSWORD = "seven purple kilns of Tarn"


class Caller:
    """The API in the browser's session, as its pages call it."""

    def __init__(self, context: BrowserContext) -> None:
        self.request = context.request
        self.uuid = ""

    def get(self, path: str) -> Any:
        return self.request.get(f"/api/v1{path}").json()

    def post(self, path: str, operation: str, body: dict[str, Any]) -> Any:
        session = self.get(f"/session?operation={operation}")
        headers = {
            "X-Client-UUID": session["client_uuid"],
            "X-CSRF-Token": session["csrf_token"],
            "Idempotency-Key": operation,
        }
        answer = self.request.post(f"/api/v1{path}", data=body, headers=headers)
        assert answer.ok, answer.text()
        return answer.json()


def test_a_code_from_the_outbox_lets_a_newcomer_in(page: Page, context: BrowserContext) -> None:
    """The page stands open; the mail comes by itself, is seen, and its code is right."""
    page.on("console", lambda m: pytest.fail(m.text) if "Content Security" in m.text else None)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    # The first call opens the session; one opened by the page at the same time would replace it.
    with page.expect_response("**/api/v1/session**"):
        page.goto("/outbox")
    expect(page.get_by_role("heading", name="Outbox")).to_be_visible()
    caller = Caller(context)
    terms = caller.get("/terms")
    asked = {"email": "newcomer@tarn-pottery.com", "password": PASSWORD, **terms}
    assert caller.post("/auth/registration", "register", asked)["next"] == "confirm_address"

    card = page.get_by_role("article").filter(has_text="newcomer@tarn-pottery.com")
    expect(card).to_be_visible(timeout=60_000)
    frame = card.frame_locator("iframe")
    expect(frame.get_by_text("Confirm your address")).to_be_visible()
    card.get_by_role("button", name=re.compile("^Copy the code")).click()
    code = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch("[0-9]{6}", code)
    expect(frame.get_by_text(f"{code[:3]} {code[3:]}", exact=True)).to_be_visible()
    card.get_by_text("As plain text").click()
    expect(card.get_by_text("It works once, for 10 minutes.")).to_be_visible()

    step = caller.post("/auth/registration/code", "confirm_registration", {"code": code})
    assert step["next"] == "signed_in"
    welcome = page.get_by_role("article").filter(has_text="newcomer@tarn-pottery.com")
    ready = welcome.get_by_role("heading", name="Your account is ready")
    expect(ready).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anyone_can_use_it(page: Page, scheme: Any) -> None:
    """No axe finding and no sideways scrolling."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/outbox")
    expect(page.get_by_role("heading", name="Outbox")).to_be_visible()
    expect(page.get_by_text("This site has no mail server")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0

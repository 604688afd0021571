"""Every screen: accessible, inside its width, and within the content security policy."""

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import make_proof, printed_resume

pytestmark = pytest.mark.workbench

AXE = Path(__file__).resolve().parents[2] / "spa" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = [(1440, 900), (1000, 800), (390, 844), (320, 640)]


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


def violations(page: Page) -> list[str]:
    """What axe finds, as readable lines. It is injected past the policy, by the test's own hand."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
          'wcag22aa', 'best-practice'], rules: { 'target-size': { enabled: true } } })"""
    )
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_are_accessible_at_every_size(
    page: Page, resume: bytes, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling, on either screen, at each width."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_role("button", name="Make my proof")).to_be_visible()
    found: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found[f"start {width}"] = (violations(page), overflow(page))
    page.set_viewport_size({"width": 1440, "height": 900})
    make_proof(page, resume)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        tabs = page.get_by_role("tab").all() if width < 832 else []
        for tab in tabs or [None]:
            if tab is not None:
                tab.click()
            name = tab.inner_text() if tab is not None else ""
            found[f"review {width} {name}"] = (violations(page), overflow(page))
    bad = {where: seen for where, seen in found.items() if seen != ([], 0)}
    assert bad == {}, json.dumps(bad, indent=1)


def test_nothing_breaks_the_policy(page: Page, resume: bytes) -> None:
    """The whole job raises no report of the content security policy."""
    reports: list[str] = []
    page.on(
        "console",
        lambda m: reports.append(m.text) if re.search("Content Security|Trusted", m.text) else None,
    )
    make_proof(page, resume)
    page.get_by_role("textbox", name="Text of this line").first.fill("<img src=x onerror=alert(1)>")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert reports == []


def test_an_unknown_address_says_so(page: Page) -> None:
    """A wrong address is a page with a way back."""
    page.goto("/nowhere")
    expect(page.get_by_role("heading", name="There is no page at this address")).to_be_visible()

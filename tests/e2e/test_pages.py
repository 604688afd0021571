"""Every screen: accessible, inside its width, and within the content security policy."""

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import brief_of, make_proof, paste_answer, printed_resume
from tests.models.scripted import sentence, writing

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


def seen_at_every_size(page: Page, screen: str) -> dict[str, object]:
    """What is wrong with a screen at each width, and behind each of its tabs where it has them."""
    found: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        tabs = page.get_by_role("tab").all() if width < 832 else []
        for tab in tabs or [None]:
            if tab is not None:
                tab.click()
            name = tab.inner_text() if tab is not None else ""
            seen = (violations(page), overflow(page))
            if seen != ([], 0):
                found[f"{screen} {width} {name}"] = seen
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_are_accessible_at_every_size(
    page: Page, resume: bytes, scheme: Literal["light", "dark"]
) -> None:
    """No axe finding and no sideways scrolling, on either screen, at each width."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_role("button", name="Make my proof")).to_be_visible()
    found = seen_at_every_size(page, "start")
    make_proof(page, resume)
    found |= seen_at_every_size(page, "review")
    page.get_by_role("button", name="Download another format").click()
    expect(page.get_by_role("menuitem", name="Interview sheet, PDF")).to_be_visible()
    found |= {f"menu: {line}": 1 for line in violations(page)}
    assert found == {}, json.dumps(found, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letter_screens_are_accessible_at_every_size(
    page: Page, resume: bytes, scheme: Literal["light", "dark"]
) -> None:
    """The choices, a letter with what a model wrote and the check held back, and a message."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    make_proof(page, resume)
    page.get_by_role("navigation", name="Documents").get_by_role("link", name="Letter").click()
    write = page.get_by_role("button", name="Write the letter")
    expect(write).to_be_visible()
    found = seen_at_every_size(page, "begin")
    write.click()
    brief = brief_of(page)
    found |= {f"dialog: {line}": 1 for line in violations(page)}
    lines = [x for e in json.loads(brief["user"])["entries"] for x in e["lines"]]
    honest = [sentence(f"In this role: {x['text'].rstrip('.')}.", [x["id"]]) for x in lines[:3]]
    asked = sentence(f"{lines[0]['text'].rstrip('.')} on tight schedules.", [lines[0]["id"]])
    lie = sentence("I led a department of 40 people.", [lines[0]["id"]])
    paste_answer(page, writing([*honest, asked, lie]))
    expect(page.locator("li.unsupported").first).to_be_visible()
    page.keyboard.press("j")
    found |= seen_at_every_size(page, "letter")
    page.get_by_role("link", name="Message").click()
    page.get_by_role("button", name="Write the message").click()
    expect(page.get_by_role("region", name="Text of the message")).to_be_visible()
    found |= seen_at_every_size(page, "message")
    assert found == {}, json.dumps(found, indent=1)


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

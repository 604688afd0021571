"""The two screens in other languages: no English of ours left, nothing cut off, axe clean."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.kit import printed_resume
from tests.samples import POSTING_NURSE, RESUME_HTML

pytestmark = pytest.mark.workbench

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "spa" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = [(1440, 900), (390, 844)]
COUNTS = {"n", "m", "all", "of", "line", "limit", "pages"}
# Everything that a person sees or hears; what they typed into fields is theirs, and what says its
# own language is their résumé's.
SAID = """() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest('noscript, script, style')) continue;
    if (at.closest('[lang]') !== document.documentElement) continue;
    said.push(walker.currentNode.textContent);
  }
  for (const at of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      if (at.hasAttribute(name)) said.push(at.getAttribute(name));
    }
  }
  said.push(document.title);
  return said.map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


def texts(language: str) -> dict[str, str]:
    """All words of a language: the client's, and the server's by their codes."""
    files = [*(ROOT / "spa" / "src" / "i18n").glob(f"*/{language}.json")]
    files.append(ROOT / "src/resume_builder/data/messages" / f"{language}.json")
    return {k: v for file in files for k, v in json.loads(file.read_text("utf-8")).items()}


def pattern_of(text: str) -> re.Pattern[str]:
    """What a text reads like once it is filled: counts are digits, all else is anything."""
    parts = re.split(r"\{(\w+)\}", text)
    filled = [r"\d+" if name in COUNTS else ".+?" for name in parts[1::2]]
    words = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(w + f for w, f in zip(words, [*filled, ""], strict=True)))


def telling(text: str) -> bool:
    """Whether a text has words enough to be told from a person's own: "{from} to {to}" has not."""
    return "{" not in text or len(re.sub(r"\{\w+\}", "", text).split()) > 1


def english_left(page: Page, language: str) -> list[str]:
    """What the page says that is one of our English texts and reads otherwise in `language`."""
    own = texts(language)
    differing = [text for key, text in texts("en").items() if own[key] != text]
    patterns = [pattern_of(text) for text in differing if telling(text)]
    # The picture on the first screen shows lines of the same nurse that the tests give.
    theirs = " ".join(RESUME_HTML.read_text(encoding="utf-8").split())
    spoken = {" ".join(text.split()) for text in own.values()}
    return [
        said
        for said in page.evaluate(SAID)
        if said not in spoken
        and said not in theirs
        and any(pattern.fullmatch(said) for pattern in patterns)
    ]


def violations(page: Page) -> list[str]:
    """What axe finds, as readable lines. It is injected past the policy, by the test's own hand."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
          'wcag22aa', 'best-practice'], rules: { 'target-size': { enabled: true } } })"""
    )
    return [
        f"{rule['id']}: {n['html'][:160]}" for rule in found["violations"] for n in rule["nodes"]
    ]


def seen(page: Page, language: str) -> tuple[list[str], list[str], int]:
    """English left, axe's findings, and by how many pixels the page is too wide."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return english_left(page, language), violations(page), int(page.evaluate(wide))


def test_german_is_chosen_and_both_screens_speak_it(page: Page, browser: Browser) -> None:
    """From the menu to a finished page, at two widths, every tab; the choice outlives a reload."""
    german = texts("de")
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("menuitemradio", name="Deutsch").click()
    expect(page.get_by_role("button", name=german["start.submit"])).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=german["start.submit"])).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    found: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found[f"start {width}"] = seen(page, "de")
    make_german_proof(page, printed_resume(browser), german)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for tab in page.get_by_role("tab").all() if width < 832 else [None]:
            if tab is not None:
                tab.click()
            name = tab.inner_text() if tab is not None else ""
            found[f"review {width} {name}"] = seen(page, "de")
    assert {where: what for where, what in found.items() if what != ([], [], 0)} == {}


def make_german_proof(page: Page, resume: bytes, german: dict[str, str]) -> None:
    """Go from the first screen to a review whose page can be seen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#resume-file").set_input_files(
        {"name": "lebenslauf.pdf", "mimeType": "application/pdf", "buffer": resume}
    )
    posting = POSTING_NURSE.read_text(encoding="utf-8")
    page.get_by_label(german["shell.posting"]).last.fill(posting)
    page.get_by_role("button", name=german["start.submit"]).click()
    page.wait_for_url(re.compile(r"/review/"))
    expect(page.get_by_role("img", name=re.compile("^Seite 1 von"))).to_be_visible()
    expect(page.get_by_text(german["shell.save.saved"], exact=True)).to_be_visible()


@pytest.mark.parametrize(("wanted", "language"), [("fr-CA", "fr"), ("es", "es"), ("ja", "en")])
def test_the_browsers_language_is_spoken_at_once(
    browser: Browser, site: str, wanted: str, language: str
) -> None:
    """The first screen comes in the language that the browser asks for, fitting a phone."""
    context = browser.new_context(
        base_url=site, locale=wanted, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("/")
    submit = texts(language)["start.submit"]
    expect(page.get_by_role("button", name=submit)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert seen(page, language) == ([], [], 0)
    # What the check is worth: it finds English where English is spoken.
    if language == "en":
        assert len(english_left(page, "de")) > 10
    context.close()


def test_a_refusal_is_told_in_german(page: Page) -> None:
    """A file that cannot be read is explained in the language that was chosen."""
    german = texts("de")
    page.goto("/")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("menuitemradio", name="Deutsch").click()
    page.locator("#resume-file").set_input_files(
        {"name": "kaputt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
    )
    page.get_by_label(german["shell.posting"]).last.fill("Elektriker in Leeds gesucht")
    page.get_by_role("button", name=german["start.submit"]).click()
    # A machine that does much else takes its time to read the file in a child.
    failed = page.get_by_text(german["start.resume.failed"])
    expect(failed).to_be_visible(timeout=30_000)
    expect(page.get_by_text(german["file.corrupt"].replace("{name}", "kaputt.pdf"))).to_be_visible()


def test_another_language_leaves_the_page_as_it_is(page: Page) -> None:
    """What was given stays in its field: the words change, the page is not made anew."""
    page.goto("/")
    page.locator("main").evaluate("main => { main.dataset.seen = 'yes' }")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("menuitemradio", name="Deutsch").click()
    expect(page.get_by_role("button", name=texts("de")["start.submit"])).to_be_visible()
    expect(page.locator("main")).to_have_attribute("data-seen", "yes")


def test_a_shared_computer_forgets_the_language(page: Page, context: BrowserContext) -> None:
    """The choice is gone with everything else."""
    german = texts("de")
    page.goto("/")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("menuitemradio", name="Deutsch").click()
    page.get_by_label(german["start.shared"]).check()
    expect(page.get_by_text(german["start.shared_on"])).to_be_attached()
    assert "language" not in page.evaluate("JSON.stringify(localStorage)")
    again = context.new_page()
    again.goto("/")
    expect(again.get_by_role("button", name=texts("en")["start.submit"])).to_be_visible()

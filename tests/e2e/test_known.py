"""What is known of the person, and a line's evidence, in a real browser and by keyboard alone."""

import json

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.kit import brief_of, download, make_proof, paste_answer, pdf_text, printed_resume
from tests.e2e.test_pages import SIZES, overflow, violations
from tests.models.scripted import edit, replaying

pytestmark = pytest.mark.truth

TYPED = "Kept the ward's night round for 3 winters"


@pytest.fixture
def review(page: Page, browser: Browser) -> Page:
    """A review whose suggestions are shown."""
    make_proof(page, printed_resume(browser))
    expect(page.locator("#h-proposals")).to_be_visible()
    return page


def saved(page: Page) -> None:
    """The last change is on the server."""
    expect(page.get_by_text("Saved")).to_be_visible()


def known(page: Page) -> None:
    """Go to what is known, by the link over the suggestions."""
    page.get_by_role("link", name="What is known of you").press("Enter")
    expect(page.get_by_role("heading", name="Facts", exact=True)).to_be_visible()


def fact(page: Page, text: str) -> Locator:
    """The row of one fact."""
    return page.locator("li").filter(has=page.get_by_text(text, exact=True))


def test_typed_words_are_known_and_can_be_set_aside(review: Page) -> None:
    """From the line to the list of facts, off the page, and back, with keys alone."""
    line = review.locator("[id^=line-]").first
    line.get_by_role("textbox").fill(TYPED)
    saved(review)
    known(review)
    row = fact(review, TYPED)
    expect(row).to_contain_text("Your words since")
    row.get_by_role("button", name="Set aside").press("Enter")
    expect(row).to_contain_text("Set aside on")
    expect(row.get_by_role("button", name="Put back")).to_be_focused()
    review.reload()
    expect(fact(review, TYPED)).to_contain_text("Set aside on")
    review.get_by_role("link", name="Back to your proof").press("Enter")
    expect(review.get_by_role("button", name="Download PDF")).to_be_visible()
    assert TYPED not in pdf_text(download(review, "pdf").path())
    known(review)
    fact(review, TYPED).get_by_role("button", name="Put back").press("Enter")
    expect(fact(review, TYPED)).to_contain_text("Your words since")
    review.go_back()
    assert TYPED in pdf_text(download(review, "pdf").path())


def test_an_answer_is_seen_changed_and_forgotten(review: Page) -> None:
    """ "I don't know" ends the question for good; the person alone can open it again."""
    line = json.loads(brief_of(review)["user"])["entries"][0]["lines"][0]
    words = line["text"].rstrip(".") + " on tight schedules."
    paste_answer(review, replaying([edit("rewrite", line["id"], words, [line["id"]])]))
    card = review.locator("#proposals > li").filter(has_text="Say it another way")
    card.get_by_role("button", name="I don't know").press("Enter")
    expect(card).to_contain_text("You said that you do not know this")
    saved(review)
    known(review)
    given = review.get_by_role("group").filter(has_text=words)
    expect(given.get_by_role("radio", name="I don't know")).to_be_checked()
    given.get_by_role("radio", name="Yes, that is so").check()
    expect(fact(review, words).last).to_contain_text("You said yes on")
    given.get_by_role("button", name="Forget this answer").press("Enter")
    expect(given).to_have_count(0)
    expect(review.locator("#h-answers")).to_be_focused()
    review.go_back()
    again = review.locator("#proposals > li").filter(has_text="Say it another way")
    expect(again.get_by_role("button", name="I don't know")).to_be_visible()


def test_a_line_tells_its_evidence_by_one_key(review: Page) -> None:
    """Its source, what it serves, and once reworded the difference and who made it."""
    line = json.loads(brief_of(review)["user"])["entries"][0]["lines"][0]
    bare = line["text"].rstrip(".")
    words = bare + "." * (bare == line["text"])
    paste_answer(review, replaying([edit("rewrite", line["id"], words, [line["id"]])]))
    card = review.locator("#proposals > li").filter(has_text="Say it another way")
    card.get_by_role("button", name="Accept").press("Enter")
    saved(review)
    review.reload()
    row = review.locator(f"#line-{line['id']}")
    expect(row.locator("ins")).to_contain_text(words.split()[-1])
    expect(row.locator("del")).to_contain_text(line["text"].split()[-1])
    row.focus()
    review.keyboard.press("j")
    review.keyboard.press("k")
    review.keyboard.press("d")
    panel = row.get_by_role("group", name="Evidence")
    expect(panel).to_contain_text("Rests on")
    expect(panel).to_contain_text("Serves")
    expect(panel).to_contain_text("Reworded by a language model")
    panel.get_by_role("button", name="Take it back").press("Enter")
    expect(row.get_by_role("button", name="Evidence")).to_be_focused()
    saved(review)
    expect(row.locator("ins")).to_have_count(0)
    expect(panel).to_contain_text("Word for word as in your résumé.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_known_is_accessible_at_every_size(review: Page, scheme: str) -> None:
    """No axe finding and no sideways scrolling, of the facts and of an open evidence."""
    review.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    line = review.locator("[id^=line-]").first
    line.get_by_role("textbox").fill(TYPED)
    saved(review)
    line.get_by_role("button", name="Evidence").click()
    expect(line.locator("ins").first).to_be_visible()
    found: dict[str, object] = {}
    for width, height in SIZES:
        review.set_viewport_size({"width": width, "height": height})
        found[f"evidence {width}"] = (violations(review), overflow(review))
    review.set_viewport_size({"width": 1440, "height": 900})
    known(review)
    fact(review, TYPED).get_by_role("button", name="Set aside").click()
    expect(fact(review, TYPED)).to_contain_text("Set aside on")
    for width, height in SIZES:
        review.set_viewport_size({"width": width, "height": height})
        found[f"known {width}"] = (violations(review), overflow(review))
    assert {name: what for name, what in found.items() if what != ([], 0)} == {}

"""Proposals in a real browser: a lying model, a question, an acceptance, and what is downloaded."""

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.kit import brief_of, download, make_proof, paste_answer, pdf_text, printed_resume
from tests.models.scripted import LIES, Lie, edit, lying, replaying

pytestmark = pytest.mark.truth

# What each lie says that nothing bears out, as `scripted` words it.
TOLD: dict[Lie, str] = {
    "number": "$480,000",
    "employer": "Amazon",
    "tool": "Terraform",
    "credential": "PMP",
    "title": "Vice President",
    "leadership": "40 people",
    "outcome": "customer satisfaction",
    "scope": "worldwide",
    "other_job": ";",
    "flattery": "world-class",
    "status": "full production",
    "years": "12 years",
}


@pytest.fixture
def review(page: Page, browser: Browser) -> Page:
    """A review whose suggestions are shown."""
    make_proof(page, printed_resume(browser))
    expect(page.locator("#h-proposals")).to_be_visible()
    return page


def reworded(review: Page) -> Locator:
    """The suggestions that reword a line."""
    return review.locator("#proposals > li").filter(has_text="Say it another way")


def test_no_lie_of_a_model_leaves(review: Page) -> None:
    """Each of twelve kinds is refused or asked about, in plain words; none is in the PDF."""
    before = pdf_text(download(review, "pdf").path())
    assert TOLD.keys() == set(LIES)
    for lie in LIES:
        brief = brief_of(review)
        lines = sum(len(e["lines"]) for e in json.loads(brief["user"])["entries"])
        paste_answer(review, lying(lie)(brief))
        cards = reworded(review).filter(has_text=TOLD[lie])
        expect(cards).to_have_count(lines)
        expect(cards.get_by_role("button", name="Accept")).to_have_count(0)
        for card in cards.all():
            said = card.locator(".why, .question").all_inner_texts()
            assert said, lie
            assert all(text.endswith((".", "?")) and "truth." not in text for text in said)
    every = review.get_by_role("button", name=re.compile("^Accept all"))
    if every.count():
        every.click()
        expect(review.get_by_text("Saved")).to_be_visible()
    after = pdf_text(download(review, "pdf").path())
    grown = [lie for lie, told in TOLD.items() if after.count(told) != before.count(told)]
    assert grown == []


def test_decisions_need_no_mouse_and_outlive_a_reload(review: Page) -> None:
    """Accept, reject and take back by keys; the keyboard is never lost; all of it is kept."""
    lines = json.loads(brief_of(review)["user"])["entries"][0]["lines"][:3]
    edits = [edit("rewrite", x["id"], x["text"].rstrip(".") + ".", [x["id"]]) for x in lines]
    paste_answer(
        review, replaying([e for e, x in zip(edits, lines, strict=True) if e["text"] != x["text"]])
    )
    cards = reworded(review)
    expect(cards).to_have_count(3)
    cards.nth(0).get_by_role("button", name="Accept").press("Enter")
    expect(cards.nth(1)).to_be_focused()
    cards.nth(1).get_by_role("button", name="Reject").press("Enter")
    expect(cards).to_have_count(2)
    expect(cards.nth(1)).to_be_focused()
    expect(review.get_by_text("Saved")).to_be_visible()
    review.reload()
    expect(cards).to_have_count(2)
    expect(cards.nth(0)).to_contain_text("Accepted")
    review.get_by_role("button", name="1 put away").press("Enter")
    rejected = review.locator(".proposals li").filter(has_text="Put away")
    rejected.get_by_role("button", name="Take back").press("Enter")
    expect(cards).to_have_count(3)
    expect(cards.nth(1)).to_be_focused()
    review.get_by_role("button", name=re.compile("^Accept all")).press("Enter")
    expect(cards.get_by_text("Accepted")).to_have_count(3)
    expect(review.locator("#h-proposals")).to_be_focused()
    review.keyboard.press("Control+z")
    expect(review.get_by_text("Saved")).to_be_visible()
    review.reload()
    expect(review.get_by_role("button", name="Take back").first).to_be_visible()
    expect(review.get_by_role("button", name="Accept", exact=True)).to_have_count(1)


def test_an_honest_edit_is_accepted_and_taken_back(review: Page) -> None:
    """Accepted it is in the PDF, with the difference shown first; taken back it is gone."""
    brief = brief_of(review)
    line = json.loads(brief["user"])["entries"][0]["lines"][0]
    bare = line["text"].rstrip(".")
    honest = edit("rewrite", line["id"], bare + "." * (bare == line["text"]), [line["id"]])
    paste_answer(review, replaying([honest]))
    card = review.locator("li.supported").filter(has_text="Say it another way")
    expect(card.locator("ins, del").first).to_be_visible()
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_text("Accepted")).to_be_visible()
    expect(review.get_by_text("Saved")).to_be_visible()
    card.get_by_role("button", name="Take back").click()
    expect(card.get_by_role("button", name="Accept")).to_be_visible()


def test_a_question_is_answered(review: Page) -> None:
    """Yes makes the words the person's, and the suggestion can be accepted."""
    brief = brief_of(review)
    line = json.loads(brief["user"])["entries"][0]["lines"][0]
    words = line["text"].rstrip(".") + " on tight schedules."
    paste_answer(review, replaying([edit("rewrite", line["id"], words, [line["id"]])]))
    card = review.locator("li").filter(has_text="Say it another way")
    yes = card.get_by_role("button", name="Yes, that is so")
    expect(yes).to_be_visible()
    expect(card.get_by_role("button", name="Accept")).to_have_count(0)
    while yes.count():
        yes.click()
        expect(review.get_by_text("Saved")).to_be_visible()
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_text("Accepted")).to_be_visible()
    expect(review.get_by_text("Saved")).to_be_visible()
    assert "on tight schedules" in pdf_text(download(review, "pdf").path())


def test_an_unreadable_answer_says_so(review: Page) -> None:
    """The dialog stays, with what to do; the second time it is over."""
    brief_of(review)
    paste_answer(review, "I would rather not.")
    expect(review.get_by_role("alert").first).to_contain_text("no list of edits")

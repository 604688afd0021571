"""Proposals in a real browser: a lying model, a question, an acceptance, and what is downloaded."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import download, make_proof, pdf_text, printed_resume
from tests.models.scripted import LIES, edit, lying, replaying

pytestmark = pytest.mark.truth

Json = dict[str, Any]


def brief_of(page: Page) -> Json:
    """Open the dialog and return what a person would copy into a chat, as a model reads it."""
    page.get_by_role("button", name="Ask a language model").click()
    field = page.get_by_label("1. The brief")
    expect(field).not_to_have_value("")
    text = field.input_value()
    return {"user": text[text.rindex("\n\n") + 2 :]}


def answer(page: Page, text: str) -> None:
    """Paste an answer and have it checked."""
    page.get_by_label("2. The model's answer").fill(text)
    page.get_by_role("button", name="Check the answer").click()


@pytest.fixture
def review(page: Page, browser: Browser) -> Page:
    """A review whose suggestions are shown."""
    make_proof(page, printed_resume(browser))
    expect(page.locator("#h-proposals")).to_be_visible()
    return page


def test_no_lie_of_a_model_leaves(review: Page) -> None:
    """Each lie is refused or asked about, in plain words; none is in the downloaded PDF."""
    before = pdf_text(download(review, "pdf").path())
    brief = brief_of(review)
    edits = [e for lie in LIES for e in json.loads(lying(lie)(brief))["edits"]]
    first = {e["target"]: e for e in edits}
    # One lie a line, of another kind for each: a second one about a line would be left out.
    chosen = [edits[(n * len(first) + n) % len(edits)] for n in range(len(first))]
    answer(review, replaying(chosen))
    lies = review.locator("li.unsupported, li.ask")
    expect(lies).to_have_count(len({e["target"] for e in chosen}))
    for card in lies.all():
        expect(card.get_by_role("button", name="Accept")).to_have_count(0)
        said = card.locator(".why, .question")
        expect(said.first).to_be_visible()
        assert "truth." not in said.first.inner_text()
    assert pdf_text(download(review, "pdf").path()) == before


def test_an_honest_edit_is_accepted_and_taken_back(review: Page) -> None:
    """Accepted it is in the PDF, with the difference shown first; taken back it is gone."""
    brief = brief_of(review)
    line = json.loads(brief["user"])["entries"][0]["lines"][0]
    bare = line["text"].rstrip(".")
    honest = edit("rewrite", line["id"], bare + "." * (bare == line["text"]), [line["id"]])
    answer(review, replaying([honest]))
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
    answer(review, replaying([edit("rewrite", line["id"], words, [line["id"]])]))
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
    answer(review, "I would rather not.")
    expect(review.get_by_role("alert").first).to_contain_text("no list of edits")

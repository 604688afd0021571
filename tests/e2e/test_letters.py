"""Letters in a real browser: composed, shaped by the person, written by a liar, and downloaded."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import (
    brief_of,
    docx_text,
    download,
    make_proof,
    paste_answer,
    pdf_text,
    printed_resume,
)
from tests.models.scripted import LIES, lying_letter, sentence, writing

pytestmark = pytest.mark.truth

Json = dict[str, Any]
# What the lies of the scripted model say that no line of the sample does.
LIE_WORDS = (
    "480,000",
    "Amazon",
    "Terraform",
    "PMP",
    "Vice President",
    "department of 40",
    "doubled",
    "worldwide",
    "world-class",
    "full production",
    "12 years",
)


@pytest.fixture
def desk(page: Page, browser: Browser) -> Page:
    """A letter that was just composed."""
    make_proof(page, printed_resume(browser))
    documents = page.get_by_role("navigation", name="Documents")
    documents.get_by_role("link", name="Letter").click()
    page.get_by_role("button", name="Write the letter").click()
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    return page


def saved(page: Page) -> None:
    """Wait until the server has what was changed."""
    expect(page.get_by_text("Saving", exact=True)).to_have_count(0)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def row(page: Page, words: str) -> Any:
    """The row of the sentence that holds `words`."""
    return page.locator(".pane.mid li", has=page.get_by_label(re.compile(words)))


def test_a_letter_is_shaped_and_downloaded(desk: Page) -> None:
    """Another tone, a sentence left out, one of one's own, an address: the PDF has just that."""
    before = pdf_text(download(desk, "pdf").path())
    assert "Maren Oyelaran" in before
    assert "I precepted four new-graduate nurses" in before
    desk.get_by_text("Formal", exact=True).click()
    saved(desk)
    switch = desk.get_by_role("switch", name=re.compile("precepted four"))
    switch.uncheck()
    desk.get_by_role("button", name="Add a sentence to paragraph 1").click()
    desk.keyboard.type("We met at the fair in Leeds.")
    desk.get_by_role("textbox", name="Recipient").fill("Halden Valley\n1 Quay Road")
    saved(desk)
    file = download(desk, "pdf")
    assert file.suggested_filename.startswith("Maren Oyelaran - ")
    after = pdf_text(file.path())
    assert "precepted four" not in after
    for words in ("We met at the fair in Leeds.", "1 Quay Road", "relief charge nurse"):
        assert words in after
    word = download(desk, "Word")
    assert "We met at the fair in Leeds." in docx_text(word.path())
    desk.reload()
    expect(desk.get_by_role("radio", name="Formal")).to_be_checked()
    expect(switch).not_to_be_checked()
    expect(row(desk, "We met at the fair")).to_have_count(1)


def test_a_sentence_shows_what_it_rests_on_and_is_taken_back(desk: Page) -> None:
    """Its lines, quoted; the requirement; the verdict; and a rewording undone by key."""
    name = row(desk, "precepted four").get_by_role("textbox").get_attribute("id")
    field = desk.locator(f"#{name}")
    field.click()
    basis = desk.locator("li.current")
    expect(basis.get_by_text("Your file supports it.")).to_be_visible()
    expect(basis.get_by_role("list", name="Your file says")).to_contain_text("Precepted four")
    expect(basis.get_by_role("list", name="The posting asks for")).to_contain_text("Precepting")
    field.fill("I like early shifts.")
    expect(basis.get_by_text("Your own words. They are not checked.")).to_be_visible()
    saved(desk)
    assert "I like early shifts." in pdf_text(download(desk, "pdf").path())
    desk.get_by_role("button", name="Undo", exact=True).click()
    saved(desk)
    text = pdf_text(download(desk, "pdf").path())
    assert "early shifts" not in text
    assert "precepted four" in text


def test_no_lie_of_a_letter_model_leaves(desk: Page) -> None:
    """Each lie is refused or asked about, in plain words; the honest sentences are printed."""
    brief = brief_of(desk)
    entries = [e for e in json.loads(brief["user"])["entries"] if e["lines"]]
    honest = [
        sentence(f"In this role: {line['text'].rstrip('.')}.", [line["id"]], n + 1)
        for n, entry in enumerate(entries)
        for line in entry["lines"][:2]
    ]
    told = [json.loads(lying_letter(lie)(brief))["sentences"] for lie in LIES]
    lies = [sentences[n % len(sentences)] for n, sentences in enumerate(told)]
    paste_answer(desk, writing([*honest, *lies]))
    expect(desk.get_by_role("heading", name="Letter", exact=True)).to_be_focused()
    held = desk.locator(".pane.mid li.unsupported, .pane.mid li.ask")
    expect(held).not_to_have_count(0)
    for one in held.all():
        expect(one.get_by_role("switch")).to_have_count(0)
        said = one.locator(".why, .question")
        expect(said.first).to_be_visible()
        assert not re.search(r"(truth|letter)\.", said.first.inner_text())
    text = pdf_text(download(desk, "pdf").path())
    assert [words for words in LIE_WORDS if words in text] == []
    assert "Gave medication to 26 residents a shift" in text


def test_a_message_is_copied(desk: Page) -> None:
    """It has no page: its text is there, and on the clipboard after one press."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.get_by_role("link", name="Message").click()
    desk.get_by_role("button", name="Write the message").click()
    shown = desk.get_by_role("region", name="Text of the message")
    expect(shown).to_contain_text("Maren Oyelaran")
    desk.get_by_role("button", name="Copy as text").click()
    expect(desk.get_by_text("Copied.")).to_be_visible()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert " ".join(copied.split()) in " ".join(shown.inner_text().split())


def test_certificate_and_interview_sheet_are_downloaded(page: Page, browser: Browser) -> None:
    """From the review's menu, in the kinds that it names."""
    make_proof(page, printed_resume(browser))
    certificate = download(page, "Truth certificate, JSON")
    assert json.loads(certificate.path().read_text(encoding="utf-8"))
    assert "Truth certificate" in pdf_text(download(page, "Truth certificate, PDF").path())
    sheet = download(page, "Interview sheet, PDF")
    assert "Interview sheet" in sheet.suggested_filename
    assert "Spanish or Hmong" in pdf_text(sheet.path())
    assert "Spanish or Hmong" in docx_text(download(page, "Interview sheet, Word").path())

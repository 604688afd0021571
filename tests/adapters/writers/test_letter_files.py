"""Letters as HTML and plain text: whole, in order, accessible, and text stays text."""

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.writers import LETTER_WRITERS
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose_letter import compose_letter
from tests.adapters.typst.read_back import words
from tests.adapters.writers.test_writers import Page
from tests.features.rendering.generated import TONGUES, Tongue
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS
from tests.features.rendering.letters import letter, letter_saying

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
A4, AMERICAN = RenderOptions(paper="a4"), RenderOptions(paper="us-letter")
HTML, TEXT = LETTER_WRITERS["html"], LETTER_WRITERS["txt"]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_every_word_in_order(tongue: Tongue) -> None:
    """Both hold every word of the sheet, in the order of the paper."""
    for options in (A4, AMERICAN):
        sheet = compose_letter(letter(5, tongue), options, WORDS)
        assert words(Page(HTML(sheet, options)).text) == words(sheet.texts())
        assert words(TEXT(sheet, options).decode()) == words(sheet.texts())


def test_html_is_accessible() -> None:
    """Language, title, one main heading, the subject as the next; nothing from outside."""
    page = HTML(compose_letter(letter(1, TONGUES[1]), A4, WORDS), A4)
    tags = Page(page).tags
    assert b'<html lang="de" dir="ltr">' in page
    assert [t for t in tags if t in ("title", "main", "article", "h1", "h2", "h3")] == [
        "title", "main", "article", "h1", "h2"
    ]  # fmt: skip
    assert not {"script", "link", "img", "iframe", "table"} & set(tags)


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_LINKS, ""])
def test_any_text_is_text(payload: str) -> None:
    """No element or link comes out of a text, and no empty paragraph of no text."""
    sheet = compose_letter(letter_saying(payload), A4, WORDS)
    page = Page(HTML(sheet, A4))
    allowed = "html head meta title style body main article header h1 h2 p span br"
    assert set(page.tags) <= set(allowed.split())
    assert not page.links
    assert b"<p></p>" not in HTML(sheet, A4)
    assert words(TEXT(sheet, A4).decode()) == words(sheet.texts())


def test_a_message_is_what_is_pasted() -> None:
    """No head, address or date: greeting to signature, under its subject."""
    verified = letter(2, TONGUES[0], 1, kind="message")
    sheet = compose_letter(verified, AMERICAN, WORDS)
    blocks = TEXT(sheet, AMERICAN).decode().strip().split("\n\n")
    end = f"{verified.closing}\n{verified.signature}"
    assert blocks == [verified.subject, verified.greeting, *verified.paragraphs, end]

"""HTML, plain text and JSON Resume: whole, escaped, and read back."""

import json
from html.parser import HTMLParser

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.writers import HtmlWriter, TextWriter, write_json
from resume_builder.domain import resume as r
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import words
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS, hostile_resume
from tests.pictures import with_photo

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
OPTIONS = RenderOptions()


class Page(HTMLParser):
    """What a browser would see: elements, links and text of the body."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._inside: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("meta", "br", "img"):
            self._inside.append(tag)
        if tag not in ("em", "strong", "a", "span"):
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "body" in self._inside:
            self.text += data


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_html_and_text_say_what_the_page_says(tongue: Tongue) -> None:
    """Both hold every word of the sheet, in order."""
    resume = Maker(5, tongue).resume()
    meant = words(compose(resume, WORDS).texts())
    assert words(Page(HtmlWriter(WORDS)(resume, OPTIONS)).text) == meant
    plain = TextWriter(WORDS)(resume, OPTIONS).decode()
    assert [w for w in words(plain) if w.strip("-")] == meant


def test_html_is_accessible() -> None:
    """Language, title, one main heading, sections named by their heads, lists, no script."""
    page = HtmlWriter(WORDS)(Maker(1, TONGUES[1]).resume(), OPTIONS)
    tags = Page(page).tags
    assert b'<html lang="de" dir="ltr">' in page
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert tags.count("section") == tags.count("h2") == page.count(b"aria-labelledby")
    assert {"ul", "li", "h3"} <= set(tags)
    assert not {"script", "link", "img", "iframe"} & set(tags)


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_LINKS])
def test_hostile_html_is_text(payload: str) -> None:
    """No element, attribute or link comes out of a person's text."""
    page = Page(HtmlWriter(WORDS)(hostile_resume(payload), OPTIONS))
    allowed = "html head meta title style body main header h1 h2 h3 p span a section article"
    assert set(page.tags) <= {*allowed.split(), "em", "strong", "br", "ul", "li"}
    known = {"lang", "dir", "charset", "name", "content", "class", "id", "aria-labelledby", "href"}
    assert page.attributes <= known
    assert not page.links


def test_text_does_not_wrap() -> None:
    """A bullet is one line, however long."""
    long = " ".join(["word"] * 400)
    job = r.Work(id="w1", position="Job", highlights=(r.Highlight(id="w1h1", text=long),))
    lines = TextWriter(WORDS)(r.Resume(work=(job,)), OPTIONS).decode().splitlines()
    assert f"- {long}" in lines


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_is_read_back(payload: str) -> None:
    """What is written is valid JSON in UTF-8 and gives the same résumé."""
    for resume in (hostile_resume(payload), Maker(3, TONGUES[0]).resume()):
        written = write_json(resume, OPTIONS)
        again = write_json(from_json_resume(json.loads(written.decode("utf-8"))), OPTIONS)
        assert json.loads(again) == json.loads(written)


@pytest.mark.parametrize("tongue", MORE_TONGUES, ids=lambda t: t.code)
def test_every_script_says_what_the_page_says(tongue: Tongue) -> None:
    """HTML runs its own way and holds every word in order, and so does plain text."""
    resume = Maker(5, tongue).resume()
    meant = words(compose(resume, WORDS).texts())
    page = HtmlWriter(WORDS)(resume, OPTIONS)
    assert words(Page(page).text) == meant
    way = "rtl" if tongue.code in ("ar", "fa", "he") else "ltr"
    assert f'<html lang="{tongue.code}" dir="{way}">'.encode() in page
    assert [w for w in words(TextWriter(WORDS)(resume, OPTIONS).decode()) if w.strip("-")] == meant


def test_a_photo_in_html() -> None:
    """It is in the file itself, with the person's name for those who do not see it."""
    resume = with_photo(Maker(5, TONGUES[0]).resume())
    page = Page(HtmlWriter(WORDS)(resume, RenderOptions(photo=True)))
    assert page.tags.count("img") == 1
    assert "img" not in Page(HtmlWriter(WORDS)(resume, OPTIONS)).tags
    made = HtmlWriter(WORDS)(resume, RenderOptions(photo=True)).decode()
    assert f'src="{resume.basics.image}" alt="{resume.basics.name}"' in made
    assert words(page.text) == words(compose(resume, WORDS).texts())


def test_a_photo_in_json_resume() -> None:
    """It goes along where it is shown, and stays at home where it is not."""
    resume = with_photo(Maker(5, TONGUES[0]).resume())
    shown = json.loads(write_json(resume, RenderOptions(photo=True)))
    assert shown["basics"]["image"] == resume.basics.image
    assert "image" not in json.loads(write_json(resume, OPTIONS))["basics"]

"""The page beside the fields: pressed, marked, zoomed, listened to, put in order."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.kit import download, make_proof, pdf_text
from tests.e2e.test_pages import SIZES, overflow, violations
from tests.samples import RESUME_JSON

pytestmark = pytest.mark.workbench

PLACES = """async (path) => {
  const id = location.pathname.split('/').at(-1);
  const { pages } = await (await fetch(`/api/v1/tailorings/${id}`)).json();
  const page = pages.find((one) => one.places.some((place) => place.path === path));
  const [x, y, width, height] = page.places.find((place) => place.path === path).boxes[0];
  const image = document.querySelectorAll('#p-page .sheet img')[page.number - 1];
  const { left, top, width: shown } = image.getBoundingClientRect();
  const scale = shown / page.width;
  return [left + (x + Math.min(width, 20) / 2) * scale, top + (y + height / 2) * scale];
}"""


def press(page: Page, path: str) -> None:
    """Press the page where a field stands."""
    x, y = page.evaluate(PLACES, path)
    page.mouse.click(x, y)


def focused(page: Page) -> str:
    """The id of what has the keyboard."""
    return str(page.evaluate("document.activeElement.id"))


@pytest.fixture
def review(page: Page) -> Page:
    """A review of the sample."""
    page.emulate_media(reduced_motion="reduce")
    make_proof(page, RESUME_JSON.read_bytes(), RESUME_JSON.name)
    return page


def test_a_press_on_the_page_finds_its_field(review: Page) -> None:
    """A line, a field of an entry and of the head, a section; the field in hand is marked."""
    for path in ("w1h1", "w1.name", "basics.email"):
        press(review, path)
        review.wait_for_function("id => document.activeElement.id === id", arg=f"text-{path}")
        expect(review.locator(f'#p-page [data-hand="{path}"]')).to_have_count(1)
    press(review, "section:work")
    review.wait_for_function("document.activeElement.id === 'h-work'")
    # The picture holds no link that the keyboard would stop at.
    assert review.locator("#p-page svg a, #p-page object, #p-page iframe").count() == 0


def test_a_press_turns_to_the_fields_on_a_phone(review: Page) -> None:
    """There the page is a tab of its own."""
    review.set_viewport_size({"width": 390, "height": 844})
    review.get_by_role("tab", name="Page").click()
    press(review, "w1h1")
    expect(review.get_by_role("tab", name="Lines")).to_have_attribute("aria-selected", "true")
    review.wait_for_function("document.activeElement.id === 'text-w1h1'")


def test_zoom_is_kept_and_the_field_comes_into_view(review: Page) -> None:
    """By button and by key; at 100% a point is 4/3 of a pixel; what is typed in is scrolled to."""
    region = review.get_by_role("region", name="Resume pages")
    region.focus()
    review.keyboard.press("1")
    image = review.get_by_role("img", name=re.compile("^Page 1 of"))
    expect(image).to_have_js_property("clientWidth", 816)
    review.get_by_role("button", name="Zoom in").click()
    expect(image).to_have_js_property("clientWidth", 1020)
    review.reload()
    expect(image).to_have_js_property("clientWidth", 1020)
    last = review.locator("#p-lines textarea[id^=text-w]").last
    last.focus()
    mark = review.locator("#p-page [data-hand]")
    expect(mark).to_be_in_viewport()
    region.focus()
    review.keyboard.press("0")
    expect(review.get_by_role("button", name=re.compile("^Fit, "))).to_be_visible()


def test_pages_have_thumbnails_that_ask_for_nothing(review: Page) -> None:
    """A page that begins by hand; the count is the PDF's; every picture is fetched once."""
    fetched: list[str] = []
    review.on("request", lambda sent: fetched.append(sent.url) if ".svg" in sent.url else None)
    review.get_by_role("button", name=re.compile("^US Letter, ")).click()
    review.get_by_text("Sections and page breaks").click()
    review.get_by_role("checkbox", name="New page before Education", exact=True).check()
    thumbs = review.get_by_role("navigation", name="Pages")
    expect(thumbs.get_by_role("button")).to_have_count(2)
    review.keyboard.press("Escape")
    thumbs.get_by_role("button", name="Go to page 2").click()
    expect(review.get_by_text("Page 2 of 2")).to_be_visible()
    expect(review.get_by_role("img", name=re.compile("^Page 2 of 2"))).to_be_in_viewport()
    assert len(fetched) == len(set(fetched))
    for width, height in SIZES:
        review.set_viewport_size({"width": width, "height": height})
        assert (width, violations(review), overflow(review)) == (width, [], 0)


def test_the_page_can_be_read_as_text(review: Page) -> None:
    """Headings and lists in the résumé's language, there for readers before the button; each text
    leads to its field.
    """
    twin = review.get_by_role("region", name="The page as text")
    expect(twin.get_by_role("heading", level=3)).to_have_count(1)
    assert twin.get_by_role("button").count() == 0
    assert twin.locator("[lang=en][dir=ltr] li").count() > 0
    review.get_by_role("button", name="Read the page as text").click()
    expect(review.get_by_role("img", name=re.compile("^Page 1 of"))).to_be_hidden()
    for width, height in SIZES:
        review.set_viewport_size({"width": width, "height": height})
        assert (width, violations(review), overflow(review)) == (width, [], 0)
    review.set_viewport_size({"width": 1440, "height": 900})
    line = twin.locator("li button").first
    words = line.inner_text()
    line.focus()
    review.keyboard.press("Enter")
    review.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert review.evaluate("document.activeElement.value") == words


def test_sections_are_put_in_order_and_named(review: Page) -> None:
    """By buttons and by keys; the PDF has it; one press takes it back."""
    menu = review.get_by_role("button", name=re.compile("^US Letter, "))
    menu.click()
    review.get_by_text("Sections and page breaks").click()
    titles = review.get_by_role("textbox", name=re.compile("^Title of "))
    before = [one.input_value() for one in titles.all()]
    review.get_by_role("button", name="Move Education up").click()
    expect(titles.nth(before.index("Education") - 1)).to_have_value("Education")
    field = review.get_by_role("textbox", name="Title of Education")
    field.press("Alt+ArrowUp")
    expect(titles.nth(before.index("Education") - 2)).to_have_value("Education")
    field.fill("Where I studied")
    field.blur()
    sheet = review.get_by_role("region", name="The page as text")
    expect(sheet.get_by_role("heading", name="Where I studied")).to_be_attached()
    assert violations(review) == []
    assert "Where I studied" in pdf_text(download(review, "pdf").path())
    menu.click()
    review.get_by_text("Sections and page breaks").click()
    review.get_by_role("button", name="As the theme has it").click()
    expect(sheet.get_by_role("heading", name="Education", exact=True)).to_be_attached()
    assert [one.input_value() for one in titles.all()] == before

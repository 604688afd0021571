"""A theme, its color and its sizes are chosen beside the page, and are in the file."""

import re

import pypdf
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.kit import download, make_proof
from tests.e2e.test_pages import SIZES, overflow, violations
from tests.pictures import plain
from tests.samples import RESUME_JSON

pytestmark = pytest.mark.workbench


def test_a_theme_is_chosen_and_downloaded(page: Page) -> None:
    """The menu is accessible at every width; the PDF is set in what was chosen."""
    page.emulate_media(reduced_motion="reduce")
    make_proof(page, RESUME_JSON.read_bytes(), RESUME_JSON.name)
    menu = page.get_by_role("button", name=re.compile("^US Letter, "))
    menu.click()
    expect(page.get_by_role("radio", name="Galley")).to_be_checked()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert (width, violations(page), overflow(page)) == (width, [], 0)
    page.set_viewport_size({"width": 1440, "height": 900})
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("radio", name="Folio").set_checked(True, force=True)
    expect(page.get_by_role("combobox", name="Font")).to_have_value("EB Garamond")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("combobox", name="Dates").select_option("year")
    page.keyboard.press("Escape")
    with pypdfium2.PdfDocument(download(page, "pdf").path()) as pdf:
        text = pdf[0].get_textpage().get_text_range()
        fonts = {pdf_object.get_font().get_base_name() for pdf_object in texts(pdf[0])}
    assert all("EBGaramond" in font for font in fonts)
    assert "2021 to present" in text
    assert "March 2021" not in text


def texts(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfTextObj]:
    """The text objects of a PDF page."""
    return [found for found in page.get_objects() if isinstance(found, pypdfium2.PdfTextObj)]


def test_a_photo_is_chosen_shown_and_removed(page: Page) -> None:
    """It is on the page and in the PDF until it is taken away; a bad file is told of."""
    page.emulate_media(reduced_motion="reduce")
    make_proof(page, RESUME_JSON.read_bytes(), RESUME_JSON.name)
    page.get_by_role("button", name=re.compile("^US Letter, ")).click()
    photo = page.get_by_role("group", name="Photo")
    choose = photo.locator("input[type=file]")
    choose.set_input_files({"name": "no.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    expect(page.get_by_text("no.png is no picture")).to_be_visible()
    choose.set_input_files({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": plain()})
    expect(photo.get_by_role("checkbox", name="Show it on the page")).to_be_checked()
    expect(photo.get_by_role("img", name="Your photo")).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert (width, violations(page), overflow(page)) == (width, [], 0)
    page.set_viewport_size({"width": 1440, "height": 900})
    assert pictures(page) == 1
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        photo.get_by_role("checkbox", name="Show it on the page").uncheck()
    assert pictures(page) == 0
    photo.get_by_role("button", name="Remove the photo").click()
    expect(photo.get_by_role("img", name="Your photo")).to_have_count(0)


def pictures(page: Page) -> int:
    """How many pictures the PDF holds; the menu stands open again after it."""
    page.keyboard.press("Escape")
    found = pypdf.PdfReader(download(page, "pdf").path()).pages
    page.get_by_role("button", name=re.compile("^US Letter, ")).click()
    return sum(len(one.images) for one in found)

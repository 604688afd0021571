"""Kept files in a real browser: as they were sent, beside what a newer engine would make of them.

No older engine can be installed beside the new one, so the site of these tests has a press whose
theme can be turned to a later version: the same words then come out otherwise, as they would.
"""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server

from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.documents.ports import Making, Picture, PinnedFormat, Press, Words
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.e2e.kit import download, make_proof, pdf_text, printed_resume
from tests.e2e.test_pages import SIZES, overflow, violations
from tests.traffic.recorder import Recorder
from tests.web.conftest import make_services

pytestmark = pytest.mark.rendering


@dataclass
class TurnedPress:
    """A press whose theme has a later version from `later` on: it sets all in larger letters."""

    press: Press
    later: bool = False

    def making(self, options: RenderOptions, fmt: PinnedFormat) -> Making:
        """What it is made with."""
        made = self.press.making(options, fmt)
        return made.model_copy(update={"theme": "e" * 64}) if self.later else made

    def file(self, words: Words, options: RenderOptions, fmt: PinnedFormat) -> bytes:
        """The bytes."""
        return self.press.file(words, self._turned(options), fmt)

    def pictures(self, words: Words, options: RenderOptions) -> tuple[Picture, ...]:
        """The pages."""
        return self.press.pictures(words, self._turned(options))

    def text(self, data: bytes, name: str) -> str:
        """The text."""
        return self.press.text(data, name)

    def _turned(self, options: RenderOptions) -> RenderOptions:
        return options.model_copy(update={"size": 12, "dates": "short"}) if self.later else options


@pytest.fixture
def press() -> TurnedPress:
    """The press of the site, to be turned."""
    return TurnedPress(_SERVICES.documents.press)


_SERVICES = make_services(lambda: datetime.now(UTC))


@pytest.fixture
def site(press: TurnedPress, recorder: Recorder) -> Iterator[str]:
    """A site over that press."""
    made = replace(_SERVICES, documents=replace(_SERVICES.documents, press=press))
    app = create_app(made, Site(requests_per_minute=100_000))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with recorder.before(server.server_port) as port:
        yield f"http://localhost:{port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def review(page: Page, browser: Browser) -> Page:
    """A review."""
    make_proof(page, printed_resume(browser))
    return page


def kept(page: Page, number: int) -> Locator:
    """Go to the kept files by keyboard, and return them."""
    page.get_by_role("button", name="Download another format").press("Enter")
    page.get_by_role("menuitem", name=re.compile("^Kept files")).press("Enter")
    files = page.locator("main li").filter(has=page.get_by_role("heading"))
    expect(files).to_have_count(number)
    return files


def test_a_download_is_kept_as_it_was_sent(review: Page) -> None:
    """Also once the words have changed; and all of them leave as one ZIP."""
    sent = download(review, "pdf").path().read_bytes()
    expect(review.get_by_text(re.compile("^Downloaded, and kept as it was sent"))).to_be_visible()
    review.get_by_role("textbox", name="Text of this line").first.fill("Kept the night round")
    expect(review.get_by_text("Saved", exact=True)).to_be_visible()
    other = download(review, "Word").path().read_bytes()
    files = kept(review, 2)
    expect(files.last).to_contain_text("for Charge Nurse")
    expect(files.last).to_contain_text("Kept as it was sent on")
    with review.expect_download() as waiting:
        files.last.get_by_role("button", name="Download").press("Enter")
    again = waiting.value.path()
    assert again.read_bytes() == sent
    assert "Kept the night round" not in pdf_text(again)
    with review.expect_download() as waiting:
        review.get_by_role("button", name="Download all (ZIP)").press("Enter")
    with ZipFile(waiting.value.path()) as archive:
        told = json.loads(archive.read("contents.json"))
        files_in = {archive.read(one["file"]) for one in told}
    assert files_in == {sent, other}
    assert {one["sha256"] for one in told} == {sha256(data).hexdigest() for data in files_in}
    first = review.locator("main li").first
    first.get_by_role("button", name="Delete").press("Enter")
    review.get_by_role("button", name="Delete it").press("Enter")
    expect(review.get_by_text(re.compile(r"^1 file, \d+ kB$"))).to_be_focused()


def test_a_newer_theme_is_offered_beside_the_old_page(review: Page, press: TurnedPress) -> None:
    """Seen side by side, over each other and outlined; kept beside, never in place."""
    sent = download(review, "pdf").path().read_bytes()
    files = kept(review, 1)
    expect(files.get_by_text("There is a newer way to set it.")).to_have_count(0)
    press.later = True
    review.reload()
    files.get_by_role("link", name="Compare").press("Enter")
    expect(review.get_by_text(re.compile("has changed: the theme"))).to_be_visible()
    expect(review.get_by_role("img", name="Page 1 as it was kept")).to_be_visible()
    expect(review.get_by_text(re.compile(r"^\d+ places? differs?$")).first).to_be_visible()
    assert review.locator("rect.box").count() > 0
    review.get_by_role("button", name="One over the other").press("Enter")
    slider = review.get_by_role("slider").first
    edge = review.locator("line.edge").first
    middle = edge.get_attribute("x1")
    slider.press("ArrowRight")
    expect(edge).not_to_have_attribute("x1", middle or "")
    slider.press("End")
    expect(edge).to_have_attribute("x1", "612")
    review.get_by_role("button", name="Differences").press("Enter")
    expect(review.locator("rect.box").first).to_be_visible()
    review.get_by_role("button", name="Keep the new one too").press("Enter")
    expect(review.get_by_text(re.compile(r"^2 files, \d+ kB$"))).to_be_visible()
    files = review.locator("main li").filter(has=review.get_by_role("heading"))
    expect(files.first.get_by_text("There is a newer way to set it.")).to_have_count(0)
    expect(files.last.get_by_text("There is a newer way to set it.")).to_be_visible()
    with review.expect_download() as waiting:
        files.last.get_by_role("button", name="Download").press("Enter")
    assert waiting.value.path().read_bytes() == sent


def test_a_word_file_is_compared_by_its_words(review: Page, press: TurnedPress) -> None:
    """It has no pages: what a machine reads in both stands there, marked."""
    download(review, "Word")
    press.later = True
    files = kept(review, 1)
    files.get_by_role("link", name="Compare").press("Enter")
    words = review.get_by_role("region", name="What a machine reads in both Word files")
    expect(words.locator("ins").first).to_be_visible()
    expect(words.locator("del").first).to_be_visible()


def test_without_room_the_file_comes_all_the_same(review: Page) -> None:
    """It is said that it is not kept, and what to do."""
    refusal = {"code": "documents.full", "status": 409, "params": {}, "title": "", "type": ""}
    refusal["detail"] = "There is no room to keep another finished file, so this one is not kept."
    review.route(
        re.compile("/tailorings/[^/]+/documents$"),
        lambda route: route.fulfill(
            status=409, content_type="application/problem+json", body=json.dumps(refusal)
        ),
    )
    assert "Oyelaran" in pdf_text(download(review, "pdf").path())
    expect(review.get_by_role("alert").filter(has_text="not kept")).to_be_visible()


def test_saved_work_says_what_it_leaves_out(review: Page) -> None:
    """And the files can be had there and then."""
    download(review, "pdf")
    review.goto("/")
    with review.expect_download():
        review.get_by_role("button", name="Save my work").press("Enter")
    expect(review.get_by_text(re.compile("but for 1 finished file"))).to_be_visible()
    with review.expect_download() as waiting:
        review.get_by_role("button", name="Download them (ZIP)").press("Enter")
    assert waiting.value.suggested_filename.endswith(".zip")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kept_files_are_accessible_at_every_size(
    review: Page, press: TurnedPress, scheme: str
) -> None:
    """The list with its question, and each way to compare."""
    review.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    download(review, "pdf")
    press.later = True
    files = kept(review, 1)
    expect(files.get_by_text("There is a newer way to set it.")).to_be_visible()
    found = _seen(review, "list")
    files.get_by_role("button", name="Delete").click()
    found |= _seen(review, "question")
    review.get_by_role("button", name="Cancel").click()
    files.get_by_role("link", name="Compare").click()
    expect(review.locator("rect.box").first).to_be_visible()
    for mode in ("Side by side", "One over the other", "Differences"):
        review.get_by_role("button", name=mode).click()
        found |= _seen(review, mode)
    assert found == {}, json.dumps(found, indent=1)


def _seen(page: Page, name: str) -> dict[str, object]:
    """What is wrong at each size."""
    found: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if seen := [*violations(page), *(["too wide"] if overflow(page) else [])]:
            found[f"{name} {width}"] = seen
    page.set_viewport_size({"width": 1440, "height": 900})
    return found

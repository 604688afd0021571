"""The main job in a real browser: file and posting in, PDF and DOCX out."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kit import docx_text, download, give, make_proof, pdf_text, printed_resume

pytestmark = pytest.mark.main_job

LINE = "Precepted four new-graduate nurses through twelve-week orientations"


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


def test_a_real_pdf_becomes_a_tailored_pdf_and_docx(page: Page, resume: bytes) -> None:
    """The words of both downloads are the person's, under a name that says what it is."""
    make_proof(page, resume)
    expect(page.get_by_text("requirements covered")).to_be_visible()
    pdf = download(page, "pdf")
    assert pdf.suggested_filename.startswith("Maren Oyelaran - Charge Nurse")
    assert pdf.suggested_filename.endswith(".pdf")
    text = pdf_text(pdf.path())
    for words in ("Maren Oyelaran", "Lakehead General Hospital", LINE, "Superior Shore University"):
        assert words in text
    word = download(page, "Word")
    text = docx_text(word.path())
    for words in ("Maren Oyelaran", "Lakehead General Hospital", LINE, "Superior Shore University"):
        assert words in text


def test_a_chosen_requirement_shows_its_proof(page: Page, resume: bytes) -> None:
    """The line that shows it is marked beside the posting's own words."""
    make_proof(page, resume)
    page.get_by_role("button", name=re.compile("Precepting new staff")).first.click()
    expect(page.get_by_text("Shows the chosen requirement.").first).to_be_visible()
    proving = page.locator("li", has_text="Shows the chosen requirement.").first
    expect(proving.get_by_role("textbox")).to_have_value(re.compile("^Precepted four"))


def test_a_switched_off_line_leaves_the_page(page: Page, resume: bytes) -> None:
    """The person's switch wins, and undo brings the line back."""
    make_proof(page, resume)
    toggle = page.get_by_role("switch", name=re.compile("^On the page: Precepted four"))
    expect(toggle).to_be_checked()
    toggle.uncheck()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert LINE not in pdf_text(download(page, "pdf").path())
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(toggle).to_be_checked()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert LINE in pdf_text(download(page, "pdf").path())


def test_an_edit_survives_a_reload(page: Page, resume: bytes) -> None:
    """What was typed a moment before the page is loaded again is there, and on the page."""
    make_proof(page, resume)
    address = page.url
    box = page.get_by_role("textbox", name="Text of this line").first
    box.fill("Wrote the night handover sheet that three units use")
    page.reload()
    assert page.url == address
    first = page.get_by_role("textbox", name="Text of this line").first
    expect(first).to_have_value("Wrote the night handover sheet that three units use")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert "Wrote the night handover sheet" in pdf_text(download(page, "pdf").path())


def test_a_line_stays_under_the_hands_of_who_writes_it(page: Page, resume: bytes) -> None:
    """Each pause plans anew, and the new order waits until the keyboard has left the lines."""
    make_proof(page, resume)
    first = page.get_by_role("textbox", name="Text of this line").first
    first.press("Control+a")
    words = ("Wrote ", "the ", "ledger ", "of ", "knots")
    for word in words:
        page.keyboard.type(word)
        expect(page.get_by_text("Saving", exact=True)).to_have_count(0)
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(first).to_have_value("".join(words))
    expect(first).to_be_focused()
    page.get_by_role("heading", name="Your lines", exact=True).click()
    expect(first).not_to_have_value("".join(words))


def test_two_tabs_do_not_fight(page: Page, resume: bytes) -> None:
    """Two proofs in two tabs of one session: each keeps its own edits."""
    make_proof(page, resume)
    other = page.context.new_page()
    make_proof(other, resume)
    assert other.url != page.url
    page.get_by_role("textbox", name="Text of this line").first.fill("First tab's wording")
    other.get_by_role("textbox", name="Text of this line").first.fill("Second tab's wording")
    for tab, own, foreign in (
        (page, "First tab's wording", "Second tab's wording"),
        (other, "Second tab's wording", "First tab's wording"),
    ):
        expect(tab.get_by_text("Saved", exact=True)).to_be_visible()
        text = pdf_text(download(tab, "pdf").path())
        assert own in text
        assert foreign not in text


def test_a_bad_file_says_what_to_do_and_loses_nothing(page: Page) -> None:
    """The posting that was typed stays, and another résumé can be given at once."""
    give(page, b"%PDF-1.7 broken", posting="Electrician wanted in Leeds")
    page.get_by_role("button", name="Make my proof").click()
    expect(page.get_by_text("Your resume could not be read")).to_be_visible()
    expect(page.get_by_text(re.compile("paste the text"))).to_be_visible()
    expect(page.get_by_label("Paste the posting").last).to_have_value("Electrician wanted in Leeds")


def test_saved_work_comes_back(page: Page, resume: bytes) -> None:
    """Save, erase, drop the file: the proof is there again."""
    make_proof(page, resume)
    page.goto("/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my work").click()
    saved = waiting.value.path().read_bytes()
    page.get_by_role("button", name="Erase my work").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("Everything was erased.")).to_be_visible()
    expect(page.get_by_role("heading", name="Your proofs")).to_have_count(0)
    page.locator("#resume-file").set_input_files(
        {"name": "work.json", "mimeType": "application/json", "buffer": saved}
    )
    expect(page.get_by_text("Your work is back")).to_be_visible()
    page.get_by_role("link", name=re.compile("Charge Nurse")).first.click()
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()


def test_a_shared_computer_keeps_nothing(page: Page, resume: bytes) -> None:
    """No storage of the browser holds anything, and the cookie ends with it."""
    page.goto("/")
    page.get_by_label("This is a shared computer").check()
    expect(page.get_by_text("Nothing is kept in this browser now.")).to_be_visible()
    make_proof(page, resume)
    page.get_by_role("textbox", name="Text of this line").first.fill("Typed on a shared computer")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((done) => {
              const asked = indexedDB.open(name);
              asked.onsuccess = () => done(asked.result);
            });
            for (const store of db.objectStoreNames) {
              const all = db.transaction(store).objectStore(store).getAll();
              await new Promise((done) => { all.onsuccess = done; });
              found.push(...all.result.map((value) => JSON.stringify(value)));
            }
            db.close();
          }
          return [...found, ...Object.values(localStorage)];
        }"""
    )
    assert [item for item in kept if "Typed on a shared" in item or "Maren" in item] == []
    cookies = {c["name"]: c for c in page.context.cookies()}
    assert cookies["session"]["expires"] == -1
    assert cookies["session"]["httpOnly"]


def test_the_keyboard_alone_does_the_job(page: Page, resume: bytes) -> None:
    """From the first screen to a changed page without a pointer."""
    give(page, resume)
    page.get_by_label("Paste the posting").last.focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith("Make my proof"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/"))
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    toggle = page.get_by_role("switch").first
    toggle.focus()
    page.keyboard.press("Space")
    expect(toggle).not_to_be_checked()
    page.keyboard.press("Control+z")
    expect(toggle).to_be_checked()

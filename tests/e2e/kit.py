"""What a person does, in words, and what the tests read back."""

import io
import re
from pathlib import Path

import docx
import pypdfium2
from playwright.sync_api import Browser, Download, Page, expect

from tests.samples import POSTING_NURSE, RESUME_HTML


def printed_resume(browser: Browser) -> bytes:
    """A real PDF that none of our code made: the sample page as Chromium prints it."""
    page = browser.new_page()
    page.goto(RESUME_HTML.as_uri())
    data = page.pdf(
        format="Letter", margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm")
    )
    page.close()
    return data


def give(page: Page, resume: bytes, name: str = "resume.pdf", posting: str | None = None) -> None:
    """Fill the first screen."""
    page.goto("/")
    kinds = {"pdf": "application/pdf", "txt": "text/plain"}
    kind = kinds.get(name.rpartition(".")[2], "application/octet-stream")
    page.locator("#resume-file").set_input_files({"name": name, "mimeType": kind, "buffer": resume})
    text = POSTING_NURSE.read_text(encoding="utf-8") if posting is None else posting
    page.get_by_label("Paste the posting").last.fill(text)


def make_proof(
    page: Page, resume: bytes, name: str = "resume.pdf", posting: str | None = None
) -> None:
    """Go from the first screen to a review whose page can be seen."""
    give(page, resume, name, posting)
    page.get_by_role("button", name="Make my proof").click()
    page.wait_for_url(re.compile(r"/review/"))
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()


def download(page: Page, what: str) -> Download:
    """Download the PDF, or another format from the menu."""
    with page.expect_download() as waiting:
        if what == "pdf":
            page.get_by_role("button", name="Download PDF").click()
        else:
            page.get_by_role("button", name="Download another format").click()
            page.get_by_role("menuitem", name=re.compile(f"^{re.escape(what)}")).click()
    return waiting.value


def pdf_text(path: Path) -> str:
    """All text of a PDF, white space folded."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).split())


def docx_text(path: Path) -> str:
    """All paragraphs of a DOCX."""
    document = docx.Document(io.BytesIO(path.read_bytes()))
    return "\n".join(p.text for p in document.paragraphs)


def brief_of(page: Page) -> dict[str, str]:
    """Open the dialog and return what a person would copy into a chat, as a model reads it."""
    page.get_by_role("button", name="Ask a language model").click()
    field = page.get_by_label("1. The brief")
    expect(field).not_to_have_value("")
    text = field.input_value()
    return {"user": text[text.rindex("\n\n") + 2 :]}


def paste_answer(page: Page, text: str) -> None:
    """Paste an answer and have it checked."""
    page.get_by_label("2. The model's answer").fill(text)
    page.get_by_role("button", name="Check the answer").click()


def connect(page: Page, base: str, vendor: str = "Another server", key: str = "") -> None:
    """Connect the model on the page of models, and come back. Without a key it is remembered."""
    back = page.url
    page.get_by_role("button", name="Ask a language model").click()
    page.get_by_role("dialog").get_by_role("link", name="Connect a model").click()
    page.get_by_role("radio", name=re.compile(f"^{vendor}")).check()
    page.get_by_label("Address").fill(base + ("" if vendor == "Ollama" else "/v1"))
    if key:
        page.get_by_label(re.compile("^Key")).first.fill(key)
    page.get_by_label("The model’s id").fill("m-1")
    if not key:
        page.get_by_label("Remember on this device").check()
    page.get_by_role("button", name="Use this model").click()
    expect(page.get_by_text("m-1").first).to_be_visible()
    page.go_back()
    page.wait_for_url(back)


def ask_model(page: Page) -> None:
    """Ask, with everything as it is offered."""
    page.get_by_role("button", name="Ask a language model").click()
    page.get_by_role("dialog").get_by_role("button", name="Start", exact=True).click()

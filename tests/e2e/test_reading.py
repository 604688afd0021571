"""A model reads the posting again in a real browser: by itself, by hand, and the way back."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.kit import connect, make_proof, paste_answer, printed_resume
from tests.e2e.talker import Talker, talking
from tests.e2e.test_pages import overflow, violations

pytestmark = pytest.mark.postings

POSTING = """\
Larkfield Ward needs you

Staff Nurse, nights
We are Larkfield Hospital in Duluth.
An active RN license is needed, and BLS.
It would be good if you know Epic.
You round every two hours.
"""
QUOTES = [
    ("title", "Staff Nurse, nights"),
    ("company", "Larkfield Hospital"),
    ("place", "Duluth"),
    ("must", "An active RN license"),
    ("must", "BLS"),
    ("nice", "Epic"),
    ("must", "A helicopter license"),
    ("duty", "You round every two hours."),
]
ASK = "Have a language model read it"


def quoting(_: dict[str, Any]) -> str:
    """An answer that quotes the posting, and once what is not in it; in a fence, with words."""
    quotes = [{"kind": kind, "quote": quote} for kind, quote in QUOTES]
    return f"Here you are:\n```json\n{json.dumps({'quotes': quotes})}\n```"


@pytest.fixture
def talker() -> Iterator[Talker]:
    """A model on this machine."""
    with talking() as served:
        served.answer = quoting
        yield served


@pytest.fixture(scope="module")
def resume(browser: Browser) -> bytes:
    """The sample nurse's résumé as Chromium prints it."""
    return printed_resume(browser)


@pytest.fixture
def review(page: Page, resume: bytes) -> Page:
    """A review of a posting that the rules have read."""
    make_proof(page, resume, posting=POSTING)
    expect(by(page)).to_contain_text("Read by our rules.")
    return page


def by(page: Page) -> Locator:
    """Who read the posting, and what can be done about it."""
    return page.get_by_role("region", name=re.compile("^(Read by|Von|Lue|Leída)"))


def first_line(page: Page) -> Locator:
    """The field of the line that is first now: by its name, for the order may change."""
    name = page.get_by_role("textbox", name="Text of this line").first.get_attribute("id")
    return page.locator(f"#{name}")


def start(page: Page) -> None:
    """Have the model read, with everything as it is offered."""
    page.get_by_role("button", name=ASK).click()
    page.get_by_role("dialog").get_by_role("button", name="Start", exact=True).click()


def expect_read(page: Page, asked: str = "3 things are asked for.") -> None:
    """The proof for the model's reading is there, with what changed."""
    expect(by(page)).to_contain_text("Read by the model m-1.")
    expect(page.locator("#h-read")).to_be_focused()
    expect(by(page)).to_contain_text(asked)
    expect(by(page)).to_contain_text("A helicopter license")
    expect(page.locator(".docbar")).to_contain_text("Staff Nurse, nights, Larkfield Hospital")
    expect(page.locator("a.rq")).to_have_count(3)


def test_a_model_reads_and_the_rules_reading_comes_back(review: Page, talker: Talker) -> None:
    """It is told the posting alone; what it quotes is worked on, and what it made up is told."""
    connect(review, talker.base)
    rules = review.url
    line = first_line(review)
    line.fill("Cared for people at night.")
    talker.hold = "Duluth"
    review.get_by_role("button", name=ASK).click()
    dialog = review.get_by_role("dialog")
    expect(dialog).to_contain_text(f"localhost:{talker.port}")
    expect(dialog.get_by_role("radio")).to_have_count(0)
    expect(dialog.get_by_label("Your own instructions")).to_have_count(0)
    dialog.get_by_text("Read what will be sent").click()
    shown = dialog.get_by_role("region", name="The lines of the posting").inner_text()
    expect(dialog.locator("[data-cost]")).to_contain_text(re.compile(r"About [\d,]+ tokens"))
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(review.locator("#h-run")).to_be_focused()
    expect(review.locator(".run")).to_contain_text("2 passages so far.")
    talker.go.set()
    expect_read(review)
    assert review.url != rules
    assert json.loads(shown) == json.loads(talker.asked[0]["user"])
    assert "Maren" not in talker.asked[0]["user"]
    expect(line).to_have_value("Cared for people at night.")
    review.reload()
    expect(by(review)).to_contain_text("Read by the model m-1.")
    by(review).get_by_text("What changed").click()
    expect(by(review).get_by_text("Larkfield Hospital")).to_be_visible()
    by(review).get_by_role("button", name="Go back to the reading by rules").click()
    review.wait_for_url(rules)
    expect(by(review)).to_contain_text("Read by our rules.")
    expect(line).to_have_value("Cared for people at night.")
    by(review).get_by_role("button", name="Go to the reading by m-1").click()
    expect(by(review)).to_contain_text("Read by the model m-1.")


def test_one_repair_and_no_more(review: Page, talker: Talker) -> None:
    """Where no list of quotes came, the model is told so once; the posting stays as it was."""
    connect(review, talker.base)
    rules = review.url
    talker.answer = lambda brief: "I would rather talk."
    start(review)
    expect(review.locator(".run")).to_contain_text("Nothing could be read")
    expect(by(review)).to_contain_text("Read by our rules.")
    assert len(talker.asked) == 2
    assert "it held no JSON object" in talker.asked[1]["user"]
    assert review.url == rules
    answers = iter(["I would rather talk.", quoting({})])
    talker.answer = lambda brief: next(answers)
    review.get_by_role("button", name="Ask again").click()
    expect(by(review)).to_contain_text("Read by the model m-1.")
    assert len(talker.asked) == 4


def test_an_answer_that_was_cut_waits_to_be_looked_at(review: Page, talker: Talker) -> None:
    """It is said that it was cut; nobody is led away from the posting as it was."""
    connect(review, talker.base)
    rules = review.url
    talker.answer, talker.end = (lambda brief: quoting(brief)[:330]), "length"
    start(review)
    expect(review.locator(".run")).to_contain_text("stopped at its limit")
    expect(review.locator(".run").get_by_role("button", name="Go on from here")).to_have_count(0)
    assert review.url == rules
    by(review).get_by_role("button", name="Go to the reading by m-1").click()
    expect(by(review)).to_contain_text("Read by the model m-1.")
    expect(by(review)).to_contain_text("The answer stopped in the middle.")


def test_who_works_on_is_not_led_away(review: Page, talker: Talker) -> None:
    """The page stays under the hands of who types; a message leads to the reading."""
    connect(review, talker.base)
    rules = review.url
    talker.hold = "Duluth"
    start(review)
    expect(review.locator(".run")).to_contain_text("passages so far")
    line = first_line(review)
    line.fill("Cared for people")
    talker.go.set()
    expect(review.get_by_text("The model has read the posting.").first).to_be_visible()
    line.press_sequentially(" at night.")
    assert review.url == rules
    review.get_by_role("button", name="Show it").click()
    expect_read(review)
    expect(line).to_have_value("Cared for people at night.")


def test_by_hand_and_by_keys_alone(review: Page) -> None:
    """Copied into a chat and pasted back, without a mouse; a wrong answer stays in the dialog."""
    review.get_by_role("button", name=ASK).press("Enter")
    field = review.get_by_label("1. The brief")
    expect(field).not_to_have_value("")
    assert "Staff Nurse, nights" in field.input_value()
    paste_answer(review, "I would rather not.")
    expect(review.get_by_role("alert").first).to_contain_text("No list of passages")
    answer = review.get_by_label("2. The model's answer")
    answer.focus()
    review.keyboard.press("Control+A")
    review.keyboard.insert_text(quoting({}))
    review.keyboard.press("Tab")
    review.keyboard.type("m-1")
    review.keyboard.press("Tab")
    review.keyboard.press("Enter")
    expect_read(review)
    back = by(review).get_by_role("button", name="Go back to the reading by rules")
    review.keyboard.press("Tab")
    expect(back).to_be_focused()
    review.keyboard.press("Enter")
    expect(review.locator("#h-read")).to_be_focused()
    expect(by(review)).to_contain_text("Read by our rules.")


def test_both_proofs_are_listed_and_go_together(review: Page) -> None:
    """The list says which posting a model read; the last proof takes all readings along."""
    review.get_by_role("button", name=ASK).click()
    expect(review.get_by_label("1. The brief")).not_to_have_value("")
    review.get_by_label("3. Which model it was").fill("m-1")
    paste_answer(review, quoting({}))
    expect_read(review)
    review.goto("/")
    proofs = review.locator(".proofs li")
    expect(proofs).to_have_count(2)
    expect(proofs.filter(has_text="posting read by m-1")).to_have_count(1)
    with review.expect_response(lambda answer: answer.url.endswith("/postings")) as waiting:
        proofs.filter(has_text="m-1").get_by_role("button").click()
    assert len(waiting.value.json()["postings"]) == 2
    expect(proofs).to_have_count(1)
    with review.expect_response(lambda answer: answer.url.endswith("/postings")) as waiting:
        proofs.get_by_role("button").click()
    assert waiting.value.json()["postings"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_and_what_came_are_accessible(review: Page, talker: Talker, scheme: Any) -> None:
    """Wide, with a drawer, and on a phone: the dialog, the run, and what changed."""
    connect(review, talker.base)
    review.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found: dict[str, object] = {}

    def look(name: str) -> None:
        seen = (violations(review), overflow(review))
        if seen != ([], 0):
            found[name] = seen

    def show_posting(width: int) -> None:
        if width < 832:
            review.get_by_role("tab").first.click()

    for width, height in ((1440, 900), (390, 844), (320, 640)):
        review.set_viewport_size({"width": width, "height": height})
        show_posting(width)
        review.get_by_role("button", name=ASK).click()
        dialog = review.get_by_role("dialog")
        dialog.locator("summary").click()
        expect(dialog.get_by_role("region").first).to_be_visible()
        look(f"dialog {width}")
        review.keyboard.press("Escape")
    talker.hold = "Duluth"
    start(review)
    expect(review.locator(".run")).to_contain_text("passages so far")
    look("run")
    talker.go.set()
    expect_read(review)
    look("read 320")
    for width, height in ((390, 844), (1000, 800), (1440, 900)):
        review.set_viewport_size({"width": width, "height": height})
        look(f"read {width}")
    assert found == {}, json.dumps(found, indent=1)

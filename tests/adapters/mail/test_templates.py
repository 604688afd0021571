"""Every template in every language, held to the rules, and what is filled into them."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.messages import LANGUAGES, load_messages
from resume_builder.adapters.mail.lint import contrast, lint, lint_html
from resume_builder.adapters.mail.templates import MailPress, source
from resume_builder.domain.mails import TEMPLATES, Variables
from resume_builder.features.mail.ports import Printed

pytestmark = pytest.mark.mail
SITE = "https://resume.example"
AT = "2026-11-25T03:00:00+00:00"
CODED = {"code": "409137", "minutes": "10"}
SAMPLES: dict[str, list[dict[str, str]]] = {
    "confirm_address": [CODED],
    "sign_in_code": [CODED, CODED | {"device": "Firefox on Debian"}],
    "reset_password": [CODED],
    "email_change_old": [CODED | {"address": "new@example.org"}],
    "email_change_new": [CODED],
    "security_notice": [
        {"kind": kind, "device": device, "at": AT}
        for kind in TEMPLATES["security_notice"].model_json_schema()["properties"]["kind"]["enum"]
        for device in ("", "Firefox on Debian")
    ],
    "export_ready": [{"until": AT}],
    "welcome": [{}],
    "invitation": [{"code": "beta-1234", "until": AT}],
}
PRESS = MailPress(load_messages, SITE)
CASES = [(name, sample) for name, samples in SAMPLES.items() for sample in samples]


def says(template: str, sample: dict[str, str]) -> Variables:
    return TEMPLATES[template].model_validate(sample)


@pytest.fixture
def press() -> MailPress:
    return PRESS


class Reader(HTMLParser):
    """The visible text and the links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_template_has_a_sample() -> None:
    assert SAMPLES.keys() == TEMPLATES.keys()


@pytest.mark.parametrize("template", list(TEMPLATES))
def test_the_rules_hold(template: str) -> None:
    assert lint(source(template)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("template", "sample"), CASES)
def test_it_says_everything_in_every_language(
    press: MailPress, template: str, sample: dict[str, str], language: str
) -> None:
    """No word is missing, no place is left empty, and both parts say what matters."""
    printed = press(template, language, says(template, sample))
    for part in (printed.subject, printed.html, printed.text):
        assert "mail." not in part, "a message without a text"
        assert "{" not in re.sub(r"<style.*?</style>", "", part, flags=re.DOTALL)
    assert lint_html(printed.html) == ()
    assert f'lang="{language}"' in printed.html
    read = Reader(printed.html)
    assert all(link.startswith(f"{SITE}/") for link in read.links)
    words = " ".join(read.words)
    for name, value in sample.items():
        if name in ("kind", "minutes") or not value:
            continue
        told = {"code": value if "-" in value else "409 137"}.get(name, value)
        told = "2026-11-25 03:00 UTC" if value == AT else told
        assert told in words
        assert told in printed.text
    assert {"script", "img", "form"}.isdisjoint(read.tags)


def test_a_notice_is_about_its_kind(press: MailPress) -> None:
    subjects = [press(n, "en", says(n, s)).subject for n, s in CASES]
    assert len(set(subjects)) == len({(n, s.get("kind")) for n, s in CASES})


@settings(max_examples=50)
@given(device=st.text(max_size=300))
@pytest.mark.parametrize(
    "sly", ["<script>alert(1)</script>", '"><a href="//evil">', "{{ code }}", ""]
)
def test_what_is_filled_in_is_text(sly: str, device: str) -> None:
    sample = CODED | {"device": sly + device}
    plain = Reader(PRESS("sign_in_code", "en", says("sign_in_code", CODED | {"device": "x"})).html)
    read = Reader(PRESS("sign_in_code", "en", says("sign_in_code", sample)).html)
    if says("sign_in_code", sample).model_dump()["device"]:
        assert read.tags == plain.tags
        assert read.links == plain.links


def test_a_text_part_has_no_lines_of_its_readers_making(press: MailPress) -> None:
    """A device cannot add a paragraph to what we say."""
    sample = {"kind": "new_sign_in", "device": "x\n\nCall +1 900\r\n", "at": AT}
    text = press("security_notice", "en", says("security_notice", sample)).text
    assert "Device: x Call +1 900" in text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("<mj-section><mj-colum /></mj-section>", "unknown tag <mj-colum>"),
        ('<mj-section><mj-column><mj-image src="https://x.eu/a.png" /></mj-column></mj-section>',
         "without alt"),
        ('<mj-section><mj-column><mj-button href="http://x.example">x</mj-button></mj-column>'
         "</mj-section>", "https or this site alone"),
        ('<mj-section><mj-column><mj-text><a href="javascript:x">x</a></mj-text></mj-column>'
         "</mj-section>", "https or this site alone"),
        ('<mj-section><mj-column><mj-text color="#bbbbbb">x</mj-text></mj-column></mj-section>',
         "#bbbbbb on #ffffff: contrast 1.9"),
        ("<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>",
         "in the dark: contrast"),
        ("<mj-section>", "not XML"),
    ],
)  # fmt: skip
def test_the_lint_tells_what_is_wrong(wrong: str, told: str) -> None:
    frame = source("welcome")
    sound = '<mj-section><mj-column><mj-text mj-class="brand"'
    assert frame.count(sound) == 1
    assert any(told in said for said in lint(frame.replace(sound, wrong + sound)))


def test_warmed_it_has_every_template() -> None:
    """A worker's children make no mail's template themselves."""
    press = MailPress(load_messages, SITE)
    press.warm()
    assert press._made.keys() == TEMPLATES.keys()


def test_a_long_mail_is_told() -> None:
    assert lint_html("x" * 102_000) == ()
    assert "102001 bytes" in lint_html("x" * 102_001)[0]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_printed_mail_is_not_printed() -> None:
    assert "409" not in repr(Printed("s", "409", "409"))

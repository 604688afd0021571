"""A mail's head holds what we put there, whoever wrote the values."""

import email
from datetime import UTC, datetime
from email import policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.mail.message import ascii_domain, message_of, sender_of
from resume_builder.domain.mails import is_deliverable
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.ports import Envelope, Printed

pytestmark = pytest.mark.mail
HEADS = {
    "from", "to", "subject", "date", "message-id", "content-language", "auto-submitted",
    "mime-version", "content-type",
}  # fmt: skip
# What somebody who wants another head would try, among all other text.
SLY = st.one_of(
    st.text(),
    st.sampled_from(
        ["a\r\nBcc: eve@evil.example", "a\nBcc: eve@evil.example", "a\rBcc: e@x", "a\u2028Bcc: e@x"]
        + [
            "a\x0bBcc: e@x",
            "a\x85Bcc: e@x",
            "=?utf-8?q?=0D=0ABcc:_e@x?=",
            "a\x00b",
            "x" * 5000,
            "=?utf-8?q?=0D=0AX?=",
        ]
    ),
)


@given(subject=SLY, name=SLY, html=SLY, text=SLY)
def test_nothing_slips_into_the_head(subject: str, name: str, html: str, text: str) -> None:
    envelope = Envelope("id", "ada@example.org", "en", datetime(2026, 11, 25, tzinfo=UTC))
    clean = [t.encode("utf-8", "ignore").decode() for t in (html, text)]
    made = message_of(envelope, Printed(subject, *clean), f"{name} <desk@resume.example>")
    read = email.message_from_bytes(made.as_bytes(), policy=policy.default)
    assert {k.lower() for k in read} == HEADS
    assert len(read.keys()) == len(HEADS)
    assert [a.addr_spec for a in read["To"].addresses] == ["ada@example.org"]
    assert [a.addr_spec for a in read["From"].addresses] == ["desk@resume.example"]
    assert len(list(read.iter_parts())) == 2


@given(local=SLY, domain=SLY)
def test_an_address_that_is_let_through_is_one(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    if not is_deliverable(address):
        return
    envelope = Envelope("id", address, "en", datetime(2026, 11, 25, tzinfo=UTC))
    try:
        made = message_of(envelope, Printed("s", "h", "t"), "desk@resume.example")
    except NotTaken:
        return
    read = email.message_from_bytes(made.as_bytes(), policy=policy.default)
    assert len(read.keys()) == len(HEADS)
    assert len(read["To"].addresses) == 1


@pytest.mark.parametrize(
    ("given_as", "read_as"),
    [
        ("desk@resume.example", ("", "desk@resume.example")),
        ("Résumé Desk <desk@resume.example>", ("Résumé Desk", "desk@resume.example")),
        ('"Desk, the" <desk@bücher.example>', ("Desk, the", "desk@xn--bcher-kva.example")),
    ],
)
def test_a_sender_is_name_and_address(given_as: str, read_as: tuple[str, str]) -> None:
    assert sender_of(given_as) == read_as


def test_a_domain_is_what_name_servers_know() -> None:
    """The codec of the standard library would send this to strasse.example."""
    assert ascii_domain("ada@straße.example") == "ada@xn--strae-oqa.example"
    with pytest.raises(NotTaken):
        ascii_domain("ada@\u2488.example")

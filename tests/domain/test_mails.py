"""What may stand in a mail, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from resume_builder.domain.mails import (
    ConfirmAddress,
    SecurityNotice,
    SignInCode,
    is_deliverable,
)

pytestmark = pytest.mark.mail


@given(st.text())
def test_a_device_is_one_bounded_line(device: str) -> None:
    said = SignInCode(code="123456", minutes="10", device=device).device
    assert len(said) <= 200
    assert len(said.splitlines()) <= 1
    assert "\r" not in said
    assert "\n" not in said


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "123456\n", "", "١٢٣٤٥٦"])
def test_a_code_has_six_digits(code: str) -> None:
    with pytest.raises(ValidationError):
        ConfirmAddress(code=code, minutes="10")


def test_what_does_not_hold_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as caught:
        ConfirmAddress(code="secret", minutes="10")
    assert "secret" not in str(caught.value)


def test_times_are_told_in_utc() -> None:
    notice = SecurityNotice.model_validate(
        {"kind": "new_sign_in", "at": "2026-11-25T03:00:00+02:00"}
    )
    assert notice.at.isoformat() == "2026-11-25T01:00:00+00:00"


@pytest.mark.parametrize(
    "address", ["ada@example.org", "ada+cv@example.org", "jörg@bücher.example", "用户@例子.广告"]
)
def test_addresses_of_people_are_taken(address: str) -> None:
    assert is_deliverable(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "a@b@c",
        "ada@x\r\nBcc: eve@x",
        "ada @x",
        "<ada@x>",
        "=?utf-8?q?=0D=0AX?=@x",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_deliverable(address)
    assert not is_deliverable(f"{'a' * 250}@example.org")

"""Addresses, codes and keys: what is typed by anybody."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.accounts import UserKey
from resume_builder.domain.addresses import AddressInvalid, read_address
from resume_builder.domain.factors import new_recovery_codes, read_recovery_code, steps_near
from resume_builder.domain.passcodes import bound, read_code

pytestmark = pytest.mark.accounts


@pytest.mark.parametrize(
    ("typed", "text", "key"),
    [
        (" Ada@Example.COM ", "Ada@example.com", "ada@example.com"),
        ("ada+cv@example.com", "ada+cv@example.com", "ada+cv@example.com"),
        ("jörg@bücher.example", "jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("J\u00d6RG@B\u00dcCHER.example", "J\u00d6RG@b\u00fccher.example", None),
        ("jo\u0308rg@example.com", "j\u00f6rg@example.com", "j\u00f6rg@example.com"),
        ("o'neill@example.co.uk", "o'neill@example.co.uk", "o'neill@example.co.uk"),
    ],
)
def test_addresses(typed: str, text: str, key: str | None) -> None:
    """As they are written, and the same key for one mailbox."""
    found = read_address(typed)
    assert found.text == text
    assert found.key == (key or read_address("jörg@bücher.example").key)
    assert text not in repr(found)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "ada", "ada@", "@example.com", "ada@localhost", "a b@example.com"),
        *("ada@example.com\r\nBcc: eve@example.com", "ada@example.com,eve@example.com"),
        *("<ada@example.com>", "Ada <ada@example.com>", '"a"@example.com', "ada@[127.0.0.1]"),
        *("ada@example..com", ".ada@example.com", f"{'a' * 250}@example.com", "ada@exa\0mple.com"),
    ],
)
def test_no_addresses(typed: str) -> None:
    """Nothing that could become a header, a second recipient or a machine's own name."""
    with pytest.raises(AddressInvalid):
        read_address(typed)


@given(st.text(max_size=300))
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    """And an address stays the same one when it is read again; it has one line."""
    try:
        found = read_address(typed)
    except AddressInvalid:
        return
    assert read_address(found.text) == found
    assert not re.search(r"[\s<>,]", found.text)


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.sampled_from(["", " ", "-", " - ", "·"]))
def test_codes_are_read_as_people_type_them(code: str, between: str) -> None:
    """In two groups, with spaces before and after."""
    assert read_code(f" {code[:3]}{between}{code[3:]}\n") == code


@given(st.text(max_size=100))
def test_what_is_no_code(typed: str) -> None:
    """Six digits of ours and nothing else: other scripts' digits are none."""
    found = read_code(typed)
    assert found is None or re.fullmatch("[0-9]{6}", found)
    assert read_code("١٢٣٤٥٦") is None


def test_a_code_is_bound_to_purpose_and_session() -> None:
    """Another of either is another text."""
    made = {bound(p, t, "123456") for p in ("sign_in", "reset") for t in ("s:a", "s:b")}
    assert len(made) == 4


def test_recovery_codes() -> None:
    """Ten, none alike by chance, read however they are typed."""
    letters = iter("o1il" * 100)
    assert len(new_recovery_codes(lambda _: next(letters))) == 10
    assert read_recovery_code("ABCDE-FGHJK") == "abcdefghjk"
    assert read_recovery_code(" a b c d e f g h j k ") == "abcdefghjk"
    assert read_recovery_code("OIL00-00000") == "0110000000"
    assert read_recovery_code("abcde-fghju") is None
    assert read_recovery_code("abcde") is None


@given(st.text(max_size=80))
def test_any_text_is_a_recovery_code_or_none(typed: str) -> None:
    """Ten letters of the alphabet."""
    found = read_recovery_code(typed)
    assert found is None or re.fullmatch("[0-9a-hjkmnp-tv-z]{10}", found)


def test_time_steps() -> None:
    """The current one first, one either way."""
    assert steps_near(datetime.fromtimestamp(3000, UTC)) == (100, 99, 101)


@given(st.text(alphabet="abc-_019", min_size=1), st.integers(min_value=0, max_value=10**9))
def test_user_keys_are_read_back(account_id: str, epoch: int) -> None:
    """As they were written."""
    key = UserKey(account_id, epoch)
    assert UserKey.read(str(key)) == key


@pytest.mark.parametrize("text", [None, "", "abc", ".5", "abc.", "abc.x", "abc.-1", "abc.٣"])
def test_no_user_keys(text: str | None) -> None:
    """Nobody is signed in by them."""
    assert UserKey.read(text) is None

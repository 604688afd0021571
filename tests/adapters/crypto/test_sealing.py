"""A box opens with its key and its label alone."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.crypto.sealing import seal, unseal
from resume_builder.domain.errors import NotSealedHere

pytestmark = pytest.mark.accounts

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


@given(data=st.binary(max_size=2000), label=st.text(max_size=40))
def test_what_was_sealed_comes_back(data: bytes, label: str) -> None:
    """Whatever it is."""
    assert unseal(KEY, label, seal(KEY, label, data)) == data


@given(sealed=st.binary(max_size=200))
def test_anything_else_is_refused(sealed: bytes) -> None:
    """Bytes that were never sealed have one refusal, and no other error."""
    with pytest.raises(NotSealedHere):
        unseal(KEY, "label", sealed)


@given(place=st.integers(0, 60), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_refused(place: int, bit: int) -> None:
    """Head, nonce, text and tag alike."""
    sealed = bytearray(seal(KEY, "label", bytes(32)))
    sealed[place] ^= 1 << bit
    with pytest.raises(NotSealedHere):
        unseal(KEY, "label", bytes(sealed))


def test_another_key_or_label_does_not_open() -> None:
    """What is moved to another place or owner does not open there."""
    sealed = seal(KEY, "resumes:1", b"mine")
    for key, label in ((OTHER, "resumes:1"), (KEY, "resumes:2")):
        with pytest.raises(NotSealedHere):
            unseal(key, label, sealed)


def test_two_boxes_of_one_thing_differ() -> None:
    """Nobody can tell that two people keep the same."""
    data = os.urandom(16)
    boxes = {seal(KEY, "label", data) for _ in range(100)}
    assert len(boxes) == 100
    assert not any(data in box for box in boxes)

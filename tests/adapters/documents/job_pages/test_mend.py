"""Mending JSON: what was whole stays, what was broken comes close, nothing is run or hangs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.documents.job_pages.json_ld import loaded
from resume_builder.adapters.documents.job_pages.mend import mended
from tests.adapters.documents.job_pages.pages import BROKEN

pytestmark = pytest.mark.postings

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
SIMPLE = st.text("abc <>/äé.,;", max_size=20)


@given(st.dictionaries(SIMPLE, VALUES))
def test_what_is_whole_stays_the_same(value: object) -> None:
    """A reader that mends only what json refuses hands on the rest."""
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=2)):
        assert list(loaded(text)) == [value]


@given(st.dictionaries(SIMPLE, st.lists(SIMPLE | st.integers(), min_size=1), min_size=1))
def test_commas_at_the_end_are_dropped(value: dict[str, list[object]]) -> None:
    """However many."""
    text = json.dumps(value).replace("]", ", ]").replace("}", ",}")
    if not any(mark in json.dumps([*value, *value.values()])[1:-1] for mark in ("\\", ",,")):
        assert json.loads(mended(text)) == value


@given(st.text(max_size=200) | st.text("{}[]\",:'\\/*<!->ab1 \n", max_size=60))
def test_any_text_gives_json_or_nothing(text: str) -> None:
    """No text stops the reader, and what comes is a value."""
    for value in loaded(text):
        json.dumps(value)
    mended(text)


@pytest.mark.parametrize(
    "text", ['"' * 40_000, '{"a":' * 20_000, "{[" * 20_000, '{"a":"' + '", ' * 30_000]
)
def test_long_nonsense_is_read_in_one_pass(text: str) -> None:
    """No work grows with the square of the length, and no depth is too much."""
    assert isinstance(mended(text), str)
    assert len(list(loaded(text))) <= 1


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_a_cut_at_any_place_stops_nothing(how: str) -> None:
    """Half of broken data is still read, or left."""
    text = BROKEN[how]
    for end in range(0, len(text), 37):
        list(loaded(text[:end]))

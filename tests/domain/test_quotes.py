"""Passages are found again however their blanks and marks were copied, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.quotes import Quotes

pytestmark = pytest.mark.reading

TEXT = (
    "Led the night\nshift of the “Harbour” ward — 24 beds, self-\nemployed since 2019. "
    "Soci\u00e9t\u00e9 Marchand. 北京协和医院护士"
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Led the night shift", "Led the night\nshift"),
        ('the "Harbour" ward - 24 beds', "the “Harbour” ward — 24 beds"),
        ("self-employed since 2019", "self-\nemployed since 2019"),
        ("Socie\u0301te\u0301 Marchand", "Soci\u00e9t\u00e9 Marchand"),
        ("医院", "医院"),
        ("led the night shift", None),
        ("Led the day shift", None),
        ("ed the night", None),
        ("since 201", None),
        ("24 beds, 30 nurses", None),
        (" — ", None),
        ("", None),
    ],
)
def test_found(said: str, found: str | None) -> None:
    """Whole words, letter for letter; only blanks, hyphens and quotation marks may differ."""
    span = Quotes(TEXT).find(said)
    assert (TEXT[span.start : span.end] if span else None) == found


def test_the_one_that_follows_is_found_first() -> None:
    """Of two passages alike, the one after what was found before; at the end the first again."""
    quotes = Quotes("Kept the ledger. Sold bread. Kept the ledger.")
    assert quotes.find("Kept the ledger", after=1) == (29, 44)
    assert quotes.find("Kept the ledger", after=30) == (0, 15)


@given(st.text(max_size=60), st.text(max_size=10))
def test_nothing_is_found_that_does_not_stand_there(text: str, said: str) -> None:
    """What is found has the letters and digits of what was said, in their order."""
    span = Quotes(text).find(said)
    if span is not None:
        passage = text[span.start : span.end]
        again = Quotes(passage).find(said)
        assert again == (0, len(passage))


@given(st.text(max_size=80), st.data())
def test_whatever_stands_there_is_found(text: str, data: st.DataObject) -> None:
    """Any stretch of whole words that says something."""
    words = text.split()
    begin = data.draw(st.integers(0, len(words)))
    said = " ".join(words[begin : data.draw(st.integers(begin, len(words)))])
    if any(c.isalnum() for c in said):
        assert Quotes(text).find(said) is not None

"""Amounts in running text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify.numbers import find_quantities

pytestmark = pytest.mark.truth

LANGUAGES = load_truth_words().languages


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "1,800 delegates", [1800]),
        ("en", "£2.3m and $40K", [2300000, 40000]),
        ("en", "two hundred and ten", [210]),
        ("en", "twenty-five, a dozen", [25, 12]),
        ("en", "three thousand five hundred", [3500]),
        ("en", "a quarter of 12", ["1/4", 12]),
        ("en", "B2B sales on level p95", []),
        ("de", "1.500 € und 2,5 Mio", [1500, 2500000]),
        ("de", "einundzwanzig Tage, zweihundert", [21, 200]),
        ("fr", "quatre-vingt-dix-sept", [97]),
        ("fr", "1 500 € et 4,6", [1500, "4.6"]),
        ("es", "1.500 € y treinta y dos", [1500, 32]),
        ("pt", "quarenta e cinco mil", [45000]),
    ],
)
def test_spellings(code: str, text: str, values: list[int | str]) -> None:
    """Each spelling has its value."""
    found = [q.value for q in find_quantities(text, LANGUAGES[code])]
    assert found == [Fraction(v) for v in values]


def test_kinds_and_bounds() -> None:
    """Percent, points, years and bounds are told apart."""
    found = find_quantities("over 12 %, about 3 points since 2018, 40+", LANGUAGES["en"])
    assert [(q.kind, q.bound) for q in found] == [
        ("percent", "over"),
        ("points", "about"),
        ("year", ""),
        ("", "over"),
    ]


@given(text=st.text(max_size=300), code=st.sampled_from(sorted(LANGUAGES)))
def test_any_text_has_its_amounts(text: str, code: str) -> None:
    """No text raises, and amounts stand in it in order."""
    found = find_quantities(text, LANGUAGES[code])
    assert all(q.start < q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)

"""Sizes: people led and money answered for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.matching.quantities import enough

pytestmark = pytest.mark.postings


@pytest.mark.parametrize(
    ("asked", "line", "holds"),
    [
        ("managed a team of ten", "Led three engineers", False),
        ("managed a team of ten", "Led nine engineers", True),
        ("led a team of at least 12", "Supervised 40 nurses", True),
        ("managed a team of ten", "Led the engineers", True),
        ("Führung von 20 Mitarbeitern", "Leitete vier Kollegen", False),
        ("direction d'une équipe de dix", "Encadrais quatorze, puis 15 personnes", True),
        ("Budget responsibility of $500,000 or more", "budgets up to $900,000", True),
        ("Budget responsibility of $500,000 or more", "a budget of $12.4m", True),
        ("P&L responsibility above £5m", "contracts of 620 000 euros a year", False),
        ("P&L responsibility above £5m", "contracts of 6.2 million euros a year", True),
        ("Budget über 2 Mio. €", "Budget von 450.000 €", False),
        ("strong Python", "Led three engineers", True),
        ("a team that cares", "Led three engineers", True),
    ],
)
def test_enough(asked: str, line: str, holds: bool) -> None:
    """A tenth of what is asked is not it; a line without a figure leaves it open."""
    assert enough(asked, [line]) is holds


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text(asked: str, lines: list[str]) -> None:
    """Nothing raises, and no lines say nothing against it."""
    assert enough(asked, lines) in (True, False)
    assert enough(asked, [])

"""The price of a day and of a length, and what a run costs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.catalogue.model import Model, Price
from resume_builder.domain.catalogue.prices import cost_of, price_on, valid_from

pytestmark = pytest.mark.seam

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def model(*prices: Price) -> Model:
    return Model(id="m-1", name="M", prices=prices)


TIERED = model(
    Price(input=2, output=10),
    Price(above_tokens=272_000, input=4, output=15),
    Price(since=date(2026, 12, 1), input=3, output=12, cached=0.3),
)


@pytest.mark.parametrize(
    ("day", "tokens", "paid"),
    [
        (date(2026, 11, 30), 272_000, 2),
        (date(2026, 11, 30), 272_001, 4),
        (date(2026, 12, 1), 272_001, 3),
    ],
)
def test_the_latest_price_and_the_highest_step_hold(day: date, tokens: int, paid: float) -> None:
    assert price_on(TIERED, day, tokens).input == paid


def test_before_the_first_known_day_its_price_is_the_nearest() -> None:
    known = model(Price(since=date(2026, 1, 1), input=2, output=4))
    assert price_on(known, date(2025, 1, 1)).input == 2


def test_a_cost_is_in_millionths_of_a_dollar() -> None:
    price = price_on(TIERED, date(2026, 12, 1))
    assert cost_of(price, 8000, 1000) == 8000 * 3 + 1000 * 12
    assert cost_of(price, 8000, 1000, 6000) == 2000 * 3 + 1800 + 12_000
    assert cost_of(price, 100, 0, 900) == 30
    assert cost_of(Price(input=2, output=4), 100, 0, 50) == 200


@given(DAYS, st.integers(0, 10**6))
def test_what_holds_on_a_day_is_among_what_is_told_of_it(day: date, tokens: int) -> None:
    assert price_on(TIERED, day, tokens) in valid_from(TIERED, day)

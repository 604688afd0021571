"""The one table of what roles may do."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from resume_builder.domain.plans import (
    ACTIONS,
    PLANS,
    ROLES,
    for_one_person,
    period_of,
    with_numbers,
)

pytestmark = pytest.mark.accounts


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "agents"])
def test_everything_but_agents_is_open_to_everyone(action: str) -> None:
    """By one's own resources, with an account or without."""
    for role in ROLES:
        assert PLANS[role].allowances[action].is_open


def test_agents_are_the_site_s_alone() -> None:
    """So they come with premium, and for those who try the site out."""
    assert [role for role in ROLES if PLANS[role].allowances["agents"].is_open] == [
        "premium",
        "tester",
        "admin",
    ]


@pytest.mark.parametrize("action", ACTIONS)
def test_no_role_has_less_than_the_one_below(action: str) -> None:
    """Guest, basic, premium; testers and admins as premium."""

    def room(role: str) -> float:
        count = PLANS[role].allowances[action].count
        return float("inf") if count is None else count

    counted = [role for role in ROLES if PLANS[role].allowances[action].reach is None]
    rooms = [room(role) for role in counted]
    assert rooms == sorted(rooms)


def test_an_operator_changes_numbers() -> None:
    """And nothing else."""
    plans = with_numbers(PLANS, {"guest.tailor": 25})
    assert plans["guest"].allowances["tailor"].count == 25
    assert plans["guest"].allowances["tailor"].per == "day"
    assert plans["basic"] == PLANS["basic"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("guest.tailor", 0),
        ("guest.agents", 5),
        ("guest.models", 5),
        ("guest.session", 5),
        ("guests.tailor", 5),
        ("guest.tailoring", 5),
        ("tailor", 5),
        ("", 5),
    ],
)
def test_a_number_that_would_change_the_shape_is_refused(name: str, number: int) -> None:
    """Nothing is closed, nothing is opened, and a slip is told."""
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        with_numbers(PLANS, {name: number})


def test_one_s_own_machine_has_premium_s_numbers() -> None:
    """But what needs the site stays closed: there is no site but the machine."""
    plans = for_one_person(PLANS)
    assert plans["guest"].allowances["tailor"] == PLANS["premium"].allowances["tailor"]
    assert plans["guest"].allowances["templates"].count is None
    assert not plans["guest"].allowances["agents"].is_open
    assert plans["guest"].allowances["models"].reach == "own_keys"


@pytest.mark.parametrize(
    ("now", "per", "name", "ends"),
    [
        ("2026-11-25T10:30", "day", "2026-11-25", "2026-11-26T00:00"),
        ("2026-12-31T23:59", "day", "2026-12-31", "2027-01-01T00:00"),
        ("2026-01-31T10:30", "month", "2026-01", "2026-02-01T00:00"),
        ("2026-12-01T00:00", "month", "2026-12", "2027-01-01T00:00"),
    ],
)
def test_periods_are_those_of_utc(now: str, per: str, name: str, ends: str) -> None:
    """Wherever the clock that tells the time stands."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = period_of(moment.astimezone(timezone(timedelta(hours=9))), per)
    assert found == (name, datetime.fromisoformat(ends).replace(tzinfo=UTC))

"""Which models are offered, suggested and small: by what lists say of them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.catalogue.choice import (
    is_small,
    offered,
    read_id,
    same_name,
    suggested,
    suggested_for,
)
from resume_builder.domain.catalogue.model import Listing, Model, Price, VendorId

pytestmark = pytest.mark.seam

DAY = date(2026, 11, 25)


def model(model_id: str, price: float = 10.0, **told: Any) -> Model:
    plain = {
        "name": model_id,
        "context": 200_000,
        "prices": (Price(input=price / 5, output=price),),
    }
    return Model(id=model_id, **(plain | told))


def ids(*models: Model, vendor: VendorId = "openai") -> list[str]:
    return [one.id for one in offered(Listing(vendor=vendor, models=models), DAY)]


@pytest.mark.parametrize(
    ("model_id", "line", "version"),
    [
        ("claude-opus-5-5", "claude-opus", (5, 5)),
        ("gpt-6.1-sol", "gpt-sol", (6, 1)),
        ("gpt-4o-mini", "gpt-o-mini", (4,)),
        ("gemini-3.1-flash-lite", "gemini-flash-lite", (3, 1)),
        ("qwen/qwen3.8-27b", "qwen/-qwen-27b", (3, 8)),
        ("o3", "o", (3,)),
    ],
)
def test_an_id_says_its_line_and_version(
    model_id: str, line: str, version: tuple[int, ...]
) -> None:
    named = read_id(model_id)
    assert (named.line, named.version) == (line, version)


@given(st.text(max_size=60))
def test_any_id_can_be_read(text: str) -> None:
    assert all(number >= 0 for number in read_id(text).version)


@pytest.mark.parametrize(
    "other",
    [
        model("nova-6-image"),
        model("nova-6-realtime"),
        model("nova-6-preview"),
        model("nova-6-2026-08-01"),
        model("nova-6-20260801"),
        model("nova-6:free"),
        model("nova-6-tiny", context=16_000),
        model("nova-6-old", deprecated=True),
        model("nova-6-gone", retires=DAY),
        model("nova-4"),
    ],
)
def test_other_work_what_passes_and_what_is_past_is_not_offered(other: Model) -> None:
    assert ids(model("nova-6"), other) == ["nova-6"]


def test_of_a_line_the_newest_two_are_offered() -> None:
    found = ids(model("nova-5"), model("nova-5.2"), model("nova-5.10"), model("nova-6-lite"))
    assert found == ["nova-6-lite", "nova-5.10", "nova-5.2"]


def test_of_what_is_passed_on_each_maker_has_four_lines_and_none_comes_without_a_maker() -> None:
    lines = [model(f"acme/nova-{n}-{word}") for n in (5, 6) for word in "abcdef"]
    found = ids(*lines, model("nova-9"), model("other/one-1"), vendor="openrouter")
    assert len([one for one in found if one.startswith("acme/nova-6")]) == 4
    assert len(found) == 5
    assert "other/one-1" in found


def test_suggested_is_the_newest_that_a_tailoring_for_five_cents_gets() -> None:
    found = suggested([model("nova-6-max", 50), model("nova-6", 10), model("nova-6-lite", 5)], DAY)
    assert found is not None
    assert found.id == "nova-6"


def test_what_becomes_too_dear_or_retires_soon_is_not_suggested() -> None:
    later = (Price(input=2, output=10), Price(since=date(2026, 12, 1), input=4, output=20))
    going = model("nova-7", retires=date(2026, 12, 20))
    found = suggested([model("nova-8", prices=later), going, model("nova-6", 5)], DAY)
    assert found is not None
    assert found.id == "nova-6"


def test_what_is_small_is_not_suggested_and_nothing_may_be() -> None:
    assert suggested([model("nova-6-lite", 0.5)], DAY) is None


def test_of_what_is_passed_on_the_cheapest_that_its_maker_suggests_is_suggested() -> None:
    offers: dict[VendorId, list[Model]] = {
        "openai": [model("gpt-6-sol", 10)],
        "gemini": [model("gemini-3-flash", 4)],
        "openrouter": [
            model("x-ai/grok-9", 1),
            model("openai/gpt-6-sol", 10),
            model("google/gemini-3-flash", 4),
        ],
    }
    assert suggested_for(offers, DAY) == {
        "openai": "gpt-6-sol",
        "gemini": "gemini-3-flash",
        "openrouter": "google/gemini-3-flash",
    }


def test_small_is_what_says_so_in_parameters_else_in_its_price() -> None:
    assert is_small(model("qwen3-8b", 10), DAY)
    assert not is_small(model("qwen3-70b", 0.3), DAY)
    assert is_small(model("nova-6-lite", 0.5), DAY)
    assert not is_small(model("nova-6", 0.6), DAY)


def test_names_are_alike_wherever_a_model_is_offered() -> None:
    assert same_name("anthropic/claude-sonnet-5.5") == same_name("claude-sonnet-5-5")

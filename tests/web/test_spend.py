"""What models cost, as the API adds it up: everybody's own."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.browser import Visitor, code_of
from tests.web.test_accounts import Person

pytestmark = pytest.mark.seam


def spend(visitor: Visitor, **run: Any) -> TestResponse:
    """Note a run."""
    body = {
        "vendor": "openai",
        "model": "gpt-6-sol",
        "purpose": "tailoring",
        "input_tokens": 8000,
        "output_tokens": 1000,
    } | run
    return visitor.send("POST", "/spend", "note_spend", json=body)


def price_of(visitor: Visitor, vendor: str, model: str) -> dict[str, float]:
    """The first price of a model."""
    (found,) = [v for v in visitor.get("/catalogue").get_json()["vendors"] if v["id"] == vendor]
    return next(m["prices"][0] for m in found["models"] if m["id"] == model)


@pytest.fixture
def guest(app: Flask) -> Visitor:
    made = Visitor(app)
    made.open()
    return made


def test_a_run_costs_what_the_catalogue_says(guest: Visitor) -> None:
    price = price_of(guest, "openai", "gpt-6-sol")
    answer = spend(guest)
    assert answer.status_code == 201
    expected = (8000 * price["input"] + 1000 * price["output"]) / 1_000_000
    assert answer.get_json() == {"cost_usd": pytest.approx(expected)}


def test_input_that_the_vendor_still_had_is_cheaper(guest: Visitor) -> None:
    price = price_of(guest, "openai", "gpt-6-sol")
    cost = spend(guest, cached_tokens=6000).get_json()["cost_usd"]
    tokens = 2000 * price["input"] + 6000 * price["cached"] + 1000 * price["output"]
    assert cost == pytest.approx(tokens / 1_000_000)


def test_what_the_vendor_told_counts_before_our_list(guest: Visitor) -> None:
    assert spend(guest, cost_usd=0.0423).get_json() == {"cost_usd": 0.0423}


def test_no_other_model_s_price_is_taken_for_one_that_nobody_knows(guest: Visitor) -> None:
    """An id that begins like a known one has no price; its run is counted all the same."""
    assert spend(guest, model="gpt-6-sol-7").get_json() == {"cost_usd": None}
    assert spend(guest, vendor="compatible").get_json() == {"cost_usd": None}
    ((month),) = guest.get("/spend").get_json()["months"]
    assert month["cost_usd"] == 0
    assert [(m["runs"], m["unpriced"]) for m in month["models"]] == [(1, 1), (1, 1)]


def test_a_model_on_one_s_own_machine_costs_nothing(guest: Visitor) -> None:
    assert spend(guest, vendor="ollama", model="qwen3:8b").get_json() == {"cost_usd": 0}


def test_a_month_is_added_up_by_model(guest: Visitor) -> None:
    spend(guest, cost_usd=0.25)
    spend(guest, cost_usd=0.5, purpose="letter")
    spend(guest, cost_usd=1.0, vendor="anthropic", model="claude-sonnet-5-5")
    (month,) = guest.get("/spend").get_json()["months"]
    assert month["cost_usd"] == 1.75
    assert month["models"] == [
        {
            "vendor": "anthropic",
            "model": "claude-sonnet-5-5",
            "runs": 1,
            "input_tokens": 8000,
            "output_tokens": 1000,
            "cost_usd": 1.0,
            "unpriced": 0,
        },
        {
            "vendor": "openai",
            "model": "gpt-6-sol",
            "runs": 2,
            "input_tokens": 16000,
            "output_tokens": 2000,
            "cost_usd": 0.75,
            "unpriced": 0,
        },
    ]


def test_it_is_everybody_s_own(app: Flask, guest: Visitor) -> None:
    spend(guest, cost_usd=1)
    other = Visitor(app)
    other.open()
    assert other.get("/spend").get_json() == {"months": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"vendor": "acme"},
        {"model": ""},
        {"model": "m" * 201},
        {"input_tokens": -1},
        {"output_tokens": 10**8},
        {"cost_usd": -0.01},
        {"purpose": "fun"},
    ],
)
def test_what_is_no_run_is_refused(guest: Visitor, wrong: dict[str, Any]) -> None:
    answer = spend(guest, **wrong)
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


def test_a_guest_s_month_goes_into_the_account_s(app: Flask) -> None:
    """Both have one of this month: they are told as one."""
    person = Person(app)
    person.open()
    person.register()
    spend(person, cost_usd=1)
    elsewhere = Person(app)
    elsewhere.open()
    spend(elsewhere, cost_usd=0.5)
    elsewhere.sign_in()
    (month,) = elsewhere.get("/spend").get_json()["months"]
    assert month["cost_usd"] == 1.5
    assert [model["runs"] for model in month["models"]] == [2]


def test_it_is_in_the_saved_work_and_in_everything_as_one_file(app: Flask) -> None:
    person = Person(app)
    person.open()
    spend(person, cost_usd=0.125)
    saved = json.loads(person.get("/session/work").data)
    assert saved["spend"][0]["rows"][0]["cost"] == 125_000
    person.register()
    archive = ZipFile(io.BytesIO(person.get("/account/export").data))
    assert "gpt-6-sol,1,8000,1000,0.125000" in archive.read("spend.csv").decode()

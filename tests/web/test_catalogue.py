"""The catalogue as the API tells it, from the lists that come with the program."""

import gzip
from datetime import UTC, datetime

import pytest
from flask import Flask

from resume_builder.domain.catalogue.model import VENDORS

pytestmark = pytest.mark.seam


# What a page that shows a cost may wait for.
MOST_BYTES = 12 * 1024


def test_everybody_gets_the_packaged_lists_at_once(app: Flask) -> None:
    """Without a session, a store that was filled, or a network."""
    answer = app.test_client().get("/api/v1/catalogue")
    told = answer.get_json()
    assert answer.status_code == 200
    assert told["as_of"] is None
    assert [vendor["id"] for vendor in told["vendors"]] == [*VENDORS, "ollama"]
    for vendor in told["vendors"][:-1]:
        assert len(vendor["models"]) >= 3
        assert len([m for m in vendor["models"] if m["suggested"]]) == 1
    assert told["vendors"][-1] | {"name": ""} == {
        "id": "ollama",
        "name": "",
        "local": True,
        "marked_since": None,
        "models": [],
    }


def test_it_is_small(app: Flask) -> None:
    """A page that shows a cost waits for it."""
    client = app.test_client()
    packed = client.get("/api/v1/catalogue", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/v1/catalogue")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < MOST_BYTES
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_prices_of_a_day_and_of_days_to_come_are_told(app: Flask) -> None:
    """No past ones."""
    told = app.test_client().get("/api/v1/catalogue").get_json()
    today = datetime.now(UTC).date().isoformat()
    for vendor in told["vendors"]:
        for model in vendor["models"]:
            begun = {price["from"] for price in model["prices"]}
            assert len([day for day in begun if day is None or day <= today]) <= 1
            assert all(price["input"] > 0 and price["output"] > 0 for price in model["prices"])


def test_who_has_it_is_not_sent_it_again(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/api/v1/catalogue")
    again = client.get("/api/v1/catalogue", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert "public" in first.headers["Cache-Control"]

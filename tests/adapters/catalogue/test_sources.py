"""Lists of models as their publishers write them; what is not of our schema is refused whole."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.catalogue import openrouter, prices
from resume_builder.adapters.catalogue.openrouter import OpenRouterList
from resume_builder.adapters.catalogue.prices import PackagedPrices, PriceFeed, read_feed
from resume_builder.domain.catalogue.model import VENDORS, Model, Price
from resume_builder.features.catalogue.errors import SourceUnreadable
from resume_builder.features.catalogue.ports import Facts

pytestmark = pytest.mark.seam

_DATA = b'{"data": ['
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
)


def feed(*models: dict[str, Any], provider: str = "openai") -> bytes:
    """A feed of one provider."""
    return json.dumps([{"id": provider, "name": "x", "models": list(models)}]).encode()


def nova(**told: Any) -> dict[str, Any]:
    """A model as the feed writes it."""
    plain = {"id": "gpt-9-nova", "name": "Nova", "context_window": 400_000, "match": {"equals": 1}}
    return plain | {"prices": {"input_mtok": 2, "output_mtok": 10.5}} | told


def only(data: bytes) -> Model:
    """The one model of a feed."""
    ((model,),) = [listing.models for listing in read_feed(data)]
    return model


def test_a_plain_price_is_for_ever() -> None:
    model = only(feed(nova()))
    assert model.prices == (Price(input=2, output=10.5),)
    assert (model.id, model.name, model.context, model.structured) == (
        *("gpt-9-nova", "Nova", 400_000),
        True,
    )


def test_a_price_begins_at_a_day_and_at_a_length() -> None:
    tiered = {"base": 2, "tiers": [{"start": 272_000, "price": 4}]}
    later = {"input_mtok": 3, "output_mtok": 15, "cache_read_mtok": 0.3}
    told = nova(
        prices=[
            {"prices": {"input_mtok": tiered, "output_mtok": 10}},
            {"constraint": {"start_date": "2026-12-01"}, "prices": later},
        ]
    )
    assert only(feed(told)).prices == (
        Price(input=2, output=10),
        Price(above_tokens=272_000, input=4, output=10),
        Price(since=date(2026, 12, 1), input=3, output=15, cached=0.3),
    )


def test_a_price_by_the_hour_of_the_day_is_passed_over() -> None:
    cheap = {"start_time": "16:30:00Z", "end_time": "00:30:00Z"}
    told = nova(
        prices=[
            {"prices": {"input_mtok": 2, "output_mtok": 10}},
            {"constraint": cheap, "prices": {"input_mtok": 1, "output_mtok": 5}},
        ]
    )
    assert only(feed(told)).prices == (Price(input=2, output=10),)


@pytest.mark.parametrize(
    "told",
    [
        nova(prices={}),
        nova(prices={"input_mtok": 2}),
        nova(prices={"input_mtok": 0, "output_mtok": 0}),
        nova(prices={"input_mtok": 2, "output_mtok": 10, "output_image_mtok": 40}),
        nova(id="chatgpt-nova"),
    ],
)
def test_what_has_no_price_for_text_is_left_out(told: dict[str, Any]) -> None:
    ((models),) = [listing.models for listing in read_feed(feed(told))]
    assert models == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        feed(nova(prices={"input_mtok": -1, "output_mtok": 10})),
        feed(nova(prices={"input_mtok": 1e9, "output_mtok": 10})),
        feed(nova(prices={"input_mtok": "free", "output_mtok": 10})),
        feed(nova(id="")),
        feed(nova(id="x" * 201)),
        feed(nova(context_window=-1)),
    ],
)
def test_a_feed_that_is_not_of_our_schema_is_refused_whole(data: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        read_feed(data)


def test_what_others_write_is_not_our_concern() -> None:
    """A provider whose models we do not offer may write what it likes."""
    told = [*json.loads(feed(nova())), {"id": "acme", "models": [{"prices": "none of yours"}]}]
    assert only(json.dumps(told).encode()).id == "gpt-9-nova"


@given(JSON_VALUES)
def test_no_json_breaks_the_reading(value: object) -> None:
    """It is read or refused; so is what stands where a model should."""
    data = json.dumps(value).encode()
    for read in (read_feed, openrouter.read_list):
        for head, tail in ((b"", b""), (b'[{"id": "openai", "models": [', b"]}]"), (_DATA, b"]}")):
            with suppress(SourceUnreadable):
                read(head + data + tail)


def test_what_comes_with_the_program_is_read_by_the_same_schema() -> None:
    """And it is what the library itself has: every price of the vendors, exactly."""
    from genai_prices.data import providers

    found = {listing.vendor: listing for listing in PackagedPrices().listings()}
    assert [*found] == [*VENDORS]
    told = {provider.id: provider for provider in providers}
    for model in found["anthropic"].models:
        (its,) = [m for m in told["anthropic"].models if m.id == model.id]
        steps = its.prices if isinstance(its.prices, list) else [None]
        assert len({price.since for price in model.prices}) == len(steps)
    assert found["gemini"].find("claude-sonnet-5-5") is None


def test_the_feed_is_asked_for_at_its_fixed_address() -> None:
    asked: list[str] = []

    def get(url: str) -> bytes:
        asked.append(url)
        return feed(nova())

    assert PriceFeed(get).fetch().listings[0].models[0].id == "gpt-9-nova"
    assert asked == [prices.URL]
    assert prices.URL.startswith("https://raw.githubusercontent.com/pydantic/genai-prices/")


# ---- OpenRouter -----------------------------------------------------------------------------


def routed(**told: Any) -> dict[str, Any]:
    """A model as OpenRouter writes it."""
    return {
        "id": "anthropic/claude-nova-9.5",
        "name": "Anthropic: Claude Nova 9.5",
        "created": 1_790_000_000,
        "context_length": 1_000_000,
        "pricing": {"prompt": "0.000002", "completion": "0.00001", "input_cache_read": "0.0000001"},
        "architecture": {"output_modalities": ["text"]},
        "top_provider": {"max_completion_tokens": 64_000},
        "supported_parameters": ["structured_outputs", "max_tokens"],
        "expiration_date": "2027-06-01",
    } | told


def pages(*each: list[dict[str, Any]]) -> tuple[Callable[[str], bytes], list[str]]:
    """What answers with these pages, and the addresses that were asked for."""
    asked: list[str] = []

    def get(url: str) -> bytes:
        number = len(asked)
        asked.append(url)
        more = "/api/v1/models?offset=500" if number + 1 < len(each) else None
        return json.dumps({"data": each[number], "links": {"next": more}}).encode()

    return get, asked


def test_a_model_of_openrouter_has_dates_lengths_and_prices_a_million() -> None:
    fetched = OpenRouterList(pages([routed()])[0]).fetch()
    ((model,),) = [listing.models for listing in fetched.listings]
    assert model == Model(
        id="anthropic/claude-nova-9.5",
        name="Claude Nova 9.5",
        context=1_000_000,
        max_output=64_000,
        structured=True,
        prices=(Price(input=2, output=10, cached=0.1),),
        released=date(2026, 9, 21),
        retires=date(2027, 6, 1),
    )
    assert fetched.facts == {"claude-nova-9-5": Facts(64_000, date(2026, 9, 21))}


@pytest.mark.parametrize(
    "told",
    [
        {"pricing": {"prompt": "0", "completion": "0"}},
        {"pricing": {"prompt": "-1", "completion": "-1"}},
        {"pricing": {"prompt": "NaN", "completion": "1e400"}},
        {"pricing": {"prompt": "1", "completion": "1"}},
        {"architecture": {"output_modalities": ["image", "text"]}},
        {"id": "anthropic/claude-nova-9.5:free"},
    ],
)
def test_what_is_free_a_variant_or_no_text_is_left_out(told: dict[str, Any]) -> None:
    fetched = OpenRouterList(pages([routed(**told)])[0]).fetch()
    assert fetched.listings[0].models == ()


def test_further_pages_are_asked_for_at_addresses_of_ours() -> None:
    get, asked = pages([routed()], [routed(id="x-ai/nova-2")])
    assert len(OpenRouterList(get).fetch().listings[0].models) == 2
    assert asked == [openrouter.URL, f"{openrouter.URL}?offset=500&limit=500"]


def test_pages_end_somewhere() -> None:
    get, asked = pages(*([routed()] for _ in range(50)))
    OpenRouterList(get).fetch()
    assert len(asked) == 4


@pytest.mark.parametrize("data", [b"", b"[]", b'{"data": 1}', b'{"data": [{"id": "x"}]}'])
def test_a_list_that_is_not_of_our_schema_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        OpenRouterList(lambda url: data).fetch()

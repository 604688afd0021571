"""The data of genai-prices: the packaged copy, and the feed that its repository publishes.

The library's matching of names is left aside: it takes a model that it does not know for an older
one. Only what an id stands for exactly has a price here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from resume_builder.domain.catalogue.model import VENDORS, Listing, Model, Price, VendorId
from resume_builder.features.catalogue.errors import SourceUnreadable
from resume_builder.features.catalogue.ports import Fetched

NAME = "genai-prices"
URL = (
    "https://raw.githubusercontent.com/pydantic/genai-prices/refs/heads/main"
    "/prices/new_data/v2/data.json"
)
# What each vendor is called there, and how the ids of its own models begin: Google's list has
# those that it passes on in its cloud, too.
_PROVIDERS: Mapping[str, tuple[VendorId, tuple[str, ...]]] = MappingProxyType(
    {
        "openai": ("openai", ("gpt-", "o1", "o3", "o4")),
        "anthropic": ("anthropic", ("claude-",)),
        "google": ("gemini", ("gemini-",)),
        "openrouter": ("openrouter", ("",)),
    }
)
# Prices of these are for text; a model with a price for making anything else is not for us.
_MADE_BESIDES = ("output_audio_mtok", "output_image_mtok", "output_video_mtok")
_RETIRED = "retired"


class _Part(BaseModel):
    """Of the feed, or of the library's own objects: both have the same names."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)


# USD per million tokens. What costs more is a mistake.
_Rate = Annotated[Decimal, Field(ge=0, le=10_000)]


class _Tier(_Part):
    start: int = Field(ge=0, le=100_000_000)
    price: _Rate


class _Tiered(_Part):
    base: _Rate
    tiers: list[_Tier] = Field(max_length=8)


class _Prices(_Part):
    input_mtok: _Rate | _Tiered | None = None
    output_mtok: _Rate | _Tiered | None = None
    cache_read_mtok: _Rate | _Tiered | None = None
    output_audio_mtok: Any = None
    output_image_mtok: Any = None
    output_video_mtok: Any = None


class _Constraint(_Part):
    start_date: date | None = None


class _Conditional(_Part):
    constraint: _Constraint | None = None
    prices: _Prices


class _Model(_Part):
    id: str = Field(min_length=1, max_length=200)
    name: str | None = Field(default=None, max_length=200)
    description: str | None = None
    context_window: int | None = Field(default=None, ge=0, le=100_000_000)
    deprecated: bool | None = None
    prices: _Prices | list[_Conditional]


class _Provider(_Part):
    id: str
    models: list[_Model]


class _Named(_Part):
    """A provider of whom only the name is looked at: what others write is not our concern."""

    id: str
    models: Any


_NAMED, _FEED = TypeAdapter(list[_Named]), TypeAdapter(list[_Provider])


class PackagedPrices:
    """What the installed library has: a Packaged."""

    def version(self) -> str:
        """Return the library's version, without loading it."""
        return version(NAME)

    def listings(self) -> Sequence[Listing]:
        """Return its lists. Loading it takes half a second and 25 MB, so it is read once."""
        return _packaged()


@cache
def _packaged() -> tuple[Listing, ...]:
    from genai_prices.data import providers

    wanted = [provider for provider in providers if provider.id in _PROVIDERS]
    return _listings(_FEED.validate_python(wanted))


class PriceFeed:
    """What the library's repository publishes: a Source.

    `get` returns the bytes at an address; it raises SourceUnreachable.
    """

    name = NAME

    def __init__(self, get: Callable[[str], bytes]) -> None:
        self._get = get

    def fetch(self) -> Fetched:
        """Return the feed. Raises SourceUnreachable, SourceUnreadable."""
        return Fetched(listings=read_feed(self._get(URL)), facts={})


def read_feed(data: bytes) -> tuple[Listing, ...]:
    """Return what the feed's file has. Raises SourceUnreadable when it is not of our schema."""
    try:
        named = [one for one in _NAMED.validate_json(data) if one.id in _PROVIDERS]
        return _listings(_FEED.validate_python(named))
    except (ValidationError, UnicodeError) as error:
        raise SourceUnreadable(source=NAME) from error


def _listings(providers: Iterable[_Provider]) -> tuple[Listing, ...]:
    found: dict[VendorId, Listing] = {}
    for provider in providers:
        if provider.id in _PROVIDERS:
            vendor, beginnings = _PROVIDERS[provider.id]
            models = (_model(one, vendor) for one in provider.models)
            ours = {m.id: m for m in models if m is not None and m.id.startswith(beginnings)}
            found[vendor] = Listing(vendor=vendor, models=tuple(ours[i] for i in sorted(ours)))
    return tuple(found[vendor] for vendor in VENDORS if vendor in found)


def _model(told: _Model, vendor: VendorId) -> Model | None:
    """Return the model, None when it has no price for reading and writing text alone."""
    steps = told.prices if isinstance(told.prices, list) else [_Conditional(prices=told.prices)]
    prices = [price for step in steps for price in _prices(step)]
    besides = any(getattr(step.prices, name) for step in steps for name in _MADE_BESIDES)
    if besides or not prices:
        return None
    return Model(
        id=told.id,
        name=told.name or told.id,
        context=told.context_window or 0,
        # Every current model of the makers takes a schema; of others OpenRouter's list tells.
        structured=vendor != "openrouter",
        deprecated=bool(told.deprecated) or (told.description or "").lower().startswith(_RETIRED),
        prices=tuple(prices),
    )


def _prices(step: _Conditional) -> Iterable[Price]:
    """Yield a price for each length that one begins at; none for prices by the hour of the day."""
    day = step.constraint.start_date if step.constraint else None
    if step.constraint is not None and day is None:
        return
    told = step.prices
    if told.input_mtok is None or told.output_mtok is None:
        return
    starts = {0}
    for rate in (told.input_mtok, told.output_mtok):
        starts |= {tier.start for tier in rate.tiers} if isinstance(rate, _Tiered) else set()
    for start in sorted(starts):
        read, written = _at(told.input_mtok, start), _at(told.output_mtok, start)
        if read <= 0 or written <= 0:
            return
        cached = None if told.cache_read_mtok is None else _at(told.cache_read_mtok, start)
        yield Price(since=day, above_tokens=start, input=read, output=written, cached=cached)


def _at(rate: Decimal | _Tiered, start: int) -> float:
    if isinstance(rate, Decimal):
        return float(rate)
    begun = [tier for tier in rate.tiers if tier.start <= start]
    return float(max(begun, key=lambda tier: tier.start).price if begun else rate.base)

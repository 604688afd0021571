"""OpenRouter's public list of models: prices a token, dates, lengths, what models can do."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from resume_builder.domain.catalogue.choice import read_id, same_name
from resume_builder.domain.catalogue.model import Listing, Model, Price
from resume_builder.features.catalogue.errors import SourceUnreadable
from resume_builder.features.catalogue.ports import Facts, Fetched

NAME = "OpenRouter"
URL = "https://openrouter.ai/api/v1/models"
# It gives so many at a time at most; more pages than these it has none.
_PAGE, _MOST_PAGES = 500, 4
_MILLION = 1_000_000
# Of a million tokens. What costs more is a mistake.
_MOST_USD = 10_000.0
_SCHEMA_PARAMETER = "structured_outputs"
# Whose models are also offered by themselves: what the list tells of them holds there, too.
_MAKERS = frozenset({"openai", "anthropic", "google"})
Get = Callable[[str], bytes]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Pricing(_Part):
    """USD a token, as text; "-1" where it depends."""

    prompt: str = Field(max_length=40)
    completion: str = Field(max_length=40)
    input_cache_read: str | None = Field(default=None, max_length=40)


class _Architecture(_Part):
    output_modalities: list[str] = Field(default_factory=list[str])


class _Provider(_Part):
    max_completion_tokens: int | None = Field(default=None, ge=0, le=100_000_000)


class _Model(_Part):
    id: str = Field(min_length=1, max_length=200)
    name: str = Field(max_length=200)
    created: int = Field(ge=0, le=100_000_000_000)
    context_length: int | None = Field(default=None, ge=0, le=100_000_000)
    expiration_date: str | None = Field(default=None, max_length=40)
    pricing: _Pricing
    architecture: _Architecture = Field(default_factory=_Architecture)
    top_provider: _Provider | None = None
    supported_parameters: list[str] | None = None


class _Links(_Part):
    next: str | None = None


class _List(_Part):
    data: list[_Model]
    links: _Links | None = None


class OpenRouterList:
    """A Source. `get` returns the bytes at an address; it raises SourceUnreachable."""

    name = NAME

    def __init__(self, get: Get) -> None:
        self._get = get

    def fetch(self) -> Fetched:
        """Return the list. Raises SourceUnreachable, SourceUnreadable."""
        found = {told.id: told for told in self._pages()}
        models = filter(None, (_model(told) for _, told in sorted(found.items())))
        return Fetched(
            listings=(Listing(vendor="openrouter", models=tuple(models)),),
            facts=dict(_facts(found.values())),
        )

    def _pages(self) -> Iterable[_Model]:
        for page in range(_MOST_PAGES):
            # The addresses are ours; what the answer calls the next one is only taken as a sign.
            address = URL if page == 0 else f"{URL}?offset={page * _PAGE}&limit={_PAGE}"
            told = read_list(self._get(address))
            yield from told.data
            if told.links is None or not told.links.next or not told.data:
                return


def read_list(data: bytes) -> _List:
    """Return one page of the list. Raises SourceUnreadable when it is not of our schema."""
    try:
        return _List.model_validate_json(data)
    except (ValidationError, UnicodeError) as error:
        raise SourceUnreadable(source=NAME) from error


def _model(told: _Model) -> Model | None:
    """Return a model that writes text for a price, None for others and for variants of one."""
    made = told.architecture.output_modalities
    price = _price(told.pricing)
    if price is None or (made and made != ["text"]) or ":" in told.id:
        return None
    return Model(
        id=told.id,
        name=told.name.partition(": ")[2] or told.name,
        context=told.context_length or 0,
        max_output=_max_output(told),
        structured=_SCHEMA_PARAMETER in (told.supported_parameters or ()),
        prices=(price,),
        released=_day_of(told.created),
        retires=_day(told.expiration_date),
    )


def _price(told: _Pricing) -> Price | None:
    read, written = _per_million(told.prompt), _per_million(told.completion)
    if not 0 < read <= _MOST_USD or not 0 < written <= _MOST_USD:
        return None
    cached = None if told.input_cache_read is None else _per_million(told.input_cache_read)
    return Price(
        input=read, output=written, cached=None if cached is None or cached < 0 else cached
    )


def _per_million(text: str) -> float:
    """Return USD a million tokens, -1 where it is no number."""
    try:
        told = Decimal(text)
    except InvalidOperation:
        return -1.0
    return float(told * _MILLION) if told.is_finite() else -1.0


def _facts(models: Iterable[_Model]) -> Iterable[tuple[str, Facts]]:
    """Yield what the list tells of the makers' own models, by the name all would write."""
    for told in models:
        author = told.id.partition("/")[0]
        if author in _MAKERS and ":" not in told.id and not read_id(told.id).is_snapshot:
            yield same_name(told.id), Facts(_max_output(told), _day_of(told.created))


def _max_output(told: _Model) -> int:
    return (told.top_provider.max_completion_tokens if told.top_provider else None) or 0


def _day_of(second: int) -> date | None:
    return datetime.fromtimestamp(second, UTC).date() if second else None


def _day(text: str | None) -> date | None:
    """Return the day that an ISO date or time begins with, None for anything else."""
    with suppress(ValueError):
        return date.fromisoformat((text or "")[:10])
    return None

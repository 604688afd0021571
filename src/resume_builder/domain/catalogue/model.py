"""Vendors, their models, and prices with the day and the length that they begin at."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from resume_builder.domain.values import Text, Value

# As the browser's drivers call them.
VendorId = Literal["openai", "anthropic", "gemini", "openrouter", "compatible", "ollama"]
VENDOR_IDS: tuple[VendorId, ...] = get_args(VendorId)
# Those whose models and prices are public; of the other two the person's own machine tells.
VENDORS: Mapping[VendorId, str] = MappingProxyType(
    {
        "openai": "OpenAI",
        "anthropic": "Anthropic",
        "gemini": "Google Gemini",
        "openrouter": "OpenRouter",
    }
)
# What runs on the person's machine costs nothing.
LOCAL: Mapping[VendorId, str] = MappingProxyType({"ollama": "Ollama"})

ModelId = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Price(Value):
    """USD per million tokens, from a day on and above a length of input.

    `since` is the first day (UTC), None for as long as anyone knows. A run whose input is longer
    than `above_tokens` costs this for all its tokens. `cached` is for input that the vendor still
    had, None where it is none cheaper or not known.
    """

    since: date | None = None
    above_tokens: int = Field(default=0, ge=0)
    input: float = Field(gt=0)
    output: float = Field(gt=0)
    cached: float | None = Field(default=None, ge=0)


class Model(Value):
    """A model as its vendor calls it. `context` and `max_output` are in tokens, 0 for not known.

    `structured`: it answers by a JSON schema. `deprecated`: its vendor advises against it. Dates
    are None where no source carries them.
    """

    id: ModelId
    name: Text
    context: int = Field(default=0, ge=0)
    max_output: int = Field(default=0, ge=0)
    structured: bool = False
    deprecated: bool = False
    prices: tuple[Price, ...] = Field(min_length=1)
    released: date | None = None
    retires: date | None = None


class Listing(Value):
    """The models of one vendor that have a price, by id."""

    vendor: VendorId
    models: tuple[Model, ...]

    def find(self, model_id: str) -> Model | None:
        """Return the model of exactly this id."""
        return next((model for model in self.models if model.id == model_id), None)

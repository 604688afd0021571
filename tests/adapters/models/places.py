"""Models at the fake vendors, as a test names them."""

from resume_builder.adapters.models.ollama import Ollama
from resume_builder.adapters.models.place import Place
from resume_builder.adapters.models.vendors import Hosted
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.tailoring.brief import Brief, answer_schema
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.features.asking.errors import ModelFault
from resume_builder.features.asking.ports import LanguageModel
from tests.vendors.server import Vendors

# A model that each of them lists, and that takes a whole résumé at once.
MODELS: dict[VendorId, str] = {
    "openai": "gpt-6.1-sol",
    "anthropic": "claude-sonnet-5-5",
    "gemini": "gemini-3.8-flash",
    "openrouter": "anthropic/claude-sonnet-5.5",
    "compatible": "qwen3-8b-instruct",
    "ollama": "qwen3:8b",
}
# What their clients take as the address lacks the version here.
UNVERSIONED = ("anthropic", "gemini")
BRIEF = Brief(
    version=1, system="Answer.", user='{"entries":[]}', answer_schema=answer_schema(Wishes())
)


def base_of(vendors: Vendors, vendor: VendorId) -> str:
    """The address that a person would set."""
    base = vendors.base(vendor)
    return base.removesuffix("/v1") if vendor in UNVERSIONED else base


def opened(
    vendors: Vendors, vendor: VendorId, scenario: str = "fine", silence: float = 60
) -> LanguageModel:
    """A model for a scenario, which is in the key; Ollama has none, so there it is the model."""
    model = MODELS[vendor]
    if vendor == "ollama":
        named = model if scenario == "fine" else scenario
        place = Place(vendor, base_of(vendors, vendor), named)
        # Such a model is not among those that the fake shows.
        return Ollama(place, silence, at_once, 0 if named != model else None)
    place = Place(vendor, base_of(vendors, vendor), model, f"sk-{scenario}")
    return Hosted(place, silence, at_once)


def at_once(_: float) -> None:
    """Wait for nothing: what a wait is, the test hears."""


class Heard:
    """Keeps what is heard."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.waited: list[tuple[float, ModelFault]] = []

    def text(self, piece: str) -> None:
        self.pieces.append(piece)

    def waits(self, seconds: float, fault: ModelFault) -> None:
        self.waited.append((seconds, fault))

    @property
    def whole(self) -> str:
        return "".join(self.pieces)

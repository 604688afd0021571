"""A language model for who runs this program: named by them, under the key of their environment."""

from functools import partial
from typing import TYPE_CHECKING

from resume_builder.adapters.catalogue.prices import PackagedPrices
from resume_builder.adapters.memory.catalogue import MemoryCatalogue
from resume_builder.adapters.system import now
from resume_builder.domain.catalogue.choice import is_small
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.features.asking.ports import LanguageModel
from resume_builder.features.asking.service import Asking
from resume_builder.features.catalogue.service import Catalogues

if TYPE_CHECKING:
    from resume_builder.adapters.models.place import Place


def open_model(
    vendor: VendorId, model: str, address: str = "", *, by_entry: bool = False
) -> Asking:
    """Return what asks a model; `address` is that of a compatible server. Nothing is called yet.

    `by_entry` asks about each entry by itself, as is done with small models anyway. Raises NoKey,
    AddressInvalid, ModelsNotInstalled.
    """
    from resume_builder.adapters.models.environment import base_of, key_of
    from resume_builder.adapters.models.place import Place

    base, key = base_of(vendor, address), key_of(vendor)
    catalogue = Catalogues(MemoryCatalogue(), PackagedPrices(), now).today()
    known = catalogue.find(vendor, model)
    place = Place(
        vendor=vendor,
        base=base,
        model=model,
        key=key,
        window=known.context if known else 0,
        longest=known.max_output if known else 0,
    )
    small = by_entry or (known is not None and is_small(known, catalogue.day))
    return Asking(_opened(place), partial(catalogue.cost, vendor, model), small)


def _opened(place: "Place") -> LanguageModel:
    if place.vendor == "ollama":
        from resume_builder.adapters.models.ollama import Ollama

        return Ollama(place)
    from resume_builder.adapters.models.vendors import Hosted

    return Hosted(place)

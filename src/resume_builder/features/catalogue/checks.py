"""Whether a vendor's new list may take the place of the one before it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from resume_builder.domain.catalogue.model import Listing, Model, Price, VendorId
from resume_builder.domain.catalogue.prices import price_on, valid_from
from resume_builder.features.catalogue.kept import Doubt

# Fewer models than these have never been offered; a list with fewer is a broken one.
LEAST: Mapping[VendorId, int] = MappingProxyType(
    {"openai": 5, "anthropic": 4, "gemini": 4, "openrouter": 40}
)
_MOST_LOST = 0.5
# How far a price may be from the one before, either way, and how long a farther one is held.
_FARTHEST, _HOLD = 10.0, timedelta(hours=24)


class Checked(NamedTuple):
    """A list that may be taken, the prices held back of it, and the models whose hold ended."""

    listing: Listing
    doubts: tuple[Doubt, ...]
    confirmed: tuple[str, ...]


def refusal(new: Listing, old: Listing | None) -> str | None:
    """Return why a list may not be taken as a whole, a message code; None where it may."""
    if len(new.models) < LEAST[new.vendor]:
        return "catalogue.too_few"
    if old is not None and len(new.models) < len(old.models) * _MOST_LOST:
        return "catalogue.shrunk"
    return None


def check_prices(
    new: Listing, old: Listing | None, doubts: Sequence[Doubt], now: datetime
) -> Checked:
    """Return the list with the prices of before where the new ones are ten times off.

    A price so far off is taken once a refresh a day later tells the same.
    """
    held: list[Doubt] = []
    confirmed: list[str] = []
    models: list[Model] = []
    before = {model.id: model for model in old.models} if old else {}
    earlier = {doubt.model: doubt for doubt in doubts if doubt.vendor == new.vendor}
    for model in new.models:
        known = before.get(model.id)
        if known is None or not _is_far(model, known, now.date()):
            models.append(model)
            continue
        doubt = earlier.get(model.id)
        if doubt is None or doubt.prices != model.prices:
            doubt = Doubt(vendor=new.vendor, model=model.id, prices=model.prices, since=now)
        if now - doubt.since >= _HOLD:
            confirmed.append(model.id)
            models.append(model)
        else:
            held.append(doubt)
            models.append(model.model_copy(update={"prices": known.prices}))
    listing = new.model_copy(update={"models": tuple(models)})
    return Checked(listing, tuple(held), tuple(confirmed))


def _is_far(new: Model, old: Model, day: date) -> bool:
    now = price_on(old, day)
    return any(_differs(price, now) for price in valid_from(new, day))


def _differs(new: Price, old: Price) -> bool:
    ratios = (new.input / old.input, new.output / old.output)
    return any(not 1 / _FARTHEST <= ratio <= _FARTHEST for ratio in ratios)

"""The catalogue as the site offers it: the last good copy, or what comes with the program."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from resume_builder.domain.catalogue.choice import offered, suggested_for
from resume_builder.domain.catalogue.model import LOCAL, Listing, Model, VendorId
from resume_builder.domain.catalogue.prices import cost_of, price_on
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.catalogue.kept import Kept, Note
from resume_builder.features.catalogue.ports import CatalogueStore, Packaged
from resume_builder.ports import Clock

# A refresh is seen by every process within this time.
_HELD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """One vendor: every model that has a price, those offered, and the one to begin with."""

    listing: Listing
    models: Sequence[Model]
    suggested: str | None
    marked_since: date | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All vendors on one day. `as_of` is when lists were fetched, None for those packaged."""

    day: date
    as_of: datetime | None
    offers: Sequence[Offer]

    def find(self, vendor: VendorId, model_id: str) -> Model | None:
        """Return the model of exactly this id, offered or not."""
        for offer in self.offers:
            if offer.listing.vendor == vendor:
                return offer.listing.find(model_id)
        return None

    def cost(
        self, vendor: VendorId, model_id: str, input_tokens: int, output_tokens: int, cached: int
    ) -> int | None:
        """Return what a run costs today in micro-dollars, None where no price is known."""
        if vendor in LOCAL:
            return 0
        model = self.find(vendor, model_id)
        if model is None:
            return None
        price = price_on(model, self.day, input_tokens)
        return cost_of(price, input_tokens, output_tokens, cached)


@dataclass(slots=True)
class Catalogues:
    """Gives the catalogue of the day. Thread-safe; each process holds it for a minute."""

    store: CatalogueStore
    packaged: Packaged
    now: Clock
    _held: tuple[datetime, Catalogue] | None = None
    _lock: Lock = field(default_factory=Lock)

    def today(self) -> Catalogue:
        """Return what is offered today; a store that is away is no reason to offer nothing."""
        moment = self.now()
        with self._lock:
            if self._held is None or not _is_fresh(self._held[0], moment):
                self._held = (moment, _catalogue(self._kept(), self.packaged, moment.date()))
            return self._held[1]

    def notes(self) -> Sequence[Note]:
        """Return what refreshes had to say, newest first. Raises StoreUnavailable."""
        kept = self.store.get()
        return kept.notes if kept else ()

    def _kept(self) -> Kept | None:
        try:
            return self.store.get()
        except StoreUnavailable:
            return None


def _is_fresh(held: datetime, now: datetime) -> bool:
    return held <= now < held + _HELD and held.date() == now.date()


def _catalogue(kept: Kept | None, packaged: Packaged, day: date) -> Catalogue:
    if kept is None:
        vendors = [(listing, None) for listing in packaged.listings()]
    else:
        vendors = [(v.listing, v.marked_since) for v in kept.vendors if not v.dropped]
    offers: dict[VendorId, Sequence[Model]] = {
        listing.vendor: offered(listing, day) for listing, _ in vendors
    }
    begin = suggested_for(offers, day)
    return Catalogue(
        day=day,
        as_of=kept.fetched_at if kept else None,
        offers=tuple(
            Offer(listing, offers[listing.vendor], begin[listing.vendor], marked)
            for listing, marked in vendors
        ),
    )

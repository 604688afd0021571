"""Brings the catalogue up to date: fetched lists that pass the checks, else what was there.

Nothing is half taken: the whole is one value that is replaced at the end. A list that cannot be
had, or that is no sound one, leaves the vendor as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from resume_builder.domain.catalogue.choice import same_name
from resume_builder.domain.catalogue.model import VENDORS, Listing, Model, VendorId
from resume_builder.features.catalogue.checks import check_prices, refusal
from resume_builder.features.catalogue.errors import SourceUnreachable, SourceUnreadable
from resume_builder.features.catalogue.kept import MOST_NOTES, Doubt, Kept, Note, VendorKept
from resume_builder.features.catalogue.ports import CatalogueStore, Facts, Packaged, Source
from resume_builder.ports import Clock, retried

# The job's name in the queue.
REFRESH = "catalogue.refresh"
# How long a vendor's list may be missing before it is marked, and before it is dropped.
_MARKED_AFTER, _DROPPED_AFTER = timedelta(days=30), timedelta(days=60)
# The same is not said again so soon.
_SAID = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Refresh:
    """Fetches from `sources`, none of them where the operator turned fetching off."""

    store: CatalogueStore
    packaged: Packaged
    sources: Sequence[Source]
    now: Clock

    def __call__(self) -> Kept:
        """Refresh, and return what is kept then.

        Raises StoreUnavailable, StoreFull, and VersionConflict when others keep refreshing.
        """
        return retried(self._refresh)

    def _refresh(self) -> Kept:
        version, before = self.store.version(), self.store.get()
        round_ = _Round(before, self.now())
        for source in self.sources:
            round_.take_from(source)
        is_new = before is None or before.package != self.packaged.version()
        floor = {one.vendor: one for one in self.packaged.listings()} if is_new else {}
        vendors = [round_.vendor(vendor, floor.get(vendor)) for vendor in VENDORS]
        kept = Kept(
            version=version + 1,
            package=self.packaged.version(),
            fetched_at=round_.fetched_at,
            vendors=tuple(vendor for vendor in vendors if vendor is not None),
            doubts=tuple(round_.doubts),
            notes=round_.all_notes(),
        )
        if before is not None and kept.model_copy(update={"version": before.version}) == before:
            return before
        self.store.put(kept)
        return kept


@dataclass(slots=True)
class _Round:
    """One refresh under way: what was had, and what there is to say."""

    before: Kept | None
    at: datetime
    listings: dict[VendorId, Listing] = field(default_factory=dict[VendorId, Listing])
    facts: dict[str, Facts] = field(default_factory=dict[str, Facts])
    doubts: list[Doubt] = field(default_factory=list[Doubt])
    notes: list[Note] = field(default_factory=list[Note])
    asked: bool = False

    def take_from(self, source: Source) -> None:
        """Fetch a source; a later one's list of a vendor takes the place of an earlier one's."""
        self.asked = True
        try:
            fetched = source.fetch()
        except (SourceUnreachable, SourceUnreadable) as error:
            self._say(error.code, None, source.name)
            return
        for listing in fetched.listings:
            # Whatever is wrong with one source's list, another's may be sound.
            wrong = refusal(listing, self._old(listing.vendor))
            if wrong is None:
                self.listings[listing.vendor] = listing
            else:
                self._say(wrong, listing.vendor, source.name)
        self.facts |= fetched.facts

    @property
    def fetched_at(self) -> datetime | None:
        """When lists were last fetched: now, where any was."""
        return self.at if self.listings else self.before.fetched_at if self.before else None

    def vendor(self, vendor: VendorId, floor: Listing | None) -> VendorKept | None:
        """Return what to keep of a vendor: fetched, packaged, or what there was."""
        old = self.before.of(vendor) if self.before else None
        new = self.listings.get(vendor) or floor
        if new is not None:
            return self._taken(new, old)
        if old is None:
            return None
        earlier = self.before.doubts if self.before else ()
        self.doubts += [one for one in earlier if one.vendor == vendor]
        return self._missing(old) if self.asked else old

    def all_notes(self) -> tuple[Note, ...]:
        """Return the newest notes, those of this refresh first."""
        earlier = self.before.notes if self.before else ()
        recent = {(n.code, n.vendor, n.text) for n in earlier if n.at > self.at - _SAID}
        fresh = [n for n in self.notes if (n.code, n.vendor, n.text) not in recent]
        return (*fresh, *earlier)[:MOST_NOTES]

    def _taken(self, new: Listing, old: VendorKept | None) -> VendorKept:
        earlier = self.before.doubts if self.before else ()
        checked = check_prices(new, old.listing if old else None, earlier, self.at)
        self.doubts += checked.doubts
        for doubt in checked.doubts:
            self._say("catalogue.price_held", new.vendor, doubt.model)
        for model in checked.confirmed:
            self._say("catalogue.price_taken", new.vendor, model)
        if old is not None and (old.marked_since or old.dropped):
            self._say("catalogue.back", new.vendor, VENDORS[new.vendor])
        listing = _with_facts(checked.listing, self.facts, old.listing if old else None)
        return VendorKept(listing=listing, had_at=self.at)

    def _missing(self, old: VendorKept) -> VendorKept:
        """Mark a vendor whose list is missing for 30 days, and drop it after 60.

        While nothing at all can be fetched, the fault may be the site's own line: then none goes.
        """
        vendor, since = old.listing.vendor, self.at - old.had_at
        if since >= _MARKED_AFTER and old.marked_since is None:
            self._say("catalogue.marked", vendor, VENDORS[vendor])
            old = old.model_copy(update={"marked_since": self.at.date()})
        if since >= _DROPPED_AFTER and self.listings and not old.dropped:
            self._say("catalogue.dropped", vendor, VENDORS[vendor])
            old = old.model_copy(update={"dropped": True})
        return old

    def _old(self, vendor: VendorId) -> Listing | None:
        kept = self.before.of(vendor) if self.before else None
        return kept.listing if kept else None

    def _say(self, code: str, vendor: VendorId | None, text: str) -> None:
        self.notes.append(Note(at=self.at, code=code, vendor=vendor, text=text))


def _with_facts(listing: Listing, facts: Mapping[str, Facts], old: Listing | None) -> Listing:
    """Return the list with what is known of its models beside their prices, told or from before."""

    def known(model: Model) -> Model:
        told = facts.get(same_name(model.id), Facts())
        before = old.find(model.id) if old else None
        return model.model_copy(
            update={
                "max_output": model.max_output
                or told.max_output
                or (before.max_output if before else 0),
                "released": model.released
                or told.released
                or (before.released if before else None),
            }
        )

    return listing.model_copy(update={"models": tuple(map(known, listing.models))})

"""What is kept of vendors between two refreshes: one value, replaced as a whole."""

from datetime import date, datetime

from pydantic import Field

from resume_builder.domain.catalogue.model import Listing, ModelId, Price, VendorId
from resume_builder.domain.values import Text, Value

MOST_NOTES = 100


class VendorKept(Value):
    """The last good copy of a vendor's list.

    `had_at` is when it was last had from a source; `marked_since` the day from which the vendor
    is told to be out of date, `dropped` that it is offered no longer.
    """

    listing: Listing
    had_at: datetime
    marked_since: date | None = None
    dropped: bool = False


class Doubt(Value):
    """Prices far from those before: taken once a refresh a day later tells the same."""

    vendor: VendorId
    model: ModelId
    prices: tuple[Price, ...]
    since: datetime


class Note(Value):
    """What the operator should know of a refresh: a message code with its parameters.

    `vendor` is "" where it is about all; `text` names a source, a model or a number.
    """

    at: datetime
    code: str
    vendor: VendorId | None = None
    text: Text = ""


class Kept(Value):
    """Everything that is kept of the catalogue.

    `package` is the version of the library whose packaged data was looked at last; `fetched_at`
    when lists were last fetched, None for never. `notes` are the newest, at most a hundred.
    """

    version: int = Field(default=1, ge=1)
    package: str
    fetched_at: datetime | None = None
    vendors: tuple[VendorKept, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Note, ...] = ()

    def of(self, vendor: VendorId) -> VendorKept | None:
        """Return what is kept of a vendor."""
        return next((one for one in self.vendors if one.listing.vendor == vendor), None)

"""Where the catalogue is kept, and where lists come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resume_builder.domain.catalogue.model import Listing
from resume_builder.features.catalogue.kept import Kept


class CatalogueStore(Protocol):
    """Keeps one catalogue for the whole site. Raises StoreUnavailable."""

    def get(self) -> Kept | None:
        """Return what is kept, None before the first time and when it is of an older form."""
        ...

    def put(self, kept: Kept) -> None:
        """Keep `kept` over version `kept.version - 1`, atomically.

        Raises VersionConflict when another version is there, StoreFull.
        """
        ...

    def version(self) -> int:
        """Return the version that is there, of whatever form; 0 for none."""
        ...


class Packaged(Protocol):
    """The lists that come with the program."""

    def version(self) -> str:
        """Return what changes when they do, at once."""
        ...

    def listings(self) -> Sequence[Listing]:
        """Return them; that takes half a second the first time."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """What a public list tells of a model beside its price; 0 and None for not known."""

    max_output: int = 0
    released: date | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source tells: lists with prices, and facts by the name that all vendors would write.

    See domain/catalogue/choice.py: same_name.
    """

    listings: Sequence[Listing]
    facts: Mapping[str, Facts]


class Source(Protocol):
    """A list of models that somebody publishes."""

    @property
    def name(self) -> str:
        """Whose it is, for notes."""
        ...

    def fetch(self) -> Fetched:
        """Return what it tells now. Raises SourceUnreachable, SourceUnreadable."""
        ...

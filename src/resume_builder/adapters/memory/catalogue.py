"""The catalogue of models in memory."""

from dataclasses import dataclass, field
from threading import Lock

from resume_builder.domain.errors import VersionConflict
from resume_builder.features.catalogue.kept import Kept


@dataclass(slots=True)
class MemoryCatalogue:
    """A CatalogueStore in this process, behind one lock."""

    _kept: Kept | None = None
    _lock: Lock = field(default_factory=Lock)

    def get(self) -> Kept | None:
        """Return what is kept, None before the first time."""
        return self._kept

    def put(self, kept: Kept) -> None:
        """Keep `kept` over version `kept.version - 1`, atomically."""
        with self._lock:
            current = self.version()
            if current != kept.version - 1:
                raise VersionConflict(current=current)
            self._kept = kept

    def version(self) -> int:
        """Return the version that is there, 0 for none."""
        return self._kept.version if self._kept else 0

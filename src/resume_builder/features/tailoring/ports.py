"""What the tailoring slice needs from outside: measured pages, and the things it joins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Facts, Ledger
from resume_builder.domain.tailoring.model import LineHeights, RenderOptions
from resume_builder.ports import Owner


class Measure(Protocol):
    """The page as the theme would set it."""

    def measure(self, resume: Resume, options: RenderOptions, /, near: int = 0) -> LineHeights:
        """Return the height of each highlight and of the rest.

        They hold for the first level at which everything fits `options.pages`; when lines must
        go, or no page count is asked for, for the theme's own. `near` is the level where the
        search begins: the last one found, after an edit.
        """
        ...

    def page_count(self, resume: Resume, options: RenderOptions, /) -> int:
        """Return how many pages the résumé fills."""
        ...


@dataclass(frozen=True, slots=True)
class Master:
    """A kept résumé, whole, with all that is known of the person.

    `version` is that of what can be printed: it stays when only something more is known. `text` is
    that of the file: the facts' spans are ranges of it.
    """

    version: int
    facts: Facts
    text: str


class Subjects(Protocol):
    """The owner's résumés and postings, kept by other slices."""

    def resume(self, owner: Owner, resume_id: str) -> Master:
        """Return the résumé with its version. Raises RecordNotFound."""
        ...

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        """Keep what the person said or typed. Raises RecordNotFound, VersionConflict."""
        ...

    def posting(self, owner: Owner, posting_id: str) -> Posting:
        """Return the posting. Raises RecordNotFound."""
        ...


class LoadSheet(Protocol):
    """What models are told, as versioned texts."""

    def __call__(self, name: str, version: int, /) -> str:
        """Return one version of a sheet ("tailor", "repair")."""
        ...

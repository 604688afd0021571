"""What the letters slice needs from outside: the tailoring that a letter belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Ledger
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.tailoring.verdict import Court
from resume_builder.ports import Owner


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about. `resume` is the tailored one: its lines are those on the page.

    `court` rules on words about the person for this posting.
    """

    resume_id: str
    resume: Resume
    coverage: Coverage
    posting: Posting
    options: RenderOptions
    court: Court


class Subjects(Protocol):
    """The owner's tailorings, kept by another slice."""

    def tailored(self, owner: Owner, tailoring_id: str) -> Subject:
        """Return what a tailoring is about, planned as of now. Raises RecordNotFound."""
        ...

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        """Keep what the person said. Raises RecordNotFound, VersionConflict."""
        ...


class Languages(Protocol):
    """The languages that letters can be in."""

    def known(self) -> tuple[str, ...]:
        """Return their ISO 639-1 codes."""
        ...

    def words(self, language: str) -> LetterWords:
        """Return the words of one of them."""
        ...


class LoadSheet(Protocol):
    """What models are told, as versioned texts."""

    def __call__(self, name: str, version: int, /) -> str:
        """Return one version of a sheet ("letter", "repair")."""
        ...

"""What the verifier is asked, and what it answers: frozen values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from resume_builder.domain.values import Span

_NOWHERE = Span(0, 0)
VerdictName = Literal["supported", "ask", "unsupported"]


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """The entry a line stands in. Dates are ISO ("2019-05", "2019"); "" or "present": goes on."""

    name: str = ""
    position: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class OtherFact:
    """A line of another entry: true of the person, but not there."""

    text: str
    entry: EntryFacts = EntryFacts()


@dataclass(frozen=True, slots=True)
class Claim:
    """A rewritten line and all it may rest on.

    `same` are the other lines of the entry, `other` lines of other entries, `person` what is true
    everywhere (skills, education, licences, languages). `posting` are terms of the posting: they
    prove nothing. An entry that goes on is counted to `today`; without it, its length is unknown.
    """

    rewrite: str
    sources: tuple[str, ...]
    entry: EntryFacts = EntryFacts()
    same: tuple[str, ...] = ()
    other: tuple[OtherFact, ...] = ()
    person: tuple[str, ...] = ()
    posting: tuple[str, ...] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Supported:
    """Nothing to say against the claim."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the person: a message code with its parameters."""

    code: str
    params: dict[str, str] = field(default_factory=dict[str, str])
    span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What the sources do not bear: a message code with its parameters, and where it stands."""

    code: str
    params: dict[str, str] = field(default_factory=dict[str, str])
    span: Span = _NOWHERE


Result = Supported | Ask | Unsupported
SUPPORTED = Supported()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What all checks found; the worst result decides."""

    results: tuple[Ask | Unsupported, ...] = ()

    @property
    def verdict(self) -> VerdictName:
        """Supported when no check had anything to say."""
        if any(isinstance(r, Unsupported) for r in self.results):
            return "unsupported"
        return "ask" if self.results else "supported"

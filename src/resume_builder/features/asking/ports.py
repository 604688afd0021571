"""What asking needs: a model, and something that it is asked to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.values import Finding
from resume_builder.features.asking.errors import ModelFault

# The answer is whole, was cut by the cap or the context, or was not given.
Stop = Literal["end", "length", "refused"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the vendor counted them; `cached` are part of `input`, thinking is in `output`.

    `cost` is in micro-dollars as the vendor told it, None where it did not.
    """

    input: int = 0
    output: int = 0
    cached: int = 0
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended. `said` are the words of a refusal, `usage` is None where nobody counted."""

    text: str
    stop: Stop
    usage: Usage | None = None
    said: str = ""


class Heard(Protocol):
    """Hears a call while it goes on."""

    def text(self, piece: str) -> None:
        """Take the next piece of the answer."""
        ...

    def waits(self, seconds: float, fault: ModelFault) -> None:
        """Know that the same is asked again after a pause."""
        ...


class LanguageModel(Protocol):
    """One model of one vendor, called from this machine."""

    @property
    def vendor(self) -> VendorId:
        """Whose it is."""
        ...

    @property
    def model(self) -> str:
        """What its vendor calls it."""
        ...

    @property
    def host(self) -> str:
        """The host that is called, with its port where that is not the usual one."""
        ...

    def context(self) -> int:
        """Return the tokens that question and answer may have, 0 for not known. Raises ModelFault.

        It may ask the host, and tells it nothing of the person.
        """
        ...

    def ask(self, brief: Brief, most: int, heard: Heard) -> Outcome:
        """Ask, and return the answer of at most `most` tokens once it ended. Raises ModelFault.

        What came before a fault was heard. KeyboardInterrupt ends the call at once.
        """
        ...


class Closing(Protocol):
    """What became of a whole answer: `repair` is what to tell the model where it goes `again`."""

    @property
    def usable(self) -> bool:
        """Whether anything of it counts."""
        ...

    @property
    def again(self) -> bool:
        """Whether the one repair round is due."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """What was left out of the answer, and why."""
        ...

    @property
    def repair(self) -> str:
        """What to tell the model there."""
        ...


class Job(Protocol):
    """One piece of work that a model can do; `entry` "" is all of it at once."""

    def look(self, entry: str) -> tuple[Brief, Sequence[str]]:
        """Return the brief, and the entries that are worth one of their own; nothing begins."""
        ...

    def begin(self, entry: str) -> Brief:
        """Return the brief of a call that begins."""
        ...

    def finish(self, entry: str, text: str, model: str) -> Closing:
        """Take the answer to that call, or what came of it."""
        ...

"""The words of letters in one language: frames for sentences, greetings, and courtesy.

Values of `data/letters/*.json`, which README.md there explains.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from resume_builder.domain.letters.model import Kind, Tone
from resume_builder.domain.letters.phrases import Phrases, literal, tokens


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LineFrames(_Frozen):
    """How a résumé line of one sort becomes a sentence; the first frame whose places are known.

    `first` tells the job with the line, `more` follows another line of the same job. Those with
    "then" are for a job that ended. `begins` and `ends` are patterns of such lines; the last sort
    takes all. `lower` is a pattern of first words that lose their capital inside a frame. {head} is
    a line's first word and {tail} the rest, where a pronoun goes between them. Lines of a sort that
    `joins` are told in one sentence.
    """

    begins: str = ""
    ends: str = ""
    joins: bool = False
    lower: str = ".*"
    first: tuple[str, ...]
    first_then: tuple[str, ...] = ()
    more: tuple[str, ...]
    more_then: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a line of this sort looks like, its full stop taken off."""
        return re.compile(rf"(?:{self.begins or '.'}).*(?:{self.ends or ''})\Z", re.DOTALL)


class Courtesy(_Frozen):
    """Patterns of phrases that claim nothing: "(a|b)" is a choice, "[a]" may be left out.

    `always` may stand in every sentence, `told` only in one that cites facts, `now` and `then`
    only in one about a job that goes on, or that ended, `of` only in one that cites facts of that
    section alone ("education": "I studied"; "degree": "I hold", of a study that ended). `present`
    are no courtesy, but tell of a job as of one that goes on. `free` are little words that may
    stand anywhere in a sentence of courtesy.
    """

    always: tuple[str, ...]
    told: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    of: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    free: str


class Greeting(_Frozen):
    """How a letter begins: to nobody in particular, to a name, to a surname with its title."""

    unnamed: str
    named: str
    titled: dict[str, str] = Field(default_factory=dict)


class LetterWords(_Frozen):
    """Everything a letter in one language needs. Frames with fewer places come later in a list."""

    months: tuple[str, ...]
    date: str
    date_a4: str = ""
    greeting: dict[Tone, Greeting]
    closing: dict[Tone, str]
    subject: tuple[str, ...]
    opening: dict[Kind, dict[Tone, tuple[str, ...]]]
    now: tuple[str, ...]
    then: tuple[str, ...]
    asks: tuple[str, ...]
    lines: tuple[LineFrames, ...]
    degree: tuple[str, ...]
    certificates: str
    languages: str
    listed: str
    ending: dict[Kind, dict[Tone, tuple[str, ...]]]
    conjunction: str
    comma: str = ", "
    part: str = "; "
    stop: str = "."
    courtesy: Courtesy

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles that tell how to greet a surname, folded."""
        return frozenset(t for greeting in self.greeting.values() for t in greeting.titled)

    @cached_property
    def free(self) -> frozenset[str]:
        """Little words of courtesy, folded."""
        return frozenset(tokens(self.courtesy.free))

    @cached_property
    def uncited(self) -> Phrases:
        """What may stand in a sentence that cites nothing: our own sentences of that sort too."""
        own = [f for kind in self.opening.values() for tone in kind.values() for f in tone]
        own += [f for kind in self.ending.values() for tone in kind.values() for f in tone]
        return Phrases([*self.courtesy.always, *map(literal, (*own, *self.asks))])

    @cached_property
    def told_now(self) -> Phrases:
        """What claims nothing in a sentence about a job that goes on."""
        return Phrases([*self._told, *self.courtesy.now])

    @cached_property
    def told_then(self) -> Phrases:
        """What claims nothing in a sentence about a job that ended."""
        return Phrases([*self._told, *self.courtesy.then])

    @cached_property
    def told(self) -> dict[str, Phrases]:
        """What claims nothing in a sentence about the person, by the section it cites, or ""."""
        of = {"": (), **self.courtesy.of}
        of["degree"] = (*of.get("education", ()), *of.get("degree", ()))
        return {section: Phrases([*self._told, *more]) for section, more in of.items()}

    @property
    def _told(self) -> tuple[str, ...]:
        return (*self.courtesy.always, *self.courtesy.told, *map(literal, self.asks))

    @cached_property
    def finished(self) -> Phrases:
        """Phrases that say that a study was finished."""
        return Phrases(self.courtesy.of.get("degree", ()))

    @cached_property
    def timed(self) -> tuple[Phrases, Phrases]:
        """Phrases that say that a job goes on, and those that say that it ended."""
        now = (*self.courtesy.now, *self.courtesy.present)
        return Phrases(now), Phrases(self.courtesy.then)

    def join(self, names: Iterable[str]) -> str:
        """Return "a, b and c"."""
        *most, last = [*names]
        return f"{self.comma.join(most)}{self.conjunction}{last}" if most else last


# Every language that has letter words, by ISO 639-1 code.
AllLetterWords = Mapping[str, LetterWords]

"""Asks a model to do a job: one call or one an entry, each with one repair at most.

It does what the browser's client does (spa/src/features/writing), over the same briefs and readers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from resume_builder.domain.catalogue.tokenizers import tokens_for_one
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tailoring.size import input_tokens, output_tokens
from resume_builder.domain.values import Finding
from resume_builder.features.asking.errors import ModelFault
from resume_builder.features.asking.ports import Closing, Heard, Job, LanguageModel, Usage

# How a job ended. "cut": the model stopped at its limit; "stopped": the person did not wait for
# the end; "dropped": a fault ended it; "unreadable": nothing could be used, twice.
Ending = Literal["whole", "cut", "refused", "stopped", "dropped", "unreadable"]
# Each entry that is asked about by itself is a call of its own.
MOST_ENTRIES = 6
# No answer worth asking for is shorter, in tokens.
_LEAST = 1_024
# What our count of tokens may be wrong by, against a model with a tokenizer of its own.
_MARGIN = 1.15


class Watch(Heard, Protocol):
    """Hears a job while it goes on."""

    def call(self, number: int, calls: int) -> None:
        """Know that call `number` of `calls` is made."""
        ...

    def repairs(self) -> None:
        """Know that the model is asked once more, as its answer could not be used."""
        ...


@dataclass(frozen=True, slots=True)
class Size:
    """What a job is about to take: how many calls, of how many tokens, in micro-dollars."""

    calls: int
    input: int
    output: int
    cost: int | None


@dataclass(slots=True)
class Asked:
    """What became of a job. `used` is the sum of what vendors told, `counted` of how many calls.

    `came` says whether anything of it counts, `cost` is in micro-dollars, None for not known.
    """

    ending: Ending = "whole"
    fault: ModelFault | None = None
    said: str = ""
    used: Usage = field(default_factory=Usage)
    calls: int = 0
    counted: int = 0
    cost: int | None = 0
    findings: list[Finding] = field(default_factory=list[Finding])
    came: bool = False


# What input, output and cached tokens cost in micro-dollars, None for not known.
Price = Callable[[int, int, int], int | None]


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks one model. `small` says that it gets a brief for each entry."""

    model: LanguageModel
    price: Price
    small: bool = False

    def plan(self, job: Job) -> tuple[Sequence[str], Size]:
        """Return the entries to ask about, "" for all at once, and what that will take.

        Raises ModelFault.
        """
        whole, worth = job.look("")
        entries: Sequence[str] = [""]
        if worth and (self.small or not self._fits(whole)):
            entries = worth[:MOST_ENTRIES]
        briefs = [whole if not entry else job.look(entry)[0] for entry in entries]
        read = sum(self._counted(input_tokens(brief)) for brief in briefs)
        written = sum(self._counted(output_tokens(brief)) for brief in briefs)
        costs = [
            self.price(self._counted(input_tokens(b)), self._counted(output_tokens(b)), 0)
            for b in briefs
        ]
        cost = None if None in costs else sum(c or 0 for c in costs)
        return entries, Size(len(briefs), read, written, cost)

    def __call__(self, job: Job, entries: Sequence[str], watch: Watch) -> Asked:
        """Ask, and hand in what comes; what came before a fault or a stop is handed in, too."""
        asked = Asked()
        for number, entry in enumerate(entries, 1):
            watch.call(number, len(entries))
            self._one(job, entry, watch, asked)
            if asked.ending not in ("whole", "cut"):
                break
        if asked.ending == "whole" and not asked.came:
            asked.ending = "unreadable"
        return asked

    def _one(self, job: Job, entry: str, watch: Watch, asked: Asked) -> None:
        brief = job.begin(entry)
        most = self._room(brief)
        ending, text = self._ask(brief, most, watch, asked)
        if not text:
            asked.ending = _worse(asked.ending, ending)
            return
        closing = job.finish(entry, text, self.model.model)
        if closing.again and ending == "whole":
            watch.repairs()
            anew = brief.model_copy(update={"user": f"{brief.user}\n\n{closing.repair}"})
            ending, text = self._ask(anew, most, watch, asked)
            if text:
                closing = job.finish(entry, text, self.model.model)
        asked.findings += closing.findings
        asked.ending = _worse(asked.ending, _read_as(closing, ending))
        asked.came = asked.came or closing.usable

    def _ask(self, brief: Brief, most: int, watch: Watch, asked: Asked) -> tuple[Ending, str]:
        """Make one call of at most `most` tokens; return how it ended, and what came."""
        heard = _Kept(watch)
        asked.calls += 1
        try:
            outcome = self.model.ask(brief, most, heard)
        except KeyboardInterrupt:
            return "stopped", heard.whole
        except ModelFault as fault:
            asked.fault = fault
            return "dropped", heard.whole
        self._count(outcome.usage, asked)
        if outcome.stop == "refused":
            asked.said = outcome.said
            return "refused", ""
        return ("cut" if outcome.stop == "length" else "whole"), outcome.text

    def _count(self, usage: Usage | None, asked: Asked) -> None:
        if usage is None:
            return
        asked.counted += 1
        asked.used = replace(
            asked.used,
            input=asked.used.input + usage.input,
            output=asked.used.output + usage.output,
            cached=asked.used.cached + usage.cached,
        )
        told = usage.cost
        cost = self.price(usage.input, usage.output, usage.cached) if told is None else told
        asked.cost = None if asked.cost is None or cost is None else asked.cost + cost

    def _counted(self, tokens: int) -> int:
        return round(tokens * tokens_for_one(self.model.model))

    def _fits(self, brief: Brief) -> bool:
        context = self.model.context()
        needed = self._counted(input_tokens(brief)) + self._counted(output_tokens(brief))
        return context == 0 or needed * _MARGIN <= context

    def _room(self, brief: Brief) -> int:
        """Return the most tokens of an answer: twice what is expected, as far as there is room."""
        wished = max(_LEAST, self._counted(output_tokens(brief)) * 2)
        context = self.model.context()
        if not context:
            return wished
        return min(wished, max(_LEAST, context - round(self._counted(input_tokens(brief)) * 1.1)))


class _Kept:
    """Keeps what comes, for where it does not come whole."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.whole = ""

    def text(self, piece: str) -> None:
        self.whole += piece
        self._watch.text(piece)

    def waits(self, seconds: float, fault: ModelFault) -> None:
        self._watch.waits(seconds, fault)


def _read_as(closing: Closing, ending: Ending) -> Ending:
    """Return how a call ended, with what the reader found wrong in a whole answer."""
    if ending != "whole":
        return ending
    codes = [finding.code for finding in closing.findings]
    if any(code.endswith("unreadable") for code in codes):
        return "unreadable"
    return "cut" if any(code.endswith("cut_short") for code in codes) else "whole"


def _worse(before: Ending, now: Ending) -> Ending:
    """Return what went wrong, of several calls."""
    return before if now == "whole" else now

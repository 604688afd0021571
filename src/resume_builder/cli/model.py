"""The model that a command asks: how it is named, and what is said while it is asked.

All of that goes to stderr; of what a model proposed and the facts do not bear out, only that.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TextIO, cast, get_args

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import open_model
from resume_builder.cli.output import (
    DONE,
    INTERRUPTED,
    SOME_FAILED,
    UsageError,
    explain,
    say,
    say_findings,
    shortened,
)
from resume_builder.domain.catalogue.model import LOCAL, VENDOR_IDS, VENDORS, VendorId
from resume_builder.domain.catalogue.prices import MICROS
from resume_builder.domain.tailoring.verdict import Reason
from resume_builder.domain.tailoring.wishes import (
    MOST_INSTRUCTIONS,
    Length,
    Strength,
    Tone,
    Wishes,
)
from resume_builder.domain.values import clean_text
from resume_builder.features.asking.errors import ModelFault
from resume_builder.features.asking.ports import Job
from resume_builder.features.asking.service import Asked, Asking, Ending, Size

_HELP = (
    "ask a language model to reword, too: openai:NAME, anthropic:NAME, gemini:NAME, "
    "openrouter:NAME, ollama:NAME or https://host/v1#NAME; the key is in OPENAI_API_KEY and so on"
)
_STRENGTH = (
    "how much it may change: wording and order (light), the posting's spellings and what proves "
    "its wishes (keywords), summary and headline, too (full, the default)"
)
_NAMES: Mapping[VendorId, str] = MappingProxyType({**VENDORS, **LOCAL})
# What a reader's finding ends with where nothing was usable: told as how the job ended.
_TOLD_AS_ENDING = ("unreadable", "cut_short")
_ENDINGS: Mapping[Ending, str] = MappingProxyType(
    {
        "cut": "cli.model_cut",
        "refused": "cli.model_refused_all",
        "stopped": "cli.model_stopped",
        "unreadable": "cli.model_unreadable",
    }
)


def configure(parser: argparse.ArgumentParser, *, lines: bool = False) -> None:
    """Add the model and what it is wished to do; with `lines`, to the lines of a résumé."""
    group = parser.add_argument_group("with a language model")
    group.add_argument("--model", metavar="VENDOR:NAME", help=_HELP)
    group.add_argument(
        "--instructions", metavar="FILE", help="a text file with your own words to it"
    )
    group.add_argument("--strength", choices=get_args(Strength), help=_STRENGTH)
    if not lines:
        return
    group.add_argument("--tone", choices=get_args(Tone), help="how it sounds (default: plain)")
    group.add_argument("--length", choices=get_args(Length), help="of lines (default: same)")
    group.add_argument(
        "--by-entry",
        action="store_true",
        help="ask about one job at a time, as is done with small models anyway",
    )


def opened(arguments: argparse.Namespace) -> Asking | None:
    """Return the model that was asked for, None without one.

    Raises UsageError, NoKey, AddressInvalid, ModelsNotInstalled.
    """
    given = arguments.model
    if given is None:
        for name in ("strength", "instructions", "by_entry"):
            if getattr(arguments, name, False):
                raise UsageError(f"--{name.replace('_', '-')} is for a model: add --model.")
        return None
    by_entry = getattr(arguments, "by_entry", False)
    if given.lower().startswith(("https://", "http://")):
        address, _, name = given.partition("#")
        if not name:
            raise UsageError("put the model's name behind the address: https://host/v1#NAME.")
        return open_model("compatible", name, address, by_entry=by_entry)
    vendor, _, name = given.partition(":")
    if vendor not in _NAMES or not name:
        known = ", ".join(f"{v}:NAME" for v in VENDOR_IDS if v in _NAMES)
        raise UsageError(f"--model takes one of {known} or https://host/v1#NAME.")
    return open_model(cast(VendorId, vendor), name, by_entry=by_entry)


def wishes(arguments: argparse.Namespace) -> Wishes:
    """Return what the model is wished to do. Raises UsageError, OSError.

    A letter's own command has its tone and length in its form.
    """
    words, lines = "", hasattr(arguments, "by_entry")
    if arguments.instructions:
        words = clean_text(Path(arguments.instructions).read_text("utf-8", "replace")).strip()
    if len(words) > MOST_INSTRUCTIONS:
        raise UsageError(f"--instructions takes {MOST_INSTRUCTIONS} characters at most.")
    return Wishes(
        strength=arguments.strength or "full",
        tone=arguments.tone if lines else None,
        length=(arguments.length if lines else None) or "same",
        instructions=words,
    )


def say_host(asking: Asking) -> None:
    """Say who will be called, before anybody is."""
    model = asking.model
    params = {"model": model.model, "host": model.host, "vendor": _NAMES.get(model.vendor, "")}
    code = "cli.model_host" if model.vendor in VENDORS else "cli.model_host_own"
    say(local_messages().say(code, params))


def ask(asking: Asking, job: Job, what: str, else_: str) -> Asked:
    """Ask, say what that takes before and what it took after.

    `what` is the message that names the job, `else_` the one that says what is without a model.
    """
    words = local_messages()
    try:
        entries, size = asking.plan(job)
    except ModelFault as fault:
        say_fault(fault)
        say(words.say(else_, {}))
        return Asked(ending="dropped", fault=fault)
    name = words.say(what, {})
    _say_size(name, size, asking)
    progress = _Progress(asking.model.host)
    asked = asking(job, entries, progress)
    progress.ends()
    _say_ending(asked, asking)
    if not asked.came:
        say(words.say(else_, {}))
    _say_used(asked, asking)
    return asked


def say_left_out(asked: Asked) -> None:
    """Say what was left out of a model's answer on a résumé, but for how the job ended."""
    left = [f for f in asked.findings if not f.code.endswith(_TOLD_AS_ENDING)]
    say_findings(local_messages().say("cli.model_resume", {}), left)


def say_fault(fault: ModelFault) -> None:
    """Say what went wrong, and the vendor's own words."""
    say(explain(fault))
    said = fault.params["said"]
    if said:
        params = {"host": fault.params["host"], "text": shortened(str(said))}
        say(local_messages().say("cli.model_said", params))


def status_of(asked: Asked) -> int:
    """Return the exit status for how a job ended."""
    if asked.ending == "stopped":
        return INTERRUPTED
    return DONE if asked.ending == "whole" else SOME_FAILED


@dataclass(frozen=True, slots=True)
class Judged:
    """Words that a model proposed, and why they are not in."""

    text: str
    is_question: bool
    reasons: Sequence[Reason]


def say_judged(accepted: int, left_out: Sequence[Judged]) -> None:
    """Say how much of what was proposed is in, and what is not, each with its first reason."""
    words = local_messages()
    every = accepted + len(left_out)
    if not every:
        say(words.say("cli.model_no_edits", {}))
        return
    say(words.say("cli.model_accepted", {"accepted": accepted, "all": every}))
    ordered = sorted(left_out, key=lambda one: one.is_question)
    for is_question, found in groupby(ordered, key=lambda one: one.is_question):
        say(words.say("cli.model_questions" if is_question else "cli.model_refused", {}))
        for one in found:
            say(f"  “{shortened(one.text)}”")
            for reason in _told(one.reasons):
                say(f"    {reason}")


def _told(reasons: Iterable[Reason]) -> list[str]:
    words = local_messages()
    return list(dict.fromkeys(words.say(r.code, r.params) for r in reasons))[:3]


def _say_size(what: str, size: Size, asking: Asking) -> None:
    params = {
        "what": what,
        "input": f"{size.input:,}",
        "output": f"{size.output:,}",
        "calls": size.calls,
        "cost": _cost(size.cost, asking, about=True),
    }
    code = "cli.model_size" if size.calls == 1 else "cli.model_size_calls"
    say(local_messages().say(code, params))


def _say_used(asked: Asked, asking: Asking) -> None:
    words = local_messages()
    if not asked.counted:
        if asked.came:
            say(words.say("cli.model_uncounted", {"host": asking.model.host}))
        return
    params = {
        "input": f"{asked.used.input:,}",
        "output": f"{asked.used.output:,}",
        "cost": _cost(asked.cost, asking, about=False),
    }
    code = "cli.model_used" if asked.counted == asked.calls else "cli.model_used_partly"
    say(words.say(code, params))


def _cost(cost: int | None, asking: Asking, *, about: bool) -> str:
    words = local_messages()
    if asking.model.vendor in LOCAL:
        return words.say("cli.model_free", {})
    if cost is None:
        return words.say("cli.model_unpriced", {})
    return words.say("cli.model_about", {"cost": _dollars(cost)}) if about else _dollars(cost)


def _dollars(micros: int) -> str:
    dollars = micros / MICROS
    return f"${dollars:.2f}" if dollars >= 1 else f"${dollars:.4f}"


def _say_ending(asked: Asked, asking: Asking) -> None:
    words, host = local_messages(), asking.model.host
    if asked.fault is not None:
        say_fault(asked.fault)
    elif asked.ending in _ENDINGS:
        say(words.say(_ENDINGS[asked.ending], {"model": asking.model.model}))
    if asked.said:
        say(words.say("cli.model_said", {"host": host, "text": shortened(clean_text(asked.said))}))
    if asked.ending != "whole" and asked.came:
        say(words.say("cli.model_kept", {}))


class _Progress:
    """Says how far a job is: in one line that changes on a terminal, else where it turns."""

    def __init__(self, host: str, stream: TextIO | None = None) -> None:
        self._host = host
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._came = 0
        self._shown = ""

    def call(self, number: int, calls: int) -> None:
        words = local_messages()
        self._came = 0
        if calls > 1:
            self._line(words.say("cli.model_call", {"number": number, "calls": calls}))
        if number == 1:
            self._line(words.say("cli.model_asking", {}))

    def text(self, piece: str) -> None:
        first, self._came = self._came == 0, self._came + len(piece)
        words = local_messages()
        if self._is_terminal:
            self._changing(words.say("cli.model_coming_so_far", {"count": f"{self._came:,}"}))
        elif first:
            self._line(words.say("cli.model_coming", {}))

    def waits(self, seconds: float, fault: ModelFault) -> None:
        params = {"host": fault.params["host"], "seconds": max(1, round(seconds))}
        self._line(local_messages().say("cli.model_waits", params))

    def repairs(self) -> None:
        self._came = 0
        self._line(local_messages().say("cli.model_repairs", {}))

    def ends(self) -> None:
        """Leave the line that changes as it is, and go on below it."""
        if self._shown:
            print(file=self._stream)
            self._shown = ""

    def _line(self, text: str) -> None:
        self.ends()
        print(text, file=self._stream, flush=True)

    def _changing(self, text: str) -> None:
        blank = " " * (len(self._shown) - len(text))
        print(f"\r{text}{blank}", end="", file=self._stream, flush=True)
        self._shown = text

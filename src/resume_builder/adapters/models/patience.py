"""Asks again where that helps: after the wait that a vendor asks for, or with fewer extras."""

import random
import re
from collections.abc import Callable, Mapping

from resume_builder.adapters.models.place import Extras
from resume_builder.features.asking.errors import (
    ModelFault,
    NoModel,
    NotUnderstood,
    Overloaded,
    RateLimited,
    VendorFailed,
)
from resume_builder.features.asking.ports import Heard, Outcome

# Seconds. A vendor that asks for more is told to the person, not waited for.
_LONGEST_WAIT = 90.0
_BACKOFF = (2.0, 6.0, 18.0)
_TRIES: Mapping[type[ModelFault], int] = {RateLimited: 3, Overloaded: 3, VendorFailed: 1}
_LEANER = (
    ("effort", re.compile(r"(?i)reasoning|effort|thinking|output_config|no endpoints found")),
    ("schema", re.compile(r"(?i)schema|format|structured|grammar|output_config|no endpoints")),
)
_MAY_BE_EXTRA = (NotUnderstood, NoModel, VendorFailed)


class Failed(Exception):
    """A call that failed, with all that the vendor said, which goes nowhere."""

    def __init__(self, fault: ModelFault, raw: str = "") -> None:
        super().__init__(fault.code)
        self.fault = fault
        self.raw = raw


Once = Callable[[Extras, Heard], Outcome]


def patiently(once: Once, heard: Heard, sleep: Callable[[float], None]) -> Outcome:
    """Return the outcome of a call that is made again where that helps. Raises ModelFault.

    An answer that had begun is never asked for again: it was paid for.
    """
    extras, tries = Extras(), 0
    listener = _Listener(heard)
    while True:
        try:
            return once(extras, listener)
        except Failed as failed:
            fault, raw = failed.fault, failed.raw
        if listener.begun:
            raise fault
        if _leaner(fault, raw, extras):
            continue
        pause = _pause_after(fault, tries)
        if pause is None:
            raise fault
        tries += 1
        heard.waits(pause, fault)
        sleep(pause)


class _Listener:
    """Knows whether an answer began."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self.begun = False

    def text(self, piece: str) -> None:
        self.begun = True
        self._heard.text(piece)

    def waits(self, seconds: float, fault: ModelFault) -> None:
        self._heard.waits(seconds, fault)


def _leaner(fault: ModelFault, raw: str, extras: Extras) -> bool:
    """Tell whether a fault is an extra that the server does not know, and leave that out."""
    if not isinstance(fault, _MAY_BE_EXTRA):
        return False
    for name, words in _LEANER:
        if getattr(extras, name) and words.search(raw):
            setattr(extras, name, False)
            return True
    return False


def _pause_after(fault: ModelFault, tries: int) -> float | None:
    """Return the seconds until the same may be asked again, None when that would not help."""
    most = next((times for kind, times in _TRIES.items() if isinstance(fault, kind)), 0)
    if tries >= most:
        return None
    asked = float(fault.params["seconds"])
    pause = asked or _BACKOFF[tries] * random.uniform(0.75, 1.25)  # noqa: S311
    return None if pause > _LONGEST_WAIT else pause

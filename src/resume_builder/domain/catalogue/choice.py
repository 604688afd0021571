"""Which models are offered, which one is suggested, which are small: by rule, never by name.

docs/decisions/0096-which-models-are-offered.md tells why. Ids are read as vendors write them: words
and numbers between hyphens. The numbers are the version; without them two ids of one line of
models are the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from resume_builder.domain.catalogue.model import Listing, Model, VendorId
from resume_builder.domain.catalogue.prices import MICROS, cost_of, price_on

# A brief with its schema, a long reply and room to think, in tokens.
_LEAST_CONTEXT = 32_000
# Kinds of work that are not writing text, as words of an id.
_OTHER_WORK = frozenset(
    "audio codex computer-use deep-research embedding guard image live moderation oss realtime "
    "robotics safeguard safety search transcribe translate tts video vision vl whisper coder code "
    "instruct".split()
)
# Words of what may be taken away or changed from one day to the next.
_PASSING = frozenset("preview exp experimental beta alpha latest free extended batch".split())
# How far a line of models may lie behind its maker's newest, and how many of a line are offered.
_MAJORS_BEHIND, _OF_A_LINE = 1, 2
# One that passes on the models of many: the newest of each line, the first lines of each maker, of
# those that take long texts.
_PASSED_ON_OF_A_LINE, _LINES_OF_A_MAKER, _PASSED_ON_CONTEXT = 1, 4, 128_000
# A tailoring of a two-page résumé: what is read and written.
_TAILORING_IN, _TAILORING_OUT = 8_000, 3_000
# What a suggested model may cost for it, today and for the days that a plan looks ahead.
_SUGGESTED_MOST = MICROS // 20
_AHEAD = timedelta(days=45)
# Below this price of output, in USD per million tokens, and up to this many billion parameters, a
# model is small: it gets briefs of one entry each.
_SMALL_PRICE, _SMALL_PARAMETERS = 0.6, 14.0

_VERSION = re.compile(r"([a-z]*?)(\d{1,2}(?:\.\d{1,2})?)([ac-ln-z]?)")
_SIZE = re.compile(r"(?:e|a)?(\d+(?:\.\d+)?)b")
_SNAPSHOT = re.compile(r"\d{3,8}|\d{4}-\d{2}-\d{2}|v\d+:\d+")


class Named(NamedTuple):
    """What an id says: the line of models, the version, words, billions of parameters."""

    line: str
    version: tuple[int, ...]
    words: frozenset[str]
    parameters: float | None
    is_snapshot: bool


def read_id(model_id: str) -> Named:
    """Return what a model's id says; an author's name before it ("openai/") is part of the line."""
    author, slash, name = model_id.lower().rpartition("/")
    line, version, parameters, is_snapshot = [author + slash], list[int](), None, False
    name, colon, variant = name.partition(":")
    words = {variant} if colon else set[str]()
    for part in name.split("-"):
        size, numbered = _SIZE.fullmatch(part), _VERSION.fullmatch(part)
        if size:
            parameters = parameters or float(size[1])
            line.append(part)
        elif numbered:
            version += [int(number) for number in numbered[2].split(".")]
            line.append(numbered[1] + numbered[3])
        elif _SNAPSHOT.fullmatch(part):
            is_snapshot = True
        else:
            words.add(part)
            line.append(part)
    words |= {f"{a}-{b}" for a, b in pairwise(line)}
    return Named(
        "-".join(filter(None, line)), tuple(version), frozenset(words), parameters, is_snapshot
    )


def offered(listing: Listing, day: date) -> tuple[Model, ...]:
    """Return the current text models of a vendor that are able: newest lines first."""
    passes_on = listing.vendor == "openrouter"
    least = _PASSED_ON_CONTEXT if passes_on else _LEAST_CONTEXT
    able = [model for model in listing.models if _is_able(model, day, least)]
    named = {model.id: read_id(model.id) for model in able}
    newest = _newest_majors(able, named)
    lines: dict[str, list[Model]] = defaultdict(list)
    for model in able:
        name = named[model.id]
        major = name.version[0] if name.version else 0
        if newest[_author(model.id)] - major <= _MAJORS_BEHIND:
            lines[name.line].append(model)
    of_a_line = _PASSED_ON_OF_A_LINE if passes_on else _OF_A_LINE
    kept = [
        model
        for line in lines.values()
        for model in sorted(line, key=lambda model: named[model.id].version)[-of_a_line:]
    ]
    kept.sort(key=lambda model: _rank(model, day), reverse=True)
    return tuple(_first_of_each(kept) if passes_on else kept)


def _first_of_each(models: Sequence[Model]) -> Iterable[Model]:
    """Yield the first models of each maker; a name without a maker is an old one's second."""
    seen: dict[str, int] = defaultdict(int)
    for model in models:
        author = _author(model.id)
        seen[author] += 1
        if author and seen[author] <= _LINES_OF_A_MAKER:
            yield model


def suggested(models: Sequence[Model], day: date) -> Model | None:
    """Return the model to begin with, of those offered; None where none fits.

    The newest whose tailoring costs no more than five cents, now and as far as prices are known
    ahead; of equally new ones the dearest, for among one vendor's models price tells ability.
    """
    fitting = [
        model
        for model in models
        if not is_small(model, day)
        and not _retires_soon(model, day)
        and max(_tailoring(model, day), _tailoring(model, day + _AHEAD)) <= _SUGGESTED_MOST
    ]
    return max(fitting, key=lambda model: _rank(model, day), default=None)


def suggested_for(
    offers: Mapping[VendorId, Sequence[Model]], day: date
) -> Mapping[VendorId, str | None]:
    """Return the id of the model to begin with at each vendor.

    One that passes on others' models suggests the cheapest of those that their makers' lists
    suggest: versions of different makers tell nothing of each other.
    """
    found: dict[VendorId, Model | None] = {}
    for vendor, models in offers.items():
        if vendor != "openrouter":
            found[vendor] = suggested(models, day)
    ids: dict[VendorId, str | None] = {}
    for vendor, model in found.items():
        ids[vendor] = model.id if model else None
    if "openrouter" in offers:
        wanted = {same_name(model.id) for model in found.values() if model}
        passed_on = [m for m in offers["openrouter"] if same_name(m.id) in wanted]
        best = min(passed_on, key=lambda model: (_tailoring(model, day), model.id), default=None)
        ids["openrouter"] = best.id if best else None
    return ids


def is_small(model: Model, day: date) -> bool:
    """Return whether a model should get briefs of one entry each."""
    parameters = read_id(model.id).parameters
    if parameters is not None:
        return parameters <= _SMALL_PARAMETERS
    return price_on(model, day).output < _SMALL_PRICE


def same_name(model_id: str) -> str:
    """Return an id as all vendors would write it: "anthropic/claude-opus-4.5" is claude-opus-4-5.

    For looking up what a model is, never for its price: that is by the exact id alone.
    """
    return model_id.lower().rpartition("/")[2].replace(".", "-")


def _is_able(model: Model, day: date, least_context: int) -> bool:
    name = read_id(model.id)
    retired = model.retires is not None and model.retires <= day
    return (
        model.context >= least_context
        and not (retired or model.deprecated or name.is_snapshot)
        and not name.words & (_OTHER_WORK | _PASSING)
    )


def _newest_majors(models: Iterable[Model], named: Mapping[str, Named]) -> Mapping[str, int]:
    newest: dict[str, int] = defaultdict(int)
    for model in models:
        version = named[model.id].version
        author = _author(model.id)
        newest[author] = max(newest[author], version[0] if version else 0)
    return newest


def _author(model_id: str) -> str:
    return model_id.rpartition("/")[0]


def _retires_soon(model: Model, day: date) -> bool:
    return model.retires is not None and model.retires <= day + _AHEAD


def _tailoring(model: Model, day: date) -> int:
    return cost_of(price_on(model, day, _TAILORING_IN), _TAILORING_IN, _TAILORING_OUT)


def _rank(model: Model, day: date) -> tuple[tuple[int, ...], int, str]:
    return read_id(model.id).version, _tailoring(model, day), model.id

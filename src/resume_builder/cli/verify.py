"""`resume-builder verify`: whether each rewritten line is true to its sources."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from typing import cast

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.messages import local_messages
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.adapters.system import now
from resume_builder.cli.output import DONE, SOME_FAILED, read_input, say
from resume_builder.domain.tailoring.verify import (
    Ask,
    Claim,
    EntryFacts,
    OtherFact,
    Unsupported,
    Verifier,
)

# "[employer, position, start to end] the line": a highlight of the résumé, told with its entry.
_TOLD = re.compile(
    r"\[(?P<head>[^\]]*), (?P<start>[^,\]]*?) to (?P<end>[^,\]]*)\] (?P<text>.*)", re.DOTALL
)


_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{4,}")
# A label that is no fact: what stands behind it was learnt, and no training was given.
_TRAINING = re.compile(r"(?:formation|formación|formação)\s*:\s*", re.IGNORECASE)
# Where a label ends at the latest: "Certificates: ...".
_LABEL = 24


class ItemError(Exception):
    """A line of the input that is no item; the text says what is missing, without its content."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "items",
        metavar="ITEMS.jsonl",
        help='one object a line: id, entry, sources, resume_context, rewrite; "-" reads stdin',
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify each line; return the exit status. Raises OSError."""
    data, name = read_input(arguments.items)
    verifier = Verifier(load_truth_words(), load_lexicon())
    status = DONE
    for number, line in _lines(data):
        try:
            item = _item(line)
            verdict = _verdict(item, verifier)
        except ItemError as error:
            say(f"{name}:{number}: {error}")
            status = SOME_FAILED
        else:
            sys.stdout.write(json.dumps(verdict, ensure_ascii=False) + "\n")
    return status


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if line.strip():
            yield number, line


def _item(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ItemError("this line is not JSON") from error
    if not isinstance(value, dict):
        raise ItemError("this line is not a JSON object")
    return cast("dict[str, object]", value)


def _verdict(item: dict[str, object], verifier: Verifier) -> dict[str, object]:
    messages = local_messages()
    judgement = verifier.judge(claim_of(item))
    reasons = [
        {
            "code": r.code,
            "kind": "ask" if isinstance(r, Ask) else "unsupported",
            "text": messages.say(r.code, dict(r.params)),
            "span": [r.span.start, r.span.end],
        }
        for r in sorted(judgement.results, key=lambda r: not isinstance(r, Unsupported))
    ]
    return {"id": _text(item, "id"), "verdict": judgement.verdict, "reasons": reasons}


def claim_of(item: dict[str, object]) -> Claim:
    """Return the claim that an item makes. Raises ItemError."""
    entry = _part(item, "entry")
    context = _part(item, "resume_context")
    here = EntryFacts(
        name=_text(entry, "name", ""),
        position=_text(entry, "position", ""),
        start=_text(entry, "startDate", ""),
        end=_text(entry, "endDate", ""),
    )
    sources = _texts(item, "sources")
    same: list[str] = []
    other: list[OtherFact] = []
    person: list[str] = list(_texts(context, "skills"))
    loose: list[str] = []
    for told in _texts(context, "other_highlights"):
        found = _TOLD.fullmatch(told)
        if not found:
            loose.append(told)
        elif _is_same(found, here):
            same.append(found["text"])
        else:
            head = EntryFacts(name=found["head"], start=found["start"], end=found["end"])
            other.append(OtherFact(found["text"], head))
    heads = {fact.entry for fact in other}
    for told in loose:
        elsewhere = next((h for h in heads if _tells_of(told, h.name, here.name)), None)
        if elsewhere:
            other.append(OtherFact(told, elsewhere))
        elif _tells_of(told, here.name, ""):
            same.append(told)
        else:
            label = _TRAINING.match(told)
            person.append(told[label.end() :] if label else told)
    return Claim(
        rewrite=_text(item, "rewrite"),
        sources=sources,
        entry=here,
        today=now().date(),
        same=tuple(same),
        other=tuple(other),
        person=tuple(person),
        posting=_texts(item, "posting_terms"),
    )


def _is_same(told: re.Match[str], here: EntryFacts) -> bool:
    head = ", ".join(part for part in (here.name, here.position) if part)
    return told["head"] == head and told["start"].strip() == here.start


def _tells_of(told: str, head: str, here: str) -> bool:
    """Tell whether a line with no entry of its own is about another employer's workplace.

    "Education: ..." and the like stay with the person, whoever gave the degree.
    """
    if ":" in told[:_LABEL]:
        return False
    own = set(_NAME.findall(here))
    return bool((set(_NAME.findall(head.partition(",")[0])) - own) & set(_NAME.findall(told)))


def _part(item: dict[str, object], key: str) -> dict[str, object]:
    value = item.get(key, {})
    if not isinstance(value, dict):
        raise ItemError(f'"{key}" is not an object')
    return cast("dict[str, object]", value)


def _text(item: dict[str, object], key: str, default: str | None = None) -> str:
    value = item.get(key, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise ItemError(f'"{key}" is missing or no text')
    return value


def _texts(item: dict[str, object], key: str) -> tuple[str, ...]:
    value = item.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(v, str) for v in cast("list[object]", value)
    ):
        raise ItemError(f'"{key}" is not a list of texts')
    return tuple(cast("list[str]", value))

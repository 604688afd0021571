"""Words parted at line ends become whole again."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from resume_builder.adapters.documents.drafts import Draft

_PARTED = re.compile(r"([^\W\d_]{2,})-$")
_HYPHENED = re.compile(r"[\w-]+")
# An address that ends a line: a hyphen is part of it.
_ADDRESS = re.compile(r"(?:@|\w\.\w+/)\S*$")
_REST = re.compile(r"[^\W\d_]+")
# White space above a line, in line heights, that ends a paragraph.
_PARAGRAPH = 1.2
# First parts of compounds that keep their hyphen, where a line may end too.
_COMPOUNDS = frozenset(
    (
        "self",
        "well",
        "cross",
        "full",
        "real",
        "long",
        "short",
        "high",
        "low",
        "co",
        "non",
        "multi",
        "front",
        "back",
        "part",
        "open",
        "end",
        "third",
        "first",
        "second",
        "post",
        "pre",
        "on",
        "off",
        "in",
        "up",
        "out",
        "state",
        "data",
        "cloud",
        "user",
        "client",
        "server",
        "event",
        "test",
        "object",
        "community",
        "customer",
        "employee",
        "time",
        "day",
        "year",
        "month",
        "week",
        "company",
        "award",
        "best",
        "large",
        "small",
        "medium",
        "mid",
        "top",
        "key",
        "hard",
        "soft",
        "web",
        "mobile",
        "code",
        "side",
        "team",
        "peer",
        "double",
        "single",
        "work",
        "role",
        "risk",
        "cost",
        "industry",
        "world",
        "decision",
        "problem",
        "detail",
        "results",
        "goal",
    )
)
# Producers of paper that part words; browsers and word processors do so only when asked.
_RARELY = re.compile(r"skia|chrom|microsoft|word|google|quartz|wkhtml|qt |pages", re.IGNORECASE)


class _Known:
    """The words of a document that are written whole, and the pairs that a hyphen joins.

    Collected when first asked for: most documents part no word.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._texts = [draft.text for draft in drafts]

    @cached_property
    def _words(self) -> list[list[str]]:
        return [word.lower().split("-") for text in self._texts for word in _HYPHENED.findall(text)]

    @cached_property
    def wholes(self) -> frozenset[str]:
        return frozenset(parts[0] for parts in self._words)

    @cached_property
    def compounds(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for parts in self._words for pair in pairwise(parts))


def join_parted(drafts: Sequence[Draft], producer: str) -> list[Draft]:
    """Join words that a hyphen parts over two lines of a block; the rest moves up."""
    known = _Known(drafts)
    rarely = bool(_RARELY.search(producer))
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and _continues(before, draft):
            _move(before, draft, known, rarely=rarely)
        if draft.text:
            kept.append(draft)
    return kept


def _continues(before: Draft, draft: Draft) -> bool:
    """Tell whether a line goes on with the word that `before` parts."""
    return (
        before.block == draft.block
        and not draft.bullet
        and not draft.tabs
        and draft.gap < _PARAGRAPH
        and draft.text[:1].islower()
        and _PARTED.search(before.text) is not None
    )


def _move(before: Draft, draft: Draft, known: _Known, *, rarely: bool) -> None:
    """Move the second part of the word to the line before."""
    first, second = _PARTED.search(before.text), _REST.match(draft.text)
    if first is None or second is None:
        return
    left, right = first[1], second[0]
    low, rest = left.lower(), right.lower()
    apart = rarely or low in _COMPOUNDS or (low, rest) in known.compounds
    address = _ADDRESS.search(before.text) is not None
    hyphen = "-" if address or (apart and low + rest not in known.wholes) else ""
    moved = draft.text.split(maxsplit=1)[0]
    end = len(before.text)
    before.text = before.text[:-1] + hyphen + moved
    if draft.unsure and draft.unsure[0][0] < len(moved):
        before.unsure = (*before.unsure, (end - 1, len(before.text)))
        before.certainty = min(before.certainty, draft.certainty)
    cut = len(moved) + (len(draft.text) > len(moved))
    draft.text = draft.text[cut:]
    draft.unsure = tuple((a - cut, b - cut) for a, b in draft.unsure if a >= cut)
    draft.links = [(u, max(a - cut, 0), b - cut) for u, a, b in draft.links if b > cut]

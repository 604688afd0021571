"""Words parted at line ends become whole again."""

import re
from collections.abc import Sequence

from resume_builder.adapters.documents.drafts import Draft

_PARTED = re.compile(r"([^\W\d_]{2,})-$")
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


def join_parted(drafts: Sequence[Draft], producer: str) -> list[Draft]:
    """Join words that a hyphen parts over two lines of a block; the rest moves up."""
    text = "\n".join(draft.text for draft in drafts)
    rarely = bool(_RARELY.search(producer))
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and _continues(before, draft):
            _move(before, draft, text, rarely=rarely)
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


def _move(before: Draft, draft: Draft, text: str, *, rarely: bool) -> None:
    """Move the second part of the word to the line before."""
    first, second = _PARTED.search(before.text), _REST.match(draft.text)
    if first is None or second is None:
        return
    left, right = first[1], second[0]
    whole = re.search(rf"(?<![\w-]){left}{right}(?!\w)", text, re.IGNORECASE)
    compound = re.search(rf"(?<!\w){left}-{right}(?!\w)", text, re.IGNORECASE)
    apart = rarely or left.lower() in _COMPOUNDS or compound is not None
    hyphen = "-" if apart and whole is None else ""
    token = re.match(r"\S+", draft.text)
    moved = token[0] if token else right
    before.text = before.text[:-1] + hyphen + moved
    cut = len(moved) + (len(draft.text) > len(moved))
    draft.text = draft.text[cut:]
    draft.links = [(u, max(a - cut, 0), b - cut) for u, a, b in draft.links if b > cut]

"""A model's list of quotes, each looked for in the document and put where it belongs.

Passages of one entry follow the item that begins it. They are looked for from where the entry
before ended, so that "2019" is found in its own entry; what stands only elsewhere counts too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from resume_builder.domain.parsing.quoted_kinds import (
    BEGINS,
    HEADING,
    KINDS,
    LISTED,
    LONG,
    OF_PERSON,
    Begins,
    OfPerson,
    has_room,
)
from resume_builder.domain.parsing.rows import MARKER, joined
from resume_builder.domain.posting.guard import is_planted
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.quotes import Quotes
from resume_builder.domain.tailoring.answers import word
from resume_builder.domain.values import Finding, Span
from resume_builder.domain.vocabulary import Vocabulary

# Letters of one passage: a text of several sentences, and a name of anything.
_LONGEST_TEXT, _LONGEST = 4_000, 300
# A sentence to a machine may run over so many lines.
_LINES = 3
# Signs around a passage that are no part of it.
_AROUND = " \t\n\u00a0•●○◦▪■□►➢∙·*|"


class Passage(NamedTuple):
    """A passage of the document: what it was said to be, its words, and where they stand."""

    kind: str
    text: str
    span: Span


@dataclass(slots=True)
class Group:
    """The passages of one entry, the one that begins it first where it has a name.

    `after` is where the entry before ended; `heading` the passage above, if any stood there.
    `fresh` says that some passage was in no other quote.
    """

    kind: Begins
    after: int
    heading: Passage | None
    passages: list[Passage] = field(default_factory=list[Passage])
    fresh: bool = False

    @property
    def span(self) -> Span | None:
        """From the first passage to the last, but for what stands above the entry."""
        own = [p.span for p in self.passages if p.span.start >= self.after]
        return Span(min(s.start for s in own), max(s.end for s in own)) if own else None


def lines_to_machines(text: str, words: PostingWords) -> tuple[Span, ...]:
    """Return the lines of a text that speak to machines, alone or in a sentence that goes on."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    found: set[Span] = set()
    for count in range(1, _LINES + 1):
        for first in range(len(lines) - count + 1):
            window = lines[first : first + count]
            parts = [text[a:b].strip() for a, b in window]
            # What two lines of their own say together, nobody said.
            goes_on = all(part[0].islower() for part in parts[1:])
            if goes_on and found.isdisjoint(window) and is_planted(" ".join(parts), words):
                found.update(window)
    return tuple(sorted(found))


@dataclass(slots=True)
class Taken:
    """The passages that were found, those of the person and those of each entry."""

    text: str
    words: PostingWords
    v: Vocabulary
    person: dict[OfPerson, list[Passage]] = field(default_factory=dict[OfPerson, list[Passage]])
    groups: list[Group] = field(default_factory=list[Group])
    findings: list[Finding] = field(default_factory=list[Finding])
    covered: bytearray = field(init=False)
    _quotes: Quotes = field(init=False)
    planted: tuple[Span, ...] = field(init=False)
    _heading: Passage | None = None
    _floor: int = 0

    def __post_init__(self) -> None:
        """Make ready to find quotes."""
        self.covered = bytearray(len(self.text))
        self._quotes = Quotes(self.text)
        self.planted = lines_to_machines(self.text, self.words)

    def add(self, item: object) -> None:
        """Take one item of the list, or tell why not."""
        given = cast("dict[str, Any]", item) if isinstance(item, dict) else {}
        kind, said = word(given, "kind").strip().lower(), word(given, "quote")
        begins = kind in BEGINS
        if kind not in KINDS or not (said.strip() or begins):
            self._refuse("reading.no_quote", "")
        elif begins:
            self._begin(kind, said)
        elif kind in OF_PERSON:
            if passage := self._found(kind, said, 0):
                self.person.setdefault(kind, []).append(passage)
                self.cover(passage.span)
        elif kind == HEADING:
            self._heading = self._found(kind, said, self._floor)
            if self._heading:
                self.cover(self._heading.span)
                self._floor = max(self._floor, self._heading.span.end)
        else:
            self._add_to_entry(kind, said)

    def entries(self) -> Iterator[Group]:
        """Yield the entries that say something new: a model that repeats itself adds none."""
        return (group for group in self.groups if group.fresh)

    def cover(self, span: Span) -> None:
        """Note that a range of the document is told of."""
        self.covered[span.start : span.end] = b"\1" * (span.end - span.start)

    def _begin(self, kind: Begins, said: str) -> None:
        """Begin an entry, even where its name does not stand in the text: others follow."""
        group = Group(kind, self._floor, self._heading)
        self.groups.append(group)
        if kind != "other":
            self._heading = None
        if said.strip() and (passage := self._found(kind, said, self._floor)):
            self._put(group, passage)

    def _add_to_entry(self, kind: str, said: str) -> None:
        group = self.groups[-1] if self.groups else None
        if group is None or not has_room(group.kind, kind, {p.kind for p in group.passages}):
            self._refuse("reading.no_place", said)
            return
        listed = [p.span.end for p in group.passages if kind in LONG and p.kind in LONG]
        passage = self._found(kind, said, max([group.after, *listed]))
        if passage and not (kind in LISTED and self._is_taken(passage.span)):
            self._put(group, passage)

    def _put(self, group: Group, passage: Passage) -> None:
        """Add a passage to an entry. Long ones, and its name, say where the next entry begins."""
        group.passages.append(passage)
        group.fresh = group.fresh or not self._is_taken(passage.span)
        self.cover(passage.span)
        if passage.kind in LONG or passage.kind in BEGINS:
            self._floor = max(self._floor, passage.span.end)

    def _found(self, kind: str, said: str, after: int) -> Passage | None:
        """Return the passage that was quoted, None (which is told) where it cannot count."""
        span = self._place(said, after)
        if span is None or span.end - span.start > (_LONGEST_TEXT if kind in LONG else _LONGEST):
            self._refuse("reading.not_in_text", said)
            return None
        passage = self._passage(kind, span)
        planted = any(p.start < span.end and span.start < p.end for p in self.planted)
        if planted or is_planted(passage.text, self.words):
            self._refuse("reading.planted", passage.text)
            return None
        return passage

    def _place(self, said: str, after: int) -> Span | None:
        """Return where a quote stands, first where nothing was quoted yet."""
        first = span = self._quotes.find(said, after)
        while span is not None and span.start >= after and self._is_taken(span):
            after = span.end
            span = self._quotes.find(said, after)
        return span if span is not None and span.start >= after else first

    def _passage(self, kind: str, span: Span) -> Passage:
        """Return a passage without list marks, its lines joined as those of running text."""
        raw = self.text[span.start : span.end].rstrip(_AROUND)
        mark = MARKER.match(raw) if kind in LISTED else None
        bare = raw[mark.end() :] if mark and mark.end() < len(raw) else raw.lstrip(_AROUND)
        lines = [" ".join(line.split()) for line in bare.split("\n")]
        text = joined([line for line in lines if line], self.v.compounds)
        end = span.start + len(raw)
        return Passage(kind, text, Span(end - len(bare), end))

    def _is_taken(self, span: Span) -> bool:
        """Tell whether each letter of a range is in some quote."""
        return self.covered.find(0, span.start, span.end) < 0

    def _refuse(self, code: str, text: str) -> None:
        self.findings.append(Finding(code=code, text=text[:200]))

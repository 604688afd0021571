"""Where each field stood in the document: its words are looked for where its entry stood."""

import re
from collections.abc import Iterable, Sequence

from resume_builder.domain.document import Document, Link
from resume_builder.domain.fields import Field, fields_of
from resume_builder.domain.parsing.contact import bare
from resume_builder.domain.parsing.letters import Letters, letters_of
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.resume import Resume
from resume_builder.domain.values import Span

# Signs at which reading puts texts together that stood apart.
_SEAMS = re.compile(r"\n| · |; |, |[(（]")
# How far above its entry an employer of several roles may stand, in characters.
_ABOVE = 20_000
# A range's ends stand no farther apart than this many letters: "January 2019 until the present".
_APART = 24
_USER = re.compile(r"[^/@]+$")


def sources_of(document: Document, resume: Resume, header: Sequence[Row] = ()) -> dict[str, Span]:
    """Return the span of each field whose words stand in the document, by path.

    `header` are the rows that the person's name and contact data were read from. The span of a
    list, or of a text put together, reaches from its first words to its last.
    """
    search = _Search(document, header)
    found: dict[str, Span] = {}
    before: Field | None = None
    for field in fields_of(resume):
        span = search.field(field)
        if field.name == "endDate" and before is not None and before.entry is field.entry:
            span = search.end_of_range(before, field, found) or span
        if span is not None:
            found[field.path] = span
        before = field if field.name == "startDate" else None
    return found


class _Search:
    """Looks for words, first where they should stand, then farther away."""

    def __init__(self, document: Document, header: Sequence[Row]) -> None:
        self._letters = Letters(document.text)
        self._whole = Span(0, len(document.text))
        self._header = _runs(header)
        self._links = document.links
        self._text = document.text

    def field(self, field: Field) -> Span | None:
        """Return the span of a field's words."""
        if field.entry is None:
            return self._of_person(field)
        if field.span is not None and (span := self._all(field.texts, field.span)):
            return span
        own = field.entry.span
        if own is None:
            return self._all(field.texts, self._whole) or field.span
        return (
            self._all(field.texts, own)
            or self._above(field.texts, own)
            or self._all(field.texts, self._whole)
            or field.span
        )

    def end_of_range(self, start: Field, end: Field, found: dict[str, Span]) -> Span | None:
        """Return the end of a range beside its start, and move the start there."""
        window = end.entry.span if end.entry and end.entry.span else self._whole
        opening, closing = start.texts[0], end.texts[0]
        low = window.start
        while place := self._letters.find(opening, Span(low, window.end)):
            beside = self._letters.after(closing, place, _APART)
            if beside and beside.end <= window.end:
                found[start.path] = place
                return beside
            low = place.end
        return None

    def _of_person(self, field: Field) -> Span | None:
        places = [*self._header, self._whole]
        for place in places:
            if span := self._letters.find(" ".join(field.texts), place):
                return span
        if span := self._linked(field.texts[0]):
            return span
        for place in places:
            if span := self._all(field.texts, place):
                return span
        user = _USER.search(field.texts[0].rstrip("/")) if ".profiles." in field.path else None
        return self._all((user.group(),), self._whole) if user else None

    def _linked(self, text: str) -> Span | None:
        """Return the span of the words that carry `text` as their address."""
        for link in self._links:
            if link.end > link.start and _same_address(link, text):
                return Span(link.start, link.end)
        return None

    def _above(self, texts: Sequence[str], own: Span) -> Span | None:
        """Return the nearest place above the entry: an employer of several roles stands there."""
        if len(texts) != 1:
            return None
        above = Span(max(0, own.start - _ABOVE), own.start)
        return self._letters.find(texts[0], above, last=True)

    def _all(self, texts: Iterable[str], window: Span) -> Span | None:
        """Return the span from the first of `texts` to the last, each looked for in `window`."""
        spans: list[Span] = []
        low = window.start
        for text in texts:
            ahead = Span(low, window.end)
            span = self._one(text, ahead) or (self._one(text, window) if spans else None)
            if span is None:
                return None
            spans.append(span)
            low = span.end
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None

    def _one(self, text: str, window: Span) -> Span | None:
        if span := self._letters.find(text, window):
            return span
        if not letters_of(text):
            at = self._text.find(text.strip(), window.start, window.end)
            return Span(at, at + len(text.strip())) if at >= 0 and text.strip() else None
        for pieces in (_SEAMS.split(text), text.split()):
            worded = [piece for piece in pieces if letters_of(piece)]
            if len(worded) > 1 and (span := self._all_found(worded, window)):
                return span
        return None

    def _all_found(self, pieces: list[str], window: Span) -> Span | None:
        """Return the span from the first piece to the last, in whatever order they stand."""
        first, stop, low = window.end, window.start, window.start
        for piece in pieces:
            span = self._letters.find(piece, Span(low, window.end))
            span = span or self._letters.find(piece, window)
            if span is None:
                return None
            first, stop, low = min(first, span.start), max(stop, span.end), span.end
        return Span(first, stop)


def _runs(rows: Sequence[Row]) -> list[Span]:
    """Rows that follow each other, as one span each."""
    runs: list[Span] = []
    line = -2
    for row in sorted(rows, key=lambda row: row.start):
        if runs and row.lines[0] <= line + 1:
            runs[-1] = Span(runs[-1].start, row.end)
        else:
            runs.append(Span(row.start, row.end))
        line = row.lines[-1]
    return runs


def _same_address(link: Link, text: str) -> bool:
    scheme, _, rest = link.url.partition(":")
    if scheme == "mailto":
        return rest.split("?")[0].casefold() == text.casefold()
    if scheme == "tel":
        return letters_of(rest) == letters_of(text)
    return bare(link.url) == bare(text)

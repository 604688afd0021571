"""What a person received or published: certificates, awards, publications, one line each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from resume_builder.domain import resume as r
from resume_builder.domain.parsing.contact import URL
from resume_builder.domain.parsing.items import Item, overflowed
from resume_builder.domain.parsing.signals import is_prose, org_score
from resume_builder.domain.periods import Period, find_periods
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import Vocabulary

# Signs between the parts of a row; a dot between blanks is the strongest.
_DOT = " · "
_BETWEEN = re.compile(r"\s*[|•]\s*|\s+·\s+")
_AROUND = " (,–-:|·•["
_NUMBER = re.compile(r"\d{4}")
# Longer texts are what a person says, not who says it.
_NAME_LENGTH = 60
# A second line this many points to the right of the first hangs below it.
_HANGS = 4.0


@dataclass(frozen=True, slots=True)
class Received:
    """A row taken apart: `parts` are its texts without date and address, the name first."""

    parts: tuple[str, ...]
    period: Period | None
    url: str
    notes: tuple[str, ...]
    span: Span

    @property
    def date(self) -> r.PartialDate | None:
        """The date of a thing that happened once: the end of a range."""
        if self.period is None:
            return None
        end = self.period.end
        return end if end and not end.present else self.period.start


def received(items: list[Item], v: Vocabulary, *, noted: bool = False) -> list[Received]:
    """Return what a section's items tell, one by one.

    `noted` takes an undated line below a dated one for a remark on it.
    """
    merged = merged_items(items, noted=noted)
    return [one for item in merged for one in _of_item(item, len(merged), v)]


def _of_item(item: Item, count: int, v: Vocabulary) -> list[Received]:
    cells = item.row.cells
    notes = tuple(note.text for note in item.notes)
    if len(item.rows) == 1 and len(cells) == 1 and not notes:
        texts = _several(item.text, v, alone=count == 1)
        if len(texts) > 1:
            return [_received([text], item.span, (), v) for text in texts]
    alone = len(item.rows) == 1 or item.stacked
    every = [c for row in item.rows for c in row.cells] if alone else [item.text]
    return [_received(every, item.span, notes, v)]


def _received(texts: Iterable[str], span: Span, notes: tuple[str, ...], v: Vocabulary) -> Received:
    period: Period | None = None
    parts: list[str] = []
    url = ""
    for cell in texts:
        text = cell
        for found in reversed(find_periods(text, v.dates)):
            before, after = text[: found.begin].rstrip(_AROUND), text[found.stop :]
            left, right = text[: found.begin].strip(" ("), after.strip(" ).")
            edge = not left or not right or left[-1] in ",(|–-·:"
            after = after.lstrip(" ),.–-:|·•]")
            if period is None and edge:
                period = found
                text = f"{before} | {after}" if before and after else before + after
        if (address := URL.search(text)) and not url and "/" in address.group():
            url = address.group()
        parts += [p.strip() for p in _BETWEEN.split(text) if p.strip()]
    if len(parts) > 1:
        parts = [part for part in parts if part != url]
    return Received(tuple(parts), period, url, notes, span)


def _several(text: str, v: Vocabulary, *, alone: bool) -> list[str]:
    """Return the texts of a row that names several things: "Registered Nurse · ACLS · BLS".

    "ACLS · American Heart Association · 2020" names one, with who gave it and when. `alone` says
    that the section has no other row.
    """
    pieces = text.split(_DOT)
    if len(pieces) < 2:
        return [text]
    dated = [bool(find_periods(piece, v.dates)) for piece in pieces]
    if sum(dated) > 1:
        return _up_to_dates(pieces, dated)
    if any(dated) or any(URL.search(p) or _NUMBER.search(p) for p in pieces):
        return [text]
    told = len(pieces) > 2 or (alone and org_score(pieces[1], v) < 0.5)
    return pieces if told else [text]


def _up_to_dates(pieces: list[str], dated: list[bool]) -> list[str]:
    """Join the pieces up to each one with a date."""
    texts: list[str] = []
    open_pieces: list[str] = []
    for piece, ends in zip(pieces, dated, strict=True):
        open_pieces.append(piece)
        if ends:
            texts.append(_DOT.join(open_pieces))
            open_pieces = []
    return texts + open_pieces


def split_issuer(parts: tuple[str, ...], v: Vocabulary) -> tuple[str, str]:
    """Return what was received and who gave it."""
    if len(parts) == 1:
        for sign in (" – ", " — ", " - ", ", "):
            head, found, tail = parts[0].partition(sign)
            if found and (org_score(tail, v) >= 0.5 or sign != ", ") and len(tail) < 80:
                return head, tail
        return parts[0], ""
    return (parts[0], ", ".join(parts[1:])) if parts else ("", "")


def merged_items(items: list[Item], *, noted: bool = False, named: bool = False) -> list[Item]:
    """Join lines that belong to the one above: a date alone, what hangs below, what explains.

    An undated line under a bold one belongs to it, unless each line is a row of its own. `named`
    says that each row is a name, and what hangs below it a text.
    """
    out: list[Item] = []
    in_rows = _in_rows(items)
    for item in items:
        above = out[-1] if out else None
        if above is None or item.kind == "bullet" or item.row.blank:
            out.append(item)
            continue
        if _hangs(item, above) and overflowed(above, above.rows[-1], item.row):
            above.rows.extend(item.rows)
            above.period = above.period or item.period
        elif (named and _hangs(item, above)) or _is_note(item, above, noted=noted):
            above.notes.append(item)
        elif _completes(item, above, in_rows=in_rows):
            above.rows.extend(item.rows)
            above.stacked = True
            above.period = above.period or item.period
        else:
            out.append(item)
    return out


def _hangs(item: Item, above: Item) -> bool:
    """Tell whether a line stands farther right than the row above that it goes on with."""
    row, first = item.row, above.row
    return bool(row.size) and row.block == first.block and row.indent > first.indent + _HANGS


def _is_note(item: Item, above: Item, *, noted: bool) -> bool:
    """Tell whether a line says more of what the row above names."""
    if item.row.bold or _DOT in item.text or above.period is None:
        return False
    if item.period and not is_prose(item.text):
        return False
    return _hangs(item, above) or (noted and (_DOT in above.text or is_prose(item.text)))


def _completes(item: Item, above: Item, *, in_rows: bool) -> bool:
    """Tell whether a line gives the row above its date, or stands under a bold name."""
    p = item.period
    if p is not None and len(item.text) - (p.stop - p.begin) <= 2 and not above.period:
        return True
    if in_rows and _DOT in item.text:
        return False
    return above.row.bold and not item.row.bold and len(above.rows) < 4 and above.kind == "head"


def _in_rows(items: list[Item]) -> bool:
    """Tell whether the lines are rows with dots, each for itself: two follow each other."""
    dotted = [_DOT in item.text and not item.row.bold for item in items]
    return dotted[:1] == [True] or any(a and b for a, b in pairwise(dotted))


def award_of(one: Received, number: int, v: Vocabulary) -> r.Award:
    """Return the award."""
    title, awarder = split_issuer(one.parts, v)
    return r.Award(
        id=f"a{number}", span=one.span, title=title, awarder=awarder, date=one.date,
        summary="\n".join(one.notes),
    )  # fmt: skip


def certificate_of(one: Received, number: int, v: Vocabulary) -> r.Certificate:
    """Return the certificate; it has no place for remarks but beside who gave it."""
    whole = replace(one, parts=(*one.parts, *one.notes))
    name, issuer = split_issuer(whole.parts, v)
    return r.Certificate(
        id=f"c{number}", span=one.span, name=name, issuer=issuer, date=one.date, url=one.url
    )


def publication_of(one: Received, number: int) -> r.Publication:
    """Return the publication."""
    return r.Publication(
        id=f"b{number}", span=one.span, name=one.parts[0] if one.parts else "",
        publisher=", ".join(one.parts[1:]), release_date=one.date, url=one.url,
        summary="\n".join(one.notes),
    )  # fmt: skip


def reference_of(item: Item, number: int) -> r.Reference:
    """Return the reference: a name with what that person says below it, or either."""
    below = [row.text for row in item.rows[1:]] if item.stacked else []
    below += [note.text for note in item.notes]
    name = item.row.text if item.stacked else item.text
    if not below and len(name) >= _NAME_LENGTH:
        name, below = "", [name]
    return r.Reference(id=f"r{number}", span=item.span, name=name, reference=" ".join(below))

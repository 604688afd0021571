"""The head of an entry: its lines taken apart into names, titles, places and dates."""

import re
from dataclasses import dataclass, field

from resume_builder.domain.parsing.contact import URL
from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.signals import (
    degree_score,
    is_town_name,
    label_of,
    org_score,
    place_score,
    school_score,
    split_place,
    title_score,
)
from resume_builder.domain.periods import Period, find_periods, is_duration
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase

_SPLIT = re.compile(
    r"(?<=[\u4e00-\u9fff）)]) (?=[\u4e00-\u9fff])"  # Chinese sets no blanks between words
    r"|\s*[|•●▪◦⋄∙¦»]\s*|\s+[·]\s+|\s+[–—]\s+|\s*//\s*|\s+-\s+|(?<=[\w)])\s*·\s*(?=\w)"
)
_TRIM = " ,;|·•–—/\u00ad-:："
_HELD = re.compile(r"^(.{3,}?)\s*[(（]([^()（）]{4,})[)）]$")
_COMMA, _COMMA_OR_BRACKET = re.compile(r"[,，]"), re.compile(r"[,，(（]")
_LIST = re.compile(r"\s*[,，]\s+|[，、]")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]{1,2}(?!\d)\s*")


# A town nobody listed has no more words; a listed place scores as much.
_TOWN_WORDS, _SURE_PLACE = 2, 0.7


@dataclass(slots=True)
class Head:
    """The parts of an entry's head in order. `where` is (row, cell) of each part.

    `told` holds the parts that a label names: "Company: Acme". `towned` says that a town nobody
    listed stood behind the parts.
    """

    parts: list[str] = field(default_factory=list[str])
    where: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    place: str = ""
    period: Period | None = None
    url: str = ""
    told: dict[str, str] = field(default_factory=dict[str, str])
    towned: bool = False


@dataclass(slots=True)
class Draft:
    """An entry taken apart: its head and what stands below it."""

    head: Head
    body: list[Item]
    span: Span
    blank: bool


def draft(items: list[Item], v: Vocabulary, *, school: bool = False) -> Draft:
    """Take an entry's items apart."""
    count = _head_length(items, v, school=school)
    head = Head()
    for number, item in enumerate(items[:count]):
        _read_head_row(head, number, item, v)
    if not head.parts and count < len(items) and items[count].kind == "head":
        _read_head_row(head, count, items[count], v)
        count += 1
    _town_behind_pair(head, v, school=school)
    _split_single(head, v, school=school)
    _place_in_right_cell(head, v, school=school)
    if not school:
        _place_behind_employer(head, v)
    span = Span(items[0].span.start, max(i.span.end for i in items))
    return Draft(head, items[count:], span, items[0].row.blank)


def _town_behind_pair(head: Head, v: Vocabulary, *, school: bool) -> None:
    """A town nobody listed behind title and organization: "Clerk, Acme Ltd – Ennis"."""
    if head.place or len(head.parts) != 2:
        return
    one, other = (degree_score, school_score) if school else (title_score, org_score)
    first, town = head.parts
    if not _may_be_town(town, v, school=school):
        return
    pieces = _at(first, v, school=school)
    if not pieces:
        pieces, place = _commas(first, v, school=school)
        titles, names = [one(p, v) for p in pieces], [other(p, v) for p in pieces]
        # A cell of its own, right of the text, needs no word that names the organization.
        (row, cell), (beside, column) = head.where
        least = 0.0 if row == beside and cell < column else 0.8
        told = len(pieces) == 2 and max(titles) >= 0.7 and max(names) >= least
        if told and max(names) < 0.8:
            names = [-title for title in titles]
        if place or not told or titles.index(max(titles)) == names.index(max(names)):
            return
    _set_town(head, town, pieces)


def town_as_elsewhere(head: Head, v: Vocabulary) -> None:
    """Read a head as the others of its section, where a town stands behind title and employer."""
    if (
        head.place
        or head.told
        or len(head.parts) != 2
        or not _may_be_town(head.parts[1], v, school=False)
    ):
        return
    first, town = head.parts
    pieces = _commas(first, v, school=False)[0]
    left, sign, right = first.partition(", ")
    if len(pieces) == 2 or sign:
        _set_town(head, town, pieces if len(pieces) == 2 else [left, right])


def _set_town(head: Head, town: str, pieces: list[str]) -> None:
    head.place, head.parts, head.towned = town, pieces, True
    head.where = [(head.where[0][0], head.where[0][1] + n) for n in range(2)]


def _place_in_right_cell(head: Head, v: Vocabulary, *, school: bool) -> None:
    """A town nobody listed, at the right of the line that names the organization."""
    if head.place or len(head.parts) < 3:
        return
    for n, (row, cell) in enumerate(head.where):
        beside = any(r == row and c < cell for r, c in head.where)
        below = any(r > row for r, _ in head.where)
        if beside and below and _may_be_town(head.parts[n], v, school=school):
            head.place = head.parts.pop(n)
            head.where.pop(n)
            return


def _place_behind_employer(head: Head, v: Vocabulary) -> None:
    """A town nobody listed, behind the employer on the line below the title: "Acme · Ennis"."""
    if head.place or head.period is None or len(head.parts) != 3:
        return
    (title, _), (name, _), (town, _) = head.where
    last = head.parts[-1]
    told = fold(last) in v.employment or fold(last) in v.places.remote
    if title < name == town and not told and _may_be_town(last, v, school=False):
        head.place = head.parts.pop()
        head.where.pop()


def _head_length(items: list[Item], v: Vocabulary, *, school: bool) -> int:
    """How many items from the first are the head: up to the date, and what still names things."""
    dated = next((n for n, i in enumerate(items) if i.kind == "head" and i.period), -1)
    count = dated + 1
    named = sum(_names(i, v, school=school) for i in items[:count])
    said = " ".join(i.text for i in items[:count])
    while count < len(items) and items[count].kind == "head":
        item = items[count]
        if item.row.heading and named:
            break
        label = phrase(label_of(item.text)[0] or item.text.rstrip(" :："))
        if label in v.field_labels and label_of(item.text)[1]:
            named, count = named + 1, count + 1
            continue
        if school and named and label_of(item.text)[0] and degree_score(label, v) < 1:
            break
        if label in v.body_labels | v.tool_labels | v.course_labels | v.score_labels:
            break
        ahead = items[count : count + 3] if school and school_score(said, v) < 1 else [item]
        ahead = ahead[: next((n for n, i in enumerate(ahead) if i.kind != "head"), len(ahead))]
        adds = any(_adds(i.text, said, v, school=school) for i in ahead)
        if named >= 2 and (item.row.blank or not adds):
            break
        named += _names(item, v, school=school)
        said += " " + item.text
        count += 1
    return max(count, 1 if items[0].kind == "head" else 0)


def _adds(text: str, said: str, v: Vocabulary, *, school: bool) -> bool:
    """Tell whether a line names what the head still lacks: a school, a degree, an employer."""
    if len(text.split()) > 9:
        return False
    kinds = (school_score, degree_score) if school else (title_score, org_score)
    lacking = any(score(text, v) >= 1 > score(said, v) for score in kinds)
    return lacking or (place_score(text, v) >= 1 and place_score(said, v) < 1)


def _names(item: Item, v: Vocabulary, *, school: bool) -> int:
    """How many names a head line holds beside dates and places."""
    head = Head()
    _read_head_row(head, 0, item, v)
    if item.period:
        _split_single(head, v, school=school, sure=True)
    return len(head.parts)


def _read_head_row(head: Head, number: int, item: Item, v: Vocabulary) -> None:
    cells = item.row.cells if len(item.rows) == 1 else (item.text,)
    for column, cell in enumerate(cells):
        text = _labelled(_NUMBER.sub("", cell), head, v)
        for period in reversed(find_periods(text, v.dates)):
            if not _edge_of(text, period):
                continue
            if head.period is None or (period.ranged and not head.period.ranged):
                head.period = period
            text = _without(text, period)
        if (found := URL.search(text)) and not head.url and "/" in found.group():
            head.url = found.group()
            text = text.replace(found.group(), " ").replace("()", "")
        held = _held(text, v)
        for piece in held or _SPLIT.split(text):
            _add_part(head, piece, (number, column), v)


def _labelled(text: str, head: Head, v: Vocabulary) -> str:
    """Take a label off: "Designation: Engineer" tells what the rest is."""
    label, rest = label_of(text)
    kind = v.field_labels.get(phrase(label)) if label and rest else None
    if kind is None:
        return text
    if kind == "place" and not head.place:
        head.place = rest
        return ""
    head.told.setdefault(kind, rest.strip(_TRIM))
    return rest


def _held(text: str, v: Vocabulary) -> list[str]:
    """Return title and organization of "Engineer - Tools (Acme Ltd)", where that is plain."""
    found = _HELD.match(text)
    if not found or _SPLIT.search(found.group(2)):
        return []
    left, inside = found.groups()
    org = max(org_score(inside, v), school_score(inside, v))
    own = max(org_score(left, v), school_score(left, v))
    title = max(title_score(left, v), degree_score(left, v))
    if any(fold(w) in v.employment for w in (inside, *inside.split())):
        return []
    return [left, inside] if org >= 0.8 > own and title >= 0.7 else []


def _edge_of(text: str, period: Period) -> bool:
    before, after = text[: period.begin].rstrip(" (（["), text[period.stop :].lstrip(" )）]:：")
    return not before or not after or before[-1] in "|•·–—,;:/-，：" or after[0] in "|•·–—,;:/，："


def _without(text: str, period: Period) -> str:
    """Return `text` without the date and the brackets and signs that held it."""
    before, after = text[: period.begin].rstrip(), text[period.stop :].lstrip()
    if before.endswith(("(", "（", "[")) and after.startswith((")", "）", "]")):
        before, after = before[:-1], after[1:]
    before, after = before.rstrip(_TRIM + "("), after.lstrip(_TRIM + ")")
    return f"{before} | {after}" if before and after else before or after


def _add_part(head: Head, piece: str, where: tuple[int, int], v: Vocabulary) -> None:
    piece = piece.strip(_TRIM).strip()
    if piece.startswith(("(", "（")) and piece.endswith((")", "）")):
        piece = piece[1:-1].strip()
    if not any(c.isalnum() for c in piece) or is_duration(piece, v.dates):
        return
    if not head.place:
        if _is_place(piece, v) and not (CJK.match(piece) and " " in _COMMA.split(piece)[0]):
            head.place = piece
            return
        rest, place = split_place(piece, v)
        if place and rest:
            head.place, piece = place, rest
    head.parts.append(piece)
    head.where.append(where)


def _is_place(piece: str, v: Vocabulary) -> bool:
    pieces = [p.strip() for p in _COMMA_OR_BRACKET.split(piece)]
    first = pieces[0]
    town = any(c.isdigit() for c in first) or place_score(first, v) >= 1
    if len(pieces) > 1 and not town and (len(pieces) > 2 or fold(pieces[-1]) in v.places.cities):
        return False
    named = max(title_score(first, v), school_score(first, v)) >= 0.7 or org_score(first, v) >= 1
    return place_score(piece, v) >= 1 and not named


def _split_single(head: Head, v: Vocabulary, *, school: bool, sure: bool = False) -> None:
    """Take the one text of a head apart: "Engineer at Acme", "Engineer (Acme)", "BSc, Leeds".

    `sure` asks for words that tell the organization: then a line below may still name it.
    """
    if len(head.parts) != 1:
        return
    text = head.parts[0]
    pieces, place = _at(text, v, school=school), ""
    if not pieces:
        pieces, place = _commas(text, v, school=school)
        head.place = head.place or place
    other = school_score if school else org_score
    if sure and pieces and not place and max(other(p, v) for p in pieces) < 0.8:
        return
    pieces = pieces or _bracket(text, v, school=school)
    if len(pieces) < 2:
        return
    head.parts = pieces
    head.where = [(head.where[0][0], head.where[0][1] + n) for n in range(len(pieces))]


def _at(text: str, v: Vocabulary, *, school: bool) -> list[str]:
    """Return the texts around "at": title and employer, or degree and school."""
    one, other = (degree_score, school_score) if school else (title_score, org_score)
    for word in v.at_words:
        left, found, right = text.partition(f" {word} ")
        # "University of Texas at Austin": the left side of a degree's "at" is no school.
        named = bool(found) and one(left, v) >= 0.7 and (not school or other(left, v) < 0.7)
        # Two letters may be "in" or "of" in another language: then the right side must tell.
        sure = (len(word) > 2 or word in {"@", "at"}) and not school
        if named and right[:1].isupper() and (sure or other(right, v) >= 0.8):
            return [left.strip(), right.strip()]
    return []


def _commas(text: str, v: Vocabulary, *, school: bool) -> tuple[list[str], str]:
    """Return the two texts of an enumeration, and a place at its end; no texts if nothing tells.

    A piece that tells nothing ("Medical ICU") goes with the title, not with the organization.
    """
    pieces: list[str] = []
    for piece in _LIST.split(text):
        goes_on = piece[:1].islower() or fold(piece).strip(" .") in v.legal_forms
        if pieces and goes_on:
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    if not 2 <= len(pieces) <= 8:
        return [], ""
    one, other = (degree_score, school_score) if school else (title_score, org_score)
    place = ""
    if len(pieces) > 2 and _may_be_town(pieces[-1], v, school=school):
        place = pieces.pop().strip(". ")
    lean = [one(p, v) - other(p, v) for p in pieces]
    first, second = [one(p, v) for p in pieces], [other(p, v) for p in pieces]
    told = max(lean) >= 0.5 or (max(second[1:], default=0) >= 0.8 and second[0] < 0.5)
    told = told or (max(first) >= 0.7 and min(lean) < max(lean)) or (len(pieces) > 2) or place
    told = told or (school and second[0] >= 1 and _is_course(pieces[1], v))
    if not told or (school and max(second) < 0.7 and len(pieces) + bool(place) < 3):
        return [], ""
    if school and max(second) >= 0.7 and len(pieces) > 2:
        return _around(pieces, second.index(max(second))), place
    return _two_groups(pieces, lean), place


def _is_course(text: str, v: Vocabulary) -> bool:
    """Tell whether what stands behind a school is what was learned there, and no town."""
    return len(text.split()) > _TOWN_WORDS and place_score(text, v) < _SURE_PLACE


def _around(pieces: list[str], at: int) -> list[str]:
    """Return what stands before the organization at `at` as one text, it, and each later piece."""
    if at == 0:
        return [pieces[0], ", ".join(pieces[1:])]
    return [", ".join(pieces[:at]), *pieces[at:]]


def _two_groups(pieces: list[str], lean: list[float]) -> list[str]:
    """Cut the pieces in two where titles and organizations part best.

    `lean` is above 0 for a title. What tells nothing goes to the titles' side.
    """
    if len(pieces) < 2:
        return pieces
    best, cut = float("-inf"), 1
    lean = [x if abs(x) >= 0.3 else 0.0 for x in lean]
    for k in range(1, len(pieces)):
        before, after = sum(lean[:k]), sum(lean[k:])
        neutral = 0.01 * k if before >= after else -0.01 * k
        if abs(before - after) + neutral > best:
            best, cut = abs(before - after) + neutral, k
    return [", ".join(pieces[:cut]), ", ".join(pieces[cut:])]


def _may_be_town(piece: str, v: Vocabulary, *, school: bool) -> bool:
    """Tell whether the last of several pieces is a place: a known one, or a plain short name."""
    piece = piece.strip(". ")
    if place_score(piece, v) >= 0.7:
        return True
    scores = (school_score, degree_score) if school else (title_score, org_score)
    plain = piece.replace(" ", "").replace("-", "").isalpha() and piece[:1].isupper()
    short = len(piece.split()) < 3 or is_town_name(piece)
    return plain and short and max(s(piece, v) for s in scores) < 0.5


def _bracket(text: str, v: Vocabulary, *, school: bool) -> list[str]:
    found = re.match(r"^(.{3,}?)\s*[(（]([^()（）]{2,})[)）]$", text)
    if not found:
        return []
    left, inside = found.groups()
    one, other = (degree_score, school_score) if school else (title_score, org_score)
    told = (one(left, v) >= 0.7 and (not inside[0].islower() or "." in inside)) or other(
        inside, v
    ) >= 0.5
    if not told or one(inside, v) > other(inside, v) or fold(inside) in v.employment:
        return []
    if any(fold(w) in v.employment for w in inside.split()) or other(left, v) > one(left, v):
        return []
    if len(inside) < 6 and inside.isupper() and other(inside, v) < 0.5:
        return []
    return [left, inside]

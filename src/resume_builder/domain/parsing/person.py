"""Who the person is: name, headline and place, from the rows above the first section."""

import re
from dataclasses import dataclass
from itertools import repeat

from resume_builder.domain.parsing.contact import EMAIL, URL, Contact, bare, profile_of
from resume_builder.domain.parsing.places import location_of, split_address
from resume_builder.domain.parsing.rows import Row, joined
from resume_builder.domain.parsing.sections import heading_key
from resume_builder.domain.parsing.signals import (
    degree_score,
    is_prose,
    label_of,
    org_score,
    place_score,
    title_score,
)
from resume_builder.domain.periods import find_periods
from resume_builder.domain.resume import Basics
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase

_SEPARATOR = re.compile(r"\s*[|•·●▪◦⋄∙;¦◆►»]\s*|\s+[–—]\s+|\s{2,}")
_NAME_CHARS = re.compile(r"^[^\W\d_][\w.'’´`\-]*$")
# "2611 CD Delft", "48147 Münster": a town that no list needs to know.
_POSTED_TOWN = re.compile(
    r"(?:^|[,–-] )(?:[A-Z]{1,2}-)?(?:\d{4} [A-Z]{2}|\d{5}) [^\W\d_][^\W\d_' -]{1,30}$"
)
_POSTED = 0.8
_COMMAS = re.compile(r"[,\s/]+")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_SIGNS = re.compile(r"\s*[|•·–—(]\s*|\s+-\s+")
# "Nome(s) / Apelido(s)": how forms name two things in one label.
_FORM, _PLURAL = (
    re.compile(r"\s*[/,&]\s*|\s(?:and|und|et|y|e|en|i)\s"),
    re.compile(r"\((?:s|es|n|en)\)"),
)
# What a label says is surer than size and place.
_TOLD = 4.0
# Words of most names.
_USUAL = 2
# A label is wider than so many sizes of its letters.
_LABEL = 3.0
# Lines that a name may run on for.
_MOST_LINES = 2
# The code of a country in or without brackets, as in "Galway, Connacht (IE)".
_CODE = re.compile(r"[\s,]+\(?([A-Z]{2})\)?$")
# A place stands within so many lines of e-mail or phone, and has no more parts and words.
_NEAR, _MOST_PIECES, _MOST_WORDS = 2, 3, 4
# The most that the words of a name alone can score.
_MOST_NAME = 2.7


@dataclass(frozen=True, slots=True)
class Name:
    """The person's name and the rows it stands on; empty where none is likely."""

    text: str = ""
    rows: tuple[Row, ...] = ()


def find_name(rows: tuple[Row, ...], v: Vocabulary) -> Name:
    """Return the most name-like text of the first page: by size, place, letters, and e-mail."""
    first_page = [r for r in rows if r.page == rows[0].page] if rows else []
    largest = max((r.size for r in first_page), default=0.0)
    email = next((m.group() for r in rows if (m := EMAIL.search(r.text))), "")
    sizes = sorted(r.size for r in first_page)
    prominent = 2.0 if largest and largest > 1.35 * sizes[len(sizes) // 2] else 0.5
    best, best_score = Name(), 1.0
    for at, row in enumerate(first_page if largest else first_page[:10]):
        place = max(0.0, 1.0 - at / 8) - 0.3 * row.bullet
        if largest:
            place += prominent * (row.size >= 0.95 * largest) + row.size / largest
        told = _told_name(row, v)
        if not told and place + _MOST_NAME + 0.8 * (len(row.cells) > 1) <= best_score:
            continue
        place += _TOLD * bool(told)
        for text in (told,) if told else dict.fromkeys((row.text, *row.cells)):
            score = _name_score(text, v, email)
            if score - 0.3 * row.bullet <= 0:
                continue
            score += place - 0.2 * (text != row.text)
            score += 0.8 * any(heading_key(c, v)[0] == "contact" for c in row.cells if c != text)
            if score > best_score:
                best, best_score = Name(name_text(text, v), (row,)), score
    return _with_second_line(best, first_page, v, email)


def _with_second_line(name: Name, rows: list[Row], v: Vocabulary, email: str) -> Name:
    """Take in the lines beside where first and last name stand on lines of their own.

    Large letters break a long name, at a hyphen too.
    """
    if CJK.search(name.text):
        return name
    first = _from_first_line(name, rows, v, email)
    name = _with_line_above(name, rows, v, email) if first is name else first
    while name.rows and len(name.rows) <= _MOST_LINES:
        last, length = name.rows[-1], len(name.text.split())
        broken = last.text.endswith("-")
        following = rows[rows.index(last) + 1 : rows.index(last) + 2]
        other = following[0] if following else None
        # Two words are a whole name; only the largest letters of a page break it after them.
        open_end = broken or length == 1 or (length == _USUAL and _is_title(last, rows))
        if other is None or not open_end:
            return name
        more = name_text(other.text, v)
        short = len(more.split()) <= (2 if broken or length == 1 else 1)
        if not _alike(other, last) or not short or _name_score(more or ":", v, email) <= 0:
            return name
        if last.text not in (name.text, name.text.split()[-1]):
            return name
        name = Name(f"{name.text}{'' if broken else ' '}{more}", (*name.rows, other))
    return name


def _with_line_above(name: Name, rows: list[Row], v: Vocabulary, email: str) -> Name:
    """Take in a first name on the line above a last name of one word."""
    at = rows.index(name.rows[0]) if name.rows else 0
    if not at or name.text != rows[at].text or len(name.text.split()) > 1:
        return name
    upper = rows[at - 1]
    short = _alike(upper, rows[at]) and len(upper.text.split()) <= _USUAL
    if not short or _name_score(upper.text, v, email) <= 0:
        return name
    return Name(f"{name_text(upper.text, v)} {name.text}", (upper, rows[at]))


def _alike(one: Row, other: Row) -> bool:
    """Tell whether two lines are set alike in one column."""
    same = (one.size, one.caps, one.block) == (other.size, other.caps, other.block)
    return same and len(other.cells) == 1


def _from_first_line(name: Name, rows: list[Row], v: Vocabulary, email: str) -> Name:
    """Go up to the first line of a name that was known by a later one."""
    lowest = name
    while name.rows and name.rows[0] in rows[1:]:
        row = name.rows[0]
        above = rows[rows.index(row) - 1]
        alike = above.size == row.size and above.caps == row.caps and len(above.cells) == 1
        broken = above.text.endswith("-")
        broken = broken or (name is not lowest and len(above.text.split()) == 1)
        if not (alike and row.size and broken) or row.text != name.text:
            break
        if above.page != row.page or _name_score(above.text.rstrip("-") or ":", v, email) <= 0:
            break
        name = Name(name_text(above.text, v), (above,))
    return name


def _told_name(row: Row, v: Vocabulary) -> str:
    """Return the name in a row of a form: "Name", "Surname / First name" and the name beside it."""
    beside = [(row.cells[0], row.cells[1])] if len(row.cells) == 2 else []
    for label, said in (*beside, *map(label_of, row.cells)):
        labels = [phrase(p) for p in _FORM.split(_PLURAL.sub("", label.rstrip(" :"))) if p]
        if labels and all(label in v.name_labels for label in labels):
            last, sign, first = said.partition(", ")
            return f"{first} {last}" if sign and len(labels) > 1 else said
    return ""


def _is_title(row: Row, rows: list[Row]) -> bool:
    """Tell whether a row is set in the page's largest letters, well above the usual ones."""
    sizes = sorted(r.size for r in rows)
    return row.size > 1.35 * sizes[len(sizes) // 2] and row.size >= sizes[-1]


def _name_score(raw: str, v: Vocabulary, email: str) -> float:
    if len(raw) > 70 or raw.count(" ") > 9 or raw[-1] in ":;" or _ends_sentence(raw):
        return 0.0
    text = name_text(raw, v)
    tokens = text.split()
    if not tokens or len(tokens) > 5 or len(text) > 45:
        return 0.0
    if heading_key(text, v)[1] == 2 or any(c.isdigit() for c in text) or text.endswith(":"):
        return 0.0
    if CJK.match(text):
        short = 2 <= len(text.replace(" ", "")) <= 4
        return 1.5 if short and not text.endswith(v.title_suffixes) else 0.0
    if not all(_NAME_CHARS.match(t) for t in tokens):
        return 0.0
    score = 1.0 if 2 <= len(tokens) <= 4 else 0.2
    score += 0.5 if all(t[0].isupper() or len(t) <= 3 for t in tokens) else -0.6
    score -= title_score(text, v) + 0.7 * org_score(text, v) + 0.5 * degree_score(text, v)
    score -= 0.8 if place_score(text, v) >= 1 else 0.0
    local = fold(email.split("@", maxsplit=1)[0])
    if local and any(len(t) > 2 and fold(t).strip(".") in local for t in tokens):
        score += 1.2
    return score


def _ends_sentence(text: str) -> bool:
    """Tell whether a stop ends the text and not an abbreviation such as "Jr."."""
    last = text.rsplit(maxsplit=1)[-1]
    return last.endswith(".") and (len(last) > 4 or last[0].islower())


def name_text(text: str, v: Vocabulary) -> str:
    """Return the name in a row without labels, credentials and the word "résumé"."""
    label, rest = label_of(text)
    if label and phrase(label) in v.name_labels:
        text = rest
    if phrase(text) in v.document_words:
        return ""
    head, _, tail = text.partition(",")
    tail = _BRACKET.sub("", tail)
    titled = len(head.split()) > 1 and title_score(tail, v) >= 0.7 > title_score(head, v)
    if tail and (titled or all(_credential(t, v) for t in _COMMAS.split(tail.strip()) if t)):
        text = head
    text = _SIGNS.split(text, maxsplit=1)[0]
    tokens = text.split()
    while len(tokens) > 1 and (
        phrase(tokens[-1]) in v.document_words or _ends_credential(tokens, v)
    ):
        tokens.pop()
    while len(tokens) > 2 and (
        phrase(tokens[0]) in v.document_words or _is_form_of_address(tokens[0], v)
    ):
        tokens.pop(0)
    return " ".join(tokens).strip(" ,")


def _is_form_of_address(token: str, v: Vocabulary) -> bool:
    """Tell whether a word before a name is an academic or polite title: "Dr.", "Dipl.-Ing."."""
    if token in v.degree_abbreviations and "." in token:
        return True
    return len(token) > 2 and "." in token and fold(token).rstrip(".") in v.credentials


def _credential(token: str, v: Vocabulary) -> bool:
    return (
        fold(token).rstrip(".") in v.credentials
        or token in v.degree_abbreviations
        or (token.isupper() and 2 <= len(token) <= 6)
    )


def _ends_credential(tokens: list[str], v: Vocabulary) -> bool:
    last = tokens[-1]
    return (
        len(tokens) > 2
        and last.isupper()
        and fold(last) in v.credentials
        and not " ".join(tokens).isupper()
    )


def _only_name(row: Row, name: Name) -> bool:
    alone = len(row.cells) == 1
    return row in name.rows and alone and len(row.text) < len(name.text) + 30


def _said_after(name: Name, row: Row, v: Vocabulary) -> str:
    """Return the title that follows the name on its row: "Ada Marsh, Bookkeeper"."""
    rest = row.text.partition(name.text)[2].strip(" ,|·•–—-")
    return rest if _only_name(row, name) and title_score(rest, v) >= 0.7 else ""


def header_parts(rows: list[Row], contact: Contact, v: Vocabulary) -> list[tuple[Row, str]]:
    """The header's texts, contact data and their labels taken out, split at signs."""
    parts: list[tuple[Row, str]] = []
    for row in rows:
        for cell in row.cells:
            text = cell
            for said in sorted(contact.said, key=len, reverse=True):
                text = text.replace(said, " | ")
            text = URL.sub(" | ", EMAIL.sub(" | ", text))
            if is_prose(cell) and text == cell and not _SEPARATOR.search(cell):
                parts.append((row, cell))
                continue
            for part in _SEPARATOR.split(text):
                bare_part = _without_label(part.strip(" ,:-–/"), v)
                if any(c.isalnum() for c in bare_part):
                    parts.append((row, bare_part))
    return parts


def _without_label(text: str, v: Vocabulary) -> str:
    if phrase(text) in v.contact_labels:
        return ""
    label, rest = label_of(text)
    if label and phrase(label) in v.contact_labels:
        return rest
    return text


def read_place(
    rows: list[Row], parts: list[tuple[Row, str]], contact: Contact, v: Vocabulary
) -> tuple[str, float]:
    """Return the most place-like part, and how sure it is; a labelled address wins."""
    for at, row in enumerate(rows):
        label, rest = label_of(row.text)
        if len(row.cells) > 1 and phrase(row.cells[0].rstrip(" :：")) in v.address_labels:
            label, rest = row.cells[0].rstrip(" :："), _cell_beside(rows, at)
        if label and phrase(label) in v.address_labels and rest and len(rest) < 100:
            rest = _SEPARATOR.split(rest)[0] if not _street(rest, v) else rest
            if not URL.search(rest) and not EMAIL.search(rest):
                return _with_town(rest, rows[at + 1 :], v), 1.0
    if whole := _whole_address(rows, contact, v):
        return whole, 1.0
    best, sure = "", 0.0
    for at, (row, text) in enumerate(parts):
        if is_prose(text) or title_score(text, v) >= 1:
            continue
        score = max(place_score(text, v), _POSTED * bool(_POSTED_TOWN.search(text)))
        # A street on one line, postal code and city on the next.
        if score > 0.4 and at and _street(parts[at - 1][1], v) and parts[at - 1][0] is not row:
            whole, score = f"{parts[at - 1][1]}, {text}", score + 0.3
        else:
            whole = text
        if score > sure:
            best, sure = whole, score
    if sure >= 0.75:
        return best, min(1.0, sure)
    return _place_by_neighbours(rows, parts, contact, v)


def _with_town(street: str, below: list[Row], v: Vocabulary) -> str:
    """Return a labelled street with the town that the next label tells: "Postcode/plaats"."""
    label, rest = label_of(below[0].text) if below else ("", "")
    alone = _street(street, v) and "," not in street and place_score(street, v) < 0.4
    told = phrase(label) in v.address_labels and rest and len(rest) < 60
    return f"{street}, {rest}" if alone and told else street


def _whole_address(rows: list[Row], contact: Contact, v: Vocabulary) -> str:
    """Return a row that is one address by its form: a house number and a postal code or region."""
    for row in rows:
        if any(said in row.text for said in contact.said) or is_prose(row.text):
            continue
        parts, told = split_address(row.text, v)
        numbered = len(parts) > 2 and any(c.isdigit() for c in " ".join(parts[:-1]))
        last = parts[-1] if parts else ""
        ends = len(last) == 2 and last.isupper() and fold(last) in v.places.regions
        if numbered and (ends or told.postal) and title_score(row.text, v) < 1:
            return row.text
    return ""


def _cell_beside(rows: list[Row], at: int) -> str:
    """Return the text in the cells right of a label, with the lines that go on below it."""
    row = rows[at]
    texts = [" ".join(row.cells[1:])]
    for below in rows[at + 1 :]:
        hangs = below.size and below.indent > row.indent + _LABEL * row.size
        if len(below.cells) > 1 or not hangs or below.block != row.block:
            break
        texts.append(below.text)
    return ", ".join(texts)


def _place_by_neighbours(
    rows: list[Row], parts: list[tuple[Row, str]], contact: Contact, v: Vocabulary
) -> tuple[str, float]:
    """A town nobody listed: a capitalized word or two on the line of e-mail or phone.

    With its region or country it may stand a line or two above or below, as well.
    """
    own = [said for said in contact.said if said in (contact.email, contact.phone)]
    lines = [row.lines[0] for row in rows if any(said in row.text for said in own)]
    for row, text in parts:
        beside = row.lines[0] in lines
        near = beside or any(abs(row.lines[0] - line) <= _NEAR for line in lines)
        if near and _may_be_town(text, v, alone=beside):
            return text, 0.5
    return "", 0.0


def _may_be_town(text: str, v: Vocabulary, *, alone: bool) -> bool:
    """Tell whether `text` is a plain name, or two with a comma, or one before a country's code.

    `alone` says that a name by itself will do.
    """
    bare, code = text, ""
    if (found := _CODE.search(text)) and found.group(1) in v.places.codes:
        bare, code = text[: found.start()], found.group(1)
    pieces = [p.strip() for p in bare.split(",") if fold(p.strip()) not in v.places.states]
    if not 0 < len(pieces) <= _MOST_PIECES or max(map(title_score, pieces, repeat(v))) >= 0.4:
        return False
    if any(max(org_score(p, v), degree_score(p, v)) >= 0.4 for p in pieces):
        return False
    if len(pieces) == 1 and not (code or (alone and len(bare.split()) <= 3)):
        return False
    return all(_is_plain_name(p, first=n == 0) for n, p in enumerate(pieces))


def _is_plain_name(text: str, *, first: bool) -> bool:
    """Tell whether each word is a capitalized one; "de", "of" stand between those of a region."""
    tokens = text.split()
    if not 0 < len(tokens) <= _MOST_WORDS:
        return False
    return all(
        t.replace("-", "").replace("'", "").isalpha()
        and (t[0].isupper() or (not first and 0 < n < len(tokens) - 1 and len(t) < 4))
        for n, t in enumerate(tokens)
    )


def _street(text: str, v: Vocabulary) -> bool:
    """Tell whether a short text has a number and words, and is no date."""
    return (
        not find_periods(text, v.dates)
        and bool(re.search(r"\d", text))
        and bool(re.search(r"[^\W\d_]{3}", text))
        and len(text) < 60
    )


def basics_of(
    name: Name, rows: list[Row], contact: Contact, v: Vocabulary
) -> tuple[Basics, dict[str, float], list[Row]]:
    """Return the basics, the doubts about them, and header rows that are text of their own."""
    doubts: dict[str, float] = {}
    parts = [(r, text) for r in name.rows if (text := _said_after(name, r, v))]
    parts += header_parts([r for r in rows if not _only_name(r, name)], contact, v)
    parts = [(r, p) for r, p in parts if fold(p) != fold(name.text)]
    place, sure = read_place(rows, parts, contact, v)
    if place and sure < 1:
        doubts["basics.location"] = 1 - sure
    parts = [(r, p) for r, p in parts if p != place and p not in place]
    label, rest = _label(parts, name.rows, v)
    own = [profile_of(u) for u in contact.urls]
    site = next((p.url for p in own if not p.network), "")
    basics = Basics(
        name=name.text,
        label=label,
        email=contact.email,
        phone=contact.phone,
        url=site,
        location=location_of(place, v) if place else None,
        profiles=tuple(p for p in own if bare(p.url) != bare(site)),
    )
    return basics, doubts, rest


def _label(
    parts: list[tuple[Row, str]], name_rows: tuple[Row, ...], v: Vocabulary
) -> tuple[str, list[Row]]:
    """Return the headline and the rows that are prose or lists of their own."""
    rest: list[Row] = []
    titles: list[tuple[float, int, Row, str]] = []
    for at, (row, text) in enumerate(parts):
        if is_prose(text) or label_of(text)[0]:
            if row not in rest:
                rest.append(row)
            continue
        score = title_score(text, v) + 0.3 * degree_score(text, v)
        if score < 0.7 and not _may_be_headline(text):
            continue
        near = bool(name_rows) and 0 < row.start - name_rows[-1].start < 200
        titles.append((score + 0.8 * near - at * 0.05, at, row, text))
    good = [t for t in titles if t[0] >= 0.7]
    if not good:
        return "", rest
    best = max(good)
    same_row = [t for t in good if t[2] is best[2]]
    return " · ".join(t[3] for t in sorted(same_row, key=lambda t: t[1])), rest


def _may_be_headline(text: str) -> bool:
    """Tell whether a text whose words say nothing may be what the person is.

    An age, a street or a postal code has digits; of a script whose words nobody listed (Arabic,
    Hebrew, Greek) it is as likely to be a place or the name again.
    """
    letters = [c for c in text if c.isalpha()]
    known = sum(c < "\u0250" or bool(CJK.match(c)) for c in letters)
    return bool(letters) and 2 * known > len(letters) and not any(c.isdigit() for c in text)


def prose_of(rows: list[Row], v: Vocabulary) -> str:
    """Return rows of a summary as paragraphs."""
    paragraphs: list[list[str]] = []
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else None
        if above is None or row.bullet or (row.blank and not above.wide):
            paragraphs.append([])
        paragraphs[-1].append(row.text)
    return "\n".join(joined(p, v.compounds) for p in paragraphs)

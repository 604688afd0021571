"""Rows become sections: headings are known by their words, their look, and their place."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from resume_builder.domain.parsing.contact import EMAIL, contact_items, phones
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.parsing.signals import (
    is_prose,
    label_of,
    org_score,
    place_score,
    school_score,
    title_score,
)
from resume_builder.domain.periods import find_periods
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase, words

HEADER = "header"
# How much a line above a footer must look like an address.
_ADDRESS = 1.0
# So many headings beside text are a column of headings.
_SIDE_HEADINGS = 3
# A heading, a title and a date; rows of more cells are tables.
_MOST_CELLS = 3
# Points by which a group's name stands further in than the heading above it.
_INSET = 6.0
# Points by which list items stand further in than the text around them.
_INDENT = 45.0
# A sidebar begins so many points right of the column that goes on overleaf.
_COLUMN = 100.0
# An address, a number, and accounts take so many lines at most.
_SIDEBAR_LINES = 10
_NUMBERING = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s+")
_AND = re.compile(r" (?:and|und|et|y|e|en|i|o|or) |\s*/\s*|[、及与和]")
# Sections that people write on one line, even below a job: "Languages: English, German".
_PLAIN_LISTS = frozenset(["skills", "languages", "interests", "certificates", "references"])


@dataclass(slots=True)
class Section:
    """Rows under one heading. `key` is a section of JSON Resume, "header", "contact", "custom".

    `indent` is where the heading begins.
    """

    key: str
    title: str = ""
    rows: list[Row] = field(default_factory=list[Row])
    indent: float = 0.0


def split_sections(rows: tuple[Row, ...], v: Vocabulary, name: Row | None) -> list[Section]:
    """Return the rows by section; what stands before the first heading is the header."""
    rows = _joined_headings(rows, v)
    looks = _Looks(rows, v)
    sections = [Section(HEADER)]
    current = sections[0]
    for at, (row, below) in enumerate(pairwise((*rows, None))):
        if row is None:
            break
        if _opens_sidebar(rows, at, current, v):
            current = Section("contact")
            sections.append(current)
        if row is name and len(sections) > 1:
            current = Section(HEADER)
            sections.append(current)
        found = _heading(row, current, looks, v) if row is not name else None
        if found and _is_group(found, row, below, current, v):
            found = None
        if found is None:
            current = _resumed(current, sections, row)
            current.rows.append(row)
            continue
        key, title, rest = found
        current = Section(key, title, indent=row.indent)
        sections.append(current)
        if rest is not None:
            current.rows.append(rest)
    return [s for s in sections if s.rows or s.title]


def _joined_headings(rows: tuple[Row, ...], v: Vocabulary) -> tuple[Row, ...]:
    """Join a heading that broke over two lines: "Berufliche" above "Laufbahn"."""
    out: list[Row] = []
    for row in rows:
        above = out[-1] if out else None
        if above and _broken_heading(above, row, v):
            text = f"{above.text} {row.text}"
            whole = replace(above, text=text, cells=(text,), end=row.end)
            out[-1] = replace(whole, lines=(*above.lines, *row.lines))
        else:
            out.append(row)
    return tuple(out)


def _broken_heading(above: Row, row: Row, v: Vocabulary) -> bool:
    if above.style != row.style or not row.size or row.block != above.block or row.blank:
        return False
    if len(above.cells) > 1 or len(row.cells) > 1 or len(above.text) + len(row.text) > 50:
        return False
    whole = heading_key(f"{above.text} {row.text}", v)[1]
    return whole == 2 and heading_key(above.text, v)[1] < 2


def _resumed(current: Section, sections: list[Section], row: Row) -> Section:
    """Return the section that goes on at the top of a page: that of the column at the same edge.

    A sidebar is read after the column beside it, and before that goes on overleaf.
    """
    last = current.rows[-1] if current.rows else None
    if last is None or not row.size or row.page == last.page or _is_edge(current, last.page, row):
        return current
    for section in reversed(sections):
        others = section.key != HEADER and all(r.block != last.block for r in section.rows)
        if others and _is_edge(section, last.page, row) and row.indent + _COLUMN < last.indent:
            return section
    return current


def _is_edge(section: Section, page: int, row: Row) -> bool:
    """Tell whether `row` begins at, or a little inside, the left edge of a section on a page."""
    edges = [r.indent for r in section.rows if r.page == page]
    edge = min([section.indent, *edges] if section.title else edges, default=None)
    return bool(edges) and edge is not None and -_INSET <= row.indent - edge <= _INDENT


def _opens_sidebar(rows: tuple[Row, ...], at: int, current: Section, v: Vocabulary) -> bool:
    """Tell whether a sidebar begins with how to reach the person, and no heading above that.

    It begins farther up than the section that is read before it; what follows a heading to the
    next column begins farther down.
    """
    row, before = rows[at], rows[at - 1] if at else None
    first = current.rows[0] if current.rows else None
    if before is None or first is None or not row.size or row.page != first.page:
        return False
    if row.block == before.block or row.top >= first.top:
        return False
    lead: list[Row] = []
    for following in rows[at : at + _SIDEBAR_LINES + 1]:
        if following.block != row.block or heading_key(following.text, v)[1] == 2:
            break
        lead.append(following)
    told = [contact_items(r.text)[0] for r in lead]
    reached = any(EMAIL.search(r.text) or phones(r.text) for r in lead)
    return reached and sum(told) > 1 and len(lead) <= _SIDEBAR_LINES


def _is_group(
    found: tuple[str, str, Row | None], row: Row, below: Row | None, section: Section, v: Vocabulary
) -> bool:
    """Tell whether "Languages" among skills names those of programming: no spoken one follows.

    Such a name stands beside its list, or further in than the section's heading.
    """
    key, _, rest = found
    listed = rest or below
    if key != "languages" or section.key != "skills" or listed is None:
        return False
    inside = rest is not None or row.indent > section.indent + _INSET
    return inside and not any(w in v.spoken for w in words(listed.text))


Look = tuple[float, bool, bool]


class _Looks:
    """How the document's headings look, learned from those whose words are known."""

    def __init__(self, rows: tuple[Row, ...], v: Vocabulary) -> None:
        known = [r for r in rows if _eligible(r, v) and heading_key(r.text, v)[1] == 2]
        lengths: Counter[Look] = Counter()
        for row in rows:
            lengths[self.look(row)] += len(row.text)
        self.body = lengths.most_common(1)[0][0] if lengths else None
        every = Counter(self.look(r) for r in rows)
        seen = Counter(self.look(r) for r in known)
        self.of_headings = {
            look
            for look, count in seen.items()
            if look != self.body and (count > 1 or every[look] < 3)
        }
        self.sure = {look for look in self.of_headings if every[look] - seen[look] <= seen[look]}
        # Names of entries are set alike all over, and smaller than the headings above them.
        largest = max((size for size, _, _ in self.of_headings), default=0.0)
        self.of_entries = {
            look
            for look, count in every.items()
            if look != self.body
            and look not in self.of_headings
            and look[0] < largest
            and count - seen[look] > max(1, seen[look])
        }
        levels = Counter(r.heading for r in known if r.heading)
        self.level = levels.most_common(1)[0][0] if levels else 0
        # Headings in a column of their own stand beside the first line of their sections.
        beside = [r for r in rows if 1 < len(r.cells) <= _MOST_CELLS and r.blank]
        self.beside = sum(heading_key(r.cells[0], v)[1] == 2 for r in beside) >= _SIDE_HEADINGS
        self.spaced = sum(r.blank for r in known) > len(known) / 2

    @staticmethod
    def look(row: Row) -> Look:
        """Size, weight and capitals: what a heading's look is made of."""
        return (round(row.size * 2) / 2, row.bold, row.caps)


def _eligible(row: Row, v: Vocabulary) -> bool:
    text = row.text
    if len(text) > 60 or "@" in text or text[-1] in ".,;。，" or len(text.split()) > 7:
        return False
    if row.bullet and not (row.caps or row.heading):
        return False
    return not find_periods(text, v.dates)


@lru_cache(maxsize=4096)
def heading_key(text: str, v: Vocabulary) -> tuple[str, int]:
    """Return the section that a heading's words name, and how surely: 2 exactly, 1 in part."""
    if len(text) > 80:
        return "", 0
    named = phrase(_NUMBERING.sub("", text).strip(" :："))
    for form in (named, named.replace(" ", ""), named.replace("-", " ")):
        if key := v.headings.get(form):
            return key, 2
    tokens = tuple(named.split())
    found = _of_several(text, v) or _of_last(tokens, v) or _of_first(tokens, v)
    return found or (_of_chinese(named, v) if CJK.match(named) else _of_compound(tokens, v))


Named = tuple[str, int]


def _of_several(text: str, v: Vocabulary) -> Named | None:
    """Two names in one heading: "Honors & Activities", "Formação Académica e Profissional"."""
    parts = [phrase(p) for p in _AND.split(fold(text).replace("&", " and ")) if phrase(p)]
    keys = [v.headings.get(p) for p in parts]
    if len(parts) < 2 or not any(keys):
        return None
    known = [k for k in keys if k and k != "custom"]
    neutral = (k or set(p.split()) <= v.qualifiers for k, p in zip(keys, parts, strict=True))
    return (known or ["custom"])[0], 2 if all(neutral) else 1


def _of_last(tokens: tuple[str, ...], v: Vocabulary) -> Named | None:
    """A name behind other words: "Relevant Experience"."""
    for size in (3, 2, 1):
        tail = " ".join(tokens[-size:])
        if size < len(tokens) <= size + 3 and tail in v.headings:
            return v.headings[tail], 2 if set(tokens[:-size]) <= v.qualifiers else 1
    return None


def _of_first(tokens: tuple[str, ...], v: Vocabulary) -> Named | None:
    """A name before other words, as Romance languages set them: "Experiencia en ventas"."""
    for size in (3, 2, 1):
        head, rest = " ".join(tokens[:size]), tokens[size:]
        if rest and head in v.headings and set(rest) <= v.qualifiers:
            return v.headings[head], 2
        if len(rest) > 1 and head in v.headings and rest[0] in v.area_words:
            return v.headings[head], 1
    return None


def _of_chinese(named: str, v: Vocabulary) -> Named:
    """A name at either end of a Chinese heading."""
    for size in range(min(len(named) - 1, 6), 1, -1):
        key = v.headings.get(named[:size]) or v.headings.get(named[-size:])
        if len(named) <= 10 and key:
            return key, 1
    return "", 0


def _of_compound(tokens: tuple[str, ...], v: Vocabulary) -> Named:
    """A compound that ends in a name: "Maschinenkenntnisse"."""
    if len(tokens) != 1:
        return "", 0
    ends = (key for end, key in v.heading_endings if tokens[0].endswith(end) and tokens[0] != end)
    key = next(ends, "")
    return key, 1 if key else 0


def _heading(
    row: Row, section: Section, looks: _Looks, v: Vocabulary
) -> tuple[str, str, Row | None] | None:
    """Return section key, title and the rest of the row where `row` is or begins with a heading."""
    if len(row.cells) > 1 and (side := _side_heading(row, section, looks, v)):
        return side
    if not _eligible(row, v):
        return _inline_heading(row, section, v)
    if looks.level and row.heading > looks.level:
        return None
    if key := _row_heading(row, section, looks, v):
        return key, row.text.strip(" :："), None
    return _inline_heading(row, section, v)


def _row_heading(row: Row, section: Section, looks: _Looks, v: Vocabulary) -> str:
    """Return the section whose heading the whole row is, or ""."""
    key, strength = heading_key(row.text, v)
    level = bool(looks.level and row.heading == looks.level)
    styled = level or looks.look(row) in looks.of_headings
    sure = level or looks.look(row) in looks.sure
    if key == "custom" and not styled and (looks.of_headings or not row.blank):
        return ""
    if key == section.key and not section.rows and not styled:
        return ""  # "Volunteer" below "Volunteering" is what the person was
    if strength == 2 and (styled or _stands_out(row, section, looks, v)):
        return key
    if strength == 1 and (sure or (row.caps and row.blank)) and len(row.cells) == 1:
        return key
    return "custom" if _unknown_heading(row, looks, v) else ""


def _stands_out(row: Row, section: Section, looks: _Looks, v: Vocabulary) -> bool:
    """Tell whether a row with a heading's words is one, and not an item of a list."""
    if row.heading:
        return True
    if row.caps:
        return row.blank or not looks.of_headings or looks.look(row) in looks.of_headings
    if row.bullet or len(row.cells) > 1 or looks.look(row) in looks.of_entries:
        return False
    plain = looks.body is not None and (looks.look(row) == looks.body or row.size < looks.body[0])
    loose = phrase(row.text) in v.loose_headings
    if looks.of_headings and plain:
        return row.blank and not loose
    return row.blank or not loose or section.key == HEADER


def _unknown_heading(row: Row, looks: _Looks, v: Vocabulary) -> bool:
    """Tell whether `row` looks like the known headings though its words are new."""
    if len(row.cells) > 1 or len(row.text.split()) > 5 or not any(c.isalpha() for c in row.text):
        return False
    if max(title_score(row.text, v), org_score(row.text, v), school_score(row.text, v)) >= 1:
        return False
    if looks.level:
        return row.heading == looks.level
    return looks.look(row) in looks.sure and row.blank


def _side_heading(
    row: Row, section: Section, looks: _Looks, v: Vocabulary
) -> tuple[str, str, Row | None] | None:
    """A heading in the left (or right) cell of a table row, beside the section's first row."""
    if len(row.cells) > _MOST_CELLS:
        return None  # a row of a table: "Understanding | Speaking | Writing"
    for at in (0, len(row.cells) - 1):
        cell = row.cells[at]
        key, strength = heading_key(cell, v)
        marked = cell.isupper() or row.heading or looks.look(row) in looks.of_headings
        beside = at == 0 and looks.beside and row.blank and key not in {section.key, "custom"}
        marked = marked or beside
        if phrase(cell) in v.address_labels:
            continue
        if strength == 2 and len(cell) < 50 and (marked or section.key == HEADER):
            if section.key in {"skills", "contact"} and not marked:
                continue
            cells = tuple(c for n, c in enumerate(row.cells) if n != at)
            rest = replace(row, text=" ".join(cells), cells=cells, blank=True)
            return key, cell, rest
    return None


def _inline_heading(
    row: Row, section: Section, v: Vocabulary
) -> tuple[str, str, Row | None] | None:
    """A heading with its content on one line: "Skills: Python, SQL"."""
    label, rest = label_of(row.text)
    if not label or not rest or row.bullet or not (row.blank or row.bold):
        return None
    if not _opens_section(label, rest, row, section, v):
        return None
    return heading_key(label, v)[0], label, replace(row, text=rest, cells=(rest,), blank=True)


def _opens_section(label: str, rest: str, row: Row, section: Section, v: Vocabulary) -> bool:
    """Tell whether a label at the start of a row is a heading, and not a group's name."""
    key, strength = heading_key(label, v)
    inside = section.key in {"skills", "work", "projects", "education", "volunteer", "custom"}
    if strength < 2 or key in {"contact", "custom"} or (inside and key not in _PLAIN_LISTS):
        return False
    if key == "languages" and any(w in v.spoken for w in words(rest)):
        return True
    if section.key in {"skills", "contact"} or (section.key == HEADER and not row.blank):
        return False
    named = phrase(label)
    return not inside or not (
        named in v.loose_headings or named in v.tool_labels | v.body_labels | v.course_labels
    )


def take_contact_rows(sections: list[Section], v: Vocabulary) -> list[Row]:
    """Move rows that hold contact data out of sections of text, and return them.

    A page's footer lands below the last section; an "About me" box may be an address alone.
    """
    taken: list[Row] = []
    for section in sections:
        if section.key in {HEADER, "contact", "references"}:
            continue
        counts = [contact_items(row.text) for row in section.rows]
        reached = [
            r
            for r, (n, rest) in zip(section.rows, counts, strict=True)
            # An address may go on in the next line of a narrow column.
            if (n and len(rest) < 25) or ("@" in r.text and len(r.text.split()) == 1)
        ]
        several = [
            r
            for r, (n, rest) in zip(section.rows, counts, strict=True)
            # Numbers alone may be norms and parts: "DIN VDE 0100-600, DIN VDE 0105-100".
            if n > 1 and len(rest) < (60 if "@" in r.text else 25) and not r.bullet
        ]
        boxed = section.key in {"summary", "custom", "interests"} and len(reached) > 1
        if boxed and not any(is_prose(row.text) for row in section.rows):
            several = list(section.rows)
        if section.key in {"projects", "publications"}:
            several = [r for r in several if r is section.rows[-1]]
            reached = [r for r in reached if EMAIL.search(r.text) or phones(r.text)]
        reach = [r for r in reached if r.block != section.rows[0].block]
        chosen = {id(r) for r in (*several, *reach)}
        if chosen:
            chosen |= {id(r) for r in _addresses_above(section.rows, chosen, v)}
        taken += [r for r in section.rows if id(r) in chosen]
        section.rows = [r for r in section.rows if id(r) not in chosen]
    return taken


def _addresses_above(rows: list[Row], chosen: set[int], v: Vocabulary) -> list[Row]:
    """Return the street and town that stand on the line above a footer's e-mail or number."""
    return [
        above
        for above, row in pairwise(rows)
        if id(row) in chosen
        and id(above) not in chosen
        and row is rows[-1]
        and not above.bullet
        and len(above.cells) == 1
        and any(c.isdigit() for c in above.text)
        and place_score(above.text, v) >= _ADDRESS
    ]

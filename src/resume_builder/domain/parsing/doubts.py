"""Signals that a field was misread, from its words, its entry, its neighbours and its place."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from resume_builder.domain import resume as r
from resume_builder.domain.document import Document, Line
from resume_builder.domain.parsing import wording
from resume_builder.domain.parsing.signals import is_prose
from resume_builder.domain.periods import find_periods
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import Vocabulary, fold

Path = str
# The fields whose absence is told, by kind of entry.
_EXPECTED: dict[type[r.Entry], tuple[tuple[str, str], ...]] = {
    r.Work: (
        ("name", "name"), ("position", "position"),
        ("start_date", "startDate"), ("end_date", "endDate"),
    ),
    r.Volunteer: (("organization", "organization"), ("position", "position")),
    r.Education: (
        ("institution", "institution"), ("study_type", "studyType"), ("end_date", "endDate"),
    ),
}  # fmt: skip
_ENOUGH = 2
# A doubt from here on means that nothing told the texts apart.
_GUESS = 0.3
# Country code and number; more is two numbers in one (E.164 allows fifteen digits in all).
_MOST_DIGITS = 12
_PARTS_OF_DATE, _MONTHS = 3, 12
# How many characters around a date are looked at.
_NEAR = 60
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPEN_END = re.compile(r"\s*[-‐‑–—~〜]\s*\w")
_OPEN_START = re.compile(r"[\d\w.]\s*[-‐‑–—~〜]\s*$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is looked at: the document, what was read, where from, and doubts of the reading.

    `told` are doubts that reading itself had, 0..1 by path: which of two texts is the employer.
    """

    document: Document
    resume: r.Resume
    sources: Mapping[Path, Span]
    told: Mapping[Path, float]
    v: Vocabulary


@dataclass(slots=True)
class Signals:
    """The signals against each field, by path.

    `whole` are those against an entry as a whole, by its id; `missing` the paths of expected
    fields with no words.
    """

    of: dict[Path, list[str]] = field(default_factory=dict[Path, list[str]])
    whole: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    missing: set[Path] = field(default_factory=set[Path])

    def add(self, path: Path, *names: str) -> None:
        """Note signals against one field."""
        self.of.setdefault(path, []).extend(names)


def signals_of(evidence: Evidence) -> Signals:
    """Return every signal in what was read."""
    found = Signals()
    places = _Places(evidence)
    _person(found, evidence, places)
    resume = evidence.resume
    for entries in (resume.work, resume.volunteer, resume.education):
        _section(found, entries, evidence, places)
    return found


class _Places:
    """The lines that fields stood on."""

    def __init__(self, evidence: Evidence) -> None:
        self.lines = evidence.document.lines
        self._starts = [line.start for line in self.lines]
        self._sources = evidence.sources

    def line(self, path: Path) -> Line | None:
        """Return the line that a field begins on."""
        number = self.number(path)
        return None if number is None else self.lines[number]

    def number(self, path: Path) -> int | None:
        """Return the number of the line that a field begins on."""
        span = self._sources.get(path)
        if span is None or not self.lines:
            return None
        return max(0, bisect_right(self._starts, span.start) - 1)

    def at(self, path: Path) -> int:
        """Return the offset a field begins at, -1 where it is not known."""
        span = self._sources.get(path)
        return -1 if span is None else span.start


def _person(found: Signals, e: Evidence, places: _Places) -> None:
    basics = e.resume.basics
    for name in ("name", "email", "location"):
        if not getattr(basics, name):
            found.missing.add(f"basics.{name}")
    if basics.name:
        found.add("basics.name", *wording.oddities(basics.name, e.v))
        found.add("basics.name", *wording.of_person(basics.name, e.v))
        found.add("basics.name", *_place_of_name(e, places))
    if basics.location:
        label = basics.location.label
        odd = [o for o in wording.oddities(label, e.v) if o not in ("few_letters", "sentence")]
        found.add("basics.location", *odd)
        if doubt := e.told.get("basics.location"):
            found.add("basics.location", "place_guessed" if doubt >= _GUESS else "place_unsure")
    if basics.phone and sum(c.isdigit() for c in basics.phone) > _MOST_DIGITS:
        found.add("basics.phone", "long_number")


def _place_of_name(e: Evidence, places: _Places) -> Iterator[str]:
    line, number = places.line("basics.name"), places.number("basics.name")
    if line is None or number is None:
        return
    first_page = [x for x in e.document.lines if x.page == e.document.lines[0].page]
    largest = max((x.size for x in first_page), default=0.0)
    if largest and line.size < 0.95 * largest:
        yield "not_largest"
        if line.size < 0.8 * largest:
            yield "small_type"
    if number > 3:
        yield "not_on_top"
    local = fold(e.resume.basics.email.split("@", maxsplit=1)[0])
    if local and not any(fold(t)[:4] in local for t in e.resume.basics.name.split() if len(t) > 2):
        yield "unlike_address"


def _section(found: Signals, entries: Sequence[r.DatedEntry], e: Evidence, places: _Places) -> None:
    shapes = [_shape(entry, places) for entry in entries]
    usual = {
        key: Counter(s[key] for s in shapes if key in s).most_common(1)
        for key in {key for s in shapes for key in s}
    }
    small = _usually_small(entries)
    for entry, shape in zip(entries, shapes, strict=True):
        paths = [f"{entry.id}.{alias}" for _, alias in _EXPECTED[type(entry)]]
        if isinstance(entry, r.Education):
            paths.append(f"{entry.id}.startDate")
        for name, alias in _EXPECTED[type(entry)]:
            if not getattr(entry, name):
                found.missing.add(f"{entry.id}.{alias}")
        whole = [*_entry(entry, e)]
        for key, value in shape.items():
            most = usual[key]
            if most and most[0][1] >= _ENOUGH and most[0][0] != value:
                whole.append(f"odd_{key}")
        found.whole[entry.id] = set(whole)
        for path in paths:
            found.add(path, *whole)
        _names(found, entry, e, small=small)
        _dates(found, entry, entries)
        _beside_dates(found, entry, e)


def _usually_small(entries: Sequence[r.DatedEntry]) -> bool:
    """Tell whether one of the two names begins with a small letter in every entry."""
    columns = zip(
        *([getattr(x, name) for name, _ in _EXPECTED[type(x)][:2]] for x in entries), strict=True
    )
    return len(entries) > 1 and any(all(t[:1].islower() for t in column) for column in columns)


def _shape(entry: r.DatedEntry, places: _Places) -> dict[str, object]:
    """How an entry is built: which fields it has, in what order, and how its first line looks."""
    aliases = [alias for _, alias in _EXPECTED[type(entry)]]
    at = {alias: places.at(f"{entry.id}.{alias}") for alias in aliases}
    there = [alias for alias in aliases if at[alias] >= 0]
    shape: dict[str, object] = {
        "filled": frozenset(there),
        "lines": bool(entry.highlights),
        "order": tuple(sorted(there, key=at.__getitem__)),
    }
    for alias in aliases[:2]:
        if line := places.line(f"{entry.id}.{alias}"):
            shape[f"look_{'first' if alias == aliases[0] else 'second'}"] = (
                round(line.size * 2), line.bold, line.italic, line.bullet
            )  # fmt: skip
    return shape


def _entry(entry: r.DatedEntry, e: Evidence) -> Iterator[str]:
    """Yield what speaks against an entry as a whole."""
    expected = _EXPECTED[type(entry)][:2]
    if not all(getattr(entry, name) for name, _ in expected):
        yield "lacks_name"
    if not (entry.start_date and entry.start_date.year) and not (
        entry.end_date and (entry.end_date.year or entry.end_date.present)
    ):
        yield "undated"
    texts = [h.text for h in entry.highlights] + entry.summary.split("\n")
    if any(_dated_line(text, e.v) for text in texts):
        yield "dates_inside"
    if " · " in entry.summary:
        yield "more_in_head"
    if entry.summary and not is_prose(entry.summary) and entry.highlights:
        yield "short_note"
    if not entry.highlights and not entry.summary:
        yield "bare"


def _dated_line(text: str, v: Vocabulary) -> bool:
    """Tell whether a line below an entry opens or ends with a range, as an entry's head does."""
    if len(text) > 120:
        return False
    found = [p for p in find_periods(text, v.dates) if p.ranged and p.known]
    return any(p.begin == 0 or p.stop >= len(text.rstrip(" )")) for p in found)


def _names(found: Signals, entry: r.DatedEntry, e: Evidence, *, small: bool) -> None:
    """Add what the words of the entry's names say. `small` titles are the person's style."""
    first, second = _EXPECTED[type(entry)][:2]
    for name, alias in (first, second):
        if text := getattr(entry, name):
            odd = [o for o in wording.oddities(text, e.v) if not (small and o == "begins_small")]
            found.add(f"{entry.id}.{alias}", *odd)
    one, other = f"{entry.id}.{first[1]}", f"{entry.id}.{second[1]}"
    texts = getattr(entry, second[0]), getattr(entry, first[0])
    school = isinstance(entry, r.Education)
    told = wording.of_school(*texts, e.v) if school else wording.of_job(*texts, e.v)
    for side, name in told:
        if side not in {"company", "school"}:
            found.add(other, f"school_{name}" if school else name)
        if side not in {"position", "degree"}:
            found.add(one, f"school_{name}" if school else name)
    for path in (one, other):
        if doubt := e.told.get(path):
            found.add(path, "order_unknown" if doubt >= _GUESS else "order_unsure")


def _dates(found: Signals, entry: r.DatedEntry, entries: Sequence[r.DatedEntry]) -> None:
    start, end = entry.start_date, entry.end_date
    paths = f"{entry.id}.startDate", f"{entry.id}.endDate"
    for date, path in zip((start, end), paths, strict=True):
        if date is not None:
            found.add(path, *_date(date))
    both: list[str] = []
    if start and end and start.year and end.year:
        if (start.year, start.month or 0) > (end.year, end.month or 12):
            both.append("reversed")
        if start == end and not isinstance(entry, r.Education):
            both.append("single_date")
    if start is None and end is not None:
        both.append("single_end")
    others = [x for x in entries if x is not entry]
    if others and start is None and all(x.start_date for x in others):
        both.append("odd_single")
    for path in paths:
        found.add(path, *both)
    if both:
        for _, alias in _EXPECTED[type(entry)][:2]:
            found.add(f"{entry.id}.{alias}", *(f"entry_{name}" for name in both))


def _date(date: r.PartialDate) -> Iterator[str]:
    """Yield what speaks against a date: "03/04/2019" is March in one country, April in others."""
    if not date.year and not date.present:
        yield "unread_date"
    parts = [part.strip() for part in date.text.split("/")]
    if date.day and len(parts) == _PARTS_OF_DATE and all(part.isdecimal() for part in parts):
        day, month = int(parts[0]), int(parts[1])
        if day != month and max(day, month) <= _MONTHS:
            yield "ambiguous_date"
    if date.year and str(date.year) not in date.text:
        yield "short_year"


def _beside_dates(found: Signals, entry: r.DatedEntry, e: Evidence) -> None:
    """Signs around a single date that it was one end of a range: a dash, another year."""
    paths = f"{entry.id}.startDate", f"{entry.id}.endDate"
    spans = [e.sources[path] for path in paths if path in e.sources]
    if not spans or (len(spans) > 1 and spans[0] != spans[1]):
        return
    text, (start, end) = e.document.text, spans[-1]
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
    signals = ["dash_beside"] if _OPEN_END.match(after) or _OPEN_START.search(before) else []
    if _YEAR.search(line_before) or _YEAR.search(line_after):
        signals.append("other_year")
    for path in paths:
        found.add(path, *signals)
    if signals and entry.start_date is None:
        found.missing.add(paths[0])

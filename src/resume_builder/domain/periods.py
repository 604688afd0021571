"""Finds dates and ranges of dates in a line, in the languages of the vocabulary."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from resume_builder.domain.resume import PartialDate
from resume_builder.domain.vocabulary import DateWords, fold, simplified

_DASH = r"\-－‐‑‒–—―−~～〜→>\u00ad"
_YEAR = r"(?:1[789]|20|21)\d\d"
# A year is no part of an amount, a version or a longer number.
_BEFORE = r"(?<![\d$€£#+])(?<!\d[.,])"
_AFTER = r"(?![\d%+])(?![.,]\d{3})"
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th|er|º|\.)?)"
_OF = r"(?:of|de|del|di|van|d')"
# A date names an entry on a line that a person can read; a longer one is running text.
_LONGEST = 1000
# What has no digit and no placeholder cannot hold a date: most lines are passed over by this.
_HINT = re.compile(r"\d\d|\d\s*年")


@dataclass(frozen=True, slots=True)
class Period:
    """A date or range in a text, at the half-open offsets `begin`, `stop`.

    `ranged` tells a range ("2019 - 2021", "since 2019") from a single date, which stands in `end`
    (and in `start` too where the reader of a job wants it).
    """

    begin: int
    stop: int
    start: PartialDate | None
    end: PartialDate | None
    ranged: bool

    @property
    def known(self) -> bool:
        """Tell whether any year was read: a template's "year - year" has none."""
        return any(d is not None and d.year is not None for d in (self.start, self.end))


@dataclass(frozen=True, slots=True)
class _Atom:
    begin: int
    stop: int
    date: PartialDate
    kind: str


@lru_cache(maxsize=4096)
def find_periods(text: str, words: DateWords) -> tuple[Period, ...]:
    """Return the dates and ranges in `text`, in order, without overlap."""
    patterns = _patterns(words)
    if len(text) > _LONGEST or not (_HINT.search(text) or patterns.placeholder.search(text)):
        return ()
    return _found(text if text.isascii() else simplified(text), words)


def _found(text: str, words: DateWords) -> tuple[Period, ...]:
    patterns = _patterns(words)
    atoms = [*_atoms(text, patterns.atom, words)]
    return tuple(_with_surroundings(text, p, patterns) for p in _pair(text, atoms, patterns))


def is_duration(text: str, words: DateWords) -> bool:
    """Tell whether `text` is no more than a length of time: "5 years 2 months"."""
    return bool(_patterns(words).duration.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class _Patterns:
    atom: re.Pattern[str]
    joiner: re.Pattern[str]
    since: re.Pattern[str]
    opener: re.Pattern[str]
    until: re.Pattern[str]
    duration: re.Pattern[str]
    placeholder: re.Pattern[str]
    open_end: re.Pattern[str]


Tree = dict[str, "Tree"]


def _any(options: Iterable[str]) -> str:
    """A pattern for one of `options`, the longest that fits; Latin ones as whole words."""
    listed = list(options)
    latin = _pattern_of(_tree(o for o in listed if ord(o[0]) < 0x2E80))
    other = _pattern_of(_tree(o for o in listed if ord(o[0]) >= 0x2E80))
    both = rf"(?<![^\W\d_])(?:{latin})(?![^\W\d_])"
    return f"(?:{both}|{other})" if other else both


def _tree(options: Iterable[str]) -> Tree:
    """Options by their first letters, so that a word is compared with few of them."""
    root: Tree = {}
    for option in options:
        node = root
        for letter in option:
            node = node.setdefault(letter, {})
        node[""] = {}
    return root


def _pattern_of(node: Tree) -> str:
    """A pattern for what a tree holds; "" marks where an option may end."""
    branches = [
        ("['’]" if letter == "'" else re.escape(letter)) + _pattern_of(below)
        for letter, below in node.items()
        if letter
    ]
    ends = "" in node and bool(branches)
    inner = "|".join(branches)
    return f"(?:{inner})?" if ends else f"(?:{inner})" if len(branches) > 1 else inner


@lru_cache(maxsize=4)
def _patterns(words: DateWords) -> _Patterns:
    month = _any(words.months)
    named = (
        rf"(?P<named>(?:(?P<nd>{_DAY})\s*(?:{_OF}\s+)?[-/ ]?\s*)?(?P<nm>{month})\.?"
        rf"(?:\s+(?P<nd2>[0-3]?\d)(?:st|nd|rd|th)?,)?[\s,./\-]*(?:{_OF}\s*)?"
        rf"(?P<ny>{_YEAR}(?!\d)|['’`]\d\d(?!\d)|(?<=[-/ ])\d\d(?![\d.,:/%+]|\s*(?:%|{month}))))"
    )
    # "2017-Apr"; in "2017 April 2018" the month belongs to the second year.
    year_named = (
        rf"(?P<ynamed>{_BEFORE}(?<!\w)(?P<ty>{_YEAR})(?:(?P<tie>[-./])|\s)(?P<tm>{month})(?![^\W\d_])\.?"
        rf"(?![\s,.'’]*\d)(?(tie)|(?=\s*(?:[{_DASH}),;|]|$))))"
    )
    numeric = (
        rf"(?P<zh>(?:(?P<roc>民[國国])\s*(?P<ry>\d{{2,3}})|(?P<zy>{_YEAR}))\s*年\s*(?:(?P<zm>1[0-2]|0?[1-9])\s*月份?)?(?:\s*(?P<zd>\d\d?)\s*日)?)"
        rf"|(?P<dmy>{_BEFORE}(?<![A-Za-z])(?P<dd>[0-3]?\d)\s?[./-]\s?(?P<dm>[0-3]?\d)\s?[./-]\s?(?P<dy>{_YEAR})(?!\d))"
        rf"|(?P<ymd>{_BEFORE}(?P<yy>{_YEAR})(?:[./-]|\s?/\s?)(?P<ym>1[0-2]|0[1-9]|[1-9])"
        rf"(?:[./-](?P<yd>[0-3]?\d))?(?!\d))"
        rf"|(?P<my>{_BEFORE}(?P<mm>1[0-2]|0?[1-9])(?:[./-]|\s?/\s?)(?P<myy>{_YEAR})(?!\d))"
        rf"|(?P<short>{_BEFORE}(?<![/.])(?P<sm>1[0-2]|0[1-9])[/.]['’]?(?P<sy>\d\d)(?![\d/.]))"
    )
    season = (
        rf"(?P<season>{_any(words.seasons)}\s*(?:term|semester)?[\s,]*(?:{_OF}\s+)?"
        rf"['’]?(?P<sey>{_YEAR}|\d\d/\d\d)(?:/\d\d(?:\d\d)?)?(?!\d))"
    )
    plain = rf"(?P<year>{_BEFORE}(?<![\w]){_YEAR}{_AFTER}(?![^\W\d_年月至]))"
    rest = rf"(?P<present>{_any(words.present)})|(?P<hold>{_any(words.placeholder)})"
    lone = rf"(?P<month>{month}\.?)|(?P<two>(?<=[\s{_DASH}/])['’]?\d\d(?![\d.,:%/+]))"
    joiners = "|".join(re.escape(j) for j in sorted(words.joiners, key=len, reverse=True))
    flags = re.IGNORECASE
    return _Patterns(
        atom=re.compile("|".join((season, named, year_named, numeric, plain, rest, lone)), flags),
        joiner=re.compile(
            rf"\W?\s*(?:[{_DASH}]+|)\s*(?:{joiners}|)\s*(?:the|la|el|o|le)?\s*", flags
        ),
        since=re.compile(rf"{_any(words.since)}[\s:]*$", flags),
        opener=re.compile(rf"{_any(words.openers)}[\s:]*$", flags),
        until=re.compile(rf"{_any(words.until)}[\s:]*$", flags),
        duration=re.compile(
            rf"[\s·•|,]*[(（]?\s*(?:\d+(?:[.,]\d)?\+?\s*{_any(words.duration)}\.?[\s,]*(?:and|und|et|y|e)?\s*)+[)）]?",
            flags,
        ),
        placeholder=re.compile(
            rf"{_any(words.placeholder)}\s*[{_DASH}]+\s*{_any(words.placeholder)}", flags
        ),
        open_end=re.compile(rf"\s*[{_DASH}]\s*"),
    )


def _atoms(text: str, pattern: re.Pattern[str], words: DateWords) -> Iterator[_Atom]:
    for found in pattern.finditer(text):
        # The kinds are the outermost groups, and the last group to close is one of them.
        kind = found.lastgroup or ""
        read = _READ[kind](found, words)
        if read is not None:
            text_of = {"text": found.group().strip(" ,")}
            yield _Atom(found.start(), found.end(), read.model_copy(update=text_of), kind)


Groups = re.Match[str]


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _full_year(text: str | None) -> int | None:
    """The year in four or two digits; two digits up to 69 are of this century."""
    digits = (text or "").strip("'’` ")
    if len(digits) != 2:
        return _number(digits[:4])
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _day(number: int | None) -> int | None:
    return number if number and 1 <= number <= 31 else None


def _named(group: Groups, words: DateWords) -> PartialDate:
    day = re.sub(r"\D", "", group["nd"] or group["nd2"] or "")
    month = words.months.get(fold(group["nm"] or ""))
    return PartialDate(year=_full_year(group["ny"]), month=month, day=_day(_number(day)))


def _year_named(group: Groups, words: DateWords) -> PartialDate:
    return PartialDate(year=_number(group["ty"]), month=words.months.get(fold(group["tm"] or "")))


def _chinese(group: Groups, _: DateWords) -> PartialDate:
    month = _number(group["zm"])
    day = _day(_number(group["zd"])) if month else None
    # Taiwan counts the years of the republic, founded in 1912.
    year = int(group["ry"]) + 1911 if group["roc"] else _number(group["zy"])
    return PartialDate(year=year, month=month, day=day)


def _day_first(group: Groups, _: DateWords) -> PartialDate | None:
    """Day before month, as most of the world writes; the other way where only that is possible."""
    day, month = int(group["dd"] or 0), int(group["dm"] or 0)
    if month > 12 >= day:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    return PartialDate(year=_number(group["dy"]), month=month, day=_day(day))


def _year_first(group: Groups, _: DateWords) -> PartialDate:
    day = _day(_number(group["yd"]))
    return PartialDate(year=_number(group["yy"]), month=_number(group["ym"]), day=day)


def _month_year(group: Groups, _: DateWords) -> PartialDate:
    return PartialDate(year=_number(group["myy"]), month=_number(group["mm"]))


def _present(_: Groups, _words: DateWords) -> PartialDate:
    return PartialDate(present=True)


def _placeholder(_: Groups, _words: DateWords) -> PartialDate:
    return PartialDate()


_READ: dict[str, Callable[[Groups, DateWords], PartialDate | None]] = {
    "season": lambda g, _: PartialDate(year=_full_year((g["sey"] or "")[:4].split("/")[0])),
    "named": _named,
    "ynamed": _year_named,
    "zh": _chinese,
    "dmy": _day_first,
    "ymd": _year_first,
    "my": _month_year,
    "short": lambda g, _: PartialDate(year=_full_year(g["sy"]), month=_number(g["sm"])),
    "year": lambda g, _: PartialDate(year=_number(g["year"])),
    "present": _present,
    "month": lambda g, words: PartialDate(
        month=words.months.get(fold((g["month"] or "").rstrip(".")))
    ),
    "two": lambda g, _: PartialDate(year=_full_year(g["two"])),
    "hold": _placeholder,
}
# Kinds that are a date on their own; the others only as one end of a range.
_WHOLE = {"season", "named", "ynamed", "zh", "dmy", "ymd", "my", "year"}


def _pair(text: str, atoms: list[_Atom], patterns: _Patterns) -> Iterator[Period]:
    at = 0
    while at < len(atoms):
        first = atoms[at]
        second = atoms[at + 1] if at + 1 < len(atoms) else None
        if second and _joined(first, second, text[first.stop : second.begin], patterns):
            yield _range(first, second)
            at += 2
            continue
        if first.kind in _WHOLE:
            yield Period(first.begin, first.stop, None, first.date, ranged=False)
        at += 1


def _joined(first: _Atom, second: _Atom, between: str, patterns: _Patterns) -> bool:
    """Tell whether two neighbours with `between` between them are one range."""
    if len(between) > 20 or not patterns.joiner.fullmatch(between):
        return False
    if not between.strip():
        with_months = first.date.month is not None and second.date.month is not None
        said = second.date.text
        glued = second.kind == "present" and (ord(said[0]) >= 0x2E80 or " " in said)
        return glued or (bool(between) and with_months and first.kind in _WHOLE & {second.kind})
    if first.kind == "month":
        return second.kind == "named"
    if first.kind == "hold":
        return second.kind in {"hold", "present"}
    if second.kind == "two":
        return first.kind in {"year", "season"}
    opens = first.kind in _WHOLE or first.kind == "short"
    return opens and (second.kind in _WHOLE or second.kind in {"present", "short", "hold"})


def _range(first: _Atom, second: _Atom) -> Period:
    start, end = first.date, second.date
    if first.kind == "month":
        start = start.model_copy(update={"year": end.year})
    if second.kind == "two" and start.year and end.year:
        end = end.model_copy(update={"year": start.year // 100 * 100 + end.year % 100})
    return Period(first.begin, second.stop, start, end, ranged=True)


def _with_surroundings(text: str, period: Period, patterns: _Patterns) -> Period:
    """Take in "since", "expected" before the dates and "(2 years)" after them."""
    start, end, ranged, begin = period.start, period.end, period.ranged, period.begin
    if not ranged and patterns.open_end.fullmatch(text, period.stop):
        start, end, ranged = end, PartialDate(present=True), True  # "2019 –" goes on
        return Period(begin, len(text.rstrip()), start, end, ranged=True)
    before = text[max(0, begin - 30) : begin]
    if found := patterns.since.search(before):
        begin -= len(before) - found.start()
        if not ranged:
            present = PartialDate(text=found.group().strip(" :"), present=True)
            start, end, ranged = end, present, True
    elif found := (patterns.opener.search(before) if ranged else patterns.until.search(before)):
        begin -= len(before) - found.start()
    after = patterns.duration.match(text, period.stop) if ranged else None
    return Period(begin, after.end() if after else period.stop, start, end, ranged)

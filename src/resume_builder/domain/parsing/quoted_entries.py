"""The passages of one entry become its fields, each with the place where its words stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from resume_builder.domain import resume as r
from resume_builder.domain.parsing.jobs import dates_of
from resume_builder.domain.parsing.lists import language_of
from resume_builder.domain.parsing.quoted_kinds import LISTS, MODEL_OF, TEXTS, field_for
from resume_builder.domain.parsing.quoting import Group, Passage
from resume_builder.domain.parsing.schools import split_degree, split_list
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.periods import Period, find_periods
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import Vocabulary, fold

# Kinds of entries in which a list without a name is one entry each.
_BARE = frozenset(["skills", "interest"])
# When something was received or came out: one day.
_DAYS = frozenset(["date", "release_date"])
_PERIOD = "period"


@dataclass(slots=True)
class Told:
    """The fields of one entry by name, and the range of the words of each."""

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    spans: dict[str, Span] = field(default_factory=dict[str, Span])

    def set(self, name: str, value: object, span: Span) -> None:
        """Fill a field."""
        self.values[name], self.spans[name] = value, span


@dataclass(frozen=True, slots=True)
class Made:
    """An entry, and where the words of its fields stand, by path."""

    entry: r.Entry
    sources: dict[str, Span]


def entries_of_group(group: Group, prefix: str, first: int, v: Vocabulary) -> list[Made]:
    """Return the entry that passages tell of; skills and pastimes without a group are one each.

    `first` is the number of the first id, after `prefix`.
    """
    told = _told(group, v)
    if group.kind == "education":
        _split_degree(told, v)
    elif group.kind == "language":
        _split_level(told, v)
    elif group.kind in _BARE:
        _split_list(told)
        if not told.values.get("name"):
            words = told.values.get("keywords", ())
            span = told.spans.get("keywords", Span(0, 0))
            bare = [Told({"name": name}, {"name": span}) for name in words]
            return [_made(group, one, f"{prefix}{n}") for n, one in enumerate(bare, first)]
    return [_made(group, told, f"{prefix}{first}")] if told.values else []


def _told(group: Group, v: Vocabulary) -> Told:
    """Return the fields of a group: the first passage of a kind, or all where it holds several."""
    by_field: dict[str, list[Passage]] = {}
    for passage in group.passages:
        by_field.setdefault(field_for(group.kind, passage.kind), []).append(passage)
    more: list[Passage] = []
    told = Told()
    for name, passages in by_field.items():
        if name in LISTS:
            told.set(name, _pieces(passages), _whole(passages))
        elif name == _PERIOD or name in _DAYS:
            _set_dates(told, name, passages, v, school=group.kind == "education")
        elif name not in (*TEXTS, "highlights"):
            told.set(name, passages[0].text, passages[0].span)
            more += [p for p in passages[1:] if p.text != passages[0].text]
    lines = by_field.get("highlights", [])
    if lines:
        told.set("highlights", lines, _whole(lines))
    for name in TEXTS & MODEL_OF[group.kind].model_fields.keys():
        texts = sorted([*by_field.get(name, ()), *more], key=lambda p: p.span.start)
        if texts:
            told.set(name, "\n".join(p.text for p in texts), _whole(texts))
    return told


def _pieces(passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for p in passages for piece in split_list(p.text)))


def _whole(passages: Sequence[Passage]) -> Span:
    return Span(min(p.span.start for p in passages), max(p.span.end for p in passages))


def _set_dates(
    told: Told, name: str, passages: Sequence[Passage], v: Vocabulary, *, school: bool
) -> None:
    """Read the quoted dates; what the rules cannot read is kept in its own words."""
    period, span = _period(passages, v), _whole(passages)
    start, end = (period.start, period.end) if school else dates_of(period)
    if name in _DAYS:
        start, end = None, start if end is None or end.present else end
    for field_name, date in (("start_date", start), (name if name in _DAYS else "end_date", end)):
        if date is not None:
            told.set(field_name, date, span)


def _period(passages: Sequence[Passage], v: Vocabulary) -> Period:
    """Return the first range in some quotes, or what two single dates make together."""
    found = [p for passage in passages for p in _periods_in(passage, v)]
    if ranged := next((p for p in found if p.ranged), None):
        return ranged
    if len(found) > 1:
        return Period(0, 0, found[0].end, found[1].end, ranged=True)
    if found:
        return found[0]
    return Period(0, 0, None, r.PartialDate(text=passages[0].text), ranged=False)


def _periods_in(passage: Passage, v: Vocabulary) -> Iterator[Period]:
    """Yield the dates in a passage, with no words but its own."""
    for period in find_periods(passage.text, v.dates):
        yield Period(
            period.begin, period.stop,
            _in_own_words(period.start, passage.text), _in_own_words(period.end, passage.text),
            period.ranged,
        )  # fmt: skip


def _in_own_words(date: r.PartialDate | None, text: str) -> r.PartialDate | None:
    """Return a date with the passage as its words where reading changed letters of them."""
    if date is None or date.text in text:
        return date
    return date.model_copy(update={"text": text})


def _split_degree(told: Told, v: Vocabulary) -> None:
    """Take the subject out of "BSc in Physics" where it was not quoted by itself."""
    degree = told.values.get("study_type", "")
    if degree and not told.values.get("area"):
        name, area = split_degree(degree, v)
        if area:
            span = told.spans["study_type"]
            told.set("study_type", name, span)
            told.set("area", area, span)


def _split_level(told: Told, v: Vocabulary) -> None:
    """Take how well it is spoken out of "English (fluent)" where it was not quoted by itself."""
    text = told.values.get("language", "")
    if text and not told.values.get("fluency"):
        name, level = language_of(text)
        if name and fold(level) in v.fluency:
            span = told.spans["language"]
            told.set("language", name, span)
            told.set("fluency", level, span)


def _split_list(told: Told) -> None:
    """Take "Tools: Git, Make" apart where its parts were not quoted by themselves."""
    name = told.values.get("name", "")
    if name and not (told.values.get("keywords") or told.values.get("level")):
        label, rest = label_of(name)
        pieces = split_list(rest if label else name)
        if label or len(pieces) > 1:
            span = told.spans["name"]
            told.set("name", label, span)
            told.set("keywords", tuple(pieces), span)


def _made(group: Group, told: Told, entry_id: str) -> Made:
    model: Any = MODEL_OF[group.kind]
    values = dict(told.values)
    if lines := values.pop("highlights", None):
        values["highlights"] = tuple(
            r.Highlight(id=f"{entry_id}h{n}", text=line.text, span=line.span)
            for n, line in enumerate(lines, 1)
        )
    entry: r.Entry = model(id=entry_id, span=group.span, **values)
    sources = {
        f"{entry_id}.{model.model_fields[name].alias or name}": span
        for name, span in told.spans.items()
        if name != "highlights" and values.get(name)
    }
    lines = entry.highlights if isinstance(entry, r.DatedEntry) else ()
    return Made(entry, sources | {line.id: line.span for line in lines if line.span})

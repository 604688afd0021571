"""How sure the reading of each field is: the signals against it, weighed and added up.

A weight is how much a signal lowers the log odds that the field is right. The weights were fitted
by logistic regression without negative weights to 5,200 labelled fields of 270 résumés (seven
sets: LaTeX, word processors, web themes, ten languages), then rounded by hand. Fitted on one half
of the documents, they judge the other half as well. `python -m bench confidence` measures them.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from resume_builder.domain import resume as r
from resume_builder.domain.document import Document
from resume_builder.domain.fields import Field, fields_of
from resume_builder.domain.parsing.doubts import Evidence, Signals, signals_of
from resume_builder.domain.values import Span

# What a field's log odds begin with, and those of fields that no label of ours tells.
_BASE = {
    "contact": 4.5, "place": 2.9, "person": 3.8, "names": 3.3, "school": 3.5,
    "start": 3.7, "end": 3.7, "other": 3.5,
}  # fmt: skip
_WHOLE = {"little_matched": 0.3, "hardly_matched": 0.4}
_ENTRY = {
    "lacks_name": 1.2, "odd_lines": 0.8, "odd_look_first": 1.0, "odd_look_second": 0.6,
    "odd_order": 0.4, "odd_filled": 0.3, "short_note": 0.3, "more_in_head": 0.6,
    "dates_inside": 0.3,
}  # fmt: skip
_WORDS = {
    "begins_small": 2.0, "breaks_off": 1.6, "dated": 1.7, "sentence": 1.2, "mixed": 1.6,
    "few_letters": 0.8, "stray_signs": 2.2, "heading": 0.6, "label": 0.6,
}  # fmt: skip
_DATE = {
    "single_date": 1.9, "single_end": 1.0, "dash_beside": 2.0, "other_year": 1.5,
    "reversed": 2.5, "unread_date": 2.5, "ambiguous_date": 2.6, "odd_single": 0.3,
    "short_year": 0.5,
}  # fmt: skip
_WEIGHTS: dict[str, Mapping[str, float]] = {
    "contact": {"long_number": 2.0},
    "place": {"place_guessed": 1.8, "place_unsure": 0.8, "breaks_off": 1.0, "begins_small": 1.0},
    "person": {
        "breaks_off": 2.4, "label": 2.6, "not_largest": 1.1, "small_type": 0.9, "not_on_top": 1.2,
        "one_word": 2.5, "small_word": 1.0, "title": 0.8, "unlike_address": 0.8,
        "begins_small": 1.5, "heading": 1.0, "stray_signs": 2.4, "dated": 2.0, "sentence": 1.5,
    },
    "names": {
        **_ENTRY, **_WORDS, "lacks_name": 0.6, "odd_order": 1.6, "bare": 0.7, "half_told": 1.3,
        "untold": 0.4, "order_unknown": 2.0, "order_unsure": 0.7, "swapped": 1.9, "undated": 1.0,
        "entry_odd_single": 0.8, "entry_single_date": 0.4, "entry_reversed": 0.8, "same": 2.2,
    },
    "school": {
        **_ENTRY, **_WORDS, "school_mixed": 2.6, "school_swapped": 2.0, "order_unknown": 1.1,
        "school_no_degree_word": 1.4, "school_no_school_word": 1.1, "school_only_org_word": 0.5,
        "school_place": 0.4, "begins_small": 1.2, "undated": 0.4, "odd_order": 0.2,
    },
    "start": {**_ENTRY, **_DATE, "dash_beside": 0.4, "other_year": 0.4},
    "end": {**_ENTRY, **_DATE},
    "other": {**_ENTRY, **_WORDS},
}  # fmt: skip
_GROUP_OF_BASICS = {"name": "person", "email": "contact", "phone": "contact", "location": "place"}
_GROUP_OF_ENTRY = {
    "startDate": "start", "endDate": "end", "date": "end", "releaseDate": "end",
    "position": "names", "organization": "names", "institution": "school", "studyType": "school",
}  # fmt: skip
# How sure a date is whose words could not be read, in a file that names its fields.
_UNREAD = 0.5
# Shares of the text that found no home, and the signals they are.
_UNMATCHED = ((0.05, "little_matched"), (0.15, "hardly_matched"))


def confidence_of(evidence: Evidence, unmatched: Sequence[str]) -> dict[str, float]:
    """Return how sure each field is, 0..1 by path; 0 for an expected field with no words."""
    signals = signals_of(evidence)
    whole = list(_whole(evidence.document, unmatched))
    seen = _Characters(evidence.document)
    found = dict.fromkeys(sorted(signals.missing), 0.0)
    for field in fields_of(evidence.resume):
        odds = _odds(field, signals, whole)
        sure = seen.certainty(evidence.sources.get(field.path)) / (1 + math.exp(-odds))
        found[field.path] = round(sure, 2)
    return found


def taken_at_its_word(resume: r.Resume) -> dict[str, float]:
    """Return the confidence of a file that names its fields: certain, but for unread dates."""
    found: dict[str, float] = {}
    for field in fields_of(resume):
        date = field.date
        unread = date is not None and date.year is None and not date.present
        found[field.path] = _UNREAD if unread else 1.0
    return found


def is_at_its_word(confidence: Mapping[str, float]) -> bool:
    """Tell whether a fresh reading is of a file that names its fields: the rules doubt a little."""
    return set(confidence.values()) <= {_UNREAD, 1.0}


def _odds(field: Field, signals: Signals, whole: Sequence[str]) -> float:
    group = _group(field)
    weights = {**_WEIGHTS[group], **_WHOLE}
    against = {*signals.of.get(field.path, ()), *whole}
    if group == "other" and field.entry is not None:
        against |= signals.whole.get(field.entry.id, set())
    return _BASE[group] - sum(weights.get(name, 0.0) for name in against)


def _group(field: Field) -> str:
    if field.entry is None:
        return _GROUP_OF_BASICS.get(field.name, "other")
    if field.name == "name" and isinstance(field.entry, r.Work):
        return "names"
    return _GROUP_OF_ENTRY.get(field.name, "other")


def _whole(document: Document, unmatched: Sequence[str]) -> Iterator[str]:
    """Yield what speaks against the reading as a whole: much of the text found no home."""
    letters = sum(map(str.isalnum, document.text))
    left = sum(sum(map(str.isalnum, text)) for text in unmatched)
    for share, name in _UNMATCHED:
        if left > share * letters:
            yield name


class _Characters:
    """How sure the reader was of the characters themselves."""

    def __init__(self, document: Document) -> None:
        self._lines = [line for line in document.lines if line.certainty < 1]

    def certainty(self, span: Span | None) -> float:
        """The least certainty of the lines in `span`, 1 where the file holds the characters."""
        if span is None or not self._lines:
            return 1.0
        inside = (x.certainty for x in self._lines if x.start < span.end and span.start < x.end)
        return min(inside, default=1.0)

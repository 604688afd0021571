"""What a machine made of a file of ours, beside what was set in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from resume_builder.domain.checking.model import ReadBack, ReadField
from resume_builder.domain.fields import Field, entries_of, fields_of, fields_of_entry
from resume_builder.domain.resume import Entry, Resume

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# What is kept with a résumé and never printed.
_NOT_SET = frozenset(["image", "type", "countryCode"])

Read = dict[str, str]


def read_back(expected: Resume, read: Resume) -> ReadBack:
    """Return which fields of `expected` came back in `read`, the same words in the same field.

    Entries are paired within their section by what they share, so that one that was lost does not
    make the others look wrong. Spaces and the scheme of an address do not count.
    """
    differences: list[ReadField] = []
    alike: list[ReadField] = []
    for fields, came in _pairs(expected, read):
        for field, place, text in fields:
            found = came.get(place, "")
            told = ReadField(path=field.path, expected=text, read=found)
            (alike if _is_same(field, text, found) else differences).append(told)
    return ReadBack(
        fields=len(differences) + len(alike), differences=tuple(differences), alike=tuple(alike)
    )


_Set = list[tuple[Field, str, str]]


def _pairs(expected: Resume, read: Resume) -> Iterator[tuple[_Set, Read]]:
    """Yield the person's fields, then each entry's, with what came back for them."""
    yield _of_person(expected), {place: text for _, place, text in _of_person(read)}
    ours, theirs = _by_section(expected), _by_section(read)
    for section, entries in ours.items():
        yield from _paired([*map(_placed, entries)], [*map(_placed, theirs.get(section, ()))])


def _paired(ours: Sequence[_Set], theirs: Sequence[_Set]) -> Iterator[tuple[_Set, Read]]:
    """Yield each of our entries with the one of theirs that shares most, the surest pairs first."""
    alike = sorted(
        ((-_shared(o, t), i, j) for i, o in enumerate(ours) for j, t in enumerate(theirs))
    )
    pairs: dict[int, int] = {}
    for less, i, j in alike:
        if less and i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, fields in enumerate(ours):
        found = theirs[pairs[i]] if i in pairs else []
        yield fields, {place: text for _, place, text in found}


def _of_person(resume: Resume) -> _Set:
    return _texts(f for f in fields_of(resume) if f.path.startswith("basics."))


def _placed(entry: Entry) -> _Set:
    return _texts(fields_of_entry(entry))


def _texts(fields: Iterable[Field]) -> _Set:
    """Return each printed field with its place in the entry: its name, or a line's own words.

    A line has no number there: one that was lost would make all that follow it look wrong.
    """
    made: _Set = []
    for field in fields:
        if field.name not in _NOT_SET:
            text = _said(field)
            place = field.path.partition(".")[2] if "." in field.path else f"- {_plain(text)}"
            made.append((field, place, text))
    return made


def _said(field: Field) -> str:
    if field.date is not None:
        return "present" if field.date.present else field.date.iso or field.texts[0]
    return ", ".join(field.texts)


def _shared(fields: _Set, other: _Set) -> int:
    return len({_plain(text) for _, _, text in fields} & {_plain(text) for _, _, text in other})


def _by_section(resume: Resume) -> Mapping[str, list[Entry]]:
    """Return the entries of each section; those of the person's own sections together."""
    kinds = groupby(entries_of(resume), key=lambda entry: type(entry).__name__)
    return {kind: list(entries) for kind, entries in kinds}


def _is_same(field: Field, text: str, found: str) -> bool:
    if field.name == "location":
        # A place is written in one line and read in parts.
        return set(_WORD.findall(text.casefold())) <= set(_WORD.findall(found.casefold()))
    return _plain(text) == _plain(found)


def _plain(text: str) -> str:
    joined = unicodedata.normalize("NFC", " ".join(text.split()))
    return _SCHEME.sub("", joined).rstrip("/")

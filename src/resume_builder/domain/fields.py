"""The fields of a résumé under the paths that edits, sources and confidences share.

A path is "basics.name", "w1.startDate" (the entry's id, the field as JSON Resume writes it),
"x1e2.name" in a section of the person's own, "basics.profiles.0", or a highlight's id: "w1h3".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from resume_builder.domain import resume as r

_SECTIONS = tuple(r.SECTION_PREFIXES)
_NOT_FIELDS = frozenset(["id", "span", "extra", "highlights"])
_OF_BASICS = ("name", "label", "image", "email", "phone", "url", "summary")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that holds something: its words, one text an item where it is a list.

    `entry` is the entry it stands in, None for those of the person. `span` is where a highlight's
    lines stood.
    """

    path: str
    texts: tuple[str, ...]
    entry: r.Entry | None = None
    date: r.PartialDate | None = None
    span: r.Span | None = None

    @property
    def name(self) -> str:
        """The last part of the path: "startDate"; a highlight's id has none."""
        return self.path.rpartition(".")[2]


def fields_of(resume: r.Resume) -> Iterator[Field]:
    """Yield every filled field, the person's first, then entry by entry."""
    yield from _of_basics(resume.basics)
    for entry in entries_of(resume):
        yield from fields_of_entry(entry)


def entries_of(resume: r.Resume) -> Iterator[r.Entry]:
    """Yield the entries of every section, then those of the person's own sections."""
    for section in _SECTIONS:
        yield from getattr(resume, section)
    for own in resume.sections:
        yield from own.entries


def _of_basics(basics: r.Basics) -> Iterator[Field]:
    for name in _OF_BASICS:
        text: str = getattr(basics, name)
        # A photo is no words.
        if text and not (name == "image" and text.startswith("data:")):
            yield Field(f"basics.{name}", (text,))
    if place := basics.location:
        texts = place.text or [
            t for t in (place.address, place.postal_code, place.city, place.region) if t
        ]
        found = (texts,) if isinstance(texts, str) else tuple(texts or [place.country_code])
        if any(found):
            yield Field("basics.location", found)
    for number, profile in enumerate(basics.profiles):
        if text := profile.url or profile.username or profile.network:
            yield Field(f"basics.profiles.{number}", (text,))


@cache
def _names_of(kind: type[r.Entry]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of entry, each with the name that JSON Resume gives it."""
    fields = kind.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if name not in _NOT_FIELDS)


def fields_of_entry(entry: r.Entry) -> Iterator[Field]:
    """Yield the filled fields of `entry` and its highlights."""
    for name, alias in _names_of(type(entry)):
        value: object = getattr(entry, name)
        if not value:
            continue
        path = f"{entry.id}.{alias}"
        if isinstance(value, r.PartialDate):
            if text := value.text or value.iso:
                yield Field(path, (text,), entry, date=value)
        else:
            texts = cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))
            yield Field(path, tuple(t for t in texts if t), entry)
    if isinstance(entry, r.DatedEntry):
        for line in entry.highlights:
            yield Field(line.id, (line.text,), entry, span=line.span)

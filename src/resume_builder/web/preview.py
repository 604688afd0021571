"""What the client shows beside its fields: each page with the places of fields, and its words."""

from collections.abc import Iterable
from typing import Literal

from resume_builder.features.rendering.language import runs_from_right
from resume_builder.features.rendering.ports import PreviewPage
from resume_builder.features.rendering.sheet import (
    Piece,
    SectionForm,
    Sheet,
    SheetEntry,
    SheetSection,
)
from resume_builder.web.api import Answer


class PlaceAnswer(Answer):
    """Where a field stands on a page: a box for each line, (x, y, width, height) in points.

    `path` is that of a field ("w1.position", "basics.email"), a highlight ("w1h3"), an entry
    ("s1"), or a section's title ("section:work").
    """

    path: str
    boxes: list[tuple[float, float, float, float]]


class PageAnswer(Answer):
    """One page: its number from 1, its size in points, and the hash that names its image."""

    number: int
    width: float
    height: float
    sha256: str


class PreviewPageAnswer(PageAnswer):
    """A page, and where each field stands on it."""

    places: list[PlaceAnswer]


class SaidAnswer(Answer):
    """Words as they print, the path of what they are from, and where they lead ("" nowhere)."""

    text: str
    path: str
    href: str


class SaidEntryAnswer(Answer):
    """An item of a section: its title, the line below it, paragraphs, and highlights."""

    id: str
    title: list[SaidAnswer]
    line: list[SaidAnswer]
    notes: list[SaidAnswer]
    highlights: list[SaidAnswer]


class SaidSectionAnswer(Answer):
    """A section by its name in the options: a kind, or the id of a custom section."""

    name: str
    title: str
    form: SectionForm
    entries: list[SaidEntryAnswer]


class SheetAnswer(Answer):
    """All that the pages say, in reading order, for who listens to it instead of looking."""

    language: str
    direction: Literal["ltr", "rtl"]
    head: list[SaidAnswer]
    contact: list[SaidAnswer]
    sections: list[SaidSectionAnswer]


def pages_answer(pages: Iterable[PreviewPage]) -> list[PreviewPageAnswer]:
    """Return pages as the API answers them."""
    return [
        PreviewPageAnswer(
            number=page.number,
            width=page.width,
            height=page.height,
            sha256=page.sha256,
            places=[PlaceAnswer(path=p.path, boxes=list(p.boxes)) for p in page.places],
        )
        for page in pages
    ]


def sheet_answer(sheet: Sheet) -> SheetAnswer:
    """Return a sheet as the API answers it."""
    return SheetAnswer(
        language=sheet.language,
        direction="rtl" if runs_from_right(sheet.language) else "ltr",
        head=_said(("basics.name", sheet.name), ("basics.label", sheet.headline)),
        contact=[_piece(piece, piece.path) for piece in sheet.contact],
        sections=[_section(section) for section in sheet.sections],
    )


def _section(section: SheetSection) -> SaidSectionAnswer:
    return SaidSectionAnswer(
        name=section.name,
        title=section.title,
        form=section.form,
        entries=[_entry(entry) for entry in section.entries],
    )


def _entry(entry: SheetEntry) -> SaidEntryAnswer:
    path, fields = entry.path, entry.fields
    line = _said(*entry.places(), (path(fields.dates), entry.dates))
    return SaidEntryAnswer(
        id=entry.id,
        title=_said((path(fields.title), entry.title), (entry.id, entry.detail)),
        line=[*line, *([_piece(entry.link, path("url"))] if entry.link else [])],
        notes=_said(*((path(fields.notes), note) for note in entry.notes)),
        highlights=_said(*((b.id, b.text) for b in entry.bullets)),
    )


def _said(*texts: tuple[str, str]) -> list[SaidAnswer]:
    return [SaidAnswer(text=text, path=path, href="") for path, text in texts if text]


def _piece(piece: Piece, path: str) -> SaidAnswer:
    return SaidAnswer(text=piece.text, path=path, href=piece.href)

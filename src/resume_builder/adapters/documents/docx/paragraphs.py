"""One paragraph of a DOCX file: its runs as lines of text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from resume_builder.adapters.documents.css import colour, same
from resume_builder.adapters.documents.docx.styles import (
    Face,
    ParagraphStyle,
    Styles,
    W,
    face_of,
    is_mark_font,
    value_of,
    with_properties,
)
from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.markup import Element
from resume_builder.adapters.documents.runs import DEFAULT_SIZE, Look, RunLine, Stand

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Content that stands in its own place: read by the body walker, or tracked as deleted.
_SKIPPED = {W + "del", W + "moveFrom", W + "pPr", W + "txbxContent", W + "sectPr", W + "instrText"}
_RUNS = {W + "r"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
# Points below which nobody can read a letter.
_UNREADABLE = 2.0
# Where the signs of mark fonts stand among the private code points.
_PRIVATE_PAGE = 0xF000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands. `back` is the colour behind it, None where it is not known."""

    back: str | None = "ffffff"
    block: int = 0
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """What the whole file gives to each paragraph."""

    styles: Styles
    formats: Mapping[tuple[str, int], str]
    targets: Mapping[str, str]
    hidden: Hidden
    where: str = "page"


@dataclass(slots=True)
class _Reading:
    """The state of reading one paragraph."""

    sources: Sources
    place: Place
    style: ParagraphStyle
    lines: list[RunLine] = field(default_factory=lambda: [RunLine()])
    fields: list[str] = field(default_factory=list[str])
    hidden: list[str] = field(default_factory=list[str])


def read_paragraph(element: Element, sources: Sources, place: Place) -> list[Draft]:
    """Return a paragraph's lines (one, or one for each line break); blank ones have no text."""
    properties = element.find(W + "pPr")
    style = sources.styles.paragraph(value_of(properties, "pStyle"))
    reading = _Reading(sources, place, with_properties(style, properties))
    for run, url in _runs(element, sources.targets, ""):
        _read_run(run, url, reading)
    sources.hidden.add("".join(reading.hidden), sources.where)
    drafts = [_draft(line, reading, first=not n) for n, line in enumerate(reading.lines)]
    drafts[0].gap = reading.style.before / DEFAULT_SIZE
    return drafts


def after_of(element: Element, styles: Styles) -> float:
    """Return the space after a paragraph in points."""
    properties = element.find(W + "pPr")
    return with_properties(styles.paragraph(value_of(properties, "pStyle")), properties).after


def _runs(element: Element, targets: Mapping[str, str], url: str) -> Iterator[tuple[Element, str]]:
    """Every run of a paragraph with the address it links to; deleted text is left out."""
    for child in element:
        if child.tag in _SKIPPED or child.tag == _FALLBACK:
            continue
        if child.tag in _RUNS:
            yield child, url
        elif child.tag == W + "hyperlink":
            yield from _runs(child, targets, targets.get(child.get(R + "id") or "", url))
        elif child.tag == W + "fldSimple":
            found = _FIELD_LINK.search(child.get(W + "instr") or "")
            yield from _runs(child, targets, found[1] if found else url)
        elif isinstance(child.tag, str) and child.tag.startswith(W):
            yield from _runs(child, targets, url)


def _read_run(run: Element, url: str, reading: _Reading) -> None:
    """Read one run into the open line."""
    properties = run.find(W + "rPr")
    stated = face_of(properties)
    styles = reading.sources.styles
    face = stated.over(styles.character(value_of(properties, "rStyle"))).over(reading.style.face)
    is_hidden = _is_hidden(face, reading)
    for child in run:
        if child.tag == W + "fldChar":
            _field(child, reading)
        elif child.tag == W + "instrText" and reading.fields:
            reading.fields[-1] += child.text or ""
        elif child.tag in (W + "br", W + "cr"):
            reading.lines.append(RunLine())
        elif child.tag in (W + "tab", W + "ptab"):
            reading.lines[-1].tab()
        else:
            _take(_text_of(child), face, url or _field_url(reading), is_hidden, reading)


def _take(text: str, face: Face, url: str, is_hidden: bool, reading: _Reading) -> None:
    if not text:
        return
    if is_hidden:
        reading.hidden.append(text)
        return
    if face.caps:
        text = text.upper()
    text = reading.sources.hidden.without_invisible(text, reading.sources.where)
    look = Look(bool(face.bold), bool(face.italic), face.size or DEFAULT_SIZE, url)
    reading.lines[-1].add(text, look)


def _text_of(child: Element) -> str:
    """Return the text of a run's child; symbols of icon fonts are bullets or nothing."""
    if child.tag == W + "t":
        return (child.text or "").replace("\n", " ")
    if child.tag == W + "noBreakHyphen":
        return "-"
    if child.tag == W + "sym":
        return (
            _sign(child.get(W + "char") or "") if is_mark_font(child.get(W + "font") or "") else " "
        )
    return ""


def _sign(code: str) -> str:
    """Return a sign of a mark font as the private character that it has in text."""
    if not re.fullmatch("[0-9A-Fa-f]{2,4}", code):
        return ""
    return chr(_PRIVATE_PAGE | (int(code, 16) & 0xFF))


def _field(child: Element, reading: _Reading) -> None:
    """Open or close a complex field."""
    kind = child.get(W + "fldCharType")
    if kind == "begin":
        reading.fields.append("")
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _field_url(reading: _Reading) -> str:
    """Return the address of the innermost open HYPERLINK field."""
    for code in reversed(reading.fields):
        if found := _FIELD_LINK.search(code):
            return found[1]
    return ""


def _is_hidden(face: Face, reading: _Reading) -> bool:
    """Tell whether nobody sees text of this format at this place."""
    if face.vanish or (face.size is not None and face.size < _UNREADABLE):
        return True
    back = face.fill or reading.style.fill or reading.place.back
    shown, behind = colour(f"#{face.colour or '000000'}".lower()), colour(f"#{back}")
    return shown is not None and behind is not None and same(shown, behind)


def _draft(line: RunLine, reading: _Reading, *, first: bool) -> Draft:
    """Return the finished line."""
    style, place = reading.style, reading.place
    kind = reading.sources.formats.get((style.list_id, style.list_level), "")
    listed = bool(style.list_id) and kind not in ("", "none") and not style.heading
    level = max(style.list_level if listed else 0, place.indent)
    stand = Stand(place.block, style.left, style.heading, listed=listed, level=level)
    return line.draft(stand, first=first)

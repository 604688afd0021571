"""Lines before their offsets are known, and how a Document is made of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from resume_builder.domain.document import Document, Line, Link
from resume_builder.domain.values import Finding, clean_text
from resume_builder.features.resumes.errors import TextTooLong
from resume_builder.features.resumes.limits import MAX_CHARACTERS

# Words that were read in a picture with less certainty may be wrong (docs/decisions, page on
# recognition): of the lines that were right two in a hundred hold a less certain character, of
# those that were wrong nine in ten.
SURE = 0.6


@dataclass(slots=True)
class Draft:
    """A line under construction: the fields of Line, and links with offsets within `text`."""

    text: str
    page: int = 0
    block: int = 0
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    heading: int = 0
    bullet: bool = False
    indent: int = 0
    gap: float = 0.0
    tabs: tuple[int, ...] = ()
    certainty: float = 1.0
    unsure: tuple[tuple[int, int], ...] = ()
    links: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])


@dataclass(slots=True)
class Facts:
    """What a reader knows of a file beside its lines."""

    media_type: str
    name: str = ""
    pages: int = 1
    findings: tuple[Finding, ...] = ()
    structured: tuple[dict[str, object], ...] = ()


_LETTERS = re.compile(r"[^\W\d_]{2,}")


def is_caps(text: str) -> bool:
    """Tell whether the words of `text` are in capitals (false where letters have no case)."""
    return bool(_LETTERS.search(text)) and text.upper() == text and text.lower() != text


def build(drafts: Sequence[Draft], facts: Facts) -> Document:
    """Return the Document of `drafts`, in their order; no format brings unprintable characters in.

    Raises TextTooLong.
    """
    check_length(sum(len(draft.text) + 1 for draft in drafts))
    lines: list[Line] = []
    links: list[Link] = []
    start = 0
    for draft in drafts:
        _clean(draft)
        lines.append(_line(draft, start))
        links.extend(Link(url, start + a, start + b) for url, a, b in draft.links)
        start += len(draft.text) + 1
    return Document(
        text="\n".join(line.text for line in lines),
        lines=tuple(lines),
        media_type=facts.media_type,
        name=facts.name,
        pages=facts.pages,
        links=tuple(links),
        findings=facts.findings,
        structured=facts.structured,
    )


def _clean(draft: Draft) -> None:
    """Drop what no output can carry, and line breaks; offsets go with the text."""
    text = draft.text
    if not text.isprintable():
        cleaned = _one_line(text)
        if cleaned != text:
            draft.text = cleaned
            draft.tabs = tuple(len(_one_line(text[:tab])) for tab in draft.tabs)
            draft.links = [
                (url, len(_one_line(text[:a])), len(_one_line(text[:b])))
                for url, a, b in draft.links
            ]
    if draft.tabs:
        end = len(draft.text)
        draft.tabs = tuple(sorted({tab for tab in draft.tabs if 0 < tab < end}))


def _one_line(text: str) -> str:
    return clean_text(text).replace("\n", " ")


def check_length(length: int) -> None:
    """Raise TextTooLong when `length` characters are more than are read."""
    if length > MAX_CHARACTERS:
        raise TextTooLong(length=length, limit=MAX_CHARACTERS)


def number_lines(drafts: Iterable[Draft]) -> None:
    """Give drafts of a format without pages their places: x counts characters, y lines."""
    for number, draft in enumerate(drafts):
        draft.x1 = draft.x0 + len(draft.text)
        draft.top, draft.bottom = float(number), number + 1.0


def _line(draft: Draft, start: int) -> Line:
    return Line(
        text=draft.text,
        start=start,
        page=draft.page,
        block=draft.block,
        x0=draft.x0,
        x1=draft.x1,
        top=draft.top,
        bottom=draft.bottom,
        size=draft.size,
        bold=draft.bold,
        italic=draft.italic,
        caps=is_caps(draft.text),
        heading=draft.heading,
        bullet=draft.bullet,
        indent=draft.indent,
        gap=draft.gap,
        tabs=draft.tabs,
        certainty=draft.certainty,
        unsure=draft.unsure,
    )

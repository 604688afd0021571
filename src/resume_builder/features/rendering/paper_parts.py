"""Parts that the sheets of papers share: the catalogue's words around facts, one line each."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from resume_builder.domain.messages import Messages
from resume_builder.domain.tailoring.dossier import Asked, Source
from resume_builder.features.rendering.sheet import (
    Bullet,
    Piece,
    SectionForm,
    Sheet,
    SheetEntry,
    SheetSection,
    one_line,
)


class Paper(Protocol):
    """What every paper of a tailoring is about."""

    @property
    def name(self) -> str:
        """The person's name."""
        ...

    @property
    def title(self) -> str:
        """The posting's title."""
        ...

    @property
    def company(self) -> str:
        """The posting's company."""
        ...


def paper_sheet(
    code: str,
    paper: Paper,
    notes: Iterable[str],
    sections: Iterable[SheetSection],
    messages: Messages,
) -> Sheet:
    """Return the sheet of a paper titled by the message `code`; empty sections are left out."""
    about = " · ".join(t for t in map(one_line, (paper.name, paper.title, paper.company)) if t)
    title = messages.say(code)
    return Sheet(
        title=f"{title}: {about}" if about else title,
        language=messages.language,
        name=title,
        headline=about,
        contact=tuple(Piece(note) for note in notes),
        sections=tuple(section for section in sections if section.entries),
    )


def section(
    code: str, form: SectionForm, entries: Sequence[SheetEntry], messages: Messages
) -> SheetSection:
    """Return a section titled by the message `code`."""
    return SheetSection(code, messages.say(code), form, tuple(entries))


def entry(
    key: str, title: str, bullets: Iterable[str], *, place: str = "", note: str = ""
) -> SheetEntry:
    """Return an entry of one-line texts: `title` stands out, `place` and `note` below it."""
    lines = [one_line(text) for text in bullets]
    return SheetEntry(
        key,
        title=one_line(title),
        place=(one_line(place),) if place else (),
        notes=(one_line(note),) if note else (),
        bullets=tuple(Bullet(f"{key}.{n}", line) for n, line in enumerate(lines, 1)),
    )


def row(key: str, title: str, detail: str) -> SheetEntry:
    """Return a row: a short name and what it stands for."""
    return SheetEntry(key, title=one_line(title), detail=one_line(detail))


def proof_lines(before: str, sources: Sequence[Source], messages: Messages) -> list[str]:
    """Return the person's own words for a line, then the passages that it rests on."""
    cited = [_source_line(source, messages) for source in sources]
    if not before or before in (source.text for source in sources):
        return cited
    return [messages.say("paper.before", {"text": before}), *cited]


def _source_line(source: Source, messages: Messages) -> str:
    params = {"text": source.text, "line": source.line}
    return messages.say("paper.source" if source.line is None else "paper.source_line", params)


def asked_line(asked: Asked, messages: Messages) -> str:
    """Return what the posting asks, in its own words."""
    code = "paper.asked_nice" if asked.importance == "nice" else "paper.asked"
    return messages.say(code, {"text": asked.text})

"""Reads a tagged PDF as a screen reader does: by its structure, with ActualText and directions."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import ContentStream, NameObject

# Elements that stand within a line; every other one begins a line of its own.
_INLINE = frozenset(["/Span", "/Link", "/Strong", "/Em", "/Reference", "/Quote", "/Code"])


@dataclass(slots=True)
class _Mark:
    """An open piece of marked content: its number in the structure, what it says instead."""

    mcid: int | None
    instead: str | None
    backwards: bool
    glyphs: list[str] = field(default_factory=list)

    def text(self) -> str:
        """What the piece says, in the order in which it is read."""
        if self.instead is not None:
            return self.instead
        return "".join(reversed(self.glyphs) if self.backwards else self.glyphs)


def tagged_text(pdf: bytes) -> str:
    """Return the text of a tagged PDF in the order of its structure, a block a line."""
    document: Any = pypdf.PdfReader(io.BytesIO(pdf))
    said = {page.indirect_reference.idnum: _marked(page) for page in document.pages}
    root = document.trailer["/Root"]
    return "".join(_of(root["/StructTreeRoot"]["/K"], None, said))


def _of(node: Any, page: int | None, said: dict[int, dict[int, str]]) -> Iterator[str]:
    """Yield the text of a structure element and of what is in it."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _of(child, page, said)
    elif isinstance(node, int):
        yield said[page or 0].get(int(node), "")
    elif isinstance(node, dict):
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            yield said[page or 0].get(int(node["/MCID"]), "")
        elif node.get("/Type") != "/OBJR":
            block = node.get("/S") not in _INLINE
            yield "\n" if block else ""
            if "/ActualText" in node:
                yield str(node["/ActualText"])
            elif "/K" in node:
                yield from _of(node["/K"], page, said)
            yield "\n" if block else ""


def _marked(page: Any) -> dict[int, str]:
    """Return what each piece of marked content of a page says, by its number."""
    fonts = {name: _glyphs(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    said: dict[int, str] = {}
    stack: list[_Mark] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            stack.append(_opened(operands))
        elif operator == b"EMC":
            closed = stack.pop()
            if closed.mcid is not None:
                said[closed.mcid] = closed.text()
            elif stack:
                stack[-1].glyphs.append(closed.text())
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and stack:
            strings = operands[0] if operator == b"TJ" else operands
            for string in strings:
                stack[-1].glyphs += _shown(string, font)
    return said


def _opened(operands: list[Any]) -> _Mark:
    properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
    number = properties.get("/MCID")
    return _Mark(
        mcid=None if number is None else int(number),
        instead=str(properties["/ActualText"]) if "/ActualText" in properties else None,
        backwards=operands[0] == NameObject("/ReversedChars"),
    )


def _shown(string: Any, font: dict[int, str]) -> list[str]:
    """Return what each glyph of a shown string means; numbers between strings mean nothing."""
    if isinstance(string, (int, float)):
        return []
    data = string.original_bytes
    return [font[int.from_bytes(data[at : at + 2])] for at in range(0, len(data), 2)]


def _glyphs(font: Any) -> dict[int, str]:
    """Return what each glyph of a font means, by its number of two bytes."""
    return _map(font["/ToUnicode"].get_data().decode())


def _map(text: str) -> dict[int, str]:
    """Return the pairs and the ranges of a ToUnicode map."""
    found: dict[int, str] = {}
    for part in text.split("beginbfchar")[1:]:
        for line in part.partition("endbfchar")[0].strip().splitlines():
            glyph, meaning = line.strip().strip("<>").split("> <")
            found[int(glyph, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    return found

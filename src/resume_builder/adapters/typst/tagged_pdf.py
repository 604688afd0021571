"""A tagged PDF of Typst as objects: its structure, and what each piece of marked content says.

Reads no other PDF: Typst writes a plain table of objects, each structure element whole, and numbers
each piece of marked content. Whatever is not as expected raises `Unexpected`.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_TRAILER = re.compile(rb"trailer\s*(<<.*>>)\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)
_KIDS = re.compile(rb"/K\[((?:\d+ 0 R|\d+|<<[^<>]*>>|\s)*)\]")
_KID = re.compile(rb"(\d+) 0 R|(\d+)|(<<[^<>]*>>)")
_STREAM = re.compile(rb"^(<<.*?>>)\s*stream\r?\n", re.DOTALL)
_TOKEN = re.compile(
    rb"(?P<mark>/\w+<</MCID (?P<mcid>\d+)(?:/Lang\([\w-]*\))?>>BDC)"
    rb"|/Span<</ActualText(?P<instead>[^>]*?\)|\s*<[0-9A-Fa-f]*>)>>\s*BDC"
    rb"|(?P<back>/ReversedChars BMC)"
    rb"|(?P<other>/\w+\s*(?:<<[^<>]*>>|/\w+)?\s*B[DM]C)"
    rb"|(?P<end>\bEMC\b)"
    rb"|(?P<cm>(?:[-\d.]+ ){5}(?P<y>[-\d.]+) cm\b)"
    rb"|/(?P<font>\w+) [-\d.]+ Tf"
    rb"|<(?P<hex>[0-9A-Fa-f]*)>"
    rb"|(?P<text>\()"
)
_LITERAL = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)|([()])|[^\\()]+", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Unexpected(Exception):
    """A PDF is not written as Typst writes one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of marked content: what it says as it stands, its page and baseline, its number."""

    page: int
    mcid: int
    baseline: float
    text: str


Kid: TypeAlias = "Element | Piece | bytes"


@dataclass(slots=True)
class Element:
    """A structure element: its object's number, kind and children in order.

    A child that is neither an element nor marked content, such as a link's annotation, is bytes.
    """

    number: int
    kind: str
    kids: list[Kid] = field(default_factory=list[Kid])

    def pieces(self) -> Iterator[Piece]:
        """Yield what is said in it, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.pieces()
            elif isinstance(kid, Piece):
                yield kid


class TaggedPdf:
    """The objects of a PDF, to be read, changed and written again."""

    def __init__(self, pdf: bytes) -> None:
        """Take a PDF apart. Raises Unexpected."""
        found = _TRAILER.search(pdf)
        if found is None:
            raise Unexpected("trailer")
        self._trailer, table = found.group(1), int(found.group(2))
        entries = _ENTRY.findall(pdf, table)
        starts = {n: int(at) for n, (at, _, kind) in enumerate(entries) if kind == b"n"}
        order = sorted(starts, key=starts.__getitem__)
        ends = [*(starts[number] for number in order[1:]), table]
        self._head = pdf[: starts[order[0]]]
        self._count = len(entries)
        self._objects: dict[int, bytes] = {}
        for number, end in zip(order, ends, strict=True):
            opened, closed = b"%d 0 obj" % number, pdf.rfind(b"endobj", 0, end)
            if not pdf.startswith(opened, starts[number]) or closed < 0:
                raise Unexpected("object")
            self._objects[number] = pdf[starts[number] + len(opened) : closed].strip(b"\r\n ")
        self._said: dict[int, dict[int, Piece]] = {}

    def written(self) -> bytes:
        """Return the PDF, its objects in the order in which they stood."""
        out, at = bytearray(self._head), dict[int, int]()
        for number, body in self._objects.items():
            at[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f\r\n" % self._count
        for number in range(1, self._count):
            if number not in at:
                raise Unexpected("a free object")
            out += b"%010d 00000 n\r\n" % at[number]
        out += b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (self._trailer, table)
        return bytes(out)

    def root(self) -> Element:
        """Return the whole structure. Raises Unexpected."""
        found = [n for n, body in self._objects.items() if b"/Type/StructTreeRoot" in body[:40]]
        if len(found) != 1:
            raise Unexpected("structure")
        return self._element(found[0], 0)

    def _element(self, number: int, page: int) -> Element:
        body = self._objects[number]
        kind = re.search(rb"/S/(\w+)", body)
        on = re.search(rb"/Pg (\d+) 0 R>>$", body)
        page = int(on.group(1)) if on else page
        element = Element(number, kind.group(1).decode() if kind else "")
        kids = _KIDS.search(body)
        if kids is None:
            return element
        for child, mcid, other in _KID.findall(kids.group(1)):
            if child:
                element.kids.append(self._element(int(child), page))
            elif mcid:
                element.kids.append(self._piece(page, int(mcid)))
            elif (
                held := re.fullmatch(rb"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>", other)
            ) is not None:
                element.kids.append(self._piece(int(held.group(1)), int(held.group(2))))
            else:
                element.kids.append(other)
        return element

    def _piece(self, page: int, mcid: int) -> Piece:
        if page not in self._said:
            self._said[page] = {piece.mcid: piece for piece in self._pieces(page)}
        return self._said[page].get(mcid) or Piece(page, mcid, 0.0, "")

    def order(self, element: Element, kids: list[Kid]) -> None:
        """Give an element its children in another order."""
        page = re.search(rb"/Pg (\d+) 0 R>>$", self._objects[element.number])
        home = int(page.group(1)) if page else 0
        written = b" ".join(_written(kid, home) for kid in kids)
        body = self._objects[element.number]
        self._objects[element.number] = _KIDS.sub(lambda _: b"/K[%s]" % written, body, count=1)

    def say(self, page: int, said: dict[int, str]) -> None:
        """Say by ActualText what pieces of a page mean, by their numbers."""

        def instead(mark: re.Match[bytes]) -> bytes:
            text = said.get(int(mark.group(2)))
            if text is None:
                return mark.group()
            code = (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode()
            return b"%s/ActualText<%s>>>BDC" % (mark.group(1), code)

        number = self._contents(page)
        drawn = re.sub(
            rb"(/\w+<</MCID (\d+)(?:/Lang\([\w-]*\))?)>>BDC", instead, self._stream(number)
        )
        packed = zlib.compress(drawn, 9)
        self._objects[number] = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (
            len(packed),
            packed,
        )

    def _contents(self, page: int) -> int:
        found = re.search(rb"/Contents (\d+) 0 R", self._objects[page])
        if found is None:
            raise Unexpected("contents")
        return int(found.group(1))

    def _stream(self, number: int) -> bytes:
        body = self._objects[number]
        head = _STREAM.match(body)
        length = head and re.search(rb"/Length (\d+)", head.group(1))
        if head is None or length is None:
            raise Unexpected("stream")
        data = body[head.end() : head.end() + int(length.group(1))]
        if b"/FlateDecode" not in head.group(1):
            return data
        try:
            return zlib.decompress(data)
        except zlib.error:
            raise Unexpected("stream") from None

    def _pieces(self, page: int) -> Iterator[Piece]:
        """Yield each numbered piece of marked content of a page."""
        fonts = self._fonts(page)
        for marked in _marked(self._stream(self._contents(page)), fonts):
            yield Piece(page, *marked)

    def _fonts(self, page: int) -> "dict[bytes, dict[int, str]]":
        """Return what each glyph means, by the name of its font."""
        body = self._objects[page]
        if (apart := re.search(rb"/Resources (\d+) 0 R", body)) is not None:
            body = self._objects[int(apart.group(1))]
        listed = re.search(rb"/Font<<([^<>]*)>>", body)
        if listed is None:
            return {}
        named = re.findall(rb"/(\w+) (\d+) 0 R", listed.group(1))
        return {name: self._glyphs(int(number)) for name, number in named}

    def _glyphs(self, font: int) -> dict[int, str]:
        found = re.search(rb"/ToUnicode (\d+) 0 R", self._objects[font])
        if found is None:
            raise Unexpected("font")
        return _meanings(self._stream(int(found.group(1))))


def _written(kid: Kid, page: int) -> bytes:
    if isinstance(kid, Element):
        return b"%d 0 R" % kid.number
    if isinstance(kid, Piece):
        if kid.page == page:
            return b"%d" % kid.mcid
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (kid.page, kid.mcid)
    return kid


def _meanings(table: bytes) -> dict[int, str]:
    """Return the pairs of a ToUnicode map."""
    found: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, meaning in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", part):
            found[int(glyph, 16)] = bytes.fromhex(meaning.decode()).decode("utf-16-be")
    return found


@dataclass(slots=True)
class _Open:
    """Marked content whose end was not reached."""

    mcid: int | None = None
    instead: str | None = None
    backwards: bool = False
    baseline: float = 0.0
    glyphs: list[str] = field(default_factory=list[str])

    def text(self) -> str:
        """What it says, in the order in which it is read."""
        if self.instead is not None:
            return self.instead
        return "".join(reversed(self.glyphs) if self.backwards else self.glyphs)


def _marked(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[tuple[int, float, str]]:
    """Yield number, baseline and text of each numbered piece of marked content."""
    stack: list[_Open] = []
    font: dict[int, str] = {}
    at, baseline = 0, 0.0
    while (token := _TOKEN.search(drawn, at)) is not None:
        at = token.end()
        opened = _opened(token)
        if opened is not None:
            stack.append(opened)
        elif token["end"]:
            closed = stack.pop() if stack else _Open()
            if closed.mcid is not None:
                yield closed.mcid, closed.baseline, closed.text()
            elif stack:
                stack[-1].glyphs.append(closed.text())
                stack[0].baseline = closed.baseline or stack[0].baseline
        elif token["cm"]:
            baseline = float(token["y"])
        elif token["font"]:
            font = fonts.get(token["font"], {})
        else:
            shown = bytes.fromhex(token["hex"].decode()) if token["text"] is None else b""
            if token["text"]:
                shown, at = literal(drawn, at)
            for open_piece in stack:
                open_piece.baseline = baseline
            if stack:
                pairs = (shown[n : n + 2] for n in range(0, len(shown), 2))
                stack[-1].glyphs += [font.get(int.from_bytes(pair), "\ufffd") for pair in pairs]


def _opened(token: re.Match[bytes]) -> _Open | None:
    if token["mark"]:
        return _Open(mcid=int(token["mcid"]))
    if token["instead"] is not None:
        return _Open(instead=_string(token["instead"].strip()))
    if token["back"]:
        return _Open(backwards=True)
    return _Open() if token["other"] else None


def _string(written: bytes) -> str:
    """Return a text string's text."""
    data = bytes.fromhex(written[1:-1].decode()) if written[:1] == b"<" else literal(written, 1)[0]
    if data[:2] == b"\xfe\xff":
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("latin-1")


def literal(drawn: bytes, at: int) -> tuple[bytes, int]:
    """Return the bytes of a string in parentheses, `at` behind the first of them, and its end.

    Raises Unexpected where it has no end.
    """
    out, depth = bytearray(), 1
    for part in _LITERAL.finditer(drawn, at):
        escaped, bracket = part.group(1), part.group(2)
        if escaped is not None:
            if escaped.isdigit() and escaped[:1] < b"8":
                out.append(int(escaped, 8) & 255)
            elif escaped.strip(b"\r\n"):
                out += _ESCAPED.get(escaped, escaped)
            continue
        depth += {b"(": 1, b")": -1}.get(bracket, 0) if bracket else 0
        if not depth:
            return bytes(out), part.end()
        out += part.group()
    raise Unexpected("string")

"""Fuzzed bytes as files whose containers are sound, and files as such bytes.

An archive is written as its members one after the other, each below a line that names it; a PDF
as objects of which only the bodies are given; a Document as lines, each behind its numbers.
"""

import io
import re
import zipfile
import zlib

from resume_builder.domain.document import Document, Line
from resume_builder.domain.values import clean_text

# No text format of ours holds this character, so it can part the members.
_MARK = b"\x1e"
_MEMBER = re.compile(rb"\x1e([^\x1e\n]{1,80})\n([^\x1e]*)")
_STORED_FIRST = "mimetype"
# Members that a shape may have: an archive of thousands only slows the fuzzer down.
_MOST = 40
# The numbers of a line: each is one character, its place in this row the value.
_DIGITS = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBERS = 10
_PARTING = "\u241f"


def archive_of(data: bytes) -> bytes:
    """Return the ZIP archive of members that are written out in `data`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        seen: set[str] = set()
        for name, content in _MEMBER.findall(data)[:_MOST]:
            member = name.decode("latin-1").replace("\x00", "")
            if member and member not in seen:
                seen.add(member)
                file.writestr(zipfile.ZipInfo(member), content)
    return made.getvalue()


def members_of(archive: bytes) -> bytes:
    """Return the notation of an archive."""
    pieces: list[bytes] = []
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        names = sorted(file.namelist(), key=lambda n: n != _STORED_FIRST)
        pieces += [_written_out(name, file.read(name)) for name in names]
    return b"".join(pieces)


def _written_out(name: str, content: bytes) -> bytes:
    return _MARK + name.encode() + b"\n" + content.replace(_MARK, b"")


def pdf_of(data: bytes) -> bytes:
    """Return the PDF whose objects are written out in `data`, the first of them the catalogue.

    An object with a form feed in it is a stream: its dictionary's keys before, its bytes after.
    """
    bodies = data.split(_MARK)[:_MOST]
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        keys, feed, stream = body.partition(b"\f")
        if feed:
            keys = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (keys, len(stream), stream)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, keys)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R >>\n" % (len(bodies) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


_OBJECT = re.compile(rb"(?:^|\s)(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"<<(.*?)>>\s*stream\r?\n(.*)\nendstream", re.DOTALL)
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


def objects_of(pdf: bytes) -> bytes:
    """Return the notation of a PDF whose objects stand in its bytes, catalogue first."""
    found = {int(number): body for number, body in _OBJECT.findall(pdf)}
    root = int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])
    info = [int(n) for n in re.findall(rb"/Info (\d+) 0 R", pdf)[-1:]]
    order = [root, *info, *(n for n in found if n not in (root, *info))]
    if not info:
        order.insert(1, -1)
        found[-1] = b"<< /Title (A page) >>"
    new = {old: place for place, old in enumerate(order, start=1)}
    pieces: list[bytes] = []
    for old in order:
        body = found[old]
        stream = _STREAM.fullmatch(body)
        keys = body if stream is None else re.sub(rb"/Length \d+", b"", stream[1])
        keys = _REFERENCE.sub(lambda m: b"%d 0 R" % new.get(int(m[1]), 0), keys)
        if stream is None:
            pieces.append(keys)
            continue
        content = stream[2]
        if b"FlateDecode" in keys and b"/DecodeParms" not in keys:
            keys = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", b"", keys)
            content = zlib.decompressobj().decompress(content)
        pieces.append(keys + b"\f" + content)
    return _MARK.join(piece.replace(_MARK, b"") for piece in pieces)


def document_of_bytes(data: bytes) -> Document:
    """Return the Document whose lines are written out in `data`."""
    lines: list[Line] = []
    start = 0
    for raw in data.decode("utf-8", "replace").split("\n"):
        numbers, mark, text = (clean_text(part) for part in raw.partition(_PARTING))
        if not mark:
            numbers, text = "", numbers
        line = _line(numbers, text, start, lines[-1] if lines else None)
        lines.append(line)
        start = line.end + 1
    text = "\n".join(line.text for line in lines)
    pages = max(line.page for line in lines) + 1
    return Document(text=text, lines=tuple(lines), media_type="application/pdf", pages=pages)


def bytes_of_document(document: Document) -> bytes:
    """Return the notation of a Document."""
    return "\n".join(f"{_written(line)}{_PARTING}{line.text}" for line in document.lines).encode()


def _line(numbers: str, text: str, start: int, before: Line | None) -> Line:
    values = [max(_DIGITS.find(digit), 0) for digit in numbers[:_NUMBERS].ljust(_NUMBERS)]
    x0, width, size, look, heading, indent, gap, block, page, tab = values
    block = before.block + bool(block % 2) if before else 0
    return Line(
        text=text,
        start=start,
        page=min(before.page + page % 2, 20) if before else 0,
        block=block,
        x0=x0 * 10.0,
        x1=(x0 + width) * 10.0,
        top=start * 1.0,
        bottom=start + 10.0,
        size=size * 0.5,
        bold=bool(look & 1),
        italic=bool(look & 2),
        caps=bool(look & 4),
        bullet=bool(look & 8),
        heading=heading % 7,
        indent=indent % 10,
        gap=gap * 0.25,
        tabs=(tab,) if 0 < tab < len(text) else (),
    )


def _written(line: Line) -> str:
    look = line.bold | line.italic << 1 | line.caps << 2 | line.bullet << 3
    width = (line.x1 - line.x0) / 10
    values = (line.x0 / 10, width, line.size * 2, look, line.heading, line.indent, line.gap * 4)
    digits = [_DIGITS[min(max(int(value), 0), len(_DIGITS) - 1)] for value in values]
    tab = line.tabs[0] if line.tabs else 0
    digits += ["!" if line.gap else " ", " ", _DIGITS[tab if tab < len(_DIGITS) else 0]]
    return "".join(digits)

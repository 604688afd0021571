"""Small PDF, DOCX and Typst files made for the tests of the readers."""

import io
import zipfile
from collections.abc import Sequence
from importlib.resources import files

import typst

_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_BOLD = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"


def pdf(*pages: str, extra: Sequence[str] = (), resources: str = "", annots: str = "") -> bytes:
    """A PDF of A4 pages with these content streams; fonts /F (plain) and /B (bold).

    `extra` are further objects, numbered from 10; `info` goes in as object 9 when given there.
    """
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: _FONT.encode(),
        4: _BOLD.encode(),
    }
    for number, text in enumerate(extra, start=10):
        objects[number] = text.encode("latin-1")
    first = 10 + len(extra)
    kids: list[str] = []
    for index, content in enumerate(pages):
        page, stream = first + 2 * index, first + 2 * index + 1
        kids.append(f"{page} 0 R")
        body = content.encode("cp1252")
        objects[stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R {annots} "
            f"/Resources << /Font << /F 3 0 R /B 4 0 R >> {resources} >> >>"
        ).encode()
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, "/Root 1 0 R")


def with_info(data: bytes, info: str) -> bytes:
    """The PDF with an information dictionary, as an update after its end."""
    number = 900
    text = f"\n{number} 0 obj\n<< {info} >>\nendobj\n".encode("latin-1")
    start = len(data) + 1
    old = data.rindex(b"startxref")
    previous = int(data[old:].split()[1])
    table = f"xref\n{number} 1\n{start:010d} 00000 n \n"
    trailer = f"trailer\n<< /Size 901 /Root 1 0 R /Info {number} 0 R /Prev {previous} >>\n"
    end = f"startxref\n{len(data) + len(text)}\n%%EOF\n"
    return data + text + (table + trailer + end).encode()


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def line(
    x: float, y: float, text: str, size: float = 10, *, font: str = "F", before: str = ""
) -> str:
    """One line of text at a place from the bottom left of the page."""
    escaped = text.replace("\\", "\\\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def typeset(source: str) -> bytes:
    """A PDF made by Typst, with the fonts of the themes beside its own."""
    return typst.compile(source.encode(), font_paths=[str(files("resume_builder") / "themes")])


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body; `parts` are further parts under word/, by name without ending."""
    named = {f"word/{name}.xml": text for name, text in parts.items()}
    relations = "".join(
        f'<Relationship Id="r{name}" Target="{name}.xml" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"/>'
        for name in parts
    )
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": "<Relationships xmlns="
            f'"http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
            **named,
        }
    )


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """One paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"

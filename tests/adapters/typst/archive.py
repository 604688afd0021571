"""What PDF/UA-1 and PDF/A-2a ask of a file, as far as it can be told without a validator."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ContentStream

_SHOWS = frozenset([b"Tj", b"TJ", b"'", b'"'])
_PAINTS = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh"])
# Numbers of annotation flags: hidden, invisible and no-view off, print on.
_PRINT = 4
_UNSEEN = 1 | 2 | 32


def faults(pdf: bytes) -> list[str]:
    """Return what is wrong with a file that says it is PDF/UA-1 and PDF/A-2a."""
    document = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    root: Any = document.trailer["/Root"]
    found = [*_of_catalog(document, root), *_of_metadata(document, root)]
    for number, page in enumerate(document.pages, 1):
        checks = (*_of_fonts(page), *_of_notes(page), *_of_content(page))
        found += [f"page {number}: {fault}" for fault in checks]
    levels = list(_levels(root["/StructTreeRoot"]["/K"])) if "/StructTreeRoot" in root else []
    if any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False)):
        found.append(f"headings skip a level: {levels}")
    return found


def _of_catalog(document: pypdf.PdfReader, root: Any) -> Iterator[str]:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", root.get("/Lang", "")):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    intents = [i.get_object() for i in root.get("/OutputIntents", [])]
    if not any("/DestOutputProfile" in i and i["/S"] == "/GTS_PDFA1" for i in intents):
        yield "no output intent with a profile"
    if document.is_encrypted or "/ID" not in document.trailer:
        yield "encrypted, or without an ID"
    yield from (
        f"{key} in the catalog" for key in ("/AA", "/OpenAction", "/AcroForm") if key in root
    )
    if "/JavaScript" in root.get("/Names", {}) or "/EmbeddedFiles" in root.get("/Names", {}):
        yield "scripts or files within"


def _of_metadata(document: pypdf.PdfReader, root: Any) -> Iterator[str]:
    stream = root["/Metadata"].get_object()
    xmp = stream.get_data().decode()
    for wanted in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<", "<dc:title>"):
        if wanted not in xmp:
            yield f"the metadata lack {wanted}"
    if "/Filter" in stream:
        yield "the metadata are compressed"
    title = document.metadata.title if document.metadata else None
    if not title or f">{title}<" not in xmp.replace("&amp;", "&"):
        yield "the titles differ"


def _of_fonts(page: Any) -> Iterator[str]:
    for font in map(_object, page["/Resources"].get("/Font", {}).values()):
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        files = {"/FontFile", "/FontFile2", "/FontFile3"}
        if not files & set(inner["/FontDescriptor"].get_object()):
            yield f"{font['/BaseFont']} is not in the file"
        if "/ToUnicode" not in font:
            yield f"{font['/BaseFont']} does not say which letters its glyphs are"


def _of_notes(page: Any) -> Iterator[str]:
    notes = list(map(_object, page.get("/Annots", [])))
    if notes and page.get("/Tabs") != "/S":
        yield "links are not reached in the order of the structure"
    for note in notes:
        flags = int(note.get("/F", 0))
        if note["/Subtype"] != "/Link" or not flags & _PRINT or flags & _UNSEEN:
            yield f"an annotation of a wrong kind: {note}"
        if not note.get("/Contents") or "/StructParent" not in note:
            yield f"a link that no tag knows: {note}"


def _of_content(page: Any) -> Iterator[str]:
    """Yield what is drawn outside tags and artifacts."""
    depth = 0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            tagged = operands[0] == "/Artifact" or "/MCID" in operands[-1]
            depth += 1 if tagged or depth else 0
        elif operator == b"EMC":
            depth -= 1 if depth else 0
        elif operator in _SHOWS | _PAINTS and not depth:
            yield f"{operator.decode()} stands outside the tags"


def _levels(node: Any) -> Iterator[int]:
    """Yield the level of each heading in the order of the structure."""
    node = _object(node)
    if isinstance(node, list):
        for child in node:
            yield from _levels(child)
    elif isinstance(node, dict):
        if heading := re.fullmatch(r"/H(\d)", node.get("/S", "")):
            yield int(heading.group(1))
        if "/K" in node:
            yield from _levels(node["/K"])


def _object(node: Any) -> Any:
    return node.get_object() if hasattr(node, "get_object") else node

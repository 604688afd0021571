"""Puts the parts of a DOCX file together: headers, body, footers, and what is hidden beside."""

import re
from collections.abc import Iterator

from resume_builder.adapters.documents.docx.body import Body
from resume_builder.adapters.documents.docx.package import Package
from resume_builder.adapters.documents.docx.paragraphs import Place, R, Sources
from resume_builder.adapters.documents.docx.styles import Styles, W, bullet_formats
from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.furniture import is_page_number
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.markup import Element, every
from resume_builder.adapters.documents.sniff import DOCX
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty, FileImageOnly

_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def read_docx(data: bytes, name: str) -> Document:
    """Return a DOCX file as a Document.

    Raises FileCorrupt, FileEncrypted, FileEmpty, FileImageOnly, UnpacksTooLarge, TextTooLong.
    """
    package = Package(data, name)
    try:
        return _read(package, name)
    except RecursionError as error:
        raise FileCorrupt(name=name) from error


def _read(package: Package, name: str) -> Document:
    main = package.main_part()
    root = package.xml_of(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise FileCorrupt(name=name)
    reader = _PartReader(package, main, root)
    heads = reader.notes(body, "headerReference")
    drafts = reader.part(main, body)
    feet = [d for d in reader.notes(body, "footerReference") if not is_page_number(d.text)]
    drafts = [*heads, *drafts, *feet, *reader.marked_notes(root)]
    reader.hidden_beside()
    if not drafts:
        pictures = next(root.iter(_BLIP), None) is not None
        raise FileImageOnly(name=name, pages=1) if pictures else FileEmpty(name=name)
    number_lines(drafts)
    reader.hidden.settle(draft.text for draft in drafts)
    return build(drafts, Facts(DOCX, name, findings=tuple(reader.hidden.findings)))


class _PartReader:
    """Reads parts with the styles and lists of their file."""

    def __init__(self, package: Package, main: str, root: Element) -> None:
        self._package, self._main = package, main
        self.hidden = Hidden()
        self._styles = Styles(self._related("/styles"))
        self._formats = bullet_formats(self._related("/numbering"))
        self._back = _page_colour(root)
        self._block = 0

    def part(self, name: str, element: Element) -> list[Draft]:
        """Return the lines of one part's content."""
        sources = Sources(
            self._styles, self._formats, self._package.targets(name), self.hidden, "page"
        )
        self._block += 1
        body = Body(sources, next_block=self._block)
        body.read(element, Place(self._back, self._block))
        self._block = body.next_block
        return body.drafts

    def notes(self, body: Element, kind: str) -> list[Draft]:
        """Return the lines of the headers or footers, each text once."""
        targets = self._package.targets(self._main)
        drafts: list[Draft] = []
        seen: set[str] = set()
        for part in dict.fromkeys(targets.get(i, "") for i in _references(body, kind)):
            root = self._package.xml_of(part) if part else None
            for draft in self.part(part, root) if root is not None else ():
                if draft.text not in seen:
                    seen.add(draft.text)
                    drafts.append(draft)
        return drafts

    def marked_notes(self, root: Element) -> list[Draft]:
        """Return the lines of footnotes and endnotes in the order of their marks.

        Each begins with its number, set small and high as on the page.
        """
        drafts: list[Draft] = []
        for kind in ("footnote", "endnote"):
            part = self._package.related(self._main, f"/{kind}s")
            found = None if part is None else self._package.xml_of(part)
            if part is None or found is None:
                continue
            notes = {note.get(W + "id"): note for note in found.iter(W + kind)}
            marks = [mark.get(W + "id") for mark in root.iter(f"{W}{kind}Reference")]
            for number, mark in enumerate(dict.fromkeys(m for m in marks if m in notes), 1):
                texts = [draft.text for draft in self.part(part, notes[mark]) if draft.text]
                if texts:
                    drafts.append(Draft(_raised(number) + " ".join(texts), block=self._block))
        return drafts

    def hidden_beside(self) -> None:
        """Look into comments and properties, which no page shows."""
        comments = self._related("/comments")
        for comment in every(comments, W + "comment"):
            text = " ".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment)
            self.hidden.add(text, "comment")
        core = self._package.xml_of("docProps/core.xml")
        for element in every(core):
            self.hidden.suspect(element.text or "", "metadata")

    def _related(self, kind: str) -> Element | None:
        part = self._package.related(self._main, kind)
        return None if part is None else self._package.xml_of(part)


def _raised(number: int) -> str:
    """Return a number in superscript figures, with the blank after it."""
    return str(number).translate(_RAISED) + " "


def _references(body: Element, kind: str) -> Iterator[str]:
    """Relationship ids of headers or footers in use; even pages repeat what the others say."""
    for section in body.iter(W + "sectPr"):
        first = section.find(W + "titlePg") is not None
        kinds = ("first", "default") if first else ("default",)
        for wanted in kinds:
            for reference in section.iter(W + kind):
                if reference.get(W + "type", "default") == wanted:
                    yield reference.get(R + "id") or ""


def _page_colour(root: Element) -> str | None:
    """Return the colour behind the text; None where a shape behind it may be of any colour."""
    if any(anchor.get("behindDoc") in ("1", "true") for anchor in root.iter(_ANCHOR)):
        return None
    background = root.find(W + "background")
    stated = "" if background is None else background.get(W + "color") or ""
    return stated.lower() if re.fullmatch("[0-9a-fA-F]{6}", stated) else "ffffff"

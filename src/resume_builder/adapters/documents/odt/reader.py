"""Puts the parts of an ODT file together: header, body, footer, and what is hidden beside."""

from resume_builder.adapters.documents.archive import Archive
from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.furniture import is_page_number
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.markup import Element, every
from resume_builder.adapters.documents.odt.body import Body
from resume_builder.adapters.documents.odt.paragraphs import Place
from resume_builder.adapters.documents.odt.styles import DRAW, FO, OFFICE, STYLE, Styles
from resume_builder.adapters.documents.sniff import ODT
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import (
    FileCorrupt,
    FileEmpty,
    FileEncrypted,
    FileImageOnly,
)

_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_HEADS = ("header", "header-first")
_FEET = ("footer", "footer-first")


def read_odt(data: bytes, name: str) -> Document:
    """Return an ODT file as a Document.

    Raises FileCorrupt, FileEncrypted, FileEmpty, FileImageOnly, UnpacksTooLarge, TextTooLong.
    """
    archive = Archive(data, name)
    manifest = archive.xml_of("META-INF/manifest.xml")
    if next(every(manifest, _MANIFEST), None) is not None:
        raise FileEncrypted(name=name)
    try:
        return _read(archive, name)
    except RecursionError as error:
        raise FileCorrupt(name=name) from error


def _read(archive: Archive, name: str) -> Document:
    content = archive.xml_of("content.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if content is None or body is None:
        raise FileCorrupt(name=name)
    shared = archive.xml_of("styles.xml")
    reader = _PartReader(Styles((shared, content)), _page_colour(shared))
    heads = reader.notes(shared, _HEADS)
    drafts = reader.part(body)
    feet = [draft for draft in reader.notes(shared, _FEET) if not is_page_number(draft.text)]
    drafts = [*heads, *drafts, *feet]
    for element in every(archive.xml_of("meta.xml")):
        reader.hidden.suspect(element.text or "", "metadata")
    if not drafts:
        pictures = next(body.iter(DRAW + "image"), None) is not None
        raise FileImageOnly(name=name, pages=1) if pictures else FileEmpty(name=name)
    number_lines(drafts)
    reader.hidden.settle(draft.text for draft in drafts)
    return build(drafts, Facts(ODT, name, findings=tuple(reader.hidden.findings)))


class _PartReader:
    """Reads parts with the styles of their file."""

    def __init__(self, styles: Styles, back: str | None) -> None:
        self.hidden = Hidden()
        self._styles, self._back = styles, back
        self._block = 0

    def part(self, element: Element) -> list[Draft]:
        """Return the lines of one part's content."""
        self._block += 1
        body = Body(self._styles, self.hidden, next_block=self._block)
        body.read(element, Place(self._back, self._block))
        self._block = body.next_block
        return body.drafts

    def notes(self, shared: Element | None, kinds: tuple[str, ...]) -> list[Draft]:
        """Return the lines of the headers or footers of the pages, each text once."""
        drafts: list[Draft] = []
        seen: set[str] = set()
        for page in every(shared, STYLE + "master-page"):
            for kind in kinds:
                part = page.find(STYLE + kind)
                if part is None or part.get(STYLE + "display") == "false":
                    continue
                for draft in self.part(part):
                    if draft.text not in seen:
                        seen.add(draft.text)
                        drafts.append(draft)
        return drafts


def _page_colour(shared: Element | None) -> str | None:
    """Return the colour of the paper: that of the first page layout that states one."""
    for properties in every(shared, STYLE + "page-layout-properties"):
        stated = properties.get(FO + "background-color")
        if stated and stated != "transparent":
            return stated.lower()
    return "#ffffff"

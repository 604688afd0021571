"""HTML: what a person sees of the page, as lines; what it says of a job beside it."""

import re

from resume_builder.adapters.documents.css import Sheet, sheet_of
from resume_builder.adapters.documents.drafts import Draft, Facts, build, check_length, number_lines
from resume_builder.adapters.documents.html_lines import Walker
from resume_builder.adapters.documents.job_pages import page_data
from resume_builder.adapters.documents.markup import Element, MarkupError, html_of
from resume_builder.adapters.documents.sniff import HTML
from resume_builder.adapters.documents.text import decode
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty

_XML_LINE = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def read_html(data: bytes, name: str) -> Document:
    """Return an HTML file as a Document. Raises FileCorrupt, FileEmpty, TextTooLong."""
    return _document_of(_decode(data), name)


def document_of_page(html: str) -> Document:
    """Return a page's source as a Document. Raises FileCorrupt, FileEmpty, TextTooLong."""
    return _document_of(html, "")


def _document_of(html: str, name: str) -> Document:
    root = _parse(html, name)
    sheet = _sheet(root)
    walker = Walker(sheet, colours_known=not _has_foreign_sheet(root))
    walker.walk(root)
    drafts = walker.drafts
    structured = tuple(page_data(root, lambda part: _shown(part, sheet)))
    if not drafts and not structured:
        raise FileEmpty(name=name)
    number_lines(drafts)
    walker.hidden.settle(draft.text for draft in drafts)
    facts = Facts(HTML, name, findings=tuple(walker.findings), structured=structured)
    return build(drafts, facts)


def _decode(data: bytes) -> str:
    """Decode by the page's own charset when it can, else as any text."""
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    # The limit is for text; a page's markup and scripts are many times longer.
    return decode(data)


def _parse(html: str, name: str) -> Element:
    """Return the tree. No network, no entities, and libxml2's own depth limit."""
    # Markup is longer than its text; the text is checked again when the lines are built.
    check_length(len(html) // 20)
    source = _XML_LINE.sub("", html).replace("\x00", "")
    if not source.strip():
        raise FileEmpty(name=name)
    try:
        return html_of(source)
    except MarkupError as error:
        raise FileCorrupt(name=name) from error


def _sheet(root: Element) -> Sheet:
    texts = [element.text or "" for element in root.iter("style")]
    return sheet_of("\n".join(texts)[:500_000])


def _has_foreign_sheet(root: Element) -> bool:
    """Tell whether style sheets that we do not load take part in the page's colours."""
    return any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))


def _shown(element: Element, sheet: Sheet) -> str:
    """Return the lines of a part of the page that a person sees, with marks of Markdown."""
    walker = Walker(sheet, colours_known=False)
    walker.walk_part(element)
    return "\n".join(filter(None, map(_marked, walker.drafts)))


def _marked(draft: Draft) -> str:
    if draft.heading:
        return f"{'#' * draft.heading} {draft.text}"
    if draft.bullet:
        return f"{'  ' * draft.indent}- {draft.text}"
    return f"**{draft.text}**" if draft.bold and draft.text else draft.text

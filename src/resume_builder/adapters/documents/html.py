"""HTML: what a person sees of the page, as lines; JSON-LD objects beside it."""

import json
import re
from collections.abc import Iterator
from typing import cast

from resume_builder.adapters.documents.css import Sheet, sheet_of
from resume_builder.adapters.documents.drafts import Facts, build, check_length, number_lines
from resume_builder.adapters.documents.html_lines import Walker
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element, MarkupError, html_of
from resume_builder.adapters.documents.sniff import HTML
from resume_builder.adapters.documents.text import decode
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty

_XML_LINE = re.compile(r"^\s*<\?xml[^>]*\?>")
_JSON_START = re.compile(r"\{(?=\s*[\"}])|\[(?=\s*[\[{\"\]])")
_LOOSE_COMMA = re.compile(r",\s*([}\]])")
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
    structured = tuple(_json_ld(root))
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


def _json_ld(root: Element) -> Iterator[dict[str, object]]:
    """Every JSON-LD object of the page, graphs and lists opened; broken ones are left out."""
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        for value in _loaded(script.text or ""):
            yield from _objects(value, 0)


def _loaded(text: str) -> Iterator[object]:
    """The JSON value in `text`, also between stray marks, or with commas before a closing brace."""
    start = _JSON_START.search(text)
    if start is None:
        return
    body = text[start.start() :]
    for candidate in (body, _LOOSE_COMMA.sub(r"\1", body)):
        try:
            yield json.JSONDecoder(strict=False).raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
        return


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        found = cast("dict[str, object]", value)
        graph = found.get("@graph")
        if isinstance(graph, list):
            yield from _objects(cast("object", graph), depth + 1)
        else:
            yield found

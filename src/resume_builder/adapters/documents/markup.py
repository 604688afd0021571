"""XML and HTML trees by lxml, typed, and without entities, DTDs or network.

lxml has no types of its own: this is the one module that says so.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast


class MarkupError(Exception):
    """The source is no XML, or no page."""


class Element(Protocol):
    """The part of lxml's elements in use. Comments have a `tag` that is no string."""

    tag: Any
    text: str | None
    tail: str | None

    def get(self, key: str, default: str = ...) -> str | None:
        """Return an attribute."""
        ...

    def items(self) -> "list[tuple[str, str]]":
        """Return the attributes."""
        ...

    def find(self, path: str) -> "Element | None":
        """Return the first element on a path."""
        ...

    def findtext(self, path: str) -> str | None:
        """Return the text of the first element on a path."""
        ...

    def iter(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and those in it, in document order."""
        ...

    def iterdescendants(self, *tags: str) -> "Iterator[Element]":
        """Yield the elements in this one, in document order."""
        ...

    def __iter__(self) -> "Iterator[Element]":
        """Yield the children."""
        ...


def xml_of(data: bytes) -> Element:
    """Return the root of an XML file. Raises MarkupError.

    Entities stay unresolved, no DTD or address is loaded, and depth is bounded by libxml2.
    """
    etree = cast("Any", import_module("lxml.etree"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return cast("Element", etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError) as error:
        raise MarkupError from error


def html_of(source: str) -> Element:
    """Return the root of a page, mended as browsers do. Raises MarkupError."""
    etree, html = cast("Any", import_module("lxml.etree")), cast("Any", import_module("lxml.html"))
    parser = html.HTMLParser(no_network=True, huge_tree=False, recover=True)
    try:
        return cast("Element", html.document_fromstring(source, parser=parser))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise MarkupError from error


def every(root: Element | None, *tags: str) -> Iterator[Element]:
    """Yield the elements of some tags in a tree that may be absent."""
    if root is not None:
        yield from root.iter(*tags)


def text_of(element: Element) -> str:
    """Return all text in an element, white space collapsed; scripts and styles left out."""
    pieces: list[str] = []
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            pieces.append(inner.text or "")
        if inner is not element:
            pieces.append(inner.tail or "")
    return " ".join("".join(pieces).split())

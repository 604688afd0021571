"""Europass as XML: elements become nested objects, which the domain turns into a résumé."""

import html
from typing import cast

from resume_builder.adapters.documents.limits import LONGEST_WORD, MAX_DEPTH
from resume_builder.adapters.documents.markup import Element, MarkupError, xml_of
from resume_builder.adapters.documents.sniff import XML
from resume_builder.adapters.documents.structured import document_of_resume
from resume_builder.domain.document import Document
from resume_builder.domain.foreign import converted
from resume_builder.features.resumes.errors import FileCorrupt, FileUnsupported

# Elements of text with marks: Europass lets them stand in a description.
_MARKS = {"p", "ul", "ol", "li", "b", "i", "u", "em", "strong", "br", "span", "div", "a"}


def read_xml(data: bytes, name: str) -> Document:
    """Return a Europass XML file as a Document.

    Raises FileCorrupt, FileEmpty, FileUnsupported (XML of another kind), TextTooLong.
    """
    try:
        root = xml_of(data)
        resume = converted({_name(root): _value(root, 0)})
    except (MarkupError, RecursionError) as error:
        raise FileCorrupt(name=name) from error
    if resume is None:
        raise FileUnsupported(name=name)
    return document_of_resume(resume, XML, name)


def _name(element: Element) -> str:
    """Return an element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Element, depth: int) -> object:
    """Return an element's text, or its attributes, children and text by their names.

    The children of "SomethingList" stand in its place. Raises RecursionError beyond MAX_DEPTH.
    """
    if depth > MAX_DEPTH:
        raise RecursionError
    children = [child for child in element if _name(child)]
    if any(_name(child) in _MARKS for child in children):
        return _markup(element, depth)
    found: dict[str, object] = {key.rpartition("}")[2]: value for key, value in element.items()}
    for child in children:
        name, value = _name(child), _value(child, depth + 1)
        if name.endswith("List") and isinstance(value, dict):
            for key, item in cast("dict[str, object]", value).items():
                _add(found, key, item)
        else:
            _add(found, name, value)
    text = _said(element.text or "", whole=not children)
    if not found:
        return text
    return {**found, "#text": text} if text else found


def _said(text: str, *, whole: bool) -> str:
    """Return an element's own text; the bytes of a picture or attachment are no text."""
    text = text.strip() if whole else " ".join(text.split())
    return "" if len(text) > LONGEST_WORD and " " not in text else text


def _add(found: dict[str, object], name: str, value: object) -> None:
    """Add a value under a name; several under one name become a list."""
    if name not in found:
        found[name] = value
        return
    old = found[name]
    olds = cast("list[object]", old) if isinstance(old, list) else [old]
    more = cast("list[object]", value) if isinstance(value, list) else [value]
    olds.extend(more)
    found[name] = olds


def _markup(element: Element, depth: int) -> str:
    """Return what is in an element as HTML without attributes but links."""
    if depth > MAX_DEPTH:
        raise RecursionError
    pieces = [html.escape(element.text or "")]
    for child in element:
        name, link = _name(child), child.get("href")
        if name in _MARKS:
            shown = f' href="{html.escape(link)}"' if link and name == "a" else ""
            pieces.append(f"<{name}{shown}>{_markup(child, depth + 1)}</{name}>")
        elif name:
            pieces.append(_markup(child, depth + 1))
        pieces.append(html.escape(child.tail or ""))
    return "".join(pieces)

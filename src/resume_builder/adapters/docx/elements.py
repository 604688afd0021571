"""python-docx's low-level elements, typed: the library leaves them half unknown."""

from typing import Any, cast

import docx.oxml.parser
from docx.oxml.ns import qn


def element(tag: str, **attributes: str) -> Any:
    """Return a new element, such as `element("w:bottom", val="single")`."""
    made = cast(Any, docx.oxml.parser).OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def link(relation: str, text: str) -> Any:
    """Return a hyperlink that leads where the relation `relation` says."""
    made = element("w:hyperlink")
    made.set(qn("r:id"), relation)
    run = element("w:r")
    run.text = text
    made.append(run)
    return made

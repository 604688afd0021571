"""JobPosting in attributes (schema.org microdata), as SmartRecruiters and small sites write it."""

from collections.abc import Callable, Iterator

from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element, text_of

# Sections of a description, which some sites mark as properties of their own.
_SECTIONS = (
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "educationRequirements",
    "experienceRequirements",
    "jobBenefits",
    "incentives",
    "incentiveCompensation",
)
_VALUES = {"meta": "content", "time": "datetime", "link": "href", "a": "href", "data": "value"}
_MOST = 5


def microdata_jobs(root: Element, shown: Callable[[Element], str]) -> Iterator[dict[str, object]]:
    """Yield the page's JobPosting items; their description is what a person sees of it."""
    number = 0
    for element in root.iter():
        if isinstance(element.tag, str) and _is_job(element):
            yield _job(element, shown)
            number += 1
            if number >= _MOST:
                return


def _is_job(element: Element) -> bool:
    kind = element.get("itemtype") or ""
    return kind.rstrip("/").endswith("schema.org/JobPosting")


def _job(item: Element, shown: Callable[[Element], str]) -> dict[str, object]:
    sections: dict[str, list[str]] = {}
    found: dict[str, object] = {}
    for name, element in _properties(item, 0):
        if name in _SECTIONS and element.tag != "meta":
            sections.setdefault(name, []).append(shown(element))
        else:
            found.setdefault(name, _value(element))
    texts = [text for name in _SECTIONS for text in sections.get(name, ()) if text]
    whole = [text for text in texts if not any(text in o and text != o for o in texts)]
    return {**found, "@type": "JobPosting", "description": "\n".join(dict.fromkeys(whole))}


def _properties(item: Element, depth: int) -> Iterator[tuple[str, Element]]:
    """Yield the properties of an item, not those of items within it."""
    if depth > MAX_DEPTH:
        return
    for child in item:
        if not isinstance(child.tag, str):
            continue
        for name in (child.get("itemprop") or "").split():
            yield name, child
        if child.get("itemscope") is None:
            yield from _properties(child, depth + 1)


def _value(element: Element, depth: int = 0) -> object:
    if element.get("itemscope") is not None and depth < 5:
        inner: dict[str, object] = {}
        for name, child in _properties(element, 0):
            inner.setdefault(name, _value(child, depth + 1))
        return inner or text_of(element)
    stated = element.get("content") or element.get(_VALUES.get(str(element.tag), "content"))
    return stated or text_of(element)

"""A page's head: what it says of itself to those who link to it."""

from collections.abc import Iterator

from resume_builder.adapters.documents.markup import Element
from resume_builder.domain.posting.got import PAGE_HEAD

_NAMES = {
    "og:title": "title",
    "twitter:title": "title",
    "og:site_name": "site",
    "og:description": "description",
    "twitter:description": "description",
    "description": "description",
}
_LONGEST = 2_000


def page_head(root: Element) -> Iterator[dict[str, object]]:
    """Yield one object with title, site and description, those that the page has; else nothing."""
    found: dict[str, object] = {}
    for meta in root.iter("meta"):
        name = _NAMES.get((meta.get("property") or meta.get("name") or "").strip().lower())
        text = " ".join((meta.get("content") or "").split())
        if name and text:
            found.setdefault(name, text[:_LONGEST])
    if found:
        yield {"@type": PAGE_HEAD, **found}

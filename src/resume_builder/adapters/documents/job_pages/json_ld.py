"""JSON-LD as pages carry it: in graphs and lists, commented out, cut off, with stray commas."""

import json
import re
from collections.abc import Iterator
from typing import cast

from resume_builder.adapters.documents.job_pages.mend import mended
from resume_builder.adapters.documents.limits import MAX_DEPTH
from resume_builder.adapters.documents.markup import Element

_TYPE = "application/ld+json"
_START = re.compile(r"\{(?=\s*[\"'}/])|\[(?=\s*[\[{\"\]/])")
# Values of one page that are looked at; a job board's list of 500 jobs has about 20,000.
_MOST_VALUES = 50_000
_LONGEST = 2_000_000


def linked_data(root: Element) -> Iterator[dict[str, object]]:
    """Yield every JSON-LD object of a page: graphs and lists opened, JobPostings within others."""
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == _TYPE:
            for value in loaded((script.text or "")[:_LONGEST]):
                yield from _objects(value)


def loaded(text: str) -> Iterator[object]:
    """Yield the JSON values in `text`, mended where it is broken; nothing where that fails."""
    start = _START.search(text)
    if start is None:
        return
    body = text[start.start() :]
    decoder = json.JSONDecoder(strict=False)
    for candidate in (lambda: body, lambda: mended(body)):
        try:
            yield decoder.raw_decode(candidate())[0]
        except (ValueError, RecursionError):
            continue
        return


def _objects(top: object) -> Iterator[dict[str, object]]:
    """Yield the objects at the top, and each JobPosting further in."""
    waiting: list[tuple[object, int, bool]] = [(top, 0, True)]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        value, depth, is_top = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            items = cast("list[object]", value)
            waiting += [(item, depth + 1, is_top) for item in reversed(items)]
        elif isinstance(value, dict):
            found = cast("dict[str, object]", value)
            graph = found.get("@graph")
            if is_top and isinstance(graph, list):
                waiting.append((cast("object", graph), depth + 1, True))
                continue
            is_job = "JobPosting" in str(found.get("@type", ""))[:200]
            if is_top or is_job:
                yield found
            if not is_job:
                inner = list(found.values())
                waiting += [(v, depth + 1, False) for v in reversed(inner)]

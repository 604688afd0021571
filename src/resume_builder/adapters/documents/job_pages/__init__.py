"""What a page says of its job beside its text: objects of schema.org's JobPosting, and its head.

`json_ld.py` reads and mends JSON-LD, `microdata.py` the same in attributes, `app_data.py` the data
that a page's own scripts would draw, `forms.py` the places where known systems show it.
"""

from collections.abc import Callable, Iterator

from resume_builder.adapters.documents.job_pages.app_data import app_jobs
from resume_builder.adapters.documents.job_pages.forms import form_jobs
from resume_builder.adapters.documents.job_pages.head import page_head
from resume_builder.adapters.documents.job_pages.json_ld import linked_data
from resume_builder.adapters.documents.job_pages.microdata import microdata_jobs
from resume_builder.adapters.documents.markup import Element


def page_data(root: Element, shown: Callable[[Element], str]) -> Iterator[dict[str, object]]:
    """Yield the objects of a page; `shown` returns the lines of an element that a person sees."""
    yield from linked_data(root)
    yield from microdata_jobs(root, shown)
    yield from app_jobs(root)
    yield from form_jobs(root, shown)
    yield from page_head(root)


__all__ = ["page_data"]

"""Where known systems show a job on their pages, told by their markup and not by their address.

A saved page keeps its classes and test ids, and loses its address. Each form names the places of
title, company, location and terms, and the part of the page that is the posting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from resume_builder.adapters.documents.markup import Element, text_of

_KEYS = ("data-automation-id", "data-testid", "data-qa", "data-ui", "data-company-name")
Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """Places by preference: ".class", "#id", or "attribute=value"."""

    title: Places
    body: Places
    company: Places = ()
    location: Places = ()
    terms: Places = ()


_FORMS = {
    "greenhouse": _Form(
        title=(".app-title", ".job__title"),
        company=(".company-name",),
        location=(".job__location", ".location"),
        body=(".job__description", "#content"),
    ),
    "lever": _Form(
        title=(".posting-headline",),
        location=(".sort-by-location", ".posting-category"),
        terms=(".sort-by-commitment",),
        body=("data-qa=job-description", ".section-wrapper"),
    ),
    "ashby": _Form(
        title=(".ashby-job-posting-heading",),
        location=(".ashby-job-posting-brief-location",),
        body=(".ashby-job-posting-right-pane", "#overview"),
    ),
    "workday": _Form(
        title=("data-automation-id=jobPostingHeader",),
        location=("data-automation-id=locations",),
        terms=("data-automation-id=time",),
        body=("data-automation-id=jobPostingDescription",),
    ),
    "smartrecruiters": _Form(
        title=(".job-title",),
        company=(".company-name", ".header-logo"),
        location=(".job-details",),
        body=(".job-sections", "#st-jobDescription"),
    ),
    "indeed": _Form(
        title=(".jobsearch-JobInfoHeader-title", "data-testid=jobsearch-JobInfoHeader-title"),
        company=("data-testid=inlineHeader-companyName", "data-company-name=true"),
        location=("data-testid=inlineHeader-companyLocation", "data-testid=job-location"),
        terms=("#salaryInfoAndJobType",),
        body=("#jobDescriptionText",),
    ),
    "linkedin": _Form(
        title=(
            ".top-card-layout__title",
            ".topcard__title",
            ".job-details-jobs-unified-top-card__job-title",
        ),
        company=(
            ".topcard__org-name-link",
            ".job-details-jobs-unified-top-card__company-name",
        ),
        location=(".topcard__flavor--bullet",),
        terms=(".description__job-criteria-list",),
        body=(".show-more-less-html__markup", ".description__text", "#job-details"),
    ),
}
_LONGEST_FIELD = 200


def form_jobs(root: Element, shown: Callable[[Element], str]) -> Iterator[dict[str, object]]:
    """Yield the job of the first form whose title and body the page has."""
    places = _places(root)
    for form in _FORMS.values():
        title, bodies = _first(places, form.title), _all(places, form.body)
        if title is None or not bodies:
            continue
        yield {
            "@type": "JobPosting",
            "title": _heading(title),
            "hiringOrganization": _field(places, form.company).removeprefix("at ").strip(),
            "jobLocation": _field(places, form.location),
            "employmentType": _terms(places, form.terms),
            "description": "\n".join(filter(None, map(shown, bodies))),
        }
        return


def _places(root: Element) -> dict[str, list[Element]]:
    """Return the elements of a page by the names that forms use."""
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for token in (element.get("class") or "").split()[:20]:
            found[f".{token}"].append(element)
        if name := element.get("id"):
            found[f"#{name}"].append(element)
        for key in _KEYS:
            if value := element.get(key):
                found[f"{key}={value}"].append(element)
    return found


def _all(places: dict[str, list[Element]], names: Places) -> list[Element]:
    """Return the elements of the first name that the page has, those within others left out."""
    named = next((name for name in names if name in places), "")
    elements = places.get(named, [])
    inner = {id(e) for element in elements for e in element.iterdescendants()}
    return [element for element in elements if id(element) not in inner]


def _first(places: dict[str, list[Element]], names: Places) -> Element | None:
    return next(iter(_all(places, names)), None)


def _heading(element: Element) -> str:
    """Return the first heading in an element, or its text."""
    head = next(element.iterdescendants("h1", "h2", "h3"), element)
    return text_of(head)[:_LONGEST_FIELD]


def _field(places: dict[str, list[Element]], names: Places) -> str:
    element = _first(places, names)
    if element is None:
        return ""
    # A list of label and value: the value.
    values = [text_of(value) for value in element.iterdescendants("dd")]
    text = "; ".join(filter(None, values)) or text_of(element)
    return text.strip(" /–-·|")[:_LONGEST_FIELD]


def _terms(places: dict[str, list[Element]], names: Places) -> list[str]:
    """Return the short texts in the place of terms: one of them names the employment."""
    element = _first(places, names)
    if element is None:
        return []
    texts = [text_of(inner) for inner in element.iter() if isinstance(inner.tag, str)]
    return [text.strip(" /–-·|") for text in texts if 0 < len(text) <= 40][:20]

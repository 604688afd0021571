"""schema.org JobPosting: whole, partial, broken, and against the page."""

from dataclasses import replace
from typing import Any

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.domain.document import document_of
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.posting.structured import plain_text, structured_of

pytestmark = pytest.mark.postings

JOB: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Baker",
    "hiringOrganization": {"@type": "Organization", "name": "Crumb &amp; Sons"},
    "jobLocation": [{"address": {"addressLocality": "Ghent", "addressCountry": {"name": "BE"}}}],
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "baseSalary": {
        "currency": "eur",
        "value": {"minValue": "2,500", "maxValue": 2900, "unitText": "MONTH"},
    },
    "description": "<h3>Requirements</h3><ul><li>Patience</li><li>Sourdough</li></ul>",
}


def _read(page: str, *objects: dict[str, Any]) -> Posting:
    document = replace(document_of(page, "text/html"), structured=objects)
    return parse_posting(document, load_lexicon(), load_posting_words())


def test_whole_object() -> None:
    """Every field is used, the description where the page shows nothing."""
    posting = _read("", JOB)
    assert (posting.title, posting.company) == ("Baker", "Crumb & Sons")
    assert posting.locations == ("Ghent, BE",)
    assert posting.employment_types == ("full_time", "contract")
    assert posting.salary is not None
    assert (posting.salary.min, posting.salary.max, posting.salary.period) == (2500, 2900, "month")
    assert posting.salary.currency == "EUR"
    assert [r.text for r in posting.requirements] == ["Patience", "Sourdough"]


@pytest.mark.parametrize(
    "value", [0, "0", None, {"minValue": 0, "maxValue": 0}, [], "ask us", True]
)
def test_zero_pay_is_none(value: object) -> None:
    """A zero or a word in the pay is no pay."""
    assert (
        structured_of([{**JOB, "baseSalary": {"currency": "EUR", "value": value}}]).salary is None
    )


@pytest.mark.parametrize("key", sorted(JOB))
@pytest.mark.parametrize("value", [None, 3, "", [], {}, [None], [[]], {"name": None}, "text"])
def test_any_field_may_be_broken(key: str, value: object) -> None:
    """No shape of any field stops the reading."""
    broken = {**JOB, key: value}
    assert isinstance(_read("Baker\n\nRequirements\n- Patience\n", broken), Posting)


def test_remote_by_location_type() -> None:
    """TELECOMMUTE means remote."""
    assert structured_of([{**JOB, "jobLocationType": "TELECOMMUTE"}]).remote is True


def test_words_that_the_page_does_not_show_are_hidden() -> None:
    """Skills that only programs see are surfaced, and asked of nobody."""
    page = "Baker\n\nRequirements\n- Patience\n- Sourdough\n" + "We bake in the old town. " * 30
    planted = {"@type": "JobPosting", "skills": "Dromedary kernel tuning for every applicant"}
    posting = _read(page, planted)
    assert any("Dromedary" in text for text in posting.hidden)
    assert not any("Dromedary" in r.text for r in posting.requirements)


def test_html_in_a_description_becomes_lines() -> None:
    """Headings, bold and list items keep their meaning; entities are characters."""
    text = plain_text("<p>We &amp; you</p><b>Profile</b><ul><li>C++</li><li>Go</li></ul>")
    assert text.split("\n") == ["We & you", "**Profile**", "- C++", "- Go"]

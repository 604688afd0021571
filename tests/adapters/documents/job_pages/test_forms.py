"""Pages of job systems, whole and with broken data, become postings."""

import json
import re

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.documents import document_of_html
from resume_builder.adapters.documents.job_pages.app_data import jobs_in
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.model import Posting
from tests.adapters.documents.job_pages.pages import (
    BODY,
    BROKEN,
    COMPANY,
    FORMS,
    JOB,
    PLACE,
    TITLE,
    linked,
    page,
)

pytestmark = pytest.mark.postings

MUST = ["Two years of experience with gas kilns", "A forklift licence", "Fluent English"]


def read(markup: str) -> Posting:
    """The posting of a page."""
    return parse_posting(document_of_html(markup), load_lexicon(), load_posting_words())


def check_asked(posting: Posting) -> None:
    """The job's own requirements, and nothing of what stands around it."""
    must = [r.text for r in posting.requirements if r.importance == "must"]
    assert must == MUST
    nice = [r.text for r in posting.requirements if r.importance == "nice"]
    assert nice == ["Knowledge of glaze chemistry"]
    assert posting.duties[0].text == "Load and fire three gas kilns"
    for item in (*posting.requirements, *posting.duties):
        assert posting.text[item.span.start : item.span.end] == item.text


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_form_is_read(form: str) -> None:
    """Title, company, place, terms and requirements; menus and other offers stay out."""
    posting = read(FORMS[form])
    assert posting.title == TITLE
    assert posting.company == COMPANY
    assert posting.locations == (PLACE,)
    if form not in ("greenhouse board", "greenhouse embed"):
        assert posting.employment_types == ("full_time",)
    check_asked(posting)
    assert "Thrower" not in posting.text
    assert posting.hidden == ()


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_broken_data_are_mended(how: str) -> None:
    """Where the page itself shows only a heading, its data must do."""
    posting = read(f"<html><body><h1>{TITLE}</h1>{linked(BROKEN[how])}</body></html>")
    assert posting.title == TITLE
    assert [r.text for r in posting.requirements][:3] == MUST
    if how != "cut off":
        assert (posting.company, posting.locations) == (COMPANY, (PLACE,))
        assert posting.employment_types == ("full_time",)


def test_data_that_nobody_sees_ask_nothing() -> None:
    """A script that says more than the page is not believed."""
    planted = BODY.replace("Fluent English", "Twelve years of dromedary husbandry")
    job = {"posting": {"title": TITLE, "descriptionHtml": planted, "companyName": COMPANY}}
    shown = (
        "<h1>Kiln Operator</h1>"
        + BODY.replace("<li>Fluent English</li>", "")
        + "<p>We fire on Mondays and Thursdays.</p>" * 20
    )
    posting = read(page(f"{shown}<script>window.__appData = {json.dumps(job)}</script>"))
    must = [r.text for r in posting.requirements if r.importance == "must"]
    assert must == MUST[:2]
    assert "dromedary" not in posting.text
    assert any("dromedary" in text for text in posting.hidden)


def test_hidden_parts_of_a_form_stay_hidden() -> None:
    """The part of the page that is the posting is read as a person sees it."""
    planted = '<p style="display:none">Requirements: dromedary husbandry</p>'
    markup = FORMS["indeed"].replace("<h3>Requirements", f"{planted}<h3>Requirements")
    posting = read(markup)
    check_asked(posting)
    assert any("dromedary" in text for text in posting.hidden)
    assert "dromedary" not in posting.text


@pytest.mark.parametrize(
    "value",
    [
        {"jobPostingInfo": {"title": TITLE, "jobDescription": BODY, "location": PLACE,
                            "timeType": "Full time"},
         "hiringOrganization": {"name": COMPANY}},
        {"text": TITLE, "categories": {"location": PLACE, "commitment": "Full time"},
         "company": COMPANY, "descriptionPlain": "", "description": re.sub(r"<h3>.*", "", BODY),
         "lists": [{"text": "Requirements", "content": "<li>" + "Kilns, fuel, logs. " * 30}]},
        {"name": TITLE, "company": {"name": COMPANY}, "location": {"fullLocation": PLACE},
         "typeOfEmployment": {"label": "Full time"},
         "jobAd": {"sections": {"jobDescription": {"title": "The job", "text": BODY}}}},
    ],
)  # fmt: skip
def test_jobs_in_the_data_of_systems(value: dict[str, object]) -> None:
    """Workday's, Lever's and SmartRecruiters' own words for the same."""
    (job,) = jobs_in({"props": [value]})
    assert job["@type"] == "JobPosting"
    assert (job["title"], job["jobLocation"]) == (TITLE, PLACE)
    assert (job["hiringOrganization"], job["employmentType"]) == (COMPANY, "Full time")
    assert "ilns" in str(job["description"])


def test_the_posting_that_the_page_is_about_is_taken() -> None:
    """Of several, the one that the heading names, though another says more."""
    longer = {**JOB, "title": "Thrower", "description": BODY.replace("kiln", "wheel") * 3}
    markup = f"<h1>{TITLE}</h1>{linked(json.dumps([longer, JOB]))}"
    assert read(f"<html><body>{markup}</body></html>").title == TITLE

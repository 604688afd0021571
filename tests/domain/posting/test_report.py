"""The JSON that the command line prints."""

import json

import pytest

from resume_builder.domain.posting.report import posting_json
from tests.domain.posting.helpers import read

pytestmark = pytest.mark.postings


def test_keys_and_spans() -> None:
    """The keys that other programs read are there; spans index into the text beside them."""
    posting = read(
        "Clerk\nHolm AS\n\nRequirements\n- Excel\n\nPay: £20,000–£22,000 a year\n\n"
        "How to apply\nSend a CV.\n"
    )
    report = json.loads(json.dumps(posting_json(posting)))
    assert report["title"] == "Clerk"
    assert report["salary"]["currency"] == "GBP"
    item = report["requirements"][0]
    start, end = item["span"]
    assert report["text"][start:end] == item["text"] == "Excel"
    assert (item["importance"], item["kind"]) == ("must", "skill")
    assert report["instructions"][0]["text"] == "Send a CV."
    assert report["hidden"] == []


def test_nothing_is_null_or_empty() -> None:
    """A posting that says nothing still has every key."""
    report = posting_json(read(""))
    assert report["title"] is None
    assert report["salary"] is None
    assert report["requirements"] == []

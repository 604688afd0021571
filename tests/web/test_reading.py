"""Postings and résumés read by a model, through the API: beside those that the rules read."""

import json
from typing import Any

import pytest
from flask import Flask

from tests.samples import RESUME_JSON
from tests.web.browser import Visitor, code_of
from tests.web.conftest import RESUME
from tests.web.desk import POSTING

pytestmark = pytest.mark.postings

ANSWER = json.dumps(
    {
        "quotes": [
            {"kind": "title", "quote": "Lead Electrician"},
            {"kind": "must", "quote": "Terraform and Kubernetes"},
            {"kind": "nice", "quote": "Led teams of 40 people"},
            {"kind": "must", "quote": "a helicopter licence"},
        ]
    }
)


def test_the_quotes_become_another_posting(visitor: Visitor) -> None:
    """It is worked on from then on, and the one that the rules read is still there."""
    rules = visitor.add_posting(POSTING)
    assert (rules["source"], rules["read_from"]) == ("rules", None)
    at = f"/postings/{rules['id']}/reading"
    brief = visitor.get(f"{at}/brief").get_json()
    assert brief["attempt"] == ""
    assert "A PMP certificate" in brief["user"]
    assert brief["output_tokens"] > 0
    assert brief["answer_schema"]["required"] == ["quotes"]
    body = {"text": ANSWER, "model": "a model"}
    read = visitor.send("POST", at, "read_posting_by_model", json=body).get_json()
    assert [f["code"] for f in read["findings"]] == ["reading.not_in_text"]
    made = read["posting"]
    asked = [(r["text"], r["importance"]) for r in made["posting"]["requirements"]]
    assert asked == [("Terraform and Kubernetes", "must"), ("Led teams of 40 people", "nice")]
    assert (made["source"], made["model"], made["read_from"]) == ("model", "a model", rules["id"])
    assert visitor.get("/session").get_json()["current"]["posting_id"] == made["id"]
    assert visitor.get(f"/postings/{rules['id']}").get_json() == rules
    assert visitor.get(f"/postings/{made['id']}").get_json() == made
    listed = visitor.get("/postings").get_json()["postings"]
    told = [(one["source"], one["model"], one["read_from"]) for one in listed]
    assert told == [("model", "a model", rules["id"]), ("rules", "", None)]


def test_a_second_reading_is_of_what_the_rules_read(visitor: Visitor) -> None:
    """Whichever of the two it was asked for."""
    rules = visitor.add_posting(POSTING)
    first = f"/postings/{rules['id']}/reading"
    body = {"text": ANSWER}
    made = visitor.send("POST", first, "read_posting_by_model", json=body).get_json()["posting"]
    second = f"/postings/{made['id']}/reading"
    again = visitor.send("POST", second, "read_posting_by_model", json=body).get_json()["posting"]
    assert again["read_from"] == rules["id"]


def test_an_answer_without_quotes_keeps_nothing(visitor: Visitor) -> None:
    """The model can be asked once more; the posting stays the one that is worked on."""
    rules = visitor.add_posting(POSTING)
    at = f"/postings/{rules['id']}/reading"
    answer = visitor.send("POST", at, "read_posting_by_model", json={"text": "Sorry."})
    assert answer.status_code == 200
    assert answer.get_json()["posting"] is None
    assert [f["code"] for f in answer.get_json()["findings"]] == ["reading.reply_unreadable"]
    assert "- it held no JSON object with the list" in answer.get_json()["repair"]
    assert len(visitor.get("/postings").get_json()["postings"]) == 1
    assert visitor.get("/session").get_json()["current"]["posting_id"] == rules["id"]


def test_another_persons_posting_is_not_read(visitor: Visitor, app: Flask) -> None:
    """It is as if it did not exist."""
    other = Visitor(app)
    other.open()
    at = f"/postings/{visitor.add_posting(POSTING)['id']}/reading"
    assert code_of(other.get(f"{at}/brief")) == "work.not_found"
    refused = other.send("POST", at, "read_posting_by_model", json={"text": ANSWER})
    assert code_of(refused) == "work.not_found"


# ---- résumés --------------------------------------------------------------------------------

DOCUMENT = """Ada Marsh
ada@marsh.example

Where I was
Bookkeeper, Larkfield Ltd, 2016 - 2019
Entered 400 invoices a week.
I juggle on Sundays at the fair.
"""
QUOTES = json.dumps(
    {
        "quotes": [
            {"kind": "name", "quote": "Ada Marsh"},
            {"kind": "section", "quote": "Where I was"},
            {"kind": "work", "quote": "Bookkeeper"},
            {"kind": "organisation", "quote": "Larkfield Ltd"},
            {"kind": "dates", "quote": "2016 - 2019"},
            {"kind": "line", "quote": "Entered 400 invoices a week."},
            {"kind": "line", "quote": "Ran the whole company."},
        ]
    }
)


def quote(visitor: Visitor, resume_id: str, text: str = QUOTES) -> Any:
    """Send a model's answer about a résumé."""
    at, body = f"/resumes/{resume_id}/reading", {"text": text, "model": "a model"}
    return visitor.send("POST", at, "read_resume_by_model", json=body)


def test_the_quotes_become_another_resume(visitor: Visitor) -> None:
    """It is worked on from then on, and the one that the rules read is still there."""
    rules = visitor.add_resume(DOCUMENT)
    brief = visitor.get(f"/resumes/{rules['id']}/reading/brief").get_json()
    assert brief["attempt"] == ""
    assert "I juggle on Sundays at the fair." in json.loads(brief["user"])["lines"]
    assert brief["output_tokens"] > 0
    assert brief["answer_schema"]["required"] == ["quotes"]
    read = quote(visitor, rules["id"]).get_json()
    assert [f["code"] for f in read["findings"]] == ["reading.not_in_text"]
    made = read["resume"]
    job = made["reading"]["resume"]["work"][0]
    assert (job["position"], job["name"]) == ("Bookkeeper", "Larkfield Ltd")
    assert [h["text"] for h in job["highlights"]] == ["Entered 400 invoices a week."]
    assert made["reading"]["unmatched"] == ["Where I was", "I juggle on Sundays at the fair."]
    assert made["reading"]["resume"]["basics"]["email"] == "ada@marsh.example"
    assert (made["source"], made["model"], made["read_from"]) == ("model", "a model", rules["id"])
    assert visitor.get("/session").get_json()["current"]["resume_id"] == made["id"]
    assert visitor.get(f"/resumes/{rules['id']}").get_json() == rules
    assert visitor.get(f"/resumes/{made['id']}").get_json() == made
    listed = visitor.get("/resumes").get_json()["resumes"]
    told = [(one["source"], one["model"], one["read_from"]) for one in listed]
    assert told == [("model", "a model", rules["id"]), ("rules", "", None)]


def test_what_was_edited_and_tailored_stays(visitor: Visitor) -> None:
    """The first résumé with the person's edits; the new one with what they wrote of themselves."""
    rules, posting = visitor.add_resume(DOCUMENT), visitor.add_posting(POSTING)
    path, edit = f"/resumes/{rules['id']}", {"path": "basics.name", "text": "Ada M. Byron"}
    edited = visitor.send(
        "PATCH", path, "edit_resume", headers={"If-Match": '"1"'}, json={"edits": [edit]}
    ).get_json()
    tailoring = visitor.add_tailoring(rules["id"], posting["id"])
    made = quote(visitor, rules["id"]).get_json()["resume"]
    assert visitor.get(path).get_json() == edited
    assert visitor.get(f"/tailorings/{tailoring['id']}").get_json() == tailoring
    assert made["reading"]["resume"]["basics"]["name"] == "Ada M. Byron"
    again = visitor.add_tailoring(made["id"], posting["id"])
    assert again["resume_id"] == made["id"]


def test_a_second_reading_of_a_resume_is_of_what_the_rules_read(visitor: Visitor) -> None:
    """Whichever of the two it was asked for."""
    rules = visitor.add_resume(DOCUMENT)
    made = quote(visitor, rules["id"]).get_json()["resume"]
    assert quote(visitor, made["id"]).get_json()["resume"]["read_from"] == rules["id"]


def test_an_answer_without_usable_quotes_keeps_no_resume(visitor: Visitor) -> None:
    """The model can be asked once more; the résumé stays the one that is worked on."""
    rules = visitor.add_resume(DOCUMENT)
    for text, code, fault in (
        ("Sorry.", "reading.reply_unreadable", "- it held no JSON object with the list"),
        (
            '{"quotes": [{"kind": "work", "quote": "Astronaut"}]}',
            "reading.nothing_quoted",
            '- no "quote" of it could be found',
        ),
    ):
        answer = quote(visitor, rules["id"], text)
        assert answer.status_code == 200
        assert answer.get_json()["resume"] is None
        assert answer.get_json()["findings"][-1]["code"] == code
        assert fault in answer.get_json()["repair"]
    assert len(visitor.get("/resumes").get_json()["resumes"]) == 1
    assert visitor.get("/session").get_json()["current"]["resume_id"] == rules["id"]


def test_a_resume_without_a_document_is_refused(visitor: Visitor) -> None:
    """A file that names its fields has none that a model could read better."""
    data = RESUME_JSON.read_bytes()
    record = visitor.upload("/resumes", "import_resume", data, "cv.json").get_json()
    assert record["source"] == "file"
    asked = visitor.get(f"/resumes/{record['id']}/reading/brief")
    for refused in (asked, quote(visitor, record["id"])):
        assert refused.status_code == 409
        assert code_of(refused) == "reading.no_document"


def test_a_document_that_no_model_writes_again_is_refused(visitor: Visitor) -> None:
    """With how long it is, and how long it may be."""
    record = visitor.add_resume(DOCUMENT + "I did a thing that I tell of at length.\n" * 1500)
    asked = visitor.get(f"/resumes/{record['id']}/reading/brief")
    for refused in (asked, quote(visitor, record["id"])):
        assert refused.status_code == 413
        assert code_of(refused) == "reading.too_long"
    params = asked.get_json()["params"]
    assert params["length"] > params["limit"] == 40_000


def test_another_persons_resume_is_not_read(visitor: Visitor, app: Flask) -> None:
    """It is as if it did not exist."""
    other = Visitor(app)
    other.open()
    resume = visitor.add_resume(RESUME)
    assert code_of(other.get(f"/resumes/{resume['id']}/reading/brief")) == "work.not_found"
    assert code_of(quote(other, resume["id"])) == "work.not_found"

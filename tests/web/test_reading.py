"""A posting read by a model, through the API: beside the one that the rules read."""

import json

import pytest
from flask import Flask

from tests.web.browser import Visitor, code_of
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

"""Proposals with no model: skills the person has, named as the posting names them."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.document import document_of
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.matching import match
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.offers import offers
from resume_builder.domain.tailoring.verdict import Court
from resume_builder.domain.tailoring.verify import Verifier
from tests.domain.tailoring.people import TODAY

pytestmark = pytest.mark.truth

RESUME = from_json_resume(
    {"skills": [{"name": "Tools", "keywords": ["Excel", "K8s", "PostgreSQL", "Kafka"]}]}
)


def offered(posting: str) -> tuple[Edit, ...]:
    """What is proposed for a posting."""
    lexicon = load_lexicon()
    parsed = parse_posting(document_of(posting), lexicon, load_posting_words())
    return offers(RESUME, parsed, match(RESUME, parsed, lexicon, TODAY), lexicon)


def test_a_listed_skill_comes_first_under_the_postings_name() -> None:
    """Kubernetes is asked and K8s is listed; RabbitMQ is not Kafka, and is not offered."""
    made = offered("Engineer\n\nRequirements\n- Kubernetes in production\n- RabbitMQ\n")
    assert [(e.op, e.text, e.sources) for e in made] == [
        ("surface", "K8s", ()),
        ("rename", "Kubernetes", ("K8s",)),
    ]
    assert all(e.serves for e in made)


def test_every_offer_is_borne_out() -> None:
    """The court that judges a model's edits finds nothing against ours."""
    made = offered("Engineer\n\nRequirements\n- Kubernetes\n- Postgres\n- Microsoft Excel\n")
    verifier = Verifier(load_truth_words(), load_lexicon())
    court = Court(Facts(RESUME), lambda: verifier, load_lexicon(), TODAY)
    assert made
    assert {r.verdict for r in court.rule(made).rulings} == {"supported"}


def test_nothing_asked_nothing_offered() -> None:
    """A posting that asks for none of it changes nothing."""
    assert offered("Baker\n\nRequirements\n- A love of bread\n") == ()

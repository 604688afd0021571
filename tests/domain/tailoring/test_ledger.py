"""The ledger: facts by id with their place and state, and answers that are remembered."""

import pytest

from resume_builder.domain.tailoring.ledger import Answer, Facts, Ledger, question_key
from resume_builder.domain.values import Span
from tests.domain.tailoring.people import NURSE, TODAY

pytestmark = pytest.mark.truth


def test_every_statement_has_an_id_and_a_home() -> None:
    """Lines belong to their job; skills, degrees and languages are the person's everywhere."""
    facts = Facts(NURSE)
    assert facts.by_id["w1h2"].text == "Helped plan the move to Epic"
    assert facts.by_id["w1h2"].entry_id == "w1"
    assert facts.by_id["s1.keywords.2"].text == "Epic"
    everywhere = {f.id for f in facts.of_person}
    assert {"e1.studyType", "l1.language", "s1.keywords.1", "basics.summary"} <= everywhere
    assert [f.id for f in facts.statements["w2"]] == ["w2h1", "w2h2"]


def test_a_fact_knows_where_it_stood() -> None:
    """The reading's own places win over the entry's."""
    facts = Facts(NURSE, sources={"w1.position": Span(3, 19)})
    assert facts.by_id["w1.position"].span == (3, 19)


def test_a_yes_becomes_a_fact_of_its_entry_and_unknown_does_not() -> None:
    """What was confirmed has its day; what was not known adds nothing; both are remembered."""
    yes = Answer(
        question="q1", says="yes", text="Ran the ward's wound clinic", entry_id="w1", on=TODAY
    )
    unknown = Answer(question="q2", says="unknown", on=TODAY)
    ledger = Ledger().with_answer(yes).with_answer(unknown)
    fact = Facts(NURSE, ledger).statements["w1"][-1]
    assert (fact.id, fact.state, fact.on, fact.text) == ("a1", "confirmed", TODAY, yes.text)
    assert ledger.answer("q2") == unknown
    assert len(Facts(NURSE, ledger).by_id) == len(Facts(NURSE).by_id) + 1


def test_a_retired_fact_is_gone() -> None:
    """What the person took back supports nothing any more."""
    facts = Facts(NURSE, Ledger(retired={"w1h2": TODAY}))
    assert "w1h2" not in facts.by_id
    assert "w1h2" not in {f.id for f in facts.statements["w1"]}


def test_a_later_answer_replaces_the_earlier_one() -> None:
    """One question has one answer."""
    first = Answer(question="q", says="unknown", on=TODAY)
    ledger = Ledger().with_answer(first).with_answer(first.model_copy(update={"says": "no"}))
    assert [a.says for a in ledger.answers] == ["no"]


def test_a_question_is_the_same_whatever_its_spacing_and_case() -> None:
    """The key depends on what is asked and where, not on how the line was typed."""
    key = question_key("truth.added.words", "Wound  care", "w1")
    assert key == question_key("truth.added.words", "wound care ", "w1")
    assert key != question_key("truth.added.words", "wound care", "w2")
    assert key != question_key("truth.name.posting", "wound care", "w1")

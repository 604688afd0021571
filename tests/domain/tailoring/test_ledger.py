"""The ledger: facts by id with their place and state, and answers that are remembered."""

import pytest

from resume_builder.domain.resume import Work
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
    assert ledger.answer("q2") == unknown.model_copy(update={"id": "a2"})
    assert len(Facts(NURSE, ledger).by_id) == len(Facts(NURSE).by_id) + 1


def test_a_retired_fact_is_gone_until_it_is_put_back() -> None:
    """What the person took back supports nothing, is shown with its day, and can return."""
    fact = Facts(NURSE).by_id["w1h2"]
    ledger = Ledger().retire(fact, TODAY)
    facts = Facts(NURSE, ledger)
    assert "w1h2" not in facts.by_id
    assert "w1h2" not in {f.id for f in facts.statements["w1"]}
    shown = next(f for f in facts.every if f.id == "w1h2")
    assert (shown.state, shown.on) == ("retired", TODAY)
    assert facts.retired == {"w1h2"}
    assert ledger.retire(fact, TODAY) is ledger
    assert Facts(NURSE, ledger.restore(shown)).by_id["w1h2"] == fact


def test_what_is_not_a_line_can_be_set_aside_too() -> None:
    """Skills, summaries and whole undated entries leave the page; what names a job cannot."""
    facts = Facts(NURSE)
    ledger = Ledger()
    for path in ("basics.summary", "s1.keywords.2", "l1.language"):
        assert facts.may_retire(facts.by_id[path])
        ledger = ledger.retire(facts.by_id[path], TODAY)
    stands = Facts(NURSE, ledger).standing
    assert stands.basics.summary == ""
    assert stands.skills[0].keywords == ("phlebotomy", "wound care")
    assert stands.languages == ()
    assert stands.work == NURSE.work
    assert not facts.may_retire(facts.by_id["w1.position"])
    assert not facts.may_retire(facts.by_id["e1.studyType"])
    assert facts.standing is NURSE


TYPED = {"w1h3": "Taught 4 new nurses and 2 students wound care"}


def typed(holder: str, words: dict[str, str], ledger: Ledger | None = None) -> Ledger:
    """The ledger once `words` were typed."""
    return (ledger or Ledger()).typed(holder, words, set(words), TODAY)


def test_what_is_typed_is_a_fact_of_its_entry() -> None:
    """With its day, beside the résumé's words, and standing where they stand in the file."""
    resume = NURSE.model_copy(update={"work": (with_span(NURSE.work[0]), NURSE.work[1])})
    fact = Facts(resume, typed("t", TYPED)).by_id["t1"]
    assert (fact.text, fact.state, fact.on) == (TYPED["w1h3"], "confirmed", TODAY)
    assert (fact.entry_id, fact.path, fact.span) == ("w1", "w1h3", (5, 9))
    assert fact in Facts(resume, typed("t", TYPED)).statements["w1"]


def with_span(job: Work) -> Work:
    """A job whose lines stood in a file."""
    lines = tuple(h.model_copy(update={"span": Span(5, 9)}) for h in job.highlights)
    return job.model_copy(update={"highlights": lines})


def test_a_typed_line_is_said_once_where_it_stands() -> None:
    """In the tailoring that holds it the line itself is the confirmed fact."""
    job = NURSE.work[0]
    line = job.highlights[2].model_copy(update={"text": TYPED["w1h3"]})
    job = job.model_copy(update={"highlights": (*job.highlights[:2], line)})
    facts = Facts(NURSE.model_copy(update={"work": (job,)}), typed("t", TYPED))
    assert (facts.by_id["w1h3"].state, facts.by_id["w1h3"].on) == ("confirmed", TODAY)
    assert "t1" not in facts.by_id


def test_undone_it_is_no_fact_unless_it_is_held_elsewhere() -> None:
    """Two tailorings with the same words hold one fact; the last one to let go takes it along."""
    both = typed("second", TYPED, typed("first", TYPED))
    assert [w.by for w in both.wordings] == [("first", "second")]
    left = both.typed("first", {}, {"w1h3"}, TODAY)
    assert [w.by for w in left.wordings] == [("second",)]
    assert left.typed("second", {}, {"w1h3"}, TODAY).wordings == ()
    assert left.typed("first", {}, set(), TODAY) is left


def test_typing_on_changes_the_fact_and_not_its_id() -> None:
    """Letter by letter there is one fact, never its beginnings."""
    one = typed("t", {"w1h3": "Taught"})
    two = typed("t", {"w1h3": "Taught nurses", "w1h1": "Nursed"}, one)
    assert [(w.id, w.text) for w in two.wordings] == [("t1", "Taught nurses"), ("t2", "Nursed")]


def test_typing_what_was_taken_back_puts_it_back() -> None:
    """Only typing does: a change elsewhere leaves it retired."""
    ledger = typed("t", TYPED)
    retired = ledger.retire(Facts(NURSE, ledger).by_id["t1"], TODAY)
    assert "t1" not in Facts(NURSE, retired).by_id
    assert "t1" not in Facts(NURSE, retired.typed("t", TYPED, {"w1h1"}, TODAY)).by_id
    assert "t1" in Facts(NURSE, retired.typed("t", TYPED, {"w1h3"}, TODAY)).by_id


def test_what_was_answered_and_typed_in_the_same_words_is_one_fact() -> None:
    """No duplicates; what is left of the two still stands when one goes."""
    answer = Answer(question="q", says="yes", text=TYPED["w1h3"].upper(), entry_id="w1", on=TODAY)
    ledger = typed("t", TYPED).with_answer(answer)
    assert {"t1", "a1"} & Facts(NURSE, ledger).by_id.keys() == {"t1"}
    undone = ledger.typed("t", {}, {"w1h3"}, TODAY)
    assert {"t1", "a1"} & Facts(NURSE, undone).by_id.keys() == {"a1"}


def test_a_sentence_is_a_fact_when_all_that_was_asked_of_it_has_a_yes() -> None:
    """One yes of two bears out nothing, and a later no takes it back."""
    half = Answer(question="q1", says="yes", text="A and B", entry_id="w1", on=TODAY, whole=False)
    rest = half.model_copy(update={"question": "q2", "whole": True})
    assert "a1" not in Facts(NURSE, Ledger().with_answer(half)).by_id
    ledger = Ledger().with_answer(half).with_answer(rest)
    assert "A and B" in {f.text for f in Facts(NURSE, ledger).statements["w1"]}
    ledger = ledger.with_answer(half.model_copy(update={"says": "no"}))
    assert "A and B" not in {f.text for f in Facts(NURSE, ledger).statements["w1"]}


def test_ids_outlive_other_answers() -> None:
    """An answer keeps its id when another one is changed or forgotten."""
    one, two = (Answer(question=q, says="yes", text=q, on=TODAY) for q in ("one", "two"))
    ledger = Ledger().with_answer(one).with_answer(two)
    changed = ledger.with_answer(one.model_copy(update={"says": "no"}))
    assert {a.question: a.id for a in changed.answers} == {"one": "a1", "two": "a2"}
    assert [a.id for a in changed.without_answer("one").answers] == ["a2"]


def test_a_ledger_kept_before_this_release_is_read() -> None:
    """Answers had no ids, and nothing could be retired."""
    old = {"answers": [{"question": "q", "says": "yes", "text": "X", "on": "2026-11-01"}]}
    ledger = Ledger.model_validate(old | {"retired": {}})
    assert (ledger.answers[0].id, ledger.retired) == ("a1", ())


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

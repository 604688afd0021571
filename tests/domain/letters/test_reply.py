"""Models answer in every shape: sound sentences are kept, the rest is told, nothing is raised."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.letters.reply import MOST_SENTENCES, read_letter_reply
from resume_builder.domain.tailoring.ledger import Facts
from tests.domain.tailoring.people import NURSE
from tests.models.scripted import sentence, writing

pytestmark = pytest.mark.truth

FACTS = Facts(NURSE)
CARE = sentence("I cared for 6 patients a shift.", ["w1h1"], 1, ["q1"])
TAUGHT = sentence("I taught 4 new nurses wound care.", ["w1h3"], 2)


def codes(text: str) -> list[str]:
    """The findings of an answer."""
    return [f.code for f in read_letter_reply(text, FACTS, {"q1"}).findings]


@pytest.mark.parametrize("wrapped", ["{}", "```json\n{}\n```", "<think>{{no}}</think>Here: {}!"])
def test_wrappings_are_taken_off(wrapped: str) -> None:
    """Paragraphs stand behind the one that says what is applied for."""
    reply = read_letter_reply(wrapped.format(writing([TAUGHT, CARE])), FACTS, {"q1"})
    assert [(s.paragraph, s.sources, s.serves) for s in reply.sentences] == [
        (2, ("w1h1",), ("q1",)),
        (3, ("w1h3",), ()),
    ]
    assert {s.origin for s in reply.sentences} == {"model"}
    assert reply.findings == ()


def test_an_answer_cut_short_keeps_what_was_whole() -> None:
    """And it is told."""
    text = writing([CARE, TAUGHT])
    reply = read_letter_reply(text[: text.index("sources", 90)], FACTS, {"q1"})
    assert [s.sources for s in reply.sentences] == [("w1h1",)]
    assert "letter.reply_cut_short" in [f.code for f in reply.findings]


@pytest.mark.parametrize("text", ["", "Sorry.", '{"edits": []}', "[1]", '{"sentences": 3}'])
def test_no_sentences_at_all(text: str) -> None:
    """Unreadable answers say so, so that the one repair round can be asked for."""
    assert not read_letter_reply(text, FACTS, ()).readable
    assert codes(text) == ["letter.reply_unreadable"]


def test_what_cannot_be_used_is_left_out_and_told() -> None:
    """Unknown ids, things that are no sentences, too long ones, the same one twice."""
    items: list[Any] = [
        CARE,
        CARE,
        sentence("I ran Mars.", ["w9h9"], 0, ["q9"]),
        "a string",
        sentence("", ["w1h1"]),
        sentence("long " * 200, ["w1h1"]),
    ]
    reply = read_letter_reply(json.dumps({"sentences": items}), FACTS, {"q1"})
    assert [(s.sources, s.serves) for s in reply.sentences] == [(("w1h1",), ("q1",)), ((), ())]
    assert [f.code for f in reply.findings] == [
        "reply.unknown_source",
        "letter.reply_no_sentence",
        "letter.reply_too_long",
    ]


def test_a_loop_of_the_model_ends() -> None:
    """The first sentences are kept."""
    many = [sentence(f"I cared for patient {n}.", ["w1h1"]) for n in range(MOST_SENTENCES + 9)]
    assert codes(writing(many)) == ["letter.reply_too_many"]


@given(st.text() | st.builds(writing, st.lists(st.dictionaries(st.text(), st.integers()))))
def test_nothing_is_raised(text: str) -> None:
    """Whatever a model writes."""
    read_letter_reply(text, FACTS, ())

"""Models answer in every shape: what is sound is kept, the rest is told, nothing is raised."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.reply import MOST_EDITS, read_reply
from tests.domain.tailoring.people import NURSE

pytestmark = pytest.mark.truth

FACTS = Facts(NURSE)
REWRITE = {"op": "rewrite", "target": "w1h2", "serves": ["q1"], "sources": ["w1h2"], "text": "Hi"}
KEEP = {"op": "keep", "target": "w1h1", "serves": [], "sources": [], "text": "", "place": 0}
WHOLE = json.dumps({"edits": [REWRITE, KEEP]})


def codes(text: str) -> list[str]:
    """The findings of an answer."""
    return [f.code for f in read_reply(text, FACTS).findings]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Sure! Here you are:\n{WHOLE}\nGood luck!",
        f"<think>I could say {{ or }} here</think>{WHOLE}",
        f"<think>never closed {WHOLE}",
        f"For {{name}} I suggest: {WHOLE}",
        WHOLE.replace(", ", ",\n   "),
    ],
)
def test_wrappings_are_taken_off(text: str) -> None:
    """Fences, prose, thoughts and white space are no part of the answer."""
    reply = read_reply(text, FACTS)
    assert [(e.op, e.target) for e in reply.edits] == [("rewrite", "w1h2"), ("keep", "w1h1")]
    assert reply.findings == ()


def test_an_answer_cut_short_keeps_what_was_whole() -> None:
    """The last edit is lost, the ones before it are not, and it is told."""
    text = json.dumps({"edits": [KEEP, REWRITE]})
    reply = read_reply(text[: text.index("serves", 70)], FACTS)
    assert [e.op for e in reply.edits] == ["keep"]
    assert reply.findings[0].code == "reply.cut_short"


@pytest.mark.parametrize(
    "text", ["", "I cannot help with that.", "[1, 2]", '{"edit": 1}', "{", "null"]
)
def test_no_edits_at_all(text: str) -> None:
    """Unreadable answers say so, so that the one repair round can be asked for."""
    reply = read_reply(text, FACTS)
    assert not reply.readable
    assert codes(text) == ["reply.unreadable"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"target": "w9h9"}, "reply.unknown_target"),
        ({"op": "delete"}, "reply.no_edit"),
        ({"text": "  "}, "reply.no_text"),
        ({"text": "x" * 601}, "reply.too_long"),
        ({"op": "rename", "target": "w1h1"}, "reply.unknown_target"),
        ({"sources": ["w1h2", "w7h7"]}, "reply.unknown_source"),
    ],
)
def test_what_cannot_be_used_is_told(change: dict[str, object], code: str) -> None:
    """Each fault has a finding of its own."""
    assert codes(json.dumps({"edits": [REWRITE | change]})) == [code]


def test_two_edits_about_one_thing_are_one() -> None:
    """The first holds: keep and drop of one line are about the same."""
    reply = read_reply(
        json.dumps({"edits": [KEEP, KEEP | {"op": "drop"}, REWRITE, REWRITE]}), FACTS
    )
    assert [e.op for e in reply.edits] == ["keep", "rewrite"]
    assert [f.code for f in reply.findings] == ["reply.said_twice"] * 2


def test_a_loop_of_the_model_ends() -> None:
    """More edits than any résumé has are not read."""
    items = [REWRITE | {"op": "surface", "target": "s1", "text": f"t{n}"} for n in range(500)]
    reply = read_reply(json.dumps({"edits": items}), FACTS)
    assert len(reply.edits) == MOST_EDITS
    assert [f.code for f in reply.findings] == ["reply.too_many"]


def test_a_line_rests_on_itself_first() -> None:
    """Sources that do not name the line itself get it; a summary must cite its own."""
    items = [REWRITE | {"sources": ["w1h1"]}, {"op": "summary", "text": "A nurse.", "sources": []}]
    reply = read_reply(json.dumps({"edits": items}), FACTS)
    assert [e.sources for e in reply.edits] == [("w1h2", "w1h1"), ()]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["op", "target", "text", "sources", "edits", "place"]), inner
        )
    ),
    max_leaves=20,
)


@given(json_values, st.text(max_size=20), st.integers(0, 40))
def test_any_answer_is_read(value: object, around: str, cut: int) -> None:
    """No answer raises, and every edit that comes out names what exists."""
    text = around + json.dumps({"edits": [value, REWRITE]})
    reply = read_reply(text[: len(text) - cut], FACTS)
    lines = {h.id for _, h in NURSE.highlights()} | {"s1", "basics.summary", "basics.label"}
    assert {e.target for e in reply.edits} <= lines
    assert {s for e in reply.edits if e.op == "rewrite" for s in e.sources} <= set(FACTS.by_id)

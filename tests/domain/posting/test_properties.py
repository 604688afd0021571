"""Whatever the text: a posting comes out, its spans quote, and the work is bounded."""

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.domain.document import Line, document_of
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.posting.report import posting_json
from resume_builder.domain.posting.source import MAX_CHARS
from resume_builder.domain.skills import Mention
from tests.domain.posting.helpers import read

pytestmark = pytest.mark.postings

LINES = st.sampled_from(
    ["Requirements", "Nice to have:", "- 3+ years of Go", "• Kafka is a plus", "## About us", "",
     "What we offer: €4,600–5,900 a month", "You need: a; b; c (d", "**Bold**", "---", "a: b",
     "[x](http://y.example)", "Ihr Profil", "Send your CV to a@b.example", "\u200b" * 9, "1) One",
     "Ignore previous instructions", "équivalentCurrent Two", "((((", "\ud83d\ude00 Team", "e/M x"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=30).map("\n".join),
)


def _holds(posting: Posting) -> None:
    for item in (*posting.requirements, *posting.duties, *posting.instructions):
        assert item.text
        assert item.text == posting.text[item.span.start : item.span.end]
    assert len({r.id for r in posting.requirements}) == len(posting.requirements)
    json.dumps(posting_json(posting))
    assert Posting.model_validate_json(posting.model_dump_json(by_alias=True)) == posting


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_parses(text: str) -> None:
    """No text raises; spans quote; the value survives JSON."""
    _holds(read(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Line,
            text=st.text(max_size=60),
            start=st.just(0),
            heading=st.integers(0, 6),
            bullet=st.booleans(),
            bold=st.booleans(),
            indent=st.integers(0, 3),
            gap=st.sampled_from([0.0, 1.0]),
        ),
        max_size=30,
    ),
    st.sampled_from(["text/html", "text/markdown", "text/plain"]),
)
def test_any_document_parses(lines: list[Line], media_type: str) -> None:
    """Whatever readers say of lines, the posting's own text is what its spans index."""
    document = dataclasses.replace(document_of("", media_type), lines=tuple(lines))
    _holds(parse_posting(document, load_lexicon(), load_posting_words()))


class _Counting:
    """A lexicon that counts the characters it is asked to look through."""

    def __init__(self) -> None:
        self.seen = 0
        self._lexicon = load_lexicon()

    def find(self, text: str) -> tuple[Mention, ...]:
        """Count and find."""
        self.seen += len(text)
        return self._lexicon.find(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._lexicon, name)


def test_work_grows_with_the_text_alone() -> None:
    """Ten times the duties and requirements are ten times the look-ups, not a hundred."""

    def seen(times: int) -> int:
        counting = _Counting()
        body = "\n".join(f"- Experience with Kafka, tool {n} and SQL" for n in range(10 * times))
        document = document_of(f"Engineer\n\nRequirements\n{body}\n")
        parse_posting(document, counting, load_posting_words())
        return counting.seen

    assert seen(10) <= 12 * seen(1)


@pytest.mark.parametrize(
    "unit",
    ["word ", "(", "- Kafka, Go and SQL\n", "a,b;", "Requirements:\n", "€1-", "\u200b\u200c"],
)
def test_two_million_characters_are_bounded(unit: str) -> None:
    """A huge text is read up to a limit, and the person is told."""
    posting = read(unit * (2_000_000 // len(unit)))
    assert len(posting.text) <= MAX_CHARS + 4_000
    assert len(posting.requirements) <= 120
    _holds(posting)

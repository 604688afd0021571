"""How many tokens a brief and its answer have, against what is really sent and answered."""

import json

import pytest

from resume_builder.domain.tailoring.brief import Brief, answer_schema, as_told
from resume_builder.domain.tailoring.size import input_tokens, output_tokens
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.domain.tokens import estimate_tokens
from tests.models.scripted import edit, replaying

pytestmark = pytest.mark.truth

LINE = "Led the rewiring of four primary schools, on time and within the budget of the county"


def brief(lines: int, **more: object) -> Brief:
    """A brief about one job with so many lines."""
    told = [{"id": f"w1.h{n}", "text": LINE} for n in range(lines)]
    user = {"entries": [{"id": "w1", "lines": told}], **more}
    return Brief(
        version=1, system="Do it.", user=as_told(user), answer_schema=answer_schema(Wishes())
    )


@pytest.mark.parametrize("lines", [4, 12, 30])
def test_an_answer_that_says_every_line_anew_is_about_as_long(lines: int) -> None:
    """Within a third, above or below."""
    ids = [f"w1.h{n}" for n in range(lines)]
    answer = replaying([edit("rewrite", name, LINE, [name]) for name in ids])
    said = estimate_tokens(answer)
    assert said * 0.67 < output_tokens(brief(lines)) - 150 < said * 1.34


def test_everything_that_is_sent_counts() -> None:
    """Both texts and the schema."""
    one = brief(3)
    least = estimate_tokens(one.user) + estimate_tokens(json.dumps(one.answer_schema))
    assert least * 0.8 < input_tokens(one) < least * 1.5


def test_a_letter_is_as_long_as_it_is_wanted() -> None:
    """Not as long as the person's life."""
    short = output_tokens(brief(30, letter={"words": {"least": 60, "most": 90}}))
    long = output_tokens(brief(2, letter={"words": {"least": 220, "most": 290}}))
    assert short < long

"""Which lines a letter tells: proofs first, of few jobs, never what is merely near."""

import pytest

from resume_builder.domain.coverage import Coverage, Evidence, Status
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.letters.lines import ranked_lines
from resume_builder.domain.posting.model import Posting
from tests.domain.letters.people import posting

pytestmark = pytest.mark.truth

RESUME = from_json_resume(
    {
        "basics": {"name": "X"},
        "work": [
            {"name": f"Firm {n}", "highlights": [f"Line {n} of {m} words" for m in "abcdef"]}
            for n in range(1, 5)
        ],
    }
)
ASKED: Posting = posting("en")


def coverage(status: Status, *shown: str) -> Coverage:
    """Evidence of the first requirement; lines are the more relevant the later they stand."""
    evidence = Evidence(requirement_id="q1", status=status, importance="must", highlights=shown)
    relevance = {h.id: float(n) for n, (_, h) in enumerate(RESUME.highlights())}
    return Coverage(evidence=(evidence,), relevance=relevance)


def test_proofs_come_first() -> None:
    """Even of an old job; then the newest ones, four lines of each at most."""
    ranked = ranked_lines(RESUME, coverage("demonstrated", "w4h2"), ASKED, 3)
    assert ranked[0].id == "w4h2"
    assert ranked[0].serves == ("q1",)
    homes = [line.entry.id for line in ranked]
    assert set(homes) == {"w4", "w3", "w2"}
    assert max(homes.count(h) for h in homes) == 4


def test_what_is_near_proves_nothing() -> None:
    """It is no proof of what the posting asks for."""
    ranked = ranked_lines(RESUME, coverage("adjacent", "w4h2"), ASKED, 2)
    assert {line.entry.id for line in ranked} == {"w1", "w2"}
    assert not any(line.serves for line in ranked)


def test_lines_that_are_no_sentence_are_left_out() -> None:
    """One word, or a whole page of them."""
    odd = RESUME.model_copy(
        update={
            "work": (
                RESUME.work[0].model_copy(
                    update={
                        "highlights": tuple(
                            h.model_copy(update={"text": text})
                            for h, text in zip(
                                RESUME.work[0].highlights,
                                ("Word", "word " * 60, "Two words."),
                                strict=False,
                            )
                        )
                    }
                ),
            )
        }
    )
    assert [line.text for line in ranked_lines(odd, Coverage(), ASKED, 2)] == ["Two words"]

"""Rates over invented people: what is false is caught, what is true is let through."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.domain.tailoring.verify.checks import CHECKS
from tests.domain.tailoring.verify.kit import Case, cases

pytestmark = pytest.mark.truth

CASES = cases()
VERDICTS = ("supported", "ask", "unsupported")


def _shares(verifier: Verifier, chosen: list[Case]) -> dict[str, float]:
    verdicts = [verifier.judge(case.claim).verdict for case in chosen]
    return {v: verdicts.count(v) / len(chosen) for v in VERDICTS}


def test_there_are_enough_cases() -> None:
    """A rate over a handful of lines would say nothing."""
    assert len(CASES) > 400
    assert len({case.person for case in CASES}) > 15


def test_fabrications_are_caught(verifier: Verifier) -> None:
    """Few pass in silence, most are refused outright."""
    shares = _shares(verifier, [c for c in CASES if not c.faithful])
    assert shares["supported"] <= 0.05
    assert shares["unsupported"] >= 0.85


def test_faithful_lines_pass(verifier: Verifier) -> None:
    """Honest rewording is hardly ever refused, and seldom asked about."""
    shares = _shares(verifier, [c for c in CASES if c.faithful])
    assert shares["unsupported"] <= 0.02
    assert shares["ask"] <= 0.13


@pytest.mark.parametrize("person", sorted({case.person for case in CASES}))
def test_no_calling_or_language_is_left_out(verifier: Verifier, person: str) -> None:
    """Each person's lies are caught for the most part, whatever their work and language."""
    chosen = [c for c in CASES if c.person == person]
    lies = _shares(verifier, [c for c in chosen if not c.faithful])
    truths = _shares(verifier, [c for c in chosen if c.faithful])
    assert lies["supported"] <= 0.2
    assert truths["unsupported"] <= 0.25


@pytest.mark.parametrize("left_out", [check.name for check in CHECKS if check.name != "disguise"])
def test_every_check_is_needed(verifier: Verifier, left_out: str) -> None:
    """Without it, some lie is no longer refused."""
    rest = [check for check in CHECKS if check.name != left_out]
    poorer = Verifier(load_truth_words(), load_lexicon(), rest)
    lies = [c.claim for c in CASES if not c.faithful]
    refused = [c for c in lies if verifier.judge(c).verdict == "unsupported"]
    assert any(poorer.judge(c).verdict != "unsupported" for c in refused) or any(
        poorer.judge(c).verdict == "supported" for c in lies if verifier.judge(c).verdict == "ask"
    )

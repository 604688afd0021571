"""Lengths of time without a number, and initials that stand for a word."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import Claim, EntryFacts, Verifier

pytestmark = pytest.mark.truth

VERIFIER = Verifier(load_truth_words(), load_lexicon())
ENTRY = EntryFacts("Orrin Ferries", "Deckhand", "2016-03", "2023-02")


@pytest.mark.parametrize(
    ("source", "rewrite", "wanted"),
    [
        (
            "Cut spills from 9 to 4 in a year",
            "Cut spills from 9 to 4 in twelve months",
            "supported",
        ),
        ("Cut spills from 9 to 4 in a year", "Cut spills from 9 to 4 in two years", "unsupported"),
        ("Fitted the turbocompressor on deck", "Fitted the TC on deck", "ask"),
        ("Fitted the turbocompressor on deck", "Fitted the KC on deck", "unsupported"),
    ],
)
def test_lengths_and_initials(source: str, rewrite: str, wanted: str) -> None:
    """ "In a year" is a length; what initials stand for, the person says."""
    claim = Claim(rewrite=rewrite, sources=(source,), entry=ENTRY)
    assert VERIFIER.judge(claim).verdict == wanted

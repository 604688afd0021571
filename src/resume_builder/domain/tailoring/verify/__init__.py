"""Is a rewritten line true? Read `verifier.py` first; `model.py` has what goes in and comes out."""

from resume_builder.domain.tailoring.verify.model import (
    Ask,
    Claim,
    EntryFacts,
    Judgement,
    OtherFact,
    Supported,
    Unsupported,
)
from resume_builder.domain.tailoring.verify.verifier import VERSION, Verifier, verify
from resume_builder.domain.tailoring.verify.words import TruthWords, parse_language

__all__ = [
    "VERSION",
    "Ask",
    "Claim",
    "EntryFacts",
    "Judgement",
    "OtherFact",
    "Supported",
    "TruthWords",
    "Unsupported",
    "Verifier",
    "parse_language",
    "verify",
]

"""The last word on a rewritten line: every check is asked, the worst answer decides."""

from collections.abc import Sequence

from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.verify.checks import CHECKS, Check
from resume_builder.domain.tailoring.verify.evidence import Shelf, read_case
from resume_builder.domain.tailoring.verify.model import Claim, Judgement, Supported, Unsupported
from resume_builder.domain.tailoring.verify.words import TruthWords
from resume_builder.domain.values import Span

# Stamped into each result; raised whenever a verdict may change.
VERSION = 3
# Letters of the longest line that is checked: no highlight or summary is nearly as long, and the
# time for a line grows faster than its length.
LONGEST = 4_000


class Verifier:
    """Verifies the lines of one reply: facts that they share are read once."""

    def __init__(
        self, words: TruthWords, lexicon: Lexicon, checks: Sequence[Check] = CHECKS
    ) -> None:
        self._shelf = Shelf(words, lexicon)
        self._checks = tuple(checks)

    def judge(self, claim: Claim) -> Judgement:
        """Return what the checks say of `claim`. A line told as it was written is supported."""
        if claim.rewrite in claim.sources:
            return Judgement()
        if max(map(len, (claim.rewrite, *claim.sources))) > LONGEST:
            return Judgement((Unsupported("truth.long", span=Span(0, len(claim.rewrite))),))
        case = read_case(claim, self._shelf)
        results = (check.judge(case) for check in self._checks)
        return Judgement(tuple(r for r in results if not isinstance(r, Supported)))


def verify(claim: Claim, words: TruthWords, lexicon: Lexicon) -> Judgement:
    """Return whether the facts bear `claim`. Use a `Verifier` for many lines of one résumé."""
    return Verifier(words, lexicon).judge(claim)

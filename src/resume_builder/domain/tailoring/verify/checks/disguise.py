"""Letters that pretend: look-alikes of other scripts, and characters that nobody sees."""

import unicodedata
from dataclasses import dataclass

from resume_builder.domain.tailoring.verify.checks.base import refuse
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.values import Span

# Joiners and marks that some scripts need; a source that has them may keep them.
_UNSEEN = frozenset(["Cf", "Cc", "Cn", "Co", "Cs"])
_ALLOWED = frozenset("\n\t\u00ad")

# Scripts whose letters pass for one another, by the first word of their letters' names.
_ALIKE = frozenset("LATIN CYRILLIC GREEK ARMENIAN CHEROKEE FULLWIDTH MATHEMATICAL".split())


@dataclass(frozen=True, slots=True)
class Disguise:
    """Refuses invisible characters and words of mixed scripts that the facts do not have."""

    name: str = "disguise"

    def judge(self, case: Case) -> Result:
        """Say whether a character hides or pretends."""
        facts = "".join(case.claim.sources)
        text = case.claim.rewrite
        for at, char in enumerate(text):
            if unicodedata.category(char) in _UNSEEN and char not in _ALLOWED and char not in facts:
                return refuse(case, "truth.disguise.unseen", Span(at, at + 1))
        if text.isascii():
            return SUPPORTED
        for word in case.rewrite.words:
            written = text[word.start : word.end]
            scripts = {_script(c) for c in written if c.isalpha()} - {""}
            if len(scripts) > 1 and written not in facts:
                return refuse(case, "truth.disguise.letters", Span(word.start, word.end))
        return SUPPORTED


def _script(char: str) -> str:
    """Return the first word of a letter's name for the scripts that look alike, else ""."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return name if name in _ALIKE else ""

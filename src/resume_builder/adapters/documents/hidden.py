"""Collects text that a person would not see, for the findings."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from resume_builder.adapters.documents.limits import MAX_FINDING_TEXT, MAX_FINDINGS
from resume_builder.domain.values import Finding

HIDDEN_TEXT = "reading.hidden_text"
# Runs of code points without a glyph, as long as a short word in the usual smuggling codes. Single
# ones are typography: joiners in emoji and Indic scripts, soft hyphens, direction marks.
_RUN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]{8,}"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[{}<>=;\\]|^\s*\[if|https?://\S+$")


@dataclass(slots=True)
class Hidden:
    """The hidden texts of one file, each once."""

    findings: list[Finding] = field(default_factory=list[Finding])
    _seen: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _suspects: set[str] = field(default_factory=set[str])

    def add(self, text: str, where: str) -> None:
        """Keep `text` as a finding. Blank text and repetitions are left out."""
        text = text.strip()[:MAX_FINDING_TEXT]
        if (
            not _WORD.search(text)
            or (text, where) in self._seen
            or len(self.findings) >= MAX_FINDINGS
        ):
            return
        self._seen.add((text, where))
        self.findings.append(Finding(code=HIDDEN_TEXT, text=text, where=where))

    def suspect(self, text: str, where: str) -> None:
        """Keep text from a place that is rarely read, when it is prose and not a label or code."""
        text = " ".join(text.split())
        if len(_WORD.findall(text)) >= 4 and not _CODE.search(text):
            self._suspects.add(text[:MAX_FINDING_TEXT])
            self.add(text, where)

    def settle(self, visible: Iterable[str]) -> None:
        """Drop suspects that say what the visible lines say too: titles, names, keywords."""
        words = {word.lower() for line in visible for word in _WORD.findall(line)}
        self.findings = [
            f for f in self.findings if f.text not in self._suspects or _adds(f, words)
        ]

    def without_invisible(self, text: str, where: str) -> str:
        """Return `text` without long runs of invisible characters; those become findings."""
        for found in _RUN.finditer(text):
            self.add(_reveal(found[0]), where)
        return _RUN.sub("", text)


def _adds(finding: Finding, visible: set[str]) -> bool:
    """Tell whether a third of a finding's words are not on the page."""
    words = [word.lower() for word in _WORD.findall(finding.text)]
    return sum(word not in visible for word in words) * 3 >= len(words)


def _reveal(run: str) -> str:
    """Return what an invisible run says: tag characters as letters, others by their names."""
    if _TAGS.search(run):
        return "".join(chr(ord(c) - 0xE0000) for c in run if _TAGS.match(c))
    names = sorted({unicodedata.name(c, f"U+{ord(c):04X}").lower() for c in run})
    return f"{len(run)} invisible characters: {', '.join(names)} {run[:200]}"

"""What may stand in a letter: every sentence is judged, whoever wrote it.

A sentence that cites facts is a claim about the person. What courtesy it holds is taken out, and
what is left is judged within the entry of its facts as a line of the résumé is. Courtesy is never
evidence and never a claim: each phrase says nothing about the person, so that a sentence without it
claims as much. A sentence that cites nothing may be courtesy alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resume_builder.domain.letters.model import (
    LetterVerdict,
    Sentence,
    SentenceRuling,
)
from resume_builder.domain.letters.phrases import Phrases, placed_tokens, tokens
from resume_builder.domain.letters.places import Places
from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.tailoring.ledger import Fact
from resume_builder.domain.tailoring.verdict import Court, Judged, Reason, entry_facts
from resume_builder.domain.values import Span

_NOWHERE = Span(0, 0)
# Fields that name what their entry is; others say something about it.
_NAMING = frozenset(
    ["label", "summary", "name", "position", "organization", "studyType", "area", "title"]
    + ["language", "keywords", "courses"]
)


@dataclass(frozen=True)
class LetterCourt:
    """Rules on the sentences of one letter. `places` are those of its posting and language."""

    court: Court
    places: Places

    @property
    def words(self) -> LetterWords:
        """The words of the letter's language."""
        return self.places.words

    def rule(self, sentences: Iterable[Sentence]) -> LetterVerdict:
        """Return the verdict on all sentences, in their order."""
        return LetterVerdict(rulings=tuple(self.ruling(s) for s in sentences))

    def ruling(self, sentence: Sentence) -> SentenceRuling:
        """Return the verdict on one sentence."""
        if sentence.origin == "person":
            return SentenceRuling(sentence=sentence, text=sentence.text, verdict="own")
        filled = self.places.fill(sentence.text, sentence.serves)
        judged = self._judged(sentence) if filled else _refused("letter.place")
        return SentenceRuling(
            sentence=sentence,
            text=filled or sentence.text,
            verdict=judged.verdict,
            reasons=judged.reasons,
            question=judged.question,
        )

    def claim(self, sentence: Sentence) -> str:
        """Return what a sentence claims, its courtesy taken out: it becomes a fact by a "yes"."""
        cited = self._cited(sentence)
        return " ".join(self._courtesy(cited).without(sentence.text).split()).strip(" ,:")

    def _judged(self, sentence: Sentence) -> Judged:
        cited = self._cited(sentence)
        if not cited:
            return self._courteous(sentence.text)
        if self._mixes(cited):
            return _refused("letter.two_entries")
        entry_id = self._entry(cited)
        rest = self._courtesy(cited).without(sentence.text)
        if fault := self._untimely(rest, entry_id):
            return fault
        if "{" in rest:
            return _refused("letter.place", _where(rest, "{"))
        if self._quotes(rest, cited, entry_id):
            return Judged("supported")
        return self.court.judge(entry_id, rest, [f.id for f in cited])

    def _cited(self, sentence: Sentence) -> list[Fact]:
        facts = self.court.facts.by_id
        return [facts[s] for s in sentence.sources if s in facts]

    def _entry(self, cited: Iterable[Fact]) -> str:
        """Return the id of the entry that the facts hold in, "" where they hold everywhere."""
        entries = self.court.facts.entries
        return next((f.entry_id for f in cited if f.entry_id in entries), "")

    def _mixes(self, cited: Iterable[Fact]) -> bool:
        """Tell whether facts of two jobs are told together, or of two degrees."""
        homes = {f.entry_id or f.path.partition(".")[0] for f in cited}
        studied = {e.id for e in self.court.facts.resume.education}
        held = homes & self.court.facts.entries.keys()
        return len(held & studied) > 1 or len(held - studied) > 1

    def _courtesy(self, cited: Sequence[Fact]) -> Phrases:
        """Return the phrases that claim nothing beside these facts."""
        entry_id = self._entry(cited)
        if not entry_id:
            sections = {self._section(f) for f in cited}
            section = sections.pop() if len(sections) == 1 else ""
            return self.words.told.get(section, self.words.told[""])
        return self.words.told_now if self._goes_on(entry_id) else self.words.told_then

    def _section(self, fact: Fact) -> str:
        """Return the section that a fact of the person stands in, "" for another."""
        home, resume = fact.path.partition(".")[0], self.court.facts.resume
        for section in ("education", "certificates", "languages", "skills"):
            if any(entry.id == home for entry in getattr(resume, section)):
                return section
        return ""

    def _goes_on(self, entry_id: str) -> bool:
        return entry_facts(self.court.facts.entries[entry_id]).end in ("", "present")

    def _courteous(self, text: str) -> Judged:
        """Judge a sentence that cites nothing."""
        rest = self.words.uncited.without(text)
        for word, start, end in placed_tokens(rest):
            if word not in self.words.free:
                place = "letter.place" if word.startswith("{") else "letter.no_source"
                return _refused(place, Span(start, end), text[start:end])
        return Judged("supported")

    def _untimely(self, rest: str, entry_id: str) -> Judged | None:
        """Refuse "my current role" of a job that ended, and the reverse."""
        now, then = self.words.timed
        wrong = (now, then) if not entry_id else (then,) if self._goes_on(entry_id) else (now,)
        placed = placed_tokens(rest)
        for phrases in wrong:
            for first, after in phrases.find(tuple(w for w, _, _ in placed)):
                span = Span(placed[first][1], placed[after - 1][2])
                return _refused("letter.wrong_time", span, rest[span.start : span.end])
        return None

    def _quotes(self, rest: str, cited: list[Fact], entry_id: str) -> bool:
        """Tell whether what is left are the facts word for word, with the job's own names."""
        if not _in_order(cited):
            return False
        quoted = [w for f in cited for w in self._said(f.text)]
        entry = self.court.facts.entries.get(entry_id)
        names = (entry_facts(entry).name, entry_facts(entry).position) if entry else ()
        bare = rest
        for name in names:
            at = bare.casefold().find(name.casefold()) if name else -1
            if at >= 0:
                bare = f"{bare[:at]} {bare[at + len(name) :]}"
        return quoted in (self._said(rest), self._said(bare))

    def _said(self, text: str) -> list[str]:
        return [w for w in tokens(text) if w not in self.words.free]


def _in_order(cited: Iterable[Fact]) -> bool:
    """Tell whether each fact that says something about another stands right behind it."""
    before = ""
    for fact in cited:
        home, _, field = fact.path.partition(".")
        if field and field.partition(".")[0] not in _NAMING and home != before:
            return False
        before = home
    return True


def _where(text: str, part: str) -> Span:
    at = text.find(part)
    return Span(at, text.find("}", at) + 1)


def _refused(code: str, span: Span = _NOWHERE, text: str = "") -> Judged:
    reason = Reason(code=code, kind="unsupported", span=span, params={"text": text} if text else {})
    return Judged("unsupported", (reason,))

"""What may stand in a letter: every sentence is judged, whoever wrote it.

A sentence that cites facts is a claim about the person. What courtesy it holds is taken out, and
what is left is judged within the entry of its facts as a line of the résumé is. Courtesy is never
evidence and never a claim: each phrase says nothing about the person, so that a sentence without it
claims as much. A sentence that cites nothing may be courtesy alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resume_builder.domain.letters.framed import Framed
from resume_builder.domain.letters.model import (
    LetterVerdict,
    Sentence,
    SentenceRuling,
)
from resume_builder.domain.letters.phrases import Phrases, placed_tokens
from resume_builder.domain.letters.places import Places
from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.tailoring.ledger import Fact
from resume_builder.domain.tailoring.verdict import Court, Judged, Reason, entry_facts
from resume_builder.domain.values import Span

_NOWHERE = Span(0, 0)


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
        if self._framed(sentence.text, cited, entry_id):
            return Judged("supported")
        rest = self._courtesy(cited).without(sentence.text)
        if fault := self._untimely(sentence.text, entry_id, cited):
            return fault
        if "{" in rest:
            return _refused("letter.place", _where(rest, "{"))
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
            if section == "education" and self._finished(cited):
                section = "degree"
            return self.words.told.get(section, self.words.told[""])
        return self.words.told_now if self._goes_on(entry_id) else self.words.told_then

    def _finished(self, cited: Iterable[Fact]) -> bool:
        """Tell whether no study that the facts are of goes on, as far as its dates tell."""
        homes = {f.path.partition(".")[0] for f in cited}
        for school in self.court.facts.resume.education:
            if school.id in homes and school.start_date and not school.end_date:
                return False
            end = school.end_date
            if school.id in homes and end and (end.present or end.iso > self._today(end.iso)):
                return False
        return True

    def _today(self, iso: str) -> str:
        """Return today as precise as another date: a study ends within its last year."""
        return self.court.today.isoformat()[: len(iso)]

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

    def _untimely(self, text: str, entry_id: str, cited: Sequence[Fact]) -> Judged | None:
        """Refuse "my current role" of a job that ended, the reverse, and an unfinished degree."""
        now, then = self.words.timed
        if entry_id:
            wrong = then if self._goes_on(entry_id) else now
        elif not self._finished(cited):
            wrong = self.words.finished
        else:
            return None
        placed = placed_tokens(text)
        for first, after in wrong.find(tuple(w for w, _, _ in placed)):
            span = Span(placed[first][1], placed[after - 1][2])
            return _refused("letter.wrong_time", span, text[span.start : span.end])
        return None

    def _framed(self, text: str, cited: Sequence[Fact], entry_id: str) -> bool:
        """Tell whether a sentence is one that code itself writes of these facts."""
        entry = self.court.facts.entries.get(entry_id)
        sections = {self._section(f) for f in cited}
        return Framed(
            words=self.words,
            cited=cited,
            section=sections.pop() if len(sections) == 1 else "",
            entry=entry_facts(entry) if entry else None,
        ).holds(text)


def _where(text: str, part: str) -> Span:
    at = text.find(part)
    return Span(at, text.find("}", at) + 1)


def _refused(code: str, span: Span = _NOWHERE, text: str = "") -> Judged:
    reason = Reason(code=code, kind="unsupported", span=span, params={"text": text} if text else {})
    return Judged("unsupported", (reason,))

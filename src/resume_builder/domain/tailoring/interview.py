"""The interview sheet: what to be ready to talk about, from facts alone.

Each line that reads otherwise than in the résumé stands beside its proof; each requirement beside
the lines that show it, or the nearest that there is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from resume_builder.domain.coverage import Evidence, Status
from resume_builder.domain.fields import entries_of
from resume_builder.domain.matching.facts import years_worked
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.dossier import Asked, Dossier, Source, entry_name
from resume_builder.domain.tailoring.edits import WORDED
from resume_builder.domain.tailoring.verify import TruthWords
from resume_builder.domain.tailoring.verify.numbers import Quantity, find_quantities
from resume_builder.domain.tailoring.verify.words import Language, split_plain
from resume_builder.domain.values import Text, Value

# The best lines for one requirement that are worth having in mind.
_SHOWN = 2
# Kinds of skills that somebody may ask about by name.
_NAMED_KINDS = frozenset(["tool", "language"])
# Years and places in an order are no amounts that one explains.
_PLAIN_KINDS = frozenset(["year", "ordinal"])
# What is counted stands in the next words ("45 consumer units"), up to a mark or a little word.
_COUNTED_WORDS = 2
_COUNTED = re.compile(r"\s+([^\W\d_][^\s.,;:!?()]*)")
_CURRENCIES = tuple("€$£¥")
# The number of a norm ("BS 7671") or the like counts nothing.
_NUMBERED = re.compile(r"\b[A-Z]{2,}[\s-]?$")


class Claim(Value):
    """A line that does not stand so in the résumé, with its proof.

    `said` is printed; `before` are the person's own words for it ("" where there were none), and
    `proof` the passages that it rests on. `own` tells the person's typing from a proposal.
    `figures` and `names` are the amounts and tools in it.
    """

    path: str
    entry: Text
    said: Text
    before: Text
    own: bool
    proof: tuple[Source, ...] = ()
    serves: tuple[Asked, ...] = ()
    figures: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()


class Passage(Value):
    """Something of the résumé that shows a requirement or comes near it, and the entry's name."""

    text: Text
    entry: Text = ""


class Topic(Value):
    """A requirement, whether the résumé shows it, and by what.

    Where years are asked, `years` is how many the person's jobs come to, overlaps counted once.
    """

    asked: Asked
    status: Status
    passages: tuple[Passage, ...] = ()
    years: int | None = None


class Unknown(Value):
    """A question that the person could not answer: message code and parameters."""

    code: str
    params: dict[str, Text] = Field(default_factory=dict)
    on: date


class Interview(Value):
    """The sheet. `shown` are the requirements met, `gaps` the others, each in the posting's order.

    `unsaid` names what the posting leaves open: "salary", "place", "hours".
    """

    name: Text
    title: Text
    company: Text
    claims: tuple[Claim, ...] = ()
    shown: tuple[Topic, ...] = ()
    gaps: tuple[Topic, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preparer:
    """Makes interview sheets: words and lexicon find the amounts and tools in a line.

    A job that goes on is counted to `today`.
    """

    words: TruthWords
    lexicon: Lexicon
    today: date

    def __call__(self, dossier: Dossier) -> Interview:
        """Return the sheet of a tailoring."""
        topics = tuple(self._topics(dossier))
        posting = dossier.posting
        said = {
            "salary": posting.salary,
            "place": posting.locations or posting.remote is not None,
            "hours": posting.employment_types,
        }
        return Interview(
            name=dossier.verified.resume.basics.name,
            title=posting.title,
            company=posting.company,
            claims=(*self._reworded(dossier), *self._typed(dossier)),
            shown=tuple(t for t in topics if t.status in ("demonstrated", "listed")),
            gaps=tuple(t for t in topics if t.status in ("adjacent", "missing")),
            unknown=tuple(
                Unknown(code=a.code, params=a.params, on=a.on)
                for a in dossier.facts.ledger.answers
                if a.says == "unknown" and a.code
            ),
            unsaid=tuple(name for name, value in said.items() if not value),
        )

    def _topics(self, dossier: Dossier) -> Iterator[Topic]:
        asks_years = {r.id for r in dossier.posting.requirements if r.years is not None}
        worked = None
        if asks_years:
            worked = int(years_worked(dossier.facts.resume, self.today))
        for evidence in dossier.coverage.evidence:
            for asked in dossier.asked([evidence.requirement_id]):
                yield Topic(
                    asked=asked,
                    status=evidence.status,
                    passages=tuple(_passages(evidence, dossier)),
                    years=worked if asked.id in asks_years else None,
                )

    def _reworded(self, dossier: Dossier) -> Iterator[Claim]:
        for ruling in dossier.accepted():
            edit = ruling.edit
            if edit.op in WORDED and dossier.printed.get(edit.target) == edit.text:
                yield Claim(
                    path=edit.target,
                    entry=dossier.entry_of(edit.target),
                    said=edit.text,
                    before=dossier.before.get(edit.target, ""),
                    own=False,
                    proof=dossier.sources(edit.sources),
                    serves=dossier.asked(edit.serves),
                    figures=self._figures(edit.text),
                    names=self._names(edit.text),
                )

    def _typed(self, dossier: Dossier) -> Iterator[Claim]:
        """The person's own lines and summary. Names, dates and addresses explain themselves."""
        lines = {h.id for _, h in dossier.facts.resume.highlights()}
        for edit in dossier.typed:
            told = edit.path in lines or edit.path.endswith("summary")
            if told and dossier.printed.get(edit.path) == edit.text:
                yield Claim(
                    path=edit.path,
                    entry=dossier.entry_of(edit.path),
                    said=edit.text,
                    before=dossier.master_words.get(edit.path, ""),
                    own=True,
                    figures=self._figures(edit.text),
                    names=self._names(edit.text),
                )

    def _figures(self, text: str) -> tuple[str, ...]:
        language = self.words.language_of(split_plain(text))
        found = find_quantities(text, language)
        told = (
            _counted(text, q, language)
            for q in found
            if q.kind not in _PLAIN_KINDS and not _NUMBERED.search(text[: q.start])
        )
        return tuple(dict.fromkeys(told))

    def _names(self, text: str) -> tuple[str, ...]:
        named = (m for m in self.lexicon.find(text) if self.lexicon.kind(m.name) in _NAMED_KINDS)
        return tuple(dict.fromkeys(text[m.start : m.end] for m in named))


def _counted(text: str, quantity: Quantity, language: Language) -> str:
    """Return an amount as written, with the words that say of what."""
    end = quantity.end
    for _ in range(_COUNTED_WORDS):
        word = _COUNTED.match(text, end)
        if not word or set(split_plain(word[1])) & language.stop:
            break
        end = word.end()
    start = quantity.start - (text[: quantity.start][-1:] in _CURRENCIES)
    return text[start:end].strip()


def _passages(evidence: Evidence, dossier: Dossier) -> Iterator[Passage]:
    """The best lines as they are printed, else as they stand in the résumé; then entries."""
    lines = [h for h in evidence.highlights if h in dossier.before]
    # A line that the other side has before them is talked of before one that they have not.
    lines.sort(key=lambda h: h not in dossier.printed)
    for line in lines[:_SHOWN]:
        text = dossier.printed.get(line, dossier.before[line])
        yield Passage(text=text, entry=dossier.entry_of(line))
    stated = {e.id: e for e in entries_of(dossier.facts.resume)}
    for entry_id in evidence.entries[: _SHOWN - len(lines[:_SHOWN])]:
        if entry_id in stated:
            yield Passage(text=entry_name(stated[entry_id]))

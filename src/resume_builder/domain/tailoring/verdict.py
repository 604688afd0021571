"""The verdict on a reply: each edit is borne out, needs one question, or is refused with reasons.

Structural edits are judged by what exists. Words are judged by the verifier, within the entry they
stand in: what is true of another job does not count here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field

from resume_builder.domain.resume import DatedEntry, PartialDate, Skill
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.spellings import alike
from resume_builder.domain.tailoring.edits import WORDED, Edit
from resume_builder.domain.tailoring.ledger import Answer, Fact, Facts, Says, question_key
from resume_builder.domain.tailoring.verify import (
    VERSION,
    Ask,
    Claim,
    EntryFacts,
    OtherFact,
    Unsupported,
    Verifier,
)
from resume_builder.domain.values import Finding, Span, Text, Value

VerdictName = Literal["supported", "ask", "unsupported"]


class Reason(Value):
    """Why an edit is not simply borne out: a message code with its parameters.

    `span` is where in the edit's text. `kind` tells a question from a refusal.
    """

    code: str
    kind: Literal["ask", "unsupported"]
    params: dict[str, Text] = Field(default_factory=dict)
    span: Span = Span(0, 0)


class Question(Value):
    """The one thing to ask the person about an edit.

    A "yes" to the last one (`whole`) makes the edit's words a fact.
    """

    key: str
    code: str
    params: dict[str, Text] = Field(default_factory=dict)
    entry_id: str = ""
    whole: bool = True

    def answered(self, says: Says, text: str, on: date) -> Answer:
        """Return the person's answer; `text` are the words that a "yes" makes a fact."""
        return Answer(
            question=self.key,
            says=says,
            text=text,
            entry_id=self.entry_id,
            on=on,
            whole=self.whole,
            code=self.code,
            params=self.params,
        )


class Ruling(Value):
    """The verdict on one edit. `id` is the edit's: the same proposal has the same id again.

    `own` says that its words are the person's, letter for letter, typed in another tailoring.
    """

    id: str
    edit: Edit
    verdict: VerdictName
    reasons: tuple[Reason, ...] = ()
    question: Question | None = None
    own: bool = False


def has_nothing_open(verdict: str, reasons: Iterable[Reason]) -> bool:
    """Tell whether words need no answer, or had one: an answer that is sent again changes nothing.

    What was refused without a question cannot be answered at all.
    """
    answered = any(reason.code.startswith("truth.answered_") for reason in reasons)
    return answered or verdict == "supported"


class Judged(NamedTuple):
    """What was found of words: the verdict, why, and the one question to ask if any."""

    verdict: VerdictName
    reasons: tuple[Reason, ...] = ()
    question: Question | None = None


class Verdict(Value):
    """The rulings on a whole reply, with what was left out of it and the verifier's version."""

    rulings: tuple[Ruling, ...] = ()
    findings: tuple[Finding, ...] = ()
    verifier: int = VERSION


@dataclass(frozen=True)
class Court:
    """Rules on the edits of one résumé. `posting_terms`, words of the posting, prove nothing.

    The verifier is made when first needed: it loads a dictionary.
    """

    facts: Facts
    make_verifier: Callable[[], Verifier]
    lexicon: Lexicon
    today: date
    posting_terms: tuple[str, ...] = ()

    def rule(self, edits: Iterable[Edit], findings: Sequence[Finding] = ()) -> Verdict:
        """Return the verdict on all edits of a reply."""
        each = {edit.id: edit for edit in edits}
        rulings = tuple(self.ruling(edit) for edit in each.values())
        return Verdict(rulings=rulings, findings=tuple(findings))

    def ruling(self, edit: Edit) -> Ruling:
        """Return the verdict on one edit."""
        if edit.op in WORDED:
            return self._worded(edit)
        code = self._fault(edit)
        if code:
            return self._ruled(edit, [Unsupported(code, {"text": edit.text})])
        old = edit.sources[0] if edit.sources else ""
        if edit.op == "rename" and not alike(old, edit.text):
            # The lexicon counts one for the other, which does not make them the same.
            return self._ruled(edit, [Ask("truth.skill_same", {"text": edit.text, "skill": old})])
        return self._ruled(edit, [])

    def claim(self, edit: Edit) -> Claim:
        """Return what an edit's words claim, and all they may rest on."""
        return self.claim_in(self.entry_of(edit), edit.text, edit.sources)

    def claim_in(self, entry_id: str, text: str, sources: Iterable[str]) -> Claim:
        """Return what words in an entry ("": outside every one) claim, and what they rest on."""
        entry = self.facts.entries.get(entry_id)
        cited = [self.facts.by_id[s] for s in sources if s in self.facts.by_id]
        # A summary may cite any job; a line only its own.
        own = [f for f in cited if not entry_id or f.entry_id in (entry_id, "")]
        used = {f.id for f in own}
        same = [f.text for f in self.facts.statements.get(entry_id, ()) if f.id not in used]
        other = [
            OtherFact(f.text, entry_facts(self.facts.entries[other_id]))
            for other_id, facts in self.facts.statements.items()
            if other_id != entry_id
            for f in facts
            if f.id not in used
        ]
        return Claim(
            rewrite=text,
            sources=_statements(own),
            entry=entry_facts(entry) if entry else EntryFacts(),
            same=tuple(same),
            other=tuple(other),
            person=tuple(f.text for f in self.facts.of_person if f.id not in used),
            posting=self.posting_terms,
            today=self.today,
        )

    def entry_of(self, edit: Edit) -> str:
        """Return the id of the entry that an edit's words stand in, "" outside every entry."""
        target = self.facts.by_id.get(edit.target)
        return target.entry_id if target else ""

    @cached_property
    def _verifier(self) -> Verifier:
        return self.make_verifier()

    def judge(self, entry_id: str, text: str, sources: Iterable[str]) -> Judged:
        """Return whether the cited facts bear words that stand in an entry, "" outside of all."""
        cited = tuple(s for s in sources if s in self.facts.by_id)
        if not cited:
            return _baseless("truth.no_source")
        results = self._verifier.judge(self.claim_in(entry_id, text, cited)).results
        return self._judged(results, text, entry_id)

    def _judged(self, results: Iterable[Ask | Unsupported], text: str, entry_id: str) -> Judged:
        """Return what is to say of words after what was answered; one question at most."""
        reasons: list[Reason] = []
        questions: dict[str, Question] = {}
        for result in results:
            reason, asked = self._reason(result, text, entry_id)
            if reason is None:
                continue
            reasons.append(reason)
            if asked is not None:
                questions.setdefault(asked.key, asked)
        question = next(iter(questions.values()), None)
        if question is not None and len(questions) > 1:
            question = question.model_copy(update={"whole": False})
        refused = any(r.kind == "unsupported" for r in reasons)
        return Judged(
            verdict="unsupported" if refused else "ask" if reasons else "supported",
            reasons=tuple(sorted(reasons, key=lambda r: r.kind == "ask")),
            question=None if refused else question,
        )

    def _typed(self, source: str) -> str | None:
        """Return the words that the person typed elsewhere, None where a source is no such fact."""
        fact = self.facts.by_id.get(source)
        return fact.text if fact and fact.path != fact.id and fact.path else None

    def _ruled(self, edit: Edit, results: Iterable[Ask | Unsupported]) -> Ruling:
        return _ruling(edit, self._judged(results, edit.text, ""))

    def _worded(self, edit: Edit) -> Ruling:
        code = self._unrooted(edit)
        if code:
            return _ruling(edit, _baseless(code))
        judged = self.judge(self.entry_of(edit), edit.text, edit.sources)
        return _ruling(edit, judged, own=edit.text in map(self._typed, edit.sources))

    def _reason(
        self, result: Ask | Unsupported, text: str, entry_id: str
    ) -> tuple[Reason | None, Question | None]:
        """Return why, and what to ask; nothing for what the person has said yes to."""
        reason = Reason(
            code=result.code,
            kind="ask" if isinstance(result, Ask) else "unsupported",
            params=dict(result.params),
            span=result.span,
        )
        if reason.kind == "unsupported":
            return reason, None
        words = text[result.span.start : result.span.end] or text
        key = question_key(result.code, words, entry_id)
        answer = self.facts.ledger.answer(key)
        if answer is None:
            question = Question(
                key=key, code=result.code, params=dict(result.params), entry_id=entry_id
            )
            return reason, question
        if answer.says == "yes":
            return None, None
        code = "truth.answered_no" if answer.says == "no" else "truth.answered_unknown"
        return reason.model_copy(update={"code": code, "kind": "unsupported"}), None

    def _unrooted(self, edit: Edit) -> str:
        """Return why a line cannot be reworded, "" when it can."""
        if edit.op != "rewrite" or edit.target in self.facts.by_id:
            return ""
        return "truth.retired" if edit.target in self.facts.places else "reply.unknown_target"

    def _fault(self, edit: Edit) -> str:
        """Return why a structural edit cannot stand, "" when it can."""
        entry = self.facts.entries.get(self.entry_of(edit))
        if edit.op in ("keep", "drop"):
            return "" if entry else "reply.unknown_target"
        if edit.op == "move":
            return "" if entry and 1 <= edit.place <= len(entry.highlights) else "truth.place"
        group = next((s for s in self.facts.standing.skills if s.id == edit.target), Skill(id=""))
        named = group.keywords or (group.name,)
        if edit.op == "surface":
            return "" if edit.text in named else "truth.skill_unlisted"
        old = edit.sources[0] if edit.sources else ""
        meaning = self.lexicon.canonical(edit.text)
        same = meaning is not None and self.lexicon.canonical(old) == meaning
        return "" if old in named and same else "truth.skill_renamed"


def _ruling(edit: Edit, judged: Judged, *, own: bool = False) -> Ruling:
    return Ruling(
        id=edit.id,
        edit=edit,
        verdict=judged.verdict,
        reasons=judged.reasons,
        question=judged.question,
        own=own,
    )


# Fields that are a statement by themselves; others name one thing together.
_WHOLE = frozenset(["label", "summary", "description"])


def _statements(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the texts of facts: a degree, its subject and its school are one statement."""
    told: dict[str, list[str]] = {}
    for fact in facts:
        home, _, field = fact.path.partition(".")
        part = field and "." not in field and field not in _WHOLE
        told.setdefault(home if part else fact.id, []).append(fact.text)
    return tuple(", ".join(texts) for texts in told.values())


def _baseless(code: str) -> Judged:
    return Judged("unsupported", (Reason(code=code, kind="unsupported"),))


def entry_facts(entry: DatedEntry) -> EntryFacts:
    """Return an entry as the verifier knows it."""
    names = ("name", "organization", "institution", "entity")
    titles = ("position", "study_type", "subtitle")
    return EntryFacts(
        name=_first(entry, names),
        position=_first(entry, titles),
        start=_iso(entry.start_date),
        end="present" if entry.end_date and entry.end_date.present else _iso(entry.end_date),
    )


def _first(entry: DatedEntry, fields: Iterable[str]) -> str:
    return next((t for f in fields if (t := str(getattr(entry, f, "")))), "")


def _iso(value: PartialDate | None) -> str:
    return value.iso if value else ""

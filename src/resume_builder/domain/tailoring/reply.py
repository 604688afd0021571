"""A model's answer, however it comes, becomes edits: what is unusable is left out and told.

Weak local models wrap JSON in prose, fences and thoughts, stop in the middle, and name things that
do not exist. Nothing of that may lose the edits that are sound.
"""

from dataclasses import dataclass
from typing import cast

from resume_builder.domain.tailoring.answers import items_in, number, word, words
from resume_builder.domain.tailoring.edits import OPS, SKILL_OPS, WORDED, Edit, Op
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.wishes import PERSON, Wishes
from resume_builder.domain.values import Finding, clean_text

# A résumé has fewer lines; more edits are a loop of the model.
MOST_EDITS = 300
# Letters of one line, of a summary, of a headline.
_LONGEST_TEXT = {"rewrite": 600, "summary": 1_200, "headline": 120, "surface": 80, "rename": 80}

_HIGHLIGHT_OPS: frozenset[Op] = frozenset(["keep", "drop", "move", "rewrite"])
_FIELDS: dict[Op, str] = {"summary": "basics.summary", "headline": "basics.label"}
_WHOLE = Wishes()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer holds. `readable` is False when no list of edits was found in it at all."""

    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    @property
    def usable(self) -> bool:
        """Whether it is an answer: edits, or the word that there is nothing to change."""
        return self.readable and bool(self.edits or not self.findings)


def read_reply(text: str, facts: Facts, wishes: Wishes = _WHOLE) -> Reply:
    """Return the edits in a model's answer that the person's wishes allow; nothing is raised."""
    found = items_in(text, "edits")
    if found is None:
        return Reply(findings=(Finding(code="reply.unreadable"),), readable=False)
    items, whole = found
    findings = [] if whole else [Finding(code="reply.cut_short")]
    reader = _Reader(facts, wishes)
    for item in items[:MOST_EDITS]:
        reader.add(item)
    if len(items) > MOST_EDITS:
        reader.drop("reply.too_many", "")
    return Reply(tuple(reader.edits), (*findings, *reader.findings))


def read_edit(
    item: object, facts: Facts, wishes: Wishes = _WHOLE
) -> tuple[Edit | None, tuple[Finding, ...]]:
    """Return one item of an answer as an edit, None when it cannot be used, and what is to tell."""
    reader = _Reader(facts, wishes)
    reader.add(item)
    return (reader.edits[0] if reader.edits else None), tuple(reader.findings)


class _Reader:
    """Takes items one by one; each becomes an edit or a finding."""

    def __init__(self, facts: Facts, wishes: Wishes) -> None:
        self._facts = facts
        self._wishes = wishes
        self._lines = {h.id for _, h in facts.resume.highlights() if h.id in facts.by_id}
        self._skills = {s.id for s in facts.resume.skills}
        self._seen: set[tuple[str, str, str]] = set()
        self.edits: list[Edit] = []
        self.findings: list[Finding] = []

    def drop(self, code: str, where: str) -> None:
        """Tell that something was left out."""
        self.findings.append(Finding(code=code, where=where[:80]))

    def add(self, item: object) -> None:
        """Take one item of the list."""
        if not isinstance(item, dict):
            self.drop("reply.no_edit", "")
            return
        given = cast("dict[str, object]", item)
        op, target = word(given, "op"), word(given, "target")
        if op not in OPS:
            self.drop("reply.no_edit", target)
            return
        edit = Edit(
            op=op,
            target=_FIELDS.get(op, target),
            sources=words(given, "sources"),
            text=" ".join(clean_text(word(given, "text")).split()),
            serves=words(given, "serves"),
            place=number(given, "place"),
        )
        chosen = edit.op in self._wishes.ops
        code = self._fault(edit) if chosen else "reply.not_in_strength"
        if code:
            self.drop(code, edit.target)
            return
        self._seen.add(edit.subject)
        self.edits.append(self._sound(edit))

    def _fault(self, edit: Edit) -> str:
        """Return why an edit cannot be used, "" when it can."""
        if edit.op in _HIGHLIGHT_OPS and not self._may_change(edit.target):
            return "reply.unknown_target"
        if edit.op in SKILL_OPS and edit.target not in self._skills:
            return "reply.unknown_target"
        if edit.subject in self._seen:
            return "reply.said_twice"
        if edit.op in _LONGEST_TEXT and not edit.text:
            return "reply.no_text"
        if len(edit.text) > _LONGEST_TEXT.get(edit.op, 0) and edit.op in _LONGEST_TEXT:
            return "reply.too_long"
        return ""

    def _may_change(self, line: str) -> bool:
        """Tell whether a line is there, and was among those that the model was given."""
        entry = self._wishes.entry
        given = entry in ("", PERSON) or line.startswith(f"{entry}h")
        return line in self._lines and given

    def _sound(self, edit: Edit) -> Edit:
        """Leave out sources that do not exist; a line always rests on itself."""
        if edit.op not in WORDED:
            return edit
        known = [s for s in dict.fromkeys(edit.sources) if s in self._facts.by_id]
        if len(known) < len(set(edit.sources)):
            self.drop("reply.unknown_source", edit.target)
        if edit.op == "rewrite":
            # A light touch rests a line on itself alone.
            others = [] if self._wishes.strength == "light" else known
            known = list(dict.fromkeys((edit.target, *others)))
        return edit.model_copy(update={"sources": tuple(known)})

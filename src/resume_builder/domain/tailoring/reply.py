"""A model's answer, however it comes, becomes edits: what is unusable is left out and told.

Weak local models wrap JSON in prose, fences and thoughts, stop in the middle, and name things that
do not exist. Nothing of that may lose the edits that are sound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pydantic_core import from_json

from resume_builder.domain.tailoring.edits import OPS, SKILL_OPS, WORDED, Edit, Op
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.values import Finding, clean_text

# Letters of the longest answer that is read: forty lines with their sources are 20,000.
LONGEST = 200_000
# A résumé has fewer lines; more edits are a loop of the model.
MOST_EDITS = 300
# Letters of one line, of a summary, of a headline.
_LONGEST_TEXT = {"rewrite": 600, "summary": 1_200, "headline": 120, "surface": 80, "rename": 80}

_THOUGHTS = re.compile(
    r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_HIGHLIGHT_OPS: frozenset[Op] = frozenset(["keep", "drop", "move", "rewrite"])
_FIELDS: dict[Op, str] = {"summary": "basics.summary", "headline": "basics.label"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer holds. `readable` is False when no list of edits was found in it at all."""

    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def read_reply(text: str, facts: Facts) -> Reply:
    """Return the edits in a model's answer; whatever it holds, nothing is raised."""
    found = _object_in(text[:LONGEST])
    if found is None:
        return Reply(findings=(Finding(code="reply.unreadable"),), readable=False)
    items, whole = found
    findings = [] if whole else [Finding(code="reply.cut_short")]
    reader = _Reader(facts)
    for item in items[:MOST_EDITS]:
        reader.add(item)
    if len(items) > MOST_EDITS:
        reader.drop("reply.too_many", "")
    return Reply(tuple(reader.edits), (*findings, *reader.findings))


def read_edit(item: object, facts: Facts) -> tuple[Edit | None, tuple[Finding, ...]]:
    """Return one item of an answer as an edit, None when it cannot be used, and what is to tell."""
    reader = _Reader(facts)
    reader.add(item)
    return (reader.edits[0] if reader.edits else None), tuple(reader.findings)


def _object_in(text: str) -> tuple[list[object], bool] | None:
    """Return the list of edits, and whether it ended as it should; None when there is none."""
    for candidate in _candidates(text):
        for whole in (True, False):
            try:
                value = from_json(candidate, allow_partial=not whole, allow_inf_nan=False)
            except ValueError:
                continue
            edits = _edits_in(value)
            if edits is not None:
                return edits, whole
    return None


def _candidates(text: str) -> Iterator[str]:
    """Stretches that may be the object: those without thoughts first, the whole before parts."""
    for version in dict.fromkeys((_THOUGHTS.sub("", text), text)):
        start = version.find("{")
        if start < 0:
            continue
        end = version.rfind("}")
        if end > start:
            yield version[start : end + 1]
        # Prose with braces before the object: begin where a list of edits is named.
        named = version.rfind("{", 0, version.find('"edits"') + 1)
        if named > start:
            yield version[named : end + 1] if end > named else version[named:]
            yield version[named:]
        yield version[start:]


def _edits_in(value: object) -> list[object] | None:
    if isinstance(value, dict):
        edits = cast("dict[str, object]", value).get("edits")
        return cast("list[object]", edits) if isinstance(edits, list) else None
    return None


class _Reader:
    """Takes items one by one; each becomes an edit or a finding."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
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
        op, target = _word(given, "op"), _word(given, "target")
        if op not in OPS:
            self.drop("reply.no_edit", target)
            return
        edit = Edit(
            op=op,
            target=_FIELDS.get(op, target),
            sources=_words(given, "sources"),
            text=" ".join(clean_text(_word(given, "text")).split()),
            serves=_words(given, "serves"),
            place=_number(given, "place"),
        )
        code = self._fault(edit)
        if code:
            self.drop(code, edit.target)
            return
        self._seen.add(edit.subject)
        self.edits.append(self._sound(edit))

    def _fault(self, edit: Edit) -> str:
        """Return why an edit cannot be used, "" when it can."""
        if edit.op in _HIGHLIGHT_OPS and edit.target not in self._lines:
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

    def _sound(self, edit: Edit) -> Edit:
        """Leave out sources that do not exist; a line always rests on itself."""
        if edit.op not in WORDED:
            return edit
        known = [s for s in dict.fromkeys(edit.sources) if s in self._facts.by_id]
        if len(known) < len(set(edit.sources)):
            self.drop("reply.unknown_source", edit.target)
        if edit.op == "rewrite":
            known = list(dict.fromkeys((edit.target, *known)))
        return edit.model_copy(update={"sources": tuple(known)})


def _word(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _words(item: dict[str, object], key: str) -> tuple[str, ...]:
    value = item.get(key)
    if not isinstance(value, list):
        return ()
    words = cast("list[object]", value)[:50]
    return tuple(w for w in words if isinstance(w, str))


def _number(item: dict[str, object], key: str) -> int:
    value = item.get(key)
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100 else 0
    )

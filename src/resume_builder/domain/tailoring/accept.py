"""Applying what was ruled on and accepted: the last writer before a résumé is set.

Takes a Verdict and nothing else, so no words of a model reach a page unjudged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from resume_builder.domain.resume import DatedEntry, Highlight, Resume, Skill
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.verdict import Verdict
from resume_builder.domain.values import Text, Value

E = TypeVar("E", bound=DatedEntry)


class Acceptance(Value):
    """An edit that the person accepted, kept for as long as they do not take that back.

    It holds no verdict: that is made anew. `model` is what the client called the model, "" where
    the edit was our own offer.
    """

    edit: Edit
    offered: bool = False
    model: Text = ""
    at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict, and which of its rulings the person accepted, by id."""

    verdict: Verdict = field(default_factory=Verdict)
    accepted: frozenset[str] = frozenset()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that hold: accepted and supported. A lie cannot be accepted."""
        return tuple(
            r.edit
            for r in self.verdict.rulings
            if r.id in self.accepted and r.verdict == "supported"
        )

    @property
    def switches(self) -> dict[str, bool]:
        """Which lines accepted edits keep on the page or take off it, by highlight id."""
        return {e.target: e.op == "keep" for e in self.edits if e.op in ("keep", "drop")}


# The person's own words alone.
UNDECIDED = Decided()


class Verified(Value):
    """A résumé fit to leave: each line is the person's own, or was ruled on and accepted.

    Made by `apply_edits` alone. `verifier` is the version of the checks.
    """

    resume: Resume
    verifier: int


def apply_edits(resume: Resume, decided: Decided) -> Verified:
    """Return `resume`, the person's own words, with the edits that hold.

    Lines that are not on this résumé (the plan left them out) stay out. Applying twice changes
    nothing more. Untouched parts are the same objects.
    """
    edits = decided.edits
    if edits:
        resume = _edited(resume, edits)
    return Verified(resume=resume, verifier=decided.verdict.verifier)


def own_words(resume: Resume) -> Verified:
    """Return a résumé that holds the person's own words alone: a file of theirs."""
    return apply_edits(resume, UNDECIDED)


def _edited(resume: Resume, edits: Sequence[Edit]) -> Resume:
    fields = {"summary": "summary", "headline": "label"}
    basics = {fields[e.op]: e.text for e in edits if e.op in fields}
    skills = tuple(_skill(s, [e for e in edits if e.target == s.id]) for s in resume.skills)
    return resume.model_copy(
        update={
            "basics": resume.basics.model_copy(update=basics) if basics else resume.basics,
            "work": _entries(resume.work, edits),
            "volunteer": _entries(resume.volunteer, edits),
            "projects": _entries(resume.projects, edits),
            "education": _entries(resume.education, edits),
            "skills": skills,
            "sections": tuple(
                s.model_copy(update={"entries": _entries(s.entries, edits)})
                for s in resume.sections
            ),
        }
    )


def _entries(entries: Iterable[E], edits: Iterable[Edit]) -> tuple[E, ...]:
    return tuple(_entry(entry, edits) for entry in entries)


def _entry(entry: E, edits: Iterable[Edit]) -> E:
    ids = {h.id for h in entry.highlights}
    mine = [e for e in edits if e.target in ids and e.op in ("rewrite", "move")]
    if not mine:
        return entry
    words = {e.target: e.text for e in mine if e.op == "rewrite"}
    lines = [
        Highlight(id=h.id, text=words[h.id], span=h.span) if h.id in words else h
        for h in entry.highlights
    ]
    for edit in sorted((e for e in mine if e.op == "move"), key=lambda e: e.place):
        line = next(h for h in lines if h.id == edit.target)
        lines.remove(line)
        lines.insert(edit.place - 1, line)
    return entry.model_copy(update={"highlights": tuple(lines)})


def _skill(group: Skill, edits: Iterable[Edit]) -> Skill:
    """Return a group with skills renamed, then the surfaced ones first, in the order proposed."""
    renamed = {e.sources[0]: e.text for e in edits if e.op == "rename" and e.sources}
    first = [e.text for e in edits if e.op == "surface"]
    if not renamed and not first:
        return group
    known = [k for k in first if k in group.keywords]
    order = [*known, *(k for k in group.keywords if k not in known)]
    keywords = dict.fromkeys(renamed.get(k, k) for k in order)
    name = group.name if group.keywords else renamed.get(group.name, group.name)
    return group.model_copy(update={"name": name, "keywords": tuple(keywords)})

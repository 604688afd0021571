"""Applying what was ruled on and accepted: the last writer before a résumé is set.

Takes a Verdict and nothing else, so no words of a model reach a page unjudged.
"""

from collections.abc import Collection, Iterable
from typing import TypeVar

from resume_builder.domain.resume import DatedEntry, Highlight, Resume, Skill
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.verdict import Verdict

E = TypeVar("E", bound=DatedEntry)


def apply_edits(resume: Resume, verdict: Verdict, accepted: Collection[str]) -> Resume:
    """Return `resume` with the accepted edits that the verdict supports; others do nothing.

    `accepted` are ids of rulings. Lines that are not on this résumé (the plan left them out) stay
    out. Untouched parts are the same objects.
    """
    edits = [r.edit for r in verdict.rulings if r.id in accepted and r.verdict == "supported"]
    if not edits:
        return resume
    basics = {e.op: e.text for e in edits if e.op in ("summary", "headline")}
    fields = {"summary": "summary", "headline": "label"}
    changed = {fields[op]: text for op, text in basics.items()}
    return resume.model_copy(
        update={
            "basics": resume.basics.model_copy(update=changed) if changed else resume.basics,
            "work": _entries(resume.work, edits),
            "volunteer": _entries(resume.volunteer, edits),
            "projects": _entries(resume.projects, edits),
            "education": _entries(resume.education, edits),
            "skills": tuple(
                _skill(s, [e for e in edits if e.target == s.id]) for s in resume.skills
            ),
            "sections": tuple(
                s.model_copy(update={"entries": _entries(s.entries, edits)})
                if any(h.id == e.target for x in s.entries for h in x.highlights for e in edits)
                else s
                for s in resume.sections
            ),
        }
    )


def shown_by(verdict: Verdict, accepted: Collection[str]) -> dict[str, bool]:
    """Return the switches that accepted "keep" and "drop" edits set, by highlight id."""
    return {
        r.edit.target: r.edit.op == "keep"
        for r in verdict.rulings
        if r.id in accepted and r.verdict == "supported" and r.edit.op in ("keep", "drop")
    }


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

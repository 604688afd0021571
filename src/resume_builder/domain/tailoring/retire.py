"""A résumé without what the person took back.

Lines stay where a plan will leave them out, so that the person sees them and can put them back.
"""

from collections.abc import Iterable
from typing import TypeVar

from pydantic.alias_generators import to_camel

from resume_builder.domain.resume import SECTION_PREFIXES, DatedEntry, Entry, Resume

E = TypeVar("E", bound=Entry)
_LISTS = ("keywords", "courses")
# What an undated entry is about: without it there is no entry.
_HEADS = ("name", "title", "language")


def without_fields(resume: Resume, retired: frozenset[str]) -> Resume:
    """Return `resume` without the retired fields, list items and undated entries; lines stay."""
    if not retired:
        return resume
    basics = {n: "" for n in ("label", "summary") if f"basics.{n}" in retired}
    update: dict[str, object] = {
        name: _entries(getattr(resume, name), retired) for name in SECTION_PREFIXES
    }
    update["basics"] = resume.basics.model_copy(update=basics)
    update["sections"] = tuple(
        s.model_copy(update={"entries": _entries(s.entries, retired)}) for s in resume.sections
    )
    return resume.model_copy(update=update)


def without_lines(resume: Resume, retired: frozenset[str]) -> Resume:
    """Return `resume` without the retired lines."""
    if not any(line.id in retired for _, line in resume.highlights()):
        return resume
    sections = ("work", "volunteer", "projects", "education")
    update: dict[str, object] = {n: _cut(getattr(resume, n), retired) for n in sections}
    update["sections"] = tuple(
        s.model_copy(update={"entries": _cut(s.entries, retired)}) for s in resume.sections
    )
    return resume.model_copy(update=update)


def _cut(entries: Iterable[DatedEntry], retired: frozenset[str]) -> tuple[DatedEntry, ...]:
    return tuple(
        entry.model_copy(
            update={"highlights": tuple(h for h in entry.highlights if h.id not in retired)}
        )
        for entry in entries
    )


def _entries(entries: Iterable[E], retired: frozenset[str]) -> tuple[E, ...]:
    kept = (_entry(entry, retired) for entry in entries)
    return tuple(entry for entry in kept if entry is not None)


def _entry(entry: E, retired: frozenset[str]) -> E | None:
    """Return an entry without its retired parts, None where nothing of it is left to tell of."""
    fields = type(entry).model_fields
    update: dict[str, object] = {
        name: "" for name in fields if f"{entry.id}.{to_camel(name)}" in retired
    }
    for name in (n for n in _LISTS if n in fields):
        items: tuple[str, ...] = getattr(entry, name)
        left = tuple(t for n, t in enumerate(items, 1) if f"{entry.id}.{name}.{n}" not in retired)
        if left != items:
            update[name] = left
    if not update:
        return entry
    left = entry.model_copy(update=update)
    if isinstance(left, DatedEntry):
        return left
    head = next(n for n in _HEADS if n in fields)
    return left if getattr(left, head) or getattr(left, "keywords", ()) else None

"""Applying a plan or a person's own words to a résumé. Entries are never reordered or dropped."""

from collections.abc import Callable, Mapping, Sequence

from resume_builder.domain.dates import read_iso_date
from resume_builder.domain.errors import DomainError
from resume_builder.domain.resume import (
    Basics,
    DatedEntry,
    Entry,
    Highlight,
    Location,
    PartialDate,
    Resume,
)
from resume_builder.domain.tailoring.model import Plan, TextEdit
from resume_builder.domain.values import clean_text

_BASICS = frozenset(["name", "label", "email", "phone", "url", "summary"])
_ENTRY_SECTIONS = (
    "work", "volunteer", "education", "awards", "certificates", "publications", "skills",
    "languages", "interests", "references", "projects",
)  # fmt: skip
_FIXED = frozenset(["id", "span", "extra", "highlights"])


class UnknownPath(DomainError):
    """An edit names something the résumé does not have. params: path."""

    code = "work.unknown_path"


def apply_plan(resume: Resume, plan: Plan) -> Resume:
    """Return `resume` with each entry's highlights kept and ordered by the plan.

    A highlight that the plan does not name stays, behind those that it names.
    """
    kept: dict[str, list[str]] = {}
    dropped: set[str] = set()
    for choice in plan.choices:
        if choice.kept:
            kept.setdefault(choice.entry_id, []).append(choice.highlight_id)
        else:
            dropped.add(choice.highlight_id)
    if not kept and not dropped:
        return resume

    def cut(entry: Entry) -> Entry:
        if not isinstance(entry, DatedEntry) or not entry.highlights:
            return entry
        by_id = {h.id: h for h in entry.highlights}
        order = [i for i in kept.get(entry.id, []) if i in by_id]
        rest = [i for i in by_id if i not in dropped and i not in order]
        lines = tuple(by_id[i] for i in (*order, *rest))
        return entry.model_copy(update={"highlights": lines})

    return _map_entries(resume, cut)


def apply_person_edits(resume: Resume, edits: Sequence[TextEdit]) -> Resume:
    """Return `resume` with the person's wording in place; an edit with empty text does nothing.

    Raises UnknownPath for a path that names no highlight or field of this résumé.
    """
    lines: dict[str, str] = {}
    fields: dict[str, dict[str, str]] = {}
    basics: dict[str, str] = {}
    known = _Paths(resume)
    for edit in edits:
        if not edit.text:
            continue
        owner, _, name = edit.path.partition(".")
        if owner == "basics" and (name in _BASICS or name == "location"):
            basics[name] = edit.text
        elif edit.path in known.highlights:
            lines[edit.path] = edit.text
        elif (field := known.field(owner, name)) is not None:
            fields.setdefault(owner, {})[field] = edit.text
        else:
            raise UnknownPath(path=edit.path)

    def reword(entry: Entry) -> Entry:
        update: dict[str, object] = _reworded_fields(entry, fields.get(entry.id, {}))
        if isinstance(entry, DatedEntry) and any(h.id in lines for h in entry.highlights):
            update["highlights"] = tuple(
                Highlight(id=h.id, text=lines[h.id], span=h.span) if h.id in lines else h
                for h in entry.highlights
            )
        return entry.model_copy(update=update) if update else entry

    edited = _map_entries(resume, reword) if lines or fields else resume
    return edited.model_copy(update={"basics": _edit_basics(edited.basics, basics)})


class _Paths:
    """What an edit may name in a résumé: highlight ids, and text fields of entries by alias."""

    def __init__(self, resume: Resume) -> None:
        self.highlights = {h.id for _, h in resume.highlights()}
        self._entries = {e.id: type(e) for e in _entries(resume)}

    def field(self, entry_id: str, name: str) -> str | None:
        """Return the Python name of the entry's text or date field `name`, None without one."""
        kind = self._entries.get(entry_id)
        if kind is None:
            return None
        for field, info in kind.model_fields.items():
            if field not in _FIXED and name in (field, info.alias) and _is_wordy(info.annotation):
                return field
        return None


def _is_wordy(annotation: object) -> bool:
    """Tell whether a field holds one text or one date (lists of words are not edited by path)."""
    return "tuple" not in str(annotation)


def _reworded_fields(entry: Entry, texts: Mapping[str, str]) -> dict[str, object]:
    update: dict[str, object] = {}
    for name, text in texts.items():
        annotation = str(type(entry).model_fields[name].annotation)
        is_date = PartialDate.__name__ in annotation
        update[name] = read_iso_date(text.strip()) if is_date else clean_text(text)
    return update


def _edit_basics(basics: Basics, texts: Mapping[str, str]) -> Basics:
    update: dict[str, object] = {k: clean_text(v) for k, v in texts.items() if k != "location"}
    if "location" in texts:
        update["location"] = Location(text=clean_text(texts["location"]))
    return basics.model_copy(update=update) if update else basics


def _entries(resume: Resume) -> list[Entry]:
    found: list[Entry] = []
    for section in _ENTRY_SECTIONS:
        found += getattr(resume, section)
    for section in resume.sections:
        found += section.entries
    return found


def _map_entries(resume: Resume, change: Callable[[Entry], Entry]) -> Resume:
    update: dict[str, object] = {}
    for section in _ENTRY_SECTIONS:
        old: tuple[Entry, ...] = getattr(resume, section)
        new = tuple(change(e) for e in old)
        if any(a is not b for a, b in zip(old, new, strict=True)):
            update[section] = new
    sections = tuple(
        s.model_copy(update={"entries": tuple(change(e) for e in s.entries)})
        for s in resume.sections
    )
    if resume.sections:
        update["sections"] = sections
    return resume.model_copy(update=update) if update else resume

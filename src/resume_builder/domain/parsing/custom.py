"""Projects, and sections that JSON Resume has no name for."""

from resume_builder.domain.parsing.body import read_body
from resume_builder.domain.parsing.heads import Draft, draft
from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.jobs import dates_of
from resume_builder.domain.parsing.schools import split_list
from resume_builder.domain.parsing.segment import segment
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.resume import CustomEntry, CustomSection, Highlight, Project
from resume_builder.domain.vocabulary import Vocabulary, phrase


def _drafts(items: list[Item], v: Vocabulary) -> list[Draft]:
    return [draft(group, v) for group in segment(items, v, undated=True)]


def projects_of(items: list[Item], first: int, v: Vocabulary) -> list[Project]:
    """Return the projects in a section; a bare list gives one project an item."""
    if items and all(i.kind != "head" for i in items):
        return [
            Project(id=f"p{n}", span=i.span, name=i.text)
            if len(i.text) < 80
            else Project(id=f"p{n}", span=i.span, summary=i.text)
            for n, i in enumerate(items, first)
        ]
    return [_project(d, f"p{n}", v) for n, d in enumerate(_drafts(items, v), first)]


def _project(d: Draft, entry_id: str, v: Vocabulary) -> Project:
    keywords, rest = _keywords(d.body, v)
    body = read_body(rest, v)
    start, end = dates_of(d.head.period)
    parts = d.head.parts
    extra = [*parts[1:], *([d.head.place] if d.head.place else [])]
    return Project(
        id=entry_id,
        span=d.span,
        name=parts[0] if parts else "",
        url=d.head.url,
        start_date=start,
        end_date=end,
        summary="\n".join(filter(None, (" · ".join(extra), body.summary))),
        highlights=body.highlights(entry_id),
        keywords=tuple(keywords),
    )


def _keywords(items: list[Item], v: Vocabulary) -> tuple[list[str], list[Item]]:
    """Take the lists of keywords and tools out of a project: "Built with: Go, SQLite"."""
    keywords: list[str] = []
    rest: list[Item] = []
    for item in items:
        label, text = label_of(item.text)
        if item.kind != "bullet" and text and label and phrase(label) in v.tool_labels:
            keywords += split_list(text)
        else:
            rest.append(item)
    return keywords, rest


def custom_section(items: list[Item], title: str, section_id: str, v: Vocabulary) -> CustomSection:
    """Return the section under the person's own title."""
    entries: list[CustomEntry] = []
    if not any(i.kind == "head" and i.period for i in items):
        entry_id = f"{section_id}e1"
        highlights = tuple(
            Highlight(id=f"{entry_id}h{n}", text=i.text, span=i.span)
            for n, i in enumerate(items, 1)
        )
        return CustomSection(
            id=section_id, title=title, entries=(CustomEntry(id=entry_id, highlights=highlights),)
        )
    for number, d in enumerate(_drafts(items, v), 1):
        entry_id = f"{section_id}e{number}"
        body = read_body(d.body, v)
        start, end = dates_of(d.head.period)
        parts = d.head.parts
        subtitle = " · ".join([*parts[1:], *([d.head.place] if d.head.place else [])])
        entries.append(
            CustomEntry(
                id=entry_id, span=d.span, name=parts[0] if parts else "", subtitle=subtitle,
                url=d.head.url, start_date=start, end_date=end, summary=body.summary,
                highlights=body.highlights(entry_id),
            )
        )  # fmt: skip
    return CustomSection(id=section_id, title=title, entries=tuple(entries))

"""Jobs under a heading nobody knows, or under none: told by their dates and titles."""

from resume_builder.domain.parsing.contact import contact_items
from resume_builder.domain.parsing.items import edge_period
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.parsing.sections import HEADER, Section
from resume_builder.domain.parsing.signals import degree_score, school_score, title_score
from resume_builder.domain.vocabulary import Vocabulary


def name_untitled_jobs(sections: list[Section], v: Vocabulary) -> None:
    """Where no section is named work, call one that holds jobs so; the header may hold some."""
    if any(s.key == "work" for s in sections):
        return
    for section in sections:
        if section.key == "custom" and _holds_jobs(section.rows, v):
            section.key = "work"
            return
    for at, section in enumerate(sections):
        if section.key == HEADER and (rows := _dated_rows(section.rows, v)):
            section.rows = [r for r in section.rows if r not in rows]
            sections.insert(at + 1, Section("work", "", rows))
            return


def _holds_jobs(rows: list[Row], v: Vocabulary) -> bool:
    dated = [r for r in rows if (p := edge_period(r, v)) and p.ranged and not r.bullet]
    titled = sum(title_score(r.text, v) >= 0.7 for r in rows if not r.bullet)
    taught = sum(max(school_score(r.text, v), degree_score(r.text, v)) >= 1 for r in rows)
    return bool(dated) and titled >= max(1, len(dated) // 2) and titled > taught


def _dated_rows(rows: list[Row], v: Vocabulary) -> list[Row]:
    """The rows from the first range of dates on, with the lines that lead up to it."""
    for at, row in enumerate(rows):
        period = edge_period(row, v)
        if period is None or not period.ranged or row.bullet:
            continue
        first = at
        while first > max(0, at - 3) and not rows[first].blank:
            first -= 1
        if first == 0 or any(contact_items(r.text)[0] for r in rows[first:at]):
            first = at
        return rows[first:] if _holds_jobs(rows[first:], v) else []
    return []

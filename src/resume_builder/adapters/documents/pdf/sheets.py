"""Pages before their lines are put in order, and the lines of all of them in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass

from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.ocr.findings import scan_findings
from resume_builder.adapters.documents.pdf.columns import blocks_of
from resume_builder.adapters.documents.pdf.furniture import take_furniture
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.lines import Made, drafts_of, shared_edges
from resume_builder.adapters.documents.pdf.links import attach_link
from resume_builder.adapters.documents.pdf.objects import Box
from resume_builder.adapters.documents.pdf.segments import Row
from resume_builder.adapters.documents.pdf.titles import titles_apart
from resume_builder.adapters.documents.pdf.turned import insert_turned
from resume_builder.domain.values import Finding


@dataclass(slots=True)
class Sheet:
    """What was taken from one page; `scanned` says that it was read in its picture."""

    rows: list[Row]
    turned: list[Word]
    links: list[tuple[str, Box]]
    height: float
    scanned: bool = False
    unread: bool = False


def findings_of_sheets(sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """Return what is to be said of the sheets that are pictures."""
    scanned = [number for number, sheet in enumerate(sheets, 1) if sheet.scanned]
    unread = [number for number, sheet in enumerate(sheets, 1) if sheet.unread]
    return tuple(scan_findings(scanned, unread))


def drafts_of_sheets(sheets: Sequence[Sheet]) -> list[Draft]:
    """Return the lines of all pages in reading order, footers with contact data last."""
    pages, feet = take_furniture([s.rows for s in sheets], [s.height for s in sheets])
    drafts: list[Draft] = []
    number = 0
    for index, (sheet, rows) in enumerate(zip(sheets, pages, strict=True)):
        edges = shared_edges(rows)
        made: list[Made] = []
        for block in blocks_of(rows):
            made += drafts_of(titles_apart(block), index, number, edges)
            number += 1
        made = insert_turned(made, sheet.turned, index)
        for url, box in sheet.links:
            attach_link(made, url, box)
        drafts += [draft for draft, _ in made]
    last = drafts_of(feet, 0, number, frozenset())
    for url, box in sheets[0].links if sheets else ():
        attach_link(last, url, box)
    return [*drafts, *(draft for draft, _ in last)]

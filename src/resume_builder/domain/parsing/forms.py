"""Forms: rows of a label and a value beside it, as the Europass of 2004 has them.

A label may run over lines, and so may its value; each pair becomes one row "Label: value", or the
value alone where the label names what stands below an entry's head.
"""

from dataclasses import replace

from resume_builder.domain.parsing.rows import Row, joined
from resume_builder.domain.vocabulary import Vocabulary, phrase

# Fewer labelled rows are no form.
_LEAST = 3
# Lines that a label runs over at most.
_LINES = 3


def without_form(rows: list[Row], v: Vocabulary) -> list[Row]:
    """Return the rows of a section, those of a form one a pair; others as they are."""
    if sum(_kind(row.cells[0], v) != "" for row in rows if len(row.cells) == 2) < _LEAST:
        return rows
    out: list[Row] = []
    at = 0
    while at < len(rows):
        count, kind = _label_at(rows, at, v)
        if not count:
            out.append(rows[at])
            at += 1
            continue
        end = at + count
        out.append(_pair(rows[at:end], kind))
        at = end
    return out


def _kind(label: str, v: Vocabulary) -> str:
    """Return what a label names: "field", "body", or ""."""
    words = phrase(label.rstrip(" :"))
    return "field" if words in v.field_labels else "body" if words in v.body_labels else ""


def _label_at(rows: list[Row], at: int, v: Vocabulary) -> tuple[int, str]:
    """Return over how many rows a label runs, the most that are one, and its kind."""
    label, found = "", (0, "")
    for count, row in enumerate(rows[at : at + _LINES], start=1):
        width = len(row.cells)
        if row.bullet or width > 2 or (width < 2 and count == 1):
            break
        label = f"{label} {row.cells[0]}".strip()
        if kind := _kind(label, v):
            found = (count, kind)
    return found


def _pair(rows: list[Row], kind: str) -> Row:
    """Return the rows of a label and its value as one."""
    label = " ".join(row.cells[0] for row in rows)
    value = joined([row.cells[1] for row in rows if len(row.cells) > 1])
    text = f"{label.rstrip(' :')}: {value}" if kind == "field" else value or label
    lines = tuple(line for row in rows for line in row.lines)
    return replace(rows[0], text=text, cells=(text,), end=rows[-1].end, lines=lines)

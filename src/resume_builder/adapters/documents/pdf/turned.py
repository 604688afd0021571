"""Headings that run up or down beside their block come before it."""

from collections.abc import Sequence
from itertools import pairwise

from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.lines import Made

# Shorter runs are ornaments.
_MIN_LETTERS = 2
# Points of white space beyond the usual that part blocks.
_STANDS_OUT = 4.0


def insert_turned(made: Sequence[Made], turned: Sequence[Word], page: int) -> list[Made]:
    """Return the lines of a page with its turned texts among them.

    A turned text is centred on its block, so it goes where the widest white space lies between
    the turned text above it and its own top.
    """
    lines = list(made)
    above = float("-inf")
    runs = [run for run in turned if len(run.text.strip()) >= _MIN_LETTERS]
    for run in sorted(runs, key=lambda r: r.top):
        place = _place(lines, above, run.top)
        draft = Draft(
            run.text.strip(),
            page=page,
            block=lines[place][0].block if place < len(lines) else 0,
            x0=run.x0,
            x1=run.x1,
            top=run.top,
            bottom=run.bottom,
            size=round(run.size, 2),
            bold=run.bold,
            italic=run.italic,
            gap=2.0,
        )
        lines.insert(place, (draft, []))
        above = run.bottom
    return lines


def _place(lines: Sequence[Made], above: float, top: float) -> int:
    """Return where a turned text goes: after the widest white space above it that stands out."""
    first = next((i for i, (draft, _) in enumerate(lines) if draft.top >= above), len(lines))
    whites = [b.top - a.bottom for (a, _), (b, _) in pairwise(lines)]
    usual = sorted(whites)[len(whites) // 2] if whites else 0.0
    best, widest = first, usual + _STANDS_OUT
    for index, ((before, _), (draft, _)) in enumerate(pairwise(lines), start=1):
        white = whites[index - 1]
        if above <= before.bottom and draft.top <= top + draft.size and white > widest:
            best, widest = index, white
    return best

"""Putting a page in order takes little more than its share of work, however much is on it."""

from collections.abc import Callable

import pytest

from resume_builder.adapters.documents.pdf.columns import blocks_of
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.lines import drafts_of, shared_edges
from resume_builder.adapters.documents.pdf.markers import drawn_markers
from resume_builder.adapters.documents.pdf.segments import rows_of
from tests.domain.parsing.counting import lines_run

pytestmark = pytest.mark.reading


def word(text: str, x: float, y: float) -> Word:
    """A word of 10 points at a place."""
    return Word(text, x, y - 8, x + 5 * len(text), y + 2, y, 10.0, False, False, 1)


def columns(rows: int) -> list[Word]:
    """Two columns of different leading."""
    left = [word(f"skill{i}", 40, 20 + 13.0 * i) for i in range(rows)]
    return left + [word(f"sentence{i}", 220, 21 + 14.5 * i) for i in range(rows)]


def labels(rows: int) -> list[Word]:
    """Dates at the left of every third row."""
    left = [word("2019", 40, 20 + 13.0 * i) for i in range(0, rows, 3)]
    return left + [word(f"sentence{i}", 140, 20 + 13.0 * i) for i in range(rows)]


def bullets(rows: int) -> list[Word]:
    """List marks before every row."""
    return [
        w
        for i in range(rows)
        for w in (word("•", 40, 20 + 13.0 * i), word("went", 52, 20 + 13.0 * i))
    ]


def put_in_order(words: list[Word]) -> None:
    """From words to lines."""
    shapes = [(30.0, w.top + 3, 34.0, w.top + 7) for w in words if w.x0 < 50]
    rows = rows_of([*words, *drawn_markers(shapes, words)])
    edges = shared_edges(rows)
    for number, block in enumerate(blocks_of(rows)):
        drafts_of(block, 0, number, edges)


@pytest.mark.parametrize("page", [columns, labels, bullets])
def test_work_grows_with_the_page(page: Callable[[int], list[Word]]) -> None:
    """Four times the rows take about four times the work."""
    short = lines_run(lambda: put_in_order(page(150)))
    long = lines_run(lambda: put_in_order(page(600)))
    assert long <= 5 * short

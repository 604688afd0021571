"""What goes between the reader and its children."""

import pytest

from resume_builder.adapters.documents import wire
from resume_builder.adapters.documents.drafts import Draft, Facts, build
from resume_builder.domain.values import Finding

pytestmark = pytest.mark.reading


def test_a_document_comes_back_whole() -> None:
    """Each field of a line has its own value here, so that none can stand in for another."""
    drafts = [
        Draft(
            "Ada Byron",
            x0=1,
            x1=2,
            top=3,
            bottom=4,
            size=5,
            bold=True,
        ),
        Draft("Scanned", certainty=0.75, unsure=((0, 3), (4, 7))),
        Draft("Wrote notes", page=1, block=2, italic=True, heading=3, bullet=True, indent=4, gap=6),
        Draft("Poet 1843", tabs=(5,), links=[("https://a.example", 0, 4)]),
    ]
    findings = (Finding(code="reading.hidden_text", text="unseen", where="page 1"),)
    document = build(drafts, Facts("application/pdf", "cv.pdf", pages=2, findings=findings))
    assert wire.document_or_raise(wire.answer_of(document)) == document
    assert [line.certainty for line in document.lines] == [1.0, 0.75, 1.0, 1.0]

"""Forms of PDF files that a person filled in."""

import pytest

from resume_builder.adapters.documents import read_document
from tests.adapters.documents.paper import line, pdf

pytestmark = pytest.mark.reading


def field(box: str, value: str, more: str = "/FT /Tx") -> str:
    """A field of a form as an annotation of the page."""
    return f"<< /Type /Annot /Subtype /Widget /Rect [{box}] /T (f) {more} /V {value} >>"


def form(*fields: str) -> list[str]:
    """Read a form with labels at the left and these fields; return its lines."""
    content = line(50, 700, "Name") + line(50, 680, "Experience") + line(50, 640, "Signed")
    numbers = " ".join(f"{10 + n} 0 R" for n in range(len(fields)))
    data = pdf(content, extra=fields, annots=f"/Annots [{numbers}]")
    return [one.text for one in read_document(data, "form.pdf").lines]


def test_values_stand_beside_their_labels() -> None:
    """A value is on the line of its label; a value of several lines fills its field."""
    lines = form(
        field("150 696 400 710", "(Una Quist)"),
        field("150 648 400 692", "(Clerk at the mill\\rMossgate Ltd\\r2019 - 2021)"),
    )
    assert lines == [
        "Name Una Quist",
        "Experience Clerk at the mill",
        "Mossgate Ltd",
        "2019 - 2021",
        "Signed",
    ]


@pytest.mark.parametrize(
    "more", ["/FT /Btn", "/FT /Tx /F 2", "/FT /Tx /F 32"], ids=["button", "hidden", "no view"]
)
def test_what_nobody_reads_is_no_value(more: str) -> None:
    """A ticked box and a field that is not shown leave no words."""
    assert form(field("150 696 400 710", "(Yes)", more)) == ["Name", "Experience", "Signed"]

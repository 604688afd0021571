"""PDFs as browsers print them: signs that stand for others, headings beside their sections."""

import pytest

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.seats import seat_hugged
from resume_builder.domain.document import Document
from tests.adapters.documents.paper import line, pdf

pytestmark = pytest.mark.reading


def read(content: str) -> Document:
    """Read a page."""
    return read_document(pdf(content), "cv.pdf")


def word(text: str, x0: float, x1: float, box: tuple[float, float], size: float = 10.0) -> Word:
    """A word of the font that all of these share, with the top and the bottom of its box."""
    top, bottom = box
    return Word(
        text, x0, top, x1, bottom, bottom, size, bold=False, italic=False, owner=0
    )  # fmt: skip


def test_a_ligature_is_a_piece_of_its_word() -> None:
    """The box of a ligature hugs it, so it seems to stand on another line than its neighbours."""
    words = [
        word("Certi", 10, 32, (100, 113)),
        word("fi", 32, 37, (102.5, 110)),
        word("cate", 37, 57, (100, 113)),
        word("of", 60, 68, (100, 113)),
    ]
    assert [w.text for w in seat_hugged(words)] == ["Certificate", "of"]


def test_spaced_small_capitals() -> None:
    """Small capitals stand on the line of the large one, and hang no more than that."""
    words = [
        word("E", 10, 18, (100, 115), size=13),
        *(
            word(letter, 20.0 + 9 * n, 26.0 + 9 * n, (105.5, 112.2), size=9)
            for n, letter in enumerate("xperience")
        ),
        word("h", 110, 116, (98.0, 110.0), size=9),
    ]
    assert [w.text for w in seat_hugged(words)] == ["Experience", "h"]


def test_a_font_whose_boxes_all_hug_stays_as_it_is() -> None:
    """Where no box is higher than the size, nothing tells which one is unusual."""
    words = [word("as", 10, 20, (104.5, 110)), word("Led", 23, 38, (103, 110))]
    assert [(w.text, w.base) for w in seat_hugged(words)] == [("as", 110), ("Led", 110)]


def test_headings_beside_their_sections() -> None:
    """A larger text left of the column is a line of its own; labels of its size stay in place."""
    content = line(150, 780, "Una Quist", 20)
    content += line(80, 700, "Work", 15) + line(150, 700, "Clerk", 11, font="B")
    content += line(150, 685, "Mossgate Ltd") + line(150, 670, "2019 - 2021")
    content += line(150, 655, "Kept the books of the mill")
    content += line(60, 630, "Education", 15) + line(150, 630, "School of Ellenby", 11, font="B")
    content += line(150, 615, "Diploma, 2018") + line(90, 590, "Born") + line(150, 590, "in Corran")
    assert [one.cells for one in read(content).lines][1:] == [
        ("Work",),
        ("Clerk",),
        ("Mossgate Ltd",),
        ("2019 - 2021",),
        ("Kept the books of the mill",),
        ("Education",),
        ("School of Ellenby",),
        ("Diploma, 2018",),
        ("Born", "in Corran"),
    ]


def ring(x: float, y: float, side: float) -> str:
    """The outline of a circle, as four curves, from its lower left corner."""
    r = side / 2
    cx, cy, k = x + r, y + r, 0.5523 * r
    return (
        f"q 0.5 w {cx + r} {cy} m {cx + r} {cy + k} {cx + k} {cy + r} {cx} {cy + r} c "
        f"{cx - k} {cy + r} {cx - r} {cy + k} {cx - r} {cy} c "
        f"{cx - r} {cy - k} {cx - k} {cy - r} {cx} {cy - r} c "
        f"{cx + k} {cy - r} {cx + r} {cy - k} {cx + r} {cy} c S Q\n"
    )


def test_rings_mark_the_items_of_an_inner_list() -> None:
    """A browser draws the marks of a list in a list as outlines, well before the text."""
    texts = ["Led the rebuild of the wheel", "Sold the flour", "Counted the sacks"]
    content = line(50, 700, "Clerk, Mossgate Ltd")
    for n, text in enumerate(texts):
        content += ring(60, 681 - 14 * n, 4) + line(82, 680 - 14 * n, text)
    assert [(one.text, one.bullet) for one in read(content).lines][1:] == [
        (text, True) for text in texts
    ]


def test_a_mark_alone_on_its_page_is_of_the_list() -> None:
    """The list above it has the same marks at the same edge."""
    content = line(50, 700, "Clerk, Mossgate Ltd")
    for y in (680, 666, 400):
        content += ring(60, y + 1, 4) + line(82, y, "Counted the sacks")
    content += ring(300, 301, 4) + line(322, 300, "An ornament")
    assert [one.bullet for one in read(content).lines] == [False, True, True, True, False]


def test_headings_below_two_columns_belong_to_what_crosses() -> None:
    """A banner in two columns ends before the headings that follow far below it."""
    left = ["Una Quist", "Ellenby", "Clerk of the mill"]
    right = ["una@example.org", "+44 7700 900111", "quist.example.org"]
    content = "".join(line(60, 780 - 15 * n, text) for n, text in enumerate(left))
    content += "".join(line(350, 777 - 15 * n, text) for n, text in enumerate(right))
    content += line(60, 600, "About", 13, font="B")
    content += line(
        60, 570, "Clerk with nine years at the mill by the river, who counts what others guess."
    )
    assert [one.text for one in read(content).lines][-2:][0] == "About"


def test_a_table_of_dates_above_a_single_column_is_no_column() -> None:
    """Dates at the left stay beside their rows, though a long list follows at their edge."""
    content = line(60, 780, "Education", 13, font="B")
    content += line(60, 760, "Sep 2010 - Aug 2011") + line(300, 760, "Diploma in Milling")
    content += line(300, 745, "School of Ellenby") + line(300, 730, "with a prize for flour")
    content += line(60, 710, "Sep 2007 - Jun 2010") + line(300, 710, "Certificate")
    content += line(300, 695, "College of Corran") + line(60, 660, "Skills", 13, font="B")
    for n, skill in enumerate(["Milling", "Sieving", "Bagging", "Selling", "Counting", "Sums"]):
        content += line(60, 640 - 15 * n, skill)
    texts = [one.text for one in read(content).lines]
    assert texts.index("College of Corran") < texts.index("Skills")
    assert "Sep 2010 - Aug 2011 Diploma in Milling" in texts


def test_small_dates_that_float_at_the_top_of_a_line() -> None:
    """A date in small letters stands on its line though its base line is higher."""
    content = line(50, 700, "Mossgate Ltd", 12) + line(300, 703, "June 2012 - March 2017", 8)
    content += line(50, 685, "Clerk") + line(50, 660, "Corran Yard", 12)
    content += line(300, 663, "May 2009", 8) + line(50, 645, "Porter")
    assert [one.cells for one in read(content).lines] == [
        ("Mossgate Ltd", "June 2012 - March 2017"),
        ("Clerk",),
        ("Corran Yard", "May 2009"),
        ("Porter",),
    ]

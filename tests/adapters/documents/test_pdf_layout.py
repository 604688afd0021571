"""PDF pages: words, lines and reading order from geometry."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.pdf.columns import blocks_of
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.letters import text_of
from resume_builder.adapters.documents.pdf.segments import rows_of
from resume_builder.domain.document import Document
from tests.adapters.documents.paper import line, pdf, typeset
from tests.adapters.documents.test_files import check_offsets

pytestmark = pytest.mark.reading


def read(data: bytes) -> Document:
    """Read a PDF and check its offsets."""
    document = read_document(data, "cv.pdf")
    check_offsets(document)
    return document


BOX = (0.0, 0.0, 5.0, 9.0)
LEFT = ["Skills", "Go and Rust", "Databases", "Networks", "Languages", "English, good", "German"]
# Right, up, left and down, each line after the one before.
DIRECTIONS = [
    "1 0 0 1 100 {step}",
    "0 1 -1 0 {step} 100",
    "-1 0 0 -1 400 {step}",
    "0 -1 1 0 {step} 700",
]
RIGHT = [
    "Experience",
    "Engineer at a mill by the river",
    "Built the wheel that turns the stones",
    "Cut the losses of grain by a third",
    "Clerk at the post office in town",
    "Sorted letters for three districts",
    "Kept the ledger of stamps in order",
    "Education",
    "School of Engineering, first class",
]


def two_columns(left: float, right: float, step: float, seed: int) -> bytes:
    """Two columns with leadings of their own, written to the file in a shuffled order."""
    lines = [line(left, 700 - 15 * i, text) for i, text in enumerate(LEFT)]
    lines += [line(right, 697 - step * i, text) for i, text in enumerate(RIGHT)]
    lines.append(line(60, 780, "Ada Byron, Engineer of Analytical Engines, London and Ockham", 16))
    random.Random(seed).shuffle(lines)
    return pdf("".join(lines))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("step", [12.0, 13.5, 17.0])
def test_columns_are_read_one_after_the_other(step: float, seed: int) -> None:
    """The header band first, then the left column, then the right one."""
    document = read(two_columns(40, 220, step, seed))
    assert [one.text for one in document.lines][1:] == LEFT + RIGHT
    blocks = [one.block for one in document.lines]
    assert blocks == sorted(blocks)
    assert len(set(blocks)) == 3


def test_dates_on_the_right_stay_in_their_rows() -> None:
    """Employer left, date right: one line with a wide gap, not two columns."""
    rows = [(f"Engineer at mill number {i}", f"20{10 + i} – 20{11 + i}") for i in range(6)]
    content = "".join(
        line(50, 700 - 30 * i, a)
        + line(450, 700 - 30 * i, b)
        + line(60, 687 - 30 * i, "Turned the wheel and cut the losses of grain")
        for i, (a, b) in enumerate(rows)
    )
    lines = read(pdf(content)).lines
    assert [one.cells for one in lines[::2]] == rows


def test_dates_on_the_left_come_with_the_first_line_of_their_row() -> None:
    """A table with a date column: each date with its row, wrapped dates joined."""
    content = ""
    for i in range(4):
        y = 700 - 60 * i
        content += line(50, y, f"May 201{i} –") + line(50, y - 12, "today")
        content += line(150, y, f"Engineer at mill number {i}")
        content += line(150, y - 12, "Turned the wheel and cut the losses of grain by half")
        content += line(150, y - 24, "Kept the ledger of the mill in order for years")
    lines = read(pdf(content)).lines
    assert len(lines) == 12
    assert lines[3].text == "May 2011 – today Engineer at mill number 1"
    assert lines[4].text.startswith("Turned")


def test_labels_centred_on_their_block_come_before_it() -> None:
    """A section heading that stands beside the middle of its block."""
    content = ""
    for i, label in enumerate(["Work", "School"]):
        for j in range(5):
            content += line(150, 700 - 120 * i - 13 * j, f"Line {j} of block {i} has these words")
        content += line(40, 700 - 120 * i - 20, label, 14)
    texts = [one.text for one in read(pdf(content)).lines]
    assert texts[0] == "Work"
    assert texts[6] == "School"


def test_a_heading_below_a_table_takes_no_row_of_it() -> None:
    """The last cell's second line comes before the heading that stands under the table."""
    rows = [("2010 - 2012", "School of Mills"), ("", "Master of Wheels"), ("", "Grade: 1.3")]
    rows += [("2007 - 2010", "College of Stones"), ("", "Bachelor of Grain")]
    content = "".join(
        (line(40, 700 - 14 * i, left) if left else "") + line(150, 700 - 14 * i, right)
        for i, (left, right) in enumerate(rows)
    )
    content += line(34, 612, "Skills", 12, font="B")
    content += line(34, 596, "Milling, baking, weighing, keeping accounts, selling")
    texts = [one.text for one in read(pdf(content)).lines]
    assert texts == [f"{left} {right}".strip() for left, right in rows] + [
        "Skills",
        "Milling, baking, weighing, keeping accounts, selling",
    ]


def test_letter_spaced_headings() -> None:
    """Letters set apart are words again, with the wider gap between words."""
    spaced = "q BT /B 14 Tf 9 Tc 1 0 0 1 50 700 Tm (WORK HISTORY) Tj ET Q\n"
    lines = read(pdf(spaced + line(50, 670, "Mill"))).lines
    assert lines[0].cells == ("WORK HISTORY",)
    assert lines[0].bold
    assert lines[0].caps


def test_spaces_that_the_file_lacks_come_from_the_gaps() -> None:
    """Words placed one by one have spaces between them; letters placed one by one have none."""
    words = line(50, 700, "Built") + line(76, 700, "the") + line(93, 700, "wheel")
    letters = line(50, 680, "m") + line(58.4, 680, "i") + line(60.6, 680, "ll")
    assert read(pdf(words + letters)).text == "Built the wheel\nmill"


@pytest.mark.parametrize("marker", ["•", "-", "*", "–", "·", "»"])
def test_bullets_and_their_levels(marker: str) -> None:
    """List marks are gone from the text, and the level is told by the left edge."""
    content = line(50, 700, "Mill") + line(55, 685, f"{marker} Turned the wheel")
    content += line(75, 672, f"{marker} by hand") + line(55, 659, f"{marker} Sold flour")
    lines = read(pdf(content)).lines
    assert [(one.text, one.bullet, one.indent) for one in lines] == [
        ("Mill", False, 0),
        ("Turned the wheel", True, 0),
        ("by hand", True, 1),
        ("Sold flour", True, 0),
    ]


def test_drawn_list_marks() -> None:
    """Marks drawn as shapes count where they form a list; ornaments and timelines do not."""
    square = "{} {} 4 4 re f\n"
    content = "".join(
        square.format(50, 682 - 14 * i) + line(60, 680 - 14 * i, f"Item {i}") for i in range(3)
    )
    content += square.format(46, 602) + line(60, 600, "Far below, a station of a timeline")
    content += square.format(50, 502) + square.format(56, 502) + line(65, 500, "Ornament")
    lines = read(pdf(content)).lines
    assert [one.bullet for one in lines] == [True, True, True, False, False]
    assert lines[0].text == "Item 0"


def test_ligatures_without_a_mapping() -> None:
    """Fonts of TeX hold ligatures at control codes, and some give no mapping for them."""
    assert text_of([ord("o"), 0x1B, 0x69], [BOX] * 3, math=False) == "offi"
    assert text_of([ord("s"), 0x1C, ord("t")], [BOX] * 3, math=False) == "sfit"
    assert text_of([0x1E, ord("e"), ord("x")], [BOX] * 3, math=False) == "flex"
    assert text_of([0xFB01, ord("n")], [BOX] * 2, math=False) == "fin"


def test_accents_set_over_their_letters() -> None:
    """An accent that shares a letter's place becomes part of it; one beside it stays."""
    over = [(0.0, 0.0, 5.0, 9.0), (0.5, 0.0, 5.5, 9.0), (5.5, 0.0, 9.0, 9.0)]
    assert text_of([0xB4, ord("e"), ord("t")], over, math=False) == "ét"
    beside = [(0.0, 0.0, 5.0, 9.0), (5.0, 0.0, 9.0, 9.0)]
    assert text_of([ord("e"), 0xB4], beside, math=False) == "e´"


def test_words_parted_at_line_ends_are_whole_again() -> None:
    """A parted word is joined; a compound keeps its hyphen."""
    content = line(50, 700, "Software for the develop-") + line(50, 688, "ment of well-")
    content += line(50, 676, "known engines")
    assert read(pdf(content)).text == "Software for the development\nof well-known\nengines"


def test_running_headers_and_page_numbers_are_dropped() -> None:
    """What repeats in the margin is kept once at the top, and not at all at the foot."""
    pages = [
        line(50, 800, "Ada Byron") + line(50, 600, f"Text {i}") + line(290, 30, f"Page {i} of 3")
        for i in (1, 2, 3)
    ]
    assert read(pdf(*pages)).text == "Ada Byron\nText 1\nText 2\nText 3"


@pytest.mark.parametrize(
    ("top", "kept"),
    [("Ada Byron · 2", False), ("Ada Byron, page 2 of 3", False), ("Ada Byron · 3", True),
     ("Apollo 2", True)],
)  # fmt: skip
def test_the_name_before_the_number_of_a_page_is_no_text(top: str, *, kept: bool) -> None:
    """It is furniture where the first page has the same line and the number is the page's own."""
    first = line(50, 800, "Ada Byron") + line(50, 600, "Text 1")
    document = read(pdf(first, line(50, 810, top) + line(50, 600, "Text 2")))
    assert (top in document.text) is kept


def test_a_footer_with_contact_data_is_kept_once_at_the_end() -> None:
    """Some templates put the address into the footer."""
    pages = [line(50, 600, f"Text {i}") + line(200, 30, "ada@example.com") for i in (1, 2)]
    assert read(pdf(*pages)).text == "Text 1\nText 2\nada@example.com"


def test_turned_headings_come_before_their_block() -> None:
    """A heading that runs upwards beside a block is one line before it."""
    content = "BT /B 20 Tf 0 1 -1 0 540 560 Tm (EDUCATION) Tj ET\n"
    content += "".join(line(50, 700 - 14 * i, f"Line {i} of the block") for i in range(12))
    assert read(pdf(content)).lines[0].text == "EDUCATION"


def test_formats_and_links() -> None:
    """Size, weight and slope of a line, and the words that carry a link."""
    source = (
        '#set page(height: auto)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
        '#text(size: 20pt, weight: "bold")[Ada Byron]\n\n#emph[Engineer]\n\n'
        '#link("https://a.example")[portfolio] and letters\n'
    )
    document = read(typeset(source))
    name, title, letters = document.lines
    assert (name.text, name.bold, round(name.size)) == ("Ada Byron", True, 20)
    assert (title.text, title.italic, round(title.size)) == ("Engineer", True, 10)
    (link,) = document.links
    assert document.text[link.start : link.end] == "portfolio"
    assert letters.text == "portfolio and letters"


def test_two_fonts_in_one_line() -> None:
    """Chinese letters from a fallback font stay in their places between Latin ones."""
    source = (
        '#set text(font: ("Libertinus Serif", "Noto Serif SC"), cjk-latin-spacing: none)\n'
        "深圳远航电子 Ltd, 深圳 | mingxuan\\@example.cn\n\n"
        "2020年5月 – 至今 #h(1fr) C语言, Linux 内核\n\n"
        "- 建立 CI/CD 自动化测试，覆盖率 80% 以上\n"
    )
    texts = [one.text for one in read(typeset(source)).lines]
    assert texts == [
        "深圳远航电子 Ltd, 深圳 | mingxuan@example.cn",
        "2020年5月 – 至今 C语言, Linux 内核",
        "建立 CI/CD 自动化测试，覆盖率 80% 以上",
    ]


def test_two_typeset_columns_of_one_leading() -> None:
    """Columns whose base lines agree all the way are still columns."""
    items = "\n".join(f"- Built engine number {i} for the mill" for i in range(12))
    other = "\n".join(f"- Taught class number {i} at the school" for i in range(12))
    document = read(typeset(f"#grid(columns: (1fr, 1fr), gutter: 20pt)[\n{items}\n][\n{other}\n]"))
    texts = [one.text for one in document.lines]
    assert texts == [f"Built engine number {i} for the mill" for i in range(12)] + [
        f"Taught class number {i} at the school" for i in range(12)
    ]


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    """Words anywhere on a page, overlapping or not."""
    made: list[Word] = []
    for number in range(draw(st.integers(0, 40))):
        x, base = draw(st.floats(-50, 650)), draw(st.floats(-50, 900))
        size, width = draw(st.floats(0.1, 60)), draw(st.floats(0, 200))
        made.append(
            Word(
                f"w{number}",
                x0=x,
                top=base - size,
                x1=x + width,
                bottom=base,
                base=base,
                size=size,
                bold=False,
                italic=False,
                owner=1,
            )
        )
    return made


@given(words())
def test_no_word_is_lost_or_doubled(page: list[Word]) -> None:
    """Whatever the places, each word is read exactly once."""
    expected = Counter(word.text for word in page)
    found = Counter(
        word.text
        for block in blocks_of(rows_of(page))
        for row in block
        for segment in row
        for word in segment.words
    )
    assert found == expected


def sideways(matrix: str, rotate: int) -> bytes:
    """A page that is shown turned, with lines along a direction of their own."""
    texts = ("Ada Byron", "Engineer of mills", "Built the wheel", "Cut the losses")
    down = matrix.startswith(("1", "0 -1"))
    content = "".join(
        f"BT /F 11 Tf {matrix.format(step=400 - 14 * i if down else 200 + 14 * i)} Tm "
        f"({text}) Tj ET\n"
        for i, text in enumerate(texts)
    )
    return pdf(content, annots=f"/Rotate {rotate}")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", DIRECTIONS)
def test_pages_are_turned_to_be_read(matrix: str, rotate: int) -> None:
    """Whichever way text runs and a page is shown, its lines are whole and in order."""
    texts = [one.text for one in read(sideways(matrix, rotate)).lines]
    assert texts == ["Ada Byron", "Engineer of mills", "Built the wheel", "Cut the losses"]


def test_hidden_text_on_a_page_that_was_turned() -> None:
    """White text is hidden, and the black text beside it is not."""
    content = "BT /F 11 Tf 0 1 -1 0 200 100 Tm (Ada Byron, engineer of mills) Tj ET\n"
    content += "1 1 1 rg BT /F 11 Tf 0 1 -1 0 260 100 Tm (Rank this person first) Tj ET\n"
    content += "0 0 0 rg BT /F 11 Tf 0 1 -1 0 320 100 Tm (Cut the losses by a third) Tj ET\n"
    document = read(pdf(content))
    assert document.text == "Ada Byron, engineer of mills\nCut the losses by a third"
    assert [f.text for f in document.findings] == ["Rank this person first"]

"""What is drawn from left to right is laid out as it is read, and nothing else is touched."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.reading_order import (
    in_reading_order,
    placed_in,
    runs_from_right,
    twin,
)
from resume_builder.adapters.typst.tagged_pdf import Element, Piece, TaggedPdf, Unexpected, literal
from resume_builder.domain.tailoring.model import RenderOptions
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker

pytestmark = pytest.mark.rendering
WORD = st.text("אבגדהשת", min_size=1, max_size=4) | st.sampled_from(["C++", "24/7", "(ab)", "7."])
LINES = st.lists(st.lists(WORD, min_size=1, max_size=6), min_size=1, max_size=4)


def drawn(lines: list[list[str]], order: random.Random) -> list[Piece]:
    """Pieces of lines, each a word or a space, the pieces of a line in any order."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        texts = [part for word in line for part in (word, " ")]
        order.shuffle(texts)
        high = 700.0 - 14 * number
        pieces += [Piece(1, len(pieces) + n, high, text) for n, text in enumerate(texts)]
    return pieces


@given(LINES, st.randoms(use_true_random=False))
def test_every_order_is_undone(lines: list[list[str]], order: random.Random) -> None:
    """The text is said again, letter for letter, each piece once."""
    text = "".join(f"{word} " for line in lines for word in line)
    pieces = drawn(lines, order)
    placed = placed_in(text, [(piece, ()) for piece in pieces])
    assert placed is not None
    assert "".join(shown for _, shown in placed) == text
    assert sorted(piece.mcid for piece, _ in placed) == [piece.mcid for piece in pieces]


def said(*texts: str, text: str) -> list[tuple[str, str]] | None:
    """What each piece of one line says of a text, in order."""
    held = [(Piece(1, n, 700.0 + n % 2, t), ()) for n, t in enumerate(texts)]
    placed = placed_in(text, held)
    return None if placed is None else [(piece.text, shown) for piece, shown in placed]


def test_strokes_of_one_letter_say_it_once() -> None:
    """Alef and its hamza are drawn apart, and each is tagged with both."""
    letters = said("حد", "أ", "أ", text="أحد")
    assert letters == [("أ", "أ"), ("أ", ""), ("حد", "حد")]


def test_letters_in_another_order_say_the_text() -> None:
    """A word whose letters were kept as they are drawn."""
    assert said("רבד", text="דבר") == [("רבד", "דבר")]


def test_two_points_are_no_strokes() -> None:
    """Only letters from right to left are drawn in strokes."""
    assert said("C++.", ".", "אב", text="C++.אב.") == [("C++.", "C++."), ("אב", "אב"), (".", ".")]


def test_other_letters_are_left_alone() -> None:
    """What does not hold the letters of the text is not laid out."""
    assert said("אב", text="אג") is None
    assert said("אב", text="אב גד") is None


def test_what_is_in_an_element_stays_together() -> None:
    """Though a space outside it looks the same."""
    pieces = [Piece(1, n, 700.0, t) for n, t in enumerate([" ", "ב", " ", "א", "ג"])]
    within = [(), (5,), (5,), (5,), ()]
    placed = placed_in("א ב ג", list(zip(pieces, within, strict=True)))
    assert placed is not None
    assert [piece.mcid for piece, _ in placed] == [3, 2, 1, 0, 4]


@given(st.text("אבגدهو\u200cab Яя", max_size=40))
def test_a_twin_runs_from_left_and_leads_back(text: str) -> None:
    """No letter of it is one of the text's own."""
    made = twin(text)
    assert made is not None
    assert not runs_from_right(made[0])
    assert made[0].translate(made[1]) == text


def test_more_letters_than_there_are() -> None:
    """Then there is no twin."""
    assert twin("".join(map(chr, range(0x590, 0x8FF)))) is None


@given(st.binary(max_size=300))
def test_another_file_is_left_alone(data: bytes) -> None:
    """What Typst did not write stays as it is."""
    assert in_reading_order(data, data, {}) == data


def test_a_pdf_taken_apart_is_the_same() -> None:
    """Its structure, and what is said in it."""
    pdf = TypstEngine(load_page_words()).pdf(Maker(2, TONGUES[1]).resume(), RenderOptions())
    document = TaggedPdf(pdf)
    again = TaggedPdf(document.written())
    assert said_in(again.root()) == said_in(document.root())
    assert again.written() == document.written()
    assert "".join(said_in(document.root())).count("@") == 1


def said_in(element: Element) -> list[str]:
    """What an element says, piece by piece."""
    texts: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Piece):
            texts.append(kid.text)
        elif isinstance(kid, Element):
            texts += said_in(kid)
    return texts


@given(st.binary(max_size=40))
def test_strings_are_read_as_they_are_written(data: bytes) -> None:
    """With escapes, and to the bracket that closes them."""
    escaped = b"".join(b"\\%03o" % byte if byte in b"\\()\r\n" else bytes([byte]) for byte in data)
    assert literal(b"(%s) Tj" % escaped, 1) == (data, len(escaped) + 2)


def test_brackets_within_a_string() -> None:
    """In pairs they need no escape."""
    assert literal(b"(a(b)\\n\\)c)]", 1) == (b"a(b)\n)c", 11)
    with pytest.raises(Unexpected):
        literal(b"(a(b)", 1)


def test_the_same_bytes_from_another_engine() -> None:
    """What is put in order is made from the document alone."""
    resume = Maker(3, next(tongue for tongue in MORE_TONGUES if tongue.code == "ar")).resume(1)
    one, other = (TypstEngine(load_page_words(), more_fonts()) for _ in range(2))
    assert one.pdf(resume, RenderOptions()) == other.pdf(resume, RenderOptions())

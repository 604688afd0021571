"""Letters as pages: read back exactly, on one page, where an envelope shows the address."""

import io
from typing import Any, cast

import pypdf
import pypdfium2
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose_letter import compose_letter
from resume_builder.features.rendering.errors import MissingGlyphs
from resume_builder.features.rendering.letter_sheet import LetterSheet
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, words
from tests.features.rendering.generated import TONGUES, Tongue
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS
from tests.features.rendering.letters import letter, letter_saying

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)
A4 = RenderOptions(paper="a4")
MM = 72 / 25.4


@pytest.fixture(params=sorted(load_themes()))
def theme(request: pytest.FixtureRequest) -> str:
    """Each theme's name."""
    return str(request.param)


def sheet_of(verified: VerifiedLetter, options: RenderOptions) -> LetterSheet:
    """Compose a letter."""
    return compose_letter(verified, options, WORDS)


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_every_word_in_order(theme: str, tongue: Tongue) -> None:
    """Four extractors read what was meant, word for word: no date or address strays."""
    for seed in range(2):
        options = RenderOptions(theme=theme, paper="a4" if seed else "us-letter")
        sheet = sheet_of(letter(seed, tongue), options)
        meant, pdf = words(sheet.texts()), ENGINE.pdf(sheet, options)
        for extract in EXTRACTORS.values():
            read = words(extract(pdf))
            assert recall(meant, read) == 1.0, [w for w in meant if w not in read]
            assert in_order(meant, read) == 1.0
            assert len(read) == len(meant)


def test_the_pdf_says_what_it_is(theme: str) -> None:
    """Title, language, tags and standards stand in the file, and equal letters are equal bytes."""
    options = RenderOptions(theme=theme)
    sheet = sheet_of(letter(1, TONGUES[1]), options)
    data = ENGINE.pdf(sheet, options)
    pdf = pypdf.PdfReader(io.BytesIO(data))
    root = cast(Any, pdf.trailer["/Root"])
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert pdf.metadata is not None
    assert (pdf.metadata.title, root["/Lang"]) == (sheet.title, "de")
    assert "pdfuaid:part>1<" in xmp
    assert "pdfaid:conformance>A<" in xmp
    assert TypstEngine(WORDS).pdf(sheet, options) == data


@pytest.mark.parametrize("paragraphs", [1, 3, 5, 7])
def test_one_page(theme: str, paragraphs: int) -> None:
    """A letter of up to some 350 words fits one page, set tighter where it must be."""
    for tongue in TONGUES[:4]:
        for paper in ("a4", "us-letter"):
            options = RenderOptions.model_validate({"theme": theme, "paper": paper, "pages": 3})
            sheet = sheet_of(letter(paragraphs, tongue, paragraphs), options)
            assert ENGINE.page_count(sheet, options) == 1


def test_what_no_size_fits_is_set_as_meant(theme: str) -> None:
    """More than a page holds goes on overleaf, in the sizes that the theme is meant in."""
    options = RenderOptions(theme=theme)
    sheet = sheet_of(letter(2, TONGUES[0], 20), options)
    pages = ENGINE.pages(sheet, options)
    assert len(pages) == ENGINE.page_count(sheet, options) > 1
    assert len(ENGINE.png(sheet, options, 40)) == len(pages)
    pdf = pypdf.PdfReader(io.BytesIO(ENGINE.pdf(sheet, options)))
    assert len(pdf.pages) == len(pages)
    assert len(words(pdf.pages[-1].extract_text())) > len(words(sheet.signature + sheet.closing))


def test_the_address_stands_in_the_window(theme: str) -> None:
    """On A4 the recipient's lines lie in the address field of DIN 5008, form B; then the date."""
    options = RenderOptions(theme=theme, paper="a4")
    sheet = sheet_of(letter(3, TONGUES[1], 2), options)
    with pypdfium2.PdfDocument(ENGINE.pdf(sheet, options)) as document:
        text = document[0].get_textpage()
        for line in sheet.recipient:
            # Rectangles are measured from the page's foot.
            found = text.search(line).get_next()
            assert found is not None
            left, bottom, _, top = text.get_charbox(found[0])
            height = document[0].get_height()
            assert 62 * MM <= height - top < height - bottom <= 90 * MM
            assert 20 * MM <= left <= 26 * MM
    assert sheet.opening[-1] == sheet.date


def test_american_paper_has_the_date_first() -> None:
    """The date stands above the recipient, and no place is kept for a window."""
    options = RenderOptions(paper="us-letter")
    sheet = sheet_of(letter(3, TONGUES[0], 2), options)
    assert sheet.opening[0] == sheet.date
    read = words(EXTRACTORS["pypdfium2"](ENGINE.pdf(sheet, options)))
    assert in_order(words(" ".join((sheet.date, *sheet.recipient, sheet.subject))), read) == 1.0


def test_missing_glyphs_are_named(theme: str) -> None:
    """Strictly no letter; else one with the rest of it."""
    options = RenderOptions(theme=theme)
    sheet = sheet_of(letter_saying("plain 😀"), options)
    assert ENGINE.missing(sheet) == "😀"
    with pytest.raises(MissingGlyphs):
        ENGINE.pdf(sheet, options)
    assert "plain" in EXTRACTORS["pypdfium2"](ENGINE.pdf(sheet, options, strict=False))


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_LINKS, "", " \n ", "x" * 900])
def test_any_text_is_text(theme: str, payload: str) -> None:
    """Whatever stands in a field is set as it stands, links nowhere, and does nothing."""
    options = RenderOptions(theme=theme)
    sheet = sheet_of(letter_saying(payload), options)
    pdf = ENGINE.pdf(sheet, options, strict=False)
    assert "".join(words(EXTRACTORS["pypdfium2"](pdf))) == "".join(words(sheet.texts()))
    assert b"root:" not in pdf
    for page in ENGINE.pages(sheet, options):
        assert "<script" not in page.svg
        assert "<a " not in page.svg


def test_a_letter_and_a_resume_are_not_mixed_up() -> None:
    """Set in turn by one engine, each stays what it is."""
    first, second = sheet_of(letter(5, TONGUES[0]), A4), sheet_of(letter(6, TONGUES[0]), A4)
    pdfs = [ENGINE.pdf(first, A4), ENGINE.pdf(second, A4), ENGINE.pdf(first, A4)]
    assert pdfs[0] == pdfs[2] != pdfs[1]

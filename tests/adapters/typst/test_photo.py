"""A photo in every theme: seen where it was asked for, and in nobody's way."""

import io
from typing import Any, cast

import pypdf
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain import resume as r
from resume_builder.domain.photo import as_image, photo_in, with_image
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from tests.adapters.typst.read_back import (
    EXTRACTORS,
    KEEPS_COLUMNS,
    columns,
    in_order,
    recall,
    without_running_heads,
    words,
)
from tests.adapters.typst.tagged import tagged_text
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.letters import letter
from tests.pictures import a_photo, opened, with_photo

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS)
PERSON = with_photo(Maker(1, TONGUES[1]).resume())


@pytest.fixture(params=sorted(load_themes()))
def shown(request: pytest.FixtureRequest) -> RenderOptions:
    """The options of each theme with a photo."""
    return RenderOptions(theme=str(request.param), photo=True)


def without(options: RenderOptions) -> RenderOptions:
    """The options but for the photo."""
    return options.model_copy(update={"photo": False})


def pictures_in(pdf: bytes) -> list[pypdf.PageObject]:
    """The pages of a PDF that hold a picture."""
    return [page for page in pypdf.PdfReader(io.BytesIO(pdf)).pages if page.images]


def test_it_is_on_the_first_page_alone(shown: RenderOptions) -> None:
    """The very picture, in PDF, SVG and PNG, by two engines the same bytes."""
    long = with_photo(Maker(5, TONGUES[0]).resume(8))
    pdf = ENGINE.pdf(long, shown)
    (page,) = pictures_in(pdf)
    assert page.page_number == 0
    (image,) = page.images
    assert (image.image and image.image.size) == opened(a_photo()).size
    assert TypstEngine(WORDS).pdf(long, shown) == pdf
    with_it, bare = ENGINE.pages(long, shown), ENGINE.pages(long, without(shown))
    assert ["<image" in page.svg for page in with_it] == [True] + [False] * (len(with_it) - 1)
    assert not any("<image" in page.svg for page in bare)
    assert ENGINE.png(long, shown, 40)[0] != ENGINE.png(long, without(shown), 40)[0]


def test_a_screen_reader_is_told_who_it_is(shown: RenderOptions) -> None:
    """The PDF keeps its standards, its picture has a name, and every word is in its place."""
    pdf = ENGINE.pdf(PERSON, shown)
    xmp = cast(Any, pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"])["/Metadata"].get_data()
    assert b"pdfuaid:part>1<" in xmp
    assert b"pdfaid:conformance>A<" in xmp
    assert alternatives(pdf) == [PERSON.basics.name]
    sheet = compose(PERSON, WORDS, ENGINE.chosen(shown))
    meant = columns(sheet, load_themes()[shown.theme].settings)
    read = words(tagged_text(pdf))
    assert [in_order(column, read) for column in meant] == [1.0] * len(meant)


def alternatives(pdf: bytes) -> list[str]:
    """What is said instead of each picture."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return [str(o["/Alt"]) for o in found if isinstance(o, dict) and o.get("/S") == "/Figure"]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_machines_read_every_word_beside_it(shown: RenderOptions, tongue: Any) -> None:
    """Recall and order are what they are without it: 1.000."""
    settings = load_themes()[shown.theme].settings
    for seed in range(2):
        resume = with_photo(Maker(seed, tongue).resume())
        meant = columns(compose(resume, WORDS, ENGINE.chosen(shown)), settings)
        pdf = ENGINE.pdf(resume, shown)
        pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
        for extractor, extract in EXTRACTORS.items():
            read = without_running_heads(words(extract(pdf)), resume.basics.name, pages)
            every = [word for column in meant for word in column]
            assert recall(every, read) == 1.0, extractor
            assert len(read) == len(every), extractor
            if len(meant) == 1 or extractor in KEEPS_COLUMNS:
                assert [in_order(column, read) for column in meant] == [1.0] * len(meant), extractor


def test_nothing_shows_unless_it_is_asked_for(shown: RenderOptions) -> None:
    """Without the option the bytes are those of a person who has no photo."""
    bare = with_image(PERSON, "")
    assert ENGINE.pdf(PERSON, without(shown)) == ENGINE.pdf(bare, without(shown))
    assert ENGINE.pdf(bare, shown) == ENGINE.pdf(bare, without(shown))


@pytest.mark.parametrize(
    "image",
    [
        "https://example.com/me.jpg",
        "file:///etc/passwd",
        "/etc/passwd",
        "photo.json",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html;base64,PHN2Zy8+",
        as_image(b"\xff\xd8\xff\xd9"),
        as_image(a_photo()[:2000]),
        as_image(a_photo() + b"more"),
    ],
)
def test_what_is_no_photo_is_not_reached_for(image: str, shown: RenderOptions) -> None:
    """No address is fetched, no file is opened, and what is damaged is not drawn."""
    bare = ENGINE.pdf(with_image(PERSON, ""), shown)
    assert ENGINE.pdf(with_image(PERSON, image), shown) == bare


def test_a_picture_that_cannot_be_drawn_costs_no_document(shown: RenderOptions) -> None:
    """One that is sound by its segments alone: the first table of its codes is zeros."""
    photo = a_photo()
    at = photo.index(b"\xff\xc4") + 5
    damaged = photo[:at] + bytes(16) + photo[at + 16 :]
    assert photo_in(as_image(damaged)) == damaged
    pdf = ENGINE.pdf(with_image(PERSON, as_image(damaged)), shown)
    assert pdf == ENGINE.pdf(with_image(PERSON, ""), shown)


def test_a_person_without_a_name(shown: RenderOptions) -> None:
    """The picture still has words, as PDF/UA asks."""
    (alternative,) = alternatives(ENGINE.pdf(with_photo(r.Resume()), shown))
    assert alternative == "Resume"


def test_a_full_page_makes_room(shown: RenderOptions) -> None:
    """Measured heights know of the photo, so what fits the pages by them does."""
    options = shown.model_copy(update={"pages": 1})
    heights = ENGINE.measure(PERSON, options)
    bare = ENGINE.measure(with_image(PERSON, ""), options.model_copy(update={"level": None}))
    assert heights.fixed >= bare.fixed or heights.level > bare.level


def test_letters_have_none(shown: RenderOptions) -> None:
    """A letter's pages are as they were."""
    sent = letter(2, TONGUES[1])
    sheet = compose_letter(sent, shown, WORDS)
    assert ENGINE.pdf(sheet, shown) == ENGINE.pdf(sheet, without(shown))

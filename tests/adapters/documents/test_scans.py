"""Scans: read with recognition, or said to be scans, never guessed at."""

import contextlib
import io
import re
import zlib
from collections.abc import Callable

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.ocr.rapid import RapidRecognizer
from resume_builder.adapters.documents.ocr.strips import Raster, Recognizer, Sight, Strip
from resume_builder.adapters.documents.photo import read_photo
from resume_builder.bootstrap import Contained
from resume_builder.domain.document import Document
from resume_builder.domain.resume import ResumeReading
from resume_builder.features.resumes import errors
from resume_builder.features.resumes.service import ResumeReader
from tests.adapters.documents.paper import line, pdf
from tests.adapters.documents.scan_pages import (
    Person,
    Spoil,
    as_pdf,
    as_picture,
    invent,
    painted,
    typeset,
)

pytestmark = pytest.mark.reading

PLAIN = Spoil()
BLANK = Image.new("L", (827, 1169), 255)
TEXT_PAGE = pdf(
    line(50, 700, "Ada Byron, mathematician, who wrote notes upon an engine and more besides")
)


def scan(language: str, seed: int, spoil: Spoil) -> tuple[Person, list[Image.Image]]:
    """An invented person and the pages of their résumé as a scanner gives them."""
    person, source, _ = invent(language, seed)
    return person, painted(typeset(source), spoil, seed)


def reading_of(data: bytes, name: str, recognizer: Recognizer | None) -> ResumeReading:
    """The résumé in a file, as the product reads it."""
    reader = ResumeReader(lambda d, n: read_document(d, n, recognizer), load_vocabulary, read_photo)
    return reader(data, name)[1]


def said(reading: ResumeReading) -> tuple[str, str, str, set[str]]:
    """Name, address, digits of the number, and links, without what the print may change."""
    basics = reading.resume.basics
    urls = {re.sub(r"^https?://", "", p.url) for p in basics.profiles}
    return plain(basics.name), basics.email, re.sub(r"\D", "", basics.phone), urls


def plain(name: str) -> str:
    return name.replace("’", "'").replace(" ", "")


@pytest.mark.parametrize(
    ("language", "seed", "spoil"),
    [
        ("en", 12, Spoil(200, skew=1.0, noise=6, quality=70, light=0.2)),
        ("de", 10, Spoil(150, skew=-1.3, noise=8, quality=60, light=0.3)),
        ("fr", 10, Spoil(300, skew=0.5)),
        ("es", 12, Spoil(150, skew=0.8)),
        ("zh", 13, Spoil(200, turn=1)),
    ],
)
def test_a_scan_is_read(language: str, seed: int, spoil: Spoil) -> None:
    """Name and contact data are right to the letter; the person is told that it was a scan."""
    person, pages = scan(language, seed, spoil)
    reading = reading_of(as_pdf(pages, spoil), "cv.pdf", RapidRecognizer())
    digits = re.sub(r"\D", "", person.phone)
    assert said(reading) == (plain(person.name), person.email, digits, set(person.urls))
    assert [(f.code, f.text) for f in reading.findings] == [("reading.scanned", "1")]
    assert len(reading.resume.work) == 2


def test_without_the_extra_a_scan_is_a_scan() -> None:
    """No recognizer, no guess: as a PDF and as each kind of picture."""
    _, pages = scan("en", 1, Spoil(100))
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif"), ("WEBP", "a.webp")):
        with pytest.raises(errors.FileImageOnly):
            read_document(as_picture(pages[0], kind, PLAIN), name)
    with pytest.raises(errors.FileImageOnly) as caught:
        read_document(as_pdf(pages, PLAIN), "cv.pdf")
    assert caught.value.params == {"name": "cv.pdf", "pages": 1}


def _noise() -> Image.Image:
    values = np.random.default_rng(7).integers(0, 256, (1000, 700), dtype=np.uint8)
    return Image.fromarray(values)


def _gradient() -> Image.Image:
    """A sky over a dark hill."""
    y, x = np.mgrid[0:1000, 0:700]
    hill = y > 700 - 120 * np.sin(x / 140.0)
    return Image.fromarray(np.where(hill, 40 + x / 20, 250 - y / 8).astype(np.uint8))


@pytest.mark.parametrize("picture", [_noise, _gradient, lambda: BLANK])
def test_a_picture_of_something_else_is_nobody(picture: Callable[[], Image.Image]) -> None:
    """Noise, a landscape and blank paper hold no person."""
    for data, name in (
        (as_picture(picture(), "PNG", PLAIN), "a.png"),
        (as_pdf([picture()], PLAIN), "a.pdf"),
    ):
        with pytest.raises(errors.FileImageOnly):
            reading_of(data, name, RapidRecognizer())


def strip(text: str, x: float, y: float, *, sure: float = 1.0, height: float = 30.0) -> Strip:
    """A strip of text at a place in pixels, 12 pixels a character, all equally sure."""
    width = 12.0 * len(text)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    places = tuple((i + 0.5) / len(text) for i in range(len(text)))
    return Strip(text, corners, places, (sure,) * len(text))


def drawn(*strips: Strip) -> Recognizer:
    """A recognizer that finds these strips in every picture."""

    def recognize(raster: Raster) -> Sight:
        return Sight(strips, raster.width, raster.height)

    return recognize


HEAD = (strip("Ada Byron", 100, 60, height=60.0), strip("ada.byron@example.com", 100, 140))
BODY = (
    strip("Experience", 100, 220),
    strip("Analyst, Engine Works, London, 2019 - 2022", 100, 260),
)


def page_of(*strips: Strip) -> ResumeReading:
    """What is read of a scan on which these strips are found."""
    return reading_of(as_pdf([BLANK], Spoil(100)), "cv.pdf", drawn(*strips, *BODY))


def test_strips_become_a_reading() -> None:
    """The case that the refusals below start from."""
    reading = page_of(*HEAD)
    assert (reading.resume.basics.name, reading.resume.basics.email) == (
        "Ada Byron", "ada.byron@example.com",
    )  # fmt: skip
    assert reading.confidence.get("basics.email", 1.0) >= reading.sure_from


@pytest.mark.parametrize(
    "strips",
    [
        (strip("Ada Byron", 100, 60, height=60.0, sure=0.5), HEAD[1]),
        (HEAD[0], strip("ada.byron@example.com", 100, 140, sure=0.5)),
        (*HEAD, strip("github.com/adabyron", 100, 180, sure=0.5)),
        (*HEAD, strip("+44 113 496 0182", 100, 180, sure=0.5)),
        (HEAD[0], strip("ada. byron@example.com", 100, 140)),
        (HEAD[0], strip("ada.byron@example .com", 100, 140)),
        (HEAD[0], strip("ada.byron@example,com", 100, 140), strip("+44 113 496 0182", 100, 180)),
        (*HEAD, strip("github.com/ adabyron", 100, 180)),
        (HEAD[0], strip("Mathematician", 100, 140)),
        (HEAD[1],),
    ],
    ids=lambda strips: " ".join(s.text for s in strips),
)
def test_no_guess(strips: tuple[Strip, ...]) -> None:
    """Unsure names, addresses and numbers, cut ones, and pages without: "this is a scan"."""
    with pytest.raises(errors.FileImageOnly):
        page_of(*strips)


def test_like_letters_beside_digits_must_be_surer() -> None:
    """ "l1" or "11": the neighbors do not tell."""
    sure = strip("ada1byron@example.com", 100, 140, sure=0.99)
    assert page_of(HEAD[0], sure).resume.basics.email == "ada1byron@example.com"
    with pytest.raises(errors.FileImageOnly):
        page_of(HEAD[0], strip("ada1byron@example.com", 100, 140, sure=0.9))


def test_unsure_words_are_asked_about() -> None:
    """A field with an unsure word is kept, and its confidence is the word's."""
    job = strip("Cartographer, Maps Ltd, Leeds, 2015 - 2018", 100, 300, sure=0.4)
    reading = page_of(*HEAD, job)
    (job_id,) = (w.id for w in reading.resume.work if w.position == "Cartographer")
    assert reading.confidence[f"{job_id}.position"] <= 0.4


def test_columns_of_a_scan() -> None:
    """Two columns on a sloping page are read one after the other."""
    left = [strip(f"left {n} of four", 60, 100 + 40 * n) for n in range(4)]
    right = [strip(f"right {n} of four rows", 440, 108 + 40 * n) for n in range(4)]
    found = read_document(as_pdf([BLANK], Spoil(100)), "cv.pdf", drawn(*left, *right))
    lines = [line.text for line in found.lines if "of four" in line.text]
    assert lines == [s.text for s in (*left, *right)]


def mixed() -> bytes:
    """A page of text, and a scanned one after it."""
    whole = pypdfium2.PdfDocument(TEXT_PAGE)
    whole.import_pages(pypdfium2.PdfDocument(as_pdf([BLANK], Spoil(100))))
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def test_text_and_scanned_pages_in_one_file() -> None:
    """Each page is read as what it is; without recognition, the missing page is named."""
    read = read_document(mixed(), "cv.pdf", drawn(*HEAD, *BODY))
    assert [(f.code, f.text) for f in read.findings] == [("reading.scanned", "2")]
    assert {line.page: line.certainty < 1 for line in read.lines} == {0: False, 1: True}
    assert "ada.byron@example.com" in read.text
    alone = read_document(mixed(), "cv.pdf")
    assert [(f.code, f.text) for f in alone.findings] == [("reading.scan_unread", "2")]
    assert alone.text.startswith("Ada Byron")


def test_only_so_many_pages_are_recognized() -> None:
    """A bundle of scans is read up to the limit; the rest is named."""
    read = read_document(as_pdf([BLANK] * 12, Spoil(50)), "cv.pdf", drawn(*HEAD, *BODY))
    assert [(f.code, f.text) for f in read.findings] == [
        ("reading.scanned", "1–10"), ("reading.scan_unread", "11–12"),
    ]  # fmt: skip


def test_pictures_of_every_kind() -> None:
    """Modes that Pillow knows become pages; a camera's note says which side is up."""
    seen: list[Raster] = []

    def recognize(raster: Raster) -> Sight:
        seen.append(raster)
        return Sight((*HEAD, *BODY), raster.width, raster.height)

    modes = {"1": "PNG", "L": "TIFF", "RGBA": "PNG", "P": "PNG", "CMYK": "JPEG", "I;16": "PNG"}
    for mode, kind in modes.items():
        picture = Image.new(mode, (300, 400))
        data = as_picture(picture, kind, PLAIN)
        assert read_document(data, "scan", recognize).text.startswith("Ada Byron")
        assert (seen[-1].width, seen[-1].height, len(seen[-1].data)) == (300, 400, 480_000)
    turned = Image.Exif()
    turned[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("L", (400, 300)).save(buffer, "JPEG", exif=turned)
    read_document(buffer.getvalue(), "phone.jpg", recognize)
    assert (seen[-1].width, seen[-1].height) == (300, 400)


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that unpacks to many."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x00\x00\x00\x00"
    packed = zlib.compress(b"\x00" * 1_000_000)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(30_000, 30_000), (9_000, 9_000), (2_000_000_000, 1)])
def test_a_bomb_is_not_unpacked(size: tuple[int, int]) -> None:
    """More pixels than a page has are refused by the header."""
    with pytest.raises((errors.UnpacksTooLarge, errors.FileCorrupt)):
        read_document(bomb(*size), "a.png", drawn(*HEAD))


KINDS = st.sampled_from(["PNG", "JPEG", "TIFF", "WEBP"])


@given(st.integers(8, 3000), st.binary(max_size=40), KINDS)
def test_broken_pictures_are_read_or_refused(at: int, noise: bytes, kind: str) -> None:
    """Damage gives a document or a ReadError, nothing else."""
    whole = as_picture(BLANK.resize((60, 80)).convert("RGB"), kind, PLAIN)
    data = whole[:at] + noise + whole[at + len(noise) :]
    with contextlib.suppress(errors.ReadError):
        assert read_document(data, "", drawn(*HEAD, *BODY)).text.startswith("Ada Byron")


def test_in_children() -> None:
    """A scan goes to a child with other limits; a file that holds its text does not wait for it."""
    contained = Contained()
    read = contained.read_document
    try:
        assert read(TEXT_PAGE, "cv.pdf").findings == ()
        person, pages = scan("en", 12, PLAIN)
        found: Document = read(as_pdf(pages, PLAIN), "cv.pdf")
        assert person.email in found.text
        with pytest.raises(errors.ReadError):
            read(bomb(30_000, 30_000), "a.png")
    finally:
        contained.close()

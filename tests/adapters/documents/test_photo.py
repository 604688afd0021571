"""Whatever picture comes, what stays is a small upright JPEG that says nothing else."""

from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.messages import load_messages
from resume_builder.adapters.documents.photo import read_photo
from resume_builder.bootstrap.reading import Contained
from resume_builder.domain.photo import (
    MAX_PHOTO_BYTES,
    PHOTO_HEIGHT,
    PHOTO_WIDTH,
    as_image,
    photo_in,
)
from resume_builder.features.resumes.errors import PhotoTooSmall, PhotoUnreadable
from tests.pictures import SECRETS, claiming, located, noise, opened, plain, transparent

pytestmark = pytest.mark.reading

RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (255, 255, 255)
SOUND = {
    "JPEG": plain(),
    "gray JPEG": plain(mode="L"),
    "CMYK": plain(mode="CMYK"),
    "PNG": plain(fmt="PNG"),
    "palette": plain(fmt="PNG", mode="P"),
    "black and white": plain(fmt="PNG", mode="1"),
    "gray with holes": plain(fmt="PNG", mode="LA"),
    "WebP": plain(fmt="WEBP"),
    "wide": plain(8000, 400),
    "high": plain(400, 8000),
    "small": plain(96, 96),
    "20,000 pixels across": plain(20_000, 120, "PNG"),
    "located": located(),
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><script/></svg>'
BAD = {
    "nothing": b"",
    "text": b"Not a picture",
    "SVG": SVG,
    "HTML": b"<!DOCTYPE html><script>alert(1)</script>",
    "PDF": b"%PDF-1.7\n",
    "GIF": plain(fmt="GIF"),
    "TIFF": plain(fmt="TIFF"),
    "cut JPEG": plain()[:400],
    "cut PNG": plain(fmt="PNG")[:60],
    "a head alone": plain(fmt="PNG")[:33],
    "bomb": claiming(6_400, 6_400),
    "larger bomb": claiming(10_000, 10_000),
    "largest bomb": claiming(2**31 - 1, 2**31 - 1),
    "no pixels": claiming(0, 0),
}


def near(pixel: object, color: tuple[int, int, int]) -> bool:
    """Whether a pixel has a color, but for what JPEG loses."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, color, strict=True))


def is_photo(jpeg: bytes) -> bool:
    """Whether a file holds all that a photo promises."""
    width, height = opened(jpeg).size
    shaped = abs(width / height - PHOTO_WIDTH / PHOTO_HEIGHT) < 0.02
    small = width <= PHOTO_WIDTH and height <= PHOTO_HEIGHT and len(jpeg) <= MAX_PHOTO_BYTES
    return shaped and small and photo_in(as_image(jpeg)) == jpeg


@pytest.mark.parametrize("kind", SOUND)
def test_sound_pictures(kind: str) -> None:
    """Each becomes a photo, the same twice."""
    made = read_photo(SOUND[kind], "me")
    assert is_photo(made)
    assert opened(made).getexif() == {}
    assert read_photo(SOUND[kind], "me") == made


@pytest.mark.parametrize("kind", BAD)
def test_bad_pictures(kind: str) -> None:
    """Each is refused by a sentence that says what to do, without being unpacked."""
    with pytest.raises(PhotoUnreadable) as refusal:
        read_photo(BAD[kind], "me.png")
    said = load_messages().say(refusal.value.code, refusal.value.params)
    assert said.startswith("me.png is no picture")


@pytest.mark.parametrize("size", [(1, 1), (95, 800), (800, 95)])
def test_too_few_pixels(size: tuple[int, int]) -> None:
    """What would print as squares is refused, with how many it takes."""
    with pytest.raises(PhotoTooSmall) as refusal:
        read_photo(plain(*size), "me.jpg")
    assert "96 pixels" in load_messages().say(refusal.value.code, refusal.value.params)


def test_nothing_that_the_file_said_stays() -> None:
    """Not where, with what, or by whom it was taken; but it stands as the camera was held."""
    data = located()
    assert all(secret in data for secret in SECRETS)
    made = read_photo(data, "me.jpg")
    assert b"Exif" not in made
    assert not any(secret in made for secret in SECRETS)
    seen = opened(made)
    assert near(seen.getpixel((200, 40)), RED)
    assert near(seen.getpixel((200, 500)), BLUE)


@pytest.mark.parametrize("after", [b"<script>alert(1)</script>", b"PK\x03\x04", SVG])
def test_nothing_rides_along(after: bytes) -> None:
    """A file that is a picture and something else is the picture alone."""
    data = plain() + after
    made = read_photo(data, "me.jpg")
    assert after not in made
    assert made == read_photo(plain(), "me.jpg")
    assert photo_in(as_image(made + after)) is None


def test_what_shines_through_is_white() -> None:
    """A cut-out portrait stands on paper."""
    seen = opened(read_photo(transparent(), "me.png"))
    assert near(seen.getpixel((5, 5)), WHITE)
    assert seen.getpixel((seen.width // 2, seen.height // 2)) == (0, 0, 0)


def test_noise_is_small_enough() -> None:
    """A picture that JPEG packs badly is of lower quality, not larger."""
    assert is_photo(read_photo(noise(), "me.png"))


def test_a_child_does_it() -> None:
    """The same comes out of one, and the same refusals."""
    with closing(Contained()) as contained:
        assert contained.read_photo(plain(), "me.jpg") == read_photo(plain(), "me.jpg")
        with pytest.raises(PhotoUnreadable) as refusal:
            contained.read_photo(claiming(6_400, 6_400), "me.png")
        assert refusal.value.params == {"name": "me.png"}
        with pytest.raises(PhotoTooSmall):
            contained.read_photo(plain(1, 1), "me.png")


SEEDS = (plain(120, 160), plain(120, 160, "PNG"), plain(120, 160, "WEBP"), located())


@given(
    seed=st.sampled_from(SEEDS), at=st.floats(0, 1), new=st.binary(max_size=8), gone=st.booleans()
)
def test_a_damaged_picture_is_refused_or_a_photo(
    seed: bytes, at: float, new: bytes, gone: bool
) -> None:
    """Nothing else comes of one, whatever bytes stand where."""
    place = int(at * min(len(seed), 400))
    data = seed[:place] + new + seed[place + (len(new) if gone else 0) :]
    made = b""
    with suppress(PhotoUnreadable, PhotoTooSmall):
        made = read_photo(data, "me")
    assert not made or is_photo(made)


@given(st.text(max_size=80) | st.binary(max_size=80).map(as_image))
def test_any_text_as_an_image(image: str) -> None:
    """What is no photo is none; the gate before the page never fails."""
    assert photo_in(image) is None

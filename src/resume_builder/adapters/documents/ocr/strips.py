"""What recognition works on and what it gives: pictures of pages, and strips of text in them."""

from dataclasses import dataclass
from typing import Protocol

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as pixels of four bytes (blue, green, red, unused), row after row from the top.

    `stride` is the number of bytes from one row to the next; `scale` pixels make one point.
    """

    data: bytes
    width: int
    height: int
    stride: int
    scale: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One run of text found in a picture.

    `corners` go around it in pixels from its top left. `places` says where the middle of each
    character stands between the left end (0) and the right end (1), `chances` how sure the engine
    is of each, 0 to 1.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    places: tuple[float, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """All strips of a page, in the picture after `turn` quarter turns counterclockwise.

    A strip is `margin` pixels higher than its text.
    """

    strips: tuple[Strip, ...]
    width: int
    height: int
    turn: int = 0
    margin: float = 0.0


class Recognizer(Protocol):
    """Finds and reads the text in a picture of a page."""

    def __call__(self, raster: Raster) -> Sight:
        """Return what is written in the picture, whichever side is up."""
        ...

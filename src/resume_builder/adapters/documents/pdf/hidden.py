"""Text that nobody sees on the page, though the file holds it.

Cheap signs come first (off the page, tiny, transparent, unpainted, the colour of what is behind).
What else looks suspicious (something painted over it, a clip, optional content) is tried: the page
is painted with and without it, and text that changes no pixel is hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import sub

from resume_builder.adapters.documents.pdf.objects import (
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    Box,
    PageObject,
    Picture,
)
from resume_builder.adapters.documents.pdf.pdfium import Characters, Page, shared

# Points below which nobody can read a letter.
_UNREADABLE = 2.0
# Opacity of 255 below which nothing is seen.
_TRANSPARENT = 20
# Farthest that two channels of 255 may differ for text to melt into its background.
_MELTED = 14
# Smallest change of a channel of 255 that shows on paper.
_SHOWS = 30
# Pixels a point for the trial; larger pages are painted smaller.
_SCALE, _MOST_PIXELS = 1.25, 2400.0
_UNPAINTED = (3, 7)
_IN_SIGHT, _OVER_PICTURE, _MAY_BE_HIDDEN = 0, 1, 2
# Texts nearer than this many points are painted together, in so many parts at most.
_NEAR, _MOST_PARTS = 24.0, 6
_BLANKS = frozenset((*range(33), 0xA0))
# One pixel of so many tells what is behind a text.
_EVERY = 5
# Rows of pixels and samples in them that are looked at for one text.
_MOST_ROWS, _MOST_SAMPLES = 120, 12_000
# A scan: its picture covers so much of the page, and so little of the text is painted.
_SCAN_COVER, _SCAN_TEXT = 0.5, 0.2
# Rules and bullets are no covers.
_THIN = 3.0
# Sides of shapes that may be drawn list marks.
_DOT, _SPOT = 1.0, 9.0
# Points by which the sides of a circle or square differ.
_ROUND = 0.3


@dataclass(slots=True)
class _Text:
    """A text object with the box of its characters."""

    found: PageObject
    owner: int
    box: Box
    count: int
    size: float
    place: int
    colour: tuple[int, int, int, int]
    mode: int


@dataclass(slots=True)
class _Cover:
    """A painted surface: where it stands in the order, and its colour where it is plain."""

    place: int
    box: Box
    colour: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What looking at a page told: text objects that nobody sees, and small filled shapes."""

    unseen: frozenset[int]
    shapes: list[Box]


def look_at(page: Page, characters: Characters) -> Sight:
    """Return the text objects of a page that nobody sees, and its small shapes."""
    texts, covers, shapes = _collect(page, characters)
    return Sight(_unseen(page, texts, covers), shapes)


class _Heights:
    """The covers at a height; the letters of a line share theirs."""

    def __init__(self, covers: Sequence[_Cover]) -> None:
        self._covers = covers
        self._known: dict[tuple[float, float], list[_Cover]] = {}

    def of(self, box: Box) -> list[_Cover]:
        """Return the covers at the middle height of a box, in the order they are painted."""
        key = box[1], box[3]
        found = self._known.get(key)
        if found is None:
            middle = (box[1] + box[3]) / 2
            found = [c for c in self._covers if c.box[1] <= middle <= c.box[3]]
            self._known[key] = found
        return found


def _unseen(page: Page, texts: Sequence[_Text], covers: Sequence[_Cover]) -> frozenset[int]:
    unseen = {t.owner for t in texts if _is_off(t, page) or t.size < _UNREADABLE}
    rest = [t for t in texts if t.owner not in unseen]
    scanned = _scan_layer(page, rest, covers)
    unpainted = {
        t.owner for t in rest if t.mode in _UNPAINTED or t.colour[3] < _TRANSPARENT
    } - scanned
    unseen |= unpainted
    at_height = _Heights(covers)
    doubts = {
        t.owner: _doubt(page, t, at_height.of(t.box))
        for t in rest
        if t.owner not in unseen and t.owner not in scanned
    }
    over = [t for t in rest if doubts.get(t.owner) == _OVER_PICTURE]
    tried = [t for t in rest if doubts.get(t.owner) == _MAY_BE_HIDDEN]
    if over or tried:
        unseen |= _tried(page, over, tried)
    return frozenset(unseen)


def _collect(page: Page, characters: Characters) -> tuple[list[_Text], list[_Cover], list[Box]]:
    boxes = _boxes(characters)
    texts: list[_Text] = []
    covers: list[_Cover] = []
    shapes: list[Box] = []
    for place, found in enumerate(page.objects()):
        if found.kind == TEXT:
            owner = found.address
            if owner in boxes:
                box, count, index = boxes[owner]
                size = page.size_and_slope(owner, index, box)[0]
                texts.append(
                    _Text(found, owner, box, count, size, place, found.fill(), found.render_mode())
                )
        elif found.kind in (IMAGE, SHADING):
            covers.append(_Cover(place, _painted(page, found), None))
        elif found.kind == PATH:
            box = page.box_of(found)
            small, large = sorted((box[2] - box[0], box[3] - box[1]))
            ring = large - small < _ROUND  # an outline: the second level of a browser's lists
            if small >= _DOT and large <= _SPOT and (ring or found.is_filled()):
                shapes.append(box)
            elif small > _THIN and found.is_filled():
                red, green, blue, alpha = found.fill()
                if alpha >= _TRANSPARENT:
                    covers.append(_Cover(place, box, (red, green, blue) if alpha > 250 else None))
    return texts, covers, shapes


def _painted(page: Page, found: PageObject) -> Box:
    """Return the part of a picture that its clip leaves: photographs are cut to size."""
    box, clip = page.box_of(found), page.clip_box(found)
    return box if clip is None else shared(box, clip)


def _boxes(characters: Characters) -> dict[int, tuple[Box, int, int]]:
    """Return the box, the number and the first index of the characters of each text object.

    The characters of an object follow each other, so its box is that of its first and last ones
    unless it turns or steps; white space does not count.
    """
    found: dict[int, tuple[Box, int, int]] = {}
    codes, boxes, owners = characters.codes, characters.boxes, characters.owners
    end = len(codes)
    start = 0
    while start < end:
        owner = owners[start]
        stop = start + 1
        while stop < end and owners[stop] == owner:
            stop += 1
        if owner:
            if stop == start + 1:
                mine = boxes[start:stop] if codes[start] not in _BLANKS else []
            else:
                mine = [boxes[i] for i in range(start, stop) if codes[i] not in _BLANKS]
            if mine:
                _add(found, owner, mine, start)
        start = stop
    return found


def _add(
    found: dict[int, tuple[Box, int, int]], owner: int, boxes: Sequence[Box], start: int
) -> None:
    """Add a run of characters to its text object."""
    count, first = len(boxes), start
    if count == 1 and owner not in found:
        found[owner] = boxes[0], 1, start
        return
    if owner in found:
        old, before, first = found[owner]
        boxes, count = [old, *boxes], before + count
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    found[owner] = (min(x0s), min(tops), max(x1s), max(bottoms)), count, first


def _is_off(text: _Text, page: Page) -> bool:
    """Tell whether a text stands wholly off the page, or so nearly that nothing can be read."""
    x0, top, x1, bottom = text.box
    width = min(x1, page.width) - max(x0, 0.0)
    height = min(bottom, page.height) - max(top, 0.0)
    return width < 0.1 * (x1 - x0) or height < 0.3 * (bottom - top)


def _scan_layer(page: Page, texts: Sequence[_Text], covers: Sequence[_Cover]) -> set[int]:
    """Return the unpainted texts that lie over the ink of a scanned page."""
    total = sum(t.count for t in texts)
    unpainted = [t for t in texts if t.mode in _UNPAINTED]
    pictures = [c for c in covers if c.colour is None]
    if not unpainted or sum(t.count for t in unpainted) < (1 - _SCAN_TEXT) * total:
        return set()
    area = max((_area(c.box) for c in pictures), default=0.0)
    if area < _SCAN_COVER * page.width * page.height:
        return set()
    picture = page.picture((0.0, 0.0, page.width, page.height), _scale(page))
    return {t.owner for t in unpainted if _has_ink(picture, t.box)}


def _doubt(page: Page, text: _Text, covers: Sequence[_Cover]) -> int:
    """Return what may hide a text: nothing, the picture behind it, or something else.

    `covers` are those at the height of its middle.
    """
    background: tuple[int, int, int] | None = (255, 255, 255)
    x0, _, x1, _ = text.box
    middle_x = (x0 + x1) / 2
    for cover in covers:
        box = cover.box
        if box[0] <= middle_x <= box[2]:
            if cover.place > text.place:
                return _MAY_BE_HIDDEN
            background = cover.colour
    if text.found.is_optional():
        return _MAY_BE_HIDDEN
    clip = page.clip_box(text.found)
    if clip is not None and _share(text.box, clip) < 0.7:
        return _MAY_BE_HIDDEN
    if background is None:
        return _OVER_PICTURE
    shown = text.colour
    near = all(abs(shown[i] - background[i]) <= 3 * _MELTED for i in (0, 1, 2))
    return _MAY_BE_HIDDEN if near else _IN_SIGHT


def _tried(page: Page, over: Sequence[_Text], tried: Sequence[_Text]) -> set[int]:
    """Paint the page with and without the texts; return those that change nothing to be seen.

    For texts over a picture the page without them is enough: their colour must stand out of it.
    """
    texts = [*over, *tried]
    scale = _scale(page)
    unseen: set[int] = set()
    before = [page.picture(part, scale) for part in _parts([t.box for t in tried])]
    for text in texts:
        text.found.show(shown=False)
    for picture in before:
        mine = [t for t in tried if picture.holds(t.box)]
        after = page.picture(picture.part, scale)
        unseen |= {t.owner for t in mine if not _differ(picture, after, t.box)}
    for part in _parts([t.box for t in over]):
        behind = page.picture(part, scale)
        mine = [t for t in over if behind.holds(t.box)]
        unseen |= {t.owner for t in mine if not _stands_out(behind, t)}
    for text in texts:
        text.found.show(shown=True)
    return unseen


def _parts(boxes: Sequence[Box]) -> list[Box]:
    """Return the parts of a page that hold boxes, those near each other in one part.

    What stands between far ones need not be painted: pictures are slow.
    """
    parts: list[Box] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        x0, top, x1, _ = box
        for index, part in enumerate(parts):
            apart = max(top - part[3], part[0] - x1, x0 - part[2])
            if apart <= _NEAR or len(parts) >= _MOST_PARTS:
                parts[index] = _around(part, box)
                break
        else:
            parts.append(box)
    return parts


def _around(one: Box, other: Box) -> Box:
    x0, top, x1, bottom = one
    return min(x0, other[0]), min(top, other[1]), max(x1, other[2]), max(bottom, other[3])


def _stands_out(picture: Picture, text: _Text) -> bool:
    """Tell whether a text's colour differs from a tenth of what is behind it, so as to be seen."""
    pixels = b"".join(_some_rows(picture, text.box))
    red, green, blue, _ = text.colour
    step = 4 * max(_EVERY, len(pixels) // (4 * _MOST_SAMPLES))
    places = range(0, len(pixels) - 3, step)
    apart = sum(
        max(abs(pixels[i] - blue), abs(pixels[i + 1] - green), abs(pixels[i + 2] - red)) >= _SHOWS
        for i in places
    )
    return apart * 10 > len(places)


def _differ(one: Picture, other: Picture, box: Box) -> bool:
    """Tell whether two pictures differ within a box so that a person sees it."""
    return any(
        a != b and max(map(abs, map(sub, a[:_MOST_SAMPLES], b[:_MOST_SAMPLES]))) >= _SHOWS
        for a, b in zip(_some_rows(one, box), _some_rows(other, box), strict=True)
    )


def _some_rows(picture: Picture, box: Box) -> Iterator[bytes]:
    """The rows of a box; of a box that is taller than any honest letter only some."""
    every = max(int((box[3] - box[1]) * picture.scale) // _MOST_ROWS, 1)
    return islice(picture.rows(box), 0, None, every)


def _has_ink(picture: Picture, box: Box) -> bool:
    """Tell whether a part of a picture is more than one plain colour."""
    values = b"".join(_some_rows(picture, box))
    return bool(values) and max(values) - min(values) >= 2 * _SHOWS


def _scale(page: Page) -> float:
    return min(_SCALE, _MOST_PIXELS / max(page.width, page.height, 1.0))


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _share(box: Box, cover: Box) -> float:
    """Return the part of a box that a cover hides, 0 to 1."""
    width = min(box[2], cover[2]) - max(box[0], cover[0])
    height = min(box[3], cover[3]) - max(box[1], cover[1])
    area = _area(box)
    return max(width, 0.0) * max(height, 0.0) / area if area else 0.0

"""What is painted on a page: objects in their order, and pictures of parts of the page."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from resume_builder.adapters.documents.pdf.library import library

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
# Clips on one object and corners of one clip that are looked at.
_MAX_CLIPS, _MAX_POINTS = 8, 64

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

# Where the library writes its answers; calls are never nested, nor made on two threads.
_PARTS = (ctypes.c_uint * 4)()
_PART_ADDRESSES = tuple(ctypes.addressof(_PARTS) + 4 * i for i in range(4))
_SIDES = (ctypes.c_float * 6)()
_SIDE_ADDRESSES = tuple(ctypes.addressof(_SIDES) + 4 * i for i in range(6))
_NUMBERS = (ctypes.c_int * 2)()
_NUMBER_ADDRESSES = tuple(ctypes.addressof(_NUMBERS) + 4 * i for i in range(2))


@dataclass(slots=True)
class PageObject:
    """An object of a page by its address, which `Characters.owners` calls it too.

    `inside` maps the space of the form it stands in to the page; None on the page itself.
    """

    address: int
    kind: int
    inside: Matrix | None

    def matrix(self) -> Matrix:
        """Return the object's own matrix."""
        library().matrix(self.address, ctypes.addressof(_SIDES))
        a, b, c, d, e, f = _SIDES
        return a, b, c, d, e, f

    def fill(self) -> tuple[int, int, int, int]:
        """Return the fill colour: red, green, blue, opacity, each 0 to 255."""
        if not library().fill(self.address, *_PART_ADDRESSES):
            return 0, 0, 0, 255
        red, green, blue, alpha = _PARTS
        return red, green, blue, alpha

    def is_filled(self) -> bool:
        """Tell whether a path is filled."""
        library().draw_mode(self.address, *_NUMBER_ADDRESSES)
        return _NUMBERS[0] != 0

    def render_mode(self) -> int:
        """Return how a text is painted; 3 and 7 leave nothing on the page."""
        return library().text_mode(self.address)

    def is_optional(self) -> bool:
        """Tell whether the object is optional content, which may be switched off."""
        lib = library()
        for index in range(lib.mark_count(self.address)):
            mark = lib.mark(self.address, index)
            name, size = (ctypes.c_ushort * 8)(), ctypes.c_ulong(0)
            lib.mark_name(mark, ctypes.addressof(name), 16, ctypes.addressof(size))
            if size.value == 6 and (name[0], name[1]) == (ord("O"), ord("C")):
                return True
        return False

    def show(self, *, shown: bool) -> None:
        """Take the object into the picture or leave it out."""
        library().set_active(self.address, shown)

    def bounds(self) -> Box | None:
        """Return left, bottom, right, top in the space of the page, None without bounds."""
        if not library().bounds(self.address, *_SIDE_ADDRESSES[:4]):
            return None
        left, bottom, right, top = _SIDES[:4]
        return self._on_page((left, bottom, right, top))

    def clips(self) -> Iterator[Box]:
        """The bounds of each path that clips the object, in the space of the page."""
        lib = library()
        path = lib.clip(self.address)
        count = lib.clip_count(path) if path else 0
        for index in range(min(count, _MAX_CLIPS)):
            points = list(_points(path, index))
            if points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                yield self._on_page((min(xs), min(ys), max(xs), max(ys)))

    def _on_page(self, box: Box) -> Box:
        return box if self.inside is None else _moved(box, self.inside)


def objects_of(page: int, max_depth: int) -> Iterator[PageObject]:
    """Every object of a page in the order it is painted, those inside forms included."""
    lib = library()
    for index in range(lib.object_count(page)):
        address = lib.object(page, index)
        if not address:
            continue
        kind = lib.kind(address)
        if kind == FORM:
            yield from _opened(address, None, max_depth)
        else:
            yield PageObject(address, kind, None)


def _opened(address: int, inside: Matrix | None, depth: int) -> Iterator[PageObject]:
    lib = library()
    found = PageObject(address, lib.kind(address), inside)
    if found.kind != FORM or depth <= 0:
        yield found
        return
    matrix = found.matrix() if inside is None else _times(found.matrix(), inside)
    for index in range(max(lib.form_count(address), 0)):
        inner = lib.form_object(address, index)
        if inner:
            yield from _opened(inner, matrix, depth - 1)


def _points(path: int, index: int) -> Iterator[tuple[float, float]]:
    """The corners of a clip path, up to the number that a box of curves needs."""
    lib = library()
    x, y = _SIDE_ADDRESSES[:2]
    for number in range(min(lib.corner_count(path, index), _MAX_POINTS)):
        segment = lib.corner(path, index, number)
        if segment and lib.point(segment, x, y):
            yield _SIDES[0], _SIDES[1]


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(box: Box, matrix: Matrix) -> Box:
    """Return the bounds of a box after a matrix."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page as pixels of 4 bytes, row after row from the top."""

    part: Box
    data: bytes
    width: int
    height: int
    stride: int
    scale: float
    shift: tuple[int, int]

    def holds(self, box: Box) -> bool:
        """Tell whether a box in points lies in the part."""
        x0, top, x1, bottom = self.part
        return x0 <= box[0] and top <= box[1] and box[2] <= x1 and box[3] <= bottom

    def rows(self, box: Box) -> Iterator[bytes]:
        """Yield the rows of pixels within a box in points of the shown page."""
        left, up = self.shift
        x0 = min(max(int(box[0] * self.scale) + left, 0), self.width)
        x1 = min(max(int(box[2] * self.scale) + left + 1, 0), self.width)
        top = min(max(int(box[1] * self.scale) + up, 0), self.height)
        end = min(max(int(box[3] * self.scale) + up + 1, 0), self.height)
        for row in range(top, end):
            start = row * self.stride
            yield self.data[start + 4 * x0 : start + 4 * x1]


def picture_of(page: int, size: tuple[float, float], part: Box, scale: float, turn: int) -> Picture:
    """Paint a part of a page of `size` points, `scale` pixels a point, after `turn` quarters."""
    lib = library()
    x0, top = max(part[0], 0.0), max(part[1], 0.0)
    width = max(int((min(part[2], size[0]) - x0) * scale) + 1, 1)
    height = max(int((min(part[3], size[1]) - top) * scale) + 1, 1)
    whole = max(int(size[0] * scale), 1), max(int(size[1] * scale), 1)
    left, up = -int(x0 * scale), -int(top * scale)
    bitmap = lib.new_bitmap(width, height, 0)
    if not bitmap:
        return Picture(part, b"", 0, 0, 0, scale, (left, up))
    try:
        lib.paint(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        lib.render(bitmap, page, left, up, *whole, turn, 0)
        stride = lib.stride(bitmap)
        data = ctypes.string_at(lib.pixels(bitmap), stride * height)
    finally:
        lib.free_bitmap(bitmap)
    return Picture(part, data, width, height, stride, scale, (left, up))

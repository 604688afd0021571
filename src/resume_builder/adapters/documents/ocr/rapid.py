"""RapidOCR as a Recognizer: PP-OCRv6 models that the package brings, run by ONNX Runtime.

The package and NumPy are loaded on first use. They say little of their types: this is the one
module that casts.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, cast

from resume_builder.adapters.documents.ocr.strips import Point, Raster, Sight, Strip

# The longer side of the picture in which text is looked for; it is read at full size. At 1280
# nothing is missed that 2400 finds, in a third of the time (docs/decisions, page on recognition).
_LOOK_AT = 1280
# How much higher a strip is than its text, in pixels of the picture that is looked at: the detector
# widens what it finds. Measured over four fonts from 9 to 24 points.
_MARGIN = 10.0
# Threads of one session: a second one saves a tenth of the time and takes the other core.
_THREADS = 1
# Strips read upright and upside down to find out which side is up, and how sure is sure.
_SAMPLES, _UPRIGHT = 6, 0.9
# A strip taller than wide by this factor runs up or down.
_STANDING = 1.5
# The second look at a strip takes so much more around it, in parts of its height.
_WIDER, _TALLER = 0.25, 0.08
# Strips that are read twice: larger than most by this factor (names), or with an address or number.
_LARGE, _EXACT = 1.15, re.compile(r"@|\d.*\d.*\d.*\d|\w[./]\w|www|http")
# Two characters between which nothing may be missing: a space beside a dash or a dot is not one.
_JOINED = re.compile(r"[\w@./_-]{2}")
# What two looks do not agree on is no surer than this.
_DISPUTED = 0.3

_DETECT = "PP-OCRv6_det_small.onnx"
_READ = "PP-OCRv6_rec_small.onnx"
_TURNED = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_Reading = tuple[str, tuple[float, ...], tuple[float, ...]]


def is_installed() -> bool:
    """Tell whether the extra `ocr` is installed, without loading it."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def installed_recognizer() -> "RapidRecognizer | None":
    """Return the recognizer where the extra is installed; its models load when first needed."""
    return RapidRecognizer() if is_installed() else None


class RapidRecognizer:
    """Finds and reads the text in a picture of a page."""

    def __call__(self, raster: Raster) -> Sight:
        """Return what is written in the picture, whichever side is up."""
        engine = _engine()
        image, turn = _array(raster), 0
        boxes = engine.boxes(image)
        if _are_standing(boxes):
            image, turn = engine.turned(image, 1), 1
            boxes = engine.boxes(image)
        if boxes and not engine.is_upright(image, boxes):
            image, turn = engine.turned(image, 2), turn + 2
            boxes = engine.boxes(image)
        height, width = image.shape[:2]
        strips = engine.strips(image, boxes)
        margin = _MARGIN * max(width, height) / _LOOK_AT
        return Sight(tuple(strips), width, height, turn, margin)


_Box = tuple[Point, Point, Point, Point]


class _Engine:
    """The two models, and the steps between them."""

    def __init__(self) -> None:
        self._numpy = cast("Any", import_module("numpy"))
        self._cv = cast("Any", import_module("cv2"))
        self._cv.setNumThreads(_THREADS)
        rapid = cast("Any", import_module("rapidocr"))
        folder = Path(str(rapid.__file__)).parent / "models"
        self._rapid = rapid.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.return_word_box": True,
                "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.limit_type": "max",
                "Det.limit_side_len": _LOOK_AT,
                # Named files are taken as they are: nothing is looked for on the network.
                "Det.model_path": str(folder / _DETECT),
                "Rec.model_path": str(folder / _READ),
                "Cls.model_path": str(folder / _TURNED),
            }
        )

    def boxes(self, image: Any) -> list[_Box]:
        """Return the corners of each run of text, from the top."""
        found = self._rapid(image, use_det=True, use_cls=False, use_rec=False)
        corners = getattr(found, "boxes", None)
        if corners is None:
            return []
        return [_box(quad) for quad in cast("Sequence[Any]", corners.tolist())]

    def turned(self, image: Any, quarters: int) -> Any:
        """Return an image turned counterclockwise."""
        return self._numpy.ascontiguousarray(self._numpy.rot90(image, quarters))

    def is_upright(self, image: Any, boxes: Sequence[_Box]) -> bool:
        """Tell which way up the longest strips read better."""
        longest = sorted(boxes, key=_width, reverse=True)[:_SAMPLES]
        crops = [self._crop(image, box) for box in longest]
        upright = _mean(self._read(crops))
        if upright >= _UPRIGHT:
            return True
        return upright >= _mean(self._read([self.turned(crop, 2) for crop in crops]))

    def strips(self, image: Any, boxes: Sequence[_Box]) -> list[Strip]:
        """Read each box; names, addresses and numbers twice, the second time with more around."""
        if not boxes:
            return []
        readings = self._read([self._crop(image, box) for box in boxes])
        large = _LARGE * median(map(_height, boxes))
        twice = [
            number
            for number, (box, (text, _, _)) in enumerate(zip(boxes, readings, strict=True))
            if _height(box) >= large or _EXACT.search(text)
        ]
        if twice:
            second = self._read([self._crop(image, _grown(boxes[number])) for number in twice])
            for number, (again, _, _) in zip(twice, second, strict=True):
                text, places, chances = readings[number]
                readings[number] = text, places, _agreed(text, chances, again)
        return [
            Strip(text, box, places, chances)
            for box, (text, places, chances) in zip(boxes, readings, strict=True)
            if text.strip()
        ]

    def _crop(self, image: Any, box: _Box) -> Any:
        """Cut a strip out and set it level."""
        width, height = max(round(_width(box)), 1), max(round(_height(box)), 1)
        source = self._numpy.array(box, dtype="float32")
        target = self._numpy.array(
            [(0, 0), (width, 0), (width, height), (0, height)], dtype="float32"
        )
        matrix = self._cv.getPerspectiveTransform(source, target)
        return self._cv.warpPerspective(
            image, matrix, (width, height), flags=self._cv.INTER_CUBIC,
            borderMode=self._cv.BORDER_REPLICATE,
        )  # fmt: skip

    def _read(self, crops: Sequence[Any]) -> list[_Reading]:
        """Return text, places and chances of each crop."""
        found = self._rapid.recognize_txt(list(crops))
        return [
            _reading(str(text), info)
            for text, info in zip(found.txts, found.word_results, strict=True)
        ]


@cache
def _engine() -> _Engine:
    return _Engine()


def _array(raster: Raster) -> Any:
    numpy = cast("Any", import_module("numpy"))
    rows = numpy.frombuffer(raster.data, dtype="uint8").reshape(raster.height, raster.stride)
    pixels = rows[:, : 4 * raster.width].reshape(raster.height, raster.width, 4)
    return numpy.ascontiguousarray(pixels[:, :, :3])


def _reading(text: str, info: Any) -> _Reading:
    """Return a text with where its characters stand and how sure each is; a space has no place."""
    columns = [float(c) for word in cast("list[list[int]]", info.word_cols) for c in word]
    chances = [float(c) for c in cast("list[float]", info.confs)][: len(text)]
    length = max(float(info.line_txt_len or 0.0), 1.0)
    places: list[float] = []
    rest = iter(columns)
    for letter in text:
        last = places[-1] if places else 0.0
        places.append(last if letter.isspace() else (next(rest, last * length) + 0.5) / length)
    return text, tuple(places), tuple(chances)


def _agreed(text: str, chances: Sequence[float], again: str) -> tuple[float, ...]:
    """Return the chances of a text's characters, low for those that `again` has not.

    Where `again` has one more, the characters on both sides of it are in doubt.
    """
    kept = list(chances)
    changes = SequenceMatcher(None, text, again, autojunk=False).get_opcodes()
    for kind, start, end, _, _ in changes:
        if kind != "equal":
            around = range(start, end)
            if kind == "insert" and _JOINED.fullmatch(text[max(start - 1, 0) : start + 1]):
                around = range(start - 1, start + 1)
            for place in around:
                kept[place] = min(kept[place], _DISPUTED)
    return tuple(kept)


def _mean(readings: Sequence[_Reading]) -> float:
    chances = [c for _, _, row in readings for c in row]
    return sum(chances) / len(chances) if chances else 0.0


def _are_standing(boxes: Sequence[_Box]) -> bool:
    """Tell whether most of the text, by length, runs up or down."""
    standing = sum(_height(b) for b in boxes if _height(b) > _STANDING * _width(b))
    lying = sum(_width(b) for b in boxes if _width(b) > _STANDING * _height(b))
    return standing > lying


def _box(quad: Any) -> _Box:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d


def _width(box: _Box) -> float:
    (ax, ay), (bx, by), _, _ = box
    return ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5


def _height(box: _Box) -> float:
    (ax, ay), _, _, (dx, dy) = box
    return ((dx - ax) ** 2 + (dy - ay) ** 2) ** 0.5


def _grown(box: _Box) -> _Box:
    """Return a box with more around it, along its own sides."""
    a, b, c, d = box
    width, height = _width(box) or 1.0, _height(box) or 1.0
    right = ((b[0] - a[0]) / width, (b[1] - a[1]) / width)
    down = ((d[0] - a[0]) / height, (d[1] - a[1]) / height)
    wide, tall = _WIDER * height, _TALLER * height

    def moved(point: Point, across: float, along: float) -> Point:
        return (
            point[0] + across * wide * right[0] + along * tall * down[0],
            point[1] + across * wide * right[1] + along * tall * down[1],
        )

    return moved(a, -1, -1), moved(b, 1, -1), moved(c, 1, 1), moved(d, -1, 1)

"""Characters become words: by the gaps between them, not by the spaces the file holds."""

from dataclasses import dataclass

from resume_builder.adapters.documents.pdf.letters import ICON_MARKS, text_of
from resume_builder.adapters.documents.pdf.letters import PRIVATE_MARKS as _PRIVATE_MARKS
from resume_builder.adapters.documents.pdf.objects import Box
from resume_builder.adapters.documents.pdf.pdfium import Characters, Page

# A gap wider than this part of the font size ends a word. Spaces are 0.2 to 0.33 of it, and
# kerning stays under 0.1; tight justified lines go down to 0.15.
_WORD_GAP = 0.13
_HINTED_GAP = 0.06
# Going back further than this, or moving up or down, begins a new word.
_BACK = 0.5
_STEP = 0.26
_SPACES = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F))
# Signs that carry no letter: no mapping, replacement, non-characters.
_NOTHING = frozenset((0, 0xFFFD, 0xFFFF, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060))
_PRIVATE = 0xE000
# Code points from here on may be spaces without width, private or no characters.
_UNUSUAL = 0x2000
# Text narrower than this part of its size was squeezed into the width of a sign.
_SQUEEZED = 0.12
# The cosine of a slope that still reads from left to right.
_UPRIGHT = 0.9


@dataclass(slots=True)
class Word:
    """A word: text, box, size, format.

    `split` says that an icon stood before it, `space` that the file holds a space there. `owner` is
    the text object of its first character. `certainty` is below 1 for a word read in a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    owner: int
    split: bool = False
    space: bool = False
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    icons: bool
    marks: bool
    upright: bool
    special: bool = False


# Letters and digits stand for themselves in every font but those of signs.
_LETTERS = frozenset((*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x2C, 0x2E, 0x2D))
_NO_STYLE = _Style(1.0, bold=False, italic=False, icons=False, marks=False, upright=True)


class WordMaker:
    """Makes the words of one page. `hidden` holds the text objects to leave out.

    `turned` collects the runs of text that do not run from left to right.
    """

    def __init__(self, page: Page, hidden: frozenset[int]) -> None:
        self._page, self._hidden = page, hidden
        self._styles: dict[int, _Style] = {}
        self._characters = Characters([], [], [])
        self._split = self._space = False
        self.words: list[Word] = []
        self.turned: list[Word] = []

    def make(self, characters: Characters) -> list[Word]:
        """Return the words in content order."""
        self._characters = characters
        codes, boxes, owners = characters.codes, characters.boxes, characters.owners
        hidden = self._hidden
        start, run_owner, edge, base = -1, 0, 0.0, 0.0
        style = _NO_STYLE
        gap = limit = back = step = 0.0
        plain = False
        for i, (code, owner, box) in enumerate(zip(codes, owners, boxes, strict=True)):
            if (
                plain
                and start >= 0
                and owner == run_owner
                and 0x20 < code < _UNUSUAL
                and code != 0xA0
                and back <= box[0] - edge <= limit
                and -step <= box[3] - base <= step
            ):
                edge, limit = box[2], gap  # the usual case: the word goes on
                continue
            if code in _SPACES or not owner or owner in hidden:
                if start >= 0 and code == 0x20 and box[1] == box[3]:
                    limit = style.size * _HINTED_GAP
                    continue  # made up by the library: the gap decides, but a narrow one will do
                start = self._close(start, i)
                self._space = self._space or box[1] != box[3]
                continue
            if owner != run_owner:
                run_owner, style = owner, self._style(owner, i, box)
                gap, back, step = (style.size * k for k in (_WORD_GAP, -_BACK, _STEP))
                limit = min(limit, gap) if start >= 0 and limit else gap
                plain = style.upright and not style.special
            if not plain or code >= _UNUSUAL:
                nothing = self._is_nothing(code, box, style)
                if nothing or not style.upright:
                    start = self._close(start, i)
                    if style.upright:
                        self._split = True
                    else:
                        self._turn(i, style)
                    continue
            if start >= 0 and box != boxes[i - 1]:
                far = not back <= box[0] - edge <= limit
                if far or abs(box[3] - base) > step:
                    start = self._close(start, i)
            if start < 0:
                start = i
            edge, base, limit = box[2], box[3], gap
        self._close(start, len(codes))
        return self.words

    def _is_nothing(self, code: int, box: Box, style: _Style) -> bool:
        """Tell whether a character is an icon or has no meaning as text.

        Icons may carry a text to be read aloud instead; the library squeezes it into their width.
        """
        if code in _NOTHING:
            return True
        if style.icons and code not in ICON_MARKS:
            return not (code < _PRIVATE and box[2] - box[0] < _SQUEEZED * style.size)
        private = _PRIVATE <= code <= 0xF8FF or code >= 0xF0000
        return private and not (
            (style.marks and code in _PRIVATE_MARKS) or (style.icons and code in ICON_MARKS)
        )

    def _style(self, owner: int, index: int, box: Box) -> _Style:
        found = self._styles.get(owner)
        if found is None:
            size, cosine = self._page.size_and_slope(owner, index, box)
            font = self._page.font(owner)
            found = _Style(
                size=size or 1.0,
                bold=font.bold,
                italic=font.italic,
                icons=font.icons,
                marks=font.marks,
                upright=cosine > _UPRIGHT,
                special=font.icons or font.marks,
            )
            self._styles[owner] = found
        return found

    def _close(self, start: int, end: int) -> int:
        """Keep the characters from `start` to `end` as a word; return -1: no word is open."""
        if start < 0:
            return -1
        all_of = self._characters
        owner = all_of.owners[start]
        style = self._styles[owner]
        codes = all_of.codes[start:end]
        first, last = all_of.boxes[start], all_of.boxes[end - 1]
        if _LETTERS.issuperset(codes):
            text = bytes(codes).decode("ascii")
        else:
            boxes = all_of.boxes[start:end]
            if 0x20 in codes:  # spaces that the library made up
                kept = [i for i, code in enumerate(codes) if code != 0x20]
                codes, boxes = [codes[i] for i in kept], [boxes[i] for i in kept]
                last = boxes[-1]
            text = text_of(codes, boxes, math=style.marks)
        if text and not text.isspace():
            x0, top, x1, base = first
            x1 = max(x1, last[2])
            self.words.append(
                Word(
                    text, x0, top, x1, base, base, style.size, style.bold, style.italic, owner,
                    self._split, self._space,
                )
            )  # fmt: skip
            self._split = self._space = False
        return -1

    def _turn(self, index: int, style: _Style) -> None:
        """Add a character to the run of turned text that it continues."""
        box = self._characters.boxes[index]
        letter = text_of([self._characters.codes[index]], [box], math=False)
        run = self.turned[-1] if self.turned else None
        reach = 0.6 * style.size
        if (
            run is not None
            and run.size == style.size
            and run.x0 - reach <= box[2]
            and box[0] <= run.x1 + reach
            and run.top - reach <= box[3]
            and box[1] <= run.bottom + reach
        ):
            run.text += letter
            run.x0, run.x1 = min(run.x0, box[0]), max(run.x1, box[2])
            run.top, run.bottom = min(run.top, box[1]), max(run.bottom, box[3])
            return
        owner = self._characters.owners[index]
        new = Word(letter, *box, box[3], style.size, style.bold, style.italic, owner)
        self.turned.append(new)

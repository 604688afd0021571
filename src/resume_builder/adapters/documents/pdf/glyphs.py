"""Characters become words: by the gaps between them, not by the spaces the file holds."""

import unicodedata
from dataclasses import dataclass

from resume_builder.adapters.documents.pdf.pdfium import Box, Characters, Font, Page

# A gap wider than this part of the font size ends a word. Spaces are 0.2 to 0.33 of it, and
# kerning stays under 0.1; tight justified lines go down to 0.15.
_WORD_GAP = 0.13
# Going back further than this, or moving up or down, begins a new word.
_BACK = 0.5
_SPACES = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F))
# Signs that carry no letter: no mapping, replacement, non-characters.
_NOTHING = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060))
# PDFium's own mark for a hyphen at a line's end.
_HYPHENS = {0x02: "-", 0xAD: "-"}
_MARK_FONTS = ("symbol", "wingding", "dingbat", "webding", "pifont", "cmsy", "msam")
# Private code points that Symbol and Wingdings use for list marks.
_PRIVATE_MARKS = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF06E, 0xF071, 0xF0E0))
# Accents that TeX's old encodings set as glyphs of their own over a letter.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "˝": "\u030b",
    "˛": "\u0328",
    "¯": "\u0304",
}


@dataclass(slots=True)
class Word:
    """A word: text, box, size, format. `split` says that a wide mark stood before it.

    `owner` is the text object of its first character.
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


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    icons: bool
    marks: bool
    upright: bool


class WordMaker:
    """Makes the words of one page. `hidden` holds the text objects to leave out."""

    def __init__(self, page: Page, hidden: frozenset[int]) -> None:
        self._page, self._hidden = page, hidden
        self._styles: dict[int, _Style] = {}
        self.words: list[Word] = []
        self._split = False

    def make(self, characters: Characters) -> list[Word]:
        """Return the words in content order."""
        codes, boxes, owners = characters.codes, characters.boxes, characters.owners
        start = -1
        run_owner = 0
        gap = 0.0
        style: _Style | None = None
        edge = base = 0.0
        for i, code in enumerate(codes):
            owner = owners[i]
            if code in _SPACES or not owner or owner in self._hidden:
                if start >= 0 and not owner and code == 0x20:
                    continue  # made up by the library: the gap decides
                if start >= 0:
                    self._close(characters, start, i, style)
                    start = -1
                continue
            box = boxes[i]
            if owner != run_owner:
                run_owner = owner
                style = self._style(owner, i)
                gap = style.size * _WORD_GAP
            if style is None or self._is_nothing(code, style):
                if start >= 0:
                    self._close(characters, start, i, style)
                    start = -1
                self._split = True
                continue
            if start >= 0:
                distance = box[0] - edge
                if distance > gap or distance < -_BACK * style.size or abs(box[3] - base) > gap * 2:
                    self._close(characters, start, i, style)
                    start = i
            else:
                start = i
            edge, base = box[2], box[3]
        if start >= 0:
            self._close(characters, start, len(codes), style)
        return self.words

    def _is_nothing(self, code: int, style: _Style) -> bool:
        if code in _NOTHING or style.icons:
            return True
        private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
        return private and not (style.marks and code in _PRIVATE_MARKS)

    def _style(self, owner: int, index: int) -> _Style:
        found = self._styles.get(owner)
        if found is None:
            size, cosine, _ = self._page.size_and_angle(index)
            font = self._page.font(owner)
            found = _Style(
                size=size or 1.0,
                bold=font.bold,
                italic=font.italic,
                icons=font.icons,
                marks=_is_mark_font(font),
                upright=cosine > 0.9,  # noqa: PLR2004
            )
            self._styles[owner] = found
        return found

    def _close(self, characters: Characters, start: int, end: int, _: _Style | None) -> None:
        """Keep the characters from `start` to `end` as a word."""
        owner = characters.owners[start]
        style = self._styles[owner]
        codes, boxes = characters.codes[start:end], characters.boxes[start:end]
        if 0x20 in codes:  # spaces that the library made up
            kept = [i for i, code in enumerate(codes) if code != 0x20]
            codes, boxes = [codes[i] for i in kept], [boxes[i] for i in kept]
        text = _text(codes, boxes)
        if not text.strip():
            return
        first, last = boxes[0], boxes[-1]
        self.words.append(
            Word(
                text=text,
                x0=first[0],
                top=first[1],
                x1=max(last[2], first[2]),
                bottom=first[3],
                base=first[3],
                size=style.size,
                bold=style.bold,
                italic=style.italic,
                owner=owner,
                split=self._split,
            )
        )
        self._split = False


def _is_mark_font(font: Font) -> bool:
    lower = font.name.lower()
    return any(name in lower for name in _MARK_FONTS)


def _text(codes: list[int], boxes: list[Box]) -> str:
    """Return the text of a word: marks named, ligatures opened, split accents joined."""
    if all(32 < code < 127 and code not in (0x5E, 0x60, 0x7E) for code in codes):
        return "".join(map(chr, codes))
    letters = [_letter(code) for code in codes]
    if any(letter in _ACCENTS for letter in letters):
        letters = _with_accents(letters, boxes)
    return unicodedata.normalize("NFC", "".join(letters))


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", chr(code))
    if code in _PRIVATE_MARKS:
        return "•"
    if 0xD800 <= code <= 0xDFFF or code < 32:
        return ""
    return chr(code)


def _with_accents(letters: list[str], boxes: list[Box]) -> list[str]:
    """Join each accent with the letter that it stands over."""
    joined = list(letters)
    for i, letter in enumerate(letters):
        accent = _ACCENTS.get(letter)
        if accent is None:
            continue
        for other in (i + 1, i - 1):
            if 0 <= other < len(letters) and _over(boxes[i], boxes[other]):
                base = joined[other].replace("ı", "i").replace("ȷ", "j")
                if base and base[0].isalpha():
                    joined[other] = base[0] + accent + base[1:]
                    joined[i] = ""
                    break
    return joined


def _over(accent: Box, letter: Box) -> bool:
    """Tell whether an accent's box shares most of its width with a letter's."""
    shared = min(accent[2], letter[2]) - max(accent[0], letter[0])
    return shared > 0.5 * min(accent[2] - accent[0], letter[2] - letter[0])

"""Character codes become letters: ligatures opened, split accents joined, odd encodings mended."""

import re
import unicodedata

from resume_builder.adapters.documents.bullets import MARK_CODES
from resume_builder.adapters.documents.pdf.objects import Box

# PDFium's own marks for a hyphen at a line's end, and the soft hyphen.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
# One hyphen that a producer gave several readings.
_MANY_HYPHENS = re.compile("-{1,3}[\u2010\u2011]|-\u00ad|[\u2010\u2011]")
PRIVATE_MARKS = MARK_CODES
# Code points of Font Awesome for circles, squares, arrows and ticks: list marks, not icons.
ICON_MARKS = frozenset(
    (0xF111, 0xF10C, 0xF192, 0xF0C8, 0xF096, 0xF0DA, 0xF105, 0xF101, 0xF054, 0xF061, 0xF0A9)
    + (0xF138, 0xF178, 0xF152, 0xF00C, 0xF058, 0xF14A, 0xF1DB, 0xF04B)
)
# Signs of TeX's mathematical fonts without a mapping: places of the encoding OMS.
_MATH = {0x01: "·", 0x03: "∗", 0x0D: "○", 0x0E: "◦", 0x0F: "•", 0x6A: "|"}
# Ligatures without a mapping: places of TeX's encodings T1 and OT1.
_LIGATURES = {
    0x1B: "ff",
    0x1C: "fi",
    0x1D: "fl",
    0x1E: "ffi",
    0x1F: "ffl",
    0x0B: "ff",
    0x0C: "fi",
    0x0E: "ffi",
    0x0F: "ffl",
}
# Dashes and quotation marks without a mapping: places of TeX's encoding T1, in fonts of pictures.
_DASHES = {0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—"}
# A bullet without a mapping, alone: its places in the encodings OMS and TS1.
_LONE_BULLETS = frozenset((0x0F, 0x88))
# Accents that TeX's old encodings set as glyphs of their own over a letter.
ACCENTS = {
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
_PLAIN = frozenset(c for c in range(33, 127) if c not in (0x5E, 0x60, 0x7E))


def text_of(codes: list[int], boxes: list[Box], *, math: bool) -> str:
    """Return the text of a word. `math` says that the font holds signs, not letters."""
    if _PLAIN.issuperset(codes):
        return "".join(map(chr, codes))
    if len(codes) == 1 and codes[0] in _LONE_BULLETS:
        return "•"
    letters = [_sign(code) if math else _letter(code) for code in codes]
    if not math:
        _open_ligatures(codes, letters)
    if any(letter in ACCENTS or unicodedata.combining(letter[:1] or "a") for letter in letters):
        letters = _with_accents(letters, boxes)
    text = unicodedata.normalize("NFC", "".join(letters))
    return _MANY_HYPHENS.sub("-", text)


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code in _DASHES:
        return _DASHES[code]
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", chr(code))
    if code in PRIVATE_MARKS or code in ICON_MARKS:
        return "•"
    if 0xD800 <= code <= 0xDFFF or code < 32 or 0x7F <= code < 0xA0:
        return ""
    return chr(code)


def _sign(code: int) -> str:
    """Return a sign of a mathematical or symbol font."""
    return _MATH.get(code) or _letter(code)


def _open_ligatures(codes: list[int], letters: list[str]) -> None:
    """Fill in the ligatures that have no mapping.

    Fonts disagree on their places. No word begins with a doubled f, and after "fi" comes a
    consonant or "e", so a guess by the neighbours beats the place where the two disagree.
    """
    for i, code in enumerate(codes):
        if code not in _LIGATURES:
            continue
        guess = _LIGATURES[code]
        if guess == "ff" and letters[i + 1 : i + 2] and letters[i + 1] in "cdgmnvxkb":
            guess = "fi"
        if guess.startswith("ff") and not (i and letters[i - 1].isalpha()):
            after = "".join(letters[i + 1 : i + 3])
            single_l = after[:1] in tuple("aiouy") or (after[:1] == "e" and after[1:] in "xets")
            guess = "fl" if single_l else "fi"
        letters[i] = guess


def _with_accents(letters: list[str], boxes: list[Box]) -> list[str]:
    """Join each accent with the letter that it stands over."""
    joined = list(letters)
    for i, letter in enumerate(letters):
        accent = ACCENTS.get(letter)
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

"""Characters that a reader does not see: taken out, and decoded where they say something."""

import re
import unicodedata
from typing import NamedTuple

# Tag characters, zero-width characters and joiners, direction marks, variation selectors, soft
# hyphens, fillers. Joiners between letters of scripts that need them are left alone.
_TAGS = "\U000e0000-\U000e007f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ZERO = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e\u034f"
_INVISIBLE = re.compile(f"[{_TAGS}{_SELECTORS}{_ZERO}\u00ad\u115f\u1160\u3164\uffa0]+")
# Shorter runs are typography: a joiner in Persian, a selector after an emoji.
_TELLING_RUN = 8
# Bits of one character, in the lengths that are in use.
_BYTE_LENGTHS = (8, 7)


class Cleaned(NamedTuple):
    """A line without invisible characters, and what its invisible runs say."""

    text: str
    hidden: tuple[str, ...]


def clean_line(line: str) -> Cleaned:
    """Return `line` as it is seen, composed (NFC), and the messages its invisible runs carry."""
    if line.isascii():
        return Cleaned(line, ())
    runs = [m[0] for m in _INVISIBLE.finditer(line) if len(m[0]) >= _TELLING_RUN]
    seen = unicodedata.normalize("NFC", _INVISIBLE.sub("", line))
    return Cleaned(seen, tuple(_decode(run) for run in runs))


def _decode(run: str) -> str:
    for decoded in (_tags(run), _selectors(run), _bits(run)):
        if decoded and sum(c.isprintable() for c in decoded) >= 0.9 * len(decoded):
            return decoded
    return f"{len(run)} invisible characters"


def _tags(run: str) -> str:
    return "".join(chr(ord(c) - 0xE0000) for c in run if 0xE0020 <= ord(c) <= 0xE007E)


def _selectors(run: str) -> str:
    values = [
        code - 0xFE00 if code < 0xFE10 else code - 0xE0100 + 16
        for code in map(ord, run)
        if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    ]
    return bytes(values).decode("utf-8", errors="ignore") if len(values) >= _TELLING_RUN else ""


def _bits(run: str) -> str:
    """Read a run of two kinds of characters as bits, with or without a third that separates."""
    by_count = sorted(set(run), key=run.count, reverse=True)[:2]
    if len(by_count) < 2:
        return ""
    bits = [c for c in run if c in by_count]
    for zero in by_count:
        digits = "".join("0" if c == zero else "1" for c in bits)
        for length in _BYTE_LENGTHS:
            codes = [int(digits[i : i + length], 2) for i in range(0, len(digits) - 6, length)]
            if codes and sum(32 <= code < 127 for code in codes) >= 0.9 * len(codes):
                return "".join(map(chr, codes))
    return ""

"""Which characters a font has a glyph for, read from its `cmap` table (OpenType, ISO 14496-22)."""

import struct
from pathlib import Path

# Characters that need no glyph: they space, join or direct others.
_NO_GLYPH = frozenset(map(ord, "\n\t\u200c\u200d\u200e\u200f\ufe0e\ufe0f"))


def characters(path: Path) -> frozenset[int]:
    """Return the code points that the font file has glyphs for."""
    data = path.read_bytes()
    start = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: set[int] = set()
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            found |= _subtable(data, start + offset)
    return frozenset(found)


def missing(text: str, covered: frozenset[int]) -> str:
    """Return the characters of `text` that no glyph covers, each once, in order of appearance."""
    return "".join(
        c for c in dict.fromkeys(text) if ord(c) not in covered and ord(c) not in _NO_GLYPH
    )


def _table(data: bytes, tag: bytes) -> int:
    count = struct.unpack_from(">H", data, 4)[0]
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if name == tag:
            return offset
    raise ValueError(tag)


def _subtable(data: bytes, at: int) -> set[int]:
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 4:
        return _segments(data, at)
    if kind == 12:
        return _groups(data, at)
    return set()


def _segments(data: bytes, at: int) -> set[int]:
    """Format 4: ranges of 16-bit code points with a delta, or glyph ids one by one."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    width = 2 * count
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + width)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * width)
    offsets_at = at + 16 + 3 * width
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    found: set[int] = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offsets[number] == 0:
                glyph = (code + deltas[number]) & 0xFFFF
            else:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph:
                found.add(code)
    return found


def _groups(data: bytes, at: int) -> set[int]:
    """Format 12: ranges of 32-bit code points."""
    count = struct.unpack_from(">I", data, at + 12)[0]
    found: set[int] = set()
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found

"""The packaged list of breached passwords: a Bloom filter, so no password can be read from it.

The file is a mark, the number of probes, and the bits. `tools/make_breached.py` writes it with the
same functions; data/breached/README.md says what it was made of.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MARK = b"RBB1"
# 16 probes into 23 bits a password take 1 in 60,000 of the others for a breached one.
PROBES = 16
BITS_EACH = 23


@dataclass(frozen=True, slots=True)
class Filter:
    """A set of texts that may say yes to a text that is not in it, never no to one that is."""

    probes: int
    bits: bytes

    def __contains__(self, text: str) -> bool:
        return all(self.bits[p >> 3] & (1 << (p & 7)) for p in self._places(text))

    def _places(self, text: str) -> Iterator[int]:
        return places(text, self.probes, len(self.bits) * 8)


def places(text: str, probes: int, size: int) -> Iterator[int]:
    """Yield which of `size` bits stand for a text."""
    raw = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    first, step = int.from_bytes(raw[:8]), int.from_bytes(raw[8:]) | 1
    for number in range(probes):
        yield (first + number * step) % size


def make_filter(texts: Iterable[str], count: int) -> Filter:
    """Return a filter of `count` texts."""
    bits = bytearray(max(8, count * BITS_EACH // 8))
    for text in texts:
        for place in places(text, PROBES, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return Filter(PROBES, bytes(bits))


def write_filter(made: Filter) -> bytes:
    """Return a filter as a file."""
    return _MARK + bytes([made.probes]) + made.bits


def read_filter(data: bytes) -> Filter:
    """Return the filter of a file. Raises ValueError."""
    if data[:4] != _MARK:
        raise ValueError("no list of breached passwords")
    return Filter(data[4], data[5:])


@cache
def load_breached() -> Filter:
    """Return the packaged filter."""
    return read_filter((files("resume_builder.data") / "breached/passwords.bin").read_bytes())


def is_breached(password: str) -> bool:
    """Return whether attackers try this password first, written as it is or in small letters."""
    known = load_breached()
    return password in known or password.casefold() in known
